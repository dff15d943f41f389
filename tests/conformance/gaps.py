#!/usr/bin/env python3
"""Finds faults in an EPUB that neither EPUBCheck nor Ace reports. Standard library only.

  gaps.py A.epub [B.epub ...]        one line per finding; exit 0 none, 1 some, 2 a book cannot be read

As a module: check(path) -> ["name: place: message", ...]. The names are listed in README.md.
"""

import posixpath
import re
import sys
import unicodedata

from read_epub import (
    DC, MATH, OPF, SVG, XHTML, XML_LANG,
    Book, Unreadable, kinds, local_name, page_mark_text, squeeze, visible_text,
)  # fmt: skip

NOT_A_DESCRIPTION = re.compile(r"(?i)(an? )?(image|figure|fig\.?|picture|photo|chart|graph|map|logo)?\s*\d*|\S+\.(png|jpe?g|svg|gif|webp)")


def check(path):
    """All findings of one book, in a fixed order."""
    book = Book(path)
    return [f"{name}: {place}: {message}" for rule in RULES for name, place, message in rule(book)]


# ---------------------------------------------------------------- figures, tables, mathematics


def images(book):
    """(document, element, text alternative or None) of every picture, raster or vector."""
    for document, element in book.elements(XHTML + "img", SVG + "svg"):
        if element.tag == XHTML + "img":
            yield document, element, element.get("alt")
        elif document.inside(element, SVG + "svg") is None:
            title = element.find(SVG + "title")
            yield document, element, element.get("aria-label") or (title.text if title is not None else None)


def is_decoration(element):
    return element.get("alt") == "" or element.get("aria-hidden") == "true" or bool(kinds(element) & {"presentation", "none"})


def figures(book):
    for document, element, alternative in images(book):
        figure = document.inside(element, XHTML + "figure")
        captioned = figure is not None and figure.find(f".//{XHTML}figcaption") is not None
        text = squeeze(alternative or "")
        if not text and (captioned or not is_decoration(element)):
            why = "a captioned picture cannot be decoration" if captioned else "say what it shows, or mark it as decoration"
            yield "figure-alt", document.place(element), f"{local_name(element)} without a text alternative: {why}"
        elif text and NOT_A_DESCRIPTION.fullmatch(text):
            yield "figure-alt", document.place(element), f"the text alternative describes nothing: {text!r}"


def tables(book):
    for document, table in book.elements(XHTML + "table"):
        if kinds(table) & {"presentation", "none"}:
            continue
        place = document.place(table)
        headers = list(table.iter(XHTML + "th"))
        if not headers:
            yield "table-header", place, "table without header cells"
        loose = [cell for cell in headers if cell.get("scope") not in {"col", "row", "colgroup", "rowgroup"}]
        if loose:
            words = ", ".join(repr(visible_text(cell)) for cell in loose[:3])
            yield "th-scope", place, f"{len(loose)} header cells without scope: {words}"
        figure = document.inside(table, XHTML + "figure")
        figcaption = figure.find(f".//{XHTML}figcaption") if figure is not None else None
        caption = next((c for c in (table.find(XHTML + "caption"), figcaption) if c is not None and visible_text(c)), None)
        if caption is None and not table.get("aria-label") and not table.get("aria-labelledby"):
            yield "table-caption", place, "table without a caption"


def mathematics(book):
    for document, math in book.elements(MATH + "math"):
        if not (math.get("alttext") or "").strip():
            yield "math-alttext", document.place(math), f"MathML without alttext: {visible_text(math)!r}"


# ---------------------------------------------------------------- notes and citations


def links(book, *wanted):
    """(document, a) of every link of one of the kinds."""
    return [(d, a) for d, a in book.elements(XHTML + "a") if kinds(a) & set(wanted)]


def leads_to(book, document, element, link_document, link_name):
    """Whether a link inside `element` leads to the id `link_name` in `link_document`."""
    return any(document.target(a.get("href")) == (link_document.path, link_name) for a in element.iter(XHTML + "a"))


def notes(book):
    reached = set()
    for document, link in links(book, "noteref"):
        place, name = document.place(link), link.get("id")
        found = book.find(document, link.get("href"))
        if found is None:
            yield "note-target", place, f"note reference to nothing: {link.get('href')!r}"
            continue
        reached.add(found[1])
        if not name:
            yield "note-backlink", place, "note reference without an id, so its note cannot lead back"
        elif not leads_to(book, *found, document, name):
            yield "note-backlink", found[0].place(found[1]), f"the note does not lead back to {document.path}#{name}"
    for document, note in book.elements():
        # `endnotes` and `footnotes` are the collections; the items are singular
        if kinds(note) & {"footnote", "endnote", "rearnote"} and note not in reached:
            yield "note-unused", document.place(note), "no reference leads to this note"


def citations(book):
    for document, link in links(book, "biblioref"):
        place, name = document.place(link), link.get("id")
        found = book.find(document, link.get("href"))
        if found is None:
            yield "citation-target", place, f"citation of nothing: {link.get('href')!r}"
        elif not name:
            yield "citation-id", place, f"citation without an id, so its source cannot lead back: {visible_text(link)!r}"
        elif not leads_to(book, *found, document, name):
            yield "citation-backlink", found[0].place(found[1]), f"the source does not lead back to {document.path}#{name}"
    for document, link in links(book, "backlink"):
        found = book.find(document, link.get("href"))
        # a citation inside a link is no link itself
        if found is not None and not kinds(found[1]) & {"noteref", "biblioref"} and found[0].inside(found[1], XHTML + "a") is None:
            yield "backlink-target", document.place(link), f"back-link to something that is no reference: {link.get('href')!r}"


# ---------------------------------------------------------------- metadata


def content_facts(book):
    """What the content holds, under the names of the accessibility vocabulary. Absent names are not decided here."""
    pictures = list(images(book))
    meaningful = [(d, e, text) for d, e, text in pictures if not is_decoration(e)]
    maths = [e for _, e in book.elements(MATH + "math")]
    media = [local_name(e) for _, e in book.elements(XHTML + "audio", XHTML + "video")]
    described = [e for d, e, _ in pictures if e.get("aria-details") or (d.inside(e, XHTML + "figure") is not None and d.inside(e, XHTML + "figure").get("aria-details"))]
    all_math = bool(maths) and all((m.get("alttext") or "").strip() for m in maths)
    # TeX source stands for a formula, but it does not describe it
    in_words = all_math and not any(re.search(r"[\\^_{}]", m.get("alttext")) for m in maths)
    all_alt = bool(meaningful) and all(squeeze(text or "") for _, _, text in meaningful)
    any_kind = set().union(*(kinds(e) for _, e in book.elements())) if book.documents else set()
    text = any(visible_text(d.root.find(XHTML + "body")) for d in book.spine if d.root.find(XHTML + "body") is not None)
    return {
        "modes": {
            "textual": text,
            "visual": bool(pictures) or "video" in media,
            "auditory": bool(media),
        },
        "features": {
            "MathML": bool(maths),
            "describedMath": in_words,
            "alternativeText": all_alt,
            "longDescription": bool(described),
            "pageBreakMarkers": "pagebreak" in any_kind,
            "printPageNumbers": "pagebreak" in any_kind,
            "pageNavigation": book.navigation("page-list") is not None,
            "tableOfContents": book.navigation("toc") is not None,
            "index": "index" in any_kind,
            "structuralNavigation": any(True for _ in book.elements(*(f"{XHTML}h{n}" for n in range(1, 7)))),
            "ARIA": any(name == "role" or name.startswith("aria-") for _, e in book.elements() for name in e.attrib),
            "displayTransformability": "pre-paginated" not in book.metadata("rendition:layout"),
            "synchronizedAudioText": any(i.media_overlay for i in book.items.values()),
            "captions": any(True for _ in book.elements(XHTML + "track")),
            "closedCaptions": any(True for _ in book.elements(XHTML + "track")),
            "audioDescription": "video" in media,
            "signLanguage": "video" in media,
            "transcript": bool(media),
            "none": False,
            "unknown": False,
        },
        # everything that is not text has a text that stands for it
        "text suffices": text and not media and all(squeeze(t or "") for _, _, t in meaningful) and (all_math or not maths),
        "moving": "video" in media or any(local_name(e).startswith("animate") for _, e in book.elements()),
    }


# Features that must be claimed when they are there. The others are a judgement of the publisher.
MUST_BE_CLAIMED = "MathML alternativeText longDescription pageBreakMarkers pageNavigation tableOfContents".split()


def metadata(book):
    facts, place = content_facts(book), book.package_path
    modes, features = set(book.metadata("schema:accessMode")), set(book.metadata("schema:accessibilityFeature"))
    for mode in sorted(modes):
        # a formula is text that is also looked at: it may be called visual, but need not be
        if not facts["modes"].get(mode, True) and not (mode == "visual" and facts["features"]["MathML"]):
            yield "metadata-claims", place, f"accessMode {mode} is claimed, but nothing in the book is {mode}"
    for mode, there in facts["modes"].items():
        if there and mode not in modes:
            yield "metadata-omits", place, f"the book has {mode} content, but accessMode {mode} is not declared"
    for feature in sorted(features):
        if not facts["features"].get(feature, True):
            yield "metadata-claims", place, f"accessibilityFeature {feature} is claimed, but the content does not bear it out"
    for feature in MUST_BE_CLAIMED:
        if facts["features"][feature] and feature not in features:
            yield "metadata-omits", place, f"the content has {feature}, but accessibilityFeature does not say so"
    for sufficient in book.metadata("schema:accessModeSufficient"):
        parts = {part.strip() for part in sufficient.split(",")}
        if not parts <= modes:
            yield "metadata-claims", place, f"accessModeSufficient {sufficient!r} names a mode that accessMode does not"
        if parts == {"textual"} and not facts["text suffices"]:
            yield "metadata-claims", place, "accessModeSufficient textual is claimed, but something has no text alternative"
    hazards = set(book.metadata("schema:accessibilityHazard"))
    if hazards & {"none", "noFlashingHazard", "noMotionSimulationHazard"} and facts["moving"]:
        yield "metadata-claims", place, "no hazard is claimed, but the book has video or animation: somebody has to look"
    if "none" in hazards and len(hazards) > 1:
        yield "metadata-claims", place, f"accessibilityHazard contradicts itself: {', '.join(sorted(hazards))}"
    conforms = book.metadata("dcterms:conformsTo") or [e for e in book.package.iter(OPF + "link") if e.get("rel") == "dcterms:conformsTo"]
    if conforms and not book.metadata("a11y:certifiedBy"):
        yield "metadata-claims", place, "conformance is claimed, but nobody is named who evaluated it (a11y:certifiedBy)"


# ---------------------------------------------------------------- titles, colours


def is_heading_furniture(element):
    """Parts of a heading that are not its words."""
    return bool(kinds(element) & {"noteref", "biblioref", "pagebreak", "backlink"})


def titles(book):
    seen = {}
    for document in book.documents.values():
        title = squeeze(document.root.findtext(f".//{XHTML}title") or "")
        stem = posixpath.splitext(posixpath.basename(document.path))[0]
        heading = document.root.find(f".//{XHTML}h1")
        words = visible_text(heading, is_heading_furniture) if heading is not None else None
        if not title:
            yield "title", document.path, "empty <title>"
        elif title == posixpath.basename(document.path) or (title == stem and title != words):
            yield "title", document.path, f"<title> is the file name: {title!r}"
        elif words is not None and title != words:
            yield "title", document.path, f"<title> {title!r} is not the heading {words!r}"
        elif title in seen:
            yield "title", document.path, f"<title> {title!r} is also the title of {seen[title]}"
        seen.setdefault(title, document.path)


COLOUR_PROPERTY = re.compile(r"--.*|.*(color|background|border|outline|shadow|decoration|column-rule|fill|stroke|stop-).*")
COLOUR_NAMES = """aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod darkgray darkgreen
darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon darkseagreen darkslateblue darkslategray
darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia
gainsboro ghostwhite gold goldenrod gray green greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender
lavenderblush lawngreen lemonchiffon lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink
lightsalmon lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen magenta
maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue mediumspringgreen mediumturquoise
mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy oldlace olive olivedrab orange orangered orchid
palegoldenrod palegreen paleturquoise palevioletred papayawhip peachpuff peru pink plum powderblue purple rebeccapurple red
rosybrown royalblue saddlebrown salmon sandybrown seagreen seashell sienna silver skyblue slateblue slategray slategrey snow
springgreen steelblue tan teal thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen""".split()
FIXED_COLOUR = re.compile(
    r"(?i)#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([^)]*\)|(?<![\w-])(?:" + "|".join(COLOUR_NAMES) + r")(?![\w-])"
)


def declarations(css):
    """(blocks around it, property, value) of every declaration. Comments, strings and addresses are taken out first."""
    css = re.sub(r"(?s)/\*.*?\*/", " ", css)
    css = re.sub(r"\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*'", '""', css)
    css = re.sub(r"(?i)url\([^)]*\)", "url()", css)
    blocks = []
    for text, mark in re.findall(r"([^{};]*)([{};]|$)", css):
        if mark == "{":
            blocks.append(text.strip())
            continue
        name, colon, value = text.partition(":")
        if colon:
            yield tuple(blocks), name.strip().lower(), value.strip()
        if mark == "}" and blocks:
            blocks.pop()


def colours(book):
    sheets = [(i.path, book.files[i.path].decode("utf-8", "replace")) for i in book.items.values() if i.media_type == "text/css" and i.path in book.files]
    for document, element in book.elements():
        if element.tag == XHTML + "style":
            sheets.append((document.path, element.text or ""))
        elif element.get("style"):
            sheets.append((document.place(element), element.get("style")))
    for place, css in sheets:
        for blocks, name, value in declarations(css):
            # a colour inside a dark-mode query, or given as a pair, is an answer to dark mode and not a fault
            if any("prefers-color-scheme" in block for block in blocks) or "light-dark(" in value:
                continue
            if COLOUR_PROPERTY.fullmatch(name) and FIXED_COLOUR.search(value):
                where = f" in {blocks[-1]}" if blocks else ""
                yield "fixed-colour", place, f"{name}: {value}{where}"


# ---------------------------------------------------------------- pages, links, ids, languages


def pages(book):
    marks, page_list = book.page_marks(), book.navigation("page-list")
    off_spine = [(d, e) for d, e in book.elements() if "pagebreak" in kinds(e) and d not in book.spine]
    for document, mark in off_spine:
        yield "page-list", document.place(mark), "page mark in a document that is not in the spine"
    if page_list is None:
        if marks:
            yield "page-list", book.package_path, f"{len(marks)} page marks but no page list"
        return
    for document, mark in marks:
        if not mark.get("id"):
            yield "page-list", document.place(mark), f"page mark without an id: {page_mark_text(mark)!r}"
        if not page_mark_text(mark):
            yield "page-list", document.place(mark), "page mark without a label"
    place = book.nav.place(page_list)
    entries = [(squeeze("".join(a.itertext())), book.find(book.nav, a.get("href"))) for a in page_list.iter(XHTML + "a")]
    number = {mark: position for position, (_, mark) in enumerate(marks)}
    last, listed, labels = -1, set(), set()
    for label, found in entries:
        if label in labels:
            yield "page-list", place, f"page {label} is listed twice"
        labels.add(label)
        if found is None or found[1] not in number:
            yield "page-list", place, f"the entry for page {label} does not lead to a page mark in the spine"
            continue
        listed.add(found[1])
        said = page_mark_text(found[1])
        # the word for page differs from language to language; its number must stand in the label as a word of its own
        if said and not re.search(rf"(?<!\w){re.escape(label)}(?!\w)", said):
            yield "page-list", place, f"the entry for page {label} leads to the mark of {said!r}"
        if number[found[1]] < last:
            yield "page-list", place, f"page {label} comes later in the list than in the book"
        last = max(last, number[found[1]])
    for document, mark in marks:
        if mark not in listed:
            yield "page-list", document.place(mark), f"page mark {page_mark_text(mark)!r} is not in the page list"


# Attributes whose value is one or more ids in the same document.
ID_REFERENCES = ("aria-details", "aria-describedby", "aria-labelledby", "aria-controls", "aria-owns", "for", "headers", "list")


def dead_links(book):
    for document, element in book.elements():
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            target = document.target(element.get(name))
            if target is None or not element.get(name):
                continue
            path, fragment = target
            if path not in book.files:
                yield "dead-link", document.place(element), f"no such file: {element.get(name)!r}"
            elif fragment and path in book.documents and fragment not in book.documents[path].ids:
                yield "dead-link", document.place(element), f"no such id: {element.get(name)!r}"
        for name in ID_REFERENCES:
            for wanted in (element.get(name) or "").split():
                if wanted not in document.ids:
                    yield "dead-link", document.place(element), f"{name} names an id that is not in this document: {wanted!r}"


def duplicate_ids(book):
    for document in book.documents.values():
        for name in document.repeated_ids:
            yield "duplicate-id", document.path, f"id {name!r} is used more than once"


# Script by the beginning of a character's Unicode name, and the languages that are written in it.
SCRIPTS = {
    "HANGUL": ("Hangul", {"ko"}),
    "CJK": ("Han", {"zh", "ja", "ko", "yue", "nan", "wuu", "hak", "lzh"}),
    "HIRAGANA": ("Kana", {"ja"}),
    "KATAKANA": ("Kana", {"ja"}),
    "ARABIC": ("Arabic", {"ar", "fa", "ur", "ps", "ug", "ckb", "sd", "arz"}),
    "HEBREW": ("Hebrew", {"he", "yi", "lad"}),
}


def script_of(character):
    if character < "\u0590" or not character.isalpha():
        return None
    return SCRIPTS.get(unicodedata.name(character, "?").split(" ")[0].split("-")[0])


def language_fault(text, language):
    """What is wrong with this text under this language, or None."""
    primary = language.lower().split("-")[0]
    for character in text or "":
        script = script_of(character)
        if script and primary not in script[1]:
            return f"{script[0]} text under lang={language!r}: {squeeze(text)[:40]!r}"
    return None


def languages(book):
    for document in book.documents.values():
        for element in document.root.iter():
            # <title> cannot hold a span, so a foreign name in it cannot be marked
            if element.tag in (XHTML + "title", XHTML + "style", XHTML + "script"):
                continue
            fault = language_fault(element.text, document.language(element))
            if fault:
                yield "script-lang", document.place(element), fault
            for child in element:
                fault = language_fault(child.tail, document.language(element))
                if fault:
                    yield "script-lang", document.place(element), fault
    default = book.package.get(XML_LANG) or ""
    for element in book.package.iter():
        if element.tag.startswith(DC) or element.tag == OPF + "meta":
            fault = language_fault(element.text, element.get(XML_LANG) or default)
            if fault:
                yield "script-lang", book.package_path, f"{local_name(element)}: {fault}"


RULES = (figures, tables, mathematics, notes, citations, metadata, titles, colours, pages, dead_links, duplicate_ids, languages)


def main(paths):
    if not paths:
        print(__doc__, file=sys.stderr)
        return 2
    worst = 0
    for path in paths:
        try:
            findings = check(path)
        except Unreadable as error:
            print(f"{error}", file=sys.stderr)
            worst = 2
            continue
        for finding in findings:
            print(f"{path}: {finding}")
        worst = max(worst, 1 if findings else 0)
    return worst


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
