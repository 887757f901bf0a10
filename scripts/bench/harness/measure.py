"""Measures commands: CPU time of whole processes, in turns."""

import os
import statistics
import subprocess
import sys

from .results import Result


def cpu_seconds(command, stderr=None, folder=None):
    """User and system time of a run, which must succeed."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=stderr, cwd=folder)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{command} failed with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def progress(text):
    """Overwrites the terminal's line, if there is a terminal."""
    if sys.stderr.isatty():
        print(f"\r{text:60}\r", end="", file=sys.stderr, flush=True)


def results(pairs, runs):
    """[Result] of [(pair, {engine: command})]; engines and programs take turns, so that a slow minute hits all of them."""
    samples = [{engine: [] for engine in commands} for _, commands in pairs]
    for turn in range(runs):
        for (pair, commands), taken in zip(pairs, samples):
            progress(f"run {turn + 1} of {runs}: {pair.name}")
            for engine, command in commands.items():
                taken[engine].append(cpu_seconds(command, folder=pair.folder))
    progress("")
    medians = [{engine: statistics.median(s) for engine, s in taken.items()} for taken in samples]
    return [Result(pair.name, pair.kind, seconds) for (pair, _), seconds in zip(pairs, medians)]
