"""What compiling costs: wall time, CPU time and peak memory of every engine's compiler on large modules."""

import dataclasses
import os
import pathlib
import statistics
import subprocess
import time

from . import measure, report
from .programs import HERE

# Of wasmc; the other engines have one level.
LEVELS = ["-O0", "-O1", "-O3"]
MODULES = ["sqlite", "python"]


@dataclasses.dataclass
class Cost:
    """Of one compilation; memory is that of the largest process of it."""

    wall: float
    cpu: float
    memory_bytes: int
    out_bytes: int


def modules(named, out):
    """The modules to compile: those named, or a large and a very large one of scripts/programs."""
    if named:
        return [pathlib.Path(path).resolve() for path in named]
    subprocess.run([HERE.parent / "programs/build", out / "real", *MODULES], check=True)
    return [out / "real" / f"{name}.wasm" for name in MODULES]


def compilers(present):
    """[(name, engine)]: each engine that compiles ahead of time, wasmc at each of its levels."""
    found = []
    for engine in present:
        if engine.name == "wasmc":
            for level in LEVELS:
                command = [level if word == "-O3" else word for word in engine.compile]
                found.append((f"wasmc {level}", dataclasses.replace(engine, compile=command)))
        elif engine.compile:
            found.append((engine.name, engine))
    return found


def cost(command, out):
    """Runs the compiler once. None if it fails."""
    begin = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        return None
    wall = time.perf_counter() - begin
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, out.stat().st_size)


def measured(paths, present, out, runs):
    """[(module, compiler, median Cost or None)]."""
    rows = []
    for path in paths:
        for name, engine in compilers(present):
            artifact = out / f"compiled{engine.suffix}"
            costs = []
            for run in range(runs):
                measure.progress(f"{name}: {path.name}, {run + 1} of {runs}")
                costs.append(cost(engine.compile_command(path, artifact), artifact))
            rows.append((path, name, _median(costs)))
    measure.progress("")
    return rows


def _median(costs):
    if None in costs:
        return None
    fields = [field.name for field in dataclasses.fields(Cost)]
    return Cost(*(statistics.median(getattr(cost, field) for cost in costs) for field in fields))


def markdown(rows):
    header = ["module", "compiler", "wall s", "CPU s", "peak memory, MiB", "artifact, MiB"]

    def mib(count):
        return f"{count / 2**20:.1f}"

    cells = [
        [f"{path.name}, {mib(path.stat().st_size)} MiB", name,
         *([f"{c.wall:.2f}", f"{c.cpu:.2f}", mib(c.memory_bytes), mib(c.out_bytes)] if c else ["fails", "–", "–", "–"])]
        for path, name, c in rows
    ]
    return "\n".join(report.table(header, cells, 2)) + "\n"
