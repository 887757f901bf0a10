//! An activation is one call from the host into guest code. A thread's activations form a chain, innermost first: guest
//! code may call a host function that calls guest code. All of a thread's guest frames are on its one guest stack.

use super::arch::{self, Registers, SavedRegisters};
use super::backtrace;
use super::signals::{self, AlternateStack};
use super::{AddressMap, Trap, throw};
use crate::error::{Error, LinkError, UseError};
use crate::func::HostFunc;
use crate::store::StoreOpaque;
use crate::vm::GuestStack;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::ffi::c_void;
use std::mem::ManuallyDrop;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::ptr::{NonNull, null, null_mut};
use wasmc_abi::TrapCode;
use wasmc_abi::instance::{FuncRef, ValRaw};

/// What a host function finds left of the stack at least, in bytes.
const HOST_STACK_BYTES: usize = 256 << 10;

/// What a call from within a host function finds left of the stack at least, in bytes.
const NESTED_STACK_BYTES: usize = 64 << 10;

/// The registers of a guest that called the host.
pub type HostExit = SavedRegisters;

/// One call into guest code.
pub struct Activation {
    /// The stack pointer that ends the call.
    saved_sp: usize,
    /// The end of the thread's guest stack, if it is the thread's first; null if it is further down.
    stack_end: *mut u8,
    /// The activation around it.
    pub previous: *mut Activation,
    /// The one around it of the same store, which may be another thread's.
    outer: *mut Activation,
    /// The store whose guest runs.
    pub store: *mut StoreOpaque,
    /// Where the guest left for the host; null while it runs.
    pub exit: *const HostExit,
    /// Where the guest trapped, and why.
    pub trap: Option<(TrapCode, Registers)>,
    /// Why the call ends early.
    failure: Option<Failure>,
}

enum Failure {
    Error(Error),
    Panic(Box<dyn Any + Send>),
}

impl Activation {
    /// Which addresses are whose in the store.
    ///
    /// # Safety
    /// The activation's call must not have returned, and nobody may be changing the store.
    pub unsafe fn addresses(&self) -> &AddressMap {
        // SAFETY: the call that this activation is of borrows the store until it returns.
        unsafe { &(*self.store).addresses }
    }

    /// The stack pointer that ends the call.
    pub fn saved_sp(&self) -> usize {
        self.saved_sp
    }

    /// Says why the call ends, and, unless the error knows, where the guest is that has left.
    pub fn fail(&mut self, error: Error, thread: &Thread) {
        self.failure = Some(Failure::Error(error.with_backtrace(|| backtrace::capture(thread, self, None))));
    }

    /// The addresses of the guest frames of a call whose guest has left for the host.
    fn frames(&self) -> Option<Range<usize>> {
        let end = if self.stack_end.is_null() { self.saved_sp } else { self.stack_end as usize };
        (!self.exit.is_null()).then_some(self.exit as usize..end)
    }
}

/// What a thread knows of the guests it runs. Nothing in it needs to be dropped, so that signal handlers can read it.
pub struct Thread {
    /// The innermost activation.
    pub activation: Cell<*mut Activation>,
    /// The guard below the guest stack.
    guard_start: Cell<usize>,
    /// The lowest usable address of the guest stack; zero when there is none.
    stack_start: Cell<usize>,
    stack_end: Cell<usize>,
    /// The size that was asked for the guest stack, in bytes.
    stack_bytes: Cell<usize>,
    /// The end of the alternate signal stack.
    alternate_end: Cell<usize>,
}

/// What has to be given back when the thread ends.
struct Owned {
    stack: ManuallyDrop<GuestStack>,
    alternate: ManuallyDrop<AlternateStack>,
}

impl Drop for Owned {
    fn drop(&mut self) {
        let thread = thread();
        if !thread.activation.get().is_null() {
            // A host function has called `exit`, which destroys the thread's variables while we run on these stacks.
            return;
        }
        thread.stack_start.set(0);
        thread.stack_bytes.set(0);
        // SAFETY: dropped only here; no guest runs on this thread, and `prepare` makes new ones if another is to.
        unsafe {
            ManuallyDrop::drop(&mut self.stack);
            ManuallyDrop::drop(&mut self.alternate);
        }
    }
}

thread_local! {
    static THREAD: Thread = const {
        Thread {
            activation: Cell::new(null_mut()),
            guard_start: Cell::new(0),
            stack_start: Cell::new(0),
            stack_end: Cell::new(0),
            stack_bytes: Cell::new(0),
            alternate_end: Cell::new(0),
        }
    };
    static OWNED: RefCell<Option<Owned>> = const { RefCell::new(None) };
}

/// The present thread.
#[inline]
pub fn thread() -> &'static Thread {
    // SAFETY: the variable needs no destructor, so it lives as long as the thread; the reference is used on this thread only,
    // because `Thread` is not `Sync`.
    unsafe { &*THREAD.with(|thread| thread as *const Thread) }
}

impl Thread {
    /// Whether an address lies in the guest stack.
    fn is_on_stack(&self, address: usize) -> bool {
        (self.stack_start.get()..self.stack_end.get()).contains(&address)
    }

    /// Whether an address lies in the guard below the guest stack.
    pub fn is_in_guard(&self, address: usize) -> bool {
        (self.guard_start.get()..self.stack_start.get()).contains(&address)
    }

    /// The word at an address of the guest stack.
    pub fn stack_word(&self, address: usize) -> Option<usize> {
        let fits = address >= self.stack_start.get() && address.checked_add(8)? <= self.stack_end.get();
        // SAFETY: the address lies in this thread's guest stack, all of which is readable.
        fits.then(|| unsafe { (address as *const usize).read_unaligned() })
    }

    /// The end of the alternate signal stack.
    pub fn alternate_end(&self) -> usize {
        self.alternate_end.get()
    }

    /// Where a call into guest code is to run: the end of the unused stack, or null for where we are.
    #[inline]
    fn select_stack(&self, store: &StoreOpaque) -> Result<*mut u8, Error> {
        if self.activation.get().is_null() {
            if self.stack_bytes.get() != store.engine.config().stack_bytes {
                self.prepare(store)?;
            }
            return Ok(self.stack_end.get() as *mut u8);
        }
        let sp = arch::stack_pointer();
        if !self.is_on_stack(sp) {
            return Err(UseError::ForeignStack.into());
        }
        if sp - self.stack_start.get() < NESTED_STACK_BYTES {
            return Err(Trap::new(TrapCode::StackOverflow).into());
        }
        Ok(null_mut())
    }

    /// Gives the thread its stacks, and the process its signal handlers.
    #[cold]
    fn prepare(&self, store: &StoreOpaque) -> Result<(), Error> {
        signals::install();
        let map = |error| LinkError::Map { what: "a guest stack", error };
        let stack = GuestStack::new(store.engine.config().stack_bytes).map_err(map)?;
        let alternate = AlternateStack::install().map_err(map)?;
        self.guard_start.set(stack.guard().start);
        self.stack_end.set(stack.usable().end);
        self.alternate_end.set(alternate.end());
        let start = stack.usable().start;
        let owned = Owned { stack: ManuallyDrop::new(stack), alternate: ManuallyDrop::new(alternate) };
        OWNED.try_with(|slot| slot.replace(Some(owned))).map_err(|_| UseError::ThreadEnds)?;
        self.stack_start.set(start);
        self.stack_bytes.set(store.engine.config().stack_bytes);
        Ok(())
    }
}

/// Calls a function with the arguments in `values`, and leaves its results there.
///
/// # Safety
/// `store` must be borrowed for the call, and have been made from the `StoreInner` of the type that its host functions
/// expect. The function must be one of the store's, and `values` hold as many values as its type asks for, of these types.
#[inline]
pub unsafe fn invoke(store: *mut StoreOpaque, func: NonNull<FuncRef>, values: *mut ValRaw) -> Result<(), Error> {
    let thread = thread();
    // SAFETY: the store is borrowed for this call.
    let stack_end = thread.select_stack(unsafe { &*store })?;
    // SAFETY: a function's reference lives as long as its store.
    let &FuncRef { edge, env, .. } = unsafe { func.as_ref() };
    let edge = edge.expect("each function reference has an edge function");
    let previous = thread.activation.get();
    // SAFETY: the store is borrowed for this call.
    let outer = unsafe { (*store).activation };
    let mut activation =
        Activation { saved_sp: 0, stack_end, previous, outer, store, exit: null(), trap: None, failure: None };
    let this = &raw mut activation;
    thread.activation.set(this);
    // SAFETY: as above.
    unsafe { (*store).activation = this };
    // SAFETY: the caller's promise about the function and its values; the guest stack is unused above its `select_stack`ed
    // end; everything that ends the call goes through `resume` with this activation's stack pointer.
    let ended = unsafe { arch::enter(edge, env, values, stack_end, &raw mut (*this).saved_sp) };
    thread.activation.set(previous);
    // SAFETY: as above.
    unsafe { (*store).activation = outer };
    if ended == 0 { Ok(()) } else { Err(fail(activation)) }
}

/// The addresses of all guest frames of a store, registers of those that have called the host included.
///
/// # Safety
/// `innermost` must be the store's innermost activation, and no guest of it may run.
pub unsafe fn guest_stacks(innermost: *const Activation) -> impl Iterator<Item = Range<usize>> {
    // SAFETY: a store's activations are alive as long as they are in its chain, and their `invoke`s wait.
    let activations = std::iter::successors(unsafe { innermost.as_ref() }, |inner| unsafe { inner.outer.as_ref() });
    activations.filter_map(Activation::frames)
}

#[cold]
fn fail(activation: Activation) -> Error {
    match activation.failure.expect("whoever ends an activation says why") {
        Failure::Error(error) => error,
        Failure::Panic(payload) => resume_unwind(payload),
    }
}

/// The Rust half of `host_entry`. Returns 0 to go on in the guest after its call, or the stack pointer that ends the
/// activation. An exception that the guest wants to see makes it go on elsewhere.
///
/// # Safety
/// To be called by `host_entry` only, in an activation of the host function's store.
pub unsafe extern "C" fn host_call(env: *mut c_void, values: *mut ValRaw, exit: *const HostExit) -> usize {
    let thread = thread();
    let activation = thread.activation.get();
    // SAFETY: a guest calls us, so there is an activation, and its `invoke` waits for us.
    let store = unsafe {
        (*activation).exit = exit;
        (*activation).store
    };
    let result = if has_stack_for_host(thread) {
        // SAFETY: `env` of a function reference with this entry is its `HostFunc`, which lives as long as the store.
        let host = unsafe { &*env.cast::<HostFunc>() };
        // SAFETY: the store is the host function's, and waits for us; the values are of the function's type (`host_entry`).
        catch_unwind(AssertUnwindSafe(|| unsafe { host.call(store, values) }))
    } else {
        Ok(Err(Trap::new(TrapCode::StackOverflow).into()))
    };
    // SAFETY: as above; nobody else looks at the activation while the host runs, and nothing here is left to do when an
    // exception lands in the guest.
    unsafe {
        match result {
            Ok(Ok(())) => {
                (*activation).exit = null();
                return 0;
            }
            Ok(Err(error)) => {
                let error = throw::throw_error(thread, activation, error);
                (*activation).fail(error, thread);
            }
            Err(payload) => (*activation).failure = Some(Failure::Panic(payload)),
        }
        (*activation).saved_sp
    }
}

/// Whether a host function may run on what is left of the guest stack.
#[inline]
fn has_stack_for_host(thread: &Thread) -> bool {
    arch::stack_pointer() - thread.stack_start.get() >= HOST_STACK_BYTES
}

/// Where the guest will go on that has called the present host function.
///
/// # Safety
/// To be called during a host function only.
pub unsafe fn caller_pc() -> Option<usize> {
    // SAFETY: while a host function runs, its activation's `invoke` and the record of its exit are on the stack.
    unsafe { thread().activation.get().as_ref()?.exit.as_ref() }.map(|exit| exit.registers().pc())
}

/// Goes on where the signal handler left: on the alternate stack, outside of the handler, with the guest's frames intact.
///
/// # Safety
/// To be reached by the signal handler's redirection only.
pub unsafe extern "C" fn land(activation: *mut Activation) -> ! {
    // SAFETY: the activation's `invoke` waits for us.
    let (code, registers) = unsafe { (*activation).trap }.expect("the signal handler says where and why");
    let mut trap = Trap::new(code);
    trap.set_backtrace(backtrace::capture(thread(), activation, Some(registers)));
    // SAFETY: as above; guest frames have nothing to do when they are left.
    unsafe {
        (*activation).failure = Some(Failure::Error(trap.into()));
        arch::resume((*activation).saved_sp)
    }
}
