//! What a module exports: an inline function for each function, accessors for what else there is.

use super::names::{Names, identifier};
use super::types::{Returned, c_type, declare, kind, load, member, store};
use super::{WRITTEN, comment, func_type};
use std::fmt::Write;
use wasmc_abi::{EntityIndex, FuncType, GlobalType, ModuleInfo, Mutability, ValType};

/// What a module exports.
pub struct Exports<'a> {
    module: &'a ModuleInfo,
    /// The identifier of each.
    names: Vec<String>,
}

impl<'a> Exports<'a> {
    /// Names all exports. Those that are identifiers as they are get their names before those that are made such.
    pub fn new(module: &'a ModuleInfo, names: &mut Names) -> Self {
        let mut order: Vec<usize> = (0..module.exports.len()).collect();
        order.sort_by_key(|&export| identifier(&module.exports[export].name) != module.exports[export].name);
        let mut own = vec![String::new(); order.len()];
        for export in order {
            let endings: &[&str] = match module.exports[export].entity {
                EntityIndex::Func(_) => &["", "_results_t"],
                EntityIndex::Memory(_) => &["", "_data", "_size"],
                EntityIndex::Global(_) => &["", "_get", "_set"],
                EntityIndex::Table(_) | EntityIndex::Tag(_) => &[""],
            };
            own[export] = names.add(&module.exports[export].name, export, endings);
        }
        Self { module, names: own }
    }

    /// The positions of the functions.
    pub fn funcs(&self) -> impl Iterator<Item = usize> {
        let exports = self.module.exports.iter().enumerate();
        exports.filter(|(_, export)| matches!(export.entity, EntityIndex::Func(_))).map(|(position, _)| position)
    }

    /// How many functions there are.
    pub fn func_count(&self) -> usize {
        self.funcs().count()
    }

    /// Defines the functions of C.
    pub fn define(&self, p: &str, text: &mut String) {
        let mut func = 0;
        for (position, (export, name)) in self.module.exports.iter().zip(&self.names).enumerate() {
            let title = comment(&export.name);
            let handle = |kind: &str| {
                format!(
                    "static inline wasm_{kind}_t *{name}(const {p}_t *m) {{\n  wasm_extern_t *e = {p}_internal_export(m, {position});\n\
                     \x20 return e == NULL ? NULL : wasm_extern_as_{kind}(e);\n}}\n\n"
                )
            };
            match export.entity {
                EntityIndex::Func(index) => {
                    define_func(p, name, &title, func, func_type(self.module, index), text);
                    func += 1;
                }
                EntityIndex::Memory(_) => {
                    writeln!(
                        text,
                        "/* Memory `{title}`: a handle of the instance's, where its bytes are, and how many. */"
                    )
                    .expect(WRITTEN);
                    *text += &handle("memory");
                    write!(
                        text,
                        "static inline uint8_t *{name}_data(const {p}_t *m) {{\n  wasm_memory_t *memory = {name}(m);\n\
                         \x20 return memory == NULL ? NULL : (uint8_t *)wasm_memory_data(memory);\n}}\n\n\
                         static inline size_t {name}_size(const {p}_t *m) {{\n  wasm_memory_t *memory = {name}(m);\n\
                         \x20 return memory == NULL ? 0 : wasm_memory_data_size(memory);\n}}\n\n"
                    )
                    .expect(WRITTEN);
                }
                EntityIndex::Global(index) => {
                    let ty = self.module.globals[index.index()].ty;
                    writeln!(text, "/* Global `{title}`: {} */", ty.value).expect(WRITTEN);
                    *text += &handle("global");
                    define_global(p, name, ty, text);
                }
                EntityIndex::Table(_) => {
                    writeln!(text, "/* Table `{title}` */").expect(WRITTEN);
                    *text += &handle("table");
                }
                EntityIndex::Tag(_) => write!(
                    text,
                    "/* Tag `{title}` */\nstatic inline wasm_extern_t *{name}(const {p}_t *m) {{\n\
                     \x20 return {p}_internal_export(m, {position});\n}}\n\n"
                )
                .expect(WRITTEN),
            }
        }
    }
}

/// The function of C for one of the guest's, which is the one with the number `func`.
fn define_func(p: &str, name: &str, title: &str, func: usize, ty: &FuncType, text: &mut String) {
    let returned = Returned::of(ty, name);
    *text += &returned.define(p, ty);
    let params: String = ty
        .params
        .iter()
        .enumerate()
        .map(|(index, &ty)| format!(", {}", declare(p, ty, &format!("a{index}"))))
        .collect();
    writeln!(text, "/* `{title}`: {ty} */").expect(WRITTEN);
    writeln!(text, "static inline {} {{", returned.declare(p, &format!("{name}({p}_t *m{params})"))).expect(WRITTEN);
    let size = ty.params.len().max(ty.results.len());
    writeln!(text, "  wasmc_val_raw_t v[{}];", size.max(1)).expect(WRITTEN);
    if !matches!(returned, Returned::Nothing) {
        writeln!(text, "  {};\n  memset(&r, 0, sizeof r);", returned.declare(p, "r")).expect(WRITTEN);
    }
    for (index, &ty) in ty.params.iter().enumerate() {
        writeln!(text, "  {}", store(ty, index, &format!("a{index}"))).expect(WRITTEN);
    }
    let call = format!("{p}_internal_call(m, {func}, v, {size})");
    if matches!(returned, Returned::Nothing) {
        writeln!(text, "  (void){call};").expect(WRITTEN);
    } else {
        let loads: String = returned.each(ty, load).iter().map(|load| format!("    {load}\n")).collect();
        writeln!(text, "  if ({call}) {{\n{loads}  }}\n  return r;").expect(WRITTEN);
    }
    *text += "}\n\n";
}

/// Reads and writes a global that holds a number.
fn define_global(p: &str, name: &str, ty: GlobalType, text: &mut String) {
    if matches!(ty.value, ValType::Ref(_) | ValType::V128) {
        return;
    }
    let (c, member) = (c_type(p, ty.value), member(ty.value).expect("numbers have one"));
    write!(
        text,
        "static inline {c} {name}_get(const {p}_t *m) {{\n  wasm_val_t value;\n  memset(&value, 0, sizeof value);\n\
         \x20 if ({name}(m) != NULL)\n    wasm_global_get({name}(m), &value);\n  return value.of.{member};\n}}\n\n"
    )
    .expect(WRITTEN);
    if ty.mutability == Mutability::Var {
        write!(
            text,
            "static inline void {name}_set({p}_t *m, {c} to) {{\n  wasm_val_t value;\n  memset(&value, 0, sizeof value);\n\
             \x20 value.kind = {kind};\n  value.of.{member} = to;\n  if ({name}(m) != NULL)\n\
             \x20   wasm_global_set({name}(m), &value);\n}}\n\n",
            kind = kind(ty.value)
        )
        .expect(WRITTEN);
    }
}
