//! Adapters between the two conventions: the internal one of compiled functions, and the edge convention
//! (`wasmc_abi::instance::EdgeFn`), in which the caller passes arguments and takes results in an array of values.

use crate::attributes::Attributes;
use crate::declare;
use inkwell::module::Linkage;
use inkwell::types::FunctionType;
use inkwell::values::{BasicValueEnum, FunctionValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, ModuleInfo, TypeIndex};
use wasmc_frontend::ir::{Builder, FAST_CALL_CONV, Ir, types};

/// For each type of an escaping function, the function that calls such functions for those who speak the edge convention.
pub fn adapters<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
) -> Vec<Option<FunctionValue<'ctx>>> {
    let mut adapters = vec![None; info.types.len()];
    for &func in info.funcrefs.iter().filter(|&&func| !info.is_imported_func(func)) {
        let ty = info.funcs[func.index()].ty;
        adapters[ty.index()].get_or_insert_with(|| adapter(ir, info, attributes, ty));
    }
    adapters
}

/// The C function `edge[T]`, whose first argument is the `FuncRef` of the compiled function to call.
fn adapter<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    index: TypeIndex,
) -> FunctionValue<'ctx> {
    let ty = info.signature(index);
    let function = ir.module.add_function(&format!("edge[{}]", index.0), edge_fn_type(ir), Some(Linkage::Internal));
    attributes.mark_defined(function);
    let b = Builder::new(ir, function);
    let params = function.get_params();
    let (funcref, values) = (params[0].into_pointer_value(), params[1].into_pointer_value());
    // Results in memory have the layout that the edge convention has, so the callee may write them where they are to go.
    let memory = types::returns_in_memory(&ty.results).then_some(values);
    let arguments = b.load_values(values, &ty.params);
    let arguments: Vec<_> = memory.into_iter().map(Into::into).chain(arguments).collect();
    let fast = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, fast))).into_pointer_value();
    let result = b.call_pointer(types::fast_fn_type(ir.context, ty), fast, &arguments);
    if memory.is_none() {
        b.store_values(values, &b.unpack_results(ty, None, result));
    }
    b.ret(&[]);
    function
}

/// The internal function `edge_caller[T]`: takes a `FuncRef` and arguments, and calls it through the edge convention.
pub fn caller<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    index: TypeIndex,
) -> FunctionValue<'ctx> {
    let ty = info.signature(index);
    let signature = types::fast_fn_type_with(ir.context, &[ir.ptr.into()], ty);
    let name = format!("edge_caller[{}]", index.0);
    let function = ir.module.add_function(&name, signature, Some(Linkage::Internal));
    function.set_call_conventions(FAST_CALL_CONV);
    attributes.mark_defined(function);
    attributes.mark_never_hot(function);
    let b = Builder::new(ir, function);
    let mut params = function.get_param_iter();
    let mut next_pointer = || params.next().map(BasicValueEnum::into_pointer_value);
    let funcref = next_pointer().expect("the signature begins with it");
    let memory = if types::returns_in_memory(&ty.results) { next_pointer() } else { None };
    let values = b.value_slots(ty.params.len().max(ty.results.len()));
    b.store_values(values, &params.collect::<Vec<_>>());
    let edge = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, edge))).into_pointer_value();
    let env = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, env)));
    b.call_c_pointer(edge_fn_type(ir), edge, &[env, values.into()]);
    b.return_results(memory, &b.load_values(values, &ty.results));
    function
}

/// The internal function that calls an imported one: directly when it is compiled code, else through `edge_caller`.
pub fn import<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    (func, name): (FuncIndex, &str),
    funcref: PointerValue<'ctx>,
    edge_caller: FunctionValue<'ctx>,
) -> FunctionValue<'ctx> {
    let signature = types::fast_fn_type(ir.context, info.func_type(func));
    let symbol = format!("import {}[{}]", declare::printable(name), func.0);
    let function = ir.module.add_function(&symbol, signature, Some(Linkage::Internal));
    function.set_call_conventions(FAST_CALL_CONV);
    attributes.mark_defined(function);
    let b = Builder::new(ir, function);
    let (guest, host) = (b.block("guest"), b.block("host"));
    let fast = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, fast))).into_pointer_value();
    b.branch_if(b.is_null(fast), host, guest);

    let params = function.get_params();
    b.position(guest);
    b.ret(b.call_pointer(signature, fast, &params).as_slice());

    b.position(host);
    let arguments: Vec<_> = std::iter::once(funcref.into()).chain(params).collect();
    b.ret(b.call(edge_caller, &arguments).as_slice());
    function
}

/// A function in the convention of all modules that calls `function`, which has that of tail calls.
pub fn entry<'ctx>(
    ir: &Ir<'_, 'ctx>,
    attributes: &Attributes,
    func: FuncIndex,
    function: FunctionValue<'ctx>,
) -> FunctionValue<'ctx> {
    let entry = ir.module.add_function(&format!("entry[{}]", func.0), function.get_type(), Some(Linkage::Internal));
    entry.set_call_conventions(FAST_CALL_CONV);
    attributes.mark_defined(entry);
    let b = Builder::new(ir, entry);
    b.ret(b.call(function, &entry.get_params()).as_slice());
    entry
}

fn edge_fn_type<'ctx>(ir: &Ir<'_, 'ctx>) -> FunctionType<'ctx> {
    ir.context.void_type().fn_type(&[ir.ptr.into(), ir.ptr.into()], false)
}
