// Programs: a sieve, matrices, a checksum, a parser with an evaluator, sorting, life, a knapsack, big integers, recursion.
const sieve = n => { const composite = new Uint8Array(n + 1); let count = 0; for (let i = 2; i <= n; i++) if (!composite[i]) { count++; for (let j = i * i; j <= n; j += i) composite[j] = 1; } return count; };
print("primes", sieve(500000));

let seed = 42;
const random = () => (seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff);
const matrix = n => Array.from({ length: n }, () => Array.from({ length: n }, () => random() % 10));
const multiply = (a, b) => a.map(row => b[0].map((_, j) => row.reduce((sum, x, k) => sum + x * b[k][j], 0)));
const product = multiply(matrix(60), matrix(60));
print("matrix", product[0][0], product[59][59], product.flat().reduce((a, b) => a + b));

function crc32(text) { let c = -1; for (let i = 0; i < text.length; i++) { c ^= text.charCodeAt(i); for (let k = 0; k < 8; k++) c = c >>> 1 ^ (c & 1 ? 0xedb88320 : 0); } return (c ^ -1) >>> 0; }
print("crc", crc32("The quick brown fox jumps over the lazy dog").toString(16), crc32("x".repeat(50000)).toString(16));

function evaluate(source) {
    const tokens = source.match(/\d+(\.\d+)?|[-+*/()]/g);
    let at = 0;
    const atom = () => { const t = tokens[at++]; if (t === "(") { const v = sum(); at++; return v; } return t === "-" ? -atom() : Number(t); };
    const term = () => { let v = atom(); while (tokens[at] === "*" || tokens[at] === "/") v = tokens[at++] === "*" ? v * atom() : v / atom(); return v; };
    const sum = () => { let v = term(); while (tokens[at] === "+" || tokens[at] === "-") v = tokens[at++] === "+" ? v + term() : v - term(); return v; };
    return sum();
}
print("evaluate", evaluate("2 * (3 + 4) - -5 / 2"), evaluate("1" + " + 2 * 3".repeat(2000)));

const records = Array.from({ length: 20000 }, (_, id) => ({ id, key: random() % 1000, name: "n" + random() % 77 }));
records.sort((a, b) => a.key - b.key || b.name.localeCompare(a.name) || a.id - b.id);
const groups = records.reduce((m, r) => m.set(r.name, (m.get(r.name) ?? 0) + r.key), new Map());
print("records", records[0].id, records[19999].id, groups.size, Math.max(...groups.values()));

let cells = new Set(["1,0", "2,1", "0,2", "1,2", "2,2", "10,10", "10,11", "10,12", "20,5", "21,5", "22,5", "21,6"]);
for (let step = 0; step < 60; step++) {
    const counts = new Map();
    for (const cell of cells) { const [x, y] = cell.split(",").map(Number); for (let dx = -1; dx <= 1; dx++) for (let dy = -1; dy <= 1; dy++) if (dx || dy) { const k = `${x + dx},${y + dy}`; counts.set(k, (counts.get(k) || 0) + 1); } }
    cells = new Set([...counts].filter(([k, n]) => n === 3 || n === 2 && cells.has(k)).map(([k]) => k));
}
print("life", cells.size, [...cells].sort().slice(0, 3).join(" "));

const best = new Int32Array(10001);
for (let i = 1; i <= 100; i++) for (let w = 10000, weight = i * 37 % 101 + 1, value = i * 53 % 97; w >= weight; w--) best[w] = Math.max(best[w], best[w - weight] + value);
print("knapsack", best[10000], best[500]);

let factorial = 1n;
for (let i = 1n; i <= 400n; i++) factorial *= i;
print("factorial", String(factorial).length, factorial % 1000003n, String(factorial).slice(0, 30));

const fib = n => n < 2 ? n : fib(n - 1) + fib(n - 2);
print("fib", fib(24));
print("permutations", (function permute(list) { return list.length < 2 ? [list] : list.flatMap((x, i) => permute(list.filter((_, j) => j !== i)).map(rest => [x, ...rest])); })("abcdefg".split("")).length);
