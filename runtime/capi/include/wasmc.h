/* What wasm.h lacks: artifacts from files and from memory, calls without conversions, what traps know, versions, WASI. Ownership, errors and
 * threads are as in wasm.h. */

#ifndef WASMC_H
#define WASMC_H

#include "wasm.h"

#ifdef __cplusplus
extern "C" {
#endif

#define own

/* Why the last function that failed on this thread did so; NULL if none has. It lasts until another one fails. */
WASM_API_EXTERN const char *wasmc_last_error(void);

/* The version of this library, and of the artifacts that it reads. */
WASM_API_EXTERN const char *wasmc_version(void);
WASM_API_EXTERN uint32_t wasmc_format_version(void);

/* More kinds of values and of what is exported than the standard has. */
enum {
  WASMC_EXNREF = 130,
  WASMC_EXTERN_TAG = 4,
};

/* ---- Configurations ---- */

/* The size of each thread's guest stack, in bytes: at least 1 MiB. */
WASM_API_EXTERN void wasmc_config_max_wasm_stack(wasm_config_t *, size_t bytes);

/* Whether memories ask the system for huge pages. */
WASM_API_EXTERN void wasmc_config_huge_pages(wasm_config_t *, bool);

/* ---- Modules ---- */

/* Opens a file: an artifact, which is mapped and must not be written while it is in use, or a Wasm module, binary or text, which is
 * compiled first (see wasm_module_new). */
WASM_API_EXTERN own wasm_module_t *wasmc_module_from_file(wasm_engine_t *, const char *path);

/* Takes the bytes of an artifact, or of a module. They are not needed any more afterwards. */
WASM_API_EXTERN own wasm_module_t *wasmc_module_from_bytes(wasm_engine_t *, const void *bytes, size_t size);

/* Takes an artifact that is linked into this program or into a library that it has loaded: the addresses of the two symbols of an
 * object that `wasmc compile -o m.o` has written, WASMC_M_DATA and WASMC_M_METADATA. It is mapped from the program's own file, not
 * copied. */
WASM_API_EXTERN own wasm_module_t *wasmc_module_from_ptr(wasm_engine_t *, const void *data, const void *metadata);

/* ---- Instances ---- */

/* An export by its name; of this kind. NULL if there is none. */
WASM_API_EXTERN own wasm_extern_t *wasmc_instance_export(const wasm_instance_t *, const char *name);
WASM_API_EXTERN own wasm_func_t *wasmc_instance_func(const wasm_instance_t *, const char *name);
WASM_API_EXTERN own wasm_memory_t *wasmc_instance_memory(const wasm_instance_t *, const char *name);

/* As wasm_memory_grow, for memories with 64-bit addresses. */
WASM_API_EXTERN bool wasmc_memory_grow(wasm_memory_t *, uint64_t delta_pages);

/* ---- Calls without conversions ---- */

/* A value as guests have it: 16 bytes, of which the type says what they are. References are what the functions below make of
 * handles, and live as long as the store; NULL is null. */
typedef union wasmc_val_raw_t {
  int32_t i32;
  int64_t i64;
  float32_t f32;
  float64_t f64;
  uint8_t v128[16];
  void *funcref;
  void *externref;
  uint64_t words[2];
} wasmc_val_raw_t __attribute__((aligned(16)));

/* The function type of these kinds of parameters and results. */
WASM_API_EXTERN own wasm_functype_t *wasmc_functype_new(const wasm_valkind_t params[], size_t param_count,
                                                        const wasm_valkind_t results[], size_t result_count);

/* Calls a function with the arguments in `values`, and leaves its results there. There must be room for as many values as the longer of
 * the two lists has; `size` says for how many there is. Nothing is allocated, and no value is checked: the types must be right. */
WASM_API_EXTERN own wasm_trap_t *wasmc_func_call_raw(const wasm_func_t *, wasmc_val_raw_t values[], size_t size);

/* The guest that has called a host function. It is known until that function returns. */
typedef struct wasmc_caller_t wasmc_caller_t;

/* Its store, which is lent. */
WASM_API_EXTERN wasm_store_t *wasmc_caller_store(const wasmc_caller_t *);

/* An export of the instance that has called. NULL if there is none, or if the host itself has called. */
WASM_API_EXTERN own wasm_extern_t *wasmc_caller_export(const wasmc_caller_t *, const char *name);

/* A host function that finds its arguments in `values`, and leaves its results there. */
typedef own wasm_trap_t *(*wasmc_func_callback_raw_t)(void *env, wasmc_caller_t *, wasmc_val_raw_t values[]);

/* Makes a host function. `env` is handed to it at each call, and to the finalizer, unless that is NULL, when the store is no more. */
WASM_API_EXTERN own wasm_func_t *wasmc_func_new_raw(wasm_store_t *, const wasm_functype_t *, wasmc_func_callback_raw_t,
                                                    void *env, void (*finalizer)(void *));

/* References: from handles, which may be NULL, and back. What comes from elsewhere than a guest of the store, or these functions with
 * the same store, must not be handed in. */
WASM_API_EXTERN void *wasmc_func_to_raw(const wasm_func_t *);
WASM_API_EXTERN own wasm_func_t *wasmc_func_from_raw(wasm_store_t *, void *);
WASM_API_EXTERN void *wasmc_externref_to_raw(wasm_store_t *, const wasm_ref_t *);
WASM_API_EXTERN own wasm_ref_t *wasmc_externref_from_raw(wasm_store_t *, void *);

/* ---- Traps ---- */

enum wasmc_trap_code_enum {
  WASMC_TRAP_NONE = 0, /* no trap of a guest's: an error of the host's, or an exception */
  WASMC_TRAP_UNREACHABLE = 1,
  WASMC_TRAP_MEMORY_OUT_OF_BOUNDS = 2,
  WASMC_TRAP_TABLE_OUT_OF_BOUNDS = 3,
  WASMC_TRAP_UNDEFINED_ELEMENT = 4,
  WASMC_TRAP_UNINITIALIZED_ELEMENT = 5,
  WASMC_TRAP_INDIRECT_CALL_TYPE_MISMATCH = 6,
  WASMC_TRAP_INTEGER_DIVIDE_BY_ZERO = 7,
  WASMC_TRAP_INTEGER_OVERFLOW = 8,
  WASMC_TRAP_INVALID_CONVERSION_TO_INTEGER = 9,
  WASMC_TRAP_STACK_OVERFLOW = 10,
  WASMC_TRAP_NULL_REFERENCE = 11,
  WASMC_TRAP_UNALIGNED_ATOMIC = 12,
  WASMC_TRAP_NOT_SHARED = 13,
  WASMC_TRAP_NULL_FUNCTION_REFERENCE = 14,
  WASMC_TRAP_CAST_FAILURE = 15,
  WASMC_TRAP_NULL_EXCEPTION_REFERENCE = 16,
};

/* Why a guest trapped. */
WASM_API_EXTERN uint8_t wasmc_trap_code(const wasm_trap_t *);

/* A trap for a host function to return, from text. */
WASM_API_EXTERN own wasm_trap_t *wasmc_trap_new(wasm_store_t *, const char *message);

/* The guest's frames as text, innermost first, one per line, with a zero byte at the end. */
WASM_API_EXTERN void wasmc_trap_backtrace(const wasm_trap_t *, own wasm_name_t *out);

/* Whether the guest has ended itself by `proc_exit` of WASI, and with which status. `status` may be NULL. */
WASM_API_EXTERN bool wasmc_trap_exit_status(const wasm_trap_t *, int *status);

/* ---- WASI and Emscripten programs ---- */

/* What a guest is to reach: nothing but clocks and random numbers, until it is given more. The functions return whether they
 * could. */
typedef struct wasmc_wasi_config_t wasmc_wasi_config_t;
WASM_API_EXTERN own wasmc_wasi_config_t *wasmc_wasi_config_new(void);
WASM_API_EXTERN void wasmc_wasi_config_delete(own wasmc_wasi_config_t *);

/* Adds arguments; the first one is the program's name. */
WASM_API_EXTERN bool wasmc_wasi_config_argv(wasmc_wasi_config_t *, int argc, const char *const argv[]);

/* Sets a variable of the environment. */
WASM_API_EXTERN bool wasmc_wasi_config_env(wasmc_wasi_config_t *, const char *name, const char *value);

/* Lets the guest use the standard streams of this process. */
WASM_API_EXTERN bool wasmc_wasi_config_inherit_stdio(wasmc_wasi_config_t *);

/* Gives it a directory with all that is below it, under the name `guest`. */
WASM_API_EXTERN bool wasmc_wasi_config_dir(wasmc_wasi_config_t *, const char *host, const char *guest, bool read_only);

/* Runs a program to its end, in a store of its own, as `wasmc run` does. NULL: it has ended itself, and `status`, unless that is NULL, is
 * set to its exit status. A guest may start threads; it has ended with its first one, but when another one ends it, by a trap or by
 * `proc_exit`, this process ends, because the guest's other threads cannot be ended otherwise. */
WASM_API_EXTERN own wasm_trap_t *wasmc_wasi_run(const wasm_module_t *, own wasmc_wasi_config_t *, int *status);

#undef own

#ifdef __cplusplus
}
#endif

#endif
