//! Signals that ask a program to end: an interrupt from the terminal, or a request of the system.
//!
//! A thread waits for them, and no handler is installed: a handler would run on the stack of a guest, on which there may be no room
//! left.

use std::mem::MaybeUninit;

/// What is waited for.
const SIGNALS: [i32; 2] = [libc::SIGINT, libc::SIGTERM];

/// Has `end` called when such a signal arrives, with its number, on a thread of its own. To be called before the process has any other
/// threads than its first. A signal that the process was started to ignore is ignored.
pub fn on_signal(end: impl FnOnce(i32) + Send + 'static) {
    let mut set = MaybeUninit::uninit();
    // SAFETY: `set` is there to be written.
    unsafe { libc::sigemptyset(set.as_mut_ptr()) };
    for signal in SIGNALS.into_iter().filter(|&signal| !is_ignored(signal)) {
        // SAFETY: `set` is a set since the call before.
        unsafe { libc::sigaddset(set.as_mut_ptr(), signal) };
    }
    // SAFETY: as above.
    let set: libc::sigset_t = unsafe { set.assume_init() };
    // Threads that are started later block them, too.
    // SAFETY: `set` is a set, and there is no room for the former one, which is not asked for.
    unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut()) };
    let wait = move || {
        let mut signal = 0;
        // SAFETY: `set` is a set, and `signal` is there to be written.
        if unsafe { libc::sigwait(&raw const set, &raw mut signal) } == 0 {
            end(signal);
        }
    };
    if std::thread::Builder::new().name("signals".to_owned()).spawn(wait).is_err() {
        // Without the thread, they end the process as they would anyway.
        // SAFETY: as above.
        unsafe { libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, std::ptr::null_mut()) };
    }
}

/// Whether the process was started to ignore a signal.
fn is_ignored(signal: i32) -> bool {
    let mut action = MaybeUninit::<libc::sigaction>::zeroed();
    // SAFETY: no action is given, and there is room for the present one.
    let asked = unsafe { libc::sigaction(signal, std::ptr::null(), action.as_mut_ptr()) };
    // SAFETY: zeros are an action, and so is what has been written.
    asked == 0 && unsafe { action.assume_init() }.sa_sigaction == libc::SIG_IGN
}
