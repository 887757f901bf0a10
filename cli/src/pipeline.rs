//! From a module, binary or text, to what the user asked for.

use crate::debug;
use std::borrow::Cow;
use std::path::Path;
use wasmc_abi::ModuleInfo;
use wasmc_frontend::WasmFeatures;
use wasmc_linker::{Code, WasmDebug};
use wasmc_llvm_backend::{Emit, Options, Output, Phase, Progress, Remark};

/// What a compilation can make.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Product {
    /// An artifact that the runtime maps and runs.
    Wcart,
    /// The object that it is linked from.
    Object,
    /// The same as assembly text.
    Asm,
    /// LLVM IR as text, after all passes.
    LlvmIr,
}

/// What comes of a module.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The bytes of each product, in the order in which they were asked for.
    pub products: Vec<Vec<u8>>,
    /// What passes say about loops, if [`Options::remarks`] asks for it.
    pub remarks: Vec<Remark>,
    /// What the module declares.
    pub module: ModuleInfo,
}

/// Compiles a module to an artifact.
///
/// # Errors
/// If it is neither a valid binary nor valid text, uses what we do not translate, or if LLVM fails.
pub fn compile_to_artifact(wasm_or_wat: &[u8], options: &Options, progress: &dyn Progress) -> anyhow::Result<Vec<u8>> {
    let wasm = to_binary(wasm_or_wat, None)?;
    Ok(artifact(&wasm, std::slice::from_ref(options), progress)?.0)
}

/// Compiles a binary module to each of `products`, in their order. There are options for each CPU that the artifact is to have code
/// for, which differ in nothing else; other products are made for the first.
///
/// # Errors
/// As [`compile_to_artifact`].
///
/// # Panics
/// If there are no options.
pub fn compile(
    wasm: &[u8],
    products: &[Product],
    options: &[Options],
    progress: &dyn Progress,
) -> anyhow::Result<Compiled> {
    let mut compiled = Compiled::default();
    for &product in products {
        let emit = match product {
            Product::Wcart => {
                let (artifact, remarks, module) = artifact(wasm, options, progress)?;
                compiled.products.push(artifact);
                compiled.remarks = remarks;
                compiled.module = module;
                continue;
            }
            Product::Object => Emit::Object,
            Product::Asm => Emit::Asm,
            Product::LlvmIr => Emit::LlvmIr,
        };
        let options = Options { emit, ..options[0].clone() };
        let output = wasmc_llvm_backend::compile(wasm, &options, progress)?;
        compiled.products.push(output.bytes);
        compiled.remarks = output.remarks;
        compiled.module = output.module;
    }
    Ok(compiled)
}

/// The artifact, what passes say about the code for the first CPU, and what the module declares.
fn artifact(
    wasm: &[u8],
    options: &[Options],
    progress: &dyn Progress,
) -> anyhow::Result<(Vec<u8>, Vec<Remark>, ModuleInfo)> {
    let mut outputs = Vec::new();
    for one in options {
        if let (Some(cpu), true) = (&one.cpu, options.len() > 1) {
            progress.cpu(cpu);
        }
        outputs.push(wasmc_llvm_backend::compile_parts(wasm, one, progress)?);
    }
    let remarks = std::mem::take(&mut outputs[0].remarks);
    let module = outputs[0].module.clone();
    let debug = debug::kept(wasm, options[0].strip);
    Ok((link(outputs, debug, progress)?, remarks, module))
}

fn link(outputs: Vec<Output<Vec<Vec<u8>>>>, debug: WasmDebug<'_>, progress: &dyn Progress) -> anyhow::Result<Vec<u8>> {
    progress.phase(Phase::Link);
    let code: Vec<_> = outputs.iter().map(|output| Code { cpu: output.cpu.clone(), objects: &output.bytes }).collect();
    let Output { module, build, data, .. } = &outputs[0];
    // What the module declares, the frontend says, which knows of no CPU.
    assert!(
        outputs.iter().all(|output| output.data == *data && output.build == *build),
        "only code depends on the CPU"
    );
    let input = wasmc_linker::Input { code: &code, module: module.clone(), build: build.clone(), data, debug };
    Ok(wasmc_linker::link(input)?)
}

/// Checks that a binary module is valid and uses only these features, of those that we translate.
///
/// # Errors
/// If it is not; the error shows the place.
pub fn validate(wasm: &[u8], features: WasmFeatures) -> anyhow::Result<()> {
    Ok(wasmc_frontend::validate(wasm, features)?)
}

/// The binary form of a module. Text is told from binary by the latter's first bytes.
///
/// # Errors
/// If it is text, but not of a module. The error shows the place; `path` is the name it uses.
pub fn to_binary<'a>(wasm_or_wat: &'a [u8], path: Option<&Path>) -> anyhow::Result<Cow<'a, [u8]>> {
    wat::Parser::new().parse_bytes(path, wasm_or_wat).map_err(anyhow::Error::from)
}
