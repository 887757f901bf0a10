//! What can be imported, without regard to its kind, and the types of imports and exports.

use crate::error::guard;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::types::{ExternTypeC, extern_kind, type_functions};
use crate::vector::{Vector, vector_functions};
use wasmc_runtime::ExternType;

base_functions!(wasm_extern_delete wasm_extern_copy wasm_extern_same wasm_extern_get_host_info wasm_extern_set_host_info wasm_extern_set_host_info_with_finalizer);
conversions!(
    Item::Func(_) | Item::Global(_) | Item::Table(_) | Item::Memory(_) | Item::SharedMemory(_) | Item::Tag(_)
    => wasm_extern_as_ref wasm_ref_as_extern wasm_extern_as_ref_const wasm_ref_as_extern_const
);
vector_functions!(Option<Box<Ref>>: wasm_extern_vec_new_empty wasm_extern_vec_new_uninitialized wasm_extern_vec_new wasm_extern_vec_copy wasm_extern_vec_delete);

conversions!(Item::Func(_) => wasm_func_as_extern wasm_extern_as_func wasm_func_as_extern_const wasm_extern_as_func_const);
conversions!(Item::Global(_) => wasm_global_as_extern wasm_extern_as_global wasm_global_as_extern_const wasm_extern_as_global_const);
conversions!(Item::Table(_) => wasm_table_as_extern wasm_extern_as_table wasm_table_as_extern_const wasm_extern_as_table_const);
conversions!(
    Item::Memory(_) | Item::SharedMemory(_)
    => wasm_memory_as_extern wasm_extern_as_memory wasm_memory_as_extern_const wasm_extern_as_memory_const
);

/// The type of something that can be imported.
pub fn type_of(reference: &Ref) -> Option<ExternType> {
    let item = reference.item.to_extern()?;
    Some(reference.store().with(|store| item.ty(store)))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_extern_kind(reference: &Ref) -> u8 {
    guard(0, || type_of(reference).map_or(0, |ty| extern_kind(&ty)))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_extern_type(reference: &Ref) -> Option<Box<ExternTypeC>> {
    guard(None, || type_of(reference).map(|ty| Box::new(ExternTypeC::new(ty))))
}

/// A name of the header: bytes that the vector owns.
#[derive(Debug)]
pub struct Name(Vector<u8>);

impl Name {
    fn new(name: &str) -> Self {
        Self(name.as_bytes().to_vec().into())
    }

    /// Takes a name of the program's.
    ///
    /// # Safety
    /// As [`Vector::take`].
    unsafe fn take(name: Option<&mut Vector<u8>>) -> Self {
        // SAFETY: the caller's promise.
        Self(name.map(|name| unsafe { name.take() }).unwrap_or_default().into())
    }
}

impl Clone for Name {
    fn clone(&self) -> Self {
        Self(self.0.duplicate())
    }
}

impl Drop for Name {
    fn drop(&mut self) {
        // SAFETY: the header gives out the vector's address for reading only.
        drop(unsafe { self.0.take() });
    }
}

/// An import of a module.
#[derive(Clone, Debug)]
pub struct ImportTypeC {
    module: Name,
    name: Name,
    ty: Box<ExternTypeC>,
}

impl ImportTypeC {
    pub fn new(import: &wasmc_runtime::ImportType<'_>) -> Self {
        let ty = Box::new(ExternTypeC::new(import.ty().clone()));
        Self { module: Name::new(import.module()), name: Name::new(import.name()), ty }
    }
}

/// An export of a module.
#[derive(Clone, Debug)]
pub struct ExportTypeC {
    name: Name,
    ty: Box<ExternTypeC>,
}

impl ExportTypeC {
    pub fn new(export: &wasmc_runtime::ExportType<'_>) -> Self {
        Self { name: Name::new(export.name()), ty: Box::new(ExternTypeC::new(export.ty().clone())) }
    }
}

type_functions!(ImportTypeC: wasm_importtype_delete wasm_importtype_copy, wasm_importtype_vec_new_empty wasm_importtype_vec_new_uninitialized wasm_importtype_vec_new wasm_importtype_vec_copy wasm_importtype_vec_delete);
type_functions!(ExportTypeC: wasm_exporttype_delete wasm_exporttype_copy, wasm_exporttype_vec_new_empty wasm_exporttype_vec_new_uninitialized wasm_exporttype_vec_new wasm_exporttype_vec_copy wasm_exporttype_vec_delete);

#[unsafe(no_mangle)]
unsafe extern "C" fn wasm_importtype_new(
    module: Option<&mut Vector<u8>>,
    name: Option<&mut Vector<u8>>,
    ty: Option<Box<ExternTypeC>>,
) -> Option<Box<ImportTypeC>> {
    // SAFETY: the header asks for the owner of the names.
    let (module, name) = unsafe { (Name::take(module), Name::take(name)) };
    Some(Box::new(ImportTypeC { module, name, ty: ty? }))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_importtype_module(ty: &ImportTypeC) -> &Vector<u8> {
    &ty.module.0
}

#[unsafe(no_mangle)]
extern "C" fn wasm_importtype_name(ty: &ImportTypeC) -> &Vector<u8> {
    &ty.name.0
}

#[unsafe(no_mangle)]
extern "C" fn wasm_importtype_type(ty: &ImportTypeC) -> &ExternTypeC {
    &ty.ty
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasm_exporttype_new(
    name: Option<&mut Vector<u8>>,
    ty: Option<Box<ExternTypeC>>,
) -> Option<Box<ExportTypeC>> {
    // SAFETY: the header asks for the owner of the name.
    let name = unsafe { Name::take(name) };
    Some(Box::new(ExportTypeC { name, ty: ty? }))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_exporttype_name(ty: &ExportTypeC) -> &Vector<u8> {
    &ty.name.0
}

#[unsafe(no_mangle)]
extern "C" fn wasm_exporttype_type(ty: &ExportTypeC) -> &ExternTypeC {
    &ty.ty
}
