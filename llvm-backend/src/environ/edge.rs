//! Adapters between the two conventions: the internal one of compiled functions, and the edge convention
//! (`wasmc_abi::instance::EdgeFn`), in which the caller passes arguments and takes results in an array of values.

use crate::attributes::Attributes;
use crate::declare;
use inkwell::module::Linkage;
use inkwell::types::{BasicType, BasicTypeEnum, FunctionType};
use inkwell::values::{BasicValueEnum, FunctionValue, PointerValue};
use std::mem::{offset_of, size_of};
use wasmc_abi::instance::{FuncRef, ValRaw};
use wasmc_abi::{FuncIndex, FuncType, ModuleInfo, TypeIndex, ValType};
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
    let ty = &info.types[index.index()];
    let function = ir.module.add_function(&format!("edge[{}]", index.0), edge_fn_type(ir), Some(Linkage::Internal));
    attributes.mark_defined(function);
    let b = Builder::new(ir, function);
    let params = function.get_params();
    let (funcref, values) = (params[0].into_pointer_value(), params[1].into_pointer_value());
    let arguments = load_values(&b, values, &ty.params);
    let fast = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, fast))).into_pointer_value();
    let result = b.call_pointer(types::fast_fn_type(ir.context, ty), fast, &arguments);
    store_values(&b, values, &unpack(&b, result, ty));
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
    let ty = &info.types[index.index()];
    let signature = types::fast_fn_type_with(ir.context, &[ir.ptr.into()], ty);
    let name = format!("edge_caller[{}]", index.0);
    let function = ir.module.add_function(&name, signature, Some(Linkage::Internal));
    function.set_call_conventions(FAST_CALL_CONV);
    attributes.mark_defined(function);
    attributes.mark_never_hot(function);
    let b = Builder::new(ir, function);
    let params = function.get_params();
    let funcref = params[0].into_pointer_value();
    let values = b.alloca(value_array(ir, ty.params.len().max(ty.results.len())));
    store_values(&b, values, &params[1..]);
    let edge = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, edge))).into_pointer_value();
    let env = b.load_invariant(ir.ptr, b.field(funcref, offset_of!(FuncRef, env)));
    call_edge(&b, edge, env, values);
    b.ret(&load_values(&b, values, &ty.results));
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

fn edge_fn_type<'ctx>(ir: &Ir<'_, 'ctx>) -> FunctionType<'ctx> {
    ir.context.void_type().fn_type(&[ir.ptr.into(), ir.ptr.into()], false)
}

/// Calls a function in the edge convention.
fn call_edge<'ctx>(
    b: &Builder<'_, 'ctx>,
    edge: PointerValue<'ctx>,
    env: BasicValueEnum<'ctx>,
    values: PointerValue<'ctx>,
) {
    // The frontend's builder knows no other convention for indirect calls than the internal one.
    let builder = b.ir.context.create_builder();
    builder.position_at_end(b.current_block());
    builder
        .build_indirect_call(edge_fn_type(b.ir), edge, &[env.into(), values.into()], "")
        .expect("the builder has a position, and the arguments fit the type");
}

/// `count` values of the edge convention, with their size and alignment.
fn value_array<'ctx>(ir: &Ir<'_, 'ctx>, count: usize) -> BasicTypeEnum<'ctx> {
    let count = u32::try_from(count).expect("validation limits parameters and results to a thousand each");
    types::val_type(ir.context, ValType::V128).array_type(count).into()
}

fn slot<'ctx>(b: &Builder<'_, 'ctx>, values: PointerValue<'ctx>, position: usize) -> PointerValue<'ctx> {
    b.field(values, position * size_of::<ValRaw>())
}

fn load_values<'ctx>(b: &Builder<'_, 'ctx>, values: PointerValue<'ctx>, tys: &[ValType]) -> Vec<BasicValueEnum<'ctx>> {
    let load = |(position, &ty)| b.load(types::val_type(b.ir.context, ty), slot(b, values, position));
    tys.iter().enumerate().map(load).collect()
}

fn store_values<'ctx>(b: &Builder<'_, 'ctx>, values: PointerValue<'ctx>, stored: &[BasicValueEnum<'ctx>]) {
    for (position, &value) in stored.iter().enumerate() {
        b.store(slot(b, values, position), value);
    }
}

/// The results that a function of type `ty` returned, one by one.
fn unpack<'ctx>(
    b: &Builder<'_, 'ctx>,
    result: Option<BasicValueEnum<'ctx>>,
    ty: &FuncType,
) -> Vec<BasicValueEnum<'ctx>> {
    match (result, ty.results.len()) {
        (Some(aggregate), fields @ 2..) => (0..fields as u32).map(|field| b.extract(aggregate, field)).collect(),
        (one, _) => one.into_iter().collect(),
    }
}
