#!/usr/bin/env python3
"""Compares formatted citations and reference lists with Pandoc's citeproc.

    tests/conformance/csl.py [STYLE...] [--show NAME] [--write]

Every situation of `csl_situations.py` is formatted in each style by both, and the paragraphs (with the notes
where they are called) and the entries of the reference list are compared, markup included. Exit codes: 0 the
situations that differ are those of `csl_known.json`, 1 others do or some of them no longer do, 2 could not run.

Pandoc is the one of the Python package `pypandoc_binary`, or `$PANDOC`. `$DUMP_FORMATTED` names the built example;
without it Cargo builds it. `$CSL_MORE` is one more style, a `.csl` file. Bundled styles are handed to Pandoc as
hayagriva holds them, with the terms of its locale, so that no difference comes from another version.

What is not compared: the sort of white space, on which side of the end of italics a stop stands, and whether a
raised number stands before a stop or behind it.
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
KNOWN = HERE / "csl_known.json"
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


# Why a situation may differ, and whose form is right. The first that fits counts.
CLASSES = [
    ("no such type", "theirs", "hayagriva's entries know no treaty, interview, hearing, dataset or magazine, and no container of a law"),
    ("after substitution", "theirs", "where a title or container stands for the author, hayagriva takes it for absent in later conditions"),
    ("small words", "ours", "Pandoc leaves `about` small in titles and raises the parts of `Non-refoulement`; CSL's list of small words does not hold it"),
    ("names without cs:name", "ours", "Pandoc prints a label before names that have no `cs:name`"),
    ("capital in a note", "ours", "Pandoc begins every note with a capital, also `ibid` and `de`"),
    ("author in the sentence", "ours", "a note keeps the author whom the sentence names, and the sentence the family name; a citation inside a note of the author's stands in brackets"),
    ("suffix", "theirs", "a suffix is always set off by a comma"),
    ("locator", "ours", "`article` is a locator here and words there; a hyphen between numbers is a dash"),
    ("reading of BibLaTeX", "either", "types, series and theses of BibLaTeX are read differently; Pandoc lowers the titles"),
    ("initials", "theirs", "with `initialize=\"false\"` hayagriva leaves the stops of written initials"),
    ("disambiguation", "theirs", "hayagriva tells works apart by title or names in fewer cases"),
    ("other", "see page", "read one by one in docs/conformance/csl.md"),
]
UNKNOWN_TYPES = {"treaty", "interview", "hearing", "dataset", "article-magazine", "legislation", "entry-encyclopedia"}


def class_of(one, found):
    """The class of the differences of one situation."""
    types = {entry["type"] for entry in one["entries"] or ()}
    mine, other = (" ".join(line[at] for line in found) for at in (1, 2))
    name = one["name"]
    if mine.replace("About", "about").replace("Non-Refoulement", "Non-refoulement") == other.replace("About", "about").replace(
        "Non-Refoulement", "Non-refoulement"
    ):
        return "small words"
    if mine.lower() == other.lower() and "⟦" in mine:
        return "capital in a note"
    if types & UNKNOWN_TYPES:
        return "no such type"
    if "editorWeber" in other or ", editor" in mine:
        return "names without cs:name"
    if name.startswith("BibLaTeX"):
        return "reading of BibLaTeX"
    if name.startswith("form, suffix"):
        return "suffix"
    if name.startswith("locator"):
        return "locator"
    if "no author" in name and not name.startswith("form"):
        return "after substitution"
    if name.startswith("form") and "⟦" in mine + other:
        return "author in the sentence"
    if re.sub(r"\b([A-Z])\.", r"\1", mine).replace("J R", "JR") == other:
        return "initials"
    if name.startswith("form"):
        return "author in the sentence"
    if name.startswith(("the same", "authors that differ")):
        return "disambiguation"
    return "other"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("styles", nargs="*", help="names of bundled styles, or .csl files")
    parser.add_argument("--show", metavar="NAME", help="print the differences of situations whose name begins so")
    parser.add_argument("--write", action="store_true", help="write the differences that are known")
    arguments = parser.parse_args()
    styles = arguments.styles or STYLES + ([os.environ["CSL_MORE"]] if os.environ.get("CSL_MORE") else [])
    try:
        with tempfile.TemporaryDirectory() as work:
            with concurrent.futures.ThreadPoolExecutor(2) as pool:
                results = list(pool.map(lambda style: both(style, work), styles))
    except (OSError, ImportError, RuntimeError, ValueError, subprocess.CalledProcessError) as error:
        print(f"could not run: {error} {getattr(error, 'stderr', '') or ''}", file=sys.stderr)
        return 2
    known = json.loads(KNOWN.read_text(encoding="utf-8")) if KNOWN.exists() else {}
    status = 0
    print("| style | situations | equal | " + " | ".join(name for name, _, _ in CLASSES) + " |")
    print("|---" * (len(CLASSES) + 3) + "|")
    for style, (all_situations, ours, theirs) in zip(styles, results):
        name = pathlib.Path(style).stem
        classes = {}
        for one, mine, other in zip(all_situations, ours, theirs, strict=True):
            found = differences(mine, other)
            if found:
                classes[one["name"]] = class_of(one, found)
            if arguments.show is not None and one["name"].startswith(arguments.show):
                for place, a, b in found:
                    print(f"{name} | {one['name']} | {place}\n  ours   {a}\n  theirs {b}")
        counts = [sum(1 for one in classes.values() if one == label) for label, _, _ in CLASSES]
        print(f"| `{name}` | {len(all_situations)} | {len(all_situations) - len(classes)} | " + " | ".join(map(str, counts)) + " |")
        expected = known.get(name, {})
        if arguments.write:
            known[name] = classes
            continue
        for situation in sorted(set(classes) - set(expected)):
            print(f"{name}: a new difference: {situation} (see --show)")
            status = 1
        for situation in sorted(set(expected) - set(classes)):
            print(f"{name}: no longer a difference; run with --write: {situation}")
            status = 1
    if arguments.write:
        text = json.dumps(known, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        KNOWN.write_text(text, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
