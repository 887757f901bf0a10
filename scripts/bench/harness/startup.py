"""What starting costs: whole processes that run an empty module, in wall time."""

import shutil
import statistics
import subprocess
import time

# (module (memory (export "memory") 0) (func (export "_start")))
EMPTY = (
    b"\0asm\1\0\0\0" b"\1\4\1\x60\0\0" b"\3\2\1\0" b"\5\3\1\0\0"
    b"\7\x13\2\6memory\2\0\6_start\0\0" b"\x0a\4\1\2\0\x0b"
)


def report(present, out, runs=200):
    """A line for each engine, and one for a program that does nothing."""
    module = out / "empty.wasm"
    module.write_bytes(EMPTY)
    commands = {"true": [shutil.which("true")]}
    for engine in present:
        artifact = module.with_suffix(engine.suffix)
        if engine.compile:
            subprocess.run(engine.compile_command(module, artifact), check=True)
        commands[f"{engine.name}, an empty module"] = engine.run_command(artifact)
    samples = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(command, check=True)
            samples[name].append((time.perf_counter() - begin) * 1000)
    return "\n".join(f"start and end of {name}: {statistics.median(times):.2f} ms" for name, times in samples.items())
