//! The functions of preview 1 for hosts of other interfaces, which have a guest's memory at hand, or a piece of their own
//! with a path in it: they reach the same files by the same rules. Each returns the number of an error, 0 if there is none.

use crate::WasiCtx;
use crate::calls::{Call as GuestCall, Snapshot};
use crate::memory::GuestMemory;
use crate::snapshots::for_each_function;
use wasmc_runtime::{Val, ValType};

/// Calls a function with arguments that are known only at run time; those of other types are an invalid argument.
pub type Call = fn(&mut WasiCtx, &mut [u8], &[Val]) -> i32;

/// A function as a row of the table of all.
#[derive(Debug)]
pub struct Function {
    /// Its name in `wasi_snapshot_preview1`.
    pub name: &'static str,
    /// The types of its parameters.
    pub params: Vec<ValType>,
    /// Calls it.
    pub call: Call,
}

/// The number of the error "invalid argument".
const EINVAL: i32 = 28;

macro_rules! functions {
    ($($name:ident($($arg:ident: $ty:ident),*);)*) => {
        $(
            /// The function of this name.
            #[allow(clippy::too_many_arguments, reason = "the interface's own")]
            pub fn $name(ctx: &mut WasiCtx, memory: &mut [u8], $($arg: $ty),*) -> i32 {
                let call = GuestCall { ctx, memory: GuestMemory::new(memory), snapshot: Snapshot::Preview1 };
                call.$name($($arg.cast_unsigned()),*).map_or_else(|errno| i32::from(errno as u16), |()| 0)
            }
        )*

        /// All of them.
        pub fn functions() -> Vec<Function> {
            vec![$(Function {
                name: stringify!($name),
                params: vec![$(val_type!($ty)),*],
                call: |ctx, memory, arguments| {
                    #[allow(unused_mut, unused_variables, reason = "functions without parameters")]
                    let mut arguments = arguments.iter();
                    $(let Some($arg) = arguments.next().and_then(Val::$ty) else { return EINVAL };)*
                    $name(ctx, memory, $($arg),*)
                },
            }),*]
        }
    };
}

macro_rules! val_type {
    (i32) => {
        ValType::I32
    };
    (i64) => {
        ValType::I64
    };
}

for_each_function! { functions! {} }
