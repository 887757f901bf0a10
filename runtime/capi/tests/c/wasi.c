/* Programs of WASI in one call: what they are given, what they print, and how they end. */

#include "check.h"

#include <string.h>

static int run(wasm_module_t *module, const char *argument) {
  wasmc_wasi_config_t *config = wasmc_wasi_config_new();
  const char *const argv[] = {"guest", argument};
  int status = -1;
  CHECK(wasmc_wasi_config_argv(config, argument ? 2 : 1, argv));
  CHECK(wasmc_wasi_config_env(config, "WORD", "value"));
  CHECK(wasmc_wasi_config_inherit_stdio(config));
  CHECK(wasmc_wasi_config_dir(config, ".", "/here", true));
  CHECK(!wasmc_wasi_config_dir(config, "./nowhere", "/nowhere", true));
  fflush(stdout);
  wasm_trap_t *trap = wasmc_wasi_run(module, config, &status);
  if (trap) {
    wasm_name_t backtrace;
    wasmc_trap_backtrace(trap, &backtrace);
    printf("code %d, %s\n", wasmc_trap_code(trap), backtrace.data);
    wasm_byte_vec_delete(&backtrace);
    print_trap(trap);
  }
  return status;
}

int main(int argc, char **argv) {
  CHECK(argc == 2);
  wasm_engine_t *engine = wasm_engine_new();
  wasm_module_t *module = guest(engine, argv[1]);
  /* The guest's status is the number of its arguments. */
  printf("status %d\n", run(module, "one more"));
  printf("status %d\n", run(module, NULL));
  wasm_module_delete(module);
  module = wasmc_module_from_file(engine, "trap.wat");
  CHECK(module);
  printf("status %d\n", run(module, NULL));
  wasm_module_delete(module);
  CHECK(!wasmc_module_from_file(engine, "nowhere"));
  printf("error: %s\n", wasmc_last_error());
  CHECK(!wasmc_module_from_bytes(engine, "(module (func (result i32)))", 28));
  CHECK(strstr(wasmc_last_error(), "type mismatch"));
  CHECK(!wasmc_module_from_bytes(engine, "nothing", 7));
  printf("error: %s\n", wasmc_last_error());
  wasm_engine_delete(engine);
  return 0;
}
