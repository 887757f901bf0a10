//! The C header of a module that is linked into a program (`wasmc compile m.wasm -o m.o --header m.h`): what it exports as inline
//! functions with the guest's signatures, and what it imports as a struct of typed function pointers. Only functions of
//! `wasm.h` and `wasmc.h` are behind it.

mod exports;
mod imports;
mod names;
mod types;

use exports::Exports;
use imports::Imports;
use names::{Names, prefix};
use std::fmt::Write;
use wasmc_abi::{EntityIndex, FuncIndex, FuncType, ModuleInfo};
use wasmc_linker::SymbolNames;

/// What cannot go wrong: text is written into memory.
const WRITTEN: &str = "writing into a string does not fail";

/// The header of a module that goes by this name. The same module gives the same text.
pub fn header(module: &ModuleInfo, name: &str) -> String {
    let mut names = Names::new(&prefix(name));
    let imports = Imports::new(module, &mut names);
    let exports = Exports::new(module, &mut names);
    let symbols = SymbolNames::new(name);
    let p = names.prefix();
    let guard = format!("{}_H", symbols.data.trim_end_matches("_DATA"));
    let title = comment(name);
    let mut text = String::new();
    write!(
        text,
        "\
/* The module `{title}`, made by wasmc. Link the object that was made with this file, and libwasmc: cc main.c {title}.o -lwasmc
 *
 * {p}_load takes the module out of the program; nothing is copied. {p}_instantiate makes an instance, with the functions that
 * the program supplies in {p}_imports_t. Both give NULL when they fail, and wasmc_last_error() says why. Each export is a
 * function below.
 *
 * Traps: a call that traps gives zeros, and the instance keeps the trap. Until it is taken by {p}_take_trap, all calls through the
 * instance do nothing and give zeros; so it is enough to look at {p}_trap after several. A function that the
 * program supplies traps by {p}_raise, or by returning while a trap of a call of its own is kept.
 *
 * References are as wasmc_func_to_raw and wasmc_externref_to_raw make them. An instance is used by one thread at a time, as its
 * store is. */

#ifndef {guard}
#define {guard}

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include \"wasmc.h\"

#ifdef __cplusplus
extern \"C\" {{
#endif

/* The artifact, and its metadata. */
extern const uint8_t {data}[];
extern const uint8_t {metadata}[];

/* An instance. */
typedef struct {p}_t {p}_t;

",
        data = symbols.data,
        metadata = symbols.metadata,
    )
    .expect(WRITTEN);
    if uses_vectors(module) {
        writeln!(text, "/* A vector: its bytes as they are in memory. */").expect(WRITTEN);
        writeln!(text, "typedef struct {p}_v128_t {{ uint8_t bytes[16]; }} {p}_v128_t;\n").expect(WRITTEN);
    }
    imports.declare(p, &mut text);
    instance(p, exports.func_count(), &symbols, &mut text);
    imports.adapt(p, &mut text);
    instantiate(p, &imports, &exports, &mut text);
    exports.define(p, &mut text);
    text += "#ifdef __cplusplus\n}\n#endif\n\n#endif\n";
    text
}

/// The instance, and what can be done with any.
fn instance(p: &str, funcs: usize, symbols: &SymbolNames, text: &mut String) {
    let room = funcs.max(1);
    write!(
        text,
        "\
struct {p}_t {{
  wasm_store_t *store;
  wasm_instance_t *instance;
  {p}_imports_t imports;
  wasm_extern_vec_t exports;
  wasm_func_t *funcs[{room}];
  wasm_trap_t *trap;
}};

/* The module. It is deleted by wasm_module_delete, which its instances survive. */
static inline wasm_module_t *{p}_load(wasm_engine_t *engine) {{
  return wasmc_module_from_ptr(engine, {data}, {metadata});
}}

/* The trap that the instance keeps, or NULL. It stays the instance's. */
static inline const wasm_trap_t *{p}_trap(const {p}_t *m) {{
  return m->trap;
}}

/* Takes the trap from the instance, which can be called again then. The caller deletes it. */
static inline wasm_trap_t *{p}_take_trap({p}_t *m) {{
  wasm_trap_t *trap = m->trap;
  m->trap = NULL;
  return trap;
}}

/* Called by a function that the program supplies: when it returns, its caller traps with this, which is the instance's now. */
static inline void {p}_raise({p}_t *m, wasm_trap_t *trap) {{
  if (m->trap == NULL)
    m->trap = trap;
  else if (trap != NULL)
    wasm_trap_delete(trap);
}}

/* Deletes the handle of an instance. Nobody may call the functions that were supplied to it any more. */
static inline void {p}_delete({p}_t *m) {{
  if (m == NULL)
    return;
  if (m->trap != NULL)
    wasm_trap_delete(m->trap);
  wasm_extern_vec_delete(&m->exports);
  wasm_instance_delete(m->instance);
  free(m);
}}

static inline bool {p}_internal_call({p}_t *m, size_t func, wasmc_val_raw_t values[], size_t size) {{
  if (m->trap != NULL || m->funcs[func] == NULL)
    return false;
  {p}_raise(m, wasmc_func_call_raw(m->funcs[func], values, size));
  return m->trap == NULL;
}}

static inline wasm_extern_t *{p}_internal_export(const {p}_t *m, size_t export_) {{
  return export_ < m->exports.size ? m->exports.data[export_] : NULL;
}}

",
        data = symbols.data,
        metadata = symbols.metadata,
    )
    .expect(WRITTEN);
}

/// The function that makes an instance.
fn instantiate(p: &str, imports: &Imports<'_>, exports: &Exports<'_>, text: &mut String) {
    let count = imports.count();
    write!(
        text,
        "\
/* Makes an instance in a store of the module's engine, and runs its start function. NULL on an error. */
static inline {p}_t *{p}_instantiate(wasm_store_t *store, const wasm_module_t *module, const {p}_imports_t *imports) {{
  {p}_t *m = ({p}_t *)calloc(1, sizeof({p}_t));
  wasm_extern_t *given[{room}];
  wasm_extern_vec_t list;
  if (m == NULL)
    return NULL;
  m->store = store;
  if (imports != NULL)
    m->imports = *imports;
",
        room = count.max(1),
    )
    .expect(WRITTEN);
    imports.give(p, text);
    writeln!(text, "  list.size = {count};\n  list.data = given;").expect(WRITTEN);
    writeln!(text, "  m->instance = wasm_instance_new(store, module, &list, NULL);").expect(WRITTEN);
    imports.forget(text);
    text.push_str("  if (m->instance == NULL) {\n");
    writeln!(text, "    if (m->trap != NULL)\n      wasm_trap_delete(m->trap);").expect(WRITTEN);
    text.push_str("    free(m);\n    return NULL;\n  }\n  wasm_instance_exports(m->instance, &m->exports);\n");
    for (func, export) in exports.funcs().enumerate() {
        writeln!(text, "  m->funcs[{func}] = wasm_extern_as_func(m->exports.data[{export}]);").expect(WRITTEN);
    }
    text.push_str("  return m;\n}\n\n");
}

fn func_type(module: &ModuleInfo, func: FuncIndex) -> &FuncType {
    module.types[module.funcs[func.index()].ty.index()].func()
}

/// Whether a vector occurs in what a header declares.
fn uses_vectors(module: &ModuleInfo) -> bool {
    let entities = module.imports.iter().map(|import| import.entity);
    entities.chain(module.exports.iter().map(|export| export.entity)).any(|entity| match entity {
        EntityIndex::Func(func) => {
            let ty = func_type(module, func);
            ty.params.iter().chain(&ty.results).any(|&ty| ty == wasmc_abi::ValType::V128)
        }
        _ => false,
    })
}

/// Text as it can be in a comment, on one line.
fn comment(text: &str) -> String {
    let allowed = |char: char| char.is_ascii_alphanumeric() || " _-.:,;$@#()<>=+!".contains(char);
    text.chars().map(|char| if allowed(char) { char } else { '.' }).collect()
}
