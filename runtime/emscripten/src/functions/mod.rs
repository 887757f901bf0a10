//! The host functions, by what they are about.

mod clocks;
mod directories;
mod exceptions;
mod files;
mod heap;
mod invoke;
mod mapping;
mod poll;
mod process;
mod status;
mod time;
mod wasi;

pub use exceptions::type_name;
pub use wasi::arguments;

use crate::errno::Errno;
use crate::guest::Get;
use crate::row::Row;
use wasmc_runtime::{Func, FuncType, Store, Val, ValType};

/// All functions that have a name of their own; several with the same name differ in their parameters.
fn rows<T: 'static>() -> Vec<Row<T>> {
    let families = [
        clocks::rows,
        directories::rows,
        exceptions::rows,
        files::rows,
        heap::rows,
        mapping::rows,
        poll::rows,
        process::rows,
        status::rows,
        time::rows,
        wasi::rows,
    ];
    families.into_iter().flat_map(|family| family()).collect()
}

/// System calls that no guest can make here: the C library tells the program so.
const NOT_IMPLEMENTED: [&str; 30] = [
    "__syscall_accept4",
    "__syscall_acct",
    "__syscall_bind",
    "__syscall_connect",
    "__syscall_execve",
    "__syscall_exit",
    "__syscall_fchdir",
    "__syscall_fork",
    "__syscall_getpeername",
    "__syscall_getsockname",
    "__syscall_getsockopt",
    "__syscall_kill",
    "__syscall_listen",
    "__syscall_madvise",
    "__syscall_mknod",
    "__syscall_mknodat",
    "__syscall_mprotect",
    "__syscall_pause",
    "__syscall_prlimit64",
    "__syscall_recvfrom",
    "__syscall_recvmmsg",
    "__syscall_recvmsg",
    "__syscall_sendmmsg",
    "__syscall_sendmsg",
    "__syscall_sendto",
    "__syscall_setsockopt",
    "__syscall_shutdown",
    "__syscall_socket",
    "__syscall_socketpair",
    "__syscall_wait4",
];

/// With these, a module tells JavaScript what it could call, and how. Here it is called by its exports.
const FOR_JAVASCRIPT: &str = "_embind_register_";

/// Where a name is looked up.
pub struct Table<T: 'static>(Vec<Row<T>>);

impl<T: 'static> Table<T> {
    /// With all functions.
    pub fn new() -> Self {
        Self(rows())
    }

    /// Whether there is a function of this name, in whatever type.
    pub fn knows(&self, name: &str) -> bool {
        invoke::is_invoke(name)
            || exceptions::is_find(name)
            || NOT_IMPLEMENTED.contains(&name)
            || self.0.iter().any(|row| row.name == name)
    }

    /// The function of this name that a module may import in this type.
    pub fn find(&self, store: &mut Store<T>, name: &str, ty: &FuncType, get: Get<T>) -> Option<Func> {
        if let Some(func) = invoke::find(store, name, ty, get) {
            return Some(func);
        }
        if name.starts_with(FOR_JAVASCRIPT) && ty.results.is_empty() {
            return Some(Func::new(store, ty.clone(), |_, _, _| Ok(())));
        }
        if NOT_IMPLEMENTED.contains(&name) && ty.results == [ValType::I32] {
            return Some(Func::new(store, ty.clone(), |_, _, results| {
                results[0] = Val::I32(-Errno::NOSYS.0);
                Ok(())
            }));
        }
        let host = match exceptions::is_find(name) {
            true => exceptions::find_row(ty).host(ty.clone(), get),
            false => self.0.iter().find(|row| row.name == name && row.fits(ty))?.host(ty.clone(), get),
        };
        Some(Func::new(store, ty.clone(), host))
    }
}
