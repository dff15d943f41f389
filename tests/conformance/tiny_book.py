#!/usr/bin/env python3
"""Writes a tiny EPUB that no validator objects to, and variants of it that are broken in one way each.

  tiny_book.py good.epub             the good book
  tiny_book.py --broken FOLDER       the good book and every broken one, as FOLDER/<name>.epub

The book holds one of everything that the checks look at: notes, citations, a table, a picture with data, a formula,
page marks, Korean words, an appendix.
"""

import struct
import sys
import zipfile
import zlib
from pathlib import Path

PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head>
<title>{title}</title>
<link rel="stylesheet" type="text/css" href="{up}style.css"/>
</head>
<body epub:type="{part}">
{body}
</body>
</html>
"""

SUMMARY = """<section role="doc-abstract" epub:type="abstract" aria-labelledby="summary">
<h1 id="summary"><span epub:type="pagebreak" role="doc-pagebreak" id="page-1" aria-label=" page 1. "></span>Summary</h1>
<p>Detention before trial rose in 14 of 20 districts <a id="cite-a-1" role="doc-biblioref" epub:type="biblioref" href="references.xhtml#ref-a">[1]</a>.
The median stay was 112 days.<a id="noteref-1" role="doc-noteref" epub:type="noteref" href="#note-1"><sup>1</sup></a></p>
<p>The commission (<span lang="ko" xml:lang="ko">진실화해위원회</span>) agreed <a id="cite-b-1" role="doc-biblioref" epub:type="biblioref" href="references.xhtml#ref-b">[2]</a>.</p>
<aside id="note-1" role="doc-footnote" epub:type="footnote"><p>1 The legal limit is 60 days. <a role="doc-backlink" epub:type="backlink" href="#noteref-1" aria-label="Back to reference 1">↩</a></p></aside>
</section>"""

FINDINGS = """<section role="doc-chapter" epub:type="chapter" aria-labelledby="findings">
<h1 id="findings"><span epub:type="pagebreak" role="doc-pagebreak" id="page-2" aria-label=" page 2. "></span>1 Findings</h1>
<p>The rate is <math xmlns="http://www.w3.org/1998/Math/MathML" alttext="r sub d"><msub><mi>r</mi><mi>d</mi></msub></math>, as earlier work found <a id="cite-a-2" role="doc-biblioref" epub:type="biblioref" href="references.xhtml#ref-a">[1]</a>.</p>
<section aria-labelledby="length"><h2 id="length">1.1 Length</h2>
<table id="tab-length"><caption>Table 1. Median length</caption>
<thead><tr><th scope="col">District</th><th scope="col">Days</th></tr></thead>
<tbody><tr><th scope="row">Urban</th><td>131</td></tr><tr><th scope="row">Rural</th><td>77</td></tr></tbody></table>
</section>
<section aria-labelledby="trend"><h2 id="trend">1.2 Trend</h2>
<p><span epub:type="pagebreak" role="doc-pagebreak" id="page-3" aria-label=" page 3. "></span>The share rose in every year but one.</p>
<figure id="fig-trend"><img src="../chart.png" alt="Bar chart: the share rises from 41 per cent in 2018 to 63 per cent in 2025." aria-details="fig-trend-data"/><figcaption>Figure 1. Share held over the limit</figcaption></figure>
<details id="fig-trend-data"><summary>Data of figure 1</summary>
<table><caption>Share held over the limit</caption><thead><tr><th scope="col">Year</th><th scope="col">Per cent</th></tr></thead>
<tbody><tr><th scope="row">2018</th><td>41</td></tr><tr><th scope="row">2025</th><td>63</td></tr></tbody></table></details>
</section>
</section>"""

APPENDIX = """<section role="doc-appendix" epub:type="appendix" aria-labelledby="sites">
<h1 id="sites"><span epub:type="pagebreak" role="doc-pagebreak" id="page-4" aria-label=" page 4. "></span>A Sites</h1>
<p>Four sites were visited in the spring.</p>
</section>"""

REFERENCES = """<section role="doc-bibliography" epub:type="bibliography" aria-labelledby="references">
<h1 id="references"><span epub:type="pagebreak" role="doc-pagebreak" id="page-5" aria-label=" page 5. "></span>References</h1>
<ol>
<li id="ref-a">Okafor, A. <cite>Detention</cite>, 2020. <a role="doc-backlink" epub:type="backlink" href="summary.xhtml#cite-a-1" aria-label="Back to citation 1 of source 1">↩1</a> <a role="doc-backlink" epub:type="backlink" href="findings.xhtml#cite-a-2" aria-label="Back to citation 2 of source 1">↩2</a></li>
<li id="ref-b"><span lang="ko" xml:lang="ko">김민수</span>. <cite>Report</cite>, 2010. <a role="doc-backlink" epub:type="backlink" href="summary.xhtml#cite-b-1" aria-label="Back to citation 1 of source 2">↩1</a></li>
</ol>
</section>"""

NAV = """<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents"><h1 id="contents">Contents</h1>
<ol><li><a href="text/summary.xhtml">Summary</a></li>
<li><a href="text/findings.xhtml">1 Findings</a><ol><li><a href="text/findings.xhtml#length">1.1 Length</a></li><li><a href="text/findings.xhtml#trend">1.2 Trend</a></li></ol></li>
<li><a href="text/appendix.xhtml">A Sites</a></li>
<li><a href="text/references.xhtml">References</a></li></ol></nav>
<nav epub:type="landmarks" id="landmarks" aria-labelledby="marks" hidden="hidden"><h2 id="marks">Landmarks</h2>
<ol><li><a epub:type="toc" href="nav.xhtml">Contents</a></li><li><a epub:type="bodymatter" href="text/findings.xhtml">Start of report</a></li></ol></nav>
<nav epub:type="page-list" role="doc-pagelist" id="page-list" aria-labelledby="pages" hidden="hidden"><h2 id="pages">Pages of the PDF edition</h2>
<ol><li><a href="text/summary.xhtml#page-1">1</a></li><li><a href="text/findings.xhtml#page-2">2</a></li><li><a href="text/findings.xhtml#page-3">3</a></li><li><a href="text/appendix.xhtml#page-4">4</a></li><li><a href="text/references.xhtml#page-5">5</a></li></ol></nav>"""

FEATURES = "ARIA alternativeText longDescription MathML describedMath displayTransformability pageBreakMarkers pageNavigation readingOrder structuralNavigation tableOfContents".split()

PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="uid" xml:lang="en-GB" dir="ltr">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="uid">urn:uuid:7b1f3c1e-6d0b-4a3e-9c55-0d7e0a6f2b11</dc:identifier>
<dc:title>Evidence on detention</dc:title>
<dc:language>en-GB</dc:language>
<dc:creator xml:lang="ko">김민수</dc:creator>
<dc:date>2026-03-01</dc:date>
<meta property="dcterms:modified">2026-03-01T00:00:00Z</meta>
<meta property="pageBreakSource">urn:uuid:1d6e8b1e-0a53-4d0e-8d8a-3a0cf2f4c9a1</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
{features}
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Headings, contents, a page list, described pictures, tables with header cells, formulas with text.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="style" href="style.css" media-type="text/css"/>
<item id="chart" href="chart.png" media-type="image/png"/>
<item id="summary" href="text/summary.xhtml" media-type="application/xhtml+xml"/>
<item id="findings" href="text/findings.xhtml" media-type="application/xhtml+xml" properties="mathml"/>
<item id="appendix" href="text/appendix.xhtml" media-type="application/xhtml+xml"/>
<item id="references" href="text/references.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine>
<itemref idref="nav"/>
<itemref idref="summary"/>
<itemref idref="findings"/>
<itemref idref="appendix"/>
<itemref idref="references"/>
</spine>
</package>
""".format(features="\n".join(f'<meta property="schema:accessibilityFeature">{name}</meta>' for name in FEATURES))

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles></container>
"""

STYLE = """body { line-height: 1.5; }
table { border-collapse: collapse; }
th, td { border: 1px solid; padding: 0.3em; text-align: start; }
@media (prefers-color-scheme: dark) { a { color: #9cf; } }
"""


def white_picture(width, height):
    """A PNG, written by hand so that no picture library is needed."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    chunks = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)


def good_book():
    """File name -> text of the good book."""

    def page(title, part, body, up="../"):
        return PAGE.format(title=title, part=part, body=body, up=up)

    return {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/package.opf": PACKAGE,
        "OEBPS/nav.xhtml": page("Contents", "frontmatter", NAV, up=""),
        "OEBPS/style.css": STYLE,
        "OEBPS/chart.png": white_picture(8, 6),
        "OEBPS/text/summary.xhtml": page("Summary", "frontmatter", SUMMARY),
        "OEBPS/text/findings.xhtml": page("1 Findings", "bodymatter", FINDINGS),
        "OEBPS/text/appendix.xhtml": page("A Sites", "backmatter", APPENDIX),
        "OEBPS/text/references.xhtml": page("References", "backmatter", REFERENCES),
    }


S, F, A, R = (f"OEBPS/text/{name}.xhtml" for name in ("summary", "findings", "appendix", "references"))
NAV_FILE, PACKAGE_FILE, STYLE_FILE = "OEBPS/nav.xhtml", "OEBPS/package.opf", "OEBPS/style.css"


def feature(name):
    return f'<meta property="schema:accessibilityFeature">{name}</meta>\n'


# name of the fault -> (file, text that is replaced, replacement, names of all findings that gaps.py must report)
BROKEN = {
    "empty alt on a captioned picture": (F, 'alt="Bar chart: the share rises from 41 per cent in 2018 to 63 per cent in 2025."', 'alt=""', {"figure-alt", "metadata-claims"}),
    "alt that describes nothing": (F, 'alt="Bar chart: the share rises from 41 per cent in 2018 to 63 per cent in 2025."', 'alt="Figure 1"', {"figure-alt"}),
    "table without header cells": (F, '<thead><tr><th scope="col">District</th><th scope="col">Days</th></tr></thead>\n<tbody><tr><th scope="row">Urban</th><td>131</td></tr><tr><th scope="row">Rural</th>', "<tbody><tr><td>Urban</td><td>131</td></tr><tr><td>Rural</td>", {"table-header"}),
    "header cell without scope": (F, '<th scope="row">Urban</th>', "<th>Urban</th>", {"th-scope"}),
    "table without caption": (F, "<caption>Table 1. Median length</caption>", "", {"table-caption"}),
    "note without a way back": (S, '<a role="doc-backlink" epub:type="backlink" href="#noteref-1" aria-label="Back to reference 1">↩</a>', "", {"note-backlink"}),
    "note that nothing refers to": (S, '<a id="noteref-1" role="doc-noteref" epub:type="noteref" href="#note-1"><sup>1</sup></a>', '<span id="noteref-1"></span>', {"note-unused", "backlink-target"}),
    "source leads back to the first citation only": (R, ' <a role="doc-backlink" epub:type="backlink" href="findings.xhtml#cite-a-2" aria-label="Back to citation 2 of source 1">↩2</a>', "", {"citation-backlink"}),
    "citation without an id": (S, 'id="cite-b-1" ', "", {"citation-id", "dead-link"}),
    "citation of an unknown source": (S, "references.xhtml#ref-b", "references.xhtml#ref-z", {"citation-target", "dead-link"}),
    "formula without alttext": (F, ' alttext="r sub d"', "", {"math-alttext", "metadata-claims"}),
    "feature claimed that is not there": (PACKAGE_FILE, feature("ARIA"), feature("ARIA") + feature("transcript"), {"metadata-claims"}),
    "feature there that is not claimed": (PACKAGE_FILE, feature("pageNavigation"), "", {"metadata-omits"}),
    "visual content not declared": (PACKAGE_FILE, '<meta property="schema:accessMode">visual</meta>\n', "", {"metadata-omits"}),
    "conformance without an evaluator": (PACKAGE_FILE, "<dc:date>", '<meta property="dcterms:conformsTo">EPUB Accessibility 1.1 - WCAG 2.2 Level AA</meta>\n<dc:date>', {"metadata-claims"}),
    "title that is a file name": (A, "<title>A Sites</title>", "<title>appendix.xhtml</title>", {"title"}),
    "title that is not the heading": (A, "<title>A Sites</title>", "<title>Places</title>", {"title"}),
    "fixed colour": (STYLE_FILE, "body { line-height: 1.5; }", "body { line-height: 1.5; color: #333; }", {"fixed-colour"}),
    "named colour in a border": (STYLE_FILE, "border: 1px solid;", "border: 1px solid black;", {"fixed-colour"}),
    "page list out of order": (NAV_FILE, '<li><a href="text/findings.xhtml#page-2">2</a></li><li><a href="text/findings.xhtml#page-3">3</a></li>', '<li><a href="text/findings.xhtml#page-3">3</a></li><li><a href="text/findings.xhtml#page-2">2</a></li>', {"page-list"}),
    "page list with a wrong number": (NAV_FILE, '#page-3">3</a>', '#page-3">33</a>', {"page-list"}),
    "page mark that is not listed": (NAV_FILE, '<li><a href="text/findings.xhtml#page-3">3</a></li>', "", {"page-list"}),
    "listed page without a mark": (A, '<span epub:type="pagebreak" role="doc-pagebreak" id="page-4" aria-label=" page 4. "></span>', "", {"page-list", "dead-link"}),
    "link to an id that does not exist": (A, "in the spring", 'in the <a href="findings.xhtml#winter">spring</a>', {"dead-link"}),
    "link to a file that does not exist": (A, "in the spring", 'in the <a href="winter.xhtml">spring</a>', {"dead-link"}),
    "data of a chart that is not there": (F, '<details id="fig-trend-data">', '<details id="elsewhere">', {"dead-link"}),
    "Korean words marked as English": (S, '<span lang="ko" xml:lang="ko">진실화해위원회</span>', "진실화해위원회", {"script-lang"}),
    "Korean author without a language": (PACKAGE_FILE, ' xml:lang="ko"', "", {"script-lang"}),
    "Arabic words marked as Korean": (S, "진실화해위원회", "حقوق", {"script-lang"}),
    "id used twice": (F, '<section aria-labelledby="trend">', '<section id="length" aria-labelledby="trend">', {"duplicate-id"}),
}


def broken_book(name):
    """The files of the good book with one fault in it."""
    path, old, new, _ = BROKEN[name]
    files = good_book()
    if files[path].count(old) == 0:
        raise ValueError(f"{name}: the text to break is not in {path}")
    files[path] = files[path].replace(old, new)
    return files


def write(files, path):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        first = zipfile.ZipInfo("mimetype")  # the container format wants it first and uncompressed
        archive.writestr(first, "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)


def main(arguments):
    if len(arguments) == 1 and not arguments[0].startswith("-"):
        write(good_book(), arguments[0])
    elif len(arguments) == 2 and arguments[0] == "--broken":
        folder = Path(arguments[1])
        folder.mkdir(parents=True, exist_ok=True)
        write(good_book(), folder / "good.epub")
        for name in BROKEN:
            write(broken_book(name), folder / f"{name.replace(' ', '-')}.epub")
    else:
        print(__doc__, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
