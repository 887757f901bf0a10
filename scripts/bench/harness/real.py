"""Real programs, as scripts/programs/build makes them, with the flags of the other native builds."""

import dataclasses
import os
import subprocess

from . import build
from .programs import HERE

SCRIPTS = HERE.parent / "programs"


@dataclasses.dataclass
class Real:
    """A program of scripts/programs and what it is run with; `scripts` is the folder of its files."""

    name: str
    kind: str
    arguments: list
    scripts: str = "."


REAL = [
    Real("bzip2", "integer", []),
    Real("zstd", "integer", []),
    Real("lua", "integer", ["compute.lua"] * 4, "lua"),
    Real("quickjs", "integer", ["compute.js"] * 4, "quickjs"),
    Real("sqlite", "integer", []),
    Real("libsodium", "crypto", ["8"]),
]


def pair(real, out):
    """Both forms of it, built if they are not current."""
    folder = out / "real"
    environment = {**os.environ, "NATIVE_FLAGS": " ".join(build.NATIVE)}
    subprocess.run([SCRIPTS / "build", folder, real.name], check=True, env=environment)
    wasm, native = folder / f"{real.name}.wasm", folder / real.name
    return build.Pair(real.name, real.kind, wasm, native, real.arguments, SCRIPTS / real.scripts)
