#!/usr/bin/env python3
"""Kills builds, fills the disk, and lets builds run into each other.

faults.py PROGRAM [KILLS]. Two reports that differ are built in turn into one folder. Whatever happens, the folder
holds all files of one of them, and after the next run nothing else. Exit 0 only if that is so.
"""

import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
BASE = ROOT / "tests" / "cases" / "_base"
# Quick to make, and several files.
FORMATS = ["--format", "epub", "--format", "bibliography"]


class Builds:
    """Two reports, what is made of them, and a folder for both."""

    def __init__(self, program, scratch):
        self.program = program
        self.scratch = scratch
        self.out = scratch / "out"
        self.books = {}
        for title in ["One", "Another"]:
            report = scratch / title
            shutil.copytree(BASE, report)
            manifest = (report / "report.toml").read_text()
            (report / "report.toml").write_text(manifest.replace("The weir at Nowhere Mill", title))
            # The bibliography differs too, so that every file tells which build it is of.
            entries = (report / "references.yml").read_text()
            (report / "references.yml").write_text(entries.replace("title: ", f"title: {title} ", 1))
            start = time.perf_counter()
            self.start(title, scratch / f"good-{title}").wait()
            self.seconds = time.perf_counter() - start
            self.books[title] = contents(scratch / f"good-{title}")
        one, another = self.books.values()
        assert len(one) == 3 and all(one[name] != another[name] for name in one), "the books must differ"
        refused = scratch / "refused"
        shutil.copytree(BASE, refused)
        (refused / "sections" / "text.md").write_text("# A\n\nIt fell [@nobody].\n")

    def start(self, title, out=None):
        return subprocess.Popen([self.program, "build", self.scratch / title, "-o", out or self.out, *FORMATS],
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def stands(self, what):
        """Whether the folder holds one build, after a run that writes nothing itself."""
        assert self.start("refused").wait() == 1
        found = contents(self.out)
        for title, book in self.books.items():
            if found == book:
                return title
        sys.exit(f"{what}: the folder holds {sorted(found)}, and not the files of one build")


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def kill(builds, kills):
    """Kills builds at any moment, and others while they write."""
    rng = random.Random(1)
    killed = {"One": 0, "Another": 0}
    for number in range(kills):
        title = ["One", "Another"][number % 2]
        child = builds.start(title)
        if number % 4 < 2:
            time.sleep(rng.uniform(0, builds.seconds))
        else:
            deadline = time.perf_counter() + 60
            while child.poll() is None and time.perf_counter() < deadline:
                if any(path.name.startswith(".underpin-") for path in builds.out.iterdir()):
                    time.sleep(rng.uniform(0, 0.01))
                    break
        child.kill()
        child.wait()
        killed[builds.stands(f"kill {number} of {title}")] += 1
    print(f"killed {kills} builds: all files of one build stood each time {killed}")


def together(builds):
    """Starts builds of both reports into one folder at once."""
    for number in range(5):
        children = [builds.start(title) for title in ["One", "Another"] * 3]
        for child in children:
            if child.wait() != 0:
                sys.exit(f"builds at once: {child.stderr.read().decode()}")
        builds.stands(f"builds at once {number}")
    print("builds at once: all files of one build stood each time")


def strangers(builds, options, name, expected):
    """Builds into a file system of its own, made with these options."""
    place = builds.scratch / "place"
    place.mkdir(exist_ok=True)
    script = (f"mount -t tmpfs -o {options} none '{place}' || exit 77\n"
              f"'{builds.program}' build '{builds.scratch}/One' -o '{place}' {' '.join(FORMATS)} 2>&1\n"
              f"echo \"code $?\"\nls -A '{place}'")
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True)
    if done.returncode == 77 or "unshare failed" in done.stderr or "Operation not permitted" in done.stderr:
        print(f"not tested: {name} (no file system can be mounted here)")
        return
    lines = done.stdout.splitlines()
    if "code 2" not in lines or not any(expected in line and "nothing was written" in line for line in lines):
        sys.exit(f"{name}: {done.stdout}{done.stderr}")
    left = lines[lines.index("code 2") + 1:]
    if left:
        sys.exit(f"{name}: left behind {left}")
    print(f"{name}: said, and nothing is left behind")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    with tempfile.TemporaryDirectory() as folder:
        builds = Builds(program, pathlib.Path(folder))
        builds.start("One").wait()
        kill(builds, kills)
        together(builds)
        strangers(builds, "size=16k", "a full disk", "No space left")
        strangers(builds, "ro", "a disk that can only be read", "Read-only")


if __name__ == "__main__":
    main()
