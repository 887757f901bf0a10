"""Prints results: as columns for a terminal, or as Markdown, which can be put into the README."""

from . import results as figures
from .programs import HERE


def _rows(results, engines):
    """A list of cells for each program, class by class."""
    for r in (r for group in figures.by_class(results).values() for r in group):
        peer = r.best_peer()
        ratios = [f"{r.ratio(engine):.2f}" if engine in r.seconds else "–" for engine in engines]
        over = [peer, f"{r.over_best_peer():.2f}"] if peer else ["–", "–"]
        yield [r.name, r.kind, f"{r.seconds['native']:.3f}", *ratios, *over]


def _mean_row(results, engines):
    means = [figures.mean_of(results, engine) for engine in engines]
    return [f"{value:.3f}" if value else "–" for value in means]


def _header(engines):
    return ["program", "class", "native s", *engines, "best peer", "wasmc over it"]


def text(results):
    """Columns, then the means, then what misses."""
    engines = figures.engines_of(results)
    rows = [_header(engines), *_rows(results, engines)]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    lines = ["  ".join(cell.ljust(w) if i < 2 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths))) for row in rows]
    lines += ["", "geometric means over native: " + ", ".join(map(" ".join, zip(engines, _mean_row(results, engines)))), ""]
    lines += [f"{value:.3f}  {'reached' if value <= target else 'MISSED '} {target:.2f}  {what}" for what, value, target in figures.summary(results)]
    lines += ["", *(f"{r.name} misses: {'; '.join(why)}" for r in results if (why := r.complaints()))]
    return "\n".join(lines)


def markdown(results):
    """The same as Markdown, with what it was measured on."""
    machine, engines = figures.machine(), figures.engines_of(results)
    lines = [
        f"Measured on {machine['cpu']}, {machine['cores']} cores, LLVM {machine['llvm']}; native is `{machine['native']}`.",
        "",
        *table(_header(engines), [*_rows(results, engines), ["**geometric mean**", "", "", *_mean_row(results, engines), "", ""]], 2),
        "",
    ]
    means = [[what, f"{value:.3f}", f"{target:.2f}"] for what, value, target in figures.summary(results)]
    lines += table(["geometric mean of wasmc", "measured", "to be"], means, 1)
    missing = [f"- {r.name}: {'; '.join(why)}" for r in results if (why := r.complaints())]
    lines += ["", "Programs that miss what their class is to reach, or are slower than their best peer by more than 5 %:", "", *(missing or ["- none"])]
    return "\n".join(lines) + "\n"


def table(header, rows, left):
    """The first `left` columns are aligned to the left, the others to the right."""
    rule = ["---"] * left + ["---:"] * (len(header) - left)
    return ["| " + " | ".join(row) + " |" for row in [header, rule, *rows]]


def into_readme(mark, text):
    """Puts the text between the marks of this name in the README."""
    path, begin, end = HERE / "README.md", f"<!-- {mark} -->\n", f"<!-- end of {mark} -->\n"
    before, _, rest = path.read_text().partition(begin)
    _, _, after = rest.partition(end)
    path.write_text(before + begin + text + end + after)
