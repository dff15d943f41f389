#!/usr/bin/env python3
"""Builds reports under differing circumstances and compares every byte of every output.

determinism.py PROGRAM [--each]. The circumstances: another folder, another user, other languages, time zones, days,
clocks and numbers of threads, no network, and files that the file system lists in another order. A few builds differ in
all of them at once; where one is not the same, or with --each, every circumstance is tried by itself, to name it.
Exit 0 only if nothing differs.
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
REPORTS = [ROOT / "report", ROOT / "tests" / "conformance" / "every-construct"]
FORMATS = ["pdf", "epub", "html", "register", "bibliography"]
EDITIONS = ["screen", "print"]


# Some file systems, such as that in memory, list files in the order in which they were made.
SCRATCH = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


def files_of(source):
    """The files of a report, by their paths in it. One has templates and fonts of its own, which are found by listing
    folders: copies of those that are shipped."""
    folders = {"": source}
    if source.name == "every-construct":
        folders |= {"fonts": ROOT / "templates" / "fonts"}
        folders |= {f"templates/{name}": ROOT / "templates" / name for name in ["pdf", "epub", "html"]}
    return sorted((pathlib.Path(place) / path.relative_to(folder), path)
                  for place, folder in folders.items() for path in folder.rglob("*") if path.is_file())


def copy(source, target, backwards=False):
    """Copies a report file by file, from the first to the last or the other way round."""
    files = files_of(source)
    for place, path in reversed(files) if backwards else files:
        (target / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / place)


def is_listed_otherwise(one, other):
    """Whether the file system lists some folder of two copies in different orders."""
    folders = [path.relative_to(one) for path in one.rglob("*") if path.is_dir()]
    return any(os.listdir(one / folder) != os.listdir(other / folder) for folder in folders)


class Circumstances:
    """What can differ from one build to another: where the report lies, the environment, and what runs before."""

    def __init__(self, report, cwd=None, environment=None, before=()):
        self.report, self.cwd, self.environment, self.before = report, cwd, environment or {}, list(before)

    def with_others(self, others):
        """These and others at once."""
        environment, before, report, cwd = dict(self.environment), list(self.before), self.report, self.cwd
        for other in others:
            environment |= other.environment
            before += other.before
            if other.report is not None:
                report, cwd = other.report, other.cwd
        return Circumstances(report, cwd, environment, before)

    def build(self, program, out):
        """The hash of every file that is made."""
        arguments = [*self.before, program, "build", str(self.report), "-o", str(out)]
        for name in FORMATS:
            arguments += ["--format", name]
        for name in EDITIONS:
            arguments += ["--edition", name]
        variables = {"PATH": os.environ["PATH"], **self.environment}
        done = subprocess.run(arguments, env=variables, cwd=self.cwd, capture_output=True, text=True)
        if done.returncode != 0:
            sys.exit(f"{self.report}: could not be built\n{done.stderr}")
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def kinds(scratch, source):
    """The circumstances by kind: in each kind some of which only one can be."""
    far = scratch / "a b" / "물방앗간" / "deep" / "er"
    copy(source, far)

    def variables(**values):
        return Circumstances(None, environment=values)

    yield [("another folder", Circumstances(far)),
           ("a relative path", Circumstances(pathlib.Path("er"), cwd=far.parent)),
           ("files listed in another order", Circumstances(scratch / "backwards"))]
    yield [("another user", variables(HOME="/nowhere", USER="nobody", LOGNAME="nobody"))]
    yield [(f"the language {tag}", variables(LANG=tag, LC_ALL=tag))
           for tag in ["C", "tr_TR.UTF-8", "ko_KR.UTF-8", "de_DE.ISO-8859-1"]]
    yield [("another time zone", variables(TZ="Asia/Kathmandu"))]
    yield [(f"a day by SOURCE_DATE_EPOCH={day}", variables(SOURCE_DATE_EPOCH=day)) for day in ["0", "2200000000"]]
    yield [(f"{threads} threads", variables(RAYON_NUM_THREADS=threads)) for threads in ["1", "2", "7"]]
    yield [("no colours, a narrow terminal", variables(NO_COLOR="1", COLUMNS="20", TERM="dumb"))]
    if shutil.which("faketime"):
        yield [("another clock", Circumstances(None, before=["faketime", "2031-02-03 04:05:06"]))]
    if can_be_offline():
        yield [("no network", Circumstances(None, before=["unshare", "-rn"]))]


def can_be_offline():
    return subprocess.run(["unshare", "-rn", "true"], capture_output=True).returncode == 0


def differing(wanted, found):
    return sorted(file for file in wanted.keys() | found.keys() if wanted.get(file) != found.get(file))


def compare(program, source, scratch, each):
    """Whether a report is the same under all circumstances."""
    here = Circumstances(scratch / "here")
    copy(source, here.report)
    copy(source, scratch / "backwards", backwards=True)
    if not is_listed_otherwise(here.report, scratch / "backwards"):
        print("NOT COMPARED: files listed in another order (this file system sorts them itself)")
    wanted = here.build(program, scratch / "wanted")
    all_kinds = list(kinds(scratch, source))
    # As many builds as the largest kind has circumstances; each takes one of every kind.
    rounds = max(len(kind) for kind in all_kinds)
    at_once = [[kind[number % len(kind)] for kind in all_kinds] for number in range(rounds)]
    is_same = True
    for number, chosen in enumerate(at_once):
        names = [name for name, _ in chosen]
        found = here.with_others([one for _, one in chosen]).build(program, scratch / f"at-once-{number}")
        files = differing(wanted, found)
        is_same &= not files
        print(f"{source.name}: {'; '.join(names)}: {', '.join(files) + ' DIFFER' if files else 'same bytes'}", flush=True)
    if each or not is_same:
        for number, (name, one) in enumerate(pair for kind in all_kinds for pair in kind):
            files = differing(wanted, here.with_others([one]).build(program, scratch / f"each-{number}"))
            is_same &= not files
            print(f"{source.name}: {name}: {', '.join(files) + ' DIFFER' if files else 'same bytes'}", flush=True)
    print(f"{source.name}: {len(wanted)} files: {', '.join(wanted)}")
    return is_same


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    each = "--each" in sys.argv[2:]
    if not shutil.which("faketime"):
        print("NOT COMPARED: another clock (`faketime` is not installed)")
    if not can_be_offline():
        print("NOT COMPARED: no network (`unshare -rn` cannot be used here)")
    is_same = True
    for report in REPORTS:
        with tempfile.TemporaryDirectory(dir=SCRATCH) as folder:
            is_same &= compare(program, report, pathlib.Path(folder), each)
    sys.exit(0 if is_same else 1)


if __name__ == "__main__":
    main()
