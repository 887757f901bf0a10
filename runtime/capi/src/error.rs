//! What goes wrong: a text for the thread that has asked, and nothing that unwinds into C.

use std::any::Any;
use std::cell::RefCell;
use std::ffi::{CStr, CString, c_char};
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::ptr::null;

thread_local! {
    static LAST: RefCell<Option<CString>> = const { RefCell::new(None) };
}

/// Notes why a function that is about to return has failed.
pub fn set(error: impl Display) {
    // Text from outside may contain zero bytes, where C would see its end.
    let text = format!("{error:#}").replace('\0', "\u{fffd}");
    let text = CString::new(text).unwrap_or_default();
    // A thread that ends has nobody left to tell.
    let _ = LAST.try_with(|last| last.replace(Some(text)));
}

/// Runs the body of a function that C calls. If it panics, the text is noted, and `otherwise` returned.
pub fn guard<R>(otherwise: R, body: impl FnOnce() -> R) -> R {
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|payload| {
        set(panic_text(&*payload));
        // What a payload does when it is dropped must not unwind either.
        let _ = catch_unwind(AssertUnwindSafe(|| drop(payload)));
        otherwise
    })
}

/// Notes an error, if it is one, and turns it into nothing.
pub fn noted<R, E: Display>(result: Result<R, E>) -> Option<R> {
    result.inspect_err(|error| set(error)).ok()
}

/// What a panic says.
pub fn panic_text(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| payload.downcast_ref::<&str>().copied()).unwrap_or("the program panicked")
}

/// Text of the host as Rust has it.
///
/// # Errors
/// If it is null or not UTF-8; the error is noted.
///
/// # Safety
/// It must be null or end with a zero byte.
pub unsafe fn text<'a>(what: &str, pointer: *const c_char) -> Option<&'a str> {
    if pointer.is_null() {
        set(format!("{what} is null"));
        return None;
    }
    // SAFETY: the caller's promise.
    let text = unsafe { CStr::from_ptr(pointer) };
    noted(text.to_str().map_err(|_| format!("{what} is not UTF-8")))
}

#[unsafe(no_mangle)]
extern "C" fn wasmc_last_error() -> *const c_char {
    let text = LAST.try_with(|last| last.borrow().as_ref().map_or(null(), |text| text.as_ptr()));
    text.unwrap_or(null())
}

/// What was noted last.
pub fn last() -> Option<String> {
    LAST.with(|last| last.borrow().as_ref().map(|text| text.to_string_lossy().into_owned()))
}
