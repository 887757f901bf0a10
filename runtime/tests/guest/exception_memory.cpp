// Places that keep exceptions, while many others are thrown.
#include "exceptions.h"

PART InstanceHeader wasmc_instance[1];
PART unsigned wasmc_type_ids[16];
PART TagDef wasmc_tags[2];
PART TableDef wasmc_tables[1];
PART Value wasmc_globals[1];

// A global that nothing outside of the module knows of.
static Exception *volatile private_global;

// Throws an integer, and returns the exception.
[[gnu::noinline]] static Exception *make(int x) {
    try {
        raise_int(x);
    } catch (...) {
        return caught;
    }
}

// Throws a reference with the second tag, and returns the exception.
[[gnu::noinline]] static Exception *wrap(Exception *inner) {
    try {
        Value value = {.ref = inner};
        raise(&wasmc_tags[1], &value);
    } catch (...) {
        return caught;
    }
}

[[gnu::noinline]] static void churn(int times) {
    for (int i = 0; i < times; i++) make(-1);
}

static void churn_edge(void *env, Value *v) { churn(v[0].i32); }

static Exception *volatile *table() { return (Exception *volatile *)wasmc_tables[0].base; }

// Keeps exceptions in the table, in both globals, and a chain of them, of which only the last is in the table.
static void keep(void *env, Value *v) {
    int n = v[0].i32;
    for (int i = 1; i < wasmc_tables[0].size; i++) table()[i] = make(n + i);
    wasmc_globals[0].ref = make(n);
    private_global = make(n);
    Exception *chain = make(n);
    for (int i = 0; i < n; i++) chain = wrap(chain);
    table()[0] = chain;
    caught = 0;
}

// How many of these are as they were.
static void check(void *env, Value *v) {
    int n = v[0].i32, good = 0;
    for (int i = 1; i < wasmc_tables[0].size; i++) good += table()[i]->values[0].i32 == n + i;
    good += ((Exception *)wasmc_globals[0].ref)->values[0].i32 == n;
    good += private_global->values[0].i32 == n;
    Exception *chain = table()[0];
    for (; chain->tag == &wasmc_tags[1]; chain = (Exception *)chain->values[0].ref) good++;
    v[0].i32 = good + (chain->values[0].i32 == n);
}

// Keeps an exception in each of many frames, and calls the imported function or throws others in the last one.
[[gnu::noinline]] static int in_frames(int depth, int times) {
    if (depth == 0) {
        caught = 0;
        if (times) {
            churn(times);
            return 0;
        }
        Value value;
        call(&wasmc_funcrefs[0], &value);
        return 0;
    }
    Exception *kept = make(depth);
    int good = in_frames(depth - 1, times);
    return good + (kept->values[0].i32 == depth);
}

static void keep_in_frames(void *env, Value *v) { v[0].i32 = in_frames(v[0].i32, v[1].i32); }

// Keeps only the address of an exception's last value.
static void keep_inside(void *env, Value *v) {
    Value *inside = make(v[0].i32)->values;
    __asm__ volatile("" : "+r"(inside));
    caught = 0;
    churn(v[1].i32);
    v[0].i32 = inside->i32;
}

static void throw_int(void *env, Value *v) { raise_int(v[0].i32); }

PART FuncRef wasmc_funcrefs[] = {
    {}, FUNC(churn_edge), FUNC(keep), FUNC(check), FUNC(keep_in_frames), FUNC(keep_inside), FUNC(throw_int),
};
