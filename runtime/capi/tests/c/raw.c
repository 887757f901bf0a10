/* Raw calls: into the guest, and out of it to host functions that use its memory, call it again, and fail. */

#include "check.h"

#include <string.h>

static int finalized;

static wasm_trap_t *print(void *env, wasmc_caller_t *caller, wasmc_val_raw_t values[]) {
  wasm_extern_t *export = wasmc_caller_export(caller, "memory");
  CHECK(export);
  wasm_memory_t *memory = wasm_extern_as_memory(export);
  CHECK(memory);
  CHECK((size_t)values[0].i32 + values[1].i32 <= wasm_memory_data_size(memory));
  printf("%s: %.*s\n", (const char *)env, values[1].i32, wasm_memory_data(memory) + values[0].i32);
  wasm_extern_delete(export);
  CHECK(!wasmc_caller_export(caller, "nothing"));
  return NULL;
}

static wasm_trap_t *twice(void *env, wasmc_caller_t *caller, wasmc_val_raw_t values[]) {
  (void)env;
  /* The guest is called while it waits for us. */
  wasm_extern_t *export = wasmc_caller_export(caller, "add");
  wasm_trap_t *trap = wasmc_func_call_raw(wasm_extern_as_func(export), values, 2);
  wasm_extern_delete(export);
  if (trap) return trap;
  if (values[0].i32 == 0) return wasmc_trap_new(wasmc_caller_store(caller), "zero is not liked");
  values[0].i64 = 2 * (int64_t)values[0].i32;
  return NULL;
}

static void finalize(void *env) {
  printf("finalized: %s\n", (const char *)env);
  finalized++;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  wasm_module_t *module = guest(engine, argv[1]);
  const wasm_valkind_t two[] = {WASM_I32, WASM_I32}, one[] = {WASM_I64};
  wasm_functype_t *print_type = wasmc_functype_new(two, 2, NULL, 0);
  wasm_functype_t *twice_type = wasmc_functype_new(two, 2, one, 1);
  wasm_extern_t *externs[] = {
    wasm_func_as_extern(wasmc_func_new_raw(store, print_type, print, "printed", finalize)),
    wasm_func_as_extern(wasmc_func_new_raw(store, twice_type, twice, NULL, NULL)),
  };
  wasm_extern_vec_t imports = WASM_ARRAY_VEC(externs);
  wasm_trap_t *trap = NULL;
  wasm_instance_t *instance = wasm_instance_new(store, module, &imports, &trap);
  check_no_trap(trap);
  CHECK(instance);

  wasm_func_t *hello = wasmc_instance_func(instance, "hello");
  wasm_func_t *via = wasmc_instance_func(instance, "via");
  wasm_func_t *splat = wasmc_instance_func(instance, "splat");
  wasm_func_t *same = wasmc_instance_func(instance, "same");
  CHECK(hello && via && splat && same);
  CHECK(!wasmc_instance_func(instance, "memory") && !wasmc_instance_memory(instance, "hello"));
  CHECK(!wasmc_instance_func(instance, "nothing"));
  printf("error: %s\n", wasmc_last_error());

  check_no_trap(wasmc_func_call_raw(hello, NULL, 0));
  wasmc_val_raw_t values[4];
  values[0].i32 = 40;
  values[1].i32 = 2;
  check_no_trap(wasmc_func_call_raw(via, values, 4));
  printf("via: %lld\n", (long long)values[0].i64);
  values[0].i32 = 1;
  values[1].i32 = -1;
  print_trap(wasmc_func_call_raw(via, values, 4));
  print_trap(wasmc_func_call_raw(via, values, 1));
  values[0].i32 = 7;
  check_no_trap(wasmc_func_call_raw(splat, values, 1));
  for (int byte = 0; byte < 16; byte++) CHECK(values[0].v128[byte] == (byte % 4 == 0 ? 7 : 0));

  /* References: the same function and the same object come back. */
  wasm_foreign_t *foreign = wasm_foreign_new(store);
  values[0].funcref = wasmc_func_to_raw(hello);
  values[1].externref = wasmc_externref_to_raw(store, wasm_foreign_as_ref(foreign));
  check_no_trap(wasmc_func_call_raw(same, values, 2));
  wasm_func_t *func = wasmc_func_from_raw(store, values[0].funcref);
  wasm_ref_t *ref = wasmc_externref_from_raw(store, values[1].externref);
  CHECK(wasm_func_same(func, hello) && wasm_ref_same(ref, wasm_foreign_as_ref(foreign)));
  CHECK(!wasm_func_same(func, via) && !wasmc_func_to_raw(NULL) && !wasmc_func_from_raw(store, NULL));
  wasm_func_delete(func);
  wasm_ref_delete(ref);
  wasm_foreign_delete(foreign);

  wasm_memory_t *memory = wasmc_instance_memory(instance, "memory");
  byte_t *base = wasm_memory_data(memory);
  CHECK(wasm_memory_size(memory) == 1 && wasmc_memory_grow(memory, 1) && !wasm_memory_grow(memory, 100));
  CHECK(wasm_memory_data(memory) == base && wasm_memory_data_size(memory) == 2 * MEMORY_PAGE_SIZE);

  /* A store lives as long as any handle to something in it. */
  wasm_store_delete(store);
  wasm_module_delete(module);
  wasm_engine_delete(engine);
  wasm_functype_delete(print_type);
  wasm_functype_delete(twice_type);
  for (int i = 0; i < 2; i++) wasm_extern_delete(externs[i]);
  wasm_instance_delete(instance);
  wasm_memory_delete(memory);
  wasm_func_delete(via);
  wasm_func_delete(splat);
  wasm_func_delete(same);
  CHECK(!finalized);
  check_no_trap(wasmc_func_call_raw(hello, NULL, 0));
  wasm_func_delete(hello);
  CHECK(finalized == 1);
  return 0;
}
