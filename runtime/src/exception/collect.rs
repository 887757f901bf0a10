//! Which exceptions are in use: those that the host refers to, or a word of a guest's stack, of a table or of a global that
//! may hold such references, and those that are among the values of exceptions in use. What looks like a reference is one.

use super::is_exnref;
use crate::instance::InstanceData;
use crate::store::StoreOpaque;
use crate::trap::guest_stacks;
use std::ops::Range;
use wasmc_abi::ValType;

/// Frees a store's exceptions that are not in use.
#[cold]
pub fn collect(store: &mut StoreOpaque) {
    let heap = &mut store.exceptions.heap;
    heap.begin();
    let pins = store.exceptions.pins.get_mut().unwrap_or_else(|poisoned| poisoned.into_inner());
    pins.retain(|_, pin| pin.strong_count() > 0);
    pins.keys().for_each(|&exception| heap.mark(exception));
    for global in store.globals.iter().filter(|global| is_exnref(global.ty.value)) {
        // SAFETY: globals live as long as their store, and no guest writes them while the store is borrowed.
        heap.mark(unsafe { global.value.read().exnref } as usize);
    }
    let tables = store.tables.iter().filter(|table| is_exnref(ValType::Ref(table.declared_type().element)));
    let instances = store.instances.iter().filter(|instance| instance.module.has_private_exnrefs());
    // SAFETY: the chain of activations is the store's.
    let stacks = unsafe { guest_stacks(store.activation) };
    for memory in tables.map(|table| table.addresses()).chain(instances.map(instance_data)).chain(stacks) {
        // SAFETY: a table, instance data, or the frames of a guest that waits for us.
        unsafe { heap.mark_words(memory) };
    }
    // SAFETY: tags live as long as their store; everything that refers to exceptions has been looked through.
    unsafe {
        heap.mark_values();
        heap.sweep();
    }
}

/// The addresses of an instance's data.
fn instance_data(instance: &InstanceData) -> Range<usize> {
    let data = &instance.module.layout().data;
    let start = instance.image.base() + data.start.0.to_native() as usize;
    start..start + data.memory_bytes.to_native() as usize
}
