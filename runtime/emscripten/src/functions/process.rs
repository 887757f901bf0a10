//! The end of the guest, what it says on the way, and what it asks about itself.

use crate::guest::Guest;
use crate::row::{Host, Row};
use crate::state::{Aborted, Exit};
use std::io::Write;
use std::time::Duration;
use wasmc_runtime::{Error, Trap, TrapCode};
use wasmc_wasi::I32Exit;

pub fn rows<T: 'static>() -> Vec<Row<T>> {
    let mut rows = endings();
    rows.extend(messages());
    rows.extend(questions());
    rows
}

fn endings<T: 'static>() -> Vec<Row<T>> {
    let abort = |_: &mut Host<'_>| Err::<(), _>(aborted("the program called abort()"));
    vec![
        Row::plain("abort", abort),
        Row::plain("_abort_js", abort),
        Row::plain("segfault", |_: &mut Host<'_>| Err::<(), Error>(Trap::new(TrapCode::MemoryOutOfBounds).into())),
        Row::plain("alignfault", |_: &mut Host<'_>| Err::<(), _>(aborted("an access that is not aligned"))),
        Row::plain("__handle_stack_overflow", |_: &mut Host<'_>, _: i32| stack_overflow()),
        Row::plain("__handle_stack_overflow", |_: &mut Host<'_>| stack_overflow()),
        Row::plain("__assert_fail", |host: &mut Host<'_>, condition: u32, file: u32, line: i32, func: u32| {
            let name = |address| if address == 0 { Ok("?".to_owned()) } else { host.memory.text(address) };
            let message = format!("assertion failed: {}, in {}, {}:{line}", name(condition)?, name(func)?, name(file)?);
            Err::<(), _>(aborted(&message))
        }),
        Row::plain("exit", |_: &mut Host<'_>, status: i32| Err::<(), _>(Error::host(Exit(status)))),
        Row::plain("emscripten_force_exit", |_: &mut Host<'_>, status: i32| Err::<(), _>(Error::host(Exit(status)))),
        Row::plain("proc_exit", |_: &mut Host<'_>, status: i32| Err::<(), _>(Error::host(I32Exit(status)))),
        // There is no event loop here that would go on: the program is at its end.
        Row::plain("emscripten_exit_with_live_runtime", |_: &mut Host<'_>| Err::<(), _>(Error::host(Exit(0)))),
        Row::plain("_emscripten_runtime_keepalive_clear", |_: &mut Host<'_>| ()),
        Row::calling("__call_sighandler", |guest: &mut Guest<'_, T>, handler: u32, signal: i32| {
            guest.call_pointer(handler, &[signal]).map(|_| ())
        }),
    ]
}

fn aborted(message: &str) -> Error {
    Aborted(message.to_owned()).into_error()
}

fn stack_overflow() -> Result<(), Error> {
    Err(Trap::new(TrapCode::StackOverflow).into())
}

fn messages<T: 'static>() -> Vec<Row<T>> {
    const ERROR: i32 = 2;
    const OUTPUT: i32 = 1;
    let mut rows = Vec::new();
    for name in ["emscripten_console_log", "_emscripten_out", "emscripten_out"] {
        rows.push(Row::plain(name, |host: &mut Host<'_>, text: u32| line(host, OUTPUT, text)));
    }
    for name in ["emscripten_console_warn", "emscripten_console_error", "_emscripten_err", "emscripten_err"] {
        rows.push(Row::plain(name, |host: &mut Host<'_>, text: u32| line(host, ERROR, text)));
    }
    rows
}

/// Prints a string of the guest's as a line of a standard stream.
fn line(host: &mut Host<'_>, stream: i32, text: u32) -> Result<(), Error> {
    const MOST: usize = 1 << 16;
    let text = host.memory.c_str(text)?;
    let mut scratch = vec![0; 16];
    scratch.extend_from_slice(&text[..text.len().min(MOST)]);
    scratch.push(b'\n');
    let len = scratch.len() as u32 - 16;
    (&mut scratch[..8]).write_all(&[16_u32.to_le_bytes(), len.to_le_bytes()].concat())?;
    wasmc_wasi::preview1::fd_write(&mut host.state.wasi, &mut scratch, stream, 0, 1, 8);
    Ok(())
}

fn questions<T: 'static>() -> Vec<Row<T>> {
    let mut rows = vec![
        Row::plain("emscripten_has_asyncify", |_: &mut Host<'_>| 0),
        Row::plain("emscripten_num_logical_cores", |_: &mut Host<'_>| 1),
        // No shell; and no other program to run.
        Row::plain("system", |_: &mut Host<'_>, command: u32| if command == 0 { 0 } else { -1 }),
        Row::plain("_emscripten_system", |_: &mut Host<'_>, command: u32| if command == 0 { 0 } else { -1 }),
        Row::plain("alarm", |_: &mut Host<'_>, _: i32| 0),
        Row::plain("emscripten_sleep", |_: &mut Host<'_>, milliseconds: u32| {
            std::thread::sleep(Duration::from_millis(milliseconds.into()));
        }),
        Row::plain("_emscripten_get_progname", |host: &mut Host<'_>, buffer: u32, bytes: u32| {
            let Some(last) = bytes.checked_sub(1) else { return Ok(()) };
            let name = super::wasi::arguments(host.state)?.into_iter().next().unwrap_or_default();
            let kept = name.len().min(last as usize);
            host.memory.write(buffer, &name[..kept])?;
            Ok::<_, Error>(host.memory.write(buffer.wrapping_add(kept as u32), &[0])?)
        }),
    ];
    // There is one user, as under JavaScript.
    for name in ["__syscall_getuid32", "__syscall_getgid32", "__syscall_geteuid32", "__syscall_getegid32"] {
        rows.push(Row::plain(name, |_: &mut Host<'_>| 0));
    }
    rows
}
