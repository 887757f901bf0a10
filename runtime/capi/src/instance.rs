//! Instances.

use crate::error::guard;
use crate::module::module_of;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::store::StoreC;
use crate::trap;
use crate::vector::Vector;
use std::ffi::c_char;
use std::mem::MaybeUninit;
use wasmc_runtime::{Error, Extern, Instance};

base_functions!(wasm_instance_delete wasm_instance_copy wasm_instance_same wasm_instance_get_host_info wasm_instance_set_host_info wasm_instance_set_host_info_with_finalizer);
conversions!(Item::Instance(_) => wasm_instance_as_ref wasm_ref_as_instance wasm_instance_as_ref_const wasm_ref_as_instance_const);

#[unsafe(no_mangle)]
extern "C" fn wasm_instance_new(
    store: &StoreC,
    module: &Ref,
    imports: Option<&Vector<Option<Box<Ref>>>>,
    trap: Option<&mut MaybeUninit<Option<Box<Ref>>>>,
) -> Option<Box<Ref>> {
    let mut instance = None;
    let ended = trap::guarded(|| {
        let imports = imports.map_or(&[][..], |imports| imports.as_slice());
        let imports: Vec<Extern> =
            imports.iter().map(|import| to_extern(import.as_deref())).collect::<Result<_, _>>()?;
        let module = &module_of(module)?.module;
        let made = store.0.with(|context| Instance::new(context, module, &imports))?;
        instance = Some(Ref::new(&store.0, Item::Instance(made)));
        Ok(())
    });
    if let Some(Item::Trap(why)) = ended.as_ref().map(|ended| &ended.item) {
        crate::error::set(why);
    }
    if let Some(trap) = trap {
        trap.write(ended);
    }
    instance
}

fn to_extern(import: Option<&Ref>) -> Result<Extern, Error> {
    let item = import.and_then(|import| import.item.to_extern());
    item.ok_or_else(|| Error::host("an import is null, or nothing that can be imported"))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_instance_exports(reference: &Ref, out: &mut MaybeUninit<Vector<Option<Box<Ref>>>>) {
    let exports = guard(Vector::empty(), || {
        let Item::Instance(instance) = reference.item else { return Vector::empty() };
        let store = reference.store();
        let items: Vec<Extern> = store.with(|context| instance.exports(&context).map(|(_, item)| item).collect());
        items.into_iter().map(|item| Some(Ref::new(store, item))).collect::<Vec<_>>().into()
    });
    out.write(exports);
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_instance_export(reference: &Ref, name: *const c_char) -> Option<Box<Ref>> {
    guard(None, || {
        // SAFETY: the header asks for text with a zero byte at its end.
        let name = unsafe { crate::error::text("the name", name) }?;
        let Item::Instance(instance) = reference.item else { return None };
        let found = reference.store().with(|context| instance.get_export(context, name));
        if found.is_none() {
            crate::error::set(format!("no export named \"{name}\""));
        }
        Some(Ref::new(reference.store(), found?))
    })
}

/// An export of one kind.
unsafe fn export(reference: &Ref, name: *const c_char, what: &str, fits: impl Fn(&Item) -> bool) -> Option<Box<Ref>> {
    // SAFETY: the callers' headers ask for text with a zero byte at its end.
    let found = unsafe { wasmc_instance_export(reference, name) }?;
    if !fits(&found.item) {
        crate::error::set(format!("the export is no {what}"));
        return None;
    }
    Some(found)
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_instance_func(reference: &Ref, name: *const c_char) -> Option<Box<Ref>> {
    // SAFETY: the header asks for text with a zero byte at its end.
    guard(None, || unsafe { export(reference, name, "function", |item| matches!(item, Item::Func(_))) })
}

#[unsafe(no_mangle)]
unsafe extern "C" fn wasmc_instance_memory(reference: &Ref, name: *const c_char) -> Option<Box<Ref>> {
    let is_memory = |item: &Item| matches!(item, Item::Memory(_) | Item::SharedMemory(_));
    // SAFETY: the header asks for text with a zero byte at its end.
    guard(None, || unsafe { export(reference, name, "memory", is_memory) })
}
