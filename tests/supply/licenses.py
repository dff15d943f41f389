#!/usr/bin/env python3
"""Writes templates/licenses/third-party.json: the crates that the program is built from and the data that it holds, each
with its licence and the texts of it.

    tests/supply/licenses.py

The crates are those of Cargo.lock, of every system, without what only tests need. Their texts come from the crates as
they were published, the data from templates/licenses/data.toml. Needs cargo and those crates, and nothing else. The same Cargo.lock gives the same bytes.
Exit: 0 written, 1 something has no licence or no text.
"""

import collections
import json
import pathlib
import re
import struct
import subprocess
import sys
import tomllib
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates/licenses"
FILE = FOLDER / "third-party.json"

# How files that hold licences, and what must be said beside them, are named.
TEXT_NAME = re.compile(r"(?i)^(licen[sc]e|copying|notice|copyright|unlicense)|_LICEN[SC]E")
# What is not in the program.
LEFT_OUT = {"tests", "test", "benches", "examples", "scripts", "docs", "fuzz"}

ZERO_BSD = """Permission to use, copy, modify, and/or distribute this software for any purpose with or without fee is hereby granted.

THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES WITH REGARD TO THIS SOFTWARE INCLUDING ALL
IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS. IN NO EVENT SHALL THE AUTHOR BE LIABLE FOR ANY SPECIAL, DIRECT,
INDIRECT, OR CONSEQUENTIAL DAMAGES OR ANY DAMAGES WHATSOEVER RESULTING FROM LOSS OF USE, DATA OR PROFITS, WHETHER IN AN
ACTION OF CONTRACT, NEGLIGENCE OR OTHER TORTIOUS ACTION, ARISING OUT OF OR IN CONNECTION WITH THE USE OR PERFORMANCE OF
THIS SOFTWARE.
"""


def locked():
    """The entries of Cargo.lock that the program is built from, and for each the entries it depends on."""
    manifest = tomllib.loads((ROOT / "Cargo.toml").read_text())
    entries = collections.defaultdict(list)
    for entry in tomllib.loads((ROOT / "Cargo.lock").read_text())["package"]:
        entries[entry["name"]].append(entry)

    def needed(entry):
        for named in entry.get("dependencies", []):
            name, _, version = named.partition(" ")
            [found] = [e for e in entries[name] if version in ("", e["version"])]
            yield found

    [program] = entries[manifest["package"]["name"]]
    only_tests = set(manifest["dev-dependencies"]) - set(manifest["dependencies"])
    direct = [entry for entry in needed(program) if entry["name"] not in only_tests]
    found, waiting = {}, list(direct)
    while waiting:
        entry = waiting.pop()
        key = (entry["name"], entry["version"])
        if key not in found:
            found[key] = (entry, list(needed(entry)))
            waiting.extend(found[key][1])
    return direct, [found[key] for key in sorted(found)]


def published():
    """What each crate says of itself, by name and version."""
    command = ["cargo", "metadata", "--locked", "--format-version", "1"]
    said = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    return {(crate["name"], crate["version"]): crate for crate in said["packages"]}


def files_of(folder):
    """The texts of licences in a crate's folder, in the order of their paths, and whether each is that of a part only."""
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder).parts
        if path.is_file() and TEXT_NAME.search(path.name) and not LEFT_OUT & set(inside[:-1]) and path.suffix != ".rs":
            yield path.read_text(errors="replace"), len(inside) > 1


def acknowledged(folder):
    """The licences of the syntax definitions in two-face, which packs them: each a number, a text and a path."""
    packed = zlib.decompress((folder / "generated/acknowledgements_full.bin").read_bytes())
    at = 0

    def take(layout):
        nonlocal at
        [value] = struct.unpack_from(layout, packed, at)
        at += struct.calcsize(layout)
        return value

    def string():
        nonlocal at
        length = take("<Q")
        at += length
        return packed[at - length : at].decode()

    while at < len(packed):
        for _ in range(take("<Q")):
            take("<I")
            text, path = string(), string()
            if path.startswith("syntaxes/"):
                yield text


def standard(expression, crate):
    """The text of a licence for a crate that brings none, as one of those it offers."""
    if "Apache-2.0" in expression:
        return (ROOT / "LICENSE-APACHE").read_text()
    if "0BSD" in expression:
        return f"Copyright (c) {', '.join(crate['authors'])}\n\n{ZERO_BSD}"
    return None


def main():
    direct, entries = locked()
    crates = published()
    texts, numbers = [], {}

    def number(text):
        text = "\n".join(line.rstrip() for line in text.replace("\r", "").strip("\ufeff\n\f ").split("\n")) + "\n"
        words = " ".join(re.findall(r"[a-z0-9]+", text.lower().replace("https", "http")))
        if words not in numbers:
            numbers[words] = len(texts)
            texts.append(text)
        return numbers[words]

    rows, complaints = [], []
    for entry, needs in entries:
        crate = crates[entry["name"], entry["version"]]
        folder = pathlib.Path(crate["manifest_path"]).parent
        expression = re.sub(r"\s*/\s*", " OR ", crate["license"] or "")
        files = list(files_of(folder))
        found = [text for text, _ in files]
        if entry["name"] == "two-face":
            found += acknowledged(folder)
        if all(of_part for _, of_part in files):
            found += filter(None, [standard(expression, crate)])
        if not expression or not found:
            complaints.append(f"{entry['name']} {entry['version']}: licence {expression!r}, {len(found)} texts")
        rows.append(
            {
                "name": entry["name"],
                "version": entry["version"],
                "license": expression,
                "checksum": entry["checksum"],
                "repository": crate["repository"],
                "needs": [f"{e['name']} {e['version']}" for e in needs],
                "texts": sorted({number(text) for text in found}),
            }
        )
    data = tomllib.loads((FOLDER / "data.toml").read_text())["data"]
    for entry in data:
        carriers = [row for row in rows if row["name"] == entry.get("crate")]
        if "text" in entry:
            entry["texts"] = [number((ROOT / entry.pop("text")).read_text())]
        else:
            entry["texts"] = sorted({text for row in carriers for text in row["texts"]})
        files = [list(ROOT.glob(pattern)) for pattern in entry.pop("files", [])]
        if not all(files) or not (files or carriers):
            complaints.append(f"data.toml: what {entry['name']} names is not there")
        if not entry["texts"] or ("license" in entry) == ("named" in entry):
            complaints.append(f"data.toml: {entry['name']} needs a text, and a license or the name of one")
    if complaints:
        sys.exit("licenses.py: " + "\nlicenses.py: ".join(complaints))
    written = {"needs": [f"{e['name']} {e['version']}" for e in direct], "crates": rows, "data": data, "texts": texts}
    FILE.write_text(layout(written))


def layout(written):
    """A line for each, so that a change can be read."""
    lines = lambda values: ",\n".join(f"    {json.dumps(value, ensure_ascii=False)}" for value in values)
    needs = json.dumps(written["needs"])
    lists = ",\n".join(f'  "{name}": [\n{lines(written[name])}\n  ]' for name in ("crates", "data", "texts"))
    return f'{{\n  "needs": {needs},\n{lists}\n}}\n'


main()
