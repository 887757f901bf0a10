//! Wasm types as LLVM types.

use inkwell::context::Context;
use inkwell::types::BasicTypeEnum;
use wasmc_abi::ValType;

/// A type that an instruction reads, writes or converts to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scalar {
    /// 8-bit integer, only in memory.
    I8,
    /// 16-bit integer, only in memory.
    I16,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `v128`
    V128,
}

impl Scalar {
    /// Its size in memory, in bytes.
    pub fn bytes(self) -> u64 {
        match self {
            Self::I8 => 1,
            Self::I16 => 2,
            Self::I32 | Self::F32 => 4,
            Self::I64 | Self::F64 => 8,
            Self::V128 => 16,
        }
    }
}

/// What a vector instruction takes a `v128` for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lanes {
    /// Sixteen 8-bit integers.
    I8x16,
    /// Eight 16-bit integers.
    I16x8,
    /// Four 32-bit integers.
    I32x4,
    /// Two 64-bit integers.
    I64x2,
    /// Four 32-bit floats.
    F32x4,
    /// Two 64-bit floats.
    F64x2,
}

impl Lanes {
    /// Integers of the same width.
    pub fn as_int(self) -> Self {
        match self {
            Self::F32x4 => Self::I32x4,
            Self::F64x2 => Self::I64x2,
            ints => ints,
        }
    }

    /// Integers of half the width, twice as many.
    ///
    /// # Panics
    /// If there are none: bytes cannot be narrowed.
    pub fn narrowed(self) -> Self {
        match self {
            Self::I16x8 => Self::I8x16,
            Self::I32x4 => Self::I16x8,
            Self::I64x2 => Self::I32x4,
            other => panic!("{other:?} has no lanes of half the width"),
        }
    }
}

/// The LLVM type of a Wasm value.
pub fn val_type(context: &Context, ty: ValType) -> BasicTypeEnum<'_> {
    match ty {
        ValType::I32 => context.i32_type().into(),
        ValType::I64 => context.i64_type().into(),
        ValType::F32 => context.f32_type().into(),
        ValType::F64 => context.f64_type().into(),
        ValType::V128 => context.i64_type().vec_type(2).into(),
        ValType::Ref(_) => context.ptr_type(inkwell::AddressSpace::default()).into(),
    }
}

/// Whether values of a type are in registers for integers, and not in those for floats and vectors.
pub(super) fn is_int(ty: &ValType) -> bool {
    matches!(ty, ValType::I32 | ValType::I64 | ValType::Ref(_))
}

/// The most results of a kind, integers and references or floats and vectors, that come in registers on all targets.
const RESULT_REGISTERS: usize = 2;

/// Whether a function with these results writes them to memory that the caller provides. See `results.rs`.
pub fn returns_in_memory(results: &[ValType]) -> bool {
    let ints = results.iter().filter(|ty| is_int(ty)).count();
    ints.max(results.len() - ints) > RESULT_REGISTERS
}

/// What a function with these results returns in registers: nothing, the one value, or a struct of several.
pub(super) fn result_type<'ctx>(context: &'ctx Context, results: &[ValType]) -> Option<BasicTypeEnum<'ctx>> {
    match results {
        [] => None,
        [one] => Some(val_type(context, *one)),
        many => {
            let fields: Vec<_> = many.iter().map(|&ty| val_type(context, ty)).collect();
            Some(context.struct_type(&fields, false).into())
        }
    }
}
