//! Modules: artifacts, and Wasm that is compiled first.

use crate::compiler;
use crate::error::{guard, noted, set};
use crate::externs::{ExportTypeC, ImportTypeC};
use crate::info::Info;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::store::StoreC;
use crate::vector::Vector;
use std::ffi::c_char;
use std::fs;
use std::mem::MaybeUninit;
use std::slice;
use std::sync::{Arc, Mutex};
use wasmc_runtime::{Engine, Error, Module};

/// A module with what the host has attached to it. It belongs to no store, and threads may share it.
pub struct SharedModule {
    pub module: Module,
    pub info: Mutex<Info>,
}

/// A share of a module, as C has it.
pub struct SharedModuleC(Arc<SharedModule>);

base_functions!(wasm_module_delete wasm_module_copy wasm_module_same wasm_module_get_host_info wasm_module_set_host_info wasm_module_set_host_info_with_finalizer);
conversions!(Item::Module(_) => wasm_module_as_ref wasm_ref_as_module wasm_module_as_ref_const wasm_ref_as_module_const);

/// The module that a handle refers to.
pub fn module_of(reference: &Ref) -> Result<&Arc<SharedModule>, Error> {
    if let Item::Module(module) = &reference.item { Ok(module) } else { Err(Error::host("the handle is no module's")) }
}

fn handle(module: Module) -> Box<Ref> {
    Ref::free(Item::Module(Arc::new(SharedModule { module, info: Mutex::default() })))
}

/// A module from the bytes of an artifact, or of Wasm.
fn load(engine: &Engine, bytes: &[u8]) -> Option<Module> {
    match compiler::is_wasm(bytes) {
        true => noted(Module::from_bytes(engine, &noted(compiler::compile(bytes))?)),
        false => noted(Module::from_bytes(engine, bytes)),
    }
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_new(store: &StoreC, binary: &Vector<u8>) -> Option<Box<Ref>> {
    guard(None, || load(store.0.engine(), binary.as_slice()).map(handle))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_validate(store: &StoreC, binary: &Vector<u8>) -> bool {
    guard(false, || match compiler::is_wasm(binary.as_slice()) {
        true => noted(compiler::validate(binary.as_slice())).is_some(),
        false => load(store.0.engine(), binary.as_slice()).is_some(),
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_module_from_bytes(engine: &Engine, bytes: *const u8, size: usize) -> Option<Box<Ref>> {
    guard(None, || {
        // SAFETY: the header asks for so many bytes.
        let bytes = if size == 0 { &[] } else { unsafe { slice::from_raw_parts(bytes, size) } };
        load(engine, bytes).map(handle)
    })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_module_from_ptr(engine: &Engine, data: *const u8, metadata: *const u8) -> Option<Box<Ref>> {
    // SAFETY: the header asks for the addresses of an artifact that is linked into the program.
    guard(None, || noted(unsafe { Module::from_ptr_in(engine, data, metadata) }).map(handle))
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_module_from_file(engine: &Engine, path: *const c_char) -> Option<Box<Ref>> {
    guard(None, || {
        // SAFETY: the header asks for text with a zero byte at its end.
        let path = unsafe { crate::error::text("the path", path) }?;
        let module = match noted(compiler::is_module(path.as_ref()).map_err(|error| format!("{path}: {error}")))? {
            true => load(engine, &noted(fs::read(path).map_err(|error| format!("{path}: {error}")))?)?,
            false => noted(Module::from_file(engine, path).map_err(|error| format!("{path}: {error}")))?,
        };
        Some(handle(module))
    })
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_imports(reference: &Ref, out: &mut MaybeUninit<Vector<Option<Box<ImportTypeC>>>>) {
    let list = || {
        let Ok(module) = module_of(reference) else { return Vector::empty() };
        module.module.imports().map(|import| Some(Box::new(ImportTypeC::new(&import)))).collect::<Vec<_>>().into()
    };
    out.write(guard(Vector::empty(), list));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_exports(reference: &Ref, out: &mut MaybeUninit<Vector<Option<Box<ExportTypeC>>>>) {
    let list = || {
        let Ok(module) = module_of(reference) else { return Vector::empty() };
        module.module.exports().map(|export| Some(Box::new(ExportTypeC::new(&export)))).collect::<Vec<_>>().into()
    };
    out.write(guard(Vector::empty(), list));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_serialize(reference: &Ref, out: &mut MaybeUninit<Vector<u8>>) {
    let bytes = || {
        let serialized = module_of(reference).and_then(|module| module.module.serialize());
        noted(serialized).unwrap_or_default().into()
    };
    out.write(guard(Vector::empty(), bytes));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_deserialize(store: &StoreC, bytes: &Vector<u8>) -> Option<Box<Ref>> {
    guard(None, || noted(Module::from_bytes(store.0.engine(), bytes.as_slice())).map(handle))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_share(reference: &Ref) -> Option<Box<SharedModuleC>> {
    guard(None, || noted(module_of(reference)).map(|module| Box::new(SharedModuleC(module.clone()))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_shared_module_delete(module: Option<Box<SharedModuleC>>) {
    guard((), || drop(module));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_module_obtain(store: &StoreC, module: &SharedModuleC) -> Option<Box<Ref>> {
    if !Engine::same(store.0.engine(), module.0.module.engine()) {
        set("the module is of another engine than the store");
        return None;
    }
    Some(Ref::free(Item::Module(module.0.clone())))
}
