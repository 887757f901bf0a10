// A module with two shared memories, one imported and one of its own: its functions' first argument tells which.
PART InstanceHeader wasmc_instance[1];
PART unsigned wasmc_type_ids[16];
PART MemoryDef *wasmc_memory_imports[2];

long wasmc_memory_grow(void *instance, int memory, long delta);
int wasmc_atomic_notify(void *address, int count);
int wasmc_atomic_wait32(void *address, int expected, long nanoseconds);
int wasmc_atomic_wait64(void *address, long expected, long nanoseconds);

static char *at(Value *v) { return wasmc_memory_imports[v[0].i32]->base + (unsigned)v[1].i32; }

// Adds one, as often as asked.
static void add(void *env, Value *v) {
    int *place = (int *)at(v);
    for (int left = v[2].i32; left > 0; left--) __atomic_fetch_add(place, 1, __ATOMIC_SEQ_CST);
}

static void load(void *env, Value *v) { v[0].i32 = *(volatile int *)at(v); }

static void store(void *env, Value *v) { __atomic_store_n((int *)at(v), v[2].i32, __ATOMIC_SEQ_CST); }

static void grow(void *env, Value *v) {
    v[0].i64 = wasmc_memory_grow((void *)wasmc_instance, v[0].i32, v[1].i64);
}

// Writes to the last byte, wherever that is by now, and returns the size.
static void touch_last(void *env, Value *v) {
    volatile MemoryDef *memory = wasmc_memory_imports[v[0].i32];
    long bytes = __atomic_load_n(&memory->size_bytes, __ATOMIC_RELAXED);
    ((volatile char *)memory->base)[bytes - 1] = 1;
    v[0].i64 = bytes;
}

static void notify(void *env, Value *v) { v[0].i32 = wasmc_atomic_notify(at(v), v[2].i32); }

static void wait32(void *env, Value *v) { v[0].i32 = wasmc_atomic_wait32(at(v), v[2].i32, v[3].i64); }

static void wait64(void *env, Value *v) { v[0].i32 = wasmc_atomic_wait64(at(v), v[2].i64, v[3].i64); }

PART FuncRef wasmc_funcrefs[] = {
    FUNC(add), FUNC(load), FUNC(store), FUNC(grow), FUNC(touch_last), FUNC(notify), FUNC(wait32), FUNC(wait64),
};
