//! From a module, binary or text, to what the user asked for.

use std::borrow::Cow;
use std::path::Path;
use wasmc_frontend::WasmFeatures;
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
}

/// Compiles a module to an artifact.
///
/// # Errors
/// If it is neither a valid binary nor valid text, uses what we do not translate, or if LLVM fails.
pub fn compile_to_artifact(wasm_or_wat: &[u8], options: &Options, progress: &dyn Progress) -> anyhow::Result<Vec<u8>> {
    let wasm = to_binary(wasm_or_wat, None)?;
    link(&wasmc_llvm_backend::compile_parts(&wasm, options, progress)?, progress)
}

/// Compiles a binary module to each of `products`, in their order.
///
/// # Errors
/// As [`compile_to_artifact`].
pub fn compile(
    wasm: &[u8],
    products: &[Product],
    options: &Options,
    progress: &dyn Progress,
) -> anyhow::Result<Compiled> {
    // Whoever wants to see the object wants the artifact to be made of it.
    let in_parts = !products.contains(&Product::Object);
    let mut object = None;
    let mut compiled = Compiled::default();
    for &product in products {
        let emit = match product {
            Product::Wcart if in_parts => {
                let output = wasmc_llvm_backend::compile_parts(wasm, options, progress)?;
                compiled.products.push(link(&output, progress)?);
                compiled.remarks = output.remarks;
                continue;
            }
            Product::Wcart | Product::Object => Emit::Object,
            Product::Asm => Emit::Asm,
            Product::LlvmIr => Emit::LlvmIr,
        };
        let options = Options { emit, ..options.clone() };
        if emit != Emit::Object {
            let output = wasmc_llvm_backend::compile(wasm, &options, progress)?;
            compiled.products.push(output.bytes);
            compiled.remarks = output.remarks;
            continue;
        }
        let output = match object.take() {
            Some(output) => output,
            None => one_object(wasm, &options, progress)?,
        };
        compiled.products.push(match product {
            Product::Wcart => link(&output, progress)?,
            _ => output.bytes[0].clone(),
        });
        compiled.remarks.clone_from(&output.remarks);
        object = Some(output);
    }
    Ok(compiled)
}

fn one_object(wasm: &[u8], options: &Options, progress: &dyn Progress) -> anyhow::Result<Output<Vec<Vec<u8>>>> {
    let Output { bytes, module, data, build, remarks } = wasmc_llvm_backend::compile(wasm, options, progress)?;
    Ok(Output { bytes: vec![bytes], module, data, build, remarks })
}

fn link(output: &Output<Vec<Vec<u8>>>, progress: &dyn Progress) -> anyhow::Result<Vec<u8>> {
    progress.phase(Phase::Link);
    let input = wasmc_linker::Input {
        objects: &output.bytes,
        module: output.module.clone(),
        build: output.build.clone(),
        data: &output.data,
    };
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
