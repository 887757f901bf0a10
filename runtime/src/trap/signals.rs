//! The signals by which the CPU reports a guest's trap, and the stack that their handler runs on.

use super::activation::{Activation, Thread, land, thread};
use super::arch::{self, Registers};
use crate::vm::GuestStack;
use std::cell::UnsafeCell;
use std::ffi::{c_int, c_void};
use std::io;
use std::mem::MaybeUninit;
use std::ptr::{null, null_mut};
use std::sync::Once;
use wasmc_abi::TrapCode;

const SIGNALS: [c_int; 3] = [arch::TRAP_SIGNAL, libc::SIGSEGV, libc::SIGBUS];

/// The handlers that were installed before ours.
struct Previous(UnsafeCell<[MaybeUninit<libc::sigaction>; SIGNALS.len()]>);

// SAFETY: written once, by `install`, before any handler of ours that reads it is installed.
unsafe impl Sync for Previous {}

static PREVIOUS: Previous = Previous(UnsafeCell::new([const { MaybeUninit::uninit() }; SIGNALS.len()]));

/// Installs the handlers, once per process.
pub fn install() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        for (position, signal) in SIGNALS.into_iter().enumerate() {
            // SAFETY: all zeros is a valid value of this C struct; the calls get valid pointers; `Once` makes us the only
            // writer, and what is written for a signal is not read before its handler is installed.
            let result = unsafe {
                let previous = (*PREVIOUS.0.get())[position].as_mut_ptr();
                libc::sigaction(signal, null(), previous);
                let mut action: libc::sigaction = std::mem::zeroed();
                action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK;
                action.sa_sigaction = handle as *const () as usize;
                libc::sigemptyset(&raw mut action.sa_mask);
                libc::sigaction(signal, &raw const action, null_mut())
            };
            assert_eq!(result, 0, "the system accepts a handler for every signal that can be caught");
        }
    });
}

/// The handler: makes traps of what is a guest's fault, and leaves the rest to whoever was there before us.
unsafe extern "C" fn handle(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let thread = thread();
    let activation = thread.activation.get();
    // SAFETY: `context` is the system's; an activation on this thread's chain is alive, and its guest runs or has called
    // the host, which `examine` tells apart before it looks at anything that the host may be changing.
    unsafe {
        let registers = arch::interrupted(context);
        // Positive codes are the CPU's; the others, of signals that somebody has sent.
        let guest = activation.as_ref().filter(|_| (*info).si_code > 0);
        let address = (*info).si_addr() as usize;
        match guest.and_then(|guest| examine(thread, guest, signal, address, registers)) {
            Some(trap) => {
                (*activation).trap = Some(trap);
                arch::redirect(context, land, activation, thread.alternate_end());
            }
            None => chain(signal, info, context),
        }
    }
}

/// Whether the interrupted code was a guest's and has trapped: why, and where the innermost guest frame is.
fn examine(
    thread: &Thread,
    activation: &Activation,
    signal: c_int,
    address: usize,
    registers: Registers,
) -> Option<(TrapCode, Registers)> {
    // A trap that has been seen means that `land` runs; an exit, that the host does.
    if !activation.exit.is_null() || activation.trap.is_some() {
        return None;
    }
    // SAFETY: the guest runs, or a leaf function that it has called, so nobody changes the store.
    let addresses = unsafe { activation.addresses() };
    let in_guest = addresses.text(registers.pc()).is_some();
    if signal == arch::TRAP_SIGNAL {
        // SAFETY: guest code is mapped.
        return in_guest.then(|| unsafe { arch::trap_code(registers.pc()) }).flatten().map(|code| (code, registers));
    }
    let code = if thread.is_in_guard(address) {
        TrapCode::StackOverflow
    } else if addresses.is_in_memory(address) {
        TrapCode::MemoryOutOfBounds
    } else {
        return None;
    };
    if in_guest {
        return Some((code, registers));
    }
    // A function that the guest has called: the C library's, or one of ours that looks for the guard.
    let mut callers = registers.callers_of_leaf(|sp| thread.stack_word(sp));
    let guest = callers.find(|caller| addresses.text(caller.pc()).is_some());
    guest.map(|registers| (code, registers))
}

/// Does what would have happened without us.
///
/// # Safety
/// To be called by the handler, with its arguments.
unsafe fn chain(signal: c_int, info: *mut libc::siginfo_t, context: *mut c_void) {
    let Some(position) = SIGNALS.iter().position(|&other| other == signal) else { return };
    // SAFETY: `install` has written it before it installed our handler.
    let previous = unsafe { (*PREVIOUS.0.get())[position].assume_init_ref() };
    match previous.sa_sigaction {
        // The fault happens again, and then it ends the process as it would have.
        libc::SIG_DFL | libc::SIG_IGN => {
            // SAFETY: all zeros is the default action.
            unsafe { libc::sigaction(signal, &std::mem::zeroed(), null_mut()) };
        }
        handler if previous.sa_flags & libc::SA_SIGINFO != 0 => {
            type Handler = unsafe extern "C" fn(c_int, *mut libc::siginfo_t, *mut c_void);
            // SAFETY: with this flag, the number is the address of such a function.
            let handler = unsafe { std::mem::transmute::<usize, Handler>(handler) };
            // SAFETY: called as the system would.
            unsafe { handler(signal, info, context) };
        }
        handler => {
            // SAFETY: without the flag, it is the address of a function of the signal only.
            let handler = unsafe { std::mem::transmute::<usize, unsafe extern "C" fn(c_int)>(handler) };
            // SAFETY: called as the system would.
            unsafe { handler(signal) };
        }
    }
}

/// A thread's stack for signal handlers, and for what runs right after one. Guest stack overflow leaves no other.
pub struct AlternateStack {
    stack: GuestStack,
}

impl AlternateStack {
    /// Enough for signal frames of all sizes, and for reading frames and their unwind tables.
    const BYTES: usize = 1 << 20;

    /// Makes the thread use a new alternate stack.
    pub fn install() -> io::Result<Self> {
        let stack = GuestStack::new(Self::BYTES)?;
        let usable = stack.usable();
        let new = libc::stack_t { ss_sp: usable.start as *mut c_void, ss_flags: 0, ss_size: usable.len() };
        // SAFETY: the new stack is mapped, and stays so until `drop` has taken it out of use.
        if unsafe { libc::sigaltstack(&new, null_mut()) } != 0 {
            return Err(io::Error::last_os_error());
        }
        Ok(Self { stack })
    }

    /// Its end.
    pub fn end(&self) -> usize {
        self.stack.usable().end
    }
}

impl Drop for AlternateStack {
    fn drop(&mut self) {
        // What was in use before us may be gone: the standard library unmaps its own before thread-local variables go.
        let mut current = libc::stack_t { ss_sp: null_mut(), ss_flags: libc::SS_DISABLE, ss_size: 0 };
        // SAFETY: both calls get valid pointers; nobody runs on the stack that is taken out of use.
        unsafe {
            libc::sigaltstack(null(), &mut current);
            if current.ss_sp as usize == self.stack.usable().start {
                let none = libc::stack_t { ss_sp: null_mut(), ss_flags: libc::SS_DISABLE, ss_size: 0 };
                libc::sigaltstack(&none, null_mut());
            }
        }
    }
}
