"""The programs of scripts/bench/programs: what their comments say of them.

A program is one `.c` or `.cpp`, or a `.py` that prints C. Its comments, `//` or `#`, may hold:

    // class: CLASS          one of CLASSES; each program has one
    // flags: FLAGS          more flags for both sides
    // wasm: FLAGS           more flags for the module
    // native: FLAGS         more flags for the native build
    // variant NAME: FLAGS   adds the program STEM-NAME, built with these flags too, on both sides
    // small: ARGUMENTS      makes the program short, for tests of its output; without arguments it is to take 0.2 to 1 s
"""

import dataclasses
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent.parent
FOLDER = HERE / "programs"

CLASSES = {
    "integer": "integer and pointer C",
    "calls": "call- and vtable-heavy",
    "crypto": "crypto and hash",
    "numeric": "numeric, scalar Wasm",
    "simd": "numeric, SIMD128",
}


@dataclasses.dataclass
class Program:
    """A source and how to build it, of one variant."""

    name: str
    kind: str
    source: pathlib.Path
    flags: list
    wasm_flags: list
    native_flags: list
    small: list


def _words(text, key):
    """The words of all lines `// key: WORDS`."""
    return [word for line in re.findall(rf"^(?://|#) {key}: (.*)$", text, re.M) for word in line.split()]


def _of_source(source):
    text = source.read_text()
    kinds = _words(text, "class")
    if len(kinds) != 1 or kinds[0] not in CLASSES:
        sys.exit(f"{source.name}: needs one line `// class: CLASS`, of {', '.join(CLASSES)}")
    variants = [("", ""), *((f"-{name}", flags) for name, flags in re.findall(r"^(?://|#) variant (\w+): (.*)$", text, re.M))]
    common = _words(text, "flags")
    sides = _words(text, "wasm"), _words(text, "native"), _words(text, "small")
    return [Program(source.stem + name, kinds[0], source, common + flags.split(), *sides) for name, flags in variants]


def every():
    """All programs of the folder."""
    sources = sorted(path for path in FOLDER.iterdir() if path.suffix in (".c", ".cpp", ".py"))
    return [program for source in sources for program in _of_source(source)]
