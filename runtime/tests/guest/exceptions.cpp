// Throwing and catching.
#include "exceptions.h"

PART InstanceHeader wasmc_instance[1];
PART unsigned wasmc_type_ids[16];
PART MemoryDef wasmc_memories[1];
PART TagDef *wasmc_tag_imports[1];
PART TagDef wasmc_tags[2];

// Catches what a function throws, in the same frame.
#line 110
static void catch_here(void *env, Value *v) {
    try {
        Value value = {.i32 = v[0].i32};
        raise(&wasmc_tags[0], &value);
    } catch (...) {
        v[0].i32 = caught->values[0].i32 + 1;
    }
}

static volatile int cleaned;

struct Cleaner {
    ~Cleaner() { cleaned = cleaned + 1; }
};

[[gnu::noinline]] static int deep(int depth) {
    __asm__ volatile("" ::: "rbx", "r12", "r13", "r14", "r15", "memory");
    if (depth == 0) raise_int(7);
    int result;
    if (depth & 1) {
        Cleaner cleaner;
        result = deep(depth - 1);
    } else {
        result = deep(depth - 1);
    }
    return result + 1;
}

// Throws many frames further down, every second of which has a pad of its own.
#line 210
static void catch_deep(void *env, Value *v) {
    cleaned = 0;
    try {
        deep(v[0].i32);
    } catch (...) {
        v[0].i32 = caught->values[0].i32 * 1000 + cleaned;
    }
}

// Throws what nobody catches.
static void throw_int(void *env, Value *v) __asm__("throw_int[3]");
#line 310
static void throw_int(void *env, Value *v) { raise_int(v[0].i32); }

// Throws its arguments with the second tag.
#line 410
static void throw_all(void *env, Value *v) { raise(&wasmc_tags[1], v); }

// Calls the imported function and returns its result, or the value of what it throws, negative; other tags are not caught.
#line 510
static void catch_import(void *env, Value *v) {
    try {
        call(&wasmc_funcrefs[0], v);
    } catch (...) {
        if (caught->tag != &wasmc_tags[0] && caught->tag != wasmc_tag_imports[0]) wasmc_throw_ref(caught);
        v[0].i32 = -caught->values[0].i32;
    }
}

// Calls the imported function; has no pad.
#line 610
static void to_host(void *env, Value *v) {
    call(&wasmc_funcrefs[0], v);
    __asm__ volatile("" ::: "memory");
}

// Has many values to keep across a call that throws, in all registers that functions preserve, and on the stack, which is
// aligned for some of them.
#line 710
static void keep_values(void *env, Value *v) {
    long n[20];
    double d[12];
    alignas(64) volatile long aligned[2] = {v[0].i32, 5};
    for (int i = 0; i < 20; i++) n[i] = v[0].i32 * (i + 3L);
    for (int i = 0; i < 12; i++) d[i] = v[0].i32 * (i + 0.5);
    for (int i = 0; i < 20; i++) __asm__ volatile("" : "+r"(n[i]));
    for (int i = 0; i < 12; i++) __asm__ volatile("" : "+x"(d[i]));
    try {
        deep(v[0].i32);
    } catch (...) {
        long sum = 0;
        double dsum = 0;
        for (int i = 0; i < 20; i++) sum = sum * 31 + n[i];
        for (int i = 0; i < 12; i++) dsum = dsum * 3 + d[i];
        if ((long)aligned & 63 || aligned[1] != 5) TRAP(1);
        v[0].i64 = sum + aligned[0];
        v[1].f64 = dsum;
    }
}

// Uses so many bytes of the stack, then throws and catches.
#line 810
[[gnu::noinline]] static int use_stack(int bytes) {
    alignas(64) volatile int aligned[2] = {bytes, 2};
    volatile char *frame = (volatile char *)__builtin_alloca(bytes);
    frame[0] = 1;
    try {
        raise_int(bytes);
    } catch (...) {
        if ((long)aligned & 63 || aligned[0] != bytes) TRAP(1);
        return caught->values[0].i32 + frame[0] - aligned[1];
    }
}

#line 860
static void throw_at_depth(void *env, Value *v) { v[0].i32 = use_stack(v[0].i32); }

// Uses so many bytes of the stack, then throws what nobody catches.
static void throw_deep_down(void *env, Value *v) {
    volatile char *frame = (volatile char *)__builtin_alloca(v[0].i32);
    frame[0] = 1;
    raise_int(frame[0]);
}

// Traps within a region that catches everything.
#line 910
static void trap(void *env, Value *v) {
    try {
        if (v[0].i32 == 1) TRAP(7);
        if (v[0].i32 == 2) *(volatile char *)(wasmc_memory0 + 0xffffffff) = 1;
        raise_int(v[0].i32);
    } catch (...) {
        v[0].i32 = 0;
    }
}

// Catches and throws again, so many times.
#line 1010
[[gnu::noinline]] static void throw_again(int times) {
    try {
        if (times == 0) raise_int(3);
        throw_again(times - 1);
    } catch (...) {
        wasmc_throw_ref(caught);
    }
}

#line 1060
static void throw_often(void *env, Value *v) { throw_again(v[0].i32); }

// Returns the exception that the imported function throws.
#line 1110
static void caught_ref(void *env, Value *v) {
    try {
        call(&wasmc_funcrefs[0], v);
    } catch (...) {
        v[0].ref = caught;
    }
}

// Throws the exception that it gets.
#line 1210
static void throw_ref(void *env, Value *v) { wasmc_throw_ref((Exception *)v[0].ref); }

// Throws with the imported tag.
#line 1310
static void throw_imported(void *env, Value *v) { raise(wasmc_tag_imports[0], v); }

// Frames without pads.
[[gnu::noinline]] static int plain(int depth) {
    if (depth == 0) raise_int(1);
    int result = plain(depth - 1);
    __asm__ volatile("" : "+r"(result));
    return result + 1;
}

// Throws and catches so many times, from so many frames further down.
#line 1410
static void throw_times(void *env, Value *v) {
    long sum = 0;
    for (long i = 0; i < v[0].i64; i++) {
        try {
            plain(v[1].i32);
        } catch (...) {
            sum += caught->values[0].i32;
        }
    }
    v[0].i64 = sum;
}

PART FuncRef wasmc_funcrefs[] = {
    {},
    FUNC(catch_here),
    FUNC(catch_deep),
    FUNC(throw_int),
    FUNC(throw_all),
    FUNC(catch_import),
    FUNC(to_host),
    FUNC(keep_values),
    FUNC(throw_at_depth),
    FUNC(trap),
    FUNC(throw_often),
    FUNC(caught_ref),
    FUNC(throw_ref),
    FUNC(throw_imported),
    FUNC(throw_times),
    FUNC(throw_deep_down),
};
