#!/usr/bin/env python3
"""Prints what a PDF's tag tree and metadata hold, as JSON; or the same facts of an EPUB, so that a test can compare them.

  structure.py A.pdf
  structure.py --epub A.epub

veraPDF is content with headings tagged as paragraphs and header cells tagged as data cells. Only counts that are compared
with the report itself can notice that. Keys that both formats have carry the same names.
"""

import json
import sys
from collections import Counter

from read_epub import DC, MATH, OPF, XHTML, XML_LANG, Book, Unreadable, kinds, page_mark_text, squeeze


def pdf_facts(path):
    # here and not above: an EPUB can be read without pikepdf
    from read_pdf import open_pdf, page_labels, pikepdf, tag_tree

    with open_pdf(path) as pdf:
        tags = [tag for tag in tag_tree(pdf).walk() if tag.name != "StructTreeRoot"]
        count = Counter(tag.name for tag in tags)
        described = Counter(tag.name for tag in tags if (tag.text("/Alt") or "").strip())
        languages = Counter(tag.text("/Lang") for tag in tags if tag.text("/Lang"))
        # a foreign word inside a paragraph is marked in the page content, not in the tag tree
        for page in pdf.pages:
            for operands, operator in pikepdf.parse_content_stream(page, "BDC"):
                properties = operands[1] if len(operands) > 1 else None
                if isinstance(properties, pikepdf.Name):
                    properties = page.get("/Resources", {}).get("/Properties", {}).get(properties)
                if str(operator) == "BDC" and isinstance(properties, pikepdf.Dictionary) and "/Lang" in properties:
                    languages[str(properties["/Lang"])] += 1
        links = [a for page in pdf.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
        with pdf.open_metadata() as xmp, pdf.open_outline() as outline:
            entries, depth = outline_size(outline.root)
            facts = {
                "headings": {f"h{n}": count[f"H{n}"] for n in range(1, 7)},
                "paragraphs": count["P"],
                "lists": count["L"],
                "list items": count["LI"],
                "tables": count["Table"],
                "rows": count["TR"],
                "header cells": count["TH"],
                "header cells with scope": sum(tag.name == "TH" and tag.attribute("/Scope") is not None for tag in tags),
                "data cells": count["TD"],
                "captions": count["Caption"],
                "figures": count["Figure"],
                "figures with alt": described["Figure"],
                "formulas": count["Formula"],
                "formulas with alt": described["Formula"],
                "formula alts": [tag.text("/Alt") for tag in tags if tag.name == "Formula"],
                "figure alts": [tag.text("/Alt") for tag in tags if tag.name == "Figure"],
                "notes": count["Note"],
                "links": len(links),
                "links with contents": sum("/Contents" in a for a in links),
                "block quotes": count["BlockQuote"],
                "toc": count["TOC"],
                "toc items": count["TOCI"],
                "other tags": {name: n for name, n in sorted(count.items()) if name not in COUNTED},
                "language": str(pdf.Root.get("/Lang", "")),
                "inner languages": dict(sorted(languages.items())),
                "outline entries": entries,
                "outline depth": depth,
                "pages": len(pdf.pages),
                "page labels": page_labels(pdf),
                "has page labels": "/PageLabels" in pdf.Root,
                "marked": bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False)),
                "display document title": bool(pdf.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
                "title": xmp.get("dc:title"),
                "creators": list(xmp.get("dc:creator") or []),
                "pdfaid": {"part": xmp.get("pdfaid:part"), "conformance": xmp.get("pdfaid:conformance")},
                "pdfuaid": {"part": xmp.get("pdfuaid:part")},
                "attachments": attachments(pdf),
            }
    return facts


COUNTED = {f"H{n}" for n in range(1, 7)} | set("P L LI Table TR TH TD Caption Figure Formula Note BlockQuote TOC TOCI".split())


def outline_size(entries):
    """(number of bookmarks, levels) of an outline."""
    below = [outline_size(entry.children) for entry in entries]
    return len(entries) + sum(n for n, _ in below), (1 + max(d for _, d in below)) if below else 0


def attachments(pdf):
    """Attached files in the order of the document's /AF, with their relation to the document."""
    found = []
    for spec in pdf.Root.get("/AF", []):
        stream = spec.get("/EF", {}).get("/F")
        found.append(
            {
                "name": str(spec.get("/UF", spec.get("/F", ""))),
                "relationship": str(spec.get("/AFRelationship", "")).removeprefix("/"),
                "media type": str(stream.get("/Subtype", "")).removeprefix("/") if stream is not None else None,
                "description": str(spec.get("/Desc", "")),
                "bytes": len(stream.read_bytes()) if stream is not None else None,
            }
        )
    return found


def epub_facts(path):
    book = Book(path)
    # the navigation document repeats the headings of the others
    elements = [(d, e) for d in book.spine if d is not book.nav for e in d.root.iter()]
    count = Counter(e.tag for _, e in elements)
    role = Counter(kind for _, e in elements for kind in kinds(e))
    pictures = [e for _, e in elements if e.tag == XHTML + "img" and e.get("alt") != ""]
    maths = [e for _, e in elements if e.tag == MATH + "math"]
    anchors = [e for _, e in elements if e.tag == XHTML + "a" and e.get("href")]
    default = book.package.get(XML_LANG) or next((e.text for e in book.package.iter(DC + "language")), "")
    languages = Counter(
        e.get("lang") or e.get(XML_LANG) for _, e in elements if e.tag != XHTML + "html" and (e.get("lang") or e.get(XML_LANG))
    )
    toc, page_list = book.navigation("toc"), book.navigation("page-list")

    def depth(ol):
        return 1 + max((depth(inner) for li in ol for inner in li if inner.tag == XHTML + "ol"), default=0)

    tops = [child for child in toc if child.tag == XHTML + "ol"] if toc is not None else []
    return {
        "headings": {f"h{n}": count[f"{XHTML}h{n}"] for n in range(1, 7)},
        "paragraphs": count[XHTML + "p"],
        "lists": count[XHTML + "ol"] + count[XHTML + "ul"] + count[XHTML + "dl"],
        "list items": count[XHTML + "li"] + count[XHTML + "dt"],
        "tables": count[XHTML + "table"],
        "rows": count[XHTML + "tr"],
        "header cells": count[XHTML + "th"],
        "header cells with scope": sum(e.tag == XHTML + "th" and bool(e.get("scope")) for _, e in elements),
        "data cells": count[XHTML + "td"],
        "captions": count[XHTML + "caption"] + count[XHTML + "figcaption"],
        "figures": len(pictures),
        "figures with alt": sum(bool(squeeze(e.get("alt") or "")) for e in pictures),
        "figure alts": [e.get("alt") for e in pictures],
        "formulas": len(maths),
        "formulas with alt": sum(bool(m.get("alttext")) for m in maths),
        "formula alts": [m.get("alttext") for m in maths],
        "notes": role["footnote"] + role["endnote"],
        "note references": role["noteref"],
        "citations": role["biblioref"],
        "back-links": role["backlink"],
        "links": len(anchors),
        "block quotes": count[XHTML + "blockquote"],
        "toc items": len(list(toc.iter(XHTML + "a"))) if toc is not None else 0,
        "toc depth": max(map(depth, tops), default=0),
        "language": default,
        "inner languages": dict(sorted(languages.items())),
        "pages": len(book.page_marks()),
        "page labels": [squeeze("".join(a.itertext())) for a in page_list.iter(XHTML + "a")] if page_list is not None else [],
        "page marks": [page_mark_text(e) for _, e in book.page_marks()],
        "title": next((e.text for e in book.package.iter(DC + "title")), None),
        "creators": [e.text for e in book.package.iter(DC + "creator")],
        "accessibility": {
            name: sorted(book.metadata(f"schema:{name}"))
            for name in "accessMode accessModeSufficient accessibilityFeature accessibilityHazard accessibilitySummary".split()
        },
        "items": Counter(item.media_type for item in book.items.values()),
        "version": book.package.get("version"),
        "spine": [d.path for d in book.spine],
        "not linear": sum(e.get("linear") == "no" for e in book.package.iter(OPF + "itemref")),
    }


def main(arguments):
    try:
        if len(arguments) == 2 and arguments[0] == "--epub":
            facts = epub_facts(arguments[1])
        elif len(arguments) == 1 and not arguments[0].startswith("-"):
            facts = pdf_facts(arguments[0])
        else:
            print(__doc__, file=sys.stderr)
            return 2
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(facts, indent=2, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
