# Reads and writes files in many ways, and prints what depends on all of it.
import hashlib, json, os, random, shutil, sys, tempfile, csv, zlib

random.seed(7)
os.makedirs("/out/a/b", exist_ok=True)
for number in range(200):
    with open(f"/out/a/b/{number:03}.txt", "w") as file:
        for line in range(random.randrange(50)):
            file.write(f"{number} {line} {random.random():.6f}\n")
names = sorted(os.listdir("/out/a/b"))
print(len(names), sum(os.stat(f"/out/a/b/{name}").st_size for name in names))
digest = hashlib.sha256()
for folder, folders, files in sorted(os.walk("/out")):
    for name in sorted(files):
        with open(os.path.join(folder, name), "rb") as file:
            digest.update(file.read())
print(digest.hexdigest())
with open("/out/log", "a+") as log:
    for part in range(3):
        log.write(f"part {part}\n")
    log.seek(0)
    print(log.read().split("\n"))
with open("/out/big", "wb") as big:
    for block in range(64):
        big.write(bytes((block * i) & 255 for i in range(4096)) * 4)
with open("/out/big", "r+b") as big:
    big.seek(100000)
    big.write(b"here")
    big.truncate(500000)
    big.seek(-10, os.SEEK_END)
    print(big.tell(), big.read().hex())
print(os.path.getsize("/out/big"), zlib.crc32(open("/out/big", "rb").read()))
os.rename("/out/big", "/out/a/big")
os.symlink("a/big", "/out/link")
print(os.readlink("/out/link"), os.path.islink("/out/link"), os.path.getsize("/out/link"))
with open("/out/table.csv", "w", newline="") as table:
    csv.writer(table).writerows([[i, i * i, "x" * (i % 5)] for i in range(1000)])
print(sum(int(row[1]) for row in csv.reader(open("/out/table.csv", newline=""))))
json.dump({"names": names[:5]}, open("/out/names.json", "w"), indent=1)
print(json.load(open("/out/names.json")))
for wrong in ["/none", "/out/../../etc/passwd", "/out/a", "/out/link/x"]:
    try:
        open(wrong)
    except OSError as error:
        print(wrong, type(error).__name__)
os.utime("/out/log", (1000, 2000))
print(os.stat("/out/log").st_mtime)
shutil.rmtree("/out/a/b")
print(sorted(os.listdir("/out")), sorted(os.listdir("/out/a")))
sys.exit(3)
