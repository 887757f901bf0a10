/* Objects whose construction fails: what was built dies in reverse order, and storage is returned. */
#include "log.h"
#include <cstdlib>
#include <memory>
#include <new>
#include <stdexcept>
#include <vector>

struct Member : Noisy {
    Member(const char *name, bool bad) : Noisy(name) {
        if (bad) throw std::runtime_error(name);
    }
};

struct Whole : Noisy {
    explicit Whole(int bad)
        : Noisy("base"), first("first", bad == 1), second("second", bad == 2), third(std::make_unique<Member>("third", bad == 3)) {
        if (bad == 4) throw std::runtime_error("body");
    }
    ~Whole() { say("  whole dies"); }
    Member first, second;
    std::unique_ptr<Member> third;

    static void *operator new(std::size_t size) {
        say("  allocates");
        return std::malloc(size);
    }
    static void operator delete(void *pointer) {
        say("  frees");
        std::free(pointer);
    }
};

static void wholes() {
    for (int bad = 0; bad <= 4; bad++) {
        try {
            std::unique_ptr<Whole> whole(new Whole(bad));
            say("whole %d", bad);
        } catch (const std::runtime_error &error) {
            say("no whole: %s", error.what());
        }
    }
}

struct Counted {
    Counted() : number(built++) {
        if (number == limit) throw number;
    }
    Counted(const Counted &) : number(built++) {
        if (number == limit) throw number;
    }
    ~Counted() {
        if (loud) say("  counted %d dies", number);
        built--;
    }
    int number;
    static int built, limit;
    static bool loud;
};
int Counted::built = 0, Counted::limit = 4;
bool Counted::loud = true;

static void arrays() {
    try {
        Counted array[6];
        say("array %d", array[0].number);
    } catch (int i) {
        say("array stops at %d", i);
    }
    try {
        delete[] new Counted[6];
    } catch (int i) {
        say("new array stops at %d", i);
    }
    Counted::limit = 7;
    Counted::loud = false; // The order in which a vector's elements die is the library's choice.
    try {
        std::vector<Counted> vector(3);
        vector.reserve(50);
        vector.insert(vector.begin(), 5, Counted());
    } catch (int i) {
        say("vector stops at %d, left: %d", i, Counted::built);
    }
    Counted::built = 0;
    Counted::loud = true;
    try {
        Counted matrix[3][3];
        say("matrix %d", matrix[0][0].number);
    } catch (int i) {
        say("matrix stops at %d", i);
    }
}

/* Function-try-blocks: of a function, which may return, and of a constructor, which throws again. */
static int whole_function(int code) try {
    Noisy noisy("local of the function");
    if (code > 0) fail(code);
    return 0;
} catch (const Derived &derived) {
    return derived.code;
}

struct Guarded {
    explicit Guarded(int code) try : noisy("guarded member"), value(pass(code, code > 1)) {
        if (code == 1) fail(101);
    } catch (const Derived &derived) {
        say("  constructor: Derived %d", derived.code);
    } catch (int i) {
        say("  constructor: int %d", i);
        throw std::runtime_error("translated");
    }
    Noisy noisy;
    int value;
};

static void function_blocks() {
    say("function: %d %d", whole_function(0), whole_function(100));
    for (int code = 0; code <= 2; code++) {
        try {
            Guarded guarded(code);
            say("guarded %d", guarded.value);
        } catch (const Base &base) {
            say("out of the constructor: %s %d", base.kind(), base.code);
        } catch (const std::exception &error) {
            say("out of the constructor: %s", error.what());
        }
    }
}

/* A static local is built again until that succeeds. */
static int &once(bool bad) {
    static int number = pass(110, bad);
    return number;
}

static void statics() {
    for (bool bad : {true, true, false, true}) {
        try {
            say("once: %d", once(bad)++);
        } catch (int i) {
            say("once: not with %d", i);
        }
    }
}

struct Delegating {
    Delegating() : noisy("delegating") {}
    explicit Delegating(int code) : Delegating() { fail(code); }
    ~Delegating() { say("  a complete object dies"); }
    Noisy noisy;
};

void construction() {
    wholes();
    arrays();
    function_blocks();
    statics();
    try {
        Delegating delegating(120);
    } catch (const Base &base) {
        say("delegating: %d", base.code);
    }
    try {
        throw Noisy("thrown by value");
    } catch (Noisy copy) {
        say("copy of %s", copy.name);
    }
}
