#!/usr/bin/env python3
"""Times `underpin build --format pdf` beside `typst compile` on the same data, template and faces.

typst.py PROGRAM TYPST [RUNS]. Prints a Markdown table: medians of paired runs, and the median of their ratios.
Underpin reads Markdown, checks it, formats the citations, lays out, looks over the pages and writes PDF/A-3a and
PDF/UA-1; Typst gets all of that as data from `underpin template`, lays out and writes the same two standards.
Nothing is asserted: what a machine can do is its own affair.
"""

import pathlib
import statistics
import subprocess
import sys
import tempfile

from measure import run

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SIZES = [(1000, 300), (3000, 1000)]


def row(name, program, typst, folder, scratch, runs):
    scratch = pathlib.Path(scratch) / folder.name
    files, out = scratch / "files", scratch / "out"
    run([program, "template", str(folder), "--edition", "screen", "-o", str(files), "--profile", "draft"])
    ours = [program, "build", str(folder), "--format", "pdf", "--edition", "screen", "-o", str(out), "--profile", "draft"]
    theirs = [typst, "compile", "--root", str(files), "--font-path", str(files / "fonts"), "--ignore-system-fonts",
              "--pdf-standard", "a-3a,ua-1", str(files / "main.typ"), str(scratch / "typst.pdf")]
    run(ours)
    run(theirs)
    pairs = [(run(ours), run(theirs)) for _ in range(runs)]
    ratio = statistics.median(a[0] / b[0] for a, b in pairs)
    shown = []
    for side in range(2):
        wall, cpu, memory = (statistics.median(pair[side][at] for pair in pairs) for at in range(3))
        shown.append(f"{wall:.2f} s | {cpu:.2f} s | {memory:.0f} MB")
    print(f"| {name} | {shown[0]} | {shown[1]} | {ratio:.2f} |", flush=True)


def main():
    program, typst = (str(pathlib.Path(path).resolve()) for path in sys.argv[1:3])
    runs = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    version = subprocess.run([typst, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"Against {version}:\n")
    print("| report | Underpin, wall | CPU | peak memory | Typst, wall | CPU | peak memory | ratio of wall |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        row("`report/`", program, typst, ROOT / "report", scratch, runs)
        for claims, references in SIZES:
            folder = pathlib.Path(scratch) / f"report-{claims}"
            subprocess.run([sys.executable, HERE / "generate.py", folder, "--claims", str(claims),
                            "--references", str(references)], check=True)
            name = f"{claims:,} claims, {references:,} references"
            row(name, program, typst, folder, scratch, max(3, runs // 2))


if __name__ == "__main__":
    main()
