//! Adapters between the conventions: those of compiled functions, and the edge convention
//! (`wasmc_abi::instance::EdgeFn`), in which the caller passes arguments and takes results in an array of values.

use crate::attributes::Attributes;
use crate::declare;
use inkwell::module::Linkage;
use inkwell::types::FunctionType;
use inkwell::values::{FunctionValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, FuncType, ModuleInfo, TypeIndex};
use wasmc_frontend::ir::{Arguments, Builder, Callee, Convention, Ir, types};

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
    let arguments = Arguments { pointers: memory.into_iter().collect(), values: b.load_values(values, &ty.params) };
    let fast = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, fast))).into_pointer_value();
    let result = b.call_pointer(Convention::Fast.fn_type(ir.context, ty), fast, &arguments.fast());
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
    let name = format!("edge_caller[{}]", index.0);
    let function = declare_adapter(ir, attributes, &name, Convention::Fast, Callee::Told, ty);
    attributes.mark_never_hot(function);
    let b = Builder::new(ir, function);
    let Arguments { pointers, values } = b.parameters(Callee::Told, ty);
    let funcref = pointers[0];
    let slots = b.value_slots(ty.params.len().max(ty.results.len()));
    b.store_values(slots, &values);
    let edge = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, edge))).into_pointer_value();
    let env = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, env)));
    b.call_c_pointer(edge_fn_type(ir), edge, &[env, slots.into()]);
    b.return_results(pointers.get(1).copied(), &b.load_values(slots, &ty.results));
    function
}

/// The internal function `tail_caller[T]`: takes over the frame of its caller, and calls a `FuncRef` that cannot.
pub fn tail_caller<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    index: TypeIndex,
    edge_caller: FunctionValue<'ctx>,
) -> FunctionValue<'ctx> {
    let ty = info.signature(index);
    let name = format!("tail_caller[{}]", index.0);
    let function = declare_adapter(ir, attributes, &name, Convention::Tail, Callee::Told, ty);
    // Inlined, its calls would have the callers keep their frames ready on all other ways, too.
    attributes.mark_never_hot(function);
    let b = Builder::new(ir, function);
    let Arguments { mut pointers, values } = b.parameters(Callee::Told, ty);
    let funcref = pointers.remove(0);
    return_from(&b, ty, funcref, &Arguments { pointers, values }, edge_caller);
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
    let ty = info.func_type(func);
    let symbol = format!("import {}[{}]", declare::printable(name), func.0);
    let function = declare_adapter(ir, attributes, &symbol, Convention::Fast, Callee::Known, ty);
    let b = Builder::new(ir, function);
    return_from(&b, ty, funcref, &b.parameters(Callee::Known, ty), edge_caller);
    function
}

/// Ends a function by calling another: directly when it is compiled code, else through `edge_caller`.
fn return_from<'ctx>(
    b: &Builder<'_, 'ctx>,
    ty: &FuncType,
    funcref: PointerValue<'ctx>,
    arguments: &Arguments<'ctx>,
    edge_caller: FunctionValue<'ctx>,
) {
    let (guest, host) = (b.block("guest"), b.block("host"));
    let fast = b.load_invariant(b.ir.ptr, b.field(funcref, offset_of!(FuncRef, fast))).into_pointer_value();
    b.branch_if(b.is_null(fast), host, guest);

    b.position(guest);
    let fn_type = Convention::Fast.fn_type(b.ir.context, ty);
    b.ret(b.call_pointer(fn_type, fast, &arguments.fast()).as_slice());

    b.position(host);
    b.ret(b.call(edge_caller, &arguments.for_callee(funcref).fast()).as_slice());
}

/// A function in a convention that calls `function`, which has the other one.
pub fn entry<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    attributes: &Attributes,
    func: FuncIndex,
    function: FunctionValue<'ctx>,
    convention: Convention,
) -> FunctionValue<'ctx> {
    let ty = info.func_type(func);
    let name = format!("entry[{}]", func.0);
    let entry = declare_adapter(ir, attributes, &name, convention, Callee::Known, ty);
    let b = Builder::new(ir, entry);
    let arguments = b.parameters(Callee::Known, ty);
    let arguments = b.pass(Convention::of(function), ty, &arguments, |count| b.value_slots(count));
    b.ret(b.call(function, &arguments).as_slice());
    entry
}

fn declare_adapter<'ctx>(
    ir: &Ir<'_, 'ctx>,
    attributes: &Attributes,
    name: &str,
    convention: Convention,
    callee: Callee,
    ty: &FuncType,
) -> FunctionValue<'ctx> {
    let signature = convention.fn_type_with(ir.context, callee, ty);
    let function = ir.module.add_function(name, signature, Some(Linkage::Internal));
    function.set_call_conventions(convention.number());
    attributes.mark_defined(function);
    function
}

fn edge_fn_type<'ctx>(ir: &Ir<'_, 'ctx>) -> FunctionType<'ctx> {
    ir.context.void_type().fn_type(&[ir.ptr.into(), ir.ptr.into()], false)
}
