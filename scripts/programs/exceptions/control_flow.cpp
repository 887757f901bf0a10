/* Values and jumps around exceptions: what is live at a throw is there in the handler, and leaving a try is nothing special. */
#include "log.h"
#include <cstdint>
#include <stdexcept>
#include <string>

/* More values of each kind than there are registers that a callee saves, used before, in and after the handler. */
static void live_values(int seed) {
    int64_t a = seed * 3, b = a ^ 77, c = b * 5, d = c - a, e = d + 9, f = e * b, g = f >> 3, h = g + c;
    double p = seed * 0.5, q = p + 1.25, r = q * q, s = r - p, t = s / 3, u = t + r;
    float x = seed * 0.125f, y = x * 3, z = y - 0.5f;
    int caught = 0;
    try {
        a += pass(static_cast<int>(b), seed % 3 == 0);
        p += pass(static_cast<int>(c), seed % 3 == 1);
        x += static_cast<float>(pass(static_cast<int>(d), seed % 3 == 2));
        say("unreachable");
    } catch (int i) {
        caught = i;
        e += i;
        u -= i;
        z += static_cast<float>(i);
    }
    say("%d: %lld %lld %lld %lld %lld %lld %lld %lld", caught, (long long)a, (long long)b, (long long)c, (long long)d,
        (long long)e, (long long)f, (long long)g, (long long)h);
    say("  %.6f %.6f %.6f %.6f %.6f %.6f, %.4f %.4f %.4f", p, q, r, s, t, u, x, y, z);
}

/* Values that change from turn to turn, and are thrown at in some. */
static void carried_by_loops() {
    uint64_t hash = 14695981039346656037u;
    double sum = 0;
    int thrown = 0;
    for (int i = 0; i < 1000; i++) {
        double before = sum;
        try {
            sum += pass(i, i % 7 == 3) * 0.5;
            hash = (hash ^ static_cast<uint64_t>(i)) * 1099511628211u;
            sum -= pass(i / 2, i % 11 == 5);
        } catch (int value) {
            thrown++;
            hash += static_cast<uint64_t>(value);
            sum = before - value * 0.25;
        }
    }
    say("loop: %llx %.4f, thrown %d", (unsigned long long)hash, sum, thrown);
}

static int leave(int way) {
    Noisy function("function's");
    for (int i = 0; i < 4; i++) {
        Noisy turn("turn's");
        try {
            Noisy noisy("try's");
            if (way == 0) return 1;
            if (way == 1) break;
            if (way == 2 && i < 1) continue;
            if (way == 3) goto out;
            if (way == 5) throw 5;
            fail(way);
        } catch (const Derived &derived) {
            Noisy noisy("handler's");
            if (way == 2) return derived.code;
            break;
        } catch (int) {
            goto out;
        }
        say("next turn");
    }
    return 2;
out:
    return 3;
}

static int recursive(int n, int limit) {
    struct Count {
        ~Count() { frames++; }
        int &frames;
    };
    static int frames = 0;
    if (n == limit) {
        frames = 0;
        fail(n);
    }
    Count count{frames};
    int result = recursive(n + 1, limit) + 1;
    return result + frames;
}

static void deep() {
    for (int limit : {1, 10, 1000, 10000}) {
        try {
            say("returned %d", recursive(0, limit));
        } catch (const Derived &derived) {
            say("from a depth of %d", derived.code);
        }
    }
}

/* A pair of functions that hand an exception back and forth, each frame with a handler of its own. */
static int ping(int n);
static int pong(int n) {
    try {
        return ping(n - 1) + 1;
    } catch (int i) {
        if (i % 5 == 0) return i;
        throw i + 1;
    }
}
static int ping(int n) {
    if (n <= 0) throw 1;
    try {
        return pong(n - 1) * 2;
    } catch (int i) {
        throw i + 2;
    }
}

static long long switched(int n) {
    long long total = 0;
    for (int i = 0; i < n; i++) {
        switch (i % 5) {
        case 0:
            try {
                total += pass(i, i % 2) + 100;
                if (i % 3 == 0) throw std::string("third");
            } catch (const std::string &text) {
                total += static_cast<long long>(text.size());
            } catch (int odd) {
                total -= odd;
            }
            break;
        case 1:
            try {
                if (pass(i, i == 31) % 2) break;
                continue;
            } catch (...) {
                total = 0;
            }
            [[fallthrough]];
        case 2: total *= 2; break;
        default: total += i;
        }
    }
    return total;
}

void control_flow() {
    for (int seed = 3; seed < 6; seed++) live_values(seed);
    carried_by_loops();
    for (int way = 0; way <= 5; way++) say("left: %d", leave(way));
    deep();
    for (int n = 1; n < 40; n += 6) {
        try {
            say("ping: %d", ping(n));
        } catch (int i) {
            say("ping throws %d", i);
        }
    }
    say("switched: %lld", switched(60));
}
