// Exceptions of C++: which handler gets them, as what, and what is destroyed on the way. With the argument `uncaught`, one is
// let out at the end.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <vector>

static int depth;

struct Noisy {
    std::string name;
    explicit Noisy(std::string n) : name(std::move(n)) { printf("%*s+%s\n", depth * 2, "", name.c_str()); depth++; }
    Noisy(const Noisy &o) : name(o.name + "'") { printf("%*s+%s\n", depth * 2, "", name.c_str()); depth++; }
    ~Noisy() { depth--; printf("%*s-%s\n", depth * 2, "", name.c_str()); }
};

struct Base { int base = 1; virtual ~Base() {} virtual const char *what() const { return "Base"; } };
struct Left : virtual Base { int left = 2; const char *what() const override { return "Left"; } };
struct Right : virtual Base { int right = 3; const char *what() const override { return "Right"; } };
struct Both : Left, Right { int both = 4; const char *what() const override { return "Both"; } };
struct First { int first = 10; virtual ~First() {} };
struct Second { int second = 20; virtual ~Second() {} };
struct Two : First, Second { int two = 30; };

__attribute__((noinline)) static void fling(int kind) {
    Noisy in("fling " + std::to_string(kind));
    switch (kind) {
    case 0: throw 42;
    case 1: throw "text";
    case 2: throw std::string("string");
    case 3: throw Both();
    case 4: throw Two();
    case 5: { static Two two; throw &two; }
    case 6: throw std::out_of_range("range");
    case 7: throw 3.5;
    case 8: throw 1LL << 40;
    case 9: { std::vector<int> v; v.at(3); break; }
    case 10: { std::map<int, int> m; m.at(1); break; }
    case 11: { std::function<void()> f; f(); break; }
    case 12: { std::unique_ptr<Noisy> a(new Noisy("owned")); throw Left(); }
    case 13: throw nullptr;
    case 14: { std::string().substr(1); break; }
    case 15: std::stoi("x"); break;
    case 16: { Base *b = new Base; std::unique_ptr<Base> own(b); if (!dynamic_cast<Left *>(b)) (void)dynamic_cast<Left &>(*b); break; }
    default: printf("nothing thrown\n");
    }
}

static void sort_out(int kind) {
    try {
        Noisy around("around");
        fling(kind);
    } catch (int i) { printf("int %d\n", i);
    } catch (const char *s) { printf("text %s\n", s);
    } catch (const std::string &s) { printf("string %s\n", s.c_str());
    } catch (const Left &l) { printf("Left: %s, %d %d\n", l.what(), l.left, l.base);
    } catch (const Base &b) { printf("Base: %s, %d\n", b.what(), b.base);
    } catch (const Second &s) { printf("Second: %d\n", s.second);
    } catch (const Second *s) { printf("Second*: %d\n", s->second);
    } catch (const std::logic_error &e) { printf("logic_error: %s\n", e.what());
    } catch (const std::exception &e) { printf("exception: %s\n", e.what());
    } catch (double d) { printf("double %g\n", d);
    } catch (long long l) { printf("long long %lld\n", l);
    } catch (...) { printf("something\n"); }
}

static void nested() {
    try {
        try {
            fling(6);
        } catch (const std::exception &e) {
            Noisy handler("handler");
            try {
                fling(2);
            } catch (const std::string &s) { printf("inner %s, outer still %s\n", s.c_str(), e.what()); }
            throw;
        }
    } catch (const std::out_of_range &e) { printf("again: %s, %d uncaught\n", e.what(), std::uncaught_exceptions()); }
    try {
        try { throw std::runtime_error("inside"); } catch (...) { std::throw_with_nested(std::logic_error("outside")); }
    } catch (const std::exception &e) {
        printf("%s, because of ", e.what());
        try { std::rethrow_if_nested(e); } catch (const std::exception &e) { printf("%s\n", e.what()); }
    }
}

struct Watcher { ~Watcher() { printf("unwinding %d\n", std::uncaught_exceptions()); try { throw 1; } catch (int) { printf("caught in a destructor\n"); } } };

static void pointers() {
    std::exception_ptr kept;
    try { throw Noisy("kept"); } catch (...) { kept = std::current_exception(); }
    for (int i = 0; i < 2; i++)
        try { std::rethrow_exception(kept); } catch (const Noisy &n) { printf("rethrown %s\n", n.name.c_str()); }
    kept = nullptr;
    printf("gone\n");
    auto made = std::make_exception_ptr(7);
    try { std::rethrow_exception(made); } catch (int i) { printf("made %d\n", i); }
}

struct Member { explicit Member(int i) { if (i > 2) throw i; printf("member %d\n", i); } ~Member() { printf("~member\n"); } };
struct Whole { Noisy n{"whole"}; Member a, b; explicit Whole(int i) try : a(i), b(i + 1) {} catch (int e) { printf("function-try %d\n", e); } };

static int recurse(int n) {
    if (n == 0) throw n;
    try { return recurse(n - 1) + 1; } catch (int i) { if (i == 5) return 100; throw i + 1; }
}

static int compare(const void *a, const void *b) {
    int x = *(const int *)a, y = *(const int *)b;
    if (x == 5 && y == 5) throw std::runtime_error("in qsort");
    return x - y;
}

static long long wide(long long a, double b, int c) { if (c) throw a; return a + (long long)b; }

int main(int argc, char **argv) {
    for (int kind = 0; kind <= 17; kind++) sort_out(kind);
    nested();
    try { Watcher w; throw 2; } catch (int i) { printf("int %d\n", i); }
    pointers();
    for (int i = 1; i < 4; i++) try { Whole w(i); printf("made\n"); } catch (int e) { printf("not made: %d\n", e); }
    printf("%d\n", recurse(10));
    int list[] = {9, 5, 3, 5, 1};
    try { qsort(list, 5, sizeof *list, compare); printf("sorted\n"); } catch (const std::exception &e) { printf("%s\n", e.what()); }
    long long (*volatile w)(long long, double, int) = wide;
    try { printf("%lld\n", w(1LL << 50, 2.5, 0)); w(-3, 0, 1); } catch (long long l) { printf("wide %lld\n", l); }
    int caught = 0;
    for (int i = 0; i < 2000; i++) try { if (i % 3) throw i; } catch (int) { caught++; }
    std::cout << "caught " << caught << std::endl;
    try { std::vector<int> v; v.resize((size_t)-1 / 2); } catch (const std::length_error &) { std::cout << "too long\n"; }
    std::cout << std::flush;
    if (argc > 1 && !strcmp(argv[1], "uncaught")) throw std::runtime_error("nobody");
    return 7;
}
