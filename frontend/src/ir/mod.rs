//! LLVM as the translation sees it: types, an infallible builder, the facts it may state, and the intrinsics it uses.

mod atomic;
mod builder;
mod convention;
mod metadata;
mod raw;
mod results;
pub mod types;
mod unwind;

pub use atomic::RmwOp;
pub use builder::Builder;
pub use convention::{Arguments, Callee, Convention, NO_TAIL_CALLS};
pub use metadata::Metadata;
pub use raw::Wrap;
pub use types::{Lanes, Scalar};

use inkwell::context::Context;
use inkwell::intrinsics::Intrinsic;
use inkwell::module::Module;
use inkwell::types::{AsTypeRef, BasicTypeEnum, FloatType, IntType, PointerType, StructType, VectorType};
use inkwell::values::FunctionValue;
use llvm_sys::prelude::LLVMTypeRef;
use std::cell::RefCell;
use std::collections::HashMap;

/// LLVM's number of the C convention, `ccc`.
const C_CALL_CONV: u32 = 0;

/// Name of the metadata kind that marks loads and stores of linear memory.
pub const MEMORY_ACCESS: &str = "wasmc.memory";

/// How many operands that metadata has if the memory never gets near 4 GiB: `MemoryType::stays_below_4gib`. Otherwise none.
pub const BOUNDED_OPERANDS: u32 = 1;

/// What the translation must know of the CPU: only where LLVM has no instruction of its own for what Wasm asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Cpu {
    /// It has x86's SSE2: `minpd`, `cvttps2dq`, `pmaddwd`.
    pub sse2: bool,
    /// It has x86's SSSE3: `pshufb`, `pmaddubsw`, `pmulhrsw`.
    pub ssse3: bool,
    /// It has x86's SSE4.1: `packusdw`, `roundpd`, `pmaxsd`.
    pub sse41: bool,
    /// It has x86's AVX: `vblendvps` with its mask in any register.
    pub avx: bool,
    /// It has a fused multiplication and addition.
    pub fma: bool,
    /// It has x86's AVX-512 for vectors of 128 bits: `vpternlogq`, `vcvttps2udq`.
    pub avx512vl: bool,
    /// And AVX-512DQ for them: `vrangeps`.
    pub avx512dq: bool,
    /// It has x86's `vpdpbusd`.
    pub vnni: bool,
    /// It has AArch64's vectors: `fmin`, `tbl`, `sqrdmulh`, which are what Wasm asks for.
    pub neon: bool,
}

/// What is made once per LLVM module and used by the translation of each of its functions.
pub struct Ir<'m, 'ctx> {
    /// The context that owns types and constants.
    pub context: &'ctx Context,
    /// The module that functions are added to.
    pub module: &'m Module<'ctx>,
    /// What the translation must know of the CPU.
    pub cpu: Cpu,
    /// Whether every operator has its own place in the debug information, or only those that may trap, call or branch.
    pub every_line: bool,
    /// Metadata nodes and kinds.
    pub metadata: Metadata<'ctx>,
    /// `i1`
    pub i1: IntType<'ctx>,
    /// `i8`
    pub i8: IntType<'ctx>,
    /// `i16`
    pub i16: IntType<'ctx>,
    /// `i32`
    pub i32: IntType<'ctx>,
    /// `i64`
    pub i64: IntType<'ctx>,
    /// `i128`
    pub i128: IntType<'ctx>,
    /// `float`
    pub f32: FloatType<'ctx>,
    /// `double`
    pub f64: FloatType<'ctx>,
    /// `ptr`
    pub ptr: PointerType<'ctx>,
    /// What a landing pad is given: `{ ptr, i32 }`, the exception and a number that is of no use here.
    pub landed: StructType<'ctx>,
    intrinsics: RefCell<HashMap<(&'static str, Vec<LLVMTypeRef>), FunctionValue<'ctx>>>,
}

impl<'m, 'ctx> Ir<'m, 'ctx> {
    /// Prepares the translation of functions into `module`, which was made in `context`.
    pub fn new(context: &'ctx Context, module: &'m Module<'ctx>, cpu: Cpu) -> Self {
        let ptr = context.ptr_type(inkwell::AddressSpace::default());
        Self {
            context,
            module,
            cpu,
            every_line: true,
            metadata: Metadata::new(context),
            i1: context.bool_type(),
            i8: context.i8_type(),
            i16: context.i16_type(),
            i32: context.i32_type(),
            i64: context.i64_type(),
            i128: context.i128_type(),
            f32: context.f32_type(),
            f64: context.f64_type(),
            ptr,
            landed: context.struct_type(&[ptr.into(), context.i32_type().into()], false),
            intrinsics: RefCell::default(),
        }
    }

    /// The LLVM type of a scalar.
    pub fn scalar(&self, ty: Scalar) -> BasicTypeEnum<'ctx> {
        match ty {
            Scalar::I8 => self.i8.into(),
            Scalar::I16 => self.i16.into(),
            Scalar::I32 => self.i32.into(),
            Scalar::I64 => self.i64.into(),
            Scalar::F32 => self.f32.into(),
            Scalar::F64 => self.f64.into(),
            Scalar::V128 => self.lanes(Lanes::I64x2).into(),
        }
    }

    /// The LLVM vector type of these lanes.
    pub fn lanes(&self, lanes: Lanes) -> VectorType<'ctx> {
        match lanes {
            Lanes::I8x16 => self.i8.vec_type(16),
            Lanes::I16x8 => self.i16.vec_type(8),
            Lanes::I32x4 => self.i32.vec_type(4),
            Lanes::I64x2 => self.i64.vec_type(2),
            Lanes::F32x4 => self.f32.vec_type(4),
            Lanes::F64x2 => self.f64.vec_type(2),
        }
    }

    /// A vector type with as many integers of twice the width.
    ///
    /// # Panics
    /// If the integers have 64 bits already: no instruction widens those.
    pub fn widened(&self, ty: VectorType<'ctx>) -> VectorType<'ctx> {
        let wide = match ty.get_element_type().into_int_type().get_bit_width() {
            8 => self.i16,
            16 => self.i32,
            32 => self.i64,
            bits => panic!("no lanes are twice as wide as {bits} bits"),
        };
        wide.vec_type(ty.get_size())
    }

    /// The declaration of an intrinsic for the given overload.
    ///
    /// # Panics
    /// If LLVM knows no such intrinsic: our own mistake.
    pub fn intrinsic(&self, name: &'static str, overload: &[BasicTypeEnum<'ctx>]) -> FunctionValue<'ctx> {
        let key = (name, overload.iter().map(AsTypeRef::as_type_ref).collect());
        *self.intrinsics.borrow_mut().entry(key).or_insert_with(|| {
            Intrinsic::find(name)
                .and_then(|intrinsic| intrinsic.get_declaration(self.module, overload))
                .expect("every intrinsic named in this crate exists in LLVM 22")
        })
    }
}
