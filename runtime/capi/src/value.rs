//! Values of the header, and how guests' values become these.

use crate::reference::{Item, Ref};
use crate::store::StoreRef;
use crate::types::{self, kind};
use crate::vector::{Element, vector_functions};
use std::mem::MaybeUninit;
use std::ptr::null_mut;
use wasmc_runtime::{Error, Func, HeapType, Val, ValType};

/// A value as C has it.
#[repr(C)]
pub struct ValC {
    kind: u8,
    of: Of,
}

#[derive(Clone, Copy)]
#[repr(C)]
union Of {
    i32: i32,
    i64: i64,
    f32: u32,
    f64: u64,
    reference: *mut Ref,
}

const _: () = assert!(size_of::<ValC>() == 16);

impl ValC {
    fn is_reference(&self) -> bool {
        self.kind >= kind::EXTERNREF
    }

    /// What it refers to; none for null and for numbers.
    fn reference(&self) -> Option<&Ref> {
        // SAFETY: references have this field valid, which is null or a handle that the value owns, or whoever lends the value.
        if self.is_reference() { unsafe { self.of.reference.as_ref() } } else { None }
    }

    fn from_reference(kind: u8, reference: Option<Box<Ref>>) -> Self {
        Self { kind, of: Of { reference: reference.map_or(null_mut(), Box::into_raw) } }
    }

    /// The zero or null of a type.
    pub fn zero(ty: ValType) -> Self {
        Self { kind: types::kind_of(ty), of: Of { i64: 0 } }
    }

    /// A value of a guest.
    ///
    /// # Errors
    /// If the header has no such values.
    pub fn new(value: Val, store: &StoreRef) -> Result<Self, Error> {
        let (kind, of) = match value {
            Val::I32(i32) => (kind::I32, Of { i32 }),
            Val::I64(i64) => (kind::I64, Of { i64 }),
            Val::F32(f32) => (kind::F32, Of { f32 }),
            Val::F64(f64) => (kind::F64, Of { f64 }),
            Val::FuncRef(func) => {
                let func = func.map(|func| Ref::new(store, Item::Func(func)));
                return Ok(Self::from_reference(kind::FUNCREF, func));
            }
            Val::ExternRef(value) => {
                let value = value.map(|value| Ref::new(store, Item::from_externref(value)));
                return Ok(Self::from_reference(kind::EXTERNREF, value));
            }
            Val::V128(_) | Val::ExnRef(_) => return Err(unsupported(value.ty())),
        };
        Ok(Self { kind, of })
    }

    /// The value for a place of this type.
    ///
    /// # Errors
    /// If it is of another type.
    pub fn to_val(&self, ty: ValType) -> Result<Val, Error> {
        // SAFETY: the kind says which field is valid.
        let value = unsafe {
            match (ty, self.kind) {
                (ValType::I32, kind::I32) => Val::I32(self.of.i32),
                (ValType::I64, kind::I64) => Val::I64(self.of.i64),
                (ValType::F32, kind::F32) => Val::F32(self.of.f32),
                (ValType::F64, kind::F64) => Val::F64(self.of.f64),
                (ValType::Ref(_), _) if self.is_reference() => reference_val(self.reference(), ty)?,
                _ => {
                    return Err(Error::host(format!("expected a value of type {ty}, found one of kind {}", self.kind)));
                }
            }
        };
        Ok(value)
    }
}

/// A reference for a place of this type.
///
/// # Errors
/// If it refers to something else.
pub fn reference_val(reference: Option<&Ref>, ty: ValType) -> Result<Val, Error> {
    let ValType::Ref(reference_type) = ty else { return Err(unsupported(ty)) };
    match (reference_type.heap.top(), reference.map(|reference| &reference.item)) {
        (HeapType::Extern, item) => Ok(Val::ExternRef(item.map(Item::to_externref))),
        (HeapType::Func, None) => Ok(Val::FuncRef(None)),
        (HeapType::Func, Some(Item::Func(func))) => Ok(Val::FuncRef(Some(*func))),
        (HeapType::Func, Some(_)) => Err(Error::host(format!("expected a value of type {ty}, found no function"))),
        _ => Err(unsupported(ty)),
    }
}

/// The reference that a guest has.
///
/// # Errors
/// If the header has no such references.
pub fn val_reference(value: Val, store: &StoreRef) -> Result<Option<Box<Ref>>, Error> {
    let function = |func: Func| Ref::new(store, Item::Func(func));
    match value {
        Val::FuncRef(func) => Ok(func.map(function)),
        Val::ExternRef(value) => Ok(value.map(|value| Ref::new(store, Item::from_externref(value)))),
        other => Err(unsupported(other.ty())),
    }
}

fn unsupported(ty: ValType) -> Error {
    Error::host(format!("a wasm_val_t holds no {ty}; raw calls do"))
}

impl Element for ValC {
    fn unset() -> Self {
        Self::from_reference(kind::EXTERNREF, None)
    }

    fn duplicate(&self) -> Self {
        match self.is_reference() {
            true => Self::from_reference(self.kind, self.reference().map(|reference| Box::new(reference.clone()))),
            false => Self { kind: self.kind, of: self.of },
        }
    }
}

impl Drop for ValC {
    fn drop(&mut self) {
        if self.is_reference() {
            // SAFETY: as in `reference`; only an owner drops a value.
            let reference = unsafe { std::mem::replace(&mut self.of.reference, null_mut()) };
            if !reference.is_null() {
                // SAFETY: handles come from boxes, and the value owns this one.
                drop(unsafe { Box::from_raw(reference) });
            }
        }
    }
}

vector_functions!(ValC: wasm_val_vec_new_empty wasm_val_vec_new_uninitialized wasm_val_vec_new wasm_val_vec_copy wasm_val_vec_delete);

#[unsafe(no_mangle)]
extern "C" fn wasm_val_delete(value: Option<&mut ValC>) {
    // What is left is a null that owns nothing.
    crate::error::guard((), || drop(value.map(|value| std::mem::replace(value, ValC::unset()))));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_val_copy(out: &mut MaybeUninit<ValC>, value: &ValC) {
    out.write(value.duplicate());
}
