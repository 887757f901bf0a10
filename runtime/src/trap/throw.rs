//! Throwing: walks up the frames of the present activation, and goes on where the first of them wants exceptions to land.
//! What no frame of it wants ends the activation.

use super::activation::{Activation, HostExit, Thread, thread};
use super::arch;
use super::frames::Frame;
use crate::error::Error;
use crate::exception::{self, ExnRef, ThrownException};
use std::ptr::{NonNull, null};
use wasmc_abi::instance::{Exception, InstanceHeader, TagDef, ValRaw};

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
        land(thread, activation, exception, ());
        let store = &*(*activation).store;
        let thrown = ThrownException::new(ExnRef::pinned(exception, store), store);
        (*activation).fail(thrown.into(), thread);
        arch::resume((*activation).saved_sp())
    }
}

/// Throws what a host function has returned as its error, if it is an exception of the guest's store. Returns the error
/// that ends the activation: another one, or an exception that no frame wants.
///
/// # Safety
/// A guest must have left the activation, which is the present one.
#[cold]
pub unsafe fn throw_error(thread: &Thread, activation: *mut Activation, error: Error) -> Error {
    // SAFETY: the activation's call has borrowed the store, and waits for us.
    let store = unsafe { &*(*activation).store };
    match error.exception().and_then(|thrown| thrown.exception().in_store(store)) {
        // SAFETY: the caller's promise; the exception is of the store, and the error keeps it alive.
        Some(exception) => unsafe { land(thread, activation, exception, error) },
        None => error,
    }
}

/// Goes on in the guest where an exception lands that is thrown where the guest has left, without `held`. Returns that if no
/// frame of the activation wants the exception.
///
/// # Safety
/// As for [`throw`], and no frame between the guest and here may have anything left to do.
#[inline]
unsafe fn land<T>(thread: &Thread, activation: *mut Activation, exception: NonNull<Exception>, held: T) -> T {
    // SAFETY: the activation's call has borrowed the store, and waits for us; the record of the exit is on the stack.
    let (store, mut registers) = unsafe { (&mut *(*activation).store, (*(*activation).exit).registers()) };
    while let Frame { pad, step: Some(step), .. } = store.frames.frame(&store.addresses, registers.pc()) {
        if let Some(pad) = pad {
            registers.move_to(pad.get(), registers.sp() + step.pushed_bytes as usize);
            drop(held);
            // SAFETY: the caller's promise; the registers are those of a frame of the activation, at a landing pad of its.
            unsafe {
                (*activation).exit = null();
                arch::land(&registers, exception.as_ptr())
            }
        }
        if step.take(thread, &mut registers).is_none() {
            break;
        }
    }
    held
}
