//! LLVM as the translation sees it: types, an infallible builder, the facts it may state, and the intrinsics it uses.

mod builder;
mod metadata;
mod raw;
pub mod types;

pub use builder::Builder;
pub use metadata::Metadata;
pub use raw::Wrap;
pub use types::Scalar;

use inkwell::context::Context;
use inkwell::intrinsics::Intrinsic;
use inkwell::module::Module;
use inkwell::types::{AsTypeRef, BasicTypeEnum, FloatType, IntType, PointerType};
use inkwell::values::FunctionValue;
use llvm_sys::prelude::LLVMTypeRef;
use std::cell::RefCell;
use std::collections::HashMap;

/// LLVM's number of the convention inside a module, `fastcc`.
pub const FAST_CALL_CONV: u32 = 8;

/// Name of the metadata kind that marks loads and stores of linear memory.
pub const MEMORY_ACCESS: &str = "wasmc.memory";

/// What is made once per LLVM module and used by the translation of each of its functions.
pub struct Ir<'m, 'ctx> {
    /// The context that owns types and constants.
    pub context: &'ctx Context,
    /// The module that functions are added to.
    pub module: &'m Module<'ctx>,
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
    /// `float`
    pub f32: FloatType<'ctx>,
    /// `double`
    pub f64: FloatType<'ctx>,
    /// `ptr`
    pub ptr: PointerType<'ctx>,
    intrinsics: RefCell<HashMap<(&'static str, Vec<LLVMTypeRef>), FunctionValue<'ctx>>>,
}

impl<'m, 'ctx> Ir<'m, 'ctx> {
    /// Prepares the translation of functions into `module`, which was made in `context`.
    pub fn new(context: &'ctx Context, module: &'m Module<'ctx>) -> Self {
        Self {
            context,
            module,
            metadata: Metadata::new(context),
            i1: context.bool_type(),
            i8: context.i8_type(),
            i16: context.i16_type(),
            i32: context.i32_type(),
            i64: context.i64_type(),
            f32: context.f32_type(),
            f64: context.f64_type(),
            ptr: context.ptr_type(inkwell::AddressSpace::default()),
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
        }
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
