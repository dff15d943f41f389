#!/usr/bin/env python3
"""Compares formatted citations and reference lists with Pandoc's citeproc.

    tests/conformance/csl.py [STYLE...] [--show NAME]

Every situation of `csl_situations.py` is formatted in each style by both, and the paragraphs (with the notes
where they are called) and the entries of the reference list are compared, markup included. It shows how far the
two agree; there is no list yet of the differences that are meant.
"""

import argparse
import concurrent.futures
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import csl_situations  # noqa: E402

LANGUAGE = "en-GB"
STYLES = [
    "chicago-author-date",
    "apa",
    "harvard-cite-them-right",
    "modern-language-association",
    "ieee",
    "vancouver",
    "nature",
    "chicago-notes",
    "chicago-shortened-notes",
    "modern-humanities-research-association-notes",
]


def pandoc():
    if os.environ.get("PANDOC"):
        return os.environ["PANDOC"]
    import pypandoc

    return pypandoc.get_pandoc_path()


def dump(arguments=(), text=None):
    command = [os.environ["DUMP_FORMATTED"]] if os.environ.get("DUMP_FORMATTED") else (
        "cargo run --quiet --locked --example dump-formatted --".split()
    )
    run = subprocess.run([*command, *arguments], input=text, capture_output=True, text=True, check=True)
    return run.stdout


MARKUP = {"Emph": "i", "Strong": "b", "SmallCaps": "sc", "Superscript": "sup", "Subscript": "sub"}


def written(inlines):
    """Pandoc's inlines with our markup."""
    out = []
    for inline in inlines:
        kind, content = inline["t"], inline.get("c")
        if kind == "Str":
            out.append(content)
        elif kind in ("Space", "SoftBreak", "LineBreak"):
            out.append(" ")
        elif kind in MARKUP:
            out.append(f"<{MARKUP[kind]}>{written(content)}</{MARKUP[kind]}>")
        elif kind == "Quoted":
            marks = "‘’" if content[0]["t"] == "SingleQuote" else "“”"
            out.append(marks[0] + written(content[1]) + marks[1])
        elif kind in ("Code", "Math"):
            out.append(content[1])
        elif kind in ("Link", "Span", "Cite"):
            out.append(written(content[1]))
        elif kind == "Note":
            out.append("⟦" + "".join(written(b["c"]) for b in content if b["t"] in ("Para", "Plain")) + "⟧")
        else:
            raise ValueError(f"an inline of type {kind}")
    return "".join(out)


def reference(blocks):
    paragraphs, entries = [], []
    for block in blocks:
        if block["t"] in ("Para", "Plain"):
            paragraphs.append(written(block["c"]))
        elif block["t"] == "Div" and block["c"][0][0] == "refs":
            for div in block["c"][1]:
                text = " ".join(written(b["c"]) for b in div["c"][1])
                entries.append({"key": div["c"][0][0].removeprefix("ref-"), "text": text})
    return {"paragraphs": paragraphs, "list": entries}


def plain(text):
    """What is not compared: white space, empty markup, and markup that ends and begins again."""
    text = re.sub(r"[\s\u00a0\u202f]+", " ", text)
    text = re.sub(r"</(\w+)>( ?)<\1>", r"\2", text)
    # Where the stop after italics stands is not seen.
    text = re.sub(r"([.,:;]?)</(i|b)>([.,:;]?)", r"</\2>\1\3", text)
    # Whether a raised number stands before or behind the stop.
    text = re.sub(r"(<sup>[^<]*</sup>)([.,:;?!])", r"\2\1", text)
    return re.sub(r"<(\w+)>( ?)</\1>", r"\2", text).strip()


def both(style, work):
    """Our and their form of every situation in one style."""
    if style.endswith(".csl"):
        xml = pathlib.Path(style).read_text(encoding="utf-8")
        asked = {"xml": xml}
    else:
        xml = dump([style, LANGUAGE])
        asked = {"name": style}
    folder = pathlib.Path(work) / pathlib.Path(style).stem
    folder.mkdir(parents=True)
    (folder / "style.csl").write_text(xml, encoding="utf-8")
    all_situations = csl_situations.situations()
    ours, theirs = [], []
    for at, one in enumerate(all_situations):
        ending = "bib" if one["bib"] else "json"
        text = one["bib"] or json.dumps(one["entries"], ensure_ascii=False)
        file = folder / f"{at}.{ending}"
        file.write_text(text, encoding="utf-8")
        ours.append({"text": one["text"], "bibliography": text, "ending": ending})
        theirs.append({"text": one["text"], "file": str(file)})
    request = folder / "request.json"
    request.write_text(
        json.dumps({"style": str(folder / "style.csl"), "language": LANGUAGE, "situations": theirs}), encoding="utf-8"
    )
    run = subprocess.run([pandoc(), "lua", str(HERE / "csl.lua"), str(request)], capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError(f"Pandoc with {style}: {run.stderr[:2000]}")
    theirs = [reference(json.loads(line)["blocks"]) for line in run.stdout.splitlines()]
    ours = json.loads(dump(text=json.dumps({"style": asked, "language": LANGUAGE, "situations": ours})))
    return all_situations, ours, theirs


def lines(one):
    return [plain(p) for p in one["paragraphs"]], [plain(e["text"]) for e in one["list"]]


def differences(ours, theirs):
    """Pairs of lines that differ: (place, ours, theirs)."""
    found = []
    for place, mine, other in zip(("text", "list"), lines(ours), lines(theirs)):
        for at in range(max(len(mine), len(other))):
            a = mine[at] if at < len(mine) else ""
            b = other[at] if at < len(other) else ""
            if a != b:
                found.append((place, a, b))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("styles", nargs="*")
    parser.add_argument("--show", help="print the differences of situations whose name begins so", default=None)
    arguments = parser.parse_args()
    styles = arguments.styles or STYLES
    with tempfile.TemporaryDirectory() as work:
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            results = list(pool.map(lambda style: both(style, work), styles))
    for style, (all_situations, ours, theirs) in zip(styles, results):
        equal = 0
        for one, mine, other in zip(all_situations, ours, theirs, strict=True):
            found = differences(mine, other)
            equal += not found
            if arguments.show is not None and one["name"].startswith(arguments.show):
                for place, a, b in found:
                    print(f"{style} | {one['name']} | {place}\n  ours   {a}\n  theirs {b}")
        print(f"{style}: {len(all_situations)} situations, {equal} equal")
    return 0


if __name__ == "__main__":
    sys.exit(main())
