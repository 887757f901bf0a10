"""The engines: how each compiles a module, and runs what it compiled. Those that are not installed are left out."""

import dataclasses
import os
import pathlib
import shutil
import sys

from .programs import HERE

ROOT = HERE.parent.parent
# Where scripts/peers installs.
PEERS = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "wasmc-peers/bin"


@dataclasses.dataclass
class Engine:
    """Commands with the words IN, for a module, and OUT, for what the engine makes of it. Without `compile`, it runs modules."""

    name: str
    suffix: str
    compile: list
    run: list

    def compile_command(self, module, out):
        return [{"IN": str(module), "OUT": str(out)}.get(word, word) for word in self.compile]

    def run_command(self, out, arguments=()):
        return [*({"OUT": str(out)}.get(word, word) for word in self.run), *arguments]

    def binaries(self):
        """The files that its output depends on."""
        path = pathlib.Path((self.compile or self.run)[0])
        return [beside for beside in (path, path.with_name(f"{path.name}-llvm")) if beside.exists()]


def _wasmc():
    built = ROOT / "target/release/wasmc"
    return os.environ.get("WASMC") or (str(built) if built.exists() else shutil.which("wasmc"))


def _peer(name):
    return shutil.which(name, path=str(PEERS)) or shutil.which(name)


def present(names=None):
    """The engines that this machine has, or those named; wasmc first."""
    wasmc, wasmtime, node = _wasmc(), _peer("wasmtime"), _peer("node")
    known = [
        Engine("wasmc", ".wcart", [wasmc, "compile", "-O3", "IN", "-o", "OUT"], [wasmc, "run", "--dir", ".", "OUT"]),
        Engine("wasmtime", ".cwasm", [wasmtime, "compile", "IN", "-o", "OUT"],
               [wasmtime, "run", "--allow-precompiled", "--dir", ".", "OUT"]),
        Engine("wasmer-llvm", ".wasmu", [_peer("wasmer-compile"), "IN", "OUT"], [_peer("wasmer-run"), "OUT"]),
        Engine("wasm2c", ".w2c", [shutil.which("wasm2c") and str(HERE / "peers/wasm2c/compile"), "IN", "OUT"], ["OUT"]),
        Engine("wamr", ".aot", [_peer("wamrc"), "-o", "OUT", "IN"], [_peer("iwasm"), "--dir=.", "OUT"]),
        Engine("wasmedge", ".wasmedge.so", [_peer("wasmedge"), "compile", "IN", "OUT"], [_peer("wasmedge"), "--dir", ".:.", "OUT"]),
        # Its time has the compiler's in it: it compiles what runs for long, beside the program.
        Engine("node", ".wasm", [], [node, "--no-warnings", "--experimental-wasm-return-call", str(HERE / "peers/node.mjs"), "OUT"]),
    ]
    if unknown := set(names or ()) - {engine.name for engine in known}:
        sys.exit(f"no engine {', '.join(sorted(unknown))}")
    return [e for e in known if all(command[0] for command in (e.compile, e.run) if command) and (not names or e.name in names)]
