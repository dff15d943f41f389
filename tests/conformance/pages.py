#!/usr/bin/env python3
"""Checks that the page marks of an EPUB are where the pages of the PDF begin.

  pages.py A.pdf A.epub [--words 6]

For every mark labelled N the first words after it must occur on the PDF page with the label N. Compared are letters and
digits only, so that hyphenation, ligatures, spaces and punctuation do not matter; a note number or the number of a heading may stand between two words.
In a table the lines of neighbouring cells mix on the page, so there each of the words must be on it, in whatever order.
Exit: 0 all marks agree, 1 some do not, 2 a file cannot be read or there is nothing to compare.
"""

import argparse
import functools
import itertools
import re
import sys
import unicodedata

from read_epub import INLINE, MATH, SVG, XHTML, Book, Unreadable, kinds, page_mark_text, squeeze
from read_pdf import open_pdf, page_labels, page_text

# Not part of the text that runs down a PDF page: set elsewhere on it, or not set at all.
BESIDE_THE_TEXT = {"noteref", "footnote", "endnote", "backlink"}
NOT_TEXT = {XHTML + "details", XHTML + "style"}

# Stands for a formula, whose letters the PDF has in the order of the glyphs and not in that of the MathML, or for a
# picture, which may hold words.
FORMULA = "\ufffc"

# A letter of Hebrew or Arabic.
FROM_RIGHT = re.compile("[\u0590-\u08ff]")


def letters(text):
    """Only what makes words: one form of each letter, without case, spaces and punctuation."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def pattern(words):
    """Matches the letters of words in a row. Between two a note number may stand, the number of a heading in the margin
    (41, B1), or after an entry of the references the pages that cite it (↑ p. 12, 33)."""
    return r"(?:p\d+|[a-z]{0,2}\d{1,3})?".join(".{0,80}?" if word == FORMULA else re.escape(letters(word)) for word in words)


def words_after_marks(book, wanted):
    """[label, place, words, in a table?] for every page mark; the words end at the next mark."""
    found = []
    labels = marks_to_labels(book)

    def say(text, in_table=False):
        if found:
            is_wanted = letters(text) and len("".join(found[-1][2]).split()) < wanted
            found[-1][3] |= bool(in_table and is_wanted)
            found[-1][2].append(text)

    def walk(document, element, in_table=False):
        if "pagebreak" in kinds(element):
            found.append([labels.get(element) or page_mark_text(element), document.place(element), [], in_table])
            return
        if element.tag in (MATH + "math", SVG + "svg", XHTML + "img"):
            say(f" {FORMULA} ", in_table)
            return
        if element.get("class") == "number":
            return  # The number of a heading stands in the margin, which is read as a column of its own.
        if element.tag in NOT_TEXT or kinds(element) & BESIDE_THE_TEXT:
            say(" ")
            return
        gap = "" if element.tag in INLINE else " "
        in_table = in_table or element.tag == XHTML + "table"
        say(gap + (element.text or ""), in_table)
        for child in element:
            walk(document, child, in_table)
            say(child.tail or "", in_table)
        say(gap)

    for document in book.spine:
        if document is not book.nav:
            walk(document, document.root.find(XHTML + "body"))
    return [(label, place, [w for w in squeeze("".join(text)).split() if letters(w) or w == FORMULA][:wanted], in_table) for label, place, text, in_table in found]


def marks_to_labels(book):
    """The label of each mark as the page list has it; a mark's own text carries a word for `page` as well."""
    page_list = book.navigation("page-list")
    labels = {}
    for a in page_list.iter(XHTML + "a") if page_list is not None else ():
        found = book.find(book.nav, a.get("href"))
        if found is not None:
            labels[found[1]] = squeeze("".join(a.itertext()))
    return labels


def mismatches(pdf_path, book, wanted):
    """(messages, number of marks compared, PDF labels without a mark)."""
    with open_pdf(pdf_path) as pdf:
        labels = page_labels(pdf)
    marks = words_after_marks(book, wanted)
    messages, compared = [], 0
    if len(set(labels)) != len(labels):
        twice = sorted({label for label in labels if labels.count(label) > 1})
        messages.append(f"the PDF has several pages labelled {', '.join(twice)}")

    @functools.cache
    def text_of(page):
        return letters(page_text(pdf_path, page + 1))

    for label, place, words, in_table in marks:
        if label not in labels:
            messages.append(f"page {label} ({place}): the PDF has no page with this label")
            continue
        if all(word == FORMULA for word in words):
            continue  # a page without text, such as a picture
        compared += 1
        whole = pattern(words)
        number = labels.index(label)
        # Poppler takes a page that begins from the left for one that runs from there, and puts what runs from the right on
        # it into another place of its line; the words of one direction stay together, in their order.
        runs = [list(run) for _, run in itertools.groupby(words, key=lambda word: FROM_RIGHT.search(word) is not None)]
        if re.search(whole, text_of(number)) or len(runs) > 1 and all(re.search(pattern(run), text_of(number)) for run in runs):
            continue
        if in_table and all(letters(word) in text_of(number) for word in words):
            continue
        elsewhere = [labels[page] for page in range(len(labels)) if re.search(whole, text_of(page))]
        where = f"but on page {', '.join(elsewhere)}" if elsewhere else "nor on any other page"
        messages.append(f"page {label} ({place}): not there, {where}: {' '.join(words)!r}")
    marked = {label for label, *_ in marks}
    return messages, compared, [label for label in labels if label not in marked]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pdf")
    parser.add_argument("epub")
    parser.add_argument("--words", type=int, default=6, help="words compared after each mark (default: %(default)s)")
    options = parser.parse_args()
    try:
        messages, compared, unmarked = mismatches(options.pdf, Book(options.epub), options.words)
    except Unreadable as error:
        print(error, file=sys.stderr)
        return 2
    for message in messages:
        print(message)
    if unmarked:
        print(f"pages without a mark in the EPUB (contents, blank pages?): {', '.join(unmarked)}")
    print(f"{compared} page marks compared, {len(messages)} disagree")
    if not compared and not messages:
        print("nothing was compared: that is no pass")
        return 2
    return 1 if messages else 0


if __name__ == "__main__":
    sys.exit(main())
