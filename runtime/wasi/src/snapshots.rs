//! The host functions: one row per function of the interface, defined both as `wasi_snapshot_preview1` and as its
//! predecessor `wasi_unstable`.
//!
//! The two differ in the layout of structures and in the order of enumerations, never in a signature. A row's name picks the
//! method of [`Call`] that does it.

use crate::calls::{Call, Snapshot};
use crate::memory::GuestMemory;
use crate::{I32Exit, WasiCtx};
use wasmc_runtime::{Caller, Error, Extern, Linker};

/// Expands `$define` with all functions that both snapshots have; results come as pointers, named after the structure.
macro_rules! for_each_function {
    ($define:ident! { $($context:tt)* }) => {
        $define! {
            $($context)*
            args_get(argv: i32, argv_buf: i32);
            args_sizes_get(count: i32, bytes: i32);
            environ_get(environ: i32, environ_buf: i32);
            environ_sizes_get(count: i32, bytes: i32);
            clock_res_get(id: i32, resolution: i32);
            clock_time_get(id: i32, precision: i64, time: i32);
            fd_advise(fd: i32, offset: i64, len: i64, advice: i32);
            fd_allocate(fd: i32, offset: i64, len: i64);
            fd_close(fd: i32);
            fd_datasync(fd: i32);
            fd_fdstat_get(fd: i32, fdstat: i32);
            fd_fdstat_set_flags(fd: i32, flags: i32);
            fd_fdstat_set_rights(fd: i32, base: i64, inheriting: i64);
            fd_filestat_get(fd: i32, filestat: i32);
            fd_filestat_set_size(fd: i32, size: i64);
            fd_filestat_set_times(fd: i32, atim: i64, mtim: i64, flags: i32);
            fd_pread(fd: i32, iovs: i32, iovs_len: i32, offset: i64, size: i32);
            fd_prestat_get(fd: i32, prestat: i32);
            fd_prestat_dir_name(fd: i32, path: i32, path_len: i32);
            fd_pwrite(fd: i32, iovs: i32, iovs_len: i32, offset: i64, size: i32);
            fd_read(fd: i32, iovs: i32, iovs_len: i32, size: i32);
            fd_readdir(fd: i32, buf: i32, buf_len: i32, cookie: i64, size: i32);
            fd_renumber(fd: i32, to: i32);
            fd_seek(fd: i32, offset: i64, whence: i32, position: i32);
            fd_sync(fd: i32);
            fd_tell(fd: i32, position: i32);
            fd_write(fd: i32, iovs: i32, iovs_len: i32, size: i32);
            path_create_directory(fd: i32, path: i32, path_len: i32);
            path_filestat_get(fd: i32, lookup: i32, path: i32, path_len: i32, filestat: i32);
            path_filestat_set_times(fd: i32, lookup: i32, path: i32, path_len: i32, atim: i64, mtim: i64, flags: i32);
            path_link(fd: i32, lookup: i32, path: i32, path_len: i32, new_fd: i32, new_path: i32, new_path_len: i32);
            path_open(fd: i32, lookup: i32, path: i32, path_len: i32, oflags: i32, base: i64, inheriting: i64,
                flags: i32, opened: i32);
            path_readlink(fd: i32, path: i32, path_len: i32, buf: i32, buf_len: i32, size: i32);
            path_remove_directory(fd: i32, path: i32, path_len: i32);
            path_rename(fd: i32, path: i32, path_len: i32, new_fd: i32, new_path: i32, new_path_len: i32);
            path_symlink(target: i32, target_len: i32, fd: i32, path: i32, path_len: i32);
            path_unlink_file(fd: i32, path: i32, path_len: i32);
            poll_oneoff(subscriptions: i32, events: i32, count: i32, ready: i32);
            proc_raise(signal: i32);
            sched_yield();
            random_get(buf: i32, buf_len: i32);
            sock_recv(fd: i32, iovs: i32, iovs_len: i32, flags: i32, size: i32, roflags: i32);
            sock_send(fd: i32, iovs: i32, iovs_len: i32, flags: i32, size: i32);
            sock_shutdown(fd: i32, how: i32);
        }
    };
}
pub(crate) use for_each_function;

/// Defines functions of the version `$snapshot`.
macro_rules! define {
    ($linker:ident, $get:ident, $snapshot:expr;
     $($name:ident($($arg:ident: $ty:ty),*);)*) => {
        $(
            $linker.func_wrap(name($snapshot), stringify!($name), move |mut caller: Caller<'_, T>, $($arg: $ty),*| {
                with_memory(&mut caller, $get, |ctx, memory| {
                    let call = Call { ctx, memory, snapshot: $snapshot };
                    call.$name($($arg.cast_unsigned()),*).map_or_else(|errno| i32::from(errno as u16), |()| 0)
                })
            })?;
        )*
    };
}

/// Defines all functions of `wasi_snapshot_preview1` and of `wasi_unstable` for guests whose state `get` finds.
///
/// # Errors
/// If the linker has one of them already.
pub fn add_to_linker<T: 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&mut T) -> &mut WasiCtx + Copy + Send + Sync + 'static,
) -> Result<(), Error> {
    for_each_function! { define! { linker, get, Snapshot::Preview1; } }
    define! {
        linker, get, Snapshot::Preview1;
        sock_accept(fd: i32, flags: i32, accepted: i32);
    }
    for_each_function! { define! { linker, get, Snapshot::Unstable; } }
    for snapshot in [Snapshot::Preview1, Snapshot::Unstable] {
        linker.func_wrap(name(snapshot), "proc_exit", proc_exit)?;
    }
    Ok(())
}

/// The module that a version's functions are imported from.
fn name(snapshot: Snapshot) -> &'static str {
    match snapshot {
        Snapshot::Preview1 => "wasi_snapshot_preview1",
        Snapshot::Unstable => "wasi_unstable",
    }
}

/// Ends the guest.
fn proc_exit(status: i32) -> Result<(), Error> {
    Err(Error::host(I32Exit(status)))
}

/// Calls `f` with the guest's state and the memory that the calling instance exports as `memory`.
fn with_memory<T>(
    caller: &mut Caller<'_, T>,
    get: impl Fn(&mut T) -> &mut WasiCtx,
    f: impl FnOnce(&WasiCtx, GuestMemory<'_>) -> i32,
) -> Result<i32, Error> {
    match caller.get_export("memory") {
        Some(Extern::Memory(memory)) => {
            let (bytes, data) = memory.data_and_store_mut(caller);
            Ok(f(get(data), GuestMemory::new(bytes)))
        }
        Some(Extern::SharedMemory(memory)) => Ok(f(get(caller.data_mut()), GuestMemory::shared(memory.data()))),
        _ => Err(Error::host("a module that uses WASI must export its memory as `memory`")),
    }
}
