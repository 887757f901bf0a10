//! What a module imports: a struct that the program fills, and functions between the guest's convention and C's.

use super::names::{Members, Names};
use super::types::{Returned, declare, kind, load, store};
use super::{WRITTEN, comment, func_type};
use std::collections::HashMap;
use std::fmt::Write;
use wasmc_abi::{EntityIndex, FuncType, ModuleInfo, ValType};

/// What a module imports, in its order.
pub struct Imports<'a> {
    all: Vec<Import<'a>>,
}

struct Import<'a> {
    /// Its two names, as they are in a comment.
    title: String,
    /// The member of the struct. One that is imported again under the same names and type has the same.
    member: String,
    is_again: bool,
    /// The type, and the name for results, if it is a function.
    func: Option<(&'a FuncType, Returned)>,
    /// What it is otherwise.
    kind: &'static str,
}

impl<'a> Imports<'a> {
    /// Names all imports.
    pub fn new(module: &'a ModuleInfo, names: &mut Names) -> Self {
        let mut members = Members::beside("env");
        let mut known: HashMap<(&str, &str, Option<&FuncType>), String> = HashMap::new();
        let mut all = Vec::new();
        for (number, import) in module.imports.iter().enumerate() {
            let ty = match import.entity {
                EntityIndex::Func(func) => Some(func_type(module, func)),
                _ => None,
            };
            let text = format!("{}_{}", import.module, import.name);
            let key = (&*import.module, &*import.name, ty);
            let again = known.get(&key).filter(|_| ty.is_some()).cloned();
            let is_again = again.is_some();
            let member = again.unwrap_or_else(|| members.add(&text, number));
            known.entry(key).or_insert_with(|| member.clone());
            // A name of the struct of results only: the function itself is a member.
            let name = match ty {
                Some(ty) if ty.results.len() > 1 => names.add(&text, number, &["_results_t"]),
                _ => String::new(),
            };
            let title = format!("{}.{}", comment(&import.module), comment(&import.name));
            let kind = match import.entity {
                EntityIndex::Func(_) => "function",
                EntityIndex::Table(_) => "table",
                EntityIndex::Memory(_) => "memory",
                EntityIndex::Global(_) => "global",
                EntityIndex::Tag(_) => "tag",
            };
            let func = ty.map(|ty| (ty, Returned::of(ty, &name)));
            all.push(Import { title, member, is_again, func, kind });
        }
        Self { all }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.all.len()
    }

    /// Declares the struct.
    pub fn declare(&self, p: &str, text: &mut String) {
        for (ty, returned) in self.all.iter().filter_map(|import| import.func.as_ref()) {
            *text += &returned.define(p, ty);
        }
        *text += "/* What the module imports. Functions get the instance that calls them, whose `imports.env` is `env` below. While the\n \
                  * start function runs, it has no exports yet. */\n";
        writeln!(text, "typedef struct {p}_imports_t {{\n  void *env;").expect(WRITTEN);
        for import in self.all.iter().filter(|import| !import.is_again) {
            let Import { title, member, kind, .. } = import;
            match &import.func {
                Some((ty, returned)) => {
                    let params: String =
                        ty.params.iter().map(|&ty| format!(", {}", declare(p, ty, "").trim_end())).collect();
                    let pointer = returned.declare(p, &format!("(*{member})({p}_t *{params})"));
                    writeln!(text, "  /* {title}: {ty} */\n  {pointer};").expect(WRITTEN);
                }
                None => writeln!(text, "  /* {title}: a {kind} */\n  wasm_extern_t *{member};").expect(WRITTEN),
            }
        }
        writeln!(text, "}} {p}_imports_t;\n").expect(WRITTEN);
    }

    /// Defines the functions that guests call.
    pub fn adapt(&self, p: &str, text: &mut String) {
        if self.all.iter().all(|import| import.func.is_none()) {
            return;
        }
        write!(
            text,
            "static inline wasm_extern_t *{p}_internal_import({p}_t *m, bool is_given, const wasm_valkind_t kinds[], size_t params,\n\
             \x20   size_t results, wasmc_func_callback_raw_t callback) {{\n\
             \x20 wasm_functype_t *type;\n  wasm_func_t *func;\n  if (!is_given)\n    return NULL;\n\
             \x20 type = wasmc_functype_new(kinds, params, kinds + params, results);\n\
             \x20 func = wasmc_func_new_raw(m->store, type, callback, m, NULL);\n  wasm_functype_delete(type);\n\
             \x20 return func == NULL ? NULL : wasm_func_as_extern(func);\n}}\n\n"
        )
        .expect(WRITTEN);
        for (number, import) in self.all.iter().enumerate() {
            let Some((ty, returned)) = &import.func else { continue };
            write!(
                text,
                "static inline wasm_trap_t *{p}_internal_import_{number}(void *env, wasmc_caller_t *caller, wasmc_val_raw_t v[]) {{\n\
                 \x20 {p}_t *m = ({p}_t *)env;\n"
            )
            .expect(WRITTEN);
            for (index, &ty) in ty.params.iter().enumerate() {
                writeln!(text, "  {};", declare(p, ty, &format!("a{index}"))).expect(WRITTEN);
            }
            let is_void = matches!(returned, Returned::Nothing);
            if !is_void {
                writeln!(text, "  {};", returned.declare(p, "r")).expect(WRITTEN);
            }
            writeln!(text, "  (void)caller;\n  (void)v;").expect(WRITTEN);
            for (index, &ty) in ty.params.iter().enumerate() {
                writeln!(text, "  {}", load(ty, index, &format!("a{index}"))).expect(WRITTEN);
            }
            let arguments: String = (0..ty.params.len()).map(|index| format!(", a{index}")).collect();
            let result = if is_void { "" } else { "r = " };
            writeln!(text, "  {result}m->imports.{}(m{arguments});", import.member).expect(WRITTEN);
            for store in returned.each(ty, store) {
                writeln!(text, "  {store}").expect(WRITTEN);
            }
            writeln!(text, "  return {p}_take_trap(m);\n}}\n").expect(WRITTEN);
        }
    }

    /// Statements that make the list of what is imported.
    pub fn give(&self, p: &str, text: &mut String) {
        for (number, import) in self.all.iter().enumerate() {
            let member = &import.member;
            let Some((ty, _)) = &import.func else {
                writeln!(text, "  given[{number}] = m->imports.{member};").expect(WRITTEN);
                continue;
            };
            let kinds = |types: &[ValType]| types.iter().map(|&ty| format!("{}, ", kind(ty))).collect::<String>();
            // The last one is not used: C has no empty arrays.
            let list = kinds(&ty.params) + &kinds(&ty.results) + kind(ValType::I32);
            let (params, results) = (ty.params.len(), ty.results.len());
            write!(
                text,
                "  {{\n    static const wasm_valkind_t kinds[] = {{{list}}};\n\
                 \x20   given[{number}] = {p}_internal_import(m, m->imports.{member} != NULL, kinds, {params}, {results},\n\
                 \x20       {p}_internal_import_{number});\n  }}\n"
            )
            .expect(WRITTEN);
        }
        if self.all.is_empty() {
            *text += "  given[0] = NULL;\n";
        }
    }

    /// Statements that give up the handles made for it.
    pub fn forget(&self, text: &mut String) {
        for (number, _) in self.all.iter().enumerate().filter(|(_, import)| import.func.is_some()) {
            writeln!(text, "  if (given[{number}] != NULL)\n    wasm_extern_delete(given[{number}]);").expect(WRITTEN);
        }
    }
}
