"""The language and the parts of its library that need no host."""
import collections, dataclasses, decimal, enum, fractions, functools, hashlib, heapq, itertools, json, math, operator
import random, re, statistics, string, struct, sys, textwrap, traceback, unicodedata

print(json.dumps({"b": [1, 2.5, None, True], "a": {"é": "\u20ac\n"}}, sort_keys=True), json.loads('[1e3, -0.0, "\\u00e9"]'))
print(re.sub(r"(?P<y>\d{4})-(\d\d)", r"\2/\g<y>", "from 2024-11 to 2025-01"), re.findall(r"\b(\w)(\w*?)\1\b", "noon bob abc stats"))
for name in ("md5", "sha1", "sha256", "sha512", "blake2b", "sha3_256"):
    print(name, hashlib.new(name, b"wasm" * 10000).hexdigest()[:32])

print(2**300, -7 // 2, -7 % 3, pow(3, 10**20, 10**9 + 7), math.isqrt(10**40), math.comb(60, 30), int("z" * 20, 36))
factorial = math.factorial(1500)
print(len(str(factorial)), factorial % 998244353, bin(factorial).count("1"))
print(0.1 + 0.2, 1e16, 1e-7, float("inf"), round(2.675, 2), f"{math.pi:.15f} {1e10:g} {255:#x} {-5:+05d} {1234567:,}", (0.1).hex(), 5e-324)
print(decimal.Decimal(1) / 7, fractions.Fraction(3, 4) + fractions.Fraction("1/6"), complex(1, 2) ** 2, statistics.stdev([1, 2, 4, 8]))

words = "the quick brown fox jumps over the lazy dog and the cat".split()
print(sorted(words, key=lambda w: (-len(w), w)), collections.Counter(words).most_common(2), heapq.nsmallest(3, words))
print({w[0]: w for w in words}, [*itertools.islice(itertools.permutations("abc"), 4)], functools.reduce(operator.xor, range(1000)))
random.seed(7)
numbers = [random.randrange(10**6) for _ in range(50000)]
print(sum(numbers), sorted(numbers)[::10000], random.random(), random.choice(words), random.sample(range(100), 3))


def primes():
    found = {}
    for n in itertools.count(2):
        if n not in found:
            yield n
        for p in found.pop(n, [n] if n not in found else []):
            found.setdefault(n + p, []).append(p)


print(list(itertools.takewhile(lambda p: p < 60, primes())))


def averager():
    total, count, average = 0, 0, None
    while True:
        try:
            total, count = total + (yield average), count + 1
            average = total / count
        except ValueError:
            yield "reset"


g = averager()
print([next(g), g.send(10), g.send(20), g.throw(ValueError)])


@dataclasses.dataclass(order=True, frozen=True)
class Point:
    x: int
    y: int = 0

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y


class Color(enum.Flag):
    RED = enum.auto()
    BLUE = enum.auto()


print(Point(1, 2) @ Point(3, 4), max(Point(1, 5), Point(1, 6)), {Point(1): "a"}[Point(1, 0)], Color.RED | Color.BLUE)


def describe(value):
    match value:
        case {"kind": "point", "at": [x, y]} if x == y:
            return f"diagonal {x}"
        case [first, *rest]:
            return f"{first} and {len(rest)} more"
        case Point(x=0) | str():
            return "zero or text"
        case _:
            return "other"


print([describe(v) for v in ({"kind": "point", "at": [2, 2]}, (1, 2, 3), Point(0), "x", 5)])


def failing(kind):
    try:
        return {"zero": lambda: 1 / 0, "key": lambda: {}["k"], "type": lambda: 1 + "1", "index": lambda: [][3]}[kind]()
    except ArithmeticError as error:
        raise RuntimeError("wrapped") from error
    finally:
        print("finally", kind, end="; ")


for kind in ("zero", "key", "type", "index", "missing"):
    try:
        failing(kind)
    except Exception as error:
        print(type(error).__name__, error, repr(error.__cause__))
try:
    raise ExceptionGroup("several", [ValueError(1), OSError(2)])
except* ValueError as group:
    print("caught", group.exceptions)
except* OSError:
    print("and the other")


def depth(n):
    return 1 + depth(n + 1)


for recurse in (lambda: depth(0), lambda: json.loads("[" * 100000), lambda: depth(0)):
    try:
        recurse()
    except RecursionError as error:
        print("RecursionError:", str(error)[:32])
sys.setrecursionlimit(300)
try:
    depth(0)
except RecursionError:
    print("frames:", len(traceback.extract_tb(sys.exc_info()[2])) > 200)

print(struct.unpack("<hIdq", struct.pack("<hIdq", -2, 3, 0.5, -(2**40))), bytes(range(65, 70)).hex(":"), bytearray(b"abc")[::-1])
print("ÀÉ".casefold(), unicodedata.name("€"), unicodedata.normalize("NFKD", "ﬁé").encode(), "ß".upper(), "x\u0301".isidentifier())
print(textwrap.fill("the module is compiled once and then mapped, shared and run", 24), string.Template("$a-$b").substitute(a=1, b=2))

board = [set(), set(), set()]


def queens(n, row=0):
    if row == n:
        return 1
    count = 0
    for column in range(n):
        places = (column, row + column, row - column)
        if all(p not in used for p, used in zip(places, board)):
            for p, used in zip(places, board):
                used.add(p)
            count += queens(n, row + 1)
            for p, used in zip(places, board):
                used.discard(p)
    return count


print("queens", queens(7), "sum", sum(i * i for i in range(10**6)))
