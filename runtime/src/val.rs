//! Values that cross between host and guest.

use crate::exception::ExnRef;
use crate::func::Func;
use crate::store::StoreOpaque;
use std::any::Any;
use std::ffi::c_void;
use std::fmt;
use std::ptr::null_mut;
use std::sync::Arc;
use wasmc_abi::instance::ValRaw;
use wasmc_abi::{HeapType, RefType, TypeIndex, ValType};

/// A value of any type.
#[derive(Clone, Debug)]
pub enum Val {
    /// `i32`
    I32(i32),
    /// `i64`
    I64(i64),
    /// Bits of an `f32`.
    F32(u32),
    /// Bits of an `f64`.
    F64(u64),
    /// `v128`, lane 0 in the lowest bits.
    V128(u128),
    /// A reference to a function, or null.
    FuncRef(Option<Func>),
    /// A reference to a value of the host, or null.
    ExternRef(Option<ExternRef>),
    /// A reference to an exception, or null.
    ExnRef(Option<ExnRef>),
}

impl Val {
    /// Its type; of references, the most general one that may be null.
    pub fn ty(&self) -> ValType {
        match self {
            Self::I32(_) => ValType::I32,
            Self::I64(_) => ValType::I64,
            Self::F32(_) => ValType::F32,
            Self::F64(_) => ValType::F64,
            Self::V128(_) => ValType::V128,
            Self::FuncRef(_) => ValType::Ref(RefType::FUNCREF),
            Self::ExternRef(_) => ValType::Ref(RefType::EXTERNREF),
            Self::ExnRef(_) => ValType::Ref(RefType::EXNREF),
        }
    }

    /// The zero or null of a type; none for a reference that cannot be null.
    pub fn default_for(ty: ValType) -> Option<Self> {
        ty.has_default().then(|| Self::zero_or_null(ty))
    }

    /// The zero of a type, or the null of its kind of references, whether or not it is a value of the type.
    pub(crate) fn zero_or_null(ty: ValType) -> Self {
        match ty {
            ValType::I32 => Self::I32(0),
            ValType::I64 => Self::I64(0),
            ValType::F32 => Self::F32(0),
            ValType::F64 => Self::F64(0),
            ValType::V128 => Self::V128(0),
            ValType::Ref(ty) => match ty.heap.top() {
                HeapType::Extern => Self::ExternRef(None),
                HeapType::Exn => Self::ExnRef(None),
                _ => Self::FuncRef(None),
            },
        }
    }

    /// Whether a place of type `ty` can hold it. A function must be of the store.
    pub(crate) fn fits(&self, ty: ValType, store: &StoreOpaque) -> bool {
        let none = |heap| RefType { nullable: true, heap };
        let some = |heap| RefType { nullable: false, heap };
        let found = ValType::Ref(match self {
            Self::FuncRef(None) => none(HeapType::NoFunc),
            Self::FuncRef(Some(func)) => some(HeapType::Concrete(TypeIndex(func.type_id(store)))),
            Self::ExternRef(None) => none(HeapType::NoExtern),
            Self::ExternRef(Some(_)) => some(HeapType::Extern),
            Self::ExnRef(None) => none(HeapType::NoExn),
            Self::ExnRef(Some(_)) => some(HeapType::Exn),
            _ => return self.ty() == ty,
        });
        store.engine.fits(found, ty)
    }

    /// The value as guests hold it. A reference must be of the store.
    pub(crate) fn to_raw(&self, store: &mut StoreOpaque) -> ValRaw {
        match *self {
            Self::I32(i32) => ValRaw { i32 },
            Self::I64(i64) => ValRaw { i64 },
            Self::F32(f32) => ValRaw { f32 },
            Self::F64(f64) => ValRaw { f64 },
            Self::V128(bits) => ValRaw { v128: bits.to_le_bytes() },
            Self::FuncRef(func) => ValRaw { funcref: Func::to_pointer(func, store) },
            Self::ExternRef(ref value) => ValRaw { externref: ExternRef::to_pointer(value.as_ref(), store) },
            Self::ExnRef(ref value) => ValRaw { exnref: ExnRef::to_pointer(value.as_ref(), store) },
        }
    }

    /// The value that a guest holds.
    ///
    /// # Safety
    /// `raw` must hold a value of type `ty`, from a guest of the store.
    pub(crate) unsafe fn from_raw(raw: ValRaw, ty: ValType, store: &StoreOpaque) -> Self {
        // SAFETY: the caller says which field is valid.
        unsafe {
            match ty {
                ValType::I32 => Self::I32(raw.i32),
                ValType::I64 => Self::I64(raw.i64),
                ValType::F32 => Self::F32(raw.f32),
                ValType::F64 => Self::F64(raw.f64),
                ValType::V128 => Self::V128(u128::from_le_bytes(raw.v128)),
                ValType::Ref(ty) => match ty.heap.top() {
                    HeapType::Extern => Self::ExternRef(ExternRef::from_pointer(raw.externref, store)),
                    HeapType::Exn => Self::ExnRef(ExnRef::from_pointer(raw.exnref, store)),
                    _ => Self::FuncRef(Func::from_pointer(raw.funcref, store)),
                },
            }
        }
    }
}

impl fmt::Display for Val {
    /// Integers are signed and decimal; floats have the fewest digits that give the same number back, or are `nan:0x` and the
    /// payload, unless that is the canonical one; vectors are hexadecimal; references are `null`, or the name of their type.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32(value) => value.fmt(f),
            Self::I64(value) => value.fmt(f),
            Self::F32(bits) => match f32::from_bits(*bits) {
                value if value.is_nan() => fmt_nan(f, value.is_sign_negative(), u64::from(bits & 0x7f_ffff), 1 << 22),
                value => write!(f, "{value:?}"),
            },
            Self::F64(bits) => match f64::from_bits(*bits) {
                value if value.is_nan() => fmt_nan(f, value.is_sign_negative(), bits & 0xf_ffff_ffff_ffff, 1 << 51),
                value => write!(f, "{value:?}"),
            },
            Self::V128(bits) => write!(f, "{bits:#034x}"),
            Self::FuncRef(None) | Self::ExternRef(None) | Self::ExnRef(None) => f.write_str("null"),
            Self::FuncRef(Some(_)) => f.write_str("funcref"),
            Self::ExternRef(Some(_)) => f.write_str("externref"),
            Self::ExnRef(Some(_)) => f.write_str("exnref"),
        }
    }
}

fn fmt_nan(f: &mut fmt::Formatter<'_>, negative: bool, payload: u64, canonical: u64) -> fmt::Result {
    let sign = if negative { "-" } else { "" };
    if payload == canonical { write!(f, "{sign}nan") } else { write!(f, "{sign}nan:{payload:#x}") }
}

macro_rules! from_values {
    ($($ty:ty => $value:ident => $variant:expr;)*) => {$(
        impl From<$ty> for Val {
            fn from($value: $ty) -> Self {
                $variant
            }
        }
    )*};
}

from_values! {
    i32 => value => Self::I32(value);
    u32 => value => Self::I32(value.cast_signed());
    i64 => value => Self::I64(value);
    u64 => value => Self::I64(value.cast_signed());
    f32 => value => Self::F32(value.to_bits());
    f64 => value => Self::F64(value.to_bits());
    u128 => value => Self::V128(value);
    Func => value => Self::FuncRef(Some(value));
    ExternRef => value => Self::ExternRef(Some(value));
    ExnRef => value => Self::ExnRef(Some(value));
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $name:ident $unwrap:ident($variant:ident) -> $ty:ty;)*) => {
        impl Val {
            $(
                $(#[$doc])*
                pub fn $name(&self) -> Option<$ty> {
                    if let Self::$variant(value) = self { Some(value.clone().into_value()) } else { None }
                }

                #[doc = concat!("What [`Val::", stringify!($name), "`] returns, for values of a type that is known.")]
                ///
                /// # Panics
                /// If it is another one.
                #[track_caller]
                pub fn $unwrap(&self) -> $ty {
                    self.$name().unwrap_or_else(|| panic!("{} has type {}", self, self.ty()))
                }
            )*
        }
    };
}

/// From how a [`Val`] keeps a value to what its accessor returns.
trait IntoValue<T> {
    fn into_value(self) -> T;
}

impl<T> IntoValue<T> for T {
    fn into_value(self) -> T {
        self
    }
}

impl IntoValue<f32> for u32 {
    fn into_value(self) -> f32 {
        f32::from_bits(self)
    }
}

impl IntoValue<f64> for u64 {
    fn into_value(self) -> f64 {
        f64::from_bits(self)
    }
}

accessors! {
    /// The `i32`, if it is one.
    i32 unwrap_i32(I32) -> i32;
    /// The `i64`, if it is one.
    i64 unwrap_i64(I64) -> i64;
    /// The `f32`, if it is one.
    f32 unwrap_f32(F32) -> f32;
    /// The `f64`, if it is one.
    f64 unwrap_f64(F64) -> f64;
    /// The `v128`, if it is one.
    v128 unwrap_v128(V128) -> u128;
    /// The function reference, if it is one.
    func_ref unwrap_func_ref(FuncRef) -> Option<Func>;
    /// The reference to a value of the host, if it is one.
    extern_ref unwrap_extern_ref(ExternRef) -> Option<ExternRef>;
    /// The reference to an exception, if it is one.
    exn_ref unwrap_exn_ref(ExnRef) -> Option<ExnRef>;
}

/// A reference to a value of the host. Clones are the same reference. Once a guest has seen it, the value lives as long as
/// that guest's store.
#[derive(Clone)]
pub struct ExternRef(Arc<dyn Any + Send + Sync>);

impl ExternRef {
    /// A new reference to a value.
    pub fn new<V: Any + Send + Sync>(value: V) -> Self {
        Self(Arc::new(value))
    }

    /// The value.
    pub fn data(&self) -> &(dyn Any + Send + Sync) {
        &*self.0
    }

    /// Whether two references are the same.
    pub fn same(a: &Self, b: &Self) -> bool {
        a.address() == b.address()
    }

    fn address(&self) -> usize {
        Arc::as_ptr(&self.0).cast::<()>() as usize
    }

    /// As guests hold it: null for no reference, else one more than the position in the store's list.
    pub(crate) fn to_pointer(value: Option<&Self>, store: &mut StoreOpaque) -> *mut c_void {
        let Some(value) = value else { return null_mut() };
        let (list, positions) = (&mut store.externrefs, &mut store.externref_positions);
        let position = *positions.entry(value.address()).or_insert_with(|| {
            list.push(value.clone());
            list.len() - 1
        });
        (position + 1) as *mut c_void
    }

    pub(crate) fn from_pointer(pointer: *mut c_void, store: &StoreOpaque) -> Option<Self> {
        let position = (pointer as usize).checked_sub(1)?;
        Some(store.externrefs[position].clone())
    }
}

impl fmt::Debug for ExternRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ExternRef({:#x})", self.address())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{AsContext, Engine, Store};

    #[test]
    fn zero_values_fit_their_types() {
        let store = Store::new(&Engine::default(), ());
        let context = store.as_context();
        let types = [ValType::I32, ValType::I64, ValType::F32, ValType::F64, ValType::V128];
        let refs = [RefType::FUNCREF, RefType::EXTERNREF, RefType::EXNREF].map(ValType::Ref);
        for ty in types.into_iter().chain(refs) {
            let value = Val::default_for(ty).unwrap();
            assert!(value.fits(ty, context.opaque()));
            assert_eq!(value.ty(), ty);
        }
        let never_null = ValType::Ref(RefType { nullable: false, heap: HeapType::Func });
        assert!(Val::default_for(never_null).is_none());
        assert!(!Val::FuncRef(None).fits(never_null, context.opaque()));
    }

    #[test]
    fn values_as_text() {
        for (value, expected) in [
            (Val::I32(-1), "-1"),
            (Val::F32(1.5f32.to_bits()), "1.5"),
            (Val::F64(0.1f64.to_bits()), "0.1"),
            (Val::F64(1e300f64.to_bits()), "1e300"),
            (Val::F64((-0.0f64).to_bits()), "-0.0"),
            (Val::F32(f32::NEG_INFINITY.to_bits()), "-inf"),
            (Val::F32(0x7fc0_0000), "nan"),
            (Val::F32(0xffc0_0000), "-nan"),
            (Val::F64(0x7ff0_0000_0000_0001), "nan:0x1"),
            (Val::V128(0x1f), "0x0000000000000000000000000000001f"),
            (Val::FuncRef(None), "null"),
        ] {
            assert_eq!(value.to_string(), expected);
        }
    }
}
