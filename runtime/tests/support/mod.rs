//! Makes artifacts of guests written in C: compiles them, and links them with metadata that says what they are.

#![allow(dead_code, clippy::unwrap_used, reason = "test code, of which each program uses its part")]

pub mod entities;
pub mod shared;

use std::mem::offset_of;
use std::path::Path;
use std::process::Command;
use wasmc_abi::artifact::BuildInfo;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{
    EntityIndex, Export, FuncIndex, FuncInfo, FuncRefIndex, FuncType, Import, IndexType, Limits, MemoryType,
    ModuleInfo, TypeIndex, ValType,
};
use wasmc_runtime::{Engine, Module, Store};

/// Bytes of the data segments of all guests.
pub const DATA: &[u8] = b"hello, guest";

/// A module in the making.
pub struct Guest {
    /// What it declares.
    pub module: ModuleInfo,
    /// How it says that it was made.
    pub build: BuildInfo,
    /// Whether it has debug information.
    pub debug_info: bool,
    source: String,
}

impl Guest {
    /// A guest made of a C file in `tests/guest`.
    pub fn new(file: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest").join(file);
        Self::from_source(&format!("#include \"{}\"\n", path.display()))
    }

    /// A guest made of C source, which finds `guest.h`.
    pub fn from_source(source: &str) -> Self {
        let build = BuildInfo { target: "x86_64-unknown-linux-gnu".into(), ..BuildInfo::default() };
        Self { module: ModuleInfo::default(), build, debug_info: true, source: source.to_owned() }
    }

    fn add_func(&mut self, params: &[ValType], results: &[ValType]) -> FuncIndex {
        let ty = FuncType { params: params.to_vec(), results: results.to_vec() };
        let module = &mut self.module;
        let known = module.types.iter().position(|known| *known.func() == ty);
        let ty = known.map_or_else(|| module.add_type(ty), TypeIndex::from);
        let func = FuncIndex::from(module.funcs.len());
        let funcref = Some(FuncRefIndex(func.0));
        module.funcrefs.push(func);
        module.funcs.push(FuncInfo { ty, name: None, funcref, body: (0, 0) });
        func
    }

    /// Imports a function: its reference is the next one of `wasmc_funcrefs`.
    pub fn import(mut self, name: &str, params: &[ValType], results: &[ValType]) -> Self {
        let func = self.add_func(params, results);
        self.module.imported_funcs += 1;
        let entity = EntityIndex::Func(func);
        self.module.imports.push(Import { module: "env".into(), name: name.into(), entity });
        self
    }

    /// Exports a function: its reference is the next one of `wasmc_funcrefs`. Its body has the Wasm offsets from 100 times
    /// its index on, a hundred of them.
    pub fn func(mut self, name: &str, params: &[ValType], results: &[ValType]) -> Self {
        let func = self.add_func(params, results);
        let info = &mut self.module.funcs[func.index()];
        info.name = Some(name.into());
        info.body = (func.0 * 100, func.0 * 100 + 100);
        self.export(name, EntityIndex::Func(func))
    }

    /// Exports something.
    pub fn export(mut self, name: &str, entity: EntityIndex) -> Self {
        self.module.exports.push(Export { name: name.into(), entity });
        self
    }

    /// Defines a memory, of so many pages.
    pub fn memory(mut self, min: u64, max: Option<u64>) -> Self {
        self.module.memories.push(memory_type(min, max));
        self
    }

    /// Changes what the module declares.
    pub fn with(mut self, change: impl FnOnce(&mut ModuleInfo)) -> Self {
        change(&mut self.module);
        self
    }

    /// The artifact.
    pub fn artifact(self) -> Vec<u8> {
        let object = compile(&self.source, self.debug_info);
        let input = wasmc_linker::Input { object: &object, module: self.module, build: self.build, data: DATA };
        wasmc_linker::link(input).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The artifact, loaded.
    pub fn load(self, engine: &Engine) -> Module {
        Module::from_bytes(engine, &self.artifact()).unwrap()
    }
}

/// The type of a memory with 32-bit addresses, of so many pages.
pub fn memory_type(min: u64, max: Option<u64>) -> MemoryType {
    MemoryType { limits: Limits { min, max }, index: IndexType::I32, page_log2: 16, shared: false }
}

/// An engine and an empty store in it.
pub fn store() -> (Engine, Store<()>) {
    let engine = Engine::default();
    let store = Store::new(&engine, ());
    (engine, store)
}

fn compile(source: &str, debug_info: bool) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("guest.c"), folder.path().join("guest.o"));
    std::fs::write(&input, source).unwrap();
    let layout = [
        ("FUNC_REF_BYTES", size_of::<FuncRef>()),
        ("FUNC_REF_EDGE", offset_of!(FuncRef, edge)),
        ("FUNC_REF_ENV", offset_of!(FuncRef, env)),
        ("FUNC_REF_TYPE_ID", offset_of!(FuncRef, type_id)),
    ];
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest");
    let compiled = Command::new("clang-22")
        .args(["--target=x86_64-unknown-linux-gnu", "-c", "-O1", "-std=c11", "-Wall", "-Werror", "-ffreestanding"])
        .args([
            "-fPIC",
            "-fvisibility=hidden",
            "-fno-stack-protector",
            "-fcf-protection=none",
            "-fno-optimize-sibling-calls",
        ])
        .args([
            if debug_info { "-gline-tables-only" } else { "-g0" },
            "-fasynchronous-unwind-tables",
            "-fstack-clash-protection",
            "-include",
        ])
        .arg(include.join("guest.h"))
        .args(layout.map(|(name, value)| format!("-D{name}={value}")))
        .arg("-o")
        .args([&output, &input])
        .output()
        .expect("clang-22 is installed");
    assert!(compiled.status.success(), "{}", String::from_utf8_lossy(&compiled.stderr));
    std::fs::read(output).unwrap()
}
