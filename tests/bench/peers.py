#!/usr/bin/env python3
"""Times Underpin beside its peers on the same text: peers.py PROGRAM TYPST PANDOC [MDBOOK] [--runs N] [--largest].

For each report the same Markdown and the same references go to all of them: Pandoc reads the sections and the
CSL-JSON that `--format bibliography` writes; Typst gets what Pandoc makes of the sections, with `#cite` and a
`#bibliography` of its own; mdBook gets the sections as chapters, and knows no citations. Nobody but Underpin checks
anything. Prints Markdown tables: medians of paired runs. Nothing is asserted.
"""

import argparse
import pathlib
import re
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
MADE_UP = [("500 pages: 3,000 citations, 1,000 references", ["--claims", "3000", "--references", "1000",
                                                             "--sections", "30", "--own", "1500"])]
LARGEST = ("2,000 pages: 12,000 citations, 4,000 references", ["--claims", "12000", "--references", "4000",
                                                               "--sections", "80", "--own", "6000"])


def sections_of(report):
    """The Markdown files of a report in their order."""
    manifest = (report / "report.toml").read_text()
    found = []
    for key in ("sections", "appendices"):
        listed = re.search(rf"^{key} = \[(.*?)\]", manifest, re.M | re.S)
        found += re.findall(r'"([^"]+)"', listed[1]) if listed else []
    return [report / name for name in found]


def for_typst(pandoc, sections, references, folder):
    """The same text as a Typst file with a bibliography of its own."""
    text = subprocess.run([pandoc, "--from", "markdown", "--to", "typst", "--wrap", "none", *sections],
                          capture_output=True, text=True, check=True).stdout
    # Pandoc names pictures and labels that the fragment does not hold; a label that is missing stops Typst.
    labels = set(re.findall(r"<([\w:.-]+)>", text)) | set(re.findall(r"^@\w+\{([^,]+),", references.read_text(), re.M))
    text = re.sub(r"#?@([\w:-]+)", lambda at: at[0] if at[1] in labels else at[1], text)
    text = re.sub(r"#ref\(<([^>]+)>[^)]*\)", r"\1", text)
    # A picture of one line, whatever stands around it.
    text = re.sub(r"(#?)(?:box\()?image\(\"[^\"]*\"[^\n]*?\)+(,?)$", r"\1rect()\2", text, flags=re.M)
    main = folder / "main.typ"
    head = '#set page(paper: "a4", numbering: "1")\n#set text(font: "Libertinus Serif")\n#let horizontalrule = line(length: 100%)\n'
    head += '#set document(title: "Bench")\n#outline()\n'
    main.write_text(head + text + f'\n#bibliography("{references.name}", style: "chicago-author-date")\n')
    return main


def for_mdbook(sections, folder):
    """The sections as the chapters of a book."""
    source = folder / "src"
    source.mkdir(parents=True)
    lines = []
    for number, section in enumerate(sections):
        name = f"{number:03}.md"
        (source / name).write_text(section.read_text())
        lines.append(f"- [Part {number}]({name})")
    (source / "SUMMARY.md").write_text("# Summary\n\n" + "\n".join(lines) + "\n")
    (folder / "book.toml").write_text('[book]\ntitle = "Bench"\n')


def table(name, report, tools, scratch, runs):
    program, typst, pandoc, mdbook = tools
    sections = sections_of(report)
    out = scratch / "out"
    profile = [] if report == ROOT / "report" else ["--profile", "draft"]
    subprocess.run([program, "build", report, "--format", "bibliography", "-o", out, *profile],
                   check=True, capture_output=True)
    csl, bib = next(out.glob("*.references.json")), next(out.glob("*.references.bib"))
    ours = lambda *more: [program, "build", report, "--edition", "screen", "-o", out, "--memory", "20000", *profile, *more]
    all_three = ["--format", "pdf", "--format", "epub", "--format", "register"]
    cite = ["--citeproc", "--bibliography", csl, "--metadata", "title=Bench", "--metadata", "lang=en"]
    rows = [("Underpin: check, PDF, EPUB, register", ours(*all_three)),
            ("Underpin: check, EPUB", ours("--format", "epub")),
            ("Underpin: check", [program, "check", report, "--format", "short", "--fail-on", "never", *profile]),
            ("Pandoc: EPUB", [pandoc, *sections, *cite, "-o", scratch / "pandoc.epub"])]
    if typst:
        main = for_typst(pandoc, sections, bib, out)
        rows.append(("Typst: PDF, its own bibliography, untagged checks off",
                     [*typst.split(), "compile", "--root", out, main, scratch / "typst.pdf"]))
    if mdbook:
        book = scratch / "book"
        for_mdbook(sections, book)
        rows.append(("mdBook: HTML, no citations", [mdbook, "build", book]))
    results = measure.paired([command for _, command in rows], runs)
    print(f"\n#### {name}\n\n| what | wall | CPU | peak memory | wall against the first |\n|---|---:|---:|---:|---:|")
    for (what, _), result in zip(rows, results):
        print(f"| {what} | {measure.shown(result)} | {measure.ratio(result, results[0]):.2f} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("typst")
    parser.add_argument("pandoc")
    parser.add_argument("mdbook", nargs="?")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--largest", action="store_true", help="also the report of 2,000 pages")
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    tools = (program, arguments.typst, arguments.pandoc, arguments.mdbook)
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        reports = [("The brief of this repository", ROOT / "report", arguments.runs)]
        for name, options in MADE_UP + ([LARGEST] if arguments.largest else []):
            folder = scratch / f"report-{len(reports)}"
            subprocess.run([sys.executable, HERE / "generate.py", folder, *options], check=True)
            reports.append((name, folder, 3 if len(reports) == 1 else 1))
        for number, (name, folder, runs) in enumerate(reports):
            work = scratch / f"work-{number}"
            work.mkdir()
            table(name, folder, tools, work, runs)


if __name__ == "__main__":
    main()
