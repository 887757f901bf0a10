//! The proposals that `validate` knows: those that the frontend translates. The frontend needs LLVM, so its list cannot be
//! used here; a test compares the two.

use wasmparser::WasmFeatures;

/// The proposals that wasmc compiles.
pub const FEATURES: WasmFeatures = WasmFeatures::WASM2
    .union(WasmFeatures::RELAXED_SIMD)
    .union(WasmFeatures::EXTENDED_CONST)
    .union(WasmFeatures::TAIL_CALL)
    .union(WasmFeatures::MULTI_MEMORY)
    .union(WasmFeatures::MEMORY64)
    .union(WasmFeatures::CUSTOM_PAGE_SIZES)
    .union(WasmFeatures::WIDE_ARITHMETIC);
