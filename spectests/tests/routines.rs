//! Routines of the installed C library: they are recognised, and do what their own code does, which is what they are with
//! `--strict-memory`. Calls at every kind of place: overlapping, empty, up to the end of memory, across it and behind it.

#![allow(clippy::unwrap_used, reason = "test code")]

use anyhow::{Result, ensure};
use std::path::Path;
use std::process::Command;
use wasmc::{Options, Product};
use wasmc_runtime::{Engine, Func, Instance, Memory, Module, Store, Val};
use wasmc_spectests::tools::{output, succeed, text};

/// Each routine and what its parameters are.
const ROUTINES: [(&str, &[Parameter]); 9] = [
    ("memcpy", &[Address, Address, Count]),
    ("memmove", &[Address, Address, Count]),
    ("memset", &[Address, Byte, Count]),
    ("memcmp", &[Address, Address, Count]),
    ("memchr", &[Address, Byte, Count]),
    ("strlen", &[Address]),
    ("strcmp", &[Address, Address]),
    ("strncmp", &[Address, Address, Count]),
    ("__strchrnul", &[Address, Byte]),
];

#[derive(Clone, Copy)]
enum Parameter {
    Address,
    Byte,
    Count,
}
use Parameter::{Address, Byte, Count};

/// How many bytes at memory's end the calls are about.
const WINDOW: usize = 2048;

/// A module with the installed library's routines.
fn library(folder: &Path) -> Result<Vec<u8>> {
    let mut source = String::from("#include <string.h>\nchar *__strchrnul(const char *, int);\n");
    source.extend(ROUTINES.iter().map(|(name, _)| format!("void *p_{name} = {name};\n")));
    std::fs::write(folder.join("all.c"), source)?;
    let mut clang = Command::new("clang-22");
    clang.args(["--target=wasm32-wasi", "-Wno-deprecated", "-fno-builtin", "--no-wasm-opt", "-mexec-model=reactor"]);
    clang.args(ROUTINES.iter().map(|(name, _)| format!("-Wl,--export={name}")));
    succeed(clang.current_dir(folder).args(["all.c", "-o", "all.wasm"]))?;
    Ok(std::fs::read(folder.join("all.wasm"))?)
}

/// The same as wasm-opt makes it, if that is the version of which the list knows the code.
fn optimized(folder: &Path, level: &str) -> Result<Option<Vec<u8>>> {
    let version = output(Command::new("wasm-opt").arg("--version"), "").map(|output| text(&output.stdout));
    if !version.is_ok_and(|version| version.contains("version 108")) {
        eprintln!("skipped: wasm-opt 108 is not installed; `scripts/setup test` brings it");
        return Ok(None);
    }
    let path = format!("all{level}.wasm");
    succeed(Command::new("wasm-opt").current_dir(folder).args([level, "all.wasm", "-o", &path]))?;
    Ok(Some(std::fs::read(folder.join(path))?))
}

struct Side {
    store: Store<()>,
    memory: Memory,
    routines: Vec<Func>,
}

impl Side {
    fn new(artifact: &[u8]) -> Self {
        let engine = Engine::default();
        let module = Module::from_bytes(&engine, artifact).unwrap();
        let mut store = Store::new(&engine, ());
        let instance = Instance::new(&mut store, &module, &[]).unwrap();
        let memory = instance.get_memory(&store, "memory").unwrap();
        let routines = ROUTINES.iter().map(|(name, _)| instance.get_func(&store, name).unwrap()).collect();
        Self { store, memory, routines }
    }

    /// What a call returns and leaves in memory, if it does not trap.
    fn call(&mut self, routine: usize, window: &[u8], arguments: &[u32]) -> Option<(i32, &[u8])> {
        let start = self.memory.data_size(&self.store) - WINDOW;
        self.memory.data_mut(&mut self.store)[start..].copy_from_slice(window);
        let arguments: Vec<_> = arguments.iter().map(|&argument| Val::I32(argument as i32)).collect();
        let mut results = [Val::I32(0)];
        self.routines[routine].call(&mut self.store, &arguments, &mut results).ok()?;
        Some((results[0].i32().unwrap(), &self.memory.data(&self.store)[start..]))
    }
}

/// Numbers that look random, and are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u32) -> u32 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (self.0 >> 33) as u32 % limit
    }

    fn of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len() as u32) as usize]
    }

    /// A window of equal bytes with a few others.
    fn window(&mut self) -> Vec<u8> {
        let mut window = vec![7; WINDOW];
        for _ in 0..self.below(40) {
            window[self.below(WINDOW as u32) as usize] = self.of(&[0, 0, 1, 9, 0x80, 0xff]);
        }
        window
    }

    fn arguments(&mut self, parameters: &[Parameter], count: u32, size: u32) -> Vec<u32> {
        let start = size - WINDOW as u32;
        let near = start + self.below(600);
        let mut argument = |parameter: &Parameter| match parameter {
            Count => count,
            Byte => self.of(&[0, 1, 7, 9, 0x107, 0x180, u32::MAX]),
            // Near each other, anywhere, up to memory's end, across it, and behind it.
            Address => match self.below(16) {
                0..5 => near + self.below(80),
                5..9 => start + self.below(WINDOW as u32),
                9..12 => size.wrapping_sub(count),
                12 => size - self.below(80),
                13 => size.wrapping_sub(count).wrapping_add(1),
                14 => size + self.below(3),
                _ => u32::MAX - self.below(40),
            },
        };
        parameters.iter().map(&mut argument).collect()
    }
}

fn compare(wasm: &[u8]) -> Result<()> {
    let options = Options { remarks: true, ..Options::default() };
    let compiled = wasmc::compile(wasm, &[Product::Wcart], &[options], &())?;
    let recognised = compiled.remarks.iter().filter(|remark| remark.text.starts_with("recognised as")).count();
    ensure!(recognised == ROUTINES.len(), "{recognised} routines are recognised");
    let strict = Options { strict_memory: true, ..Options::default() };
    let mut ours = Side::new(&compiled.products[0]);
    let mut own = Side::new(&wasmc::compile_to_artifact(wasm, &strict, &())?);
    let size = ours.memory.data_size(&ours.store) as u32;
    let mut random = Random(1);
    let huge = [1 << 30, (1 << 30) + 1, 1 << 31, u32::MAX];
    let counts: Vec<u32> = (0..140).chain([255, 256, 257, 500, 1000]).chain(huge).collect();
    for (routine, (name, parameters)) in ROUTINES.iter().enumerate() {
        let mut returned = 0;
        for &count in counts.iter().cycle().take(8000) {
            let window = random.window();
            let arguments = random.arguments(parameters, count, size);
            let (expected, found) = (own.call(routine, &window, &arguments), ours.call(routine, &window, &arguments));
            let result = |outcome: Option<(i32, &[u8])>| outcome.map(|(result, _)| result);
            ensure!(expected == found, "{name}{arguments:x?}: {:?} and {:?}", result(expected), result(found));
            returned += usize::from(found.is_some());
        }
        ensure!((1000..7900).contains(&returned), "{returned} calls of {name} return");
    }
    Ok(())
}

#[test]
fn routines_are_recognised_and_do_what_their_code_does() -> Result<()> {
    let folder = std::env::temp_dir().join(format!("wasmc-routines-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    compare(&library(&folder)?)?;
    for level in ["-O1", "-O2", "-Os"] {
        optimized(&folder, level)?.as_deref().map_or(Ok(()), compare)?;
    }
    Ok(std::fs::remove_dir_all(&folder)?)
}
