// Instance data and the edge convention as runtime/abi declares them, for guests written in C or C++.
typedef union {
    int i32;
    long i64;
    float f32;
    double f64;
    void *ref;
} __attribute__((aligned(16))) Value;

// The fields where the ABI has them: the tests' build says where.
typedef struct {
    char before_edge[FUNC_REF_EDGE];
    void (*edge)(void *env, Value *values);
    void *env;
    unsigned type_id;
    unsigned reserved;
} FuncRef;

_Static_assert(__builtin_offsetof(FuncRef, env) == FUNC_REF_ENV, "where `env` is");
_Static_assert(__builtin_offsetof(FuncRef, type_id) == FUNC_REF_TYPE_ID, "where `type_id` is");
_Static_assert(sizeof(FuncRef) == FUNC_REF_BYTES, "how large a function reference is");

typedef struct {
    char *base;
    long size_bytes;
} MemoryDef;

typedef struct {
    FuncRef **base;
    long size;
} TableDef;

typedef struct {
    unsigned type_id;
    unsigned values;
} TagDef;

typedef struct {
    volatile TagDef *tag;
    void *runtime;
    Value values[];
} Exception;

typedef struct {
    void *runtime;
    long reserved;
} InstanceHeader;

// The part of instance data with this name. Written by the runtime behind the compiler's back.
#define PART volatile __attribute__((section(".data"), used, aligned(16)))

// A function reference to a function in the edge convention.
#define FUNC(function) {.edge = function}

#define HIDDEN extern __attribute__((visibility("hidden")))
HIDDEN char wasmc_memory0[];
HIDDEN volatile FuncRef wasmc_funcrefs[];

static inline void call(volatile FuncRef *func, Value *values) { func->edge(func->env, values); }

#define TRAP(code) __asm__ volatile(".byte 0x67, 0x0f, 0xb9, 0x40, %c0" ::"i"(code))
