#!/usr/bin/env bash
# Builds the brief and every case that must build, and runs the validators over all of them.
#   all.sh PROGRAM
# Exit 0 only if everything was built, every validator ran, and all passed.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
books=()

everything=(--format pdf --format epub --format html --format register)
build() { # NAME FOLDER [OPTION...]
    local options=("${@:3}")
    [ $# -gt 2 ] || options=("${everything[@]}")
    "$program" build "$2" -o "$work/$1" "${options[@]}" 2>"$work/$1.log" || {
        cat "$work/$1.log" >&2
        echo "$1: could not be built" >&2
        exit 1
    }
    "$(dirname "$program")/examples/dump-contract" "$2" "$work/$1"
}

build brief report
build twin tests/twins/clean
for template in report policy-brief; do
    mkdir -p "$work/src"
    cp -r tests/conformance/every-construct "$work/src/every-construct-$template"
    sed -i "s/^editions = .*/&\ntemplate = \"$template\"/" "$work/src/every-construct-$template/report.toml"
    build "every-construct-$template" "$work/src/every-construct-$template" --format pdf --format html
done
for marker in tests/cases/*/expected/ok; do
    [ -e "$marker" ] || continue
    folder=${marker%/expected/ok}
    name=$(basename "$folder")
    mkdir -p "$work/src/$name"
    cp -r tests/cases/_base/. "$work/src/$name"
    cp -r "$folder/." "$work/src/$name"
    if [ -e "$folder/_delete" ]; then
        while read -r gone; do rm -f "$work/src/$name/$gone"; done < "$folder/_delete"
    fi
    build "$name" "$work/src/$name"
done
"$program" new "$work/src/new" 2>/dev/null
build new "$work/src/new"

for folder in "$work"/*/; do
    for book in "$folder"*.epub; do [ -e "$book" ] && books+=(--epub "$book"); done
    for book in "$folder"*.html; do [ -e "$book" ] && books+=(--html "$book"); done
    for book in "$folder"*.pdf; do [ -e "$book" ] && books+=(--pdf "$book"); done
done
status=0
tests/conformance/run.py "${books[@]}" --jobs 2 || status=$?

# What is wrong with a page is noticed.
tests/conformance/prove_page.py "$work"/new/*.html || status=1

# The tags, languages and metadata of every PDF are those of its report; and this can fail.
models=()
for contract in "$work"/*/*.contract.json; do models+=("$contract" "${contract%.contract.json}"); done
tests/conformance/tags.py "${models[@]}" || status=1
for contract in "$work"/every-construct-*/*.contract.json; do
    tests/conformance/prove_tags.py "$contract" "${contract%.contract.json}" || status=1
done

# The EPUB of every construct passes too, and whoever breaks it is noticed.
"$program" build tests/conformance/every-construct --format pdf --format epub -o "$work/src/broken" 2>/dev/null
tests/conformance/prove_epub.py "$work"/src/broken/*.epub || status=1

# The page numbers of the EPUB are those of the PDF.
for folder in "$work"/*/; do
    for epub in "$folder"*.epub; do
        [ -e "$epub" ] || continue
        tests/conformance/pages.py "${epub%.epub}.pdf" "$epub" > "$work/pages.log" || {
            echo "pages of $(basename "$folder"):"; cat "$work/pages.log"; status=1
        }
    done
done
# Reports with every construct in every other pass too.
tests/conformance/generated.sh "$program" 6 2 || status=1
exit "$status"
