"""What the benches share: running a command, and medians of paired runs."""

import os
import statistics
import subprocess
import sys
import time


def run(command, **options):
    """Wall seconds, seconds of all cores, and peak memory in megabytes of the largest process."""
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    said = child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))}: failed\n{said.decode(errors='replace')[-2000:]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000


def paired(commands, runs):
    """Each command once to warm up, then all of them in turn, `runs` times: lists of what `run` gives."""
    for command in commands:
        run(command)
    rounds = [[run(command) for command in commands] for _ in range(runs)]
    return list(zip(*rounds))


def medians(results):
    """The median wall, CPU and memory of one command."""
    return tuple(statistics.median(column) for column in zip(*results))


def shown(results):
    """The medians as cells of a table."""
    wall, cpu, memory = medians(results)
    return f"{seconds(wall)} | {seconds(cpu)} | {memory:.0f} MB"


def seconds(value):
    """Milliseconds below a second."""
    return f"{value * 1000:.0f} ms" if value < 1 else f"{value:.2f} s"


def ratio(one, other):
    """The median of the ratios of wall time, pair by pair."""
    return statistics.median(a[0] / b[0] for a, b in zip(one, other))
