#!/usr/bin/env python3
"""Compares the words of a PDF with the words of an EPUB made from the same report, and shows the first differences.

  words.py A.pdf A.epub [--differences 20] [--skip NAME]... [--list pdf|epub]

Read are the tag tree of the PDF (so page headers, footers and line breaks do not matter) and the spine of the EPUB. Three
sequences are compared: the running text, the notes, the text alternatives of formulas.
--skip leaves out EPUB elements with this tag, class, epub:type or role, for parts that the PDF does not have.
--list prints the words of one side, one per line, to see what is compared.
Exit: 0 equal, 1 different, 2 a file cannot be read or there is nothing to compare.

Limits. Left out on both sides: contents, pictures, the signs of list items and notes, back-links, letters inside formulas.
Words count as equal if their letters and digits are, whatever the punctuation, case and spaces, so `1Summary` equals
`1 Summary`. Data tables in `details` belong to the EPUB alone and are left out. A figure that floats, or a note in the text
of a table, may stand elsewhere in the PDF: then the words are shown as missing here and added there.
"""

import argparse
import difflib
import sys

from pages import letters
from read_epub import INLINE, MATH, XHTML, Book, Unreadable, kinds, squeeze
from read_pdf import TextTag, open_pdf, tag_tree, text_tree

ALWAYS_SKIPPED = {"nav", "details", "style", "noteref", "backlink", "pagebreak", "svg", "cover"}
NOTES = {"footnote", "endnote"}


def words(text):
    return [word for word in squeeze(text).split() if letters(word)]


def without_number(note):
    """A note begins with its number in the EPUB; in the PDF the number is a label of its own."""
    return note[1:] if note and letters(note[0]).isdigit() else note


def epub_words(book, skip):
    body, notes, formulas = [], [], []
    skip = ALWAYS_SKIPPED | skip

    def walk(element, out):
        names = kinds(element) | set((element.get("class") or "").split()) | {element.tag.rpartition("}")[2]}
        if element.tag == MATH + "math":
            formulas.append(element.get("alttext") or "")
            out.append(" ")
            return
        if names & skip:
            out.append(" " if element.tag not in INLINE else "")
            return
        if kinds(element) & NOTES and out is body:
            note = []
            walk(element, note)
            notes.extend(without_number(words("".join(note))))
            return
        gap = "" if element.tag in INLINE else " "
        out.append(gap + (element.text or ""))
        for child in element:
            walk(child, out)
            out.append(child.tail or "")
        out.append(gap)

    for document in book.spine:
        if document is not book.nav:
            walk(document.root.find(XHTML + "body"), body)
    return words("".join(body)), notes, formulas


def pdf_words(path):
    body, notes = [], []

    def walk(tag, out):
        if tag.name in ("Lbl", "TOC", "Formula"):
            out.append(" ")
            return
        if tag.name == "Note" and out is body:
            note = []
            for part in tag.parts:
                out_part(part, note)
            notes.extend(without_number(words("".join(note))))
            return
        if tag.block:
            out.append(" ")
        for number, part in enumerate(tag.parts):
            following = tag.parts[number + 1] if number + 1 < len(tag.parts) else None
            # the heading of the contents goes with them: the EPUB has it in its navigation document
            if isinstance(part, TextTag) and part.name in HEADINGS and isinstance(following, TextTag) and following.name == "TOC":
                continue
            out_part(part, out)
        if tag.block:
            out.append(" ")

    def out_part(part, out):
        if isinstance(part, TextTag):
            walk(part, out)
        else:
            out.append(part)

    walk(text_tree(path), body)
    with open_pdf(path) as pdf:
        formulas = [tag.text("/Alt") or "" for tag in tag_tree(pdf).walk() if tag.name == "Formula"]
    return words("".join(body)), notes, formulas


HEADINGS = {"H", "H1", "H2", "H3", "H4", "H5", "H6", "P"}


def differences(pdf, epub):
    """(words before, words of the PDF, words of the EPUB) where the two sequences part."""
    left, right = [letters(word) for word in pdf], [letters(word) for word in epub]
    found = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        # the same letters, only cut into words differently
        if what != "equal" and "".join(left[a:b]) != "".join(right[c:d]):
            found.append((pdf[max(0, a - 4) : a], pdf[a:b], epub[c:d]))
    return found


def shown(some):
    return " ".join(some[:12]) + (f" … ({len(some)} words)" if len(some) > 12 else "") or "(nothing)"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf")
    parser.add_argument("epub")
    parser.add_argument("--differences", type=int, default=20, help="how many are shown (default: %(default)s)")
    parser.add_argument("--skip", action="append", default=[], metavar="NAME")
    parser.add_argument("--list", choices=("pdf", "epub"))
    options = parser.parse_args()
    try:
        pdf = pdf_words(options.pdf)
        epub = epub_words(Book(options.epub), set(options.skip))
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    if options.list:
        for sequence in pdf if options.list == "pdf" else epub:
            print("\n".join(sequence))
        return 0
    if not pdf[0] or not epub[0]:
        print(f"nothing to compare: {len(pdf[0])} words in the PDF, {len(epub[0])} in the EPUB", file=sys.stderr)
        return 2
    total = 0
    for name, left, right in zip(("text", "notes", "formulas"), pdf, epub):
        found = differences(left, right)
        total += len(found)
        print(f"{name}: {len(left)} in the PDF, {len(right)} in the EPUB, {len(found)} differences")
        for before, here, there in found[: options.differences]:
            print(f"  after: {' '.join(before) or '(the beginning)'}\n    PDF:  {shown(here)}\n    EPUB: {shown(there)}")
    return 1 if total else 0


if __name__ == "__main__":
    sys.exit(main())
