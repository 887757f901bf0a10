//! Declares a module's functions: internal, in the fast convention, each under a symbol name of its own.

use crate::attributes::Attributes;
use crate::debug::DebugInfo;
use inkwell::module::Linkage;
use inkwell::values::FunctionValue;
use std::fmt::Write;
use wasmc_abi::{FuncIndex, ModuleInfo};
use wasmc_frontend::ir::{FAST_CALL_CONV, Ir, types};

/// Declares the defined functions, in order.
pub fn functions<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    debug: &DebugInfo<'ctx>,
) -> Vec<FunctionValue<'ctx>> {
    let signatures: Vec<_> = info.types.iter().map(|ty| types::fast_fn_type(ir.context, ty.func())).collect();
    let defined = info.imported_funcs as usize..info.funcs.len();
    let declare = |func: FuncIndex| {
        let signature = signatures[info.funcs[func.index()].ty.index()];
        let function = ir.module.add_function(&symbol_name(info, func), signature, Some(Linkage::Internal));
        function.set_call_conventions(FAST_CALL_CONV);
        attributes.mark_defined(function);
        debug.describe(function, info, func);
        function
    };
    defined.map(|func| declare(FuncIndex::from(func))).collect()
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
