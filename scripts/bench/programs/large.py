# Thousands of functions, as a large module has them: this prints the program, in C, the same each time.
# class: calls
# small: 3
"""Layers of functions of several shapes. A function calls one of the next layer always, and another one rarely, directly or
through a table; many functions have several callers. Each round enters the first layer everywhere, so that the code that
runs is much larger than the caches next to the core."""

import sys

LAYERS, WIDTH, ROUNDS = 12, 180, 5000

state = 1


def draw(below):
    """Xorshift, modulo `below`."""
    global state
    state ^= state << 13 & 0xFFFFFFFF
    state ^= state >> 17
    state ^= state << 5 & 0xFFFFFFFF
    return state % below


def mix():
    return [f"x = (x ^ x >> {1 + draw(15)}) * {2 * draw(1 << 20) + 1}u;", f"w->total += x & {draw(255) + 1};"]


def record():
    return [f"struct Item *item = &w->items[(x ^ {draw(1 << 16)}u) % ITEMS];", f"if (item->key < x) item->count += {1 + draw(9)};", "else item->key = x;",
            f"x += item->count * {3 + draw(90)}u;"]


def loop():
    return [f"for (uint32_t i = 0; i < {3 + draw(6)}; i++) x += w->numbers[(x + i * {1 + draw(30)}) % NUMBERS] ^ i;"]


def switch():
    cases = [f"case {i}: x = x {('+', '-', '^', '*')[draw(4)]} {draw(1 << 20) | 1}u; break;" for i in range(4 + draw(8))]
    return [f"switch ((x >> {draw(20)}) % 12) {{", *cases, f"default: w->total ^= {draw(1 << 24)}u; }}"]


def swap():
    a, b = draw(1024), draw(1024)
    return [f"uint32_t number = w->numbers[{a}];", f"w->numbers[{a}] = w->numbers[{b}] + x;", f"w->numbers[{b}] = number ^ {draw(1 << 16)}u;", "x += number;"]


def real():
    return [f"double d = w->scale * {1 + draw(100)}.0 + (double)(x & 1023);", f"if (d > {draw(1000)}.0) d = d * 0.5 - w->scale;", "w->sum += d;", "x += (uint32_t)(int32_t)d;"]


def function(layer, index):
    lines = [(mix, record, loop, switch, swap, real)[draw(6)]() for _ in range(1 + draw(2))]
    body = [f"{{ {' '.join(shape)} }}" for shape in lines]
    if layer + 1 < LAYERS:
        body.append(f"x = f{layer + 1}_{draw(WIDTH)}(w, x);")
        if draw(4) == 0:
            rare = f"table{layer + 1}[(x >> 3) % WIDTH](w, x)"
        else:
            rare = f"f{layer + 1}_{draw(WIDTH)}(w, x + {draw(100)})"
        body.append(f"if (x % {3 + draw(5)} == 0) x ^= {rare};")
    return f"static uint32_t f{layer}_{index}(struct World *w, uint32_t x) {{\n    " + "\n    ".join(body) + "\n    return x;\n}\n"


HEAD = f"""#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum {{ WIDTH = {WIDTH}, ITEMS = 512, NUMBERS = 1024 }};

struct Item {{ uint32_t key, count; }};
struct World {{ uint64_t total; double scale, sum; struct Item items[ITEMS]; uint32_t numbers[NUMBERS]; }};
typedef uint32_t Function(struct World *, uint32_t);
static struct World world = {{.scale = 0.75}};
"""

MAIN = f"""
int main(int argc, char **argv) {{
    int rounds = argc > 1 ? atoi(argv[1]) : {ROUNDS};
    uint32_t x = 1;
    for (int i = 0; i < NUMBERS; i++) world.numbers[i] = (uint32_t)i * 2654435761u;
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < WIDTH; i++) x = table0[(i * 7 + round) % WIDTH](&world, x + (uint32_t)i);
    uint32_t items = 0;
    for (int i = 0; i < ITEMS; i++) items = items * 31 + world.items[i].key + world.items[i].count;
    printf("%u %llu %.17g %u\\n", x, (unsigned long long)world.total, world.sum, items);
    return 0;
}}
"""


def main():
    names = [[f"f{layer}_{index}" for index in range(WIDTH)] for layer in range(LAYERS)]
    out = [HEAD]
    out += [f"static Function {', '.join(layer)};" for layer in names]
    out += [f"static Function *const table{i}[WIDTH] = {{{', '.join(layer)}}};" for i, layer in enumerate(names)]
    out += [function(layer, index) for layer in range(LAYERS) for index in range(WIDTH)]
    sys.stdout.write("\n".join([*out, MAIN]))


main()
