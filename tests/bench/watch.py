#!/usr/bin/env python3
"""Times `underpin watch`: how long after a one-word edit its findings and its pages are there, and the memory.

watch.py PROGRAM [EDITS] [CLAIMS]. Writes a made-up report (some 500 pages by default), lets it be watched, and saves it
again and again with one word changed, now here and now there. Prints a Markdown table: median, 95th percentile and worst
of both times, counted from the save to the news in the browser's stream; then the memory of the process over time.
Nothing is asserted: what a machine can do is its own affair.
"""

import http.client
import json
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
VERBS = ["reported", "counted", "recorded", "described", "published", "found", "measured", "noted"]


def start(program, folder):
    child = subprocess.Popen([program, "watch", str(folder), "--profile", "draft"], stderr=subprocess.PIPE, text=True)
    port = int(re.search(r"127\.0\.0\.1:(\d+)", child.stderr.readline()).group(1))
    # Whoever does not read what is said makes the other wait.
    subprocess.Popen(["cat"], stdin=child.stderr, stdout=subprocess.DEVNULL)
    return child, port


def news(port):
    """The news of the stream, each with the time at which it came."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/news")
    for line in connection.getresponse():
        if line.startswith(b"data: "):
            yield time.perf_counter(), json.loads(line[6:])


def get(port, path):
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", path)
    return connection.getresponse().read()


def edit(rng, files):
    """Changes one word of one file, and says when it was saved."""
    path = rng.choice(files)
    text = path.read_text()
    at = rng.choice(list(re.finditer(rf"\b({'|'.join(VERBS)})\b", text)))
    word = rng.choice([verb for verb in VERBS if verb != at.group()])
    path.write_text(text[:at.start()] + word + text[at.end():])
    return time.perf_counter()


def megabytes(child):
    status = pathlib.Path(f"/proc/{child.pid}/status").read_text()
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) / 1000


def row(name, times):
    ordered = sorted(times)
    at = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(f"| {name} | {statistics.median(times) * 1000:.0f} ms | {at * 1000:.0f} ms | {ordered[-1] * 1000:.0f} ms |")


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    edits = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    claims = int(sys.argv[3]) if len(sys.argv) > 3 else 4700
    rng = random.Random(20261129)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch) / "report"
        subprocess.run([sys.executable, HERE / "generate.py", folder, "--claims", str(claims),
                        "--references", str(claims // 3)], check=True)
        files = sorted((folder / "sections").iterdir())
        begin = time.perf_counter()
        child, port = start(program, folder)
        try:
            stream = news(port)
            first = next(at for at, said in stream if said["pages"] > 0)
            pages = len(json.loads(get(port, "/pages.json"))["pages"])
            print(f"{pages} pages, {claims} claims; the first pages after {first - begin:.1f} s; {edits} edits\n")
            findings, laid, memory = [], [], [megabytes(child)]
            for number in range(1, edits + 1):
                version = json.loads(get(port, "/state.json"))["version"]
                saved = edit(rng, files)
                checked = None
                for at, said in stream:
                    if checked is None and said["check"] > version:
                        checked = at
                    if said["pages"] > version:
                        break
                findings.append(checked - saved)
                laid.append(at - saved)
                if number % max(1, edits // 10) == 0:
                    memory.append(megabytes(child))
                    print(f"{number} edits", file=sys.stderr, flush=True)
        finally:
            child.terminate()
            child.wait()
    print("| from the save to | median | 95th percentile | worst |")
    print("|---|---:|---:|---:|")
    row("the findings", findings)
    row("the pages", laid)
    print("\nMemory, from the first pages to the last edit: " + ", ".join(f"{size:.0f}" for size in memory) + " MB")


if __name__ == "__main__":
    main()
