/* The module `all`, made by wasmc. Link the object that was made with this file, and libwasmc: cc main.c all.o -lwasmc
 *
 * all_load takes the module out of the program; nothing is copied. all_instantiate makes an instance, with the functions that
 * the program supplies in all_imports_t. Both give NULL when they fail, and wasmc_last_error() says why. Each export is a
 * function below.
 *
 * Traps: a call that traps gives zeros, and the instance keeps the trap. Until it is taken by all_take_trap, all calls through the
 * instance do nothing and give zeros; so it is enough to look at all_trap after several. A function that the
 * program supplies traps by all_raise, or by returning while a trap of a call of its own is kept.
 *
 * References are as wasmc_func_to_raw and wasmc_externref_to_raw make them. An instance is used by one thread at a time, as its
 * store is. */

#ifndef WASMC_ALL_H
#define WASMC_ALL_H

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
extern const uint8_t WASMC_ALL_DATA[];
extern const uint8_t WASMC_ALL_METADATA[];

/* An instance. */
typedef struct all_t all_t;

/* A vector: its bytes as they are in memory. */
typedef struct all_v128_t { uint8_t bytes[16]; } all_v128_t;

typedef struct all_env_pair_results_t {
  int32_t r0;
  int64_t r1;
} all_env_pair_results_t;

/* What the module imports. Functions get the instance that calls them, whose `imports.env` is `env` below. While the
 * start function runs, it has no exports yet. */
typedef struct all_imports_t {
  void *env;
  /* env.log: (i32, f64) -> () */
  void (*env_log)(all_t *, int32_t, double);
  /* env.now: () -> (i64) */
  int64_t (*env_now)(all_t *);
  /* env.pair: (i32) -> (i32, i64) */
  all_env_pair_results_t (*env_pair)(all_t *, int32_t);
  /* env.vector: (v128) -> (v128) */
  all_v128_t (*env_vector)(all_t *, all_v128_t);
  /* env.log: (i32) -> () */
  void (*env_log_5)(all_t *, int32_t);
  /* env.memory: a memory */
  wasm_extern_t *env_memory;
  /* env.table: a table */
  wasm_extern_t *env_table;
  /* env.base: a global */
  wasm_extern_t *env_base;
  /* env.tag: a tag */
  wasm_extern_t *env_tag;
} all_imports_t;

struct all_t {
  wasm_store_t *store;
  wasm_instance_t *instance;
  all_imports_t imports;
  wasm_extern_vec_t exports;
  wasm_func_t *funcs[6];
  wasm_trap_t *trap;
};

/* The module. It is deleted by wasm_module_delete, which its instances survive. */
static inline wasm_module_t *all_load(wasm_engine_t *engine) {
  return wasmc_module_from_ptr(engine, WASMC_ALL_DATA, WASMC_ALL_METADATA);
}

/* The trap that the instance keeps, or NULL. It stays the instance's. */
static inline const wasm_trap_t *all_trap(const all_t *m) {
  return m->trap;
}

/* Takes the trap from the instance, which can be called again then. The caller deletes it. */
static inline wasm_trap_t *all_take_trap(all_t *m) {
  wasm_trap_t *trap = m->trap;
  m->trap = NULL;
  return trap;
}

/* Called by a function that the program supplies: when it returns, its caller traps with this, which is the instance's now. */
static inline void all_raise(all_t *m, wasm_trap_t *trap) {
  if (m->trap == NULL)
    m->trap = trap;
  else if (trap != NULL)
    wasm_trap_delete(trap);
}

/* Deletes the handle of an instance. Nobody may call the functions that were supplied to it any more. */
static inline void all_delete(all_t *m) {
  if (m == NULL)
    return;
  if (m->trap != NULL)
    wasm_trap_delete(m->trap);
  wasm_extern_vec_delete(&m->exports);
  wasm_instance_delete(m->instance);
  free(m);
}

static inline bool all_internal_call(all_t *m, size_t func, wasmc_val_raw_t values[], size_t size) {
  if (m->trap != NULL || m->funcs[func] == NULL)
    return false;
  all_raise(m, wasmc_func_call_raw(m->funcs[func], values, size));
  return m->trap == NULL;
}

static inline wasm_extern_t *all_internal_export(const all_t *m, size_t export_) {
  return export_ < m->exports.size ? m->exports.data[export_] : NULL;
}

static inline wasm_extern_t *all_internal_import(all_t *m, bool is_given, const wasm_valkind_t kinds[], size_t params,
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

static inline wasm_trap_t *all_internal_import_0(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  int32_t a0;
  double a1;
  (void)caller;
  (void)v;
  a0 = v[0].i32;
  a1 = v[1].f64;
  m->imports.env_log(m, a0, a1);
  return all_take_trap(m);
}

static inline wasm_trap_t *all_internal_import_1(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  int64_t r;
  (void)caller;
  (void)v;
  r = m->imports.env_now(m);
  v[0].i64 = r;
  return all_take_trap(m);
}

static inline wasm_trap_t *all_internal_import_2(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  int32_t a0;
  all_env_pair_results_t r;
  (void)caller;
  (void)v;
  a0 = v[0].i32;
  r = m->imports.env_pair(m, a0);
  v[0].i32 = r.r0;
  v[1].i64 = r.r1;
  return all_take_trap(m);
}

static inline wasm_trap_t *all_internal_import_3(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  all_v128_t a0;
  all_v128_t r;
  (void)caller;
  (void)v;
  memcpy(a0.bytes, v[0].v128, 16);
  r = m->imports.env_vector(m, a0);
  memcpy(v[0].v128, r.bytes, 16);
  return all_take_trap(m);
}

static inline wasm_trap_t *all_internal_import_4(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  int32_t a0;
  double a1;
  (void)caller;
  (void)v;
  a0 = v[0].i32;
  a1 = v[1].f64;
  m->imports.env_log(m, a0, a1);
  return all_take_trap(m);
}

static inline wasm_trap_t *all_internal_import_5(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {
  all_t *m = (all_t *)env;
  int32_t a0;
  (void)caller;
  (void)v;
  a0 = v[0].i32;
  m->imports.env_log_5(m, a0);
  return all_take_trap(m);
}

/* Makes an instance in a store of the module's engine, and runs its start function. NULL on an error. */
static inline all_t *all_instantiate(wasm_store_t *store, const wasm_module_t *module, const all_imports_t *imports) {
  all_t *m = (all_t *)calloc(1, sizeof(all_t));
  wasm_extern_t *given[10];
  wasm_extern_vec_t list;
  if (m == NULL)
    return NULL;
  m->store = store;
  if (imports != NULL)
    m->imports = *imports;
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_F64, WASM_I32};
    given[0] = all_internal_import(m, m->imports.env_log != NULL, kinds, 2, 0,
        all_internal_import_0);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I64, WASM_I32};
    given[1] = all_internal_import(m, m->imports.env_now != NULL, kinds, 0, 1,
        all_internal_import_1);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_I32, WASM_I64, WASM_I32};
    given[2] = all_internal_import(m, m->imports.env_pair != NULL, kinds, 1, 2,
        all_internal_import_2);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_V128, WASM_V128, WASM_I32};
    given[3] = all_internal_import(m, m->imports.env_vector != NULL, kinds, 1, 1,
        all_internal_import_3);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_F64, WASM_I32};
    given[4] = all_internal_import(m, m->imports.env_log != NULL, kinds, 2, 0,
        all_internal_import_4);
  }
  {
    static const wasm_valkind_t kinds[] = {WASM_I32, WASM_I32};
    given[5] = all_internal_import(m, m->imports.env_log_5 != NULL, kinds, 1, 0,
        all_internal_import_5);
  }
  given[6] = m->imports.env_memory;
  given[7] = m->imports.env_table;
  given[8] = m->imports.env_base;
  given[9] = m->imports.env_tag;
  list.size = 10;
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
  if (given[4] != NULL)
    wasm_extern_delete(given[4]);
  if (given[5] != NULL)
    wasm_extern_delete(given[5]);
  if (m->instance == NULL) {
    if (m->trap != NULL)
      wasm_trap_delete(m->trap);
    free(m);
    return NULL;
  }
  wasm_instance_exports(m->instance, &m->exports);
  m->funcs[0] = wasm_extern_as_func(m->exports.data[6]);
  m->funcs[1] = wasm_extern_as_func(m->exports.data[7]);
  m->funcs[2] = wasm_extern_as_func(m->exports.data[8]);
  m->funcs[3] = wasm_extern_as_func(m->exports.data[9]);
  m->funcs[4] = wasm_extern_as_func(m->exports.data[10]);
  m->funcs[5] = wasm_extern_as_func(m->exports.data[11]);
  return m;
}

/* Global `ratio`: f32 */
static inline wasm_global_t *all_ratio(const all_t *m) {
  wasm_extern_t *e = all_internal_export(m, 0);
  return e == NULL ? NULL : wasm_extern_as_global(e);
}

static inline float all_ratio_get(const all_t *m) {
  wasm_val_t value;
  memset(&value, 0, sizeof value);
  if (all_ratio(m) != NULL)
    wasm_global_get(all_ratio(m), &value);
  return value.of.f32;
}

/* Global `vector_global`: v128 */
static inline wasm_global_t *all_vector_global(const all_t *m) {
  wasm_extern_t *e = all_internal_export(m, 1);
  return e == NULL ? NULL : wasm_extern_as_global(e);
}

/* Global `count`: i64 */
static inline wasm_global_t *all_count(const all_t *m) {
  wasm_extern_t *e = all_internal_export(m, 2);
  return e == NULL ? NULL : wasm_extern_as_global(e);
}

static inline int64_t all_count_get(const all_t *m) {
  wasm_val_t value;
  memset(&value, 0, sizeof value);
  if (all_count(m) != NULL)
    wasm_global_get(all_count(m), &value);
  return value.of.i64;
}

static inline void all_count_set(all_t *m, int64_t to) {
  wasm_val_t value;
  memset(&value, 0, sizeof value);
  value.kind = WASM_I64;
  value.of.i64 = to;
  if (all_count(m) != NULL)
    wasm_global_set(all_count(m), &value);
}

/* Memory `memory`: a handle of the instance's, where its bytes are, and how many. */
static inline wasm_memory_t *all_memory(const all_t *m) {
  wasm_extern_t *e = all_internal_export(m, 3);
  return e == NULL ? NULL : wasm_extern_as_memory(e);
}

static inline uint8_t *all_memory_data(const all_t *m) {
  wasm_memory_t *memory = all_memory(m);
  return memory == NULL ? NULL : (uint8_t *)wasm_memory_data(memory);
}

static inline size_t all_memory_size(const all_t *m) {
  wasm_memory_t *memory = all_memory(m);
  return memory == NULL ? 0 : wasm_memory_data_size(memory);
}

/* Table `table` */
static inline wasm_table_t *all_table(const all_t *m) {
  wasm_extern_t *e = all_internal_export(m, 4);
  return e == NULL ? NULL : wasm_extern_as_table(e);
}

/* Tag `tag` */
static inline wasm_extern_t *all_tag(const all_t *m) {
  return all_internal_export(m, 5);
}

/* `nothing`: () -> () */
static inline void all_nothing(all_t *m) {
  wasmc_val_raw_t v[1];
  (void)all_internal_call(m, 0, v, 0);
}

/* `add`: (i32, i32) -> (i32) */
static inline int32_t all_add(all_t *m, int32_t a0, int32_t a1) {
  wasmc_val_raw_t v[2];
  int32_t r;
  memset(&r, 0, sizeof r);
  v[0].i32 = a0;
  v[1].i32 = a1;
  if (all_internal_call(m, 1, v, 2)) {
    r = v[0].i32;
  }
  return r;
}

typedef struct all_mix_results_t {
  double r0;
  all_v128_t r1;
  void *r2;
} all_mix_results_t;

/* `mix`: (i32, i64, f32, f64, v128, funcref, externref) -> (f64, v128, externref) */
static inline all_mix_results_t all_mix(all_t *m, int32_t a0, int64_t a1, float a2, double a3, all_v128_t a4, void *a5, void *a6) {
  wasmc_val_raw_t v[7];
  all_mix_results_t r;
  memset(&r, 0, sizeof r);
  v[0].i32 = a0;
  v[1].i64 = a1;
  v[2].f32 = a2;
  v[3].f64 = a3;
  memcpy(v[4].v128, a4.bytes, 16);
  v[5].funcref = a5;
  v[6].externref = a6;
  if (all_internal_call(m, 2, v, 7)) {
    r.r0 = v[0].f64;
    memcpy(r.r1.bytes, v[1].v128, 16);
    r.r2 = v[2].externref;
  }
  return r;
}

/* `float`: (f32) -> (f32) */
static inline float all_float(all_t *m, float a0) {
  wasmc_val_raw_t v[1];
  float r;
  memset(&r, 0, sizeof r);
  v[0].f32 = a0;
  if (all_internal_call(m, 3, v, 1)) {
    r = v[0].f32;
  }
  return r;
}

/* `same`: (externref) -> (externref) */
static inline void *all_same(all_t *m, void *a0) {
  wasmc_val_raw_t v[1];
  void *r;
  memset(&r, 0, sizeof r);
  v[0].externref = a0;
  if (all_internal_call(m, 4, v, 1)) {
    r = v[0].externref;
  }
  return r;
}

typedef struct all_imported_results_t {
  int32_t r0;
  int64_t r1;
} all_imported_results_t;

/* `imported`: (i32) -> (i32, i64) */
static inline all_imported_results_t all_imported(all_t *m, int32_t a0) {
  wasmc_val_raw_t v[2];
  all_imported_results_t r;
  memset(&r, 0, sizeof r);
  v[0].i32 = a0;
  if (all_internal_call(m, 5, v, 2)) {
    r.r0 = v[0].i32;
    r.r1 = v[1].i64;
  }
  return r;
}

#ifdef __cplusplus
}
#endif

#endif
