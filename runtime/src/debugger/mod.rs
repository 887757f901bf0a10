//! Tells debuggers of instances' code, by GDB's JIT interface: an ELF file in memory for each instance, whose addresses are those
//! where the instance is. A debugger sets a breakpoint on [`__jit_debug_register_code`], and reads the list when it attaches. Costs
//! nothing where nobody asks for it.

mod elf;

use crate::module::Module;
use std::arch::global_asm;
use std::ptr::null_mut;
use std::sync::{Mutex, PoisonError};

// Weak: LLVM has the same two, which then serve both.
global_asm!(
    ".pushsection .data.__jit_debug_descriptor, \"aw\", %progbits",
    ".balign 8",
    ".weak __jit_debug_descriptor",
    ".type __jit_debug_descriptor, %object",
    ".size __jit_debug_descriptor, 24",
    "__jit_debug_descriptor:",
    ".4byte 1",
    ".4byte 0",
    ".8byte 0",
    ".8byte 0",
    ".popsection",
    ".pushsection .text.__jit_debug_register_code, \"ax\", %progbits",
    ".weak __jit_debug_register_code",
    ".type __jit_debug_register_code, %function",
    "__jit_debug_register_code:",
    ".cfi_startproc",
    "ret",
    ".cfi_endproc",
    ".size __jit_debug_register_code, . - __jit_debug_register_code",
    ".popsection",
);

unsafe extern "C" {
    static mut __jit_debug_descriptor: Descriptor;
    fn __jit_debug_register_code();
}

/// What the debugger reads first.
#[repr(C)]
struct Descriptor {
    version: u32,
    action: u32,
    relevant: *mut Entry,
    first: *mut Entry,
}

/// An element of the list of files.
#[repr(C)]
struct Entry {
    next: *mut Entry,
    previous: *mut Entry,
    file: *const u8,
    file_bytes: u64,
}

/// What has happened to [`Descriptor::relevant`].
const REGISTERED: u32 = 1;
const UNREGISTERED: u32 = 2;

/// Held by whoever changes the list.
static LIST: Mutex<()> = Mutex::new(());

/// An instance's code that debuggers know, until it is dropped.
pub struct Registration {
    entry: *mut Entry,
    _file: Box<[u8]>,
}

// SAFETY: the list, which the entry is in, is only changed under `LIST`.
unsafe impl Send for Registration {}

impl Registration {
    /// Tells debuggers of an instance of a module, whose image is at `base`.
    pub fn new(module: &Module, base: usize) -> Option<Self> {
        let file = elf::file(module, base as u64)?.into_boxed_slice();
        let entry =
            Entry { next: null_mut(), previous: null_mut(), file: file.as_ptr(), file_bytes: file.len() as u64 };
        let entry = Box::into_raw(Box::new(entry));
        let held = LIST.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: the descriptor is a static that only holders of `LIST` touch; LLVM, which may share it, is in other processes or
        // does not run code. Entries live until they are taken out of the list.
        unsafe {
            let first = __jit_debug_descriptor.first;
            (*entry).next = first;
            if let Some(first) = first.as_mut() {
                first.previous = entry;
            }
            __jit_debug_descriptor.first = entry;
            announce(entry, REGISTERED);
        }
        drop(held);
        Some(Self { entry, _file: file })
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        let held = LIST.lock().unwrap_or_else(PoisonError::into_inner);
        // SAFETY: as in `new`; the entry is in the list since then, and its neighbours are in it, too.
        unsafe {
            let Entry { next, previous, .. } = *self.entry;
            match previous.as_mut() {
                Some(previous) => previous.next = next,
                None => __jit_debug_descriptor.first = next,
            }
            if let Some(next) = next.as_mut() {
                next.previous = previous;
            }
            announce(self.entry, UNREGISTERED);
            drop(Box::from_raw(self.entry));
        }
        drop(held);
    }
}

/// Has the debugger look at an entry, if there is one.
///
/// # Safety
/// `LIST` must be held.
unsafe fn announce(entry: *mut Entry, action: u32) {
    // SAFETY: the caller's promise; the function returns at once.
    unsafe {
        __jit_debug_descriptor.relevant = entry;
        __jit_debug_descriptor.action = action;
        __jit_debug_register_code();
        __jit_debug_descriptor.relevant = null_mut();
        __jit_debug_descriptor.action = 0;
    }
}
