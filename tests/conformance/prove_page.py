#!/usr/bin/env python3
"""Breaks a good page in many ways, and axe.js has to notice each. Standard library only; the validators come from install.sh.

  prove_page.py PAGE.html

Exit: 0 the good page has no findings and every broken one has the expected finding, 1 otherwise, 2 could not run
"""

import re
import sys
import tempfile
from pathlib import Path

import run


def once(old, new):
    def change(page):
        assert old in page, f"nothing to break: {old}"
        return page.replace(old, new, 1)

    return change


def without_script(page):
    return re.sub(r"<script.*?</script>", "", page, flags=re.S)


# How the page is broken, and what the finding must say.
BREAKS = [
    ("no language", lambda page: re.sub(r'<html lang="[^"]*"', "<html", page), "html-has-lang"),
    ("no title", lambda page: re.sub(r"<title>.*?</title>", "<title></title>", page, flags=re.S), "document-title"),
    ("picture without alt", once("</h1>", '</h1><img src="data:image/png;base64,iVBORw0KGgo=">'), "image-alt"),
    ("pale words", once("</main>", '<p style="color: #ccc; background: #fff">pale</p></main>'), "color-contrast"),
    ("words outside every landmark", once("<main", "<p>lost</p><main"), "region"),
    ("skipped heading", once("</main>", "<h6>deep</h6></main>"), "heading-order"),
    ("picture from the network", once("</h1>", '</h1><img alt="" src="http://127.0.0.1:9/x.png">'), "loads http://127.0.0.1:9/x.png"),
    ("script of somebody else", once("</main>", "<script>console.log(1)</script></main>"), "console: "),
    ("wide word", once("</main>", '<p style="inline-size: 50rem">wide</p></main>'), "reflow"),
    ("dead link", once("</main>", '<a href="#nowhere">nowhere</a></main>'), "link to nothing: #nowhere"),
    ("relative link", once("</main>", '<a href="other.html">other</a></main>'), "link to nothing: other.html"),
    ("id twice", once("</main>", '<p id="_text">again</p></main>'), "ids: 1 stand twice"),
    ("no script", without_script, "sources do not open under the pointer"),
    ("changed script, which the policy refuses", once("closes = 300", "closes = 301"), "sources do not open under the pointer"),
    ("sources that no key closes", lambda page: page.replace('popover="auto"', 'popover="manual"'), "sources stay open after Escape"),
]


def main():
    good = Path(sys.argv[1]).read_text(encoding="utf-8")
    failures = 0
    with tempfile.TemporaryDirectory(prefix="underpin-prove-page-") as name:
        scratch = Path(name)
        files = [scratch / "good.html"]
        files[0].write_text(good, encoding="utf-8")
        for number, (_, change, _) in enumerate(BREAKS):
            files.append(scratch / f"{number}.html")
            files[-1].write_text(change(good), encoding="utf-8")
        try:
            verdicts = run.axe(files, scratch)
        except run.NotRun as reason:
            print(f"could not run: {reason}")
            return 2
    for what, verdict, wanted in zip(["the good page", *(what for what, *_ in BREAKS)], verdicts, [None, *(wanted for *_, wanted in BREAKS)]):
        if verdict.not_run:
            print(f"{what}: could not run: {verdict.not_run}")
            return 2
        noticed = any(wanted in message for message in verdict.messages) if wanted else not verdict.messages
        if not noticed:
            failures += 1
            print(f"{what}: expected {wanted or 'nothing'}, found {verdict.messages}")
    print(f"{len(BREAKS) - failures} of {len(BREAKS)} broken pages noticed" if failures else f"all {len(BREAKS)} broken pages noticed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
