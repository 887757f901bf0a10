//! Declares a module's functions: seen by nobody else, each under a symbol name of its own, and in the convention that it needs.

use crate::attributes::Attributes;
use crate::debug::DebugInfo;
use crate::portion::{Definition, Portion};
use inkwell::values::FunctionValue;
use std::fmt::Write;
use wasmc_abi::{FuncIndex, ModuleInfo};
use wasmc_frontend::ir::{Convention, Ir};

/// The functions that a Wasm module defines, by their positions among them.
pub struct Functions<'m, 'ctx> {
    ir: &'m Ir<'m, 'ctx>,
    info: &'m ModuleInfo,
    conventions: &'m [Convention],
    portion: Portion,
    declared: Vec<Option<FunctionValue<'ctx>>>,
}

impl<'m, 'ctx> Functions<'m, 'ctx> {
    /// None is declared yet. `conventions` are those of all of them.
    pub fn new(ir: &'m Ir<'m, 'ctx>, info: &'m ModuleInfo, conventions: &'m [Convention], portion: Portion) -> Self {
        Self { ir, info, conventions, portion, declared: vec![None; conventions.len()] }
    }

    /// The function, which is declared if it has not been yet.
    pub fn get(&mut self, defined: usize) -> FunctionValue<'ctx> {
        if let Some(function) = self.declared[defined] {
            return function;
        }
        let func = FuncIndex::from(self.info.imported_funcs as usize + defined);
        let convention = self.conventions[defined];
        let signature = convention.fn_type(self.ir.context, self.info.func_type(func));
        let function = self.ir.module.add_function(&symbol_name(self.info, func), signature, None);
        self.portion.hide(function.as_global_value());
        function.set_call_conventions(convention.number());
        *self.declared[defined].insert(function)
    }

    /// Makes functions ready to be filled with code, in order.
    pub fn define(
        &mut self,
        definitions: &[Definition<'_, '_>],
        attributes: &Attributes,
        debug: &DebugInfo<'ctx>,
    ) -> Vec<FunctionValue<'ctx>> {
        let define = |&Definition { position, role, .. }: &Definition<'_, '_>| {
            let function = self.get(position);
            role.mark(function.as_global_value());
            attributes.mark_defined(function);
            debug.describe(function, self.info, FuncIndex::from(self.info.imported_funcs as usize + position));
            function
        };
        definitions.iter().map(define).collect()
    }
}

/// The symbol of a function: `name[index]`, or `func[index]` when it has no name. The index makes names unique, and keeps
/// LLVM from taking a guest's `memcpy` for the C library's.
pub fn symbol_name(info: &ModuleInfo, func: FuncIndex) -> String {
    let name = info.funcs[func.index()].name.as_deref().filter(|name| !name.is_empty()).unwrap_or("func");
    let mut symbol = String::with_capacity(name.len() + 8);
    // LLVM reserves this prefix for its own functions and refuses to define one.
    if name.starts_with("llvm.") {
        symbol.push('_');
    }
    symbol.push_str(&printable(name));
    write!(symbol, "[{}]", func.0).expect("writing to a String cannot fail");
    symbol
}

/// A name without control characters: C strings and symbol tables end at a zero byte.
pub fn printable(name: &str) -> String {
    name.chars().map(|c| if c.is_control() { '?' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasmc_abi::{FuncInfo, TypeIndex};

    fn symbol(name: Option<&str>) -> String {
        let name = name.map(str::to_owned);
        let func = FuncInfo { ty: TypeIndex(0), name, funcref: None, body: (0, 0) };
        symbol_name(&ModuleInfo { funcs: vec![func], ..ModuleInfo::default() }, FuncIndex(0))
    }

    #[test]
    fn hostile_names_become_plain_symbols() {
        assert_eq!(symbol(Some("memcpy")), "memcpy[0]");
        assert_eq!(symbol(None), "func[0]");
        assert_eq!(symbol(Some("")), "func[0]");
        assert_eq!(symbol(Some("memcpy\0\u{1}\n")), "memcpy???[0]");
        assert_eq!(symbol(Some("llvm.trap")), "_llvm.trap[0]");
    }
}
