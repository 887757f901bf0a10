//! Vectors of the header: a length and a pointer, which own their elements.

use std::mem::MaybeUninit;
use std::ptr::{self, NonNull, null_mut};
use std::slice;

/// A vector as C has it. An element is a pointer to something owned, a byte or a value.
#[derive(Debug)]
#[repr(C)]
pub struct Vector<T> {
    size: usize,
    data: *mut T,
}

/// What vectors hold.
pub trait Element: Sized {
    /// What an element is that nobody has set. Dropping it does nothing.
    fn unset() -> Self;

    /// Another owner of the same.
    fn duplicate(&self) -> Self;
}

impl Element for u8 {
    fn unset() -> Self {
        0
    }

    fn duplicate(&self) -> Self {
        *self
    }
}

impl<T: Clone> Element for Option<Box<T>> {
    fn unset() -> Self {
        None
    }

    fn duplicate(&self) -> Self {
        self.clone()
    }
}

impl<T> Vector<T> {
    /// Without elements.
    pub fn empty() -> Self {
        Self { size: 0, data: null_mut() }
    }

    /// Its elements.
    pub fn as_slice(&self) -> &[T] {
        match NonNull::new(self.data) {
            // SAFETY: whoever has made the vector, here or in C, has put so many elements there.
            Some(data) => unsafe { slice::from_raw_parts(data.as_ptr(), self.size) },
            None => &[],
        }
    }

    /// Its elements, to change them.
    pub fn as_mut_slice(&mut self) -> &mut [T] {
        match NonNull::new(self.data) {
            // SAFETY: as above; the vector is borrowed mutably.
            Some(data) => unsafe { slice::from_raw_parts_mut(data.as_ptr(), self.size) },
            None => &mut [],
        }
    }

    /// Takes its elements, and leaves it without any.
    ///
    /// # Safety
    /// The vector must have been made here, and not copied by C since: two owners would free its elements twice.
    pub unsafe fn take(&mut self) -> Vec<T> {
        let Self { size, data } = std::mem::replace(self, Self::empty());
        match NonNull::new(data) {
            // SAFETY: `From<Vec<T>>` made it of a boxed slice of this length, and nobody else owns it (the caller's promise).
            Some(data) => unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(data.as_ptr(), size)) }.into_vec(),
            None => Vec::new(),
        }
    }
}

impl<T: Element> Vector<T> {
    /// Another vector with other owners of the same elements.
    pub fn duplicate(&self) -> Self {
        self.as_slice().iter().map(T::duplicate).collect::<Vec<T>>().into()
    }
}

impl<T> From<Vec<T>> for Vector<T> {
    fn from(elements: Vec<T>) -> Self {
        if elements.is_empty() {
            return Self::empty();
        }
        let elements = Box::leak(elements.into_boxed_slice());
        Self { size: elements.len(), data: elements.as_mut_ptr() }
    }
}

impl Vector<u8> {
    /// The bytes as text; what is no UTF-8 is replaced. A zero byte at the end is C's and no part of it.
    pub fn to_text(&self) -> String {
        let bytes = self.as_slice();
        String::from_utf8_lossy(bytes.strip_suffix(&[0]).unwrap_or(bytes)).into_owned()
    }
}

/// `vec_new_empty`
pub fn new_empty<T>(out: &mut MaybeUninit<Vector<T>>) {
    out.write(Vector::empty());
}

/// `vec_new_uninitialized`
pub fn new_uninitialized<T: Element>(out: &mut MaybeUninit<Vector<T>>, size: usize) {
    let elements: Vec<T> = std::iter::repeat_with(T::unset).take(size).collect();
    out.write(elements.into());
}

/// `vec_new`
///
/// # Safety
/// There must be so many elements, whose owner gives them away.
pub unsafe fn new<T: Element>(out: &mut MaybeUninit<Vector<T>>, size: usize, elements: *const T) {
    let moved = match elements.is_null() {
        true => Vec::new(),
        // SAFETY: the caller's promise.
        false => (0..size).map(|index| unsafe { elements.add(index).read() }).collect(),
    };
    out.write(moved.into());
}

/// `vec_copy`
pub fn copy<T: Element>(out: &mut MaybeUninit<Vector<T>>, vector: &Vector<T>) {
    out.write(vector.duplicate());
}

/// `vec_delete`
///
/// # Safety
/// As [`Vector::take`].
pub unsafe fn delete<T>(vector: Option<&mut Vector<T>>) {
    if let Some(vector) = vector {
        // SAFETY: the caller's promise.
        drop(unsafe { vector.take() });
    }
}

/// Defines the functions of a vector type.
macro_rules! vector_functions {
    ($element:ty: $empty:ident $uninitialized:ident $new:ident $copy:ident $delete:ident) => {
        #[unsafe(no_mangle)]
        extern "C" fn $empty(out: &mut ::std::mem::MaybeUninit<$crate::vector::Vector<$element>>) {
            $crate::vector::new_empty(out);
        }

        #[unsafe(no_mangle)]
        extern "C" fn $uninitialized(out: &mut ::std::mem::MaybeUninit<$crate::vector::Vector<$element>>, size: usize) {
            $crate::vector::new_uninitialized(out, size);
        }

        #[unsafe(no_mangle)]
        unsafe extern "C" fn $new(
            out: &mut ::std::mem::MaybeUninit<$crate::vector::Vector<$element>>,
            size: usize,
            elements: *const $element,
        ) {
            // SAFETY: the header asks for so many elements, and takes them.
            unsafe { $crate::vector::new(out, size, elements) };
        }

        #[unsafe(no_mangle)]
        extern "C" fn $copy(
            out: &mut ::std::mem::MaybeUninit<$crate::vector::Vector<$element>>,
            vector: &$crate::vector::Vector<$element>,
        ) {
            $crate::vector::copy(out, vector);
        }

        #[unsafe(no_mangle)]
        unsafe extern "C" fn $delete(vector: Option<&mut $crate::vector::Vector<$element>>) {
            // SAFETY: the header asks for a vector that one of the functions here has made, and for its only owner.
            $crate::error::guard((), || unsafe { $crate::vector::delete(vector) });
        }
    };
}
pub(crate) use vector_functions;

vector_functions!(u8: wasm_byte_vec_new_empty wasm_byte_vec_new_uninitialized wasm_byte_vec_new wasm_byte_vec_copy wasm_byte_vec_delete);
