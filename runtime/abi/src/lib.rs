//! What compiled code, the linker and the runtime must agree on byte for byte, declared once.
//! Data only: no LLVM, no libc, no I/O. Every other crate derives from these declarations; nothing repeats them.

mod archived;
pub mod artifact;
pub mod cpu;
pub mod image;
pub mod index;
pub mod instance;
pub mod libcalls;
pub mod module;
pub mod profile;
pub mod trap;
pub mod types;

pub use archived::FromArchived;
pub use index::*;
pub use libcalls::Libcall;
pub use module::*;
pub use trap::TrapCode;
pub use types::*;
