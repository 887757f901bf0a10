//! Each `tests/ir/*.wat` holds a module and, below it in `;;` lines, the IR of its functions before any optimization.
//! `WASMC_BLESS=1` rewrites the expectations. A first line `;; strict-memory` makes every access volatile; `;; vnni` is for
//! a CPU that has `vpdpbusd`.

mod ir_env;

use inkwell::context::Context;
use inkwell::values::AnyValue;
use ir_env::TestEnv;
use libtest_mimic::{Arguments, Failed, Trial};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use wasmc_abi::FuncIndex;
use wasmc_frontend::FuncEnvironment;
use wasmc_frontend::ir::{Cpu, Ir};

fn main() -> std::io::Result<()> {
    let arguments = Arguments::from_args();
    let trials = cases()?.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        Trial::test(name, move || check(&path))
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn cases() -> std::io::Result<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ir");
    let mut paths = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "wat"));
    paths.sort();
    Ok(paths)
}

fn check(path: &Path) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let module = &text[..text.find("\n;; define").map_or(text.len(), |end| end + 1)];
    let expected = &text[module.len()..];
    let ir = translate(module)?;
    let actual: String = ir.lines().map(|line| format!(";; {line}").trim_end().to_owned() + "\n").collect();
    if expected == actual {
        return Ok(());
    }
    if std::env::var_os("WASMC_BLESS").is_some() {
        std::fs::write(path, format!("{}\n\n{actual}", module.trim_end()))?;
        return Ok(());
    }
    Err(format!("the IR has changed; WASMC_BLESS=1 rewrites it\n--- expected\n{expected}\n--- actual\n{actual}").into())
}

/// The IR of all functions, without declarations and metadata.
fn translate(wat: &str) -> Result<String, Failed> {
    let wasm = wat::parse_str(wat)?;
    let parsed = wasmc_frontend::parse(&wasm, wasmc_frontend::FEATURES)?;
    let context = Context::create();
    let module = context.create_module("test");
    let cpu = Cpu { vnni: wat.starts_with(";; vnni"), ..Cpu::default() };
    let ir = Ir::new(&context, &module, cpu);
    let mut env = TestEnv::new(&context, &module, &parsed.info, &parsed.bodies, wat.starts_with(";; strict-memory"));
    for (body, func) in parsed.bodies.iter().zip(parsed.info.imported_funcs..) {
        let func = FuncIndex(func);
        let function = env.callee(func);
        wasmc_frontend::translate(&ir, &mut env, function, func, body)?;
    }
    module.verify()?;
    let mut text = String::new();
    for function in module.get_functions().filter(|function| function.count_basic_blocks() > 0) {
        write!(text, "{}", function.print_to_string().to_string_lossy())?;
    }
    Ok(text)
}
