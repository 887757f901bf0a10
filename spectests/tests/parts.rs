//! A module that is large enough for its code to be generated in several parts: the number of threads changes no byte of the
//! artifact, and what the parts share (functions, globals, tables, constants, handlers, line numbers) works across them. That the
//! lower levels compile them separately, and all levels those of a large module, changes nothing either.

#![allow(clippy::unwrap_used, reason = "test code")]

use std::fmt::Write;
use std::num::NonZero;
use wasmc::{OptLevel, Options};
use wasmc_runtime::{Engine, Instance, Module, Store, TrapCode, Val};

/// Enough for several parts at each level.
const FUNCTIONS: usize = 240;

/// Functions that are small enough to be inlined into others.
const SMALL: usize = 9;

/// So few bytes a part that the module is a large one.
const SMALL_PARTS: Option<NonZero<usize>> = NonZero::new(500);

/// Each function calls a small one and the next one in one of several ways, and has code of its own.
fn module() -> String {
    let mut functions = String::new();
    for index in 0..FUNCTIONS {
        let next = (index + 7) % FUNCTIONS;
        let argument = "(i32.sub (local.get $n) (i32.const 1))";
        let call = match index % 5 {
            0 => format!("(call $f{next} {argument})"),
            1 => format!("(call_indirect (type $f) {argument} (i32.const {next}))"),
            2 => format!("(return_call_indirect (type $f) {argument} (i32.const {next}))"),
            3 => format!("(try_table (result i32) (catch $t $caught) (call $f{next} {argument}))"),
            _ => format!("(block (result i32) (call $f{next} {argument}))"),
        };
        let mut work = format!("(local.set $x (call $small{} (local.get $x)))", index % SMALL);
        for step in 0..16 {
            let _ = write!(
                work,
                "(local.set $x (i32.xor (i32.rotl (local.get $x) (i32.const {})) (i32.load offset={} (i32.and (local.get $x) (i32.const 1020)))))
                 (i32.store offset={} (i32.and (local.get $x) (i32.const 252)) (i32.add (local.get $x) (global.get $private)))",
                1 + (index + step) % 30,
                step * 4,
                1024 + index * 4,
            );
        }
        let _ = write!(
            functions,
            "(func $f{index} (type $f) (local $x i32)
               (if (i32.le_s (local.get $n) (i32.const 0)) (then
                 (if (i32.eq (local.get $n) (i32.const -1)) (then (throw $t (i32.const {index}))))
                 (if (i32.eq (local.get $n) (i32.const -2)) (then (unreachable)))
                 (return (i32.const {index}))))
               (local.set $x (i32.add (local.get $n) (i32.const {index})))
               {work}
               (global.set $private (i32.add (global.get $private) (i32.const {index})))
               (local.set $x (i32.add (local.get $x) (i32.trunc_sat_f64_s (f64.mul (f64.convert_i32_s (local.get $x)) (f64.const {index}.5)))))
               (block $caught (result i32) (i32.add (local.get $x) {call})))"
        );
    }
    for index in 0..SMALL {
        let _ = write!(
            functions,
            "(func $small{index} (param $x i32) (result i32)
               (global.set $private (i32.add (global.get $private) (i32.const {index})))
               (i32.add (local.get $x) (i32.load8_u offset={index} (i32.and (local.get $x) (i32.const 255)))))"
        );
    }
    let elements: String = (0..FUNCTIONS).map(|index| format!(" $f{index}")).collect();
    format!(
        "(module
           (type $f (func (param $n i32) (result i32)))
           (tag $t (param i32))
           (memory (export \"memory\") 1)
           (global $private (mut i32) (i32.const 1))
           (table funcref (elem{elements}))
           {functions}
           (func (export \"run\") (param $which i32) (param $n i32) (result i32)
             (call_indirect (type $f) (local.get $n) (local.get $which))))"
    )
    .replace("(type $f) (local $x i32)", "(type $f) (param $n i32) (result i32) (local $x i32)")
}

fn artifact(wasm: &[u8], opt: OptLevel, part_bytes: Option<NonZero<usize>>, jobs: usize) -> Vec<u8> {
    let options = Options { opt, part_bytes, jobs: NonZero::new(jobs), ..Options::default() };
    wasmc::compile_to_artifact(wasm, &options, &()).unwrap()
}

/// What calls at both ends of the module return, with memory after them, and the frames of a trap.
fn observe(artifact: &[u8]) -> (Vec<i32>, Vec<u8>, Vec<Option<u32>>) {
    let engine = Engine::default();
    let module = Module::from_bytes(&engine, artifact).unwrap();
    let mut store = Store::new(&engine, ());
    let instance = Instance::new(&mut store, &module, &[]).unwrap();
    let run = instance.get_func(&store, "run").unwrap();
    let mut call = |which: usize, n: i32| {
        let mut results = [Val::I32(0)];
        run.call(&mut store, &[Val::I32(which as i32), Val::I32(n)], &mut results).map(|()| results[0].i32().unwrap())
    };
    let mut returned = Vec::new();
    for which in [0, 1, 2, 3, FUNCTIONS / 2, FUNCTIONS - 2, FUNCTIONS - 1] {
        returned.extend([0, 1, 5, 40].map(|n| call(which, n).unwrap()));
    }
    let mut offsets = Vec::new();
    for which in [1, FUNCTIONS - 2] {
        let error = call(which, -2).unwrap_err();
        assert_eq!(error.trap().unwrap().code(), TrapCode::Unreachable);
        let frames = error.backtrace().unwrap().frames();
        assert_eq!(frames[0].func_index(), which as u32);
        offsets.extend(frames.iter().map(|frame| frame.wasm_offset()));
        // A throw from one part finds a handler in another.
        let error = call(which, -1).unwrap_err();
        assert!(error.exception().is_some());
    }
    let memory = instance.get_memory(&store, "memory").unwrap().data(&store).to_vec();
    (returned, memory, offsets)
}

#[test]
fn the_number_of_threads_changes_no_byte_and_the_number_of_parts_no_result() {
    let text = module();
    let wasm = wasmc::to_binary(text.as_bytes(), None).unwrap();
    let mut observed = Vec::new();
    for opt in [OptLevel::O0, OptLevel::O1, OptLevel::O3] {
        let whole = artifact(&wasm, opt, Some(NonZero::<usize>::MAX), 1);
        observed.push(observe(&whole));
        let mut seen = vec![whole];
        for part_bytes in [None, SMALL_PARTS] {
            let one = artifact(&wasm, opt, part_bytes, 1);
            assert_eq!(one, artifact(&wasm, opt, part_bytes, 3), "{opt}");
            assert!(!seen.contains(&one), "the module is divided as with other parts at {opt}");
            assert_eq!(observed.last(), Some(&observe(&one)), "{opt}");
            seen.push(one);
        }
    }
    // Among them are the places of traps and of calls, though the lower levels know no others.
    assert!(observed.iter().all(|one| *one == observed[0]));
}
