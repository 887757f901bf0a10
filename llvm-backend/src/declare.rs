//! Declares a module's functions: internal, each under a symbol name of its own, and in the convention that it needs.

use crate::attributes::Attributes;
use crate::debug::DebugInfo;
use inkwell::module::Linkage;
use inkwell::values::FunctionValue;
use std::fmt::Write;
use wasmc_abi::{FuncIndex, ModuleInfo};
use wasmc_frontend::Body;
use wasmc_frontend::ir::{Convention, Ir};

/// Declares the defined functions, which have these bodies, in order.
pub fn functions<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    bodies: &[Body<'_>],
    attributes: &Attributes,
    debug: &DebugInfo<'ctx>,
) -> Vec<FunctionValue<'ctx>> {
    let declare = |(defined, body): (usize, &Body<'_>)| {
        let func = FuncIndex::from(info.imported_funcs as usize + defined);
        let convention = if body.makes_tail_calls() { Convention::Tail } else { Convention::Fast };
        let signature = convention.fn_type(ir.context, info.func_type(func));
        let function = ir.module.add_function(&symbol_name(info, func), signature, Some(Linkage::Internal));
        function.set_call_conventions(convention.number());
        attributes.mark_defined(function);
        debug.describe(function, info, func);
        function
    };
    bodies.iter().enumerate().map(declare).collect()
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
