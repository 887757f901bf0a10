/* A million exceptions one after the other, which must not take more and more memory; and the end by std::terminate. */
#include "log.h"
#include <cstdlib>
#include <exception>
#include <stdexcept>
#include <string>
#include <vector>

/* Pages of the guest's memory; natively nothing is measured. */
static unsigned long pages() {
#ifdef __wasm__
    return __builtin_wasm_memory_size(0);
#else
    return 0;
#endif
}

struct Large {
    char bytes[4096] = {};
};

static long long thrown(int times) {
    long long sum = 0;
    for (int i = 0; i < times; i++) {
        try {
            if (i % 10 == 9) throw std::runtime_error("a message that is too long to be kept in place: " + std::to_string(i));
            if (i % 10 == 4) throw Large();
            if (i % 10 == 3) fail(i);
            sum += pass(i, true);
        } catch (const std::runtime_error &error) {
            sum += error.what()[5];
        } catch (const Base &base) {
            sum -= base.code;
        } catch (const Large &large) {
            sum += large.bytes[i % 4096];
        } catch (int value) {
            sum += value;
        }
    }
    return sum;
}

void many() {
    thrown(1000);
    unsigned long before = pages();
    say("sum: %lld", thrown(1000000));
    say("memory grows by %lu", pages() - before);
    std::vector<std::exception_ptr> kept;
    for (int i = 0; i < 10000; i++) {
        try {
            fail(i);
        } catch (...) {
            kept.push_back(std::current_exception());
        }
    }
    long long sum = 0;
    for (int i = 0; i < 30000; i++) {
        try {
            std::rethrow_exception(kept[static_cast<size_t>(i) * 7 % kept.size()]);
        } catch (const Derived &derived) {
            sum += derived.code;
        }
    }
    say("kept: %lld", sum);
}

static void promises() noexcept {
    Noisy noisy("never dies");
    fail(150);
}

void terminated() {
    std::set_terminate([] {
        say("terminated");
        std::fflush(stdout);
        std::_Exit(7);
    });
    try {
        promises();
    } catch (...) {
        say("a promise was broken");
    }
    std::_Exit(8);
}
