//! Tables: a list of references that compiled code reads through its [`TableDef`], which follows the list when it grows.

use std::ffi::c_void;
use std::ops::Range;
use std::ptr::NonNull;
use wasmc_abi::TableType;
use wasmc_abi::instance::TableDef;

/// The most elements that a table may have.
pub const MAX_ELEMENTS: u64 = 10_000_000;

/// A reference as tables hold it.
pub type Element = *mut c_void;

/// A table.
pub struct VmTable {
    /// What compiled code sees of it; it may write the elements.
    def: NonNull<TableDef>,
    elements: Vec<Element>,
    ty: TableType,
}

impl VmTable {
    /// A table whose elements are all `init`, or none if it is larger than we allow or than there is memory for.
    ///
    /// # Safety
    /// `def` must outlive the table, and nothing else may write it.
    pub unsafe fn new(ty: TableType, def: NonNull<TableDef>, init: Element) -> Option<Self> {
        let size = usize::try_from(ty.limits.min).ok().filter(|_| ty.limits.min <= MAX_ELEMENTS)?;
        let mut table = Self { def, elements: vec![init; size], ty };
        table.publish();
        Some(table)
    }

    /// What compiled code sees of it.
    pub fn def(&self) -> NonNull<TableDef> {
        self.def
    }

    /// Its type as it was declared.
    pub fn declared_type(&self) -> TableType {
        self.ty
    }

    /// Its size in elements.
    pub fn size(&self) -> u64 {
        self.elements.len() as u64
    }

    /// The addresses of its elements.
    pub fn addresses(&self) -> Range<usize> {
        let elements = self.elements.as_ptr_range();
        elements.start as usize..elements.end as usize
    }

    /// An element.
    pub fn get(&self, index: u64) -> Option<Element> {
        // The list is read through its address: compiled code may have written it behind the vector's back.
        let def = self.def.as_ptr();
        // SAFETY: `def` is valid as long as `self`, and holds the address of the elements (`publish`).
        (index < self.size()).then(|| unsafe { (*def).base.add(index as usize).read() })
    }

    /// The elements from `start` on, `len` of them, or none if there are not so many.
    pub fn slice(&mut self, start: u64, len: u64) -> Option<&mut [Element]> {
        let end = start.checked_add(len).filter(|&end| end <= self.size())?;
        Some(&mut self.elements[start as usize..end as usize])
    }

    /// Adds elements, or does nothing and returns none. Returns the size before.
    pub fn grow(&mut self, delta: u64, element: Element) -> Option<u64> {
        let before = self.size();
        let after = before.checked_add(delta)?;
        let limit = self.ty.limits.max.unwrap_or(u64::MAX).min(MAX_ELEMENTS);
        if after > limit {
            return None;
        }
        self.elements.try_reserve(delta as usize).ok()?;
        self.elements.resize(after as usize, element);
        self.publish();
        Some(before)
    }

    /// Copies `len` elements within the table. No effect when out of bounds.
    pub fn copy_within(&mut self, destination: u64, source: u64, len: u64) -> Option<()> {
        self.slice(destination, len)?;
        self.slice(source, len)?;
        self.elements.copy_within(source as usize..(source + len) as usize, destination as usize);
        Some(())
    }

    /// Tells compiled code where the elements are and how many.
    fn publish(&mut self) {
        let def = TableDef { base: self.elements.as_mut_ptr(), size: self.size() };
        // SAFETY: `def` is valid for writes as long as `self` (the constructor's condition).
        unsafe { self.def.write(def) };
    }
}
