"""What was measured, and what follows: ratios, geometric means, and which programs miss what they are to reach."""

import dataclasses
import json
import os
import pathlib
import platform
import re
import statistics
import subprocess

from . import build
from .programs import CLASSES

# Ratios to native that each class is to reach first.
TARGETS = {"integer": 1.08, "calls": 1.08, "crypto": 1.00, "numeric": 1.32, "simd": 1.50}
TARGET_OF_ALL = 1.10
# No program may be slower than this, and none slower than the best peer of this program times that.
LIMIT = 1.5
PEER_LIMIT = 1.05
# How far ahead of every peer the geometric mean is to be.
PEER_LEAD = 1.25


@dataclasses.dataclass
class Result:
    """Medians of a program, in seconds of CPU time: of the native program and of each engine that runs it."""

    name: str
    kind: str
    seconds: dict

    def ratio(self, engine, base="native"):
        return self.seconds[engine] / self.seconds[base]

    def best_peer(self):
        """The name of the fastest other engine, or None."""
        peers = {engine: s for engine, s in self.seconds.items() if engine not in ("native", "wasmc")}
        return min(peers, key=peers.get, default=None)

    def over_best_peer(self):
        peer = self.best_peer()
        return self.ratio("wasmc", peer) if peer else None

    def complaints(self):
        """Why the program misses, if it does."""
        ratio, peer = self.ratio("wasmc"), self.over_best_peer()
        found = [f"{ratio:.2f} of native, to be {TARGETS[self.kind]:.2f}"] if ratio > TARGETS[self.kind] else []
        if ratio > LIMIT >= TARGETS[self.kind]:
            found.append(f"above {LIMIT}")
        if peer and peer > PEER_LIMIT:
            found.append(f"{peer:.2f} of {self.best_peer()}")
        return found


def mean(ratios):
    ratios = list(ratios)
    return statistics.geometric_mean(ratios) if ratios else None


def engines_of(results):
    """The names of the engines, in the order in which they ran."""
    return list(dict.fromkeys(e for result in results for e in result.seconds if e != "native"))


def by_class(results):
    """{class: its results by name}, without classes that have none."""
    grouped = {kind: sorted((r for r in results if r.kind == kind), key=lambda r: r.name) for kind in CLASSES}
    return {kind: group for kind, group in grouped.items() if group}


def mean_of(results, engine, base="native"):
    """The geometric mean over the programs that both run."""
    return mean(r.ratio(engine, base) for r in results if engine in r.seconds and base in r.seconds)


def summary(results):
    """[(what, geometric mean, what it is to be or None)] of wasmc."""
    lines = [(f"{CLASSES[kind]} ({len(group)})", mean_of(group, "wasmc"), TARGETS[kind]) for kind, group in by_class(results).items()]
    lines.append((f"all ({len(results)})", mean_of(results, "wasmc"), TARGET_OF_ALL))
    for peer in engines_of(results):
        if peer != "wasmc":
            lines.append((f"over {peer}, where both run", mean_of(results, "wasmc", peer), 1 / PEER_LEAD))
    best = mean(over for r in results if (over := r.over_best_peer()))
    return lines + ([("over the best peer of each program", best, 0.95)] if best else [])


def machine():
    """What the figures were measured on."""
    cpu = re.search(r"^model name\s*: (.*)$", pathlib.Path("/proc/cpuinfo").read_text(), re.M)
    version = subprocess.run([build.CC, "--version"], stdout=subprocess.PIPE, check=True, text=True).stdout
    # Hypervisors hide the model's name; clang knows it by what it can do.
    dry_run = [build.CC, "-march=native", "-E", "-###", "-x", "c", "/dev/null"]
    target = re.search(r'"-target-cpu" "([^"]*)"', subprocess.run(dry_run, stderr=subprocess.PIPE, check=True, text=True).stderr)
    return {
        "cpu": f"{cpu.group(1) if cpu else platform.processor()} ({target.group(1)})",
        "cores": os.cpu_count(),
        "llvm": re.search(r"version ([\d.]+)", version).group(1),
        "native": " ".join(["clang", "-O3", *build.NATIVE]),
    }


def write_json(results, path):
    rows = [
        {
            "program": r.name,
            "class": r.kind,
            "seconds": r.seconds,
            "ratios": {e: r.ratio(e) for e in r.seconds if e != "native"},
            "best_peer": r.best_peer(),
            "over_best_peer": r.over_best_peer(),
            "misses": r.complaints(),
        }
        for r in results
    ]
    means = [{"what": what, "mean": value, "target": target} for what, value, target in summary(results)]
    path.write_text(json.dumps({"machine": machine(), "programs": rows, "means": means}, indent=2) + "\n")


def read_json(path):
    return [Result(row["program"], row["class"], row["seconds"]) for row in json.loads(path.read_text())["programs"]]
