//! From wasmparser's types to those of `wasmc_abi`. The module has been validated; what has no counterpart is refused.

use crate::error::{Error, Result};
use wasmc_abi::{
    CompositeType, ConstExpr, ConstOp, FuncIndex, FuncType, GlobalIndex, GlobalType, HeapType, IndexType, Limits,
    MemoryType, Mutability, RefType, SubType, TableType, TypeIndex, ValType, WasmOffset,
};
use wasmparser::{AbstractHeapType, CompositeInnerType, Operator, UnpackedIndex, WasmFeatures};

/// A position in the binary.
///
/// # Panics
/// If it is beyond 4 GiB, which wasmparser's limits on sections rule out.
pub fn offset(at: u64) -> WasmOffset {
    WasmOffset(u32::try_from(at).expect("a Wasm section is at most 4 GiB long"))
}

pub fn heap_type(ty: wasmparser::HeapType, at: WasmOffset) -> Result<HeapType> {
    use wasmparser::HeapType::{Abstract, Concrete};
    Ok(match ty {
        Concrete(UnpackedIndex::Module(ty)) => HeapType::Concrete(TypeIndex(ty)),
        Abstract { shared: false, ty: AbstractHeapType::Func } => HeapType::Func,
        Abstract { shared: false, ty: AbstractHeapType::Extern } => HeapType::Extern,
        Abstract { shared: false, ty: AbstractHeapType::Exn } => HeapType::Exn,
        Abstract { shared: false, ty: AbstractHeapType::NoFunc } => HeapType::NoFunc,
        Abstract { shared: false, ty: AbstractHeapType::NoExtern } => HeapType::NoExtern,
        Abstract { shared: false, ty: AbstractHeapType::NoExn } => HeapType::NoExn,
        other => {
            let name = wasmparser::RefType::new(true, other).map_or_else(|| format!("{other:?}"), |ty| ty.to_string());
            return Err(Error::unsupported_of(WasmFeatures::GC, name, at));
        }
    })
}

pub fn ref_type(ty: wasmparser::RefType, at: WasmOffset) -> Result<RefType> {
    Ok(RefType { nullable: ty.is_nullable(), heap: heap_type(ty.heap_type(), at)? })
}

pub fn val_type(ty: wasmparser::ValType, at: WasmOffset) -> Result<ValType> {
    Ok(match ty {
        wasmparser::ValType::I32 => ValType::I32,
        wasmparser::ValType::I64 => ValType::I64,
        wasmparser::ValType::F32 => ValType::F32,
        wasmparser::ValType::F64 => ValType::F64,
        wasmparser::ValType::V128 => ValType::V128,
        wasmparser::ValType::Ref(ty) => ValType::Ref(ref_type(ty, at)?),
    })
}

fn func_type(ty: &wasmparser::FuncType, at: WasmOffset) -> Result<FuncType> {
    let all = |types: &[wasmparser::ValType]| types.iter().map(|&ty| val_type(ty, at)).collect::<Result<_>>();
    Ok(FuncType { params: all(ty.params())?, results: all(ty.results())? })
}

pub fn sub_type(ty: &wasmparser::SubType, at: WasmOffset) -> Result<SubType> {
    let error = match &ty.composite_type.inner {
        CompositeInnerType::Func(func) => {
            let supertype = ty.supertype_idxs.first().and_then(|index| index.as_module_index()).map(TypeIndex);
            let composite = CompositeType::Func(func_type(func, at)?);
            return Ok(SubType { is_final: ty.is_final, supertype, composite });
        }
        CompositeInnerType::Array(_) => Error::unsupported_of(WasmFeatures::GC, "array types", at),
        CompositeInnerType::Struct(_) => Error::unsupported_of(WasmFeatures::GC, "struct types", at),
        CompositeInnerType::Cont(_) => Error::unsupported("continuation types", at),
    };
    Err(error)
}

fn index_type(is_64: bool) -> IndexType {
    if is_64 { IndexType::I64 } else { IndexType::I32 }
}

pub fn memory_type(ty: wasmparser::MemoryType) -> MemoryType {
    MemoryType {
        limits: Limits { min: ty.initial, max: ty.maximum },
        index: index_type(ty.memory64),
        page_log2: ty.page_size_log2.map_or(16, |log2| u8::try_from(log2).expect("validated to be at most 16")),
        shared: ty.shared,
    }
}

pub fn table_type(ty: wasmparser::TableType, at: WasmOffset) -> Result<TableType> {
    Ok(TableType {
        limits: Limits { min: ty.initial, max: ty.maximum },
        index: index_type(ty.table64),
        element: ref_type(ty.element_type, at)?,
    })
}

pub fn global_type(ty: wasmparser::GlobalType, at: WasmOffset) -> Result<GlobalType> {
    let mutability = if ty.mutable { Mutability::Var } else { Mutability::Const };
    Ok(GlobalType { value: val_type(ty.content_type, at)?, mutability })
}

pub fn const_expr(expr: &wasmparser::ConstExpr<'_>) -> Result<ConstExpr> {
    let mut ops = Vec::new();
    for op in expr.get_operators_reader().into_iter_with_offsets() {
        let (op, at) = op?;
        let at = offset(at);
        ops.push(match op {
            Operator::I32Const { value } => ConstOp::I32Const(value),
            Operator::I64Const { value } => ConstOp::I64Const(value),
            Operator::F32Const { value } => ConstOp::F32Const(value.bits()),
            Operator::F64Const { value } => ConstOp::F64Const(value.bits()),
            Operator::V128Const { value } => ConstOp::V128Const(*value.bytes()),
            Operator::RefNull { hty } => ConstOp::RefNull(heap_type(hty, at)?),
            Operator::RefFunc { function_index } => ConstOp::RefFunc(FuncIndex(function_index)),
            Operator::GlobalGet { global_index } => ConstOp::GlobalGet(GlobalIndex(global_index)),
            Operator::I32Add => ConstOp::I32Add,
            Operator::I32Sub => ConstOp::I32Sub,
            Operator::I32Mul => ConstOp::I32Mul,
            Operator::I64Add => ConstOp::I64Add,
            Operator::I64Sub => ConstOp::I64Sub,
            Operator::I64Mul => ConstOp::I64Mul,
            Operator::End => break,
            // All others are of structs, arrays and scalar references.
            op => return Err(Error::unsupported_of(WasmFeatures::GC, format!("{op:?} in a constant expression"), at)),
        });
    }
    Ok(ConstExpr(ops))
}
