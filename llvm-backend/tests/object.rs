//! What other parts rely on in the object: its symbols and sections, for every optimization level.

use object::{Object, ObjectSection, ObjectSymbol};
use std::cell::RefCell;
use std::collections::BTreeSet;
use wasmc_abi::Libcall;
use wasmc_abi::instance::symbol;
use wasmc_llvm_backend::{Emit, OptLevel, Options, Phase, Progress, compile};

const MODULE: &str = r#"
    (module $sample
      (import "host" "log" (func $log (param i32)))
      (memory (export "memory") 1)
      (table 4 funcref)
      (elem (i32.const 0) $grow $log)
      (type $unary (func (param i32) (result i32)))
      (func $grow (export "grow") (param i32) (result i32)
        (call $log (local.get 0))
        (memory.grow (call_indirect (type $unary) (local.get 0) (local.get 0)))))"#;

fn options(opt: OptLevel) -> Options {
    Options { opt, ..Options::default() }
}

#[test]
fn objects_of_every_level_have_the_symbols_that_the_linker_expects() {
    let wasm = wat::parse_str(MODULE).unwrap();
    for opt in [OptLevel::O0, OptLevel::O1, OptLevel::O2, OptLevel::O3, OptLevel::Os] {
        let output = compile(&wasm, &options(opt), &()).unwrap();
        let file = object::File::parse(&*output.bytes).unwrap();
        let named = |name: &str| file.symbols().any(|found| found.name() == Ok(name));
        let expected =
            [symbol::INSTANCE, symbol::MEMORIES, symbol::TABLES, symbol::FUNCREFS, symbol::TYPE_IDS, "grow[1]"];
        for name in expected {
            assert!(named(name), "{name} is missing at {opt}");
        }
        assert!(!named(symbol::GLOBALS) && !named(symbol::TABLE_IMPORTS), "a symbol without elements at {opt}");
        let undefined: BTreeSet<_> =
            file.symbols().filter(|found| found.is_undefined()).filter_map(|found| found.name().ok()).collect();
        for name in undefined.into_iter().filter(|name| !name.is_empty() && *name != symbol::MEMORY0) {
            assert!(Libcall::from_symbol(name).is_some(), "{name} is undefined at {opt}");
        }
        for section in [".eh_frame", ".debug_line", ".debug_info"] {
            assert!(file.section_by_name(section).is_some_and(|found| found.size() > 0), "no {section} at {opt}");
        }
        assert_eq!(output.build.options, [opt.to_string()]);
        assert_eq!(output.module.name.as_deref(), Some("sample"));
    }
}

#[test]
fn equal_input_gives_equal_bytes() {
    let wasm = wat::parse_str(MODULE).unwrap();
    let compile = || compile(&wasm, &options(OptLevel::O3), &()).unwrap().bytes;
    assert_eq!(compile(), compile());
}

#[test]
fn assembly_and_ir_are_text() {
    let wasm = wat::parse_str(MODULE).unwrap();
    for (emit, part) in [(Emit::Asm, "\"grow[1]\":"), (Emit::LlvmIr, "define internal fastcc i32 @\"grow[1]\"")] {
        let output = compile(&wasm, &Options { emit, ..Options::default() }, &()).unwrap();
        let text = String::from_utf8(output.bytes).unwrap();
        assert!(text.contains(part) && !text.contains('\0'), "{text}");
    }
}

#[test]
fn progress_names_each_phase_and_counts_functions() {
    #[derive(Default)]
    struct Log(RefCell<Vec<String>>);
    impl Progress for Log {
        fn phase(&self, phase: Phase) {
            self.0.borrow_mut().push(phase.to_string());
        }
        fn step(&self, done: u64, total: u64) {
            self.0.borrow_mut().push(format!("{done}/{total}"));
        }
    }
    let wasm = wat::parse_str("(module (func) (func))").unwrap();
    let log = Log::default();
    compile(&wasm, &options(OptLevel::O1), &log).unwrap();
    assert_eq!(log.0.take(), ["parse", "translate", "1/2", "2/2", "optimize", "codegen"]);
}

#[test]
fn invalid_modules_are_errors_with_an_offset() {
    let wasm = wat::parse_str("(module (func (result i32)))").unwrap();
    let error = compile(&wasm, &Options::default(), &()).unwrap_err().to_string();
    assert!(error.contains("offset 0x"), "{error}");
    assert!(compile(b"\0asm", &Options::default(), &()).is_err());
    assert!(compile(b"", &Options::default(), &()).is_err());
}

#[test]
fn functions_of_megabytes_are_compiled_the_fast_way() {
    // One block, in which the scheduler of machine instructions would look at each pair of accesses.
    let work =
        "(i32.store offset=4 (local.get 0) (i32.add (i32.load (local.get 0)) (i32.load offset=8 (local.get 0))))";
    let giant = format!("(func (export \"giant\") (param i32) {})", work.repeat(20_000));
    let wasm =
        wat::parse_str(format!("(module (memory 1) {giant} (func (export \"small\") (param i32) {work}))")).unwrap();
    let ir = Options { emit: Emit::LlvmIr, ..options(OptLevel::O3) };
    let text = String::from_utf8(compile(&wasm, &ir, &()).unwrap().bytes).unwrap();
    let set_apart = text.lines().filter(|line| line.starts_with("attributes") && line.contains("optnone")).count();
    assert_eq!(set_apart, 1);
    compile(&wasm, &options(OptLevel::O3), &()).unwrap();
}
