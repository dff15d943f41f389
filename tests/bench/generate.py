#!/usr/bin/env python3
"""Writes a made-up report of any size: generate.py FOLDER --claims 10000 --references 3000.

The same numbers always give the same files. Sentences, keys and places are invented; their shapes
(length, share of figures, quotations, notes, lists, tables) are those of a real report.
"""

import argparse
import pathlib
import random

SUBJECTS = ["The authority", "A committee", "The survey", "One tenant", "The keeper", "A court",
            "The ministry", "An engineer", "The parish", "A newspaper"]
VERBS = ["reported", "counted", "recorded", "described", "published", "found", "measured", "noted"]
OBJECTS = ["{n} houses along the river", "a fall of {n} per cent in the level of the pond",
           "{n} letters from tenants", "damage worth {n} pounds", "a crack in the northern gate",
           "the loss of {n} stones", "water in {n} cellars", "a delay of {n} days"]
ENDS = ["in {y}", "between {y} and {z}", "in the spring of {y}", "on {d} March {y}", "near the mill",
        "for the second time", "after the flood of {y}", "before the hearing"]


def sentence(rng, references):
    year = rng.randint(1990, 2005)
    words = " ".join([rng.choice(SUBJECTS), rng.choice(VERBS), rng.choice(OBJECTS), rng.choice(ENDS)])
    words = words.format(n=rng.randint(2, 9000), y=year, z=year + 2, d=rng.randint(1, 28))
    key = rng.randrange(references)
    page = rng.randint(1, 80)
    where = rng.choice([f"p. {page}", f"para. {rng.randint(1, 300)}", f"pp. {page}–{page + 3}"])
    return f"{words} [@source-{key}, {where}]."


def own(rng):
    """A paragraph of the report's own words, which needs no source."""
    words = ["We read the file twice and took from it what bears on the question of the pond.",
             "Nothing in this part was weighed against the memory of a witness.",
             "Our reading of the two letters differs from that of the office, as the next part says.",
             "Where a copy was hard to read we give the word that stands nearest to the trace.",
             "This part sets out how the papers of the mill reached us and in what order we took them up."]
    text = " ".join(rng.choice(words) for _ in range(rng.randint(4, 7)))
    return [f"[{text}]{{.own}}", ""]


def section(rng, number, claims, references, paragraphs=0):
    lines = [f"# Part {number}", ""]
    left = claims
    share = paragraphs / max(claims, 1)
    written = 0
    while left > 0:
        while written < (claims - left) * share:
            lines += own(rng)
            written += 1
        kind = rng.random()
        if kind < 0.75:
            size = min(left, rng.randint(2, 6))
            text = []
            for _ in range(size):
                one = sentence(rng, references)
                if rng.random() < 0.1:
                    body, citation = one.rsplit(" [", 1)
                    one = f"[{body}]{{.claim #c-{number}-{left}}} [{citation}"
                text.append(one)
                left -= 1
            lines += [" ".join(text), ""]
        elif kind < 0.85:
            size = min(left, rng.randint(2, 5))
            lines += [f"- {sentence(rng, references)}" for _ in range(size)] + [""]
            left -= size
        elif kind < 0.93:
            label = f"n{number}-{left}"
            lines += [sentence(rng, references)[:-1] + f".[^{label}]", "",
                      f"[^{label}]: {sentence(rng, references)}", ""]
            left -= 2
        else:
            lines += [f"## Section {number}.{left}", ""]
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--claims", type=int, default=10000)
    parser.add_argument("--references", type=int, default=3000)
    parser.add_argument("--sections", type=int, default=40)
    parser.add_argument("--own", type=int, default=0, help="paragraphs that need no source")
    arguments = parser.parse_args()
    rng = random.Random(20261123)
    folder = arguments.folder
    (folder / "sections").mkdir(parents=True, exist_ok=True)
    names = []
    for number in range(1, arguments.sections + 1):
        claims = arguments.claims // arguments.sections
        name = f"sections/{number:03}.md"
        (folder / name).write_text(section(rng, number, claims, arguments.references,
                                            arguments.own // arguments.sections))
        names.append(name)
    quoted = ", ".join(f'"{name}"' for name in names)
    (folder / "report.toml").write_text(
        'title = "A report of the bench"\nlanguage = "en-GB"\ndate = 2026-11-23\n'
        f'sections = [{quoted}]\nbibliography = ["references.bib"]\n'
        'citation-style = "chicago-author-date"\n\n[[authors]]\nname = "The bench"\n\n'
        '[check]\nunused-references = ["*"]\n')
    entries, records = [], []
    for number in range(arguments.references):
        entries.append(
            f"@report{{source-{number},\n  title = {{Record {number} of the river}},\n"
            f"  author = {{Writer{number}, Ann}},\n  institution = {{River Office {number % 50}}},\n"
            f"  date = {{{2008 + number % 15}-0{1 + number % 9}-1{number % 10}}}\n}}\n")
        records.append(f'[source-{number}]\npages = 90\nparas = 300\norigin = "office-{number % 700}"\n')
    (folder / "references.bib").write_text("\n".join(entries))
    (folder / "sources.toml").write_text("\n".join(records))


if __name__ == "__main__":
    main()
