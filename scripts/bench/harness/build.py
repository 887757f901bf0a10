"""Builds programs for the machine and for WASI, compiles the modules with each engine, and compares what they print."""

import dataclasses
import os
import pathlib
import subprocess
import sys

CC = os.environ.get("CC", "clang-22")
CXX = os.environ.get("CXX", "clang++-22")
COMMON = ["-O3", "-Wno-deprecated"]
# Where wasm-opt is installed, clang would run it: the modules would differ from machine to machine.
WASM = ["--target=wasm32-wasi", "-Wl,-z,stack-size=1048576", "--no-wasm-opt"]
NATIVE = ["-march=native", "-ffp-contract=off"]
# A hundred times what the programs take natively.
LONGEST_RUN_SECONDS = 300


@dataclasses.dataclass
class Pair:
    """A program in its two forms, and what it is run with."""

    name: str
    kind: str
    wasm: pathlib.Path
    native: pathlib.Path
    arguments: list
    folder: pathlib.Path


def is_current(made, inputs):
    """Whether a file is there and newer than all that it was made from."""
    return made.exists() and all(made.stat().st_mtime > pathlib.Path(path).stat().st_mtime for path in inputs)


def _source(program, out):
    """Its source; one that a script prints is written to `out`."""
    if program.source.suffix != ".py":
        return program.source
    source = out / f"{program.name}.c"
    if not is_current(source, [program.source]):
        source.write_bytes(subprocess.run([sys.executable, program.source], check=True, stdout=subprocess.PIPE).stdout)
    return source


def pair(program, out, small=False):
    """Both forms of a program of programs/, built if they are not current."""
    wasm, native, source = out / f"{program.name}.wasm", out / program.name, _source(program, out)
    compiler = [CXX, "-fno-exceptions"] if source.suffix == ".cpp" else [CC]
    common = [*COMMON, *program.flags, str(source), "-lm"]
    for made, flags in [(wasm, WASM + program.wasm_flags), (native, NATIVE + program.native_flags)]:
        if not is_current(made, [source, *source.parent.glob("*.h"), __file__]):
            subprocess.run([*compiler, *flags, *common, "-o", made], check=True)
    return Pair(program.name, program.kind, wasm, native, program.small if small else [], out)


def commands(pair, present):
    """{engine: the command that runs the program}, native first. A peer that cannot compile it is left out, with a line."""
    found = {"native": [str(pair.native), *pair.arguments]}
    for engine in present:
        artifact = pair.wasm.with_suffix(engine.suffix)
        if engine.compile and not is_current(artifact, [pair.wasm, *engine.binaries()]):
            done = subprocess.run(engine.compile_command(pair.wasm, artifact), stderr=subprocess.PIPE, check=False)
            if done.returncode != 0:
                _reject(pair, engine.name, f"does not compile it: {done.stderr.decode(errors='replace').strip()[-300:]}")
                continue
        found[engine.name] = engine.run_command(artifact, pair.arguments)
    return found


def same(pair, commands):
    """Those of the commands that print what the native program prints."""
    outputs = {engine: _output(command, pair.folder) for engine, command in commands.items()}
    if outputs["native"] is None or outputs["native"][0] != 0:
        sys.exit(f"{pair.name}: the native program fails")
    for engine, output in outputs.items():
        if output != outputs["native"]:
            _reject(pair, engine, "does not print what the native program does")
    return {engine: command for engine, command in commands.items() if outputs[engine] == outputs["native"]}


def _output(command, folder):
    """The exit status and what it prints; None for a program that does not end."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, cwd=folder, check=False, timeout=LONGEST_RUN_SECONDS)
    except subprocess.TimeoutExpired:
        return None
    return done.returncode, done.stdout


def _reject(pair, engine, why):
    """A peer may fail; wasmc may not."""
    message = f"{pair.name}: {engine} {why}"
    if engine == "wasmc":
        sys.exit(message)
    print(message, file=sys.stderr)
