// Exceptions for guests in C++. Their pads are those of C++; what it would ask its library for on the way is here.
HIDDEN volatile InstanceHeader wasmc_instance[];
HIDDEN volatile TagDef wasmc_tags[];

extern "C" {
[[noreturn]] void wasmc_throw(volatile InstanceHeader *instance, volatile TagDef *tag, Value *values);
[[noreturn]] void wasmc_throw_ref(Exception *exception);

void __gxx_personality_v0() {}

// What the last pad has caught.
static Exception *volatile caught;

void *__cxa_begin_catch(void *exception) noexcept {
    caught = (Exception *)exception;
    return exception;
}

void __cxa_end_catch() noexcept {}
}

namespace std {
[[noreturn]] void terminate() noexcept { TRAP(1); __builtin_unreachable(); }
}

[[noreturn]] static void raise(volatile TagDef *tag, Value *values) { wasmc_throw(wasmc_instance, tag, values); }

// Throws an integer with the first tag.
[[noreturn]] [[gnu::noinline]] static void raise_int(int x) {
    Value value = {.i32 = x};
    raise(&wasmc_tags[0], &value);
}
