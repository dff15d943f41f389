#!/usr/bin/env python3
"""Proves that tags.py can fail: breaks a good PDF in one way after another, and each must be found by the judge it is for.

  prove_tags.py CONTRACT.json A.pdf

The PDF has to hold every construct, as that of `every-construct` does. Exit: 0 all were found, 1 one was not, 2 could not look.
"""

import json
import sys
from pathlib import Path

import tags
from read_epub import Unreadable
from read_pdf import open_pdf, pikepdf, tag_tree

Name, Array = pikepdf.Name, pikepdf.Array


def first(pdf, name, number=0):
    """The dictionary of a tag, counted in the order of the tree."""
    return [tag for tag in tag_tree(pdf).walk() if tag.name == name][number].entry


def link(pdf):
    return next(a for page in pdf.pages for a in page.get("/Annots", []))


def retag(old, new, number=0):
    return lambda pdf: first(pdf, old, number).__setitem__("/S", Name(new))


def attribute(tag, name):
    def remove(pdf):
        for one in first(pdf, tag)["/A"]:
            if name in one:
                del one[name]

    return remove


def speak(old, new):
    """Marks every piece in one language as in another."""

    def change(pdf):
        for tag in tag_tree(pdf).walk():
            if tag.text("/Lang") == old:
                tag.entry["/Lang"] = new
        for page in pdf.pages:
            content = []
            for operands, operator in pikepdf.parse_content_stream(page):
                if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and str(operands[1].get("/Lang", "")) == old:
                    operands[1]["/Lang"] = new
                content.append((operands, operator))
            page["/Contents"] = pdf.make_stream(pikepdf.unparse_content_stream(content))

    return change


def packet(name, value):
    def change(pdf):
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
            if value is None:
                del xmp[name]
            else:
                xmp[name] = value

    return change


def number_pages_from_seven(pdf):
    pdf.Root["/PageLabels"] = pikepdf.Dictionary(Nums=Array([0, pikepdf.Dictionary(S=Name.D, St=7)]))


def fewer_bookmarks(pdf):
    with pdf.open_outline() as outline:
        outline.root.pop()


def same_note(pdf):
    first(pdf, "Note", 1)["/ID"] = first(pdf, "Note")["/ID"]


def attach_otherwise(pdf):
    pdf.Root["/AF"][0]["/AFRelationship"] = Name.Source


def cut_elsewhere(pdf):
    pdf.pages[0]["/TrimBox"] = Array([1, 2, 3, 4])


BREAKS = {
    "a heading that is a paragraph": ("headings", retag("H2", "/P", -1)),
    "a heading of another level": ("headings", retag("H2", "/H3", -1)),
    "a list that is none": ("counts", retag("L", "/Div")),
    "an item that is none": ("counts", retag("LI", "/Div")),
    "a header cell that is a data cell": ("cells", retag("TH", "/TD")),
    "a header cell without scope": ("cells", attribute("TH", "/Scope")),
    "a data cell without headers": ("cells", attribute("TD", "/Headers")),
    "a caption that is a paragraph": ("counts", retag("Caption", "/P")),
    "a quotation that is none": ("counts", retag("BlockQuote", "/Div")),
    "code that is none": ("counts", retag("Code", "/P")),
    "a note that is none": ("counts", retag("Note", "/P")),
    "two notes of one name": ("notes", same_note),
    "a call that is a label": ("notes", retag("Reference", "/Lbl", -1)),
    "a picture that is none": ("alternatives", retag("Figure", "/P")),
    "a picture with other words": ("alternatives", lambda pdf: first(pdf, "Figure").__setitem__("/Alt", "image")),
    "a formula without words": ("alternatives", lambda pdf: first(pdf, "Formula").__delitem__("/Alt")),
    "a link without description": ("links", lambda pdf: link(pdf).__delitem__("/Contents")),
    "a link that no tag holds": ("links", lambda pdf: first(pdf, "Link").__setitem__("/K", Array([]))),
    "Korean with the region of the report": ("languages", speak("ko", "ko-GB")),
    "French that is English": ("languages", speak("fr", "en-GB")),
    "a report in another language": ("languages", lambda pdf: pdf.Root.__setitem__("/Lang", "de")),
    "a bookmark too few": ("bookmarks", fewer_bookmarks),
    "pages that begin with seven": ("labels", number_pages_from_seven),
    "the name of the file as title": ("catalogue", lambda pdf: pdf.Root["/ViewerPreferences"].__delitem__("/DisplayDocTitle")),
    "tags that may be wrong": ("catalogue", lambda pdf: pdf.Root["/MarkInfo"].__setitem__("/Suspects", True)),
    "no licence": ("metadata", packet("dc:rights", None)),
    "another author": ("metadata", packet("dc:creator", ["Somebody"])),
    "no DOI": ("metadata", packet("xmp:Identifier", ["urn:isbn:9783161484100"])),
    "an author in one place only": ("metadata", lambda pdf: pdf.docinfo.__setitem__("/Author", "Somebody")),
    "a file that is said to be the source": ("attachments", attach_otherwise),
    "a page that is cut elsewhere": ("boxes", cut_elsewhere),
}


def main(arguments):
    if len(arguments) != 2 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    contract, path = json.loads(Path(arguments[0]).read_text(encoding="utf-8")), arguments[1]
    missed = 0
    try:
        for name, (judge, change) in BREAKS.items():
            with open_pdf(path) as pdf:
                change(pdf)
                found = {line.split(":")[0] for line in tags.check(contract, pdf)}
            if judge not in found:
                print(f"{name}: not found by `{judge}`, only by {sorted(found)}")
                missed += 1
    except (Unreadable, IndexError, KeyError) as error:
        print(f"{path}: {name}: {error!r}", file=sys.stderr)
        return 2
    print(f"{len(BREAKS) - missed} of {len(BREAKS)} broken PDFs are noticed")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
