//! Which version of the C library a module has, by what it imports: structures with times in them differ.

use crate::names::Names;
use crate::state::Layout;
use wasmc_runtime::{ExternType, Module};

/// What only modules of Emscripten 3.1.6 and its like import.
const WITH_TIME32: [&str; 12] = [
    "time",
    "clock",
    "clock_gettime",
    "__clock_gettime",
    "gettimeofday",
    "strftime",
    "strftime_l",
    "setTempRet0",
    "getTempRet0",
    "__syscall_open",
    "__syscall_unlink",
    "__syscall_fstatat64",
];

/// What was imported with so many parameters until structures lost their padding.
const PADDED: [(&str, usize); 4] =
    [("emscripten_memcpy_big", 3), ("_localtime_js", 2), ("_gmtime_js", 2), ("_tzset_js", 3)];

/// The layout of a module's structures. `_localtime_js` and `_gmtime_js` have two parameters in present versions too, if
/// the first is a 64-bit integer.
pub fn of(module: &Module, names: &Names) -> Layout {
    if module.imports().any(|import| WITH_TIME32.contains(&names.import(import.name()))) {
        return Layout::Time32;
    }
    let is_padded = |import: wasmc_runtime::ImportType<'_>| {
        let ExternType::Func(ty) = import.ty() else { return false };
        let words = ty.params.iter().all(|param| *param == wasmc_runtime::ValType::I32);
        words && PADDED.contains(&(names.import(import.name()), ty.params.len()))
    };
    if module.imports().any(is_padded) { Layout::Padded } else { Layout::Time64 }
}
