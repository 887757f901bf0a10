//! Throwing: walks up the frames of the present activation, and goes on where the first of them wants exceptions to land.
//! What no frame of it wants ends the activation.

use super::activation::{Activation, HostExit, Thread, thread};
use super::arch::{self, Registers};
use crate::error::Error;
use crate::exception::{self, ExnRef, ThrownException};
use std::ptr::{NonNull, null};
use wasmc_abi::instance::{Exception, InstanceHeader, TagDef, ValRaw};

/// Where a guest goes on after a throw, as its code expects it.
pub struct Landing {
    registers: Registers,
    exception: *mut Exception,
}

impl Landing {
    /// Goes on there.
    ///
    /// # Safety
    /// The landing must be in the present activation, with no frame that has anything left to do between it and here.
    pub unsafe fn go(self, activation: *mut Activation) -> ! {
        // SAFETY: the caller's promise; the activation is alive while its guest is.
        unsafe {
            (*activation).exit = null();
            arch::land(&self.registers, self.exception)
        }
    }
}

/// The Rust half of `throw_entry`: makes an exception and throws it.
///
/// # Safety
/// To be called by `throw_entry` only, with the arguments of a guest's.
pub unsafe extern "C" fn throw_new(
    _instance: *mut InstanceHeader,
    tag: NonNull<TagDef>,
    values: *const ValRaw,
    exit: *const HostExit,
) -> ! {
    let activation = thread().activation.get();
    // SAFETY: a guest calls us, so there is an activation, and its `invoke` waits for us; compiled code passes a tag of its
    // store, and as many values as it says.
    unsafe {
        (*activation).exit = exit;
        let exception = exception::make(&mut *(*activation).store, tag, values);
        throw(activation, exception)
    }
}

/// The Rust half of `throw_ref_entry`: throws an exception again.
///
/// # Safety
/// To be called by `throw_ref_entry` only, with the argument of a guest's.
pub unsafe extern "C" fn throw_again(exception: NonNull<Exception>, exit: *const HostExit) -> ! {
    let activation = thread().activation.get();
    // SAFETY: as in `throw_new`; compiled code passes an exception of its store.
    unsafe {
        (*activation).exit = exit;
        throw(activation, exception)
    }
}

/// Throws an exception, from where the guest has left.
///
/// # Safety
/// A guest must have left the activation, which is the present one, and the exception be its store's.
unsafe fn throw(activation: *mut Activation, exception: NonNull<Exception>) -> ! {
    let thread = thread();
    // SAFETY: the caller's promise. Guest frames have nothing to do when they are left.
    unsafe {
        match landing(thread, activation, exception) {
            Some(landing) => landing.go(activation),
            None => end(thread, activation, exception),
        }
    }
}

/// Ends an activation by an exception that no frame of it wants.
///
/// # Safety
/// As for [`throw`].
#[cold]
unsafe fn end(thread: &Thread, activation: *mut Activation, exception: NonNull<Exception>) -> ! {
    // SAFETY: the activation's call has borrowed the store, and waits for us.
    unsafe {
        let store = &*(*activation).store;
        let thrown = ThrownException::new(ExnRef::pinned(exception, store), store);
        (*activation).fail(thrown.into(), thread);
        arch::resume((*activation).saved_sp())
    }
}

/// Where an exception lands that is thrown where the guest has left.
///
/// # Safety
/// As for [`throw`].
unsafe fn landing(thread: &Thread, activation: *mut Activation, exception: NonNull<Exception>) -> Option<Landing> {
    // SAFETY: the activation's call has borrowed the store, and waits for us; the record of the exit is on the stack.
    let (store, mut registers) = unsafe { (&mut *(*activation).store, (*(*activation).exit).registers()) };
    loop {
        let frame = store.frames.frame(&store.addresses, registers.pc());
        let step = frame.step.as_ref()?;
        if let Some(pad) = frame.pad {
            registers.move_to(pad.get(), registers.sp() + step.pushed_bytes as usize);
            return Some(Landing { registers, exception: exception.as_ptr() });
        }
        step.take(thread, &mut registers)?;
    }
}

/// Where a host function's error lands that throws an exception of the guest's store. Other errors land nowhere: they end
/// the activation.
///
/// # Safety
/// A guest must have left the activation, which is the present one.
#[cold]
pub unsafe fn landing_of(thread: &Thread, activation: *mut Activation, error: &Error) -> Option<Landing> {
    // SAFETY: the activation's call has borrowed the store, and waits for us.
    let exception = error.exception()?.exception().in_store(unsafe { &*(*activation).store })?;
    // SAFETY: the caller's promise; the exception is of the store, and the error keeps it alive.
    unsafe { landing(thread, activation, exception) }
}
