#!/usr/bin/env python3
"""Times `underpin check` on families of pathological input, each at two sizes.

pathological.py PROGRAM [BYTES]. Prints a table: bytes, seconds, and the power with which time grows between the
smaller size and one four times as large. Fails when a family grows faster than n^1.5, is killed, or is not
answered at all. Families that a limit refuses are made of many pieces below the limit.
"""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

STEEPEST = 1.5
# Below this, what is measured is the start of the program.
FLOOR = 0.05
PATIENCE = 20

MANIFEST = """title = "T"
language = "en"
date = 2026-11-23
sections = ["a.md"]
bibliography = ["{bibliography}"]
"""
ENTRY = "a:\n  type: book\n  title: A\n  author: B, C\n  date: 2001\n"


def repeat(piece, size):
    return piece * (size // len(piece.encode()) + 1)


def numbered(make, size):
    """Pieces with a number each, up to a size."""
    text, number = [], 0
    while size > 0:
        piece = make(number)
        text.append(piece)
        size -= len(piece.encode())
        number += 1
    return "".join(text)


def nested(opening, inner, closing, depth, size):
    """Many constructs, each nested up to a depth."""
    return repeat(opening * depth + inner + closing * depth + "\n\n", size)


def wide_table(size):
    columns = max(2, size // 8)
    row = "|" + " a |" * columns + "\n"
    return row + "|" + "-|" * columns + "\n" + row


def long_table(size):
    return "| a | b |\n|---|---|\n" + repeat("| one [@a] | 2 |\n", size)


def numbers_table(rows, label="t", first=1000):
    """A table of stones by gate, with a label."""
    body = "".join(f"| Gate {row} | {first + row * 7} |\n" for row in range(rows))
    return f"| Gate | Stones |\n|---|---:|\n{body}\n: Stones lost [@a, p. 3]. {{#tbl-{label}}}\n\n"


def doubling(size):
    return "@string{a = {x}}\n" + numbered(
        lambda n: f"@string{{s{n} = {'a' if n == 0 else f's{n - 1}'} # {'a' if n == 0 else f's{n - 1}'}}}\n", size)


TEXTS = {
    "open brackets": lambda n: repeat("[", n),
    "closing brackets": lambda n: repeat("]", n),
    "brackets nested 60 deep": lambda n: nested("[", "a", "]", 60, n),
    "brackets beyond the limit": lambda n: "[" * (n // 2) + "a" + "]" * (n // 2),
    "open links": lambda n: repeat("[a](", n),
    "links with angles": lambda n: repeat("[a](<", n),
    "reference links": lambda n: numbered(lambda k: f"[a{k}][b{k}] ", n // 2)
    + "\n\n" + numbered(lambda k: f"[b{k}]: http://x.example/{k}\n", n // 2),
    "one reference, many calls": lambda n: "[x]: http://x.example/\n\n" + repeat("[x] ", n),
    "open pictures": lambda n: repeat("![", n),
    "emphasis to and fro": lambda n: repeat("*_", n),
    "stars": lambda n: repeat("*", n),
    "stars with letters": lambda n: repeat("**a *b ", n),
    "underlines with letters": lambda n: repeat("_a __b", n),
    "runs of backticks": lambda n: numbered(lambda k: "`" * (k % 400 + 1) + " ", n),
    "one tilde": lambda n: repeat("~a", n),
    "carets": lambda n: repeat("^a ", n),
    "quotes nested": lambda n: "> " * (n // 2) + "a",
    "quotes 60 deep": lambda n: repeat("> " * 60 + "a\n", n),
    "list in list": lambda n: numbered(lambda k: "  " * (k % 60) + "- a\n", n),
    "list marks in a line": lambda n: "- " * (n // 2) + "a",
    "many list items": lambda n: repeat("- a\n", n),
    "numbered items": lambda n: numbered(lambda k: f"{k}. a\n", n),
    "lazy lines": lambda n: "> a\n" + repeat("b\n", n),
    "definition lists": lambda n: repeat("a\n: b\n\n", n),
    "notes defined": lambda n: numbered(lambda k: f"[^{k}]: a\n\n", n),
    "notes called and defined": lambda n: numbered(lambda k: f"a[^{k}]\n\n[^{k}]: b\n\n", n),
    "notes called": lambda n: numbered(lambda k: f"[^{k}] ", n),
    "notes in line": lambda n: repeat("^[a ", n),
    "notes in line that begin like calls": lambda n: repeat("[^", n),
    "notes defined in a line": lambda n: "1" * (n // 2) + " " + repeat("[^a]: ", n // 2),
    "notes in notes": lambda n: numbered(lambda k: f"a[^{k}a]\n\n[^{k}a]: b[^{k}b][^{k}c]\n\n[^{k}b]: c\n\n[^{k}c]: d\n\n", n),
    "code in items": lambda n: repeat("- ```\n  a\n", n),
    "code in many items": lambda n: "- " * 60 + "```\n" + repeat(" " * 120 + "a\n", n),
    "strong before letters": lambda n: repeat("“이”**는 ", n),
    "strong between brackets": lambda n: repeat("中**（文）**字", n),
    "two stars open": lambda n: repeat("**a\n", n),
    "comments of Obsidian open": lambda n: repeat("%%a ", n),
    "comments of Obsidian in lines": lambda n: repeat("%%\n\n", n),
    "highlights": lambda n: repeat("==a ", n),
    "links of Obsidian open": lambda n: repeat("[[a", n),
    "callouts": lambda n: repeat("> [!note] a\n> b\n\n", n),
    "callouts nested 60 deep": lambda n: repeat("> " * 60 + "[!note] a\n\n", n),
    "addresses with spaces": lambda n: repeat("[a](b c", n),
    "letters before items": lambda n: repeat("- a\n  a. b\n", n),
    "table of many columns": wide_table,
    "table of many rows": long_table,
    "tables of Pandoc": lambda n: repeat("\n---- ----\na    b\n---- ----\n1    2\n\n3    4\n---------\n\n", n),
    "grid tables": lambda n: repeat("+---+---+\n| a | b |\n+===+===+\n| 1 | 2 |\n+---+---+\n\n", n),
    "plus and minus": lambda n: repeat("+-", n),
    "lines of dashes": lambda n: repeat("-- --\n", n),
    "one long line": lambda n: repeat("words and words [@a, p. 3] ", n),
    "one long word": lambda n: repeat("a", n),
    "one long sentence": lambda n: repeat("words, ", n) + ".",
    "many short sentences": lambda n: repeat("It is. ", n),
    "full stops": lambda n: repeat(".", n),
    "initials": lambda n: repeat("A. ", n),
    "open quotation marks": lambda n: repeat("“a ", n),
    "straight quotation marks": lambda n: repeat("\"a 'b ", n),
    "at signs": lambda n: repeat("@", n),
    "at signs with letters": lambda n: repeat("@a", n),
    "keys in the text": lambda n: repeat("@a ", n),
    "keys with places": lambda n: repeat("@a [p. 3] ", n),
    "unknown keys": lambda n: numbered(lambda k: f"[@k{k}]. ", n),
    "one citation of many keys": lambda n: "A [" + "; ".join(["@a, p. 3"] * (n // 10)) + "].",
    "one citation run on": lambda n: "A [" + ", ".join(["@a"] * (n // 4)) + "].",
    "semicolons": lambda n: "A [@a" + ";" * n + "].",
    "headings": lambda n: repeat("# A\n\nb\n\n", n),
    "headings with one id": lambda n: repeat("# A {#a}\n\n", n),
    "headings linked by words": lambda n: numbered(lambda k: f"# A {k}\n\n[A {k}]\n\n", n),
    "headings underlined": lambda n: repeat("a\n-\n\n", n),
    "claims with ids": lambda n: numbered(lambda k: f"[A is.]{{.claim #c-{k}}} [@a]\n\n", n),
    "claims from claims": lambda n: numbered(
        lambda k: f"[A is {k}.]{{.claim #c-{k} from=\"c-{max(k - 1, 0)}\"}}\n\n", n),
    "attributes open": lambda n: repeat("{.a #b ", n),
    "attributes long": lambda n: "[a]{" + repeat(".a k=\"v\" ", n) + "}",
    "attributes many": lambda n: repeat("[a]{.b} ", n),
    "divs open": lambda n: repeat("::: {.a}\n", n),
    "divs closed": lambda n: repeat(":::\n", n),
    "divs nested 60 deep": lambda n: repeat("::: {.a}\n" * 60 + "b\n\n" + ":::\n" * 60, n),
    "carets": lambda n: repeat("^", n),
    "carets in words": lambda n: repeat("a^b", n),
    "carets and tildes": lambda n: repeat("a^b~c", n),
    "raised words": lambda n: repeat("x^1,2^ ", n),
    "raised words in a row": lambda n: repeat("x^[a]{.b}^~", n),
    "calls of notes cut off": lambda n: repeat("[^a", n),
    "angles and carets": lambda n: repeat("<a^", n),
    "hidden spans": lambda n: repeat("[a]{.content-hidden} ", n),
    "hidden spans unopened": lambda n: repeat("]{.content-hidden}", n),
    "hidden divs": lambda n: repeat("::: {.content-hidden}\nb\n:::\n", n),
    "hidden divs open": lambda n: repeat("::: {.content-hidden}\n", n),
    "roles": lambda n: repeat("{cite}`a` ", n),
    "straight marks in Chinese": lambda n: repeat("他\"", n),
    "lines of Chinese": lambda n: repeat("他说\n", n),
    "comments of MyST": lambda n: repeat("% a\n", n),
    "labels of tables": lambda n: numbered(lambda k: f": A \\label{{t{k}}}\n\n| a |\n|---|\n| b |\n\n", n),
    "nouns before references": lambda n: repeat("Figure @fig-a ", n),
    "formulas": lambda n: repeat("$x^2$ ", n),
    "dollars": lambda n: repeat("$", n),
    "dollars with letters": lambda n: repeat("$a ", n),
    "formulas of braces": lambda n: nested("{", "a", "}", 40, n).replace("{" * 40, "$" + "{" * 40)
    .replace("}" * 40, "}" * 40 + "$"),
    "formula too long": lambda n: "$" + "{" * (n // 2) + "a" + "}" * (n // 2) + "$",
    "formulas left and right": lambda n: repeat("$" + "\\left(" * 30 + "a" + "\\right)" * 30 + "$ ", n),
    "entities": lambda n: repeat("&amp;&#x41;&", n),
    "entities open": lambda n: repeat("&a", n),
    "comments open": lambda n: repeat("<!-- ", n),
    "comments": lambda n: repeat("a <!-- b --> ", n),
    "tags open": lambda n: repeat("<b>", n),
    "tags closed": lambda n: repeat("</b>", n),
    "angles": lambda n: repeat("<a ", n),
    "processing instructions open": lambda n: repeat("<?", n),
    "CDATA open": lambda n: repeat("<![CDATA[", n),
    "links of bare addresses": lambda n: repeat("https://a.example/b ", n),
    "backslashes": lambda n: repeat("\\", n),
    "backslashes in a citation": lambda n: "A [@a " + "\\" * n + "].",
    "figures with brackets": lambda n: numbered(lambda k: f"{k}) (1{k}) ", n),
    "grid cells and links": lambda n: repeat("+---+---+\n| a | b |\n+---+---+\n\n", n // 2)
    + numbered(lambda k: f"[b{k}]: http://x.example/{k}\n", n // 2),
    "commands of TeX": lambda n: repeat("\\textbf{a ", n),
    "fences open": lambda n: numbered(lambda k: "`" * (k % 100 + 3) + "\n", n),
    "metadata blocks": lambda n: repeat("\n---\na: b\n---\n\n", n),
    "rules": lambda n: repeat("\n---\n\n", n),
    "hangul": lambda n: repeat("둑은 무너졌다. ", n),
    "marks from right to left": lambda n: repeat("\u202e\u2067", n),
    "accents on one letter": lambda n: "e" + repeat("\u0301", n),
    "control characters": lambda n: repeat("\x01", n),
    "line ends": lambda n: repeat("\r", n),
    "spaces": lambda n: repeat(" ", n),
    "blank lines": lambda n: "a" + repeat("\n", n),
    "figures of text": lambda n: numbered(lambda k: f"![A]({k}.png){{alt=\"b\"}}\n\n", n),
    "numbers": lambda n: numbered(lambda k: f"{k} per cent of {k + 1} houses fell on 3 May 2001. ", n),
    "sentences with marks": lambda n: repeat("It *is* so. ", n),
    "sentences with notes": lambda n: numbered(lambda k: f"It is so[^{k}]. ", n),
    "unknown ids": lambda n: numbered(lambda k: f"[A is {k}.]{{.claim #c-{k}}} See @d-{k}.\n\n", n),
    "one long key": lambda n: "A [@" + "k" * (n // 2) + "] [@" + "l" * (n // 2) + "].",
    "symbols of documents": lambda n: numbered(lambda k: f"A/HRC/{k}CRP.1 ", n),
    "rows without end": lambda n: repeat("| a ", n),
    "names": lambda n: numbered(lambda k: f"The letter names Kim Jong-un{k} [@a]. ", n),
    "waivers": lambda n: repeat("It fell. <!-- waive uncited-claim: because -->\n\n", n),
    "waivers of one sentence": lambda n: "It fell in 2001 [@b" + repeat("; @b", n // 2) + "]. "
    + repeat("<!-- waive unknown-reference: because --> ", n // 2),
    "quotation with citations": lambda n: repeat("> It fell [@a, p. 3].\n", n),
    "quotation with unlike citations": lambda n: numbered(lambda k: f"> It fell {k} times [@a, p. {k}].\n", n),
    "one citation of many keys, many sentences": lambda n: "> It is [" + "; ".join(["@a"] * (n // 10)) + "].\n"
    + repeat("> It fell.\n", n // 2),
    "one note, many calls": lambda n: "[^x]: " + repeat("See [@a]. ", n // 2) + "\n\n" + repeat("It fell[^x]. ", n // 2),
    "caption with citations": lambda n: "| a | b |\n|---|---|\n" + repeat("| one | 2 |\n", n // 2)
    + "\n: It fell " + repeat("[@a, p. 3] ", n // 2) + "\n",
    "source line with citations": lambda n: "| a | b |\n|---|---|\n" + repeat("| one | 2 |\n", n // 2)
    + "\nSource: " + repeat("[@a, p. 3] ", n // 2) + "\n",
    "claims on many claims": lambda n: "::: {.claims from=\"" + repeat("c-a ", n // 2) + "\"}\n"
    + repeat("It fell. ", n // 2) + "\n:::\n",
    "lists in notes": lambda n: numbered(lambda k: f"[^{k}] ", n // 3) + "\n\n"
    + numbered(lambda k: f"[^{k}]: a:\n\n    - b\n\n", 2 * n // 3),
    "contradictions": lambda n: repeat("It fell [but see @a]. ", n),
    "conclusions of law": lambda n: repeat("amounts to torture and ", n) + ".",
    "figures of a summary": lambda n: "# Summary\n\n"
    + numbered(lambda k: f"[It fell {k} times.]{{.sum of=\"c-{k}\"}} ", n // 2) + "\n\n# B\n\n"
    + numbered(lambda k: f"[It fell {k} times.]{{.claim #c-{k}}} [@a]. ", n // 2),
    "summary without claims": lambda n: "# Summary\n\n"
    + numbered(lambda k: f"The weir number {k} fell to the ground. ", n // 2) + "\n\n# B\n\n"
    + numbered(lambda k: f"[The weir number {k} fell to the ground.]{{.claim #c-{k}}} [@a]. ", n // 2),
    "quotation marks of two kinds": lambda n: repeat("« ", n // 2) + repeat("a” ", n // 2),
    "stops in one word": lambda n: repeat("a ", 200) + "." + repeat(".a", n),
    "tags opened and others closed": lambda n: repeat("<b>\n\n", n // 2) + repeat("</i>\n\n", n // 2),
    "waivers in one paragraph": lambda n: repeat("It fell. <!-- waive uncited-claim: because -->\n", n),
    "words of a whole": lambda n: repeat("of, ", n) + ".",
    "percentages": lambda n: repeat("70 percent ", n) + ".",
    "definitions in a paragraph": lambda n: "x\n" + repeat(": a\n", n),
    "captions in a paragraph": lambda n: "| a |\n|---|\n" + repeat(": a\n", n),
    "captions behind code": lambda n: repeat("```\n: a\n```\n", n),
    "captions after blank lines": lambda n: "----  ----\na     b\n----  ----\n1     2\n----  ----\n" + "\n" * (n // 2)
    + repeat(": a\n", n // 2),
    "cells that call links": lambda n: "| a |\n|---|\n" + numbered(lambda k: f"| [b{k}] |\n", n // 2)
    + "\n" + numbered(lambda k: f"[b{k}]: http://x.example/{k}\n", n // 2),
    "cells drawn that call links": lambda n: "+-------+\n" + repeat("| [bcd] |\n+-------+\n", n // 2)
    + "\n[bcd]: http://x.example/0\n" + numbered(lambda k: f"[b{k}]: http://x.example/{k}\n", n // 2),
    "formulas that are cut": lambda n: repeat("$$\n\\frac{a\n\n$$\n\n", n),
    "keys of a chart": lambda n: "![A](a.csv){.chart kind=line " + numbered(lambda k: f"k{k}=1 ", n) + "}\n",
    "citation with open quotation marks": lambda n: "It fell [@a, “b" + repeat("; @a, “b", n) + "].",
    "chronology": lambda n: numbered(lambda k: f"- {k % 28 + 1} May {1500 + k // 28 % 500}: it fell.\n", n),
    "notes called twice": lambda n: numbered(lambda k: f"It is so[^{k}][^{k}]. ", n // 2) + "\n\n"
    + numbered(lambda k: f"[^{k}]: b\n\n", n // 2),
}

# Numbers, dates and names beside tables and summaries.
TEXTS |= {
    "figures that point at a table": lambda n: numbers_table(150)
    + numbered(lambda k: f"The flood took {k * 7 + 5003} stones, as @tbl-t shows. ", n),
    "shares that point at a table": lambda n: numbers_table(75).replace("1000 |", "10 % |")
    + numbered(lambda k: f"It took {k % 97}.{k % 10} per cent of the stones, as @tbl-t shows. ", n),
    "figures beside many tables": lambda n: numbered(lambda k: numbers_table(12, f"t{k}"), n // 2)
    + numbered(lambda k: f"The flood took {k * 7 + 5003} stones at gate {k % 12} [@a, p. 3]. ", n // 2),
    "figures beside a long table": lambda n: numbers_table(n // 48)
    + numbered(lambda k: f"The flood took {k * 7 + 5003} stones and {k * 3 + 100} bricks [@a, p. 3]. ", n // 2),
    "rows of many tables": lambda n: numbered(lambda k: numbers_table(2, f"t{k}"), n),
    "same rows in many tables": lambda n: numbered(lambda k: numbers_table(12, f"t{k}", 1000 + k), n),
    "figures in one sentence beside a table": lambda n: numbers_table(100) + "The flood took "
    + numbered(lambda k: f"{k * 7 + 5003} stones, ", n) + " as @tbl-t shows.\n",
    "tables that are named": lambda n: numbered(lambda k: f"As Table {k} shows, {k + 1000} stones fell. ", n),
    "spelled numbers": lambda n: repeat("two hundred and thirty-four thousand five hundred and ", n) + "[@a].",
    "spelled numbers in one word": lambda n: repeat("hundred-and-", n) + "one [@a].",
    "long numbers": lambda n: "It took " + "9" * n + " stones [@a].\n",
    "long numbers in groups": lambda n: "It took 9,999" + ",999" * (n // 4) + " stones [@a].\n",
    "amounts": lambda n: numbered(lambda k: f"It cost US$ {k}.5 million or 3.{k} billion euros [@a]. ", n),
    "amounts in one sentence": lambda n: numbered(lambda k: f"US$ {k}.5 million and €{k} bn, ", n) + "[@a].",
    "durations": lambda n: numbered(
        lambda k: f"It broke on {k % 28 + 1} May 2019 and was shut on 3 June 2019, {k % 90} days later [@a]. ", n),
    "durations in one sentence": lambda n: numbered(
        lambda k: f"it broke on {k % 28 + 1} May {1900 + k % 100} and was shut {k % 90} days later, ", n) + "[@a].",
    "ages of one person": lambda n: numbered(
        lambda k: f"Min-ji Kim, aged {k % 90}, died in {1900 + k % 100} at {k % 80} years [@a]. ", n),
    "days of the week in one sentence": lambda n: numbered(lambda k: f"Monday, {k % 28 + 1} May 2019, ", n) + "[@a].",
    "days in one sentence": lambda n: numbered(lambda k: f"2019-{k % 12 + 1:02}-{k % 28 + 1:02} ", n) + "[@a].",
    "figures of a summary beside those of a body": lambda n: "# Summary\n\n"
    + numbered(lambda k: f"The flood took {k * 13 + 7} stones [@a]. ", n // 2) + "\n\n# B\n\n"
    + numbered(lambda k: f"The flood took {k * 17 + 9} stones of the weir [@a]. ", n // 2),
    "shares of a summary beside those of a body": lambda n: "# Summary\n\n"
    + numbered(lambda k: f"{k % 97} of {k * 13 + 100} stones ({k % 97} per cent) fell [@a]. ", n // 2) + "\n\n# B\n\n"
    + numbered(lambda k: f"{k % 90} of {k * 17 + 99} stones of the weir fell [@a]. ", n // 2),
    "figures of a summary beside tables": lambda n: "# Summary\n\n"
    + numbered(lambda k: f"The flood took {k * 13 + 7} stones in all [@a]. ", n // 2) + "\n\n# B\n\n"
    + numbered(lambda k: numbers_table(12, f"t{k}", 1000 + k), n // 2),
    "quantities of one thing": lambda n: numbered(
        lambda k: f"There are {k + 20} stones in the weir at Nowhere Mill [@a]. ", n),
    "authors that are named": lambda n: numbered(
        lambda k: f"The 2012 study by Kim{k} and Lee{k} found that it is worn [@a, p. {k}]. ", n),
    "authors that are named in one sentence": lambda n: numbered(
        lambda k: f"Kim{k} and Lee{k} (20{k % 100:02}), ", n) + "[@a].\n",
    "bodies that are named": lambda n: repeat("According to the Institute of Weirs and the Ministry, ", n) + "[@a].\n",
    "provisions": lambda n: numbered(lambda k: f"Article {k} of the Code says so [@a, art. {k + 1}]. ", n),
    "citations of one work without words": lambda n: repeat("[see @a; and -@a, p. 3-5, 7 *x*]. ", n),
    "spaces that hold lines together": lambda n: repeat("\u00a0", n),
}

# Sentences beside the words of a source: those, and the text.
SENTENCE = "The guards of gate {0} never opened the door to the prisoners of the weir in May 19{1:02}. "


def guards(size):
    return numbered(lambda k: SENTENCE.format(k, k % 100), size)


KEPT = {
    "quotations that are nowhere": lambda n: (guards(n // 2), numbered(
        lambda k: f"They said: “we were told {k} to wait outside the gate until it opened” [@a]. ", n // 2)),
    "quotations that are near": lambda n: (guards(n // 2), numbered(
        lambda k: f"They said: “The guards of gate {k} always opened the door to the prisoners” [@a]. ", n // 2)),
    "quotations from a text that repeats itself": lambda n: (
        repeat("the guards never opened the door and ", n // 2),
        repeat("They said: “the guards ever opened the door and the guards” [@a]. ", n // 2)),
    "quotations with brackets": lambda n: (
        repeat("the guards never opened the door and ", n // 2),
        repeat("They said: “the guards [x] [y] [z] [w] opened the gate” [@a]. ", n // 2)),
    "one long quotation": lambda n: (
        guards(n // 2), "> " + numbered(lambda k: f"the guards of gate {k} said no and ", n // 2) + " [@a]\n"),
    "numbers beside a text": lambda n: (
        guards(n // 2), numbered(lambda k: f"It took {k * 13 + 2000} stones [@a]. ", n // 2)),
    "numbers beside numbers": lambda n: (
        numbered(lambda k: f"and {k * 3 + 1000} stones, ", n // 2),
        numbered(lambda k: f"It took {k * 13 + 2002} stones in all [@a]. ", n // 2)),
    "shares beside numbers": lambda n: (
        numbered(lambda k: f"and {k * 3 + 1000} stones, ", n // 2),
        numbered(lambda k: f"It took {k % 97}.3 per cent of the stones [@a]. ", n // 2)),
    "lengths of time beside days": lambda n: (
        numbered(lambda k: f"On {k % 28 + 1} May {1800 + k % 200} it fell. ", n // 2),
        numbered(lambda k: f"It took {k % 900 + 11} days [@a]. ", n // 2)),
    "days beside days": lambda n: (
        numbered(lambda k: f"On {k % 28 + 1} May {1800 + k % 200} the weir fell at the mill. ", n // 2),
        numbered(lambda k: f"The weir fell at the mill on {k % 28 + 1} June {1800 + k % 200} [@a]. ", n // 2)),
    "opposites": lambda n: (
        numbered(lambda k: f"The keeper did not warn the tenants of the closure of the gate {k}. ", n // 2),
        numbered(lambda k: f"The keeper warned the tenants of the closure of the gate {k} [@a]. ", n // 2)),
    "amounts beside a text": lambda n: (
        numbered(lambda k: f"It cost US$ {k}.5 million. ", n // 2),
        numbered(lambda k: f"It cost {k}.5 billion euros [@a]. ", n // 2)),
    "cells beside a text": lambda n: (guards(n // 2), numbers_table(n // 48)),
    "hyphens and line ends of a text": lambda n: ("word " * 20 + "-\n" * (n // 2), "It said “a b c d e f” in 2001 [@a]."),
}

# Read as one file that is the whole report.
SINGLES = {
    "header nested": lambda n: "---\na: " + "[" * n + "\n---\n\nb\n",
    "header keys": lambda n: "---\n" + numbered(lambda k: f"k{k}: 1\n", n) + "---\n\nb\n",
    "header without end": lambda n: "---\n" + numbered(lambda k: f"k{k}: 1\n", n),
    "headers": lambda n: repeat("---\na: b\n---\n\n", n),
    "headings of reference lists": lambda n: "# A\n\nb\n\n" + repeat("# References\n\n", n),
    "labels in a picture": lambda n: "![" + repeat("\\label{a} ", n),
    "labels open": lambda n: repeat("![\\label{", n),
    "figures with labels": lambda n: numbered(lambda k: f"![A\\label{{fig:a{k}}}](a.png)\n\n", n),
    "labels among code": lambda n: repeat("`a` \\label{b} ", n),
    "references of TeX": lambda n: "![A\\label{fig:a}](a.png)\n\n" + repeat("see \\ref{fig:a} ", n),
    "references of TeX to nothing": lambda n: numbered(lambda k: f"see \\ref{{b{k}}} {{#c{k}}} ", n),
    "fences of TeX": lambda n: numbered(lambda k: "`" * (400 - k % 400) + " ", n),
}

RECORDS = {
    "records with bad kinds": lambda n: numbered(lambda k: f"[k{k}]\nkind = \"x\"\n", n),
    "records with no TOML": lambda n: numbered(lambda k: f"[k{k}]\nkind = x\n", n),
    "records of nothing": lambda n: numbered(lambda k: f"[k{k}]\n", n),
}

DRAWINGS = {
    "elements nested": lambda n: "<style>a{}</style>" + "<g>" * (n // 7) + "</g>" * (n // 7),
    "texts nested": lambda n: "<text>a" * (n // 14) + "</text>" * (n // 14),
    "styles nested": lambda n: "<style>a{}" * (n // 18) + "</style>" * (n // 18),
    "elements that use others": lambda n: numbered(lambda k: f"<g id='a{k + 1}'><use href='#a{k}'/></g>", n),
    "clips in a row": lambda n: numbered(
        lambda k: f"<clipPath id='a{k}' clip-path='url(#a{k + 1})'><path d='M0 0'/></clipPath>", n)
    + "<path d='M0 0' clip-path='url(#a0)'/>",
    "style rules": lambda n: "<style>" + repeat("g g{x:y} ", n // 2) + "</style>" + repeat("<g/>", n // 2),
    "styles": lambda n: repeat("<style>g{}</style>", n),
}

# One long line with as many findings as there can be, in each format that is more than a line a finding.
FORMATS = ["human", "json", "github", "gitlab", "sarif", "rdjson", "junit", "checkstyle"]

BIBLIOGRAPHIES = {
    "BibTeX entries": ("bib", lambda n: numbered(lambda k: f"@misc{{a{k}, title = {{A}}}}\n", n)),
    "BibTeX braces open": ("bib", lambda n: "@misc{a, title = " + "{" * n),
    "BibTeX braces nested": ("bib", lambda n: "@misc{a, title = " + "{" * (n // 2) + "}" * (n // 2) + "}"),
    "BibTeX commands nested": ("bib", lambda n: "@misc{a, title = {" + "\\textbf{" * (n // 9) + "}" * (n // 9) + "}}"),
    "BibTeX abbreviations doubled": ("bib", doubling),
    "BibTeX at signs": ("bib", lambda n: repeat("@", n)),
    "BibTeX entries open": ("bib", lambda n: repeat("@misc{a, ", n)),
    "BibTeX joined": ("bib", lambda n: "@misc{a, title = " + repeat("\"x\" # ", n) + "\"x\"}"),
    "BibTeX dollars": ("bib", lambda n: "@misc{a, title = {" + repeat("$", n) + "}}"),
    "BibTeX one key": ("bib", lambda n: repeat("@misc{a, title = {A}}\n", n)),
    "BibTeX authors": ("bib", lambda n: "@misc{a, title = {A}, author = {" + repeat("B, C and ", n) + "D, E}}"),
    "BibTeX crossrefs in a chain": ("bib", lambda n: numbered(
        lambda k: f"@misc{{a{k}, title = {{A}}, crossref = {{a{k + 1}}}}}\n", n)),
    "JSON nested": ("json", lambda n: "[" * n),
    "JSON objects nested": ("json", lambda n: "{\"a\":" * (n // 5)),
    "JSON items": ("json", lambda n: "[" + ",".join(
        '{"id":"a%d","type":"book","title":"A"}' % k for k in range(n // 40)) + "]"),
    "JSON one id": ("json", lambda n: "[" + ",".join(['{"id":"a","type":"book","title":"A"}'] * (n // 40)) + "]"),
    "JSON ids that are not found": ("json", lambda n: "[" + ",".join(
        '{"id":%d,"type":"book","title":"A"}' % k for k in range(n // 40)) + "]"),
    "YAML flow nested": ("yml", lambda n: "a: " + "[" * n),
    "YAML maps nested": ("yml", lambda n: "a: " + "{a: " * (n // 4)),
    "YAML dashes": ("yml", lambda n: "a: \n" + "- " * (n // 2)),
    "YAML one long text": ("yml", lambda n: "a:\n  type: book\n  title: " + repeat("word ", n)),
    "YAML indented": ("yml", lambda n: numbered(lambda k: " " * k + "a:\n", n)),
    "YAML entries": ("yml", lambda n: numbered(lambda k: f"a{k}:\n  type: book\n  title: A\n", n)),
    "YAML one key": ("yml", lambda n: repeat("a:\n  type: book\n  title: A\n", n)),
    "YAML lines that are no entries": ("yml", lambda n: repeat("a\n", n)),
    "YAML bad entries": ("yml", lambda n: numbered(lambda k: f"a{k}: [\n", n)),
    "YAML aliases": ("yml", lambda n: "a: &a [x, x]\n" + numbered(
        lambda k: f"b{k}: &b{k} [*{'a' if k == 0 else f'b{k - 1}'}, *{'a' if k == 0 else f'b{k - 1}'}]\n",
        min(n, 40_000))),
}

MANIFESTS = {
    "TOML nested": lambda n: "x = " + "[" * n,
    "TOML tables nested": lambda n: "x = " + "{a=" * (n // 3),
    "TOML dotted": lambda n: "a" + repeat(".a", n) + " = 1",
    "TOML keys": lambda n: numbered(lambda k: f"k{k} = 1\n", n),
    "TOML one key": lambda n: repeat("title = \"A\"\n", n),
    "TOML tables": lambda n: numbered(lambda k: f"[t{k}]\n", n),
    "TOML sections": lambda n: "title = \"T\"\nsections = [" + numbered(lambda k: f"\"s{k}.md\", ", n) + "]\n",
    "TOML authors": lambda n: repeat("[[authors]]\nname = \"A\"\n", n),
}


def tree(kind, make, size):
    """The files of a report of this family."""
    if kind == "text" or kind in FORMATS:
        return {"report.toml": MANIFEST.format(bibliography="a.yml"), "a.yml": ENTRY, "a.md": make(size)}
    if kind == "single":
        return {"a.md": make(size)}
    if kind == "records":
        return {"report.toml": MANIFEST.format(bibliography="a.yml"), "a.yml": ENTRY, "sources.toml": make(size),
                "a.md": "# A\n\nThe crest is worn [@a].\n"}
    if kind == "kept":
        text, sentences = make(size)
        return {"report.toml": MANIFEST.format(bibliography="a.yml"), "a.yml": ENTRY, "a.txt": text,
                "sources.toml": "[a]\ntext = \"a.txt\"\n", "a.md": "# A\n\n" + sentences}
    if kind == "drawing":
        svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">' + make(size) + "</svg>"
        return {"report.toml": MANIFEST.format(bibliography="a.yml"), "a.yml": ENTRY, "a.svg": svg,
                "a.md": "# A\n\n![The crest [@a].](a.svg){alt=\"A crest\"}\n"}
    if kind == "manifest":
        return {"report.toml": make(size)}
    ending, make = make
    return {"report.toml": MANIFEST.format(bibliography=f"b.{ending}"), f"b.{ending}": make(size),
            "a.md": "# A\n\nThe crest is worn [@a].\n"}


def run(program, folder, files, form):
    """Seconds, megabytes and the exit code of one check."""
    for name, text in files.items():
        (folder / name).write_bytes(text.encode())
    what = folder if "report.toml" in files else folder / "a.md"
    start = time.perf_counter()
    child = subprocess.Popen([program, "check", str(what), "--format", form, "--timeout", str(PATIENCE)],
                             stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss / 1000, os.waitstatus_to_exitcode(status)


def families():
    for name, make in TEXTS.items():
        yield name, "text", make
    for name, make in BIBLIOGRAPHIES.items():
        yield name, "bibliography", make
    for name, make in MANIFESTS.items():
        yield name, "manifest", make
    for name, make in SINGLES.items():
        yield name, "single", make
    for name, make in KEPT.items():
        yield name, "kept", make
    for name, make in RECORDS.items():
        yield name, "records", make
    for name, make in DRAWINGS.items():
        yield name, "drawing", make
    for form in FORMATS:
        yield f"one long line in {form}", form, lambda n: repeat("It fell [@b] by 3. ", n)


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    small = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    wanted = sys.argv[3:]
    failed = []
    print(f"| family | {small:,} bytes | {4 * small:,} bytes | grows as | memory |")
    print("|---|---:|---:|---:|---:|")
    for name, kind, make in families():
        if wanted and not any(word in name for word in wanted):
            continue
        results = []
        for size in (small, 4 * small):
            with tempfile.TemporaryDirectory() as scratch:
                form = kind if kind in FORMATS else "short"
                results.append(run(program, pathlib.Path(scratch), tree(kind, make, size), form))
        (first, _, one), (second, memory, two) = results
        power = math.log(max(second, FLOOR) / max(first, FLOOR), 4)
        print(f"| {name} | {first:.2f} s | {second:.2f} s | n^{power:.1f} | {memory:.0f} MB |", flush=True)
        if power > STEEPEST:
            failed.append(f"{name}: grows as n^{power:.1f}")
        # Some of these are no report at all, and are told so with 2; a timeout takes its time.
        if {one, two} - {0, 1, 2} or max(first, second) >= PATIENCE:
            failed.append(f"{name}: exit codes {one} and {two} after {second:.0f} s")
    for line in failed:
        print(line, file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
