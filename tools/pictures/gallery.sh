#!/usr/bin/env bash
#
# Takes the pictures that people are to look at, and lays them out on sheets:
#
#   tools/pictures/gallery.sh [FOLDER] [WxH]        docs/pictures and 960x540, if nothing is said
#
#   phases.jpg   the living room in the four parts of the day, and on the day when it snows
#   tiers.jpg    the same corner on low and on high
#   places.jpg   every other place, once
#
# The sheets need ImageMagick (`montage`). Single pictures lie in out/gallery.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder="${1:-docs/pictures}" size="${2:-960x540}"
program="${ROOM_TONE:-${CARGO_TARGET_DIR:-target}/debug/room-tone}"
single="out/gallery"
mkdir -p "$folder" "$single"
command -v montage >/dev/null 2>&1 || { echo "ImageMagick is not there: no sheets without its montage" >&2; exit 1; }

# picture PLACE PHASE MARK [TIER] [--snow]: takes it, and adds it to those of the next sheet.
pictures=()
picture() {
    local file="$single/$1-$2-$3-${4:-medium}${5:-}.png"
    "$program" shot --scene "$1" --phase "$2" --mark "$3" --tier "${4:-medium}" ${5:-} --size "$size" --out "$file"
    pictures+=("$file")
    printf '%s\n' "$file" >&2
}

# sheet NAME ACROSS WIDTH: lays them out.
sheet() {
    montage "${pictures[@]}" -resize "$3x" -geometry +5+5 -tile "$2x" -background '#141210' -quality 88 "$folder/$1"
    pictures=()
    printf '%s\n' "$folder/$1"
}

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
PLACES
sheet places.jpg 2 640
