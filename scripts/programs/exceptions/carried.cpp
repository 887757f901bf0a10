/* Exceptions that outlive their handlers: std::exception_ptr, std::nested_exception, coroutines. */
#include "log.h"
#include <coroutine>
#include <exception>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

static std::exception_ptr keep(int code) {
    try {
        if (code % 2) throw std::runtime_error("odd " + std::to_string(code));
        fail(code);
    } catch (...) {
        return std::current_exception();
    }
}

static void release(const std::exception_ptr &kept) {
    try {
        if (kept) std::rethrow_exception(kept);
        say("nothing kept");
    } catch (Base &base) {
        say("released %s %d", base.kind(), base.code++);
    } catch (const std::exception &error) {
        say("released %s", error.what());
    }
}

static void pointers() {
    std::vector<std::exception_ptr> kept{nullptr, keep(130), keep(131)};
    kept.push_back(kept[1]);
    kept.push_back(std::make_exception_ptr(Derived(132)));
    for (int round = 0; round < 2; round++)
        for (const auto &pointer : kept) release(pointer);
    say("same: %d, other: %d", kept[1] == kept[3], kept[1] == kept[4]);
    try {
        std::rethrow_exception(kept[1]);
    } catch (...) {
        say("the same exception: %d", std::current_exception() == kept[1]);
    }
    say("outside of handlers: %d", std::current_exception() == nullptr);
    std::exception_ptr last;
    {
        try {
            throw Noisy("kept");
        } catch (Noisy &) {
            last = std::current_exception();
        }
        say("its handler is over");
    }
    last = nullptr;
    say("let go");
}

static void load(int level) {
    try {
        if (level == 0) throw std::invalid_argument("level 0");
        load(level - 1);
    } catch (...) {
        std::throw_with_nested(std::runtime_error("level " + std::to_string(level + 1)));
    }
}

static void unfold(const std::exception &error, int indent) {
    say("%*s%s", indent, "", error.what());
    try {
        std::rethrow_if_nested(error);
    } catch (const std::exception &inner) {
        unfold(inner, indent + 1);
    }
}

/* A generator whose body throws into whoever asks for the next value. */
struct Generator {
    struct promise_type {
        int value = 0;
        std::exception_ptr error;
        Generator get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int next) {
            value = next;
            return {};
        }
        void return_void() {}
        void unhandled_exception() { error = std::current_exception(); }
    };
    Generator(std::coroutine_handle<promise_type> handle) : handle(handle) {}
    Generator(const Generator &) = delete;
    ~Generator() { handle.destroy(); }
    int next() {
        handle.resume();
        if (handle.promise().error) std::rethrow_exception(std::exchange(handle.promise().error, nullptr));
        return handle.promise().value;
    }
    std::coroutine_handle<promise_type> handle;
};

static Generator countdown(int from) {
    Noisy noisy("local of a coroutine");
    for (int i = from;; i--) {
        try {
            if (i == 1) fail(140);
        } catch (const Base &base) {
            say("  in the coroutine: %d", base.code);
        }
        if (i == 0) throw std::out_of_range("below zero");
        co_yield i;
    }
}

static void coroutines() {
    Generator numbers = countdown(3);
    try {
        for (;;) say("next: %d", numbers.next());
    } catch (const std::out_of_range &error) {
        say("no more: %s", error.what());
    }
}

void carried() {
    pointers();
    try {
        load(4);
    } catch (const std::exception &error) {
        unfold(error, 0);
    }
    coroutines();
}
