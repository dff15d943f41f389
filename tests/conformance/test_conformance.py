#!/usr/bin/env python3
"""Proves that the checks can fail: a good book has no findings, each broken one has exactly those it should have, and a
validator that does not run is never a pass. Needs no validator.

  python3 tests/conformance/test_conformance.py
"""

import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import gaps  # noqa: E402
import run  # noqa: E402
import tiny_book  # noqa: E402
from read_epub import Unreadable  # noqa: E402


class Gaps(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name) / "book.epub"

    def findings(self, files):
        tiny_book.write(files, self.path)
        return gaps.check(self.path)

    def test_good_book_has_no_findings(self):
        self.assertEqual(self.findings(tiny_book.good_book()), [])

    def test_every_broken_book_is_noticed(self):
        for name, (_, _, _, expected) in tiny_book.BROKEN.items():
            with self.subTest(name):
                found = self.findings(tiny_book.broken_book(name))
                self.assertEqual({finding.split(":")[0] for finding in found}, expected, found)

    def test_every_kind_of_finding_is_proved(self):
        # a check that no broken book sets off may be dead without anybody noticing
        source = Path(gaps.__file__).read_text(encoding="utf-8")
        known = {line.split('yield "')[1].split('"')[0] for line in source.splitlines() if 'yield "' in line}
        proved = set().union(*(expected for *_, expected in tiny_book.BROKEN.values())) | {"note-target"}
        self.assertEqual(known, proved)

    def test_every_kind_of_finding_is_explained(self):
        page = (Path(gaps.__file__).parent / "README.md").read_text(encoding="utf-8")
        for *_, expected in tiny_book.BROKEN.values():
            for name in expected:
                self.assertIn(f"`{name}`", page)

    def test_note_reference_to_nothing(self):
        files = tiny_book.good_book()
        files[tiny_book.S] = files[tiny_book.S].replace('href="#note-1"', 'href="#note-9"')
        self.assertIn("note-target", {finding.split(":")[0] for finding in self.findings(files)})

    def test_unreadable_book_is_an_error_and_not_a_pass(self):
        self.path.write_bytes(b"no book")
        with self.assertRaises(Unreadable):
            gaps.check(self.path)
        files = tiny_book.good_book()
        files[tiny_book.A] = files[tiny_book.A].replace("</section>", "")
        with self.assertRaises(Unreadable):
            self.findings(files)


class Run(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = Path(self.folder.name)

    def cells(self, validator, *files):
        links = run.stage(files, self.path / "links", ".epub")
        return [verdict.cell() for verdict in run.judge(validator, files, links, self.path / "work")]

    def book(self, files):
        path = self.path / "book.epub"
        tiny_book.write(files, path)
        return path

    def test_a_missing_file_is_not_run(self):
        cells = self.cells(run.own_gaps(()), self.book(tiny_book.good_book()), self.path / "nowhere.epub")
        self.assertEqual(cells[0], "pass")
        self.assertTrue(cells[1].startswith("NOT RUN"), cells)

    def test_a_validator_that_breaks_down_is_not_run(self):
        def breaks(files, scratch):
            raise KeyError("unexpected")

        self.assertTrue(self.cells(breaks, self.book(tiny_book.good_book()))[0].startswith("NOT RUN"))

    def test_a_validator_that_forgets_a_file_is_not_run(self):
        book = self.book(tiny_book.good_book())
        self.assertTrue(all(cell.startswith("NOT RUN") for cell in self.cells(lambda files, scratch: [run.Verdict()], book, book)))

    def test_a_finding_fails(self):
        self.assertEqual(self.cells(run.own_gaps(()), self.book(tiny_book.broken_book("fixed colour"))), ["FAIL 1"])

    def test_without_validators_the_exit_code_is_2(self):
        book = self.book(tiny_book.good_book())
        process = subprocess.run(
            [sys.executable, run.__file__, "--epub", book],
            env={**os.environ, "UNDERPIN_VALIDATORS": str(self.path / "none")},
            capture_output=True,
            text=True,
        )
        self.assertEqual(process.returncode, 2, process.stdout + process.stderr)
        self.assertIn("NOT RUN counts as failure", process.stdout)

    def test_no_files_is_no_pass(self):
        self.assertEqual(subprocess.run([sys.executable, run.__file__], capture_output=True).returncode, 2)

    def test_nu_sees_lines_where_they_were(self):
        page = b"<a epub:type='x'\n epub:prefix=\"y\" href='z'>epub:type=\"kept\"</a>"
        self.assertEqual(run.without_epub_attributes(page), b"<a \n  href='z'>epub:type=\"kept\"</a>")


if __name__ == "__main__":
    unittest.main()
