/* Two modules that are linked into this program, through the headers that were made with them. */

#include <stdio.h>
#include <stdlib.h>

#include "m.h"
#include "n.h"

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%d: %s; last error: %s\n", __LINE__, #condition, wasmc_last_error()); \
      exit(1); \
    } \
  } while (0)

static void print_log(m_t *m, int32_t at, int32_t bytes) {
  printf("%s: %.*s\n", (const char *)m->imports.env, (int)bytes, (const char *)m_memory_data(m) + at);
}

static int64_t scale(m_t *m, int64_t value, double factor) {
  if (value < 0)
    m_raise(m, wasmc_trap_new(m->store, "less than nothing"));
  if (value == 0)
    /* Its trap ends this function's caller as well. */
    (void)m_div_mod(m, 1, 0);
  return (int64_t)((double)value * factor);
}

/* Prints the trap that an instance keeps, and takes it. */
static void print_trap(m_t *m) {
  wasm_message_t message;
  wasm_trap_t *trap = m_take_trap(m);
  CHECK(trap != NULL);
  wasm_trap_message(trap, &message);
  printf("trap: %s\n", message.data);
  wasm_byte_vec_delete(&message);
  wasm_trap_delete(trap);
}

int main(void) {
  wasm_engine_t *engine = wasm_engine_new();
  wasm_store_t *store = wasm_store_new(engine);
  char who[] = "the guest says";
  m_imports_t imports = {who, print_log, scale};
  wasm_module_t *module = m_load(engine), *other = n_load(engine);
  CHECK(module != NULL && other != NULL);
  m_t *m = m_instantiate(store, module, &imports), *second = m_instantiate(store, module, &imports);
  n_t *n = n_instantiate(store, other, NULL);
  CHECK(m != NULL && second != NULL && n != NULL);

  printf("%d %g\n", m_add(m, 40, 2), n_add(n, 0.5, 0.25));
  (void)m_add(m, 1, 1);
  printf("%d and %d calls\n", m_calls_get(m), m_calls_get(second));
  m_calls_set(second, 10);
  (void)m_add(second, 1, 1);
  printf("%d and %d calls\n", m_calls_get(m), m_calls_get(second));

  m_div_mod_results_t both = m_div_mod(m, 47, 5);
  printf("%lld %lld\n", (long long)both.r0, (long long)both.r1);
  m_v128_t vector;
  double halves[2] = {3, 5};
  memcpy(vector.bytes, halves, sizeof halves);
  vector = m_mean(m, vector);
  memcpy(halves, vector.bytes, sizeof halves);
  printf("%g %g\n", halves[0], halves[1]);

  m_greet(m);
  CHECK(m_memory_size(m) == 65536);
  memcpy(m_memory_data(m) + 8, "HELLO", 5);
  m_greet(m);
  m_greet(second);
  printf("%lld\n", (long long)m_scaled(m, 4));

  /* What traps gives zeros, and so does all that follows, until the trap is taken. */
  CHECK(m_trap(m) == NULL);
  both = m_div_mod(m, 1, 0);
  CHECK(both.r0 == 0 && both.r1 == 0 && m_trap(m) != NULL && m_add(m, 1, 2) == 0 && m_add(second, 1, 2) == 3);
  print_trap(m);
  CHECK(m_add(m, 1, 2) == 3);
  CHECK(m_scaled(m, -1) == 0);
  print_trap(m);
  CHECK(m_scaled(m, 0) == 0);
  print_trap(m);

  /* What is not supplied is an error. */
  imports.env_scale = NULL;
  CHECK(m_instantiate(store, module, &imports) == NULL);
  printf("error: %s\n", wasmc_last_error());

  m_delete(m);
  m_delete(second);
  n_delete(n);
  wasm_module_delete(module);
  wasm_module_delete(other);
  wasm_store_delete(store);
  wasm_engine_delete(engine);
  return 0;
}
