//! Types of the header. All types of what can be imported are one type here, so that its conversions are none.

use crate::vector::{Vector, vector_functions};
use wasmc_runtime::{
    ExternType, FuncType, GlobalType, IndexType, Limits, MemoryType, Mutability, RefType, TableType, ValType,
};

/// Kinds of values, as the header numbers them.
pub mod kind {
    pub const I32: u8 = 0;
    pub const I64: u8 = 1;
    pub const F32: u8 = 2;
    pub const F64: u8 = 3;
    pub const V128: u8 = 4;
    pub const EXTERNREF: u8 = 128;
    pub const FUNCREF: u8 = 129;
    pub const EXNREF: u8 = 130;
}

/// A value type.
#[derive(Clone, Debug)]
pub struct ValTypeC(pub ValType);

/// A limit of the header, which says by its greatest number that there is none.
#[derive(Clone, Copy, Debug)]
#[repr(C)]
pub struct LimitsC {
    min: u32,
    max: u32,
}

/// No limit.
const NO_MAX: u32 = u32::MAX;

/// The type of something that can be imported, with the parts that the header gives out addresses of.
#[derive(Debug)]
pub struct ExternTypeC {
    pub ty: ExternType,
    parts: Parts,
}

#[derive(Debug)]
enum Parts {
    Func { params: Vector<Option<Box<ValTypeC>>>, results: Vector<Option<Box<ValTypeC>>> },
    Global(ValTypeC),
    Table(ValTypeC, LimitsC),
    Memory(LimitsC),
    Tag,
}

/// The kind of a value type.
pub fn kind_of(ty: ValType) -> u8 {
    use wasmc_runtime::HeapType;
    match ty {
        ValType::I32 => kind::I32,
        ValType::I64 => kind::I64,
        ValType::F32 => kind::F32,
        ValType::F64 => kind::F64,
        ValType::V128 => kind::V128,
        ValType::Ref(ty) => match ty.heap.top() {
            HeapType::Extern => kind::EXTERNREF,
            HeapType::Exn => kind::EXNREF,
            _ => kind::FUNCREF,
        },
    }
}

/// The most general type of a kind.
pub fn type_of(kind: u8) -> Option<ValType> {
    Some(match kind {
        kind::I32 => ValType::I32,
        kind::I64 => ValType::I64,
        kind::F32 => ValType::F32,
        kind::F64 => ValType::F64,
        kind::V128 => ValType::V128,
        kind::EXTERNREF => ValType::Ref(RefType::EXTERNREF),
        kind::FUNCREF => ValType::Ref(RefType::FUNCREF),
        kind::EXNREF => ValType::Ref(RefType::EXNREF),
        _ => return None,
    })
}

impl LimitsC {
    fn new(limits: Limits) -> Self {
        let narrow = |size: u64| u32::try_from(size).unwrap_or(NO_MAX);
        Self { min: narrow(limits.min), max: limits.max.map_or(NO_MAX, narrow) }
    }

    fn to_limits(self) -> Limits {
        Limits { min: self.min.into(), max: (self.max != NO_MAX).then(|| self.max.into()) }
    }
}

impl ExternTypeC {
    pub fn new(ty: ExternType) -> Self {
        let list = |types: &[ValType]| {
            types.iter().map(|&ty| Some(Box::new(ValTypeC(ty)))).collect::<Vec<Option<Box<ValTypeC>>>>().into()
        };
        let parts = match &ty {
            ExternType::Func(ty) => Parts::Func { params: list(&ty.params), results: list(&ty.results) },
            ExternType::Global(ty) => Parts::Global(ValTypeC(ty.value)),
            ExternType::Table(ty) => Parts::Table(ValTypeC(ValType::Ref(ty.element)), LimitsC::new(ty.limits)),
            ExternType::Memory(ty) => Parts::Memory(LimitsC::new(ty.limits)),
            ExternType::Tag(_) => Parts::Tag,
        };
        Self { ty, parts }
    }

    pub fn func(ty: FuncType) -> Self {
        Self::new(ExternType::Func(ty))
    }
}

impl Clone for ExternTypeC {
    fn clone(&self) -> Self {
        Self::new(self.ty.clone())
    }
}

impl Drop for ExternTypeC {
    fn drop(&mut self) {
        if let Parts::Func { params, results } = &mut self.parts {
            // SAFETY: the header gives out the vectors' addresses for reading only.
            drop(unsafe { (params.take(), results.take()) });
        }
    }
}

/// Defines what all types have.
macro_rules! type_functions {
    ($ty:ty: $delete:ident $copy:ident, $($vector:ident)*) => {
        #[unsafe(no_mangle)]
        extern "C" fn $delete(_: Option<Box<$ty>>) {}

        #[unsafe(no_mangle)]
        extern "C" fn $copy(ty: Option<&$ty>) -> Option<Box<$ty>> {
            ty.map(|ty| Box::new(ty.clone()))
        }

        vector_functions!(Option<Box<$ty>>: $($vector)*);
    };
}
pub(crate) use type_functions;

type_functions!(ValTypeC: wasm_valtype_delete wasm_valtype_copy, wasm_valtype_vec_new_empty wasm_valtype_vec_new_uninitialized wasm_valtype_vec_new wasm_valtype_vec_copy wasm_valtype_vec_delete);
type_functions!(ExternTypeC: wasm_functype_delete wasm_functype_copy, wasm_functype_vec_new_empty wasm_functype_vec_new_uninitialized wasm_functype_vec_new wasm_functype_vec_copy wasm_functype_vec_delete);
type_functions!(ExternTypeC: wasm_globaltype_delete wasm_globaltype_copy, wasm_globaltype_vec_new_empty wasm_globaltype_vec_new_uninitialized wasm_globaltype_vec_new wasm_globaltype_vec_copy wasm_globaltype_vec_delete);
type_functions!(ExternTypeC: wasm_tabletype_delete wasm_tabletype_copy, wasm_tabletype_vec_new_empty wasm_tabletype_vec_new_uninitialized wasm_tabletype_vec_new wasm_tabletype_vec_copy wasm_tabletype_vec_delete);
type_functions!(ExternTypeC: wasm_memorytype_delete wasm_memorytype_copy, wasm_memorytype_vec_new_empty wasm_memorytype_vec_new_uninitialized wasm_memorytype_vec_new wasm_memorytype_vec_copy wasm_memorytype_vec_delete);
type_functions!(ExternTypeC: wasm_externtype_delete wasm_externtype_copy, wasm_externtype_vec_new_empty wasm_externtype_vec_new_uninitialized wasm_externtype_vec_new wasm_externtype_vec_copy wasm_externtype_vec_delete);

#[unsafe(no_mangle)]
extern "C" fn wasm_valtype_new(kind: u8) -> Option<Box<ValTypeC>> {
    type_of(kind).map(|ty| Box::new(ValTypeC(ty)))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_valtype_kind(ty: &ValTypeC) -> u8 {
    kind_of(ty.0)
}

/// Takes the types out of a vector of the header.
///
/// # Safety
/// As [`Vector::take`].
unsafe fn take_types(types: Option<&mut Vector<Option<Box<ValTypeC>>>>) -> Option<Vec<ValType>> {
    // SAFETY: the caller's promise.
    let types = types.map(|types| unsafe { types.take() }).unwrap_or_default();
    types.into_iter().map(|ty| ty.map(|ty| ty.0)).collect()
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasm_functype_new(
    params: Option<&mut Vector<Option<Box<ValTypeC>>>>,
    results: Option<&mut Vector<Option<Box<ValTypeC>>>>,
) -> Option<Box<ExternTypeC>> {
    // SAFETY: the header asks for the owner of the vectors.
    let (params, results) = unsafe { (take_types(params), take_types(results)) };
    Some(Box::new(ExternTypeC::func(FuncType { params: params?, results: results? })))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_functype_params(ty: &ExternTypeC) -> Option<&Vector<Option<Box<ValTypeC>>>> {
    if let Parts::Func { params, .. } = &ty.parts { Some(params) } else { None }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_functype_results(ty: &ExternTypeC) -> Option<&Vector<Option<Box<ValTypeC>>>> {
    if let Parts::Func { results, .. } = &ty.parts { Some(results) } else { None }
}

/// The header's number for a global that may be written.
const VAR: u8 = 1;

#[unsafe(no_mangle)]
extern "C" fn wasm_globaltype_new(value: Option<Box<ValTypeC>>, mutability: u8) -> Option<Box<ExternTypeC>> {
    let mutability = if mutability == VAR { Mutability::Var } else { Mutability::Const };
    Some(Box::new(ExternTypeC::new(ExternType::Global(GlobalType { value: value?.0, mutability }))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_globaltype_content(ty: &ExternTypeC) -> Option<&ValTypeC> {
    if let Parts::Global(value) = &ty.parts { Some(value) } else { None }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_globaltype_mutability(ty: &ExternTypeC) -> u8 {
    u8::from(ty.ty.global().is_some_and(|ty| ty.mutability == Mutability::Var))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_tabletype_new(element: Option<Box<ValTypeC>>, limits: &LimitsC) -> Option<Box<ExternTypeC>> {
    let ValType::Ref(element) = element?.0 else { return None };
    let ty = TableType { limits: limits.to_limits(), index: IndexType::I32, element };
    Some(Box::new(ExternTypeC::new(ExternType::Table(ty))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_tabletype_element(ty: &ExternTypeC) -> Option<&ValTypeC> {
    if let Parts::Table(element, _) = &ty.parts { Some(element) } else { None }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_tabletype_limits(ty: &ExternTypeC) -> Option<&LimitsC> {
    if let Parts::Table(_, limits) = &ty.parts { Some(limits) } else { None }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memorytype_new(limits: &LimitsC) -> Box<ExternTypeC> {
    let ty = MemoryType { limits: limits.to_limits(), index: IndexType::I32, page_log2: 16, shared: false };
    Box::new(ExternTypeC::new(ExternType::Memory(ty)))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_memorytype_limits(ty: &ExternTypeC) -> Option<&LimitsC> {
    if let Parts::Memory(limits) = &ty.parts { Some(limits) } else { None }
}

/// Kinds of what can be imported, as the header numbers them, and ours for tags.
pub fn extern_kind(ty: &ExternType) -> u8 {
    match ty {
        ExternType::Func(_) => 0,
        ExternType::Global(_) => 1,
        ExternType::Table(_) => 2,
        ExternType::Memory(_) => 3,
        ExternType::Tag(_) => 4,
    }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_externtype_kind(ty: &ExternTypeC) -> u8 {
    extern_kind(&ty.ty)
}

/// Defines the conversions between the type of some things and that of all.
macro_rules! type_conversions {
    ($ty:pat => $up:ident $down:ident $up_const:ident $down_const:ident) => {
        #[unsafe(no_mangle)]
        extern "C" fn $up(ty: Option<&mut ExternTypeC>) -> Option<&mut ExternTypeC> {
            ty
        }

        #[unsafe(no_mangle)]
        extern "C" fn $down(ty: Option<&mut ExternTypeC>) -> Option<&mut ExternTypeC> {
            ty.filter(|ty| matches!(ty.ty, $ty))
        }

        #[unsafe(no_mangle)]
        extern "C" fn $up_const(ty: Option<&ExternTypeC>) -> Option<&ExternTypeC> {
            ty
        }

        #[unsafe(no_mangle)]
        extern "C" fn $down_const(ty: Option<&ExternTypeC>) -> Option<&ExternTypeC> {
            ty.filter(|ty| matches!(ty.ty, $ty))
        }
    };
}

type_conversions!(ExternType::Func(_) => wasm_functype_as_externtype wasm_externtype_as_functype wasm_functype_as_externtype_const wasm_externtype_as_functype_const);
type_conversions!(ExternType::Global(_) => wasm_globaltype_as_externtype wasm_externtype_as_globaltype wasm_globaltype_as_externtype_const wasm_externtype_as_globaltype_const);
type_conversions!(ExternType::Table(_) => wasm_tabletype_as_externtype wasm_externtype_as_tabletype wasm_tabletype_as_externtype_const wasm_externtype_as_tabletype_const);
type_conversions!(ExternType::Memory(_) => wasm_memorytype_as_externtype wasm_externtype_as_memorytype wasm_memorytype_as_externtype_const wasm_externtype_as_memorytype_const);

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_functype_new(
    params: *const u8,
    param_count: usize,
    results: *const u8,
    result_count: usize,
) -> Option<Box<ExternTypeC>> {
    // SAFETY: the header asks for so many kinds.
    let types = |kinds: *const u8, count| (0..count).map(|index| type_of(unsafe { kinds.add(index).read() })).collect();
    let (params, results): (Option<Vec<_>>, Option<Vec<_>>) =
        (types(params, param_count), types(results, result_count));
    if params.is_none() || results.is_none() {
        crate::error::set("no kind of values");
    }
    Some(Box::new(ExternTypeC::func(FuncType { params: params?, results: results? })))
}
