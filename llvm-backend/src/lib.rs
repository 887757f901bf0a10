//! Compiles WebAssembly modules to ELF objects with LLVM.
