#!/usr/bin/env bash
# Draws every page of the brief, in both templates and both editions, and a contact sheet of each.
#   proof.sh PROGRAM FOLDER
# Needs pdftoppm (poppler) and montage (ImageMagick).
set -euo pipefail
program=$(realpath "$1")
folder=$2
for needed in pdftoppm montage; do
    command -v "$needed" >/dev/null || { echo "proof: $needed is not installed" >&2; exit 2; }
done
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
rm -rf "$folder"
for template in report policy-brief; do
    cp -r report "$work/$template"
    sed -i "s/^\[output\]/[output]\ntemplate = \"$template\"/" "$work/$template/report.toml"
    for edition in screen print; do
        pages=$folder/$template-$edition
        mkdir -p "$pages"
        "$program" build "$work/$template" --format pdf --edition "$edition" -o "$work/out" 2>"$work/log" || {
            cat "$work/log" >&2
            exit 1
        }
        pdftoppm -r 100 -png "$work"/out/*.pdf "$pages/page"
        montage "$pages"/page-*.png -resize 25% -tile 10x -geometry +4+4 -background gray "$pages.png"
        rm -r "$work/out"
        echo "drew $pages ($(ls "$pages" | wc -l) pages)"
    done
done
