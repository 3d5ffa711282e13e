#!/usr/bin/env bash
#
# Takes a picture of every place, and the apartment in each part of the day, and lays them out on one sheet.
#
#   tools/pictures/gallery.sh [FOLDER] [WxH]        out/gallery and 960x540, if nothing is said
#
# The sheet needs ImageMagick (`montage`); without it there are only the single pictures.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

folder="${1:-out/gallery}" size="${2:-960x540}"
program="${ROOM_TONE:-${CARGO_TARGET_DIR:-target}/debug/room-tone}"
mkdir -p "$folder"

# place, part of the day, mark
shots=(
    "apartment morning window" "apartment work desk" "apartment evening sofa" "apartment night sofa"
    "apartment evening kitchen" "apartment night bed" "apartment morning door" "apartment night desk"
    "booth work desk" "station morning bench" "station evening stairs" "lift evening inside"
    "stairwell night landing" "stairwell night step" "amys evening table" "amys night floor"
    "street morning corner" "dinner evening seat" "launderette night bench" "flyover evening bench"
    "ferry night rail" "roof morning wall" "roof evening wall" "roof night wall"
)
pictures=()
for shot in "${shots[@]}"; do
    read -r place phase mark <<<"$shot"
    picture="$folder/$place-$phase-$mark.png"
    "$program" shot --scene "$place" --phase "$phase" --mark "$mark" --size "$size" --out "$picture"
    pictures+=("$picture")
    printf '%s\n' "$picture"
done
if command -v montage >/dev/null 2>&1; then
    montage "${pictures[@]}" -resize 480x -geometry +6+6 -tile 4x -background '#141210' "$folder/sheet.png"
    printf '%s\n' "$folder/sheet.png"
fi
