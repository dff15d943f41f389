#!/usr/bin/env python3
"""Proves that the judges of an EPUB can fail: breaks a good book in one way after another, and each must be noticed by the
judge it is for. The good book must pass; only what gaps.py says of its odd places does not count.

  prove_epub.py A.epub

The book has to hold every construct and page numbers, as that of `every-construct` does. Exit: 0 all were noticed, 1 one was
not, 2 could not look.
"""

import re
import sys
import tempfile
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import run

JUDGES = {"ace": run.ace, "reader": run.reader, "epubcheck": run.epubcheck, "nu": run.nu, "gaps": run.own_gaps(())}

OPF, NAV, CSS = "OEBPS/content.opf", "OEBPS/nav.xhtml", "OEBPS/stylesheet.css"
TEXT, TITLE, REFERENCES, REGISTER = "OEBPS/section-1.xhtml", "OEBPS/title.xhtml", "OEBPS/references.xhtml", "OEBPS/register.xhtml"


class Misfit(Exception):
    """The book does not have what a break needs."""


def replace(path, pattern, new, every=False):
    """A break: what the pattern finds first becomes something else."""

    def change(files):
        text, times = re.subn(pattern, new, files[path].decode(), count=0 if every else 1)
        if not times:
            raise Misfit(f"{path} has no {pattern!r}")
        files[path] = text.encode()

    return change


def insert(path, before, new):
    return replace(path, re.escape(before), new.replace("\\", r"\\") + before.replace("\\", r"\\"))


def without(path):
    return lambda files: files.pop(path)


def with_file(path, content):
    return lambda files: files.__setitem__(path, content)


# Name: the judge, a part of what it has to say, and the break.
BREAKS = {
    # The package and the archive
    "no title": ("epubcheck", "RSC-005", replace(OPF, r"(?s)<dc:title.*</dc:title>", "")),
    "no language": ("epubcheck", "RSC-005", replace(OPF, r"<dc:language>[^<]*</dc:language>", "", every=True)),
    "a language that is none": ("epubcheck", "OPF-092", replace(OPF, r"<dc:language>fr", "<dc:language>1french")),
    "a change without a time": ("epubcheck", "RSC-005", replace(OPF, r"T00:00:00Z", "")),
    "a property that nobody knows": ("epubcheck", "OPF-027", replace(OPF, r'property="pageBreakSource"', 'property="pageSource"')),
    "formulas that are not declared": ("epubcheck", "OPF-014", replace(OPF, r' properties="mathml"', "")),
    "a file that is missing": ("epubcheck", "RSC-001", without("OEBPS/images/weir.svg")),
    "a file that is not listed": ("epubcheck", "OPF-003", with_file("OEBPS/more.txt", b"more")),
    "a page twice in the order": ("epubcheck", "Itemref refers", replace(OPF, r'idref="references-xhtml"', 'idref="register-xhtml"')),
    "the wrong kind of archive": ("epubcheck", "PKG-007", with_file("mimetype", b"application/zip")),
    "no contents": ("epubcheck", "RSC-005", replace(NAV, r'epub:type="toc" role="doc-toc"', 'epub:type="lot"')),
    # The text
    "a tag that is not closed": ("epubcheck", "RSC-016", replace(TEXT, r"</em>", "")),
    "a list outside a list": ("epubcheck", "RSC-005", replace(TEXT, r"<ul>", "<ul>words")),
    "an id twice": ("epubcheck", "RSC-005", replace(TEXT, r'id="sec-last"', 'id="sec-findings"')),
    "a role that is deprecated": ("epubcheck", "RSC-017", replace(REFERENCES, r'<li id="_ref-1"', '<li role="doc-biblioentry" id="_ref-1"')),
    "a citation of no source": ("epubcheck", "RSC-012", replace(TEXT, r"#_ref-1\"", '#_ref-99"')),
    "a page that begins nowhere": ("epubcheck", "RSC-012", replace(NAV, r"#_page-3\"", '#_page-99"')),
    "a picture from the network": ("epubcheck", "RSC-006", replace(TEXT, r"images/weir.svg", "https://example.org/weir.svg")),
    "a script": ("epubcheck", "OPF-014", insert(TEXT, "</head>", "<script>document.title = 'x';</script>")),
    "a section without a heading": ("nu", "heading", replace(TEXT, r'<h2 id="sec-last">.*?</h2>', "")),
    "an element of long ago": ("nu", "center", insert(TEXT, '<div class="notes">', "<center>x</center>")),
    # What people who listen need
    "a page in no language": ("ace", "html-has-lang", replace(TEXT, r' lang="en-GB" xml:lang="en-GB">', ">")),
    "words in a language that is none": ("ace", "valid-lang", replace(TEXT, r'lang="fr" xml:lang="fr"', 'lang="french" xml:lang="french"')),
    "a picture without a description": ("ace", "image-alt", replace(TEXT, r' alt="A line across the water\."', "")),
    "a level that is skipped": ("ace", "heading-order", replace(TEXT, r"<(/?)h3", r"<\1h5", every=True)),
    "grey words on white": ("ace", "color-contrast", insert(CSS, "body {", "body, p { color: #aaa; background: #fff; }\n")),
    "a link without words": ("ace", "link-name", replace(TEXT, r">a link<", "><")),
    "nothing said about accessibility": ("ace", "metadata", replace(OPF, r'<meta property="schema:access[^<]*</meta>', "", every=True)),
    "pages in a list that leads elsewhere": ("ace", "epub-pagelist-broken", replace(TEXT, r'id="_page-3"', 'id="_side-3"')),
    # What none of the others sees
    "a captioned picture as decoration": ("gaps", "figure-alt", replace(TEXT, r'alt="A line across the water\."', 'alt=""')),
    "a description that says nothing": ("gaps", "figure-alt", replace(TEXT, r'alt="A line across the water\."', 'alt="Figure 1"')),
    "a table without headers": ("gaps", "table-header", replace(TEXT, r"(?s)<thead>.*?</thead>", "")),
    "a header of nothing": ("gaps", "th-scope", replace(TEXT, r' scope="col"', "")),
    "a table without a caption": ("gaps", "table-caption", replace(TEXT, r"<caption.*</caption>", "")),
    "a note that does not lead back": ("gaps", "note-backlink", replace(TEXT, r'(id="_note-1".*?) <a class="back".*?</a>', r"\1")),
    "a note that nobody calls": ("gaps", "note-unused", replace(TEXT, r'<a class="noteref"[^>]*id="_call-1">.*?</a>', "")),
    "a source that does not lead back": ("gaps", "citation-backlink", replace(REFERENCES, r'<a class="back".*?</a>', "")),
    "a formula without words": ("gaps", "math-alttext", replace(TEXT, r' alttext="E = mc\^2"', "")),
    "a feature that is not there": ("gaps", "metadata-claims", insert(OPF, "</metadata>", '<meta property="schema:accessibilityFeature">transcript</meta>')),
    "TeX that is called a description": ("gaps", "describedMath", insert(OPF, "</metadata>", '<meta property="schema:accessibilityFeature">describedMath</meta>')),
    "a feature that is not told": ("gaps", "metadata-omits", replace(OPF, r'<meta property="schema:accessibilityFeature">alternativeText</meta>', "")),
    "a certificate by nobody": ("gaps", "metadata-claims", insert(OPF, "</metadata>", '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>')),
    "the name of a file as title": ("gaps", "title", replace(REGISTER, r"<title>.*</title>", "<title>register.xhtml</title>")),
    "a colour that stays by night": ("gaps", "fixed-colour", insert(CSS, "body {", "h1 { color: navy; }\n")),
    "Korean that is English": ("gaps", "script-lang", replace(TEXT, r' lang="ko" xml:lang="ko"', "")),
    "a page that is not in the list": ("gaps", "page-list", replace(NAV, r'<li><a href="[^"]*#_page-3">3</a></li>', "")),
    "a description of nothing": ("gaps", "dead-link", replace(TEXT, r"<img ", '<img aria-details="nothing" ')),
    # What only a reading system shows
    "an entry that leads to another heading": ("reader", "contents", replace(NAV, r"section-1\.xhtml#sec-last", "section-1.xhtml#a-list-of-lists")),
    "a landmark that leads nowhere": ("reader", "landmarks", replace(NAV, r"references\.xhtml#_references", "nothing.xhtml")),
    "a page that shows the one before": ("reader", "pages", insert(CSS, "body {", '[role="doc-pagebreak"] { display: block; break-after: column !important; }\n')),
    "a claim that stands elsewhere": ("reader", "register", replace(REGISTER, r'(id="_claim-1"><th scope="row"><a href=")[^"]*"', r'\1section-1.xhtml#sec-last"')),
    "a picture that cannot be drawn": ("reader", "picture", with_file("OEBPS/images/weir.svg", b"<svg")),
    "a call of another note": ("reader", "note", replace(TEXT, r'href="#_note-1"', 'href="#_note-3"')),
    "a picture that is too wide": ("reader", "reflow", insert(CSS, "body {", "img { min-inline-size: 600px; }\n")),
    "a link that ends in the dark": ("reader", "link", replace(TEXT, r'href="#fig-weir"', 'href="#nothing"')),
    "a picture that is fetched": ("reader", "network", replace(TEXT, r"images/weir.svg", "http://192.0.2.1/weir.png")),
}


def read(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def write(files, path):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)


def broken_books(good, folder):
    """For each judge: the names of the breaks and their books, the good book first."""
    work = {judge: ([None], [folder / "good.epub"]) for judge in JUDGES}
    write(good, folder / "good.epub")
    for number, (name, (judge, _, change)) in enumerate(BREAKS.items()):
        files = dict(good)
        try:
            change(files)
        except (Misfit, KeyError) as error:
            raise Misfit(f"{name}: {error}") from error
        path = folder / f"{number}.epub"
        write(files, path)
        work[judge][0].append(name)
        work[judge][1].append(path)
    return work


def missed(judge, names, books, folder):
    """What was not noticed, one line each."""
    links = run.stage(books, folder / f"{judge}-links", ".epub")
    good, *verdicts = run.judge(JUDGES[judge], books, links, folder / f"{judge}-work")
    for name, verdict in zip([None, *names[1:]], [good, *verdicts]):
        if verdict.not_run is not None:
            raise Misfit(f"{judge} could not run on {name or 'the good book'}: {verdict.not_run}")
    if good.messages and judge != "gaps":
        yield f"the good book: {judge} says: {good.messages[:5]}"
    for name, verdict in zip(names[1:], verdicts):
        part = BREAKS[name][1]
        news = [message for message in verdict.messages if message not in good.messages]
        if not any(part in message for message in news):
            yield f"{name}: {judge} does not say {part!r}, but: {news[:5]}"


def main(arguments):
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="underpin-prove-") as name:
        folder = Path(name)
        try:
            work = broken_books(read(arguments[0]), folder)
            with ThreadPoolExecutor(2) as pool:
                waiting = [pool.submit(lambda judge: list(missed(judge, *work[judge], folder)), judge) for judge in JUDGES]
                lines = [line for future in waiting for line in future.result()]
        except (OSError, zipfile.BadZipFile, Misfit) as error:
            print(f"{arguments[0]}: {error}", file=sys.stderr)
            return 2
    for line in lines:
        print(line)
    print(f"{len(BREAKS)} ways to break an EPUB, {len(lines)} of them not noticed")
    return int(bool(lines))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
