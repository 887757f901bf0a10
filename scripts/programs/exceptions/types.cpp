/* Which handler takes which type: hierarchies, values, references, pointers, conversions. */
#include "log.h"
#include <cstddef>
#include <typeinfo>

struct Left : virtual Base {
    Left() : Base(1) {}
};
struct Right : virtual Base {
    Right() : Base(2) {}
};
struct Both : Left, Right, Noisy {
    Both() : Base(3), Noisy("both") {}
    const char *kind() const override { return "Both"; }
};
struct Twice : Derived, Left {
    Twice() : Base(5), Derived(4) {}
};
struct Hidden : private Base {
    Hidden() : Base(6) {}
};
enum Colour { red, green };
enum class Shape { square };

template <typename T> static void catch_value(const char *name, T value) {
    try {
        throw value;
    } catch (int i) {
        say("%s: int %d", name, i);
    } catch (long long i) {
        say("%s: long long %lld", name, i);
    } catch (unsigned i) {
        say("%s: unsigned %u", name, i);
    } catch (double d) {
        say("%s: double %g", name, d);
    } catch (float d) {
        say("%s: float %g", name, d);
    } catch (char c) {
        say("%s: char %c", name, c);
    } catch (bool b) {
        say("%s: bool %d", name, b);
    } catch (Colour c) {
        say("%s: Colour %d", name, c);
    } catch (const char *text) {
        say("%s: text %s", name, text);
    } catch (const Both &both) {
        say("%s: Both %d %s", name, both.code, both.kind());
    } catch (const Left &left) {
        say("%s: Left %d", name, left.code);
    } catch (Base base) {
        say("%s: sliced to Base %d %s", name, base.code, base.kind());
    } catch (Base *base) {
        say("%s: pointer to Base %d %s", name, base->code, base->kind());
    } catch (int (*function)(int, bool)) {
        say("%s: function %d", name, function(8, false));
    } catch (int Base::*member) {
        Base base(17);
        say("%s: member %d", name, base.*member);
    } catch (const void *pointer) {
        say("%s: pointer to something %s", name, pointer ? "there" : "absent");
    } catch (...) {
        say("%s: something else", name);
    }
}

static void ambiguous() {
    try {
        throw Twice();
    } catch (const Right &) {
        say("twice: Right");
    } catch (const Left &left) {
        say("twice: Left %s", left.kind());
    }
    try {
        throw Hidden();
    } catch (const Base &) {
        say("hidden: Base");
    } catch (const Hidden &) {
        say("hidden: itself");
    }
}

static void null_pointers() {
    try {
        throw nullptr;
    } catch (Base *base) {
        say("nullptr: Base * %d", base == nullptr);
    }
    try {
        throw nullptr;
    } catch (int Base::*member) {
        say("nullptr: member %d", member == nullptr);
    }
    try {
        throw static_cast<Derived *>(nullptr);
    } catch (Base *const &base) {
        say("null Derived *: Base * %d", base == nullptr);
    }
}

static void qualified() {
    static int number = 40;
    int *const pointer = &number;
    try {
        throw pointer;
    } catch (const int *found) {
        say("int *: const int * %d", *found);
    }
    try {
        throw static_cast<const int *>(pointer);
    } catch (int *) {
        say("const int *: int *");
    } catch (const volatile int *found) {
        say("const int *: const volatile int * %d", *found);
    }
    int **twice = new int *(&number);
    try {
        throw twice;
    } catch (const int **) {
        say("int **: const int **");
    } catch (const int *const *found) {
        say("int **: const int *const * %d", **found);
    }
    delete twice;
}

/* What is thrown has the static type of the expression, and a handler by reference sees the object itself. */
static void static_types() {
    Derived derived(50);
    Base &base = derived;
    try {
        throw base;
    } catch (Derived &) {
        say("by static type: Derived");
    } catch (Base &found) {
        say("by static type: %s %d", found.kind(), found.code);
    }
    try {
        try {
            throw derived;
        } catch (Base &found) {
            found.code++;
            throw;
        }
    } catch (Derived &found) {
        say("changed on its way: %d, the original %d", found.code, derived.code);
    }
    auto lambda = [n = 7] { return n * 6; };
    try {
        throw lambda;
    } catch (decltype(lambda) &found) {
        say("lambda: %d", found());
    }
    try {
        throw Both();
    } catch (const std::type_info &) {
        say("type_info");
    } catch (const Noisy &noisy) {
        say("second base: %s", noisy.name);
    }
}

void types() {
    catch_value("int", 1);
    catch_value("long long", 1ll << 40);
    catch_value("unsigned", 3u);
    catch_value("double", 2.5);
    catch_value("float", 0.25f);
    catch_value("char", 'x');
    catch_value("bool", true);
    catch_value("Colour", green);
    catch_value("Shape", Shape::square);
    catch_value("text", "text");
    catch_value("Both", Both());
    catch_value("Left", Left());
    catch_value("Derived", Derived(9));
    Derived derived(10);
    catch_value("Derived *", &derived);
    catch_value("function", &pass);
    catch_value("member", &Base::code);
    catch_value("double *", static_cast<double *>(nullptr));
    catch_value("short", static_cast<short>(1));
    ambiguous();
    null_pointers();
    qualified();
    static_types();
}
