//! Makes artifacts of guests written in C or C++: compiles them, and links them with metadata that says what they are.

#![allow(dead_code, clippy::unwrap_used, reason = "test code, of which each program uses its part")]

pub mod entities;
pub mod shared;

use std::mem::offset_of;
use std::path::Path;
use std::process::Command;
use wasmc_abi::artifact::{ArtifactHeader, BuildInfo, CpuInfo};
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{
    EntityIndex, Export, FuncIndex, FuncInfo, FuncRefIndex, FuncType, Import, IndexType, Limits, MemoryType,
    ModuleInfo, TagIndex, TypeIndex, ValType,
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
    /// What it says that it was made for.
    pub cpu: CpuInfo,
    /// Whether it has debug information.
    pub debug_info: bool,
    /// How far the compiler optimizes: what comes after `-O`.
    pub opt_level: &'static str,
    source: String,
    language: &'static str,
}

impl Guest {
    /// A guest made of a C or C++ file in `tests/guest`.
    pub fn new(file: &str) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest").join(file);
        let language = if file.ends_with(".cpp") { "c++" } else { "c" };
        Self { language, ..Self::from_source(&format!("#include \"{}\"\n", path.display())) }
    }

    /// A guest made of C source, which finds `guest.h`.
    pub fn from_source(source: &str) -> Self {
        let build = BuildInfo { target: "x86_64-unknown-linux-gnu".into(), ..BuildInfo::default() };
        let module = ModuleInfo::default();
        Self {
            module,
            build,
            cpu: CpuInfo::default(),
            debug_info: true,
            opt_level: "1",
            source: source.to_owned(),
            language: "c",
        }
    }

    fn add_type(&mut self, params: &[ValType], results: &[ValType]) -> TypeIndex {
        let ty = FuncType { params: params.to_vec(), results: results.to_vec() };
        let known = self.module.types.iter().position(|known| *known.func() == ty);
        known.map_or_else(|| self.module.add_type(ty), TypeIndex::from)
    }

    fn add_func(&mut self, params: &[ValType], results: &[ValType]) -> FuncIndex {
        let ty = self.add_type(params, results);
        let module = &mut self.module;
        let func = FuncIndex::from(module.funcs.len());
        let funcref = Some(FuncRefIndex(func.0));
        module.funcrefs.push(func);
        module.funcs.push(FuncInfo { ty, name: None, funcref, body: (0, 0) });
        func
    }

    /// Imports an exception tag. All imported ones come before those that are defined.
    pub fn import_tag(mut self, name: &str, params: &[ValType]) -> Self {
        let ty = self.add_type(params, &[]);
        let entity = EntityIndex::Tag(TagIndex::from(self.module.tags.len()));
        self.module.tags.push(ty);
        self.module.imported_tags += 1;
        self.module.imports.push(Import { module: "env".into(), name: name.into(), entity });
        self
    }

    /// Defines an exception tag.
    pub fn tag(mut self, params: &[ValType]) -> Self {
        let ty = self.add_type(params, &[]);
        self.module.tags.push(ty);
        self
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
        let object = compile(&self);
        let objects = [object];
        let code = [wasmc_linker::Code { cpu: self.cpu, objects: &objects }];
        let input = wasmc_linker::Input {
            code: &code,
            module: self.module,
            build: self.build,
            data: DATA,
            debug: Default::default(),
        };
        wasmc_linker::link(input).unwrap_or_else(|error| panic!("{error}"))
    }

    /// The artifact, loaded.
    pub fn load(self, engine: &Engine) -> Module {
        Module::from_bytes(engine, &self.artifact()).unwrap()
    }
}

/// Makes the header's hash right again.
pub fn rehash(bytes: &mut [u8]) {
    let hash = ArtifactHeader::HASH_OFFSET..ArtifactHeader::HASH_OFFSET + 32;
    bytes[hash.clone()].fill(0);
    let found = blake3::hash(bytes);
    bytes[hash].copy_from_slice(found.as_bytes());
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

fn compile(guest: &Guest) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("guest.c"), folder.path().join("guest.o"));
    std::fs::write(&input, &guest.source).unwrap();
    let layout = [
        ("FUNC_REF_BYTES", size_of::<FuncRef>()),
        ("FUNC_REF_EDGE", offset_of!(FuncRef, edge)),
        ("FUNC_REF_ENV", offset_of!(FuncRef, env)),
        ("FUNC_REF_TYPE_ID", offset_of!(FuncRef, type_id)),
    ];
    let include = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/guest");
    let compiled = Command::new("clang-22")
        .args(["--target=x86_64-unknown-linux-gnu", "-c", "-Wall", "-Werror", "-ffreestanding", "-x", guest.language])
        .args(match guest.language {
            "c" => ["-std=c11"].as_slice(),
            _ => &["-std=c++20", "-fno-rtti", "-fno-threadsafe-statics", "-Wno-missing-field-initializers"],
        })
        .arg(format!("-O{}", guest.opt_level))
        .args([
            "-fPIC",
            "-fvisibility=hidden",
            "-fno-stack-protector",
            "-fcf-protection=none",
            "-fno-optimize-sibling-calls",
        ])
        .args([
            if guest.debug_info { "-gline-tables-only" } else { "-g0" },
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
