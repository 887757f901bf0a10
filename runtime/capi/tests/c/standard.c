/* The standard interface: types, values, host functions, traps, globals, tables, memories, references, serialized and shared modules. */

#include "check.h"

#include <pthread.h>
#include <string.h>

static int live;

static void finalize(void *info) {
  (void)info;
  live--;
}

static wasm_trap_t *host(void *env, const wasm_val_vec_t *args, wasm_val_vec_t *results) {
  CHECK(args->size == 2 && results->size == 2 && args->data[0].kind == WASM_I32);
  if (args->data[0].of.i32 < 0) {
    wasm_message_t message;
    wasm_name_new_from_string_nt(&message, "negative");
    wasm_trap_t *trap = wasm_trap_new(env, &message);
    wasm_name_delete(&message);
    return trap;
  }
  wasm_val_copy(&results->data[0], &args->data[1]);
  results->data[1] = args->data[0];
  return NULL;
}

static wasm_instance_t *instantiate(wasm_store_t *store, const wasm_module_t *module) {
  wasm_functype_t *type = wasm_functype_new_2_2(wasm_valtype_new_i32(), wasm_valtype_new_externref(),
                                                wasm_valtype_new_externref(), wasm_valtype_new_i32());
  wasm_func_t *func = wasm_func_new_with_env(store, type, host, store, finalize);
  live++;
  CHECK(wasm_func_param_arity(func) == 2 && wasm_func_result_arity(func) == 2);
  wasm_functype_delete(type);
  wasm_extern_t *externs[] = {wasm_func_as_extern(func)};
  wasm_extern_vec_t imports = WASM_ARRAY_VEC(externs);
  wasm_instance_t *instance = wasm_instance_new(store, module, &imports, NULL);
  CHECK(instance);
  wasm_func_delete(func);
  return instance;
}

/* What the module says that it has. */
static void reflect(const wasm_module_t *module) {
  wasm_importtype_vec_t imports;
  wasm_exporttype_vec_t exports;
  wasm_module_imports(module, &imports);
  wasm_module_exports(module, &exports);
  const wasm_name_t *name = wasm_importtype_name(imports.data[0]);
  printf("imports %zu: %.*s\n", imports.size, (int)name->size, name->data);
  for (size_t i = 0; i < exports.size; i++) {
    name = wasm_exporttype_name(exports.data[i]);
    const wasm_externtype_t *type = wasm_exporttype_type(exports.data[i]);
    printf("export %.*s: kind %d", (int)name->size, name->data, wasm_externtype_kind(type));
    const wasm_functype_t *func = wasm_externtype_as_functype_const(type);
    const wasm_memorytype_t *memory = wasm_externtype_as_memorytype_const(type);
    if (func) printf(", %zu to %zu", wasm_functype_params(func)->size, wasm_functype_results(func)->size);
    if (memory) printf(", %u to %u", wasm_memorytype_limits(memory)->min, wasm_memorytype_limits(memory)->max);
    printf("\n");
  }
  wasm_importtype_vec_t copies;
  wasm_importtype_vec_copy(&copies, &imports);
  wasm_importtype_vec_delete(&imports);
  CHECK(copies.size == 1 && wasm_externtype_kind(wasm_importtype_type(copies.data[0])) == WASM_EXTERN_FUNC);
  wasm_importtype_vec_delete(&copies);
  wasm_exporttype_vec_delete(&exports);
}

static void calls(wasm_store_t *store, const wasm_func_t *swap) {
  wasm_foreign_t *foreign = wasm_foreign_new(store);
  wasm_foreign_set_host_info_with_finalizer(foreign, &live, finalize);
  live++;
  wasm_val_t args[] = {WASM_I32_VAL(7), WASM_REF_VAL(wasm_foreign_as_ref(foreign))}, results[2];
  wasm_val_vec_t params = WASM_ARRAY_VEC(args), returned = WASM_ARRAY_VEC(results), none = WASM_EMPTY_VEC;
  check_no_trap(wasm_func_call(swap, &params, &returned));
  CHECK(results[1].kind == WASM_I32 && results[1].of.i32 == 7 && results[0].kind == WASM_EXTERNREF);
  CHECK(wasm_ref_same(results[0].of.ref, args[1].of.ref) && wasm_ref_get_host_info(results[0].of.ref) == &live);
  CHECK(wasm_ref_as_foreign(results[0].of.ref) && !wasm_ref_as_func(results[0].of.ref));
  wasm_val_delete(&results[0]);
  wasm_foreign_delete(foreign);
  args[1].of.ref = NULL;
  args[0].of.i32 = -1;
  wasm_trap_t *trap = wasm_func_call(swap, &params, &none);
  wasm_frame_t *origin = wasm_trap_origin(trap);
  CHECK(origin && wasm_frame_func_index(origin) == 1);
  wasm_frame_delete(origin);
  print_trap(trap);
  print_trap(wasm_func_call(swap, &none, &none));
  args[0].of.i32 = 1;
  print_trap(wasm_func_call(swap, &params, &none));
  args[0].kind = WASM_F64;
  print_trap(wasm_func_call(swap, &params, &returned));
}

static void globals(wasm_store_t *store, wasm_global_t *global) {
  wasm_val_t value = WASM_I64_VAL(5);
  wasm_global_set(global, &value);
  value.of.i64 = 0;
  wasm_global_get(global, &value);
  CHECK(value.kind == WASM_I64 && value.of.i64 == 5);
  wasm_globaltype_t *type = wasm_globaltype_new(wasm_valtype_new_f32(), WASM_CONST);
  wasm_val_t one = WASM_F32_VAL(1.0f);
  CHECK(!wasm_global_new(store, type, &value));
  wasm_global_t *own_global = wasm_global_new(store, type, &one);
  CHECK(own_global && wasm_globaltype_mutability(type) == WASM_CONST && !wasm_global_same(global, own_global));
  wasm_globaltype_delete(type);
  wasm_global_delete(own_global);
}

static void tables(wasm_store_t *store, wasm_table_t *table, wasm_func_t *func) {
  CHECK(wasm_table_size(table) == 1 && !wasm_table_get(table, 0) && !wasm_table_get(table, 9));
  CHECK(wasm_table_set(table, 0, wasm_func_as_ref(func)) && !wasm_table_set(table, 1, NULL));
  wasm_ref_t *element = wasm_table_get(table, 0);
  CHECK(wasm_ref_same(element, wasm_func_as_ref(func)));
  CHECK(!wasm_table_set(table, 0, wasm_table_as_ref(table)));
  CHECK(wasm_table_grow(table, 2, element) && wasm_table_size(table) == 3 && !wasm_table_grow(table, 9, NULL));
  wasm_ref_delete(element);
  wasm_limits_t limits = {1, wasm_limits_max_default};
  wasm_tabletype_t *type = wasm_tabletype_new(wasm_valtype_new_externref(), &limits);
  wasm_table_t *own_table = wasm_table_new(store, type, NULL);
  CHECK(own_table && wasm_tabletype_limits(type)->max == wasm_limits_max_default);
  wasm_tabletype_delete(type);
  wasm_table_delete(own_table);
}

struct shared {
  wasm_engine_t *engine;
  wasm_shared_module_t *module;
};

static void *thread(void *data) {
  struct shared *shared = data;
  wasm_store_t *store = wasm_store_new(shared->engine);
  wasm_module_t *module = wasm_module_obtain(store, shared->module);
  CHECK(module);
  wasm_memorytype_t *type = wasm_memorytype_new(&(wasm_limits_t){1, 2});
  wasm_memory_t *memory = wasm_memory_new(store, type);
  wasm_memorytype_delete(type);
  CHECK(memory && wasm_memory_data_size(memory) == MEMORY_PAGE_SIZE && wasm_memory_grow(memory, 1));
  wasm_memory_delete(memory);
  wasm_module_delete(module);
  wasm_store_delete(store);
  return NULL;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new_with_config(wasm_config_new());
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *loaded = guest(engine, argv[1]);

  /* A module is the same after it was written and read. */
  wasm_byte_vec_t bytes, text;
  wasm_module_serialize(loaded, &bytes);
  wasm_module_t *module = wasm_module_deserialize(store, &bytes);
  CHECK(bytes.size && module && wasm_module_validate(store, &bytes));
  wasm_byte_vec_delete(&bytes);
  wasm_module_delete(loaded);
  wasm_name_new_from_string(&text, "(module)");
  CHECK(wasm_module_validate(store, &text));
  wasm_module_t *compiled = wasm_module_new(store, &text);
  CHECK(compiled);
  wasm_module_delete(compiled);
  wasm_byte_vec_delete(&text);
  wasm_name_new_from_string(&text, "(module (func (result i32)))");
  CHECK(!wasm_module_validate(store, &text));
  wasm_byte_vec_delete(&text);
  reflect(module);

  wasm_instance_t *instance = instantiate(store, module);
  wasm_extern_vec_t exports;
  wasm_instance_exports(instance, &exports);
  calls(store, wasm_extern_as_func(exports.data[0]));
  globals(store, wasm_extern_as_global(exports.data[1]));
  tables(store, wasm_extern_as_table(exports.data[2]), wasm_extern_as_func(exports.data[0]));
  CHECK(!wasm_extern_as_memory(exports.data[0]) && wasm_extern_as_memory(exports.data[3]));
  wasm_instance_set_host_info_with_finalizer(instance, &live, finalize);
  live++;

  /* What does not fit is told, and imports may be missing. */
  wasm_trap_t *trap;
  CHECK(!wasm_instance_new(store, module, NULL, NULL));
  CHECK(!wasm_instance_new(store, module, NULL, &trap));
  print_trap(trap);

  struct shared shared = {engine, wasm_module_share(module)};
  pthread_t threads[4];
  for (int i = 0; i < 4; i++) CHECK(!pthread_create(&threads[i], NULL, thread, &shared));
  for (int i = 0; i < 4; i++) pthread_join(threads[i], NULL);
  wasm_shared_module_delete(shared.module);

  wasm_extern_vec_delete(&exports);
  wasm_instance_delete(instance);
  wasm_module_delete(module);
  CHECK(live == 3);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  wasm_store_delete(NULL);
  wasm_trap_delete(NULL);
  printf("live %d\n", live);
  return 0;
}
