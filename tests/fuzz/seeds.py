#!/usr/bin/env python3
"""Gathers what fuzzing begins from out of the cases, the twins, the brief and the rule pages, by target.

    tests/fuzz/seeds.py FOLDER
"""

import hashlib
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
OUT = pathlib.Path(sys.argv[1])

# Which targets read a file, by its path in a report.
READERS = [
    (r"report\.toml$", ["manifest"]),
    (r"sources\.toml$", ["sources"]),
    (r"waivers\.toml$", ["waivers"]),
    (r"theme\.toml$", ["theme"]),
    (r"\.md$", ["markdown", "single"]),
    (r"\.ya?ml$", ["hayagriva"]),
    (r"\.bib$", ["bibtex"]),
    (r"\.json$", ["csl_json"]),
    (r"\.csl$", ["style"]),
    (r"\.csv$", ["chart"]),
    (r"\.svg$", ["drawing"]),
]
# What an example of a rule page replaces when it does not say so.
EXAMPLES = {"md": "sections/text.md", "toml": "report.toml", "yaml": "references.yml"}


def give(target, data):
    folder = OUT / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / hashlib.sha1(data).hexdigest()[:12]).write_bytes(data)


def give_file(path, data):
    for pattern, targets in READERS:
        if re.search(pattern, path):
            for target in targets:
                give(target, data)


def give_tree(files):
    """Several files in the notation of `underpin_fuzz::input::tree`."""
    data = b"".join(b"==== " + path.encode() + b"\n" + text.rstrip(b"\n") + b"\n" for path, text in files)
    give("report", data)
    give("books", data)


def tree(folder):
    for path in sorted(folder.rglob("*")):
        inside = path.relative_to(folder)
        if path.is_file() and not str(inside).startswith(("_", "expected")):
            yield str(inside), path.read_bytes()


def examples(page):
    for fence in re.finditer(r"^```(\w+) ((?:failing|passing).*)\n((?:.*\n)*?)```$", page, re.M):
        language, info, body = fence.groups()
        named = re.search(r"file=(\S+)", info)
        path = named.group(1) if named else EXAMPLES.get(language)
        if path:
            yield path, body.encode()


folders = [path for path in sorted((ROOT / "tests/cases").iterdir()) if path.is_dir()]
for folder in folders + [ROOT / "tests/twins/clean", ROOT / "tests/twins/faulty", ROOT / "report"]:
    files = list(tree(folder))
    for path, data in files:
        give_file(path, data)
    if folder in folders:
        give_tree(files)
for page in sorted((ROOT / "src/rules").glob("*.md")):
    for path, data in examples(page.read_text()):
        give_file(path, data)
        give_tree([(path, data)])
for page in ["syntax", "single-file", "sources", "waivers", "theme", "manifest", "bibliography"]:
    for language, body in re.findall(r"^```(\w+)[^\n]*\n((?:.*\n)*?)```$", (ROOT / f"docs/{page}.md").read_text(), re.M):
        names = {"md": "x.md", "toml": f"{page}.toml", "yaml": "x.yml", "bib": "x.bib", "csv": "x.csv"}
        give_file(names.get(language, ""), body.encode())
# What broke the program once.
for path in sorted((HERE / "kept").rglob("*")):
    if path.is_file():
        give(path.parent.name, path.read_bytes())
