//! Calls with values whose types are known to Rust.

use super::Func;
use super::host::for_all_prefixes;
use crate::error::Result;
use crate::exception::ExnRef;
use crate::store::{AsContextMut, StoreOpaque};
use crate::trap::invoke;
use crate::val::ExternRef;
use std::marker::PhantomData;
use std::mem::MaybeUninit;
use wasmc_abi::instance::ValRaw;
use wasmc_abi::{RefType, ValType};

/// The most values that a typed call takes or returns.
const MAX_VALUES: usize = 16;

/// A Rust type that stands for a Wasm value type.
pub trait WasmTy: Sized {
    #[doc(hidden)]
    fn val_type() -> ValType;

    #[doc(hidden)]
    fn into_raw(self, store: &mut StoreOpaque) -> ValRaw;

    /// # Safety
    /// `raw` must hold a value of this type, from a guest of the store.
    #[doc(hidden)]
    unsafe fn from_raw(raw: ValRaw, store: &StoreOpaque) -> Self;
}

macro_rules! numbers {
    ($($ty:ty => $val_type:ident, $field:ident, |$value:ident| $into:expr, |$raw:ident| $from:expr;)*) => {$(
        impl WasmTy for $ty {
            #[inline]
            fn val_type() -> ValType {
                ValType::$val_type
            }

            #[inline]
            fn into_raw(self, _: &mut StoreOpaque) -> ValRaw {
                let $value = self;
                ValRaw { $field: $into }
            }

            #[inline]
            unsafe fn from_raw(raw: ValRaw, _: &StoreOpaque) -> Self {
                // SAFETY: the caller says that this field is valid.
                let $raw = unsafe { raw.$field };
                $from
            }
        }
    )*};
}

numbers! {
    i32 => I32, i32, |value| value, |raw| raw;
    u32 => I32, i32, |value| value.cast_signed(), |raw| raw.cast_unsigned();
    i64 => I64, i64, |value| value, |raw| raw;
    u64 => I64, i64, |value| value.cast_signed(), |raw| raw.cast_unsigned();
    f32 => F32, f32, |value| value.to_bits(), |raw| f32::from_bits(raw);
    f64 => F64, f64, |value| value.to_bits(), |raw| f64::from_bits(raw);
    u128 => V128, v128, |value| value.to_le_bytes(), |raw| u128::from_le_bytes(raw);
}

impl WasmTy for Option<Func> {
    fn val_type() -> ValType {
        ValType::Ref(RefType::FUNCREF)
    }

    fn into_raw(self, store: &mut StoreOpaque) -> ValRaw {
        ValRaw { funcref: Func::to_pointer(self, store) }
    }

    unsafe fn from_raw(raw: ValRaw, store: &StoreOpaque) -> Self {
        // SAFETY: the caller says that this field is valid.
        Func::from_pointer(unsafe { raw.funcref }, store)
    }
}

/// A function that is not null.
impl WasmTy for Func {
    fn val_type() -> ValType {
        ValType::Ref(RefType { nullable: false, ..RefType::FUNCREF })
    }

    fn into_raw(self, store: &mut StoreOpaque) -> ValRaw {
        Some(self).into_raw(store)
    }

    unsafe fn from_raw(raw: ValRaw, store: &StoreOpaque) -> Self {
        // SAFETY: the caller says that this field is valid.
        let func = unsafe { Option::<Self>::from_raw(raw, store) };
        func.expect("guests keep null out of what has this type")
    }
}

impl WasmTy for Option<ExternRef> {
    fn val_type() -> ValType {
        ValType::Ref(RefType::EXTERNREF)
    }

    fn into_raw(self, store: &mut StoreOpaque) -> ValRaw {
        ValRaw { externref: ExternRef::to_pointer(self.as_ref(), store) }
    }

    unsafe fn from_raw(raw: ValRaw, store: &StoreOpaque) -> Self {
        // SAFETY: the caller says that this field is valid.
        ExternRef::from_pointer(unsafe { raw.externref }, store)
    }
}

impl WasmTy for Option<ExnRef> {
    fn val_type() -> ValType {
        ValType::Ref(RefType::EXNREF)
    }

    fn into_raw(self, store: &mut StoreOpaque) -> ValRaw {
        ValRaw { exnref: ExnRef::to_pointer(self.as_ref(), store) }
    }

    unsafe fn from_raw(raw: ValRaw, store: &StoreOpaque) -> Self {
        // SAFETY: the caller says that this field is valid.
        ExnRef::from_pointer(unsafe { raw.exnref }, store)
    }
}

/// Arguments of a typed call: a value, or a tuple of them.
pub trait WasmParams {
    #[doc(hidden)]
    fn types() -> Vec<ValType>;

    /// # Safety
    /// There must be room for so many values.
    #[doc(hidden)]
    unsafe fn store(self, values: *mut ValRaw, store: &mut StoreOpaque);
}

/// Results of a typed call: nothing, a value, or a tuple of them.
pub trait WasmResults: WasmParams + Sized {
    /// # Safety
    /// There must be so many values, of these types, from a guest of the store.
    #[doc(hidden)]
    unsafe fn load(values: *const ValRaw, store: &StoreOpaque) -> Self;
}

impl<V: WasmTy> WasmParams for V {
    fn types() -> Vec<ValType> {
        vec![V::val_type()]
    }

    #[inline]
    unsafe fn store(self, values: *mut ValRaw, store: &mut StoreOpaque) {
        // SAFETY: the caller's promise.
        unsafe { values.write(self.into_raw(store)) };
    }
}

impl<V: WasmTy> WasmResults for V {
    #[inline]
    unsafe fn load(values: *const ValRaw, store: &StoreOpaque) -> Self {
        // SAFETY: the caller's promise.
        unsafe { V::from_raw(values.read(), store) }
    }
}

macro_rules! tuples {
    ($($value:ident)*) => {
        impl<$($value: WasmTy),*> WasmParams for ($($value,)*) {
            fn types() -> Vec<ValType> {
                vec![$($value::val_type()),*]
            }

            #[inline]
            unsafe fn store(self, values: *mut ValRaw, store: &mut StoreOpaque) {
                let ($($value,)*) = self;
                let mut next = values;
                $(
                    // SAFETY: the caller has room for all values of the tuple.
                    unsafe { next.write($value.into_raw(store)) };
                    next = next.wrapping_add(1);
                )*
            }
        }

        impl<$($value: WasmTy),*> WasmResults for ($($value,)*) {
            #[inline]
            unsafe fn load(values: *const ValRaw, store: &StoreOpaque) -> Self {
                let mut next = values;
                $(
                    // SAFETY: the caller has all values of the tuple.
                    let $value = unsafe { $value::from_raw(next.read(), store) };
                    next = next.wrapping_add(1);
                )*
                ($($value,)*)
            }
        }
    };
}

#[allow(
    non_snake_case,
    unused_variables,
    unused_mut,
    unused_assignments,
    clippy::unused_unit,
    reason = "a value and its type have one name; the empty tuple and each last value leave something unused"
)]
mod tuple_impls {
    use super::*;
    for_all_prefixes!(tuples! A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11 A12 A13 A14 A15 A16);
}

/// A function whose type has been checked against the arguments `P` and the results `R`.
pub struct TypedFunc<P, R> {
    pub(super) func: Func,
    pub(super) types: PhantomData<fn(P) -> R>,
}

impl<P, R> Clone for TypedFunc<P, R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P, R> Copy for TypedFunc<P, R> {}

impl<P: WasmParams, R: WasmResults> TypedFunc<P, R> {
    /// The function.
    pub fn func(&self) -> &Func {
        &self.func
    }

    /// Calls it.
    ///
    /// # Errors
    /// A trap, an exception that the guest does not catch, or the error of a host function.
    #[inline]
    pub fn call(&self, mut store: impl AsContextMut, params: P) -> Result<R> {
        let mut context = store.as_context_mut();
        let func = self.func.vm(context.opaque());
        let mut values = [const { MaybeUninit::<ValRaw>::uninit() }; MAX_VALUES];
        let values = values.as_mut_ptr().cast::<ValRaw>();
        // SAFETY: tuples have at most `MAX_VALUES` values.
        unsafe { params.store(values, context.opaque()) };
        // SAFETY: the store is borrowed mutably; the function is its own (checked above) and has this type (`Func::typed`).
        unsafe { invoke(context.as_ptr(), func, values) }?;
        // SAFETY: the call has left its results there.
        Ok(unsafe { R::load(values, context.opaque()) })
    }
}
