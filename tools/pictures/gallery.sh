#!/usr/bin/env bash
#
# Takes the pictures that people are to look at, and lays them out on sheets:
#
#   tools/pictures/gallery.sh [FOLDER] [WxH]        docs/pictures and 960x540, if nothing is said
#
#   phases.jpg      the living room in the four parts of the day, and on the day when it snows
#   tiers.jpg       the same corner on low and on high
#   places.jpg      every other place, once
#   plant.jpg       the plant, from how it begins to what five weeks can do to it
#   mirror.jpg      the bathroom's mirror, and what comes up on it
#   apartment-*.png for the README
#   turntables.jpg  every place, once round from where one stands in it
#
# The sheets need ImageMagick (`montage`). Single pictures lie in out/gallery.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder="${1:-docs/pictures}" size="${2:-960x540}"
program="${ROOM_TONE:-${CARGO_TARGET_DIR:-target}/debug/room-tone}"
single="out/gallery"
mkdir -p "$folder" "$single"
command -v montage >/dev/null 2>&1 || { echo "ImageMagick is not there: no sheets without its montage" >&2; exit 1; }

# picture PLACE PHASE MARK [TIER] [MORE …]: takes it, and adds it to those of the next sheet.
pictures=()
picture() {
    local place="$1" phase="$2" mark="$3" tier="${4:-medium}"
    shift 3; (($#)) && shift
    local more="$*"
    more="${more//[^a-z0-9=_-]/-}"
    local file="$single/$place-$phase-$mark-$tier$more.png"
    "$program" shot --scene "$place" --phase "$phase" --mark "$mark" --tier "$tier" "$@" --size "$size" --out "$file"
    pictures+=("$file")
    printf '%s\n' "$file" >&2
}

# turntable PLACE PHASE MARK: six small pictures, once round.
turntable() {
    local file="$single/$1-$2-$3-around"
    "$program" shot --scene "$1" --phase "$2" --mark "$3" --around 6 --size 320x180 --out "$file.png"
    for turn in 1 2 3 4 5 6; do pictures+=("$file-$turn.png"); done
    printf '%s\n' "$file" >&2
}

# sheet NAME ACROSS WIDTH: lays them out.
sheet() {
    montage "${pictures[@]}" -resize "$3x" -geometry +5+5 -tile "$2x" -background '#141210' -quality 88 "$folder/$1"
    pictures=()
    printf '%s\n' "$folder/$1"
}

# Those at the head of the README, each by itself.
for phase in morning evening night; do
    "$program" shot --scene apartment --phase "$phase" --mark sofa --tier high --size 1280x720 --out "$folder/apartment-$phase.png"
    printf '%s\n' "$folder/apartment-$phase.png"
done

for phase in morning work evening night; do picture apartment "$phase" sofa; done
picture apartment morning sofa medium --snow
picture apartment night window
sheet phases.jpg 2 800

picture apartment evening sofa low
picture apartment evening sofa high
picture apartment night desk low
picture apartment night desk high
sheet tiers.jpg 2 800

while read -r place phase mark; do picture "$place" "$phase" "$mark"; done <<'PLACES'
apartment evening kitchen
apartment work door
apartment evening wardrobe
apartment evening balcony
booth work desk
station evening bench
street morning corner
lift evening inside
stairwell night landing
amys evening table
dinner evening seat
roof morning wall
flyover evening bench
launderette night bench
ferry night rail
apartment night bed
lift evening mirror
PLACES
picture apartment night game medium --game
picture apartment evening sofa medium --prop blind=0
sheet places.jpg 2 640

# As the place's file lists them: drowned, bare, thirsty, thriving, well.
for state in 4 3 2 1 0; do picture apartment morning plant medium --prop "plant=$state"; done
sheet plant.jpg 5 380

picture apartment morning mirror
picture apartment morning mirror medium --prop steam_on_mirror=4
picture apartment night mirror
picture apartment morning mirror medium --prop steam_on_mirror=2
sheet mirror.jpg 2 800

while read -r place phase mark; do turntable "$place" "$phase" "$mark"; done <<'PLACES'
apartment evening sofa
apartment night mirror
apartment evening balcony
booth work desk
station evening bench
street morning corner
lift evening inside
stairwell night landing
amys evening table
dinner evening seat
roof morning wall
flyover evening bench
launderette night bench
ferry night rail
PLACES
sheet turntables.jpg 6 260
