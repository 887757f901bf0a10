/* Rethrowing, handlers within handlers, and what a handler may do before it ends. */
#include "log.h"
#include <exception>
#include <functional>
#include <stdexcept>
#include <string>

/* Sorts out what is being handled, wherever it is called from. */
static std::string describe() {
    try {
        throw;
    } catch (const Derived &derived) {
        return "Derived " + std::to_string(derived.code);
    } catch (const std::exception &error) {
        return std::string("error ") + error.what();
    } catch (int i) {
        return "int " + std::to_string(i);
    } catch (...) {
        return "unknown";
    }
}

static void described() {
    for (int i = 0; i < 4; i++) {
        try {
            if (i == 0) fail(60);
            if (i == 1) throw std::runtime_error("sixty-one");
            if (i == 2) throw 62;
            throw 63u;
        } catch (...) {
            say("described: %s", describe().c_str());
        }
    }
}

static void rethrown() {
    Noisy outer("outermost");
    try {
        Noisy noisy("outer");
        try {
            Noisy noisy("inner");
            fail(70);
        } catch (Derived &derived) {
            Noisy noisy("handler");
            say("caught %d", derived.code);
            derived.code++;
            throw;
        }
    } catch (const Base &base) {
        say("caught again %d", base.code);
    }
}

/* A new exception out of a handler ends the old one, after the handler's locals. */
static void replaced() {
    struct Old {
        Noisy noisy{"old exception"};
    };
    struct New {
        Noisy noisy{"new exception"};
    };
    try {
        try {
            throw Old();
        } catch (Old &) {
            Noisy local("local of the handler");
            throw New();
        }
    } catch (New &) {
        say("replaced");
    }
}

static int depth_first(int n) {
    try {
        throw n;
    } catch (int found) {
        if (found == 0) throw std::string("bottom");
        try {
            return depth_first(n - 1);
        } catch (const std::string &text) {
            if (found % 100 == 0) say("  handling %d: %s", found, text.c_str());
            if (found == 300) return found;
            throw;
        }
    }
}

static void inside_handlers() {
    say("depth first: %d", depth_first(400));
    try {
        fail(80);
    } catch (Derived &first) {
        try {
            fail(81);
        } catch (Derived &second) {
            try {
                throw std::out_of_range("far");
            } catch (std::logic_error &third) {
                say("three at once: %d %d %s", first.code, second.code, third.what());
            }
            say("then: %s", describe().c_str());
        }
        say("and then: %s", describe().c_str());
    }
}

/* A destructor that runs while an exception is on its way may throw and catch others. */
struct Careful {
    ~Careful() {
        int before = std::uncaught_exceptions();
        try {
            if (depth > 0) {
                Careful deeper(depth - 1);
                fail(90 + depth);
            }
            throw depth;
        } catch (Derived &derived) {
            say("  in a destructor: %d, on their way %d and %d", derived.code, before, std::uncaught_exceptions());
        } catch (int i) {
            say("  at the bottom: %d, on their way %d and %d", i, before, std::uncaught_exceptions());
        }
    }
    explicit Careful(int depth) : depth(depth) {}
    int depth;
};

static void in_destructors() {
    try {
        Careful careful(3);
        throw std::runtime_error("first");
    } catch (std::exception &error) {
        say("still %s", error.what());
    }
}

struct Throwing {
    ~Throwing() noexcept(false) { throw std::runtime_error("from a destructor"); }
};

static void from_destructors() {
    try {
        Noisy before("before it");
        Throwing throwing;
        Noisy after("after it");
    } catch (std::runtime_error &error) {
        say("%s", error.what());
    }
}

struct Shape {
    virtual ~Shape() = default;
    virtual double area(int size) const = 0;
};
struct Square : Shape {
    double area(int size) const override {
        if (size < 0) throw std::domain_error("negative square");
        return size * static_cast<double>(size);
    }
};
struct Line : Shape {
    double area(int) const override { throw std::logic_error("a line"); }
};

static void through_calls() {
    Square square;
    Line line;
    const Shape *shapes[] = {&square, &line};
    std::function<double(const Shape &, int)> call = [](const Shape &shape, int size) { return shape.area(size); };
    double (Shape::*member)(int) const = &Shape::area;
    for (int size = 2; size >= -2; size -= 4) {
        for (const Shape *shape : shapes) {
            try {
                double area = size > 0 ? call(*shape, size) : (shape->*member)(size);
                say("area %g", area);
            } catch (const std::domain_error &error) {
                say("domain: %s", error.what());
            } catch (const std::exception &error) {
                say("other: %s", error.what());
            }
        }
    }
}

void handlers() {
    described();
    rethrown();
    replaced();
    inside_handlers();
    in_destructors();
    from_destructors();
    through_calls();
}
