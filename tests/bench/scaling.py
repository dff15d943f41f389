#!/usr/bin/env python3
"""How time and memory grow: scaling.py PROGRAM [--write DOCS] [--runs N].

One thing grows at a time, in five sizes, each twice the one before: citations, references, sections, findings and
pages. Prints a table with the exponent of the growth between the smallest and the largest size, after what an empty
report takes is taken away; n log n is about 1.1 here. `--write docs` draws `scaling.svg` there.
"""

import argparse
import math
import pathlib
import re
import subprocess
import sys
import tempfile

import measure

HERE = pathlib.Path(__file__).resolve().parent


def made(folder, **counts):
    options = [str(part) for name, count in counts.items() for part in (f"--{name}", count)]
    subprocess.run([sys.executable, HERE / "generate.py", folder, *options], check=True)


def without_citations(folder):
    """Every third claim loses its citation, which is a finding."""
    for path in sorted((folder / "sections").glob("*.md")):
        count = iter(range(10**9))
        text = re.sub(r" \[@[^\]]*\]", lambda found: "" if next(count) % 3 == 0 else found[0], path.read_text())
        path.write_text(text)


def check(program, folder):
    return [program, "check", folder, "--format", "short", "--fail-on", "never", "--profile", "draft"]


def build(program, folder):
    return [program, "build", folder, "--format", "pdf", "--format", "epub", "--format", "register",
            "--edition", "screen", "-o", folder / "out", "--profile", "draft"]


FAMILIES = [
    ("citations", "check", [1000, 2000, 4000, 8000, 16000], lambda n: {"claims": n, "references": 500}),
    ("references", "check", [500, 1000, 2000, 4000, 8000], lambda n: {"claims": 1000, "references": n}),
    ("sections", "check", [50, 100, 200, 400, 800], lambda n: {"claims": 4000, "references": 500, "sections": n}),
    ("findings", "check", [330, 660, 1330, 2660, 5330], lambda n: {"claims": n * 3, "references": 500}),
    ("pages", "build", [30, 60, 120, 240, 480], lambda n: {"claims": n * 6, "references": n * 2, "own": n * 3}),
]


def pages_of(folder):
    said = subprocess.run(["pdfinfo", *(folder / "out").glob("*.pdf")], capture_output=True, text=True).stdout
    found = re.search(r"^Pages: +(\d+)", said, re.M)
    return int(found[1]) if found else None


def measured(program, family, runs, scratch):
    name, what, sizes, counts = family
    command = {"check": check, "build": build}[what]
    points = []
    for size in sizes:
        folder = scratch / f"{name}-{size}"
        made(folder, **counts(size))
        if name == "findings":
            without_citations(folder)
        wall, _, memory = measure.medians(measure.paired([command(program, folder)], runs)[0])
        points.append(((pages_of(folder) or size) if name == "pages" else size, wall, memory))
        print(f"  {name} {points[-1][0]}: {measure.seconds(wall)}, {memory:.0f} MB", file=sys.stderr, flush=True)
    return points


def exponent(points, base):
    (small, first, _), (large, last, _) = points[0], points[-1]
    return math.log(max(last - base, 1e-6) / max(first - base, 1e-6)) / math.log(large / small)


def drawing(results):
    """Wall time against size on two logarithmic axes, as an SVG of lines and words."""
    width, height, left, bottom = 720, 440, 64, 46
    sizes = [size for points in results.values() for size, _, _ in points]
    walls = [wall for points in results.values() for _, wall, _ in points]
    low_x, high_x = math.log10(min(sizes)), math.log10(max(sizes))
    low_y, high_y = math.floor(math.log10(min(walls))), math.ceil(math.log10(max(walls)))
    x = lambda size: left + (math.log10(size) - low_x) / (high_x - low_x) * (width - left - 110)
    y = lambda wall: height - bottom - (math.log10(wall) - low_y) / (high_y - low_y) * (height - bottom - 20)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" '
           'font-size="13" role="img"><title>Wall time against size, both axes logarithmic</title>'
           f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for power in range(low_y, high_y + 1):
        at = y(10.0 ** power)
        label = f"{10 ** power} s" if power >= 0 else f"{10 ** (power + 3):g} ms"
        out.append(f'<path d="M{left} {at:.1f}H{width - 110}" stroke="#ccc"/><text x="{left - 8}" y="{at + 4:.1f}" '
                   f'text-anchor="end">{label}</text>')
    for power in range(math.ceil(low_x), math.floor(high_x) + 1):
        at = x(10.0 ** power)
        out.append(f'<path d="M{at:.1f} 20V{height - bottom}" stroke="#ccc"/><text x="{at:.1f}" '
                   f'y="{height - bottom + 18}" text-anchor="middle">{10 ** power:,}</text>')
    for name, points in results.items():
        line = " ".join(f"{x(size):.1f},{y(wall):.1f}" for size, wall, _ in points)
        size, wall, _ = points[-1]
        out.append(f'<polyline points="{line}" fill="none" stroke="#8c2f23" stroke-width="1.6"/>')
        out += [f'<circle cx="{x(a):.1f}" cy="{y(b):.1f}" r="2.6" fill="#8c2f23"/>' for a, b, _ in points]
        out.append(f'<text x="{x(size) + 8:.1f}" y="{y(wall) + 4:.1f}">{name}</text>')
    out.append(f'<text x="{(left + width - 110) / 2}" y="{height - 8}" text-anchor="middle">how many</text></svg>')
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--write", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    program = str(pathlib.Path(arguments.program).resolve())
    results = {}
    print("| what grows | command | from | to | wall | peak memory | exponent of wall |\n|---|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        empty = scratch / "empty"
        made(empty, claims=10, references=5, sections=1)
        base = {what: measure.medians(measure.paired([command(program, empty)], arguments.runs)[0])[0]
                for what, command in (("check", check), ("build", build))}
        for family in FAMILIES:
            name, what = family[0], family[1]
            points = results[name] = measured(program, family, arguments.runs, scratch)
            (small, first, least), (large, last, most) = points[0], points[-1]
            # References and sections grow beside claims that do not.
            floor = min(base[what], first * 0.9)
            print(f"| {name} | `{what}` | {small:,} | {large:,} | {measure.seconds(first)} to {measure.seconds(last)} "
                  f"| {least:.0f} to {most:.0f} MB | {exponent(points, floor):.2f} |", flush=True)
    if arguments.write:
        (arguments.write / "scaling.svg").write_text(drawing(results))


if __name__ == "__main__":
    main()
