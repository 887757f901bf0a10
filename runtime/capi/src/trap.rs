//! Traps: why a call ended, whatever the reason was, and where the guest was.

use crate::error::guard;
use crate::info::Info;
use crate::reference::{Item, Ref, base_functions, conversions};
use crate::store::StoreC;
use crate::vector::{Vector, vector_functions};
use std::fmt::{self, Write};
use std::mem::MaybeUninit;
use std::ptr::null;
use std::sync::{Arc, Mutex};
use wasmc_runtime::{Error, FrameInfo};
use wasmc_wasi::I32Exit;

/// A trap of the header: any error with which a call can end.
pub struct TrapObject {
    error: Error,
    pub info: Mutex<Info>,
}

impl fmt::Display for TrapObject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// A message of the host's.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
struct Message(String);

/// A trap that a host function has returned while the program has another handle to it.
#[derive(thiserror::Error)]
#[error("{}", .0.error)]
struct Shared(Arc<TrapObject>);

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}

/// The trap for a call that ended in an error.
pub fn from_error(error: Error) -> Box<Ref> {
    let trap = match error.downcast_ref::<Shared>() {
        // The trap knows where it happened; one that the host has made learns it now.
        Some(Shared(trap)) if trap.error.backtrace().is_some() || error.backtrace().is_none() => trap.clone(),
        _ => Arc::new(TrapObject { error, info: Mutex::default() }),
    };
    Ref::free(Item::Trap(trap))
}

/// The error with which a host function ends that returns this trap.
pub fn into_error(trap: Ref) -> Error {
    let Item::Trap(trap) = trap.item else { return Error::host(Message("a host function returned no trap".into())) };
    match Arc::try_unwrap(trap) {
        Ok(trap) => trap.error,
        // Exceptions and traps stay what they are, so that a guest can catch the ones, and others tell the kind of the others.
        Err(shared) => match (shared.error.trap(), shared.error.exception(), shared.error.downcast_ref::<I32Exit>()) {
            (Some(trap), ..) => trap.clone().into(),
            (_, Some(exception), _) => exception.clone().into(),
            (.., Some(exit)) => Error::host(*exit),
            _ => Error::host(Shared(shared)),
        },
    }
}

/// The result of a call as the header has it: nothing, or a trap.
pub fn from_result(result: Result<(), Error>) -> Option<Box<Ref>> {
    result.err().map(from_error)
}

/// Runs the body of a call; if it panics, that is a trap as well.
pub fn guarded(body: impl FnOnce() -> Result<(), Error>) -> Option<Box<Ref>> {
    match guard(None, || Some(from_result(body()))) {
        Some(ended) => ended,
        None => guard(None, || Some(from_error(Error::host(Message(last_panic()))))),
    }
}

fn last_panic() -> String {
    crate::error::last().unwrap_or_else(|| "the host panicked".to_owned())
}

base_functions!(wasm_trap_delete wasm_trap_copy wasm_trap_same wasm_trap_get_host_info wasm_trap_set_host_info wasm_trap_set_host_info_with_finalizer);
conversions!(Item::Trap(_) => wasm_trap_as_ref wasm_ref_as_trap wasm_trap_as_ref_const wasm_ref_as_trap_const);

/// The error that a trap is of.
fn error(trap: &Ref) -> Option<&Error> {
    if let Item::Trap(trap) = &trap.item { Some(&trap.error) } else { None }
}

/// Text with a zero byte at its end.
fn c_text(mut text: String) -> Vector<u8> {
    text.push('\0');
    text.into_bytes().into()
}

#[unsafe(no_mangle)]
extern "C" fn wasm_trap_new(_: &StoreC, message: Option<&Vector<u8>>) -> Box<Ref> {
    from_error(Error::host(Message(message.map(Vector::to_text).unwrap_or_default())))
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_trap_new(_: &StoreC, message: *const std::ffi::c_char) -> Box<Ref> {
    // SAFETY: the header asks for text with a zero byte at its end, or null.
    let message = unsafe { crate::error::text("the message", message) };
    from_error(Error::host(Message(message.unwrap_or_default().to_owned())))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_trap_message(trap: &Ref, out: &mut MaybeUninit<Vector<u8>>) {
    out.write(guard(Vector::empty(), || c_text(error(trap).map(ToString::to_string).unwrap_or_default())));
}

/// The frames of a trap, innermost first.
fn frames(trap: &Ref) -> &[FrameInfo] {
    error(trap).and_then(Error::backtrace).map_or(&[], |backtrace| backtrace.frames())
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_trap_backtrace(trap: &Ref, out: &mut MaybeUninit<Vector<u8>>) {
    let text = || {
        let mut text = String::new();
        if let Some(backtrace) = error(trap).and_then(Error::backtrace) {
            let _ = write!(text, "{backtrace}");
        }
        c_text(text.trim_start_matches('\n').to_owned())
    };
    out.write(guard(Vector::empty(), text));
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_trap_code(trap: &Ref) -> u8 {
    error(trap).and_then(Error::trap).map_or(0, |trap| trap.code() as u8)
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_trap_exit_status(trap: &Ref, status: Option<&mut i32>) -> bool {
    let exit = error(trap).and_then(|error| error.downcast_ref::<I32Exit>());
    if let (Some(&I32Exit(code)), Some(status)) = (exit, status) {
        *status = code;
    }
    exit.is_some()
}

/// A frame of the header.
#[derive(Clone, Debug)]
pub struct FrameC {
    func_index: u32,
    func_offset: usize,
    module_offset: usize,
}

impl FrameC {
    fn new(frame: &FrameInfo) -> Self {
        Self {
            func_index: frame.func_index(),
            func_offset: frame.func_offset().unwrap_or(0),
            module_offset: frame.module_offset().unwrap_or(0),
        }
    }
}

vector_functions!(Option<Box<FrameC>>: wasm_frame_vec_new_empty wasm_frame_vec_new_uninitialized wasm_frame_vec_new wasm_frame_vec_copy wasm_frame_vec_delete);

#[unsafe(no_mangle)]
extern "C" fn wasm_trap_origin(trap: &Ref) -> Option<Box<FrameC>> {
    guard(None, || frames(trap).first().map(|frame| Box::new(FrameC::new(frame))))
}

#[unsafe(no_mangle)]
extern "C" fn wasm_trap_trace(trap: &Ref, out: &mut MaybeUninit<Vector<Option<Box<FrameC>>>>) {
    let list = || frames(trap).iter().map(|frame| Some(Box::new(FrameC::new(frame)))).collect::<Vec<_>>().into();
    out.write(guard(Vector::empty(), list));
}

#[unsafe(no_mangle)]
extern "C" fn wasm_frame_delete(_: Option<Box<FrameC>>) {}

#[unsafe(no_mangle)]
extern "C" fn wasm_frame_copy(frame: &FrameC) -> Box<FrameC> {
    Box::new(frame.clone())
}

/// A backtrace knows the module of a frame, but not which instance of it ran.
#[unsafe(no_mangle)]
extern "C" fn wasm_frame_instance(_: &FrameC) -> *const Ref {
    null()
}

#[unsafe(no_mangle)]
extern "C" fn wasm_frame_func_index(frame: &FrameC) -> u32 {
    frame.func_index
}

#[unsafe(no_mangle)]
extern "C" fn wasm_frame_func_offset(frame: &FrameC) -> usize {
    frame.func_offset
}

#[unsafe(no_mangle)]
extern "C" fn wasm_frame_module_offset(frame: &FrameC) -> usize {
    frame.module_offset
}
