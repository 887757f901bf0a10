/* The module `empty`, made by wasmc. Link the object that was made with this file, and libwasmc: cc main.c empty.o -lwasmc
 *
 * empty_load takes the module out of the program; nothing is copied. empty_instantiate makes an instance, with the functions that
 * the program supplies in empty_imports_t. Both give NULL when they fail, and wasmc_last_error() says why. Each export is a
 * function below.
 *
 * Traps: a call that traps gives zeros, and the instance keeps the trap. Until it is taken by empty_take_trap, all calls through the
 * instance do nothing and give zeros; so it is enough to look at empty_trap after several. A function that the
 * program supplies traps by empty_raise, or by returning while a trap of a call of its own is kept.
 *
 * References are as wasmc_func_to_raw and wasmc_externref_to_raw make them. An instance is used by one thread at a time, as its
 * store is. */

#ifndef WASMC_EMPTY_H
#define WASMC_EMPTY_H

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
extern const uint8_t WASMC_EMPTY_DATA[];
extern const uint8_t WASMC_EMPTY_METADATA[];

/* An instance. */
typedef struct empty_t empty_t;

/* What the module imports. Functions get the instance that calls them, whose `imports.env` is `env` below. While the
 * start function runs, it has no exports yet. */
typedef struct empty_imports_t {
  void *env;
} empty_imports_t;

struct empty_t {
  wasm_store_t *store;
  wasm_instance_t *instance;
  empty_imports_t imports;
  wasm_extern_vec_t exports;
  wasm_func_t *funcs[1];
  wasm_trap_t *trap;
};

/* The module. It is deleted by wasm_module_delete, which its instances survive. */
static inline wasm_module_t *empty_load(wasm_engine_t *engine) {
  return wasmc_module_from_ptr(engine, WASMC_EMPTY_DATA, WASMC_EMPTY_METADATA);
}

/* The trap that the instance keeps, or NULL. It stays the instance's. */
static inline const wasm_trap_t *empty_trap(const empty_t *m) {
  return m->trap;
}

/* Takes the trap from the instance, which can be called again then. The caller deletes it. */
static inline wasm_trap_t *empty_take_trap(empty_t *m) {
  wasm_trap_t *trap = m->trap;
  m->trap = NULL;
  return trap;
}

/* Called by a function that the program supplies: when it returns, its caller traps with this, which is the instance's now. */
static inline void empty_raise(empty_t *m, wasm_trap_t *trap) {
  if (m->trap == NULL)
    m->trap = trap;
  else if (trap != NULL)
    wasm_trap_delete(trap);
}

/* Deletes the handle of an instance. Nobody may call the functions that were supplied to it any more. */
static inline void empty_delete(empty_t *m) {
  if (m == NULL)
    return;
  if (m->trap != NULL)
    wasm_trap_delete(m->trap);
  wasm_extern_vec_delete(&m->exports);
  wasm_instance_delete(m->instance);
  free(m);
}

static inline bool empty_internal_call(empty_t *m, size_t func, wasmc_val_raw_t values[], size_t size) {
  if (m->trap != NULL || m->funcs[func] == NULL)
    return false;
  empty_raise(m, wasmc_func_call_raw(m->funcs[func], values, size));
  return m->trap == NULL;
}

static inline wasm_extern_t *empty_internal_export(const empty_t *m, size_t export_) {
  return export_ < m->exports.size ? m->exports.data[export_] : NULL;
}

/* Makes an instance in a store of the module's engine, and runs its start function. NULL on an error. */
static inline empty_t *empty_instantiate(wasm_store_t *store, const wasm_module_t *module, const empty_imports_t *imports) {
  empty_t *m = (empty_t *)calloc(1, sizeof(empty_t));
  wasm_extern_t *given[1];
  wasm_extern_vec_t list;
  if (m == NULL)
    return NULL;
  m->store = store;
  if (imports != NULL)
    m->imports = *imports;
  given[0] = NULL;
  list.size = 0;
  list.data = given;
  m->instance = wasm_instance_new(store, module, &list, NULL);
  if (m->instance == NULL) {
    if (m->trap != NULL)
      wasm_trap_delete(m->trap);
    free(m);
    return NULL;
  }
  wasm_instance_exports(m->instance, &m->exports);
  return m;
}

#ifdef __cplusplus
}
#endif

#endif
