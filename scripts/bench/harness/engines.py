"""The engines: how each compiles a module, and runs what it compiled. Those that are not installed are left out."""

import dataclasses
import os
import pathlib
import shutil

from .programs import HERE

ROOT = HERE.parent.parent


@dataclasses.dataclass
class Engine:
    """Commands with the words IN, for a module, and OUT, for what the engine makes of it."""

    name: str
    path: str
    suffix: str
    compile: list
    run: list

    def compile_command(self, module, out):
        return _fill(self.compile, module, out)

    def run_command(self, out, arguments=()):
        return [*_fill(self.run, None, out), *arguments]


def _fill(command, module, out):
    return [{"IN": str(module), "OUT": str(out)}.get(word, word) for word in command]


def _wasmc():
    built = ROOT / "target/release/wasmc"
    return os.environ.get("WASMC") or (str(built) if built.exists() else shutil.which("wasmc"))


def present():
    """The engines that this machine has, wasmc first."""
    wasmc, wasmtime = _wasmc(), shutil.which("wasmtime")
    known = [
        Engine("wasmc", wasmc, ".wcart", [wasmc, "compile", "-O3", "IN", "-o", "OUT"], [wasmc, "run", "--dir", ".", "OUT"]),
        Engine("wasmtime", wasmtime, ".cwasm", [wasmtime, "compile", "IN", "-o", "OUT"],
               [wasmtime, "run", "--allow-precompiled", "--dir", ".", "OUT"]),
    ]
    return [engine for engine in known if engine.path]


def binaries(engine):
    """The files that an engine's output depends on."""
    path = pathlib.Path(engine.path)
    return [path, *(beside for beside in [path.with_name("wasmc-llvm")] if engine.name == "wasmc" and beside.exists())]
