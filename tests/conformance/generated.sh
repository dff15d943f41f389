#!/usr/bin/env bash
# Builds generated reports and runs the validators, the judge of tags and that of pages over them.
#   generated.sh PROGRAM [CASES] [SEED]
# Left out is what the reports do on purpose or what the judges cannot tell: tables without captions (`gaps.py`) and
# pages in columns, which are not read in the order of the text (`pages.py`).
# Exit 0 only if everything was built, every validator ran, and all passed.
set -euo pipefail
cd "$(dirname "$0")/../.."
program=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export UNDERPIN_PARITY_CASES=${2:-50} UNDERPIN_PARITY_SEED=${3:-1} UNDERPIN_PARITY_FOLDER=$work/src
cargo test --locked -q --test suite -- --ignored write_generated_reports > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 2; }

status=0
books=() models=()
for folder in "$work"/src/*/; do
    name=$(basename "$folder")
    out=$work/out/$name
    "$program" build "$folder" -o "$out" 2> "$work/log" || { cat "$work/log" >&2; echo "report $name could not be built" >&2; exit 1; }
    "$(dirname "$program")/examples/dump-contract" "$folder" "$out"
    pdf=$(ls "$out"/*.pdf)
    epub=$out/report.epub
    books+=(--epub "$epub" --pdf "$pdf")
    models+=("$pdf.contract.json" "$pdf")
    grep -q policy-brief "$folder/report.toml" && continue
    tests/conformance/pages.py "$pdf" "$epub" > "$work/pages" || { echo "pages of report $name:"; cat "$work/pages"; status=1; }
done
tests/conformance/tags.py "${models[@]}" || status=1
tests/conformance/run.py "${books[@]}" --without table-caption || status=$?
exit "$status"
