// Every way to trap, and guests inside of guests. Line numbers are Wasm offsets: function N has those from 100 * N on.
PART InstanceHeader wasmc_instance[1];
PART MemoryDef wasmc_memories[1];
PART unsigned wasmc_type_ids[8];

static volatile int endless = 1;

static void trap(void *env, Value *v) __asm__("trap[1]");
#line 110
__attribute__((noinline)) static void trap(void *env, Value *v) {
    switch (v[0].i32) {
    case 1: TRAP(1);
    case 3: TRAP(3);
    case 4: TRAP(4);
    case 5: TRAP(5);
    case 6: TRAP(6);
    case 7: TRAP(7);
    case 8: TRAP(8);
    case 9: TRAP(9);
    case 11: TRAP(11);
    }
}

static void outer(void *env, Value *v) __asm__("outer[2]");
#line 210
__attribute__((noinline)) static void outer(void *env, Value *v) {
    __asm__ volatile("" ::: "rbx", "r12", "r13", "r14", "r15", "memory");
    trap(env, v);
    v[0].i32++;
}

#line 310
__attribute__((noinline)) static void recurse(void *env, Value *v) {
    v[0].i32++;
    if (endless) recurse(env, v);
    v[0].i32++;
}

#line 410
static void load(void *env, Value *v) {
    volatile char *byte = wasmc_memory0 + (unsigned)v[0].i32;
    v[0].i32 = *byte;
}

void *memset(void *, int, unsigned long);

#line 510
static void fill_memory(void *env, Value *v) {
    memset(wasmc_memory0 + (unsigned)v[0].i32, v[1].i32, (unsigned)v[2].i32);
    __asm__ volatile("" ::: "memory");
}

#line 610
static void to_host(void *env, Value *v) {
    call(&wasmc_funcrefs[0], v);
    __asm__ volatile("" ::: "memory");
}

long wasmc_memory_grow(void *instance, int memory, long delta);

// Grows the memory at every depth, by nothing.
#line 710
__attribute__((noinline)) static void recurse_growing(void *env, Value *v) {
    wasmc_memory_grow((void *)wasmc_instance, 0, 0);
    if (endless) recurse_growing(env, v);
    v[0].i32++;
}

// A frame of many pages at every depth.
#line 810
__attribute__((noinline)) static void recurse_widely(void *env, Value *v) {
    volatile char frame[300000];
    frame[v[0].i32] = 1;
    if (endless) recurse_widely(env, v);
    v[0].i32 += frame[v[0].i32];
}

// Uses so many bytes of the stack, then calls the host and the runtime.
#line 910
static void use_stack(void *env, Value *v) {
    volatile char frame[v[0].i32];
    frame[0] = 1;
    call(&wasmc_funcrefs[0], v);
    wasmc_memory_grow((void *)wasmc_instance, 0, frame[0] - 1);
}

#line 1010
static inline __attribute__((always_inline)) void divide(int divisor) {
    if (divisor == 0) TRAP(7);
}

static void divide_edge(void *env, Value *v) { divide(v[0].i32); }

#line 1110
static void inlined(void *env, Value *v) {
    v[0].i32++;
    divide(v[0].i32 - 1);
}

PART FuncRef wasmc_funcrefs[] = {
    {0},
    FUNC(trap),
    FUNC(outer),
    FUNC(recurse),
    FUNC(load),
    FUNC(fill_memory),
    FUNC(to_host),
    FUNC(recurse_growing),
    FUNC(recurse_widely),
    FUNC(use_stack),
    FUNC(divide_edge),
    FUNC(inlined),
};
