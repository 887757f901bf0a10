//! What the host attaches to objects: a pointer, and a function that is called when the object is no more.

use std::ffi::c_void;
use std::ptr::null_mut;

/// A function that is told that a pointer is not needed any more.
pub type Finalizer = Option<unsafe extern "C" fn(*mut c_void)>;

/// A pointer of the host's, with its end.
#[derive(Debug)]
pub struct Info {
    data: *mut c_void,
    finalizer: Finalizer,
}

// SAFETY: the pointer is only handed back to the host, which promises by the header to use a store and all that belongs to it on one
// thread at a time, and that finalizers of modules may be called on any thread.
unsafe impl Send for Info {}
// SAFETY: as above.
unsafe impl Sync for Info {}

impl Default for Info {
    fn default() -> Self {
        Self { data: null_mut(), finalizer: None }
    }
}

impl Info {
    /// A pointer of the host's.
    pub fn new(data: *mut c_void, finalizer: Finalizer) -> Self {
        Self { data, finalizer }
    }

    /// The pointer.
    pub fn data(&self) -> *mut c_void {
        self.data
    }
}

impl Drop for Info {
    fn drop(&mut self) {
        if let Some(finalizer) = self.finalizer {
            // SAFETY: the host has given both for this.
            unsafe { finalizer(self.data) };
        }
    }
}
