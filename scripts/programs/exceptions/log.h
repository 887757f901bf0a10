/* What the parts of this program share: a line of output for what happens, and values that tell when they die. */
#pragma once
#include <cstdarg>
#include <cstdio>

inline void say(const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    std::vprintf(format, arguments);
    va_end(arguments);
    std::putchar('\n');
}

/* Says when it dies, and how many exceptions are on their way at that moment. */
struct Noisy {
    explicit Noisy(const char *name) : name(name) { alive++; }
    Noisy(const Noisy &other) : name(other.name) { alive++; }
    ~Noisy();
    const char *name;
    static int alive;
};

struct Base {
    explicit Base(int code) : code(code) {}
    virtual ~Base() = default;
    virtual const char *kind() const { return "Base"; }
    int code;
};

struct Derived : Base {
    explicit Derived(int code) : Base(code) {}
    const char *kind() const override { return "Derived"; }
};

/* Throws `Derived(code)`. In another file, so that no call of it is a jump to the handler. */
[[noreturn]] void fail(int code);

/* Throws an int where `when` says so, otherwise returns its argument. */
int pass(int value, bool when);

void types();
void handlers();
void construction();
void carried();
void library();
void control_flow();
void many();
[[noreturn]] void terminated();
