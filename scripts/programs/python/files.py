"""Files below the preopened directory, arguments and environment; ends with exit code 3."""
import csv, os, pathlib, shutil, sys

print(sys.argv[1:], os.environ.get("WASMC_TEST"), sys.stdin.read().split())
root = pathlib.Path("tree")
(root / "a" / "b").mkdir(parents=True)
for n in range(20):
    (root / "a" / f"{n}.txt").write_text(f"line {n}\n" * (n * 1000), encoding="utf-8")
print(sum(p.stat().st_size for p in root.glob("*/*.txt")), len(list(os.scandir(root / "a"))))

with open(root / "table.csv", "w", newline="") as file:
    csv.writer(file).writerows([n, n * n, f"name, {n}"] for n in range(100))
with open(root / "table.csv", newline="") as file:
    rows = list(csv.reader(file))
print(len(rows), rows[7], sum(int(square) for _, square, _ in rows))

with open(root / "data.bin", "w+b") as file:
    file.write(bytes(range(256)) * 100)
    file.seek(-10, os.SEEK_END)
    tail = file.read()
    file.seek(1000)
    file.write(b"patched")
    file.truncate(20000)
    file.seek(998)
    print(tail, file.read(12), os.fstat(file.fileno()).st_size)
with open(root / "data.bin", "ab") as file:
    file.write(b"end")
print((root / "data.bin").stat().st_size, (root / "data.bin").read_bytes()[-4:])

os.rename(root / "data.bin", root / "a" / "b" / "moved.bin")
shutil.copyfile(root / "table.csv", root / "copy.csv")
for path, folders, names in sorted(os.walk(root)):
    print(path, sorted(folders), len(names))
for action in (lambda: open("missing"), lambda: os.mkdir(root), lambda: os.listdir(root / "table.csv")):
    try:
        action()
    except OSError as error:
        print(type(error).__name__)
try:
    open("../outside")
except OSError:
    print("nothing outside")
shutil.rmtree(root)
print(root.exists())
print("to stderr", file=sys.stderr)
sys.exit(3)
