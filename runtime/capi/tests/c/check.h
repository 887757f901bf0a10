/* What the test programs share. */

#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <wasmc.h>

#define CHECK(condition) \
  do { \
    if (!(condition)) { \
      fprintf(stderr, "%s:%d: %s; last error: %s\n", __FILE__, __LINE__, #condition, wasmc_last_error()); \
      exit(1); \
    } \
  } while (0)

/* Ends the program with what the trap says, if there is one. */
static inline void check_no_trap(wasm_trap_t *trap) {
  if (!trap) return;
  wasm_message_t message;
  wasm_trap_message(trap, &message);
  fprintf(stderr, "trap: %s\n", message.data);
  exit(1);
}

/* Prints what the trap says, and deletes it. */
static inline void print_trap(wasm_trap_t *trap) {
  wasm_message_t message;
  CHECK(trap);
  wasm_trap_message(trap, &message);
  printf("trap: %s\n", message.data);
  wasm_byte_vec_delete(&message);
  wasm_trap_delete(trap);
}

/* The guest of this test, which its driver names. */
static inline wasm_module_t *guest(wasm_engine_t *engine, const char *path) {
  wasm_module_t *module = wasmc_module_from_file(engine, path);
  CHECK(module);
  return module;
}

#endif
