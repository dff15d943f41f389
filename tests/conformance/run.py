#!/usr/bin/env python3
"""Runs every validator on the given files and prints one table. Standard library only; the validators come from install.sh.

  run.py [--epub A.epub]... [--html A.html]... [--pdf A.pdf]... [--profiles ua1,3a] [--without NAME]... [--jobs 2]

Exit: 0 every validator ran and passed on every file
      1 every validator ran, and one or more found something
      2 a validator could not run on some file (whatever the others found): NOT RUN is never a pass
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import gaps
from read_epub import Book, Unreadable

HERE = Path(__file__).resolve().parent
VALIDATORS = Path(os.environ.get("UNDERPIN_VALIDATORS") or HERE.parent.parent / ".validators").resolve()
JAVA = VALIDATORS / "java"
ACE = VALIDATORS / "node/node_modules/@daisy/ace-cli/bin/ace.js"
FOLIATE = VALIDATORS / "node/node_modules/foliate-js/view.js"
PATIENCE = 300  # seconds for one file; a batch gets more
KINDS = ("epub", "html", "pdf")
SHOWN = 20  # messages printed per file and validator


class NotRun(Exception):
    """Why a validator gave no verdict."""


@dataclass
class Verdict:
    """What one validator said about one file. `not_run` set means that it said nothing."""

    messages: list = field(default_factory=list)
    not_run: str | None = None

    def cell(self):
        if self.not_run is not None:
            return f"NOT RUN {self.not_run.splitlines()[0][:32]}"
        return f"FAIL {len(self.messages)}" if self.messages else "pass"


def run(command, seconds, **options):
    """The finished process, or NotRun. Its exit code is left to the caller: every validator means something else by it."""
    try:
        return subprocess.run(
            [str(part) for part in command], capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=seconds, stdin=subprocess.DEVNULL, **options
        )
    except FileNotFoundError as error:
        raise NotRun(f"{error.filename} is missing: run install.sh") from error
    except subprocess.TimeoutExpired as error:
        raise NotRun(f"no answer within {seconds:.0f} s") from error


def need(*paths):
    for path in paths:
        if not Path(path).exists():
            raise NotRun(f"{Path(path).name} is missing: run install.sh")


def last_words(process):
    """The line that most likely says why: the last one that speaks of an error, else the last one."""
    text = re.sub(r"\x1b\[[\d;]*m", "", process.stdout + "\n" + process.stderr)  # Ace writes in colours
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.search(r"(?i)error|exception", line)]
    return (errors or lines or [f"exit code {process.returncode} and no word"])[-1]


# Every validator is a function (files, scratch folder) -> [Verdict], one per file in the same order. The files are links
# with plain names (0.epub, 1.epub): Java reads file names in the system's encoding, which may not have the letters.


def epubcheck(files, scratch):
    """EPUBCheck with usage notes, all books in one JVM. Whatever it says is a finding, usage notes too."""
    jar = JAVA / "epubcheck/epubcheck.jar"
    need(jar, JAVA / "EpubCheckMany.class")
    process = run(["java", "-XX:TieredStopAtLevel=1", "-cp", f"{jar}:{JAVA}", "EpubCheckMany", scratch, *files], PATIENCE + 30 * len(files))
    verdicts = []
    for number in range(len(files)):
        try:
            report = json.loads((scratch / f"{number}.json").read_text(encoding="utf-8"))
            messages = report["messages"]
            # proof that it looked: it reports no message at all about a file that is not there, and no item either
            looked = bool(report["items"]) or bool(messages)
        except (OSError, ValueError, KeyError):
            looked = False
        if not looked:
            verdicts.append(Verdict(not_run=f"no report: {last_words(process)}"))
            continue
        lines = []
        for message in messages:
            if message["severity"] == "SUPPRESSED":
                continue
            where = message["locations"][0] if message["locations"] else {}
            more = len(message["locations"]) + message.get("additionalLocations", 0) - 1
            place = f"{where.get('path', '')}:{where.get('line', 0)}" + (f" and {more} more" if more > 0 else "")
            lines.append(f"{message['severity']} {message['ID']} {place} {message['message']}")
        verdicts.append(Verdict(lines))
    return verdicts


def with_browser():
    """The environment in which the scripts for Node find the browser."""
    browser = os.environ.get("PUPPETEER_EXECUTABLE_PATH") or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if browser is None:
        raise NotRun("chromium is missing: run install.sh")
    return {**os.environ, "PUPPETEER_EXECUTABLE_PATH": browser, "UNDERPIN_VALIDATORS": str(VALIDATORS)}


def ace(files, scratch):
    """Ace, one book after another: each starts a browser. Its exit code says nothing, only its report does."""
    need(ACE)
    verdicts, environment = [], with_browser()
    for number, file in enumerate(files):
        out = scratch / str(number)
        try:
            process = run(["node", ACE, "--force", "--outdir", out, file], PATIENCE, env=environment)
            report = json.loads((out / "report.json").read_text(encoding="utf-8"))
            verdicts.append(Verdict(ace_messages(report)))
        except NotRun as reason:
            verdicts.append(Verdict(not_run=str(reason)))
        except (OSError, ValueError, KeyError):
            verdicts.append(Verdict(not_run=f"no report: {last_words(process)}"))
    return verdicts


def ace_messages(report):
    lines = []
    for document in report["assertions"]:
        for assertion in document["assertions"]:
            test, result = assertion["earl:test"], assertion["earl:result"]
            where = result.get("earl:pointer", {}).get("cfi", [""])[0] if isinstance(result.get("earl:pointer"), dict) else ""
            words = " ".join(re.sub(r"<[^>]*>", " ", result.get("dct:description", "")).split())[:200]
            lines.append(f"{test.get('earl:impact', '?')} {test['dct:title']} {document['earl:testSubject']['url']} {where} {words}")
    if not lines and report["earl:result"]["earl:outcome"] != "pass":
        lines.append(f"outcome {report['earl:result']['earl:outcome']} without a violation in the report")
    return lines


def axe(files, scratch):
    """axe on every page, and what else a page in a browser must do, in one browser."""
    modules = VALIDATORS / "node/node_modules"
    need(modules / "@daisy/axe-core-for-ace/axe.min.js", modules / "puppeteer-core")
    process = run(["node", HERE / "axe.js", modules, with_browser()["PUPPETEER_EXECUTABLE_PATH"], *files], PATIENCE + 60 * len(files))
    said = {}
    for line in process.stdout.splitlines():
        answer = json.loads(line)
        said[answer["file"]] = Verdict(answer["messages"])
    return [said.get(str(file), Verdict(not_run=f"no report: {last_words(process)}")) for file in files]
def reader(files, scratch):
    """A reading engine, all books in one browser: contents, notes, citations, pages and the register lead where they should."""
    need(FOLIATE)
    process = run(["node", HERE / "reader.mjs", scratch, *files], PATIENCE + 60 * len(files), env=with_browser())
    verdicts = []
    for number in range(len(files)):
        try:
            report = json.loads((scratch / f"{number}.json").read_text(encoding="utf-8"))
            looked = report["counts"]["contents"]
        except (OSError, ValueError, KeyError):
            looked = 0
        verdicts.append(Verdict(report["findings"]) if looked else Verdict(not_run=f"not read: {last_words(process)}"))
    return verdicts


def nu(files, scratch):
    """The Nu HTML checker on every XHTML document of every book, in one JVM."""
    staged, verdicts = {}, []
    for number, file in enumerate(files):
        verdicts.append(Verdict())
        try:
            book = Book(file)
        except Unreadable as error:
            verdicts[number].not_run = str(error)
            continue
        if not book.documents:
            verdicts[number].not_run = "the book has no XHTML documents"
        for position, path in enumerate(book.documents):
            page = scratch / f"{number}-{position}.xhtml"
            page.write_bytes(without_epub_attributes(book.files[path]))
            staged[page.name] = (number, path)
    if staged:
        nu_on(staged, verdicts, scratch, "--xml")
    return verdicts


def nu_page(files, scratch):
    """The Nu HTML checker on pages, in one JVM."""
    staged, verdicts = {}, []
    for number, file in enumerate(files):
        verdicts.append(Verdict())
        page = scratch / f"{number}.html"
        page.write_bytes(Path(file).read_bytes())
        staged[page.name] = (number, "page")
    nu_on(staged, verdicts, scratch, "--html")
    return verdicts


def nu_on(staged, verdicts, scratch, syntax):
    """Adds to the verdicts what Nu says of the staged pages, each known by its name."""
    jar = JAVA / "vnu.jar"
    need(jar)
    pages = [scratch / name for name in sorted(staged)]
    # -Xss: with the default stack its schema overflows as soon as Java runs without its optimising compiler
    command = ["java", "-XX:TieredStopAtLevel=1", "-Xss16m", "-jar", jar, syntax, "--format", "json", "--stdout", "--verbose", *pages]
    process = run(command, PATIENCE + 10 * len(verdicts))
    try:
        messages = json.loads(process.stdout)["messages"]
    except (ValueError, KeyError) as error:
        raise NotRun(f"no report: {last_words(process)}") from error
    # --verbose makes it name the pages it looked at: silence about a page is only good if it was one of them
    named = {line.rpartition("/")[2] for line in process.stderr.splitlines()}
    for page in staged.keys() - named:
        verdicts[staged[page][0]].not_run = f"{staged[page][1]} was not looked at"
    for message in messages:
        page = message.get("url", "").rpartition("/")[2]
        if page not in staged:
            raise NotRun(f"about no page: {message.get('message')}")
        number, path = staged[page]
        kind = message.get("subType") or message["type"]
        if message["type"] == "non-document-error":
            verdicts[number].not_run = message["message"]
        else:
            verdicts[number].messages.append(f"{kind} {path}:{message.get('lastLine', 0)} {message['message']}")


def without_epub_attributes(page):
    """Nu does not know epub:type and its namespace; EPUBCheck checks both. Lines stay where they are."""
    attribute = rb"(\s)(?:epub:[\w-]+|xmlns:(?:epub|ops))\s*=\s*(?:\"[^\"]*\"|'[^']*')"
    return re.sub(rb"<[A-Za-z][^>]*>", lambda tag: re.sub(attribute, rb"\1", tag[0]), page)


def own_gaps(without):
    def check(files, scratch):
        verdicts = []
        for file in files:
            try:
                found = gaps.check(file)
            except Unreadable as error:
                verdicts.append(Verdict(not_run=str(error)))
                continue
            verdicts.append(Verdict([message for message in found if message.split(":")[0] not in without]))
        return verdicts

    return check


def verapdf(profile):
    def check(files, scratch):
        """veraPDF for one profile, all files in one JVM."""
        need(JAVA / "verapdf.jar", JAVA / "VeraCheck.class")
        process = run(["java", "-XX:TieredStopAtLevel=1", "-cp", f"{JAVA / 'verapdf.jar'}:{JAVA}", "VeraCheck", profile, *files], PATIENCE + 30 * len(files))
        said = {str(file): Verdict(not_run=f"no result: {last_words(process)}") for file in files}
        for line in process.stdout.splitlines():
            if not line.startswith(("RESULT\t", "RULE\t", "BROKEN\t")):
                continue
            what, _, file, *rest = line.split("\t")
            verdict = said[file]
            if what == "BROKEN":
                verdict.not_run = rest[0]
            elif what == "RESULT":
                verdict.not_run = None
                # a profile without rules, or a file without a single check, passes everything
                if int(rest[1]) == 0 or int(rest[2]) == 0:
                    verdict.not_run = "it checked nothing"
                elif rest[0] == "FAIL":
                    verdict.messages.append("")  # replaced below: a failure must count even if no rule line follows
            elif what == "RULE":
                verdict.messages = [m for m in verdict.messages if m] + [f"{rest[0]} x{rest[1]} {rest[2]}"]
        for verdict in said.values():
            verdict.messages = [m or "does not comply" for m in verdict.messages]
        return [said[str(file)] for file in files]

    return check


def qpdf(files, scratch):
    verdicts = []
    for file in files:
        try:
            process = run(["qpdf", "--check", file], PATIENCE)
        except NotRun as reason:
            verdicts.append(Verdict(not_run=str(reason)))
            continue
        # 0 clean, 2 damaged, 3 warnings
        lines = [line for line in process.stderr.splitlines() if line.strip()] or [last_words(process)]
        verdicts.append(Verdict([] if process.returncode == 0 else lines))
    return verdicts


def stage(files, folder, suffix):
    """Plainly named links to the files."""
    folder.mkdir()
    links = []
    for number, file in enumerate(files):
        link = folder / f"{number}{suffix}"
        link.symlink_to(Path(file).resolve())
        links.append(link)
    return links


def judge(validator, files, links, scratch):
    """The validator's verdicts, one per file. If it breaks down, every file counts as not run."""
    scratch.mkdir()
    # EPUBCheck has nothing to say about a file that does not exist, so nobody is asked
    there = [number for number, file in enumerate(files) if Path(file).is_file() and Path(file).stat().st_size > 0]
    verdicts = [Verdict(not_run="no such file, or an empty one") for _ in files]
    if not there:
        return verdicts
    asked = [links[number] for number in there]
    try:
        answers = validator(asked, scratch)
        if len(answers) != len(asked):
            raise NotRun(f"{len(answers)} verdicts about {len(asked)} files")
    except NotRun as reason:
        answers = [Verdict(not_run=str(reason)) for _ in asked]
    except Exception as error:  # a fault of this script must not look like a pass, nor hide the other validators
        answers = [Verdict(not_run=f"{type(error).__name__}: {error}") for _ in asked]
    for number, verdict in zip(there, answers):
        plain, known = str(links[number]), Path(files[number]).name
        verdict.messages = [message.replace(plain, known) for message in verdict.messages]
        verdict.not_run = verdict.not_run and verdict.not_run.replace(plain, known).removeprefix(f"{known}: ")
        verdicts[number] = verdict
    return verdicts


def table(rows):
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip() for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--epub", action="append", default=[], metavar="FILE")
    parser.add_argument("--html", action="append", default=[], metavar="FILE")
    parser.add_argument("--pdf", action="append", default=[], metavar="FILE")
    parser.add_argument("--profiles", default="ua1,3a", help="veraPDF profiles (default: %(default)s)")
    parser.add_argument("--without", action="append", default=[], metavar="NAME", help="a finding of gaps.py that does not count")
    parser.add_argument("--jobs", type=int, default=2, help="validators at work at the same time (default: %(default)s)")
    options = parser.parse_args()
    if not options.epub and not options.html and not options.pdf:
        parser.error("no files: nothing checked is not a pass")
    profiles = [p for p in options.profiles.split(",") if p]
    if options.pdf and not profiles:
        parser.error("no profiles: nothing checked is not a pass")

    started = time.monotonic()
    # the slow ones first, so that the last to finish is a short one
    columns = [("ace", ace, "epub"), ("reader", reader, "epub"), ("epubcheck", epubcheck, "epub"), ("nu", nu, "epub"), ("gaps", own_gaps(options.without), "epub")]
    columns += [("axe", axe, "html"), ("nu html", nu_page, "html")]
    columns += [(f"verapdf {p}", verapdf(p), "pdf") for p in profiles] + [("qpdf", qpdf, "pdf")]
    columns = [column for column in columns if getattr(options, column[2])]
    with tempfile.TemporaryDirectory(prefix="underpin-conformance-") as name:
        scratch = Path(name)
        staged = {kind: stage(getattr(options, kind), scratch / kind, f".{kind}") for kind in KINDS}
        with ThreadPoolExecutor(max(1, options.jobs)) as pool:
            waiting = [
                pool.submit(judge, validator, getattr(options, kind), staged[kind], scratch / f"work-{number}")
                for number, (_, validator, kind) in enumerate(columns)
            ]
            results = [future.result() for future in waiting]

    rows, details, not_run, failed = [["file", *(title for title, _, _ in columns)]], [], 0, 0
    for kind in KINDS:
        for number, file in enumerate(getattr(options, kind)):
            row = [file]
            for (title, _, column_kind), verdicts in zip(columns, results):
                if column_kind != kind:
                    row.append("-")
                    continue
                verdict = verdicts[number]
                row.append(verdict.cell())
                if verdict.not_run is not None:
                    not_run += 1
                    details.append(f"\n{title} could not run on {file}:\n  {verdict.not_run}")
                elif verdict.messages:
                    failed += 1
                    shown = "".join(f"\n  {message}" for message in verdict.messages[:SHOWN])
                    rest = len(verdict.messages) - SHOWN
                    details.append(f"\n{title} on {file}:{shown}" + (f"\n  and {rest} more" if rest > 0 else ""))
            rows.append(row)
    print(table(rows))
    print("\n".join(details))
    seconds = f"{time.monotonic() - started:.0f} s"
    if not_run:
        print(f"{not_run} checks NOT RUN, {failed} failed. NOT RUN counts as failure. ({seconds})")
        return 2
    print(f"{failed} checks failed ({seconds})" if failed else f"every validator ran and passed ({seconds})")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
