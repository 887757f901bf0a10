/* C++ exceptions, of all the kinds that the language has. With the argument "terminate": the end of a program that breaks a promise. */
#include "log.h"
#include <cstring>
#include <exception>

int Noisy::alive = 0;

Noisy::~Noisy() {
    alive--;
    say("  %s dies, %d on their way", name, std::uncaught_exceptions());
}

void fail(int code) {
    throw Derived(code);
}

int pass(int value, bool when) {
    if (when) throw value;
    return value;
}

static void part(const char *name, void (*run)()) {
    say("%s", name);
    try {
        run();
    } catch (...) {
        say("an exception has left %s", name);
    }
    say("alive: %d, on their way: %d", Noisy::alive, std::uncaught_exceptions());
}

int main(int argc, char **argv) {
    if (argc > 1 && std::strcmp(argv[1], "terminate") == 0) terminated();
    part("types", types);
    part("handlers", handlers);
    part("construction", construction);
    part("carried", carried);
    part("library", library);
    part("control flow", control_flow);
    part("many", many);
    return 3;
}
