// The language: strings, regular expressions, big integers, classes, generators, promises, typed arrays, exceptions, JSON.
print(JSON.stringify({ a: [1, 2.5, "x\n", null, true], nested: { k: -0, d: 1e21 } }), JSON.stringify({ a: [1, { b: 2 }] }, null, 1));
print(0.1 + 0.2, 1 / 3, 1e21, 123456789012345680000, 5e-324, (255).toString(16), (0.5).toString(2), (1234.5678).toFixed(2), 1.005.toPrecision(3));
print(parseInt("0x1f"), Number("  12  "), Number("1e3x"), ~~(-7 / 2), -7 % 3, 1 << 31, -1 >>> 0, 2 ** 53 + 1);
print(2n ** 200n, (-7n) / 2n, BigInt.asIntN(8, 255n), (123456789n ** 9n) % 1000000007n);

print("2024-11-21".replace(/(?<y>\d+)-(?<m>\d+)-(?<d>\d+)/, "$<d>/$<m>/$<y>"), [..."a1b22c333".matchAll(/([a-z])(\d+)/g)].map(m => m[1] + m[2].length).join());
print("ΑΒΓ".toLowerCase(), "straße".toUpperCase(), [..."né€😀"].length, "😀".codePointAt(0), "é".normalize("NFD").length, /\p{Lu}/u.test("É"));
print("a-b-c".split("-"), "abc".padStart(6, "*"), "x".repeat(5), "abcabc".lastIndexOf("b"), "%E2%82%AC", decodeURIComponent("%E2%82%AC"));

class Shape { #name; constructor(name) { this.#name = name; } get name() { return this.#name; } area() { return 0; } toString() { return `${this.#name}: ${this.area()}`; } static of(...a) { return new this(...a); } }
class Rectangle extends Shape { constructor(w, h) { super("rectangle"); Object.assign(this, { w, h }); } area() { return this.w * this.h; } }
print(String(Rectangle.of(3, 4)), Rectangle.of(1, 1) instanceof Shape, Object.keys(new Rectangle(1, 2)));

function* naturals() { for (let n = 1; ; n++) yield n; }
const taken = [];
for (const n of naturals()) { if (n > 5) break; taken.push(n * n); }
print(taken, [...new Set([3, 1, 3, 2])], [...new Map([["a", 1], ["b", 2]])], Object.entries({ x: 1, ...{ y: 2 } }));
const { p, q: [r, ...rest], s = 9 } = { p: 1, q: [2, 3, 4] };
print(p, r, rest, s, [5, 25, 100].sort(), [5, 25, 100].sort((a, b) => b - a), [[1, [2]], [3]].flat(Infinity), taken.at(-1), null ?? "default", undefined?.x);

function attempt(f) { try { return f(); } catch (e) { return `${e.name}: ${e.message}`; } finally { attempt.count = (attempt.count || 0) + 1; } }
print(attempt(() => null.x), attempt(() => missing), attempt(() => { throw new RangeError("mine"); }), attempt(() => eval("1 +")), attempt.count);
const deep = n => n === 0 ? 0 : 1 + deep(n - 1);
print(deep(200));

const floats = new Float64Array([1, 2.5, NaN, -0, Infinity]);
print(new Uint8Array(floats.buffer, 8, 8), new DataView(floats.buffer).getFloat32(0), Float32Array.of(1.1)[0], Int16Array.from([70000, -1]), new Uint8ClampedArray([300, -5, 1.5]));
const proxy = new Proxy({}, { get: (_, key) => `<${String(key)}>`, has: () => true });
print(proxy.anything, "x" in proxy, Reflect.ownKeys({ 2: 0, b: 0, 1: 0, [Symbol.iterator]: 0 }).map(String));
print(new Date(Date.UTC(2024, 1, 29, 12, 30)).toISOString(), Date.UTC(1970, 0, 2), new Date("2000-01-01T00:00:00Z").getUTCDay());
print(Math.hypot(3, 4), Math.fround(5.5), Math.clz32(1), Math.imul(0xffffffff, 5), Math.sign(-3), Math.max(), Math.trunc(-4.7), Math.round(-0.5));

(async () => {
    const results = await Promise.allSettled([1, Promise.reject(new Error("no")), new Promise(done => done("later"))]);
    print(results.map(r => r.status + ":" + (r.value ?? r.reason.message)));
    async function* stream() { yield "a"; yield await Promise.resolve("b"); }
    for await (const item of stream()) print("item", item);
})();
print("synchronous part done");
