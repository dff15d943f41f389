#!/usr/bin/env python3
"""Judges whether a PDF tags what the report holds: as many headings, lists, cells, notes, pictures and formulas, the same
alternatives, the same languages, bookmarks, page labels, metadata, attached files and page boxes.

  tags.py CONTRACT.json A.pdf [CONTRACT.json A.pdf]...

CONTRACT.json is what the template was handed; `dump_contract.rs` writes it. veraPDF is content with headings tagged as
paragraphs, header cells tagged as data cells and Korean marked as English: only the report itself can tell.

Exit: 0 nothing found, 1 something found, 2 could not look.
"""

import json
import re
import sys
from collections import Counter
from itertools import zip_longest
from pathlib import Path

from read_epub import Unreadable
from read_model import UNKNOWN, Model, letters
from read_pdf import open_pdf, page_labels, pikepdf, tag_tree
from read_words import words_by_language

ROMAN = [(10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")]


def check(contract, pdf):
    """Every difference between a report and its PDF, as words."""
    model = Model(contract)
    tags = [tag for tag in tag_tree(pdf).walk() if tag.name != "StructTreeRoot"]
    for judge in (headings, counts, notes, alternatives, cells, links, languages, bookmarks, labels, catalogue, metadata, attachments, boxes):
        yield from (f"{judge.__name__}: {found}" for found in judge(model, tags, pdf))


def headings(model, tags, pdf):
    found = [(int(tag.name[1]), tag.text("/T") or "") for tag in tags if tag.name in ("H1", "H2", "H3", "H4", "H5", "H6")]
    if not found:
        yield "there is none"
        return
    if found[0][0] != 1:
        yield f"the first is of level {found[0][0]}"
    for (before, _), (level, words) in zip(found, found[1:]):
        if level > before + 1:
            yield f"`{words}` skips a level"
    own = {letters(model.terms[name]) for name in ("contents", "list-of-figures", "list-of-tables")}
    shown = [(level, letters(words)) for level, words in found]
    differences = [difference(list(shown), list(wanted), own) for wanted in model.orders]
    if all(differences):
        yield differences[0]


def difference(shown, wanted, own):
    """The first place where two lists of headings part, as words."""
    # the template's own headings are those that the report has not
    while shown and wanted and shown[0][1] in own and not is_heading(shown[0], wanted[0]):
        shown.pop(0)
    for one, other in zip_longest(shown, wanted):
        if one is None or other is None or not is_heading(one, other):
            return f"{one} where the report has {other}"
    return None


def is_heading(shown, wanted):
    """Whether level and words are those of the report; a formula may read as anything."""
    pattern = ".*".join(map(letters, wanted[1].split(UNKNOWN)))
    return shown[0] == wanted[0] and re.fullmatch(pattern, shown[1]) is not None


def counts(model, tags, pdf):
    found = Counter(tag.name for tag in tags)
    for name in ("L", "LI", "Table", "TR", "TH", "TD", "BlockQuote", "Note", "Caption"):
        if found[name] != model.count[name]:
            yield f"{found[name]} {name}, but the report has {model.count[name]}"
    # code in a heading is printed again in the contents
    if not 0 <= found["Code"] - model.count["Code"] <= model.count["Code again"]:
        yield f"{found['Code']} Code, but the report has {model.count['Code']}"
    for tag in tags:
        if tag.name == "LI" and not any(kid.name == "LBody" for kid in tag.children):
            yield "an item without LBody"


def notes(model, tags, pdf):
    notes = [tag for tag in tags if tag.name == "Note"]
    names = Counter(tag.text("/ID") for tag in notes)
    yield from (f"{count} notes with the ID {name}" for name, count in names.items() if name is None or count > 1)
    for tag in notes:
        # in a note of several blocks, its first paragraph holds the label
        first = tag.children[0].children if tag.children and tag.children[0].name == "P" else []
        labels = [kid for kid in (*tag.children, *first) if kid.name == "Lbl"]
        if len(labels) != 1 or not any(kid.name == "Link" for kid in labels[0].walk()):
            yield f"{tag.text('/ID')} has no label that leads back"
    calls = sum(tag.name == "Reference" for tag in tags) - sum(kid.name == "Reference" for tag in tags if tag.name == "TOCI" for kid in tag.children)
    if calls != model.count["calls"]:
        yield f"{calls} references to notes, but the report calls {model.count['calls']}"


def alternatives(model, tags, pdf):
    for name in ("Figure", "Formula"):
        shown = Counter((tag.text("/Alt") or "").strip() for tag in tags if tag.name == name)
        wanted = Counter(alt.strip() for alt in model.alts[name])
        # a formula in a heading is printed again in the contents
        again = Counter(alt.strip() for alt in model.alts["again"]) if name == "Formula" else Counter()
        for alt in wanted - shown:
            yield f"no {name} with the alternative `{alt}`"
        for alt in shown - wanted - again:
            yield f"a {name} with the alternative `{alt}`, which the report has not"


def cells(model, tags, pdf):
    for tag in tags:
        if tag.name == "Table":
            rows = [row for row in tag.walk() if row.name == "TR"]
            if not rows or any(cell.name != "TH" for cell in rows[0].children):
                yield "a table whose first row is not of header cells"
        if tag.name == "TH" and str(tag.attribute("/Scope")) not in ("/Column", "/Row", "/Both"):
            yield "a header cell without scope"
        if tag.name == "TD" and tag.attribute("/Headers") is None:
            yield "a data cell that names no header"


def links(model, tags, pdf):
    annotations = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
    yield from ("a link without description" for a in annotations if not str(a.get("/Contents", "")).strip())
    targets = Counter(str(a["/A"]["/URI"]) for a in annotations if "/A" in a and "/URI" in a["/A"])
    yield from (f"no link to {url}" for url in set(model.urls) - set(targets))
    tagged = sum(kid.get("/Type") == "/OBJR" for tag in tags if tag.name == "Link" for kid in inside(tag.entry))
    if tagged != len(annotations):
        yield f"{len(annotations)} links, {tagged} of them tagged"
    for number, page in enumerate(pdf.pages, 1):
        if "/Annots" in page and page.get("/Tabs") != "/S":
            yield f"on page {number} the order of links is not that of the tags"


def inside(entry):
    kids = entry.get("/K")
    kids = kids if isinstance(kids, pikepdf.Array) else [kids]
    return [kid for kid in kids if isinstance(kid, pikepdf.Dictionary)]


def languages(model, tags, pdf):
    main = str(pdf.Root.get("/Lang", ""))
    if main != model.language:
        yield f"the PDF is in {main}, the report in {model.language}"
    shown = words_by_language(pdf)
    for language in sorted({*shown, *model.words} - {model.language}):
        least, most = model.words[language], model.words[language] + model.twice[language]
        # numbers, those of items and notes among them, are read in every language
        found = Counter({letter: count for letter, count in shown.get(language, Counter()).items() if not letter.isdecimal()})
        least = Counter({letter: count for letter, count in least.items() if not letter.isdecimal()})
        if least - found:
            yield f"{language}: these letters are not marked: {''.join((least - found).elements())[:60]}"
        if found - most:
            yield f"{language}: these letters are marked and should not be: {''.join((found - most).elements())[:60]}"


def bookmarks(model, tags, pdf):
    shown = []

    def walk(entries, level):
        for entry in entries:
            shown.append((level, letters(entry.title)))
            walk(entry.children, level + 1)

    with pdf.open_outline() as outline:
        walk(outline.root, 1)
    tagged = [(int(tag.name[1]), letters(tag.text("/T") or "")) for tag in tags if tag.name in ("H1", "H2", "H3", "H4", "H5", "H6")]
    if len(shown) != len(tagged):
        yield f"{len(shown)} for {len(tagged)} headings"
    for (level, words), (of, title) in zip(shown, tagged):
        if level != of or not words.endswith(title):
            yield f"`{words}` of level {level} for the heading `{title}` of level {of}"


def labels(model, tags, pdf):
    shown = page_labels(pdf)
    if "/PageLabels" not in pdf.Root:
        yield "there are none"
    front = next((at for at, label in enumerate(shown) if label.isdecimal()), len(shown))
    wanted = [roman(number) for number in range(1, front + 1)] + [str(number) for number in range(1, len(shown) - front + 1)]
    if shown != wanted:
        at = next(at for at, pair in enumerate(zip(shown, wanted)) if pair[0] != pair[1])
        yield f"page {at + 1} is called `{shown[at]}` and not `{wanted[at]}`"
    output = model.contract["output"]
    if output["template"] == "report" and output["open"] != "run-on":
        # title page, imprint and contents come first; the first page of the text is 1
        places = {page.objgen: number for number, page in enumerate(pdf.pages)}
        level, words = model.headings[0]
        first = next((tag for tag in tags if tag.name == f"H{level}" and is_heading((level, letters(tag.text("/T") or "")), (level, words))), None)
        page = next((kid.entry["/Pg"] for kid in first.walk() if "/Pg" in kid.entry), None) if first else None
        if page is None or shown[places[page.objgen]] != "1" or front == 0:
            yield "the text does not begin on page 1 after a front matter in roman numbers"


def roman(number):
    out = ""
    for value, sign in ROMAN:
        out += sign * (number // value)
        number %= value
    return out


def catalogue(model, tags, pdf):
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False) or root["/MarkInfo"].get("/Suspects", False):
        yield "the PDF does not say that it is tagged"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "a window would show the name of the file"


def metadata(model, tags, pdf):
    manifest = model.manifest
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        authors = [one["name"] for one in manifest["authors"] if one["role"] in ("aut", "")]
        others = {one["name"] for one in manifest["authors"]} - set(authors)
        identifiers = manifest["identifiers"]
        licence = manifest["licence"] or manifest["licence-url"]
        expected = {
            "pdfaid:part": "3",
            "pdfaid:conformance": "A",
            "pdfuaid:part": "1",
            "dc:title": manifest["title"],
            "dc:creator": authors or None,
            "dc:contributor": others or None,
            "dc:publisher": {manifest["publisher"]} if manifest["publisher"] else None,
            "dc:language": {manifest["lang"]["tag"]} if manifest["lang"] else None,
            "dc:date": [manifest["date"]["iso"]],
            "dc:description": manifest["description"],
            "dc:rights": licence,
            "xmpRights:WebStatement": manifest["licence-url"],
            "pdf:Keywords": ", ".join(manifest["keywords"]) or None,
        }
        for name, value in expected.items():
            found = xmp.get(name)
            if (found or None) != (value or None):
                yield f"{name} is {found!r}, and the manifest says {value!r}"
        if licence and xmp.get("xmpRights:Marked") not in ("True", "False"):
            yield "nothing says whether rights are reserved"
        told = " ".join([xmp.get("dc:identifier") or "", *(xmp.get("xmp:Identifier") or []), xmp.get("xmpMM:DocumentID") or ""])
        for name, value in identifiers.items():
            if value and letters(value) not in letters(told):
                yield f"the {name} is not told"
        if not xmp.get("xmpMM:DocumentID"):
            yield "the edition has no name of its own"
    info = pdf.docinfo
    for name, value in {
        "/Title": manifest["title"],
        "/Author": "; ".join(authors),
        "/Subject": manifest["description"] or "",
        "/Keywords": ", ".join(manifest["keywords"]),
    }.items():
        if str(info.get(name, "")) != value:
            yield f"the information dictionary says {name} `{info.get(name, '')}`, the packet `{value}`"


def attachments(model, tags, pdf):
    shown = {}
    for spec in pdf.Root.get("/AF", []):
        stream = spec["/EF"]["/F"]
        shown[str(spec["/UF"])] = (
            str(spec.get("/AFRelationship", "")).removeprefix("/").lower(),
            str(stream.get("/Subtype", "")).removeprefix("/"),
            str(spec.get("/Desc", "")),
        )
        if str(spec["/UF"]).endswith(".json"):
            try:
                json.loads(stream.read_bytes())
            except ValueError as error:
                yield f"{spec['/UF']}: {error}"
        elif not stream.read_bytes().strip():
            yield f"{spec['/UF']} is empty"
    wanted = {file["name"]: (file["relationship"], file["media-type"], file["description"]) for file in model.contract["attachments"]}
    if shown != wanted:
        yield f"{shown}, but the report has {wanted}"
    named = set(pdf.attachments)
    if named != set(wanted):
        yield f"readers are shown {sorted(named)}"


def boxes(model, tags, pdf):
    output = model.contract["output"]
    point = 72 / 25.4
    for number, page in enumerate(pdf.pages, 1):
        sheet = [float(n) for n in page["/MediaBox"]]
        if output["edition"] != "print":
            if "/TrimBox" in page:
                yield f"page {number} is to be trimmed, and no printer sees it"
            continue
        for name, inset in (("/BleedBox", output["slug"]), ("/TrimBox", output["slug"] + output["bleed"])):
            shown = [float(n) for n in page.get(name, [])]
            wanted = [sheet[0] + inset * point, sheet[1] + inset * point, sheet[2] - inset * point, sheet[3] - inset * point]
            if len(shown) != 4 or any(abs(a - b) > 0.01 for a, b in zip(shown, wanted)):
                yield f"page {number} has the {name} {shown}, and not {wanted}"


def main(arguments):
    if not arguments or len(arguments) % 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    status = 0
    for contract, path in zip(arguments[::2], arguments[1::2]):
        try:
            with open_pdf(path) as pdf:
                found = list(check(json.loads(Path(contract).read_text(encoding="utf-8")), pdf))
        except (OSError, ValueError, Unreadable) as error:
            print(f"{path}: {error}", file=sys.stderr)
            return 2
        for line in found:
            print(f"{Path(path).name}: {line}")
        status = status or bool(found)
    return int(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
