/* The module `names`, made by wasmc. Link the object that was made with this file, and libwasmc: cc main.c names.o -lwasmc
 *
 * names_load takes the module out of the program; nothing is copied. names_instantiate makes an instance, with the functions that
 * the program supplies in names_imports_t. Both give NULL when they fail, and wasmc_last_error() says why. Each export is a
 * function below.
 *
 * Traps: a call that traps gives zeros, and the instance keeps the trap. Until it is taken by names_take_trap, all calls through the
 * instance do nothing and give zeros; so it is enough to look at names_trap after several. A function that the
 * program supplies traps by names_raise, or by returning while a trap of a call of its own is kept.
 *
 * References are as wasmc_func_to_raw and wasmc_externref_to_raw make them. An instance is used by one thread at a time, as its
 * store is. */

#ifndef WASMC_NAMES_H
#define WASMC_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "wasmc.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The artifact, and its metadata. */
extern const uint8_t WASMC_NAMES_DATA[];
extern const uint8_t WASMC_NAMES_METADATA[];

/* An instance. */
typedef struct names_t names_t;

/* What the module imports. Functions get the instance that calls them, whose `imports.env` is `env` below. While the
 * start function runs, it has no exports yet. */
typedef struct names_imports_t {
  void *env;
  /* a.b_c: (i32) -> () */
  void (*a_b_c)(names_t *, int32_t);
  /* a_b.c: (i64) -> () */
  void (*a_b_c_1)(names_t *, int64_t);
  /* .env: () -> () */
  void (*_env)(names_t *);
  /* xor.eq: () -> (i32) */
  int32_t (*_xor_eq)(names_t *);
  /* .. int x; ......: a global */
  wasm_extern_t *___int_x________;
} names_imports_t;

struct names_t {
  wasm_store_t *store;
  wasm_instance_t *instance;
  names_imports_t imports;
  wasm_extern_vec_t exports;
  wasm_func_t *funcs[14];
  wasm_trap_t *trap;
};

/* The module. It is deleted by wasm_module_delete, which its instances survive. */
static inline wasm_module_t *names_load(wasm_engine_t *engine) {
  return wasmc_module_from_ptr(engine, WASMC_NAMES_DATA, WASMC_NAMES_METADATA);
}

/* The trap that the instance keeps, or NULL. It stays the instance's. */
static inline const wasm_trap_t *names_trap(const names_t *m) {
  return m->trap;
}

/* Takes the trap from the instance, which can be called again then. The caller deletes it. */
static inline wasm_trap_t *names_take_trap(names_t *m) {
  wasm_trap_t *trap = m->trap;
  m->trap = NULL;
  return trap;
}

/* Called by a function that the program supplies: when it returns, its caller traps with this, which is the instance's now. */
static inline void names_raise(names_t *m, wasm_trap_t *trap) {
  if (m->trap == NULL)
    m->trap = trap;
  else if (trap != NULL)
    wasm_trap_delete(trap);
}

/* Deletes the handle of an instance. Nobody may call the functions that were supplied to it any more. */
static inline void names_delete(names_t *m) {
  if (m == NULL)
    return;
  if (m->trap != NULL)
    wasm_trap_delete(m->trap);
  wasm_extern_vec_delete(&m->exports);
  wasm_instance_delete(m->instance);
  free(m);
}

static inline bool names_internal_call(names_t *m, size_t func, wasmc_val_raw_t values[], size_t size) {
  if (m->trap != NULL || m->funcs[func] == NULL)
    return false;
  names_raise(m, wasmc_func_call_raw(m->funcs[func], values, size));
  return m->trap == NULL;
}

static inline wasm_extern_t *names_internal_export(const names_t *m, size_t export_) {
  return export_ < m->exports.size ? m->exports.data[export_] : NULL;
}

static inline wasm_extern_t *names_internal_import(names_t *m, bool is_given, const wasm_valkind_t kinds[], size_t params,
    size_t results, wasmc_func_callback_raw_t callback) {
  wasm_functype_t *type;
  wasm_func_t *func;
  if (!is_given)
    return NULL;
  type = wasmc_functype_new(kinds, params, kinds + params, results);
  func = wasmc_func_new_raw(m->store, type, callback, m, NULL);
  wasm_functype_delete(type);
  return func == NULL ? NULL : wasm_func_as_extern(func);
}

static inline wasm_trap_t *names_internal_import_0(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  names_t *m = (names_t *)env;
  int32_t a0;
  (void)caller;
  (void)v;
  a0 = v[0].i32;
  m->imports.a_b_c(m, a0);
  return names_take_trap(m);
}

static inline wasm_trap_t *names_internal_import_1(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  names_t *m = (names_t *)env;
  int64_t a0;
  (void)caller;
  (void)v;
  a0 = v[0].i64;
  m->imports.a_b_c_1(m, a0);
  return names_take_trap(m);
}

static inline wasm_trap_t *names_internal_import_2(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  names_t *m = (names_t *)env;
  (void)caller;
  (void)v;
  m->imports._env(m);
  return names_take_trap(m);
}

static inline wasm_trap_t *names_internal_import_3(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  names_t *m = (names_t *)env;
  int32_t r;
  (void)caller;
  (void)v;
  r = m->imports._xor_eq(m);
  v[0].i32 = r;
  return names_take_trap(m);
}

/* Makes an instance in a store of the module's engine, and runs its start function. NULL on an error. */
static inline names_t *names_instantiate(wasm_store_t *store, const wasm_module_t *module, const names_imports_t *imports) {
  names_t *m = (names_t *)calloc(1, sizeof(names_t));
  wasm_extern_t *given[5];
  wasm_extern_vec_t list;
  if (m == NULL)
    return NULL;
  m->store = store;
  if (imports != NULL)
    m->imports = *imports;
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_I32};
    given[0] = names_internal_import(m, m->imports.a_b_c != NULL, kinds, 1, 0,
        names_internal_import_0);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I64, WASM_I32};
    given[1] = names_internal_import(m, m->imports.a_b_c_1 != NULL, kinds, 1, 0,
        names_internal_import_1);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I32};
    given[2] = names_internal_import(m, m->imports._env != NULL, kinds, 0, 0,
        names_internal_import_2);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_I32};
    given[3] = names_internal_import(m, m->imports._xor_eq != NULL, kinds, 0, 1,
        names_internal_import_3);
  }
  given[4] = m->imports.___int_x________;
  list.size = 5;
  list.data = given;
  m->instance = wasm_instance_new(store, module, &list, NULL);
  if (given[0] != NULL)
    wasm_extern_delete(given[0]);
  if (given[1] != NULL)
    wasm_extern_delete(given[1]);
  if (given[2] != NULL)
    wasm_extern_delete(given[2]);
  if (given[3] != NULL)
    wasm_extern_delete(given[3]);
  if (m->instance == NULL) {
    if (m->trap != NULL)
      wasm_trap_delete(m->trap);
    free(m);
    return NULL;
  }
  wasm_instance_exports(m->instance, &m->exports);
  m->funcs[0] = wasm_extern_as_func(m->exports.data[0]);
  m->funcs[1] = wasm_extern_as_func(m->exports.data[1]);
  m->funcs[2] = wasm_extern_as_func(m->exports.data[2]);
  m->funcs[3] = wasm_extern_as_func(m->exports.data[3]);
  m->funcs[4] = wasm_extern_as_func(m->exports.data[4]);
  m->funcs[5] = wasm_extern_as_func(m->exports.data[5]);
  m->funcs[6] = wasm_extern_as_func(m->exports.data[6]);
  m->funcs[7] = wasm_extern_as_func(m->exports.data[7]);
  m->funcs[8] = wasm_extern_as_func(m->exports.data[8]);
  m->funcs[9] = wasm_extern_as_func(m->exports.data[9]);
  m->funcs[10] = wasm_extern_as_func(m->exports.data[10]);
  m->funcs[11] = wasm_extern_as_func(m->exports.data[11]);
  m->funcs[12] = wasm_extern_as_func(m->exports.data[12]);
  m->funcs[13] = wasm_extern_as_func(m->exports.data[14]);
  return m;
}

/* `a-b`: () -> () */
static inline void names_a_b_0(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 0, v, 0);
}

/* `a_b`: () -> () */
static inline void names_a_b(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 1, v, 0);
}

/* `a b`: () -> () */
static inline void names_a_b_2(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 2, v, 0);
}

/* `load`: () -> () */
static inline void names_load_3(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 3, v, 0);
}

/* `load_3`: () -> () */
static inline void names_load_3_4(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 4, v, 0);
}

/* `t`: () -> () */
static inline void names_t_5(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 5, v, 0);
}

/* `trap`: () -> () */
static inline void names_trap_6(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 6, v, 0);
}

/* `internal_call`: () -> () */
static inline void names__internal_call(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 7, v, 0);
}

/* ``: () -> () */
static inline void names_(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 8, v, 0);
}

/* `. .. ...`: () -> () */
static inline void names_________(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 9, v, 0);
}

typedef struct names_9_results_t {
  int32_t r0;
  int32_t r1;
} names_9_results_t;

/* `9`: () -> (i32, i32) */
static inline names_9_results_t names_9(names_t *m) {
  wasmc_val_raw_t v[2];
  names_9_results_t r;
  memset(&r, 0, sizeof r);
  if (names_internal_call(m, 10, v, 2)) {
    r.r0 = v[0].i32;
    r.r1 = v[1].i32;
  }
  return r;
}

/* `9_results_t`: () -> () */
static inline void names_9_results_t_11(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 11, v, 0);
}

/* `for`: () -> () */
static inline void names_for(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 12, v, 0);
}

/* Memory `heap`: a handle of the instance's, where its bytes are, and how many. */
static inline wasm_memory_t *names_heap(const names_t *m) {
  wasm_extern_t *e = names_internal_export(m, 13);
  return e == NULL ? NULL : wasm_extern_as_memory(e);
}

static inline uint8_t *names_heap_data(const names_t *m) {
  wasm_memory_t *memory = names_heap(m);
  return memory == NULL ? NULL : (uint8_t *)wasm_memory_data(memory);
}

static inline size_t names_heap_size(const names_t *m) {
  wasm_memory_t *memory = names_heap(m);
  return memory == NULL ? 0 : wasm_memory_data_size(memory);
}

/* `heap_size`: () -> () */
static inline void names_heap_size_14(names_t *m) {
  wasmc_val_raw_t v[1];
  (void)names_internal_call(m, 13, v, 0);
}

#ifdef __cplusplus
}
#endif

#endif
