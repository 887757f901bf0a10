//! The last step: an optimized LLVM module to bytes.

use crate::error::{Error, Result};
use crate::options::Emit;
use inkwell::module::Module;
use inkwell::targets::{FileType, TargetMachine};

/// The module as an object, as assembly, or as IR.
pub fn emit(module: &Module<'_>, machine: &TargetMachine, emit: Emit) -> Result<Vec<u8>> {
    match emit {
        Emit::Object => machine_code(module, machine, FileType::Object),
        Emit::Asm => machine_code(module, machine, FileType::Assembly),
        Emit::LlvmIr => Ok(module.print_to_string().to_bytes().to_vec()),
    }
}

/// The module as an object or as assembly.
pub fn machine_code(module: &Module<'_>, machine: &TargetMachine, file_type: FileType) -> Result<Vec<u8>> {
    let buffer = machine
        .write_to_memory_buffer(module, file_type)
        .map_err(|message| Error::llvm("generate code", message.to_string_lossy()))?;
    // The slice has one byte more than the buffer: a terminator.
    Ok(buffer.as_slice()[..buffer.get_size()].to_vec())
}
