// A module that has one imported and one defined thing of each kind.
PART InstanceHeader wasmc_instance[1];
PART unsigned wasmc_type_ids[16];
PART MemoryDef wasmc_memories[1];
PART MemoryDef *wasmc_memory_imports[1];
PART TableDef wasmc_tables[1];
PART TableDef *wasmc_table_imports[1];
PART Value wasmc_globals[2];
PART Value *wasmc_global_imports[1];

long wasmc_memory_grow(void *instance, int memory, long delta);
int wasmc_memory_init(void *instance, int memory, int segment, long destination, long source, long len);
void wasmc_data_drop(void *instance, int segment);
long wasmc_table_grow(void *instance, int table, long delta, void *element);
int wasmc_table_fill(void *instance, int table, long start, void *element, long len);
int wasmc_table_copy(void *instance, int to, int from, long destination, long source, long len);
int wasmc_table_init(void *instance, int table, int segment, long destination, long source, long len);
void wasmc_elem_drop(void *instance, int segment);

#define INSTANCE ((void *)wasmc_instance)

// The sum of what is in the imported global and the defined ones.
static void globals(void *env, Value *v) {
    v[0].i32 = wasmc_global_imports[0]->i32 + wasmc_globals[0].i32 + wasmc_globals[1].i32;
    wasmc_globals[0].i32++;
}

static void memory_size(void *env, Value *v) {
    v[0].i64 = (v[0].i32 ? wasmc_memories[0] : *wasmc_memory_imports[0]).size_bytes;
}

static void memory_load(void *env, Value *v) {
    char *base = v[0].i32 ? wasmc_memories[0].base : wasmc_memory_imports[0]->base;
    v[0].i32 = *(volatile char *)(base + (unsigned)v[1].i32);
}

static void memory_grow(void *env, Value *v) { v[0].i64 = wasmc_memory_grow(INSTANCE, v[0].i32, v[1].i64); }

static void memory_init(void *env, Value *v) {
    v[0].i32 = wasmc_memory_init(INSTANCE, v[0].i32, v[1].i32, v[2].i64, v[3].i64, v[4].i64);
}

static void data_drop(void *env, Value *v) { wasmc_data_drop(INSTANCE, v[0].i32); }

static void table_grow(void *env, Value *v) { v[0].i64 = wasmc_table_grow(INSTANCE, v[0].i32, v[1].i64, v[2].ref); }

static void table_fill(void *env, Value *v) {
    v[0].i32 = wasmc_table_fill(INSTANCE, v[0].i32, v[1].i64, v[2].ref, v[3].i64);
}

static void table_copy(void *env, Value *v) {
    v[0].i32 = wasmc_table_copy(INSTANCE, v[0].i32, v[1].i32, v[2].i64, v[3].i64, v[4].i64);
}

static void table_init(void *env, Value *v) {
    v[0].i32 = wasmc_table_init(INSTANCE, v[0].i32, v[1].i32, v[2].i64, v[3].i64, v[4].i64);
}

static void elem_drop(void *env, Value *v) { wasmc_elem_drop(INSTANCE, v[0].i32); }

// Calls the function at an index of the imported table, if its type is that of the function `globals`.
static void call_indirect(void *env, Value *v) {
    volatile TableDef *table = wasmc_table_imports[0];
    if ((unsigned)v[0].i32 >= table->size) TRAP(4);
    volatile FuncRef *func = table->base[v[0].i32];
    if (!func) TRAP(5);
    if (func->type_id != wasmc_type_ids[1]) TRAP(6);
    call(func, v);
}

PART FuncRef wasmc_funcrefs[] = {
    {0},
    FUNC(globals),
    FUNC(memory_size),
    FUNC(memory_load),
    FUNC(memory_grow),
    FUNC(memory_init),
    FUNC(data_drop),
    FUNC(table_grow),
    FUNC(table_fill),
    FUNC(table_copy),
    FUNC(table_init),
    FUNC(elem_drop),
    FUNC(call_indirect),
};
