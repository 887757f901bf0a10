//! Traps: every kind, wherever it happens, with the frames it happened in; and faults that are none.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::process::Command;
use support::Guest;
use wasmc_runtime::{
    Caller, Config, Engine, Error, Extern, Func, Instance, Module, Store, TrapCode, ValType, WasmBacktrace,
};

fn module(engine: &Engine) -> Module {
    guest().load(engine)
}

fn guest() -> Guest {
    const I32: ValType = ValType::I32;
    Guest::new("traps.c")
        .import("host", &[I32], &[I32])
        .func("trap", &[I32], &[I32])
        .func("outer", &[I32], &[I32])
        .func("recurse", &[I32], &[I32])
        .func("load", &[I32], &[I32])
        .func("fill", &[I32, I32, I32], &[])
        .func("to_host", &[I32], &[I32])
        .func("recurse_growing", &[I32], &[I32])
        .func("recurse_widely", &[I32], &[I32])
        .func("use_stack", &[I32], &[I32])
        .func("divide", &[I32], &[])
        .func("inlined", &[I32], &[I32])
        .memory(1, Some(3))
}

/// A store with an instance that calls back: `host` calls the function of the store's name with its argument.
fn instance(engine: &Engine, calls: &'static str) -> (Store<&'static str>, Instance) {
    let mut store = Store::new(engine, calls);
    let host = Func::wrap(&mut store, |mut caller: Caller<'_, &'static str>, x: i32| -> Result<i32, Error> {
        let name = *caller.data();
        let Some(Extern::Func(func)) = caller.get_export(name) else { panic!("it is exported") };
        func.typed::<i32, i32>(&caller)?.call(&mut caller, x)
    });
    let instance = Instance::new(&mut store, &module(engine), &[host.into()]).unwrap();
    (store, instance)
}

/// Calls a function and returns why it trapped, and where.
fn trap(store: &mut Store<&'static str>, instance: Instance, name: &str, x: i32) -> (TrapCode, Vec<String>) {
    let func = instance.get_typed_func::<i32, i32>(&*store, name).unwrap();
    let error = func.call(store, x).unwrap_err();
    let trap = error.trap().unwrap();
    (trap.code(), lines(trap.backtrace().unwrap()))
}

fn lines(backtrace: &WasmBacktrace) -> Vec<String> {
    backtrace.frames().iter().map(ToString::to_string).collect()
}

#[test]
fn instructions_trap_with_their_code() {
    let (mut store, instance) = instance(&Engine::default(), "");
    for code in [1, 3, 4, 5, 6, 7, 8, 9, 11] {
        let (found, _) = trap(&mut store, instance, "trap", code);
        assert_eq!(Some(found), TrapCode::from_immediate(code as u8));
    }
    let func = instance.get_typed_func::<i32, i32>(&store, "trap").unwrap();
    assert_eq!(func.call(&mut store, 0).unwrap(), 0);
}

#[test]
fn messages_name_the_trap_and_its_frames() {
    let (mut store, instance) = instance(&Engine::default(), "");
    let error = instance.get_typed_func::<i32, i32>(&store, "outer").unwrap().call(&mut store, 7).unwrap_err();
    assert_eq!(format!("{error}"), "wasm trap: integer divide by zero");
    let expected = "wasm trap: integer divide by zero\n    0: 0x75 - trap[1]\n    1: 0xd4 - outer[2]";
    assert_eq!(format!("{error:#}"), expected);
    let frame = &error.backtrace().unwrap().frames()[0];
    assert_eq!((frame.func_index(), frame.func_name(), frame.wasm_offset()), (1, Some("trap"), Some(117)));
}

#[test]
fn memory_accesses_trap_at_the_end() {
    let (mut store, instance) = instance(&Engine::default(), "");
    let load = instance.get_typed_func::<i32, i32>(&store, "load").unwrap();
    assert_eq!(load.call(&mut store, 65535).unwrap(), 0);
    for address in [65536, i32::MAX, i32::MIN, -1] {
        let (code, frames) = trap(&mut store, instance, "load", address);
        assert_eq!(code, TrapCode::MemoryOutOfBounds);
        assert_eq!(frames, ["0x19c - load[4]"]);
    }
}

#[test]
fn functions_of_the_c_library_trap_for_their_caller() {
    let (mut store, instance) = instance(&Engine::default(), "");
    let fill = instance.get_typed_func::<(i32, i32, i32), ()>(&store, "fill").unwrap();
    fill.call(&mut store, (65530, 1, 6)).unwrap();
    for (start, len) in [(65530, 7), (65536, 1), (0, 100_000), (-1, 1 << 30)] {
        let error = fill.call(&mut store, (start, 1, len)).unwrap_err();
        assert_eq!(error.trap().unwrap().code(), TrapCode::MemoryOutOfBounds);
        assert_eq!(lines(error.backtrace().unwrap()), ["0x1ff - fill[5]"]);
    }
}

#[test]
fn endless_recursion_traps() {
    let (mut store, instance) = instance(&Engine::default(), "");
    for (name, line) in [
        ("recurse", "0x138 - recurse[3]"),
        ("recurse_growing", "0x2c8 - recurse_growing[7]"),
        ("recurse_widely", "0x32d - recurse_widely[8]"),
    ] {
        for _ in 0..3 {
            let (code, frames) = trap(&mut store, instance, name, 0);
            assert_eq!(code, TrapCode::StackOverflow, "{name}");
            assert!(frames.len() > 10 && frames[1..].iter().all(|frame| frame == line), "{name}: {frames:?}");
        }
    }
}

#[test]
fn the_host_never_meets_the_guard() {
    let (mut store, instance) = instance(&Engine::default(), "trap");
    let use_stack = instance.get_typed_func::<i32, i32>(&store, "use_stack").unwrap();
    let mut traps = 0;
    for bytes in ((8 << 20) - 700_000..(8 << 20) + 100_000).step_by(1013) {
        match use_stack.call(&mut store, bytes) {
            Ok(result) => assert_eq!((result, traps), (bytes, 0)),
            Err(error) => {
                assert_eq!(error.trap().unwrap().code(), TrapCode::StackOverflow);
                let frames = lines(error.backtrace().unwrap());
                assert!(frames.len() == 1 && frames[0].ends_with(" - use_stack[9]"), "{frames:?}");
                traps += 1;
            }
        }
    }
    assert!(traps > 300, "{traps}");
}

#[test]
fn inlined_functions_are_frames() {
    let (mut store, instance) = instance(&Engine::default(), "");
    let (_, frames) = trap(&mut store, instance, "inlined", 0);
    assert_eq!(frames, ["0x3f3 - divide[10]", "0x458 - inlined[11]"]);
}

#[test]
fn without_debug_information_symbols_name_the_functions() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, "");
    let host = Func::wrap(&mut store, |x: i32| x);
    let mut guest = guest();
    guest.debug_info = false;
    let instance = Instance::new(&mut store, &guest.load(&engine), &[host.into()]).unwrap();
    assert_eq!(trap(&mut store, instance, "outer", 7).1, ["trap[1]", "outer[2]"]);
}

#[test]
fn recursion_through_the_host_traps() {
    let (mut store, instance) = instance(&Engine::default(), "to_host");
    let (code, frames) = trap(&mut store, instance, "to_host", 0);
    assert_eq!(code, TrapCode::StackOverflow);
    assert!(frames.len() > 20 && frames.iter().all(|frame| frame == "0x263 - to_host[6]"), "{frames:?}");
}

#[test]
fn frames_of_outer_activations_are_listed() {
    let (mut store, instance) = instance(&Engine::default(), "outer");
    let (code, frames) = trap(&mut store, instance, "to_host", 1);
    assert_eq!(code, TrapCode::Unreachable);
    assert_eq!(frames, ["0x70 - trap[1]", "0xd4 - outer[2]", "0x263 - to_host[6]"]);
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    assert_eq!(to_host.call(&mut store, 0).unwrap(), 1);
}

#[test]
fn the_stack_has_the_size_that_was_asked_for() {
    /// How often guest and host can call each other.
    fn depth(stack_bytes: usize) -> u32 {
        let engine = Engine::new(Config::new().max_wasm_stack(stack_bytes));
        let mut store = Store::new(&engine, 0);
        let host = Func::wrap(&mut store, |mut caller: Caller<'_, u32>, x: i32| -> Result<i32, Error> {
            *caller.data_mut() += 1;
            let Some(Extern::Func(func)) = caller.get_export("to_host") else { panic!("it is exported") };
            func.typed::<i32, i32>(&caller)?.call(&mut caller, x)
        });
        let instance = Instance::new(&mut store, &module(&engine), &[host.into()]).unwrap();
        let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
        assert_eq!(to_host.call(&mut store, 0).unwrap_err().trap().unwrap().code(), TrapCode::StackOverflow);
        store.into_data()
    }
    let (small, large) = (depth(1 << 20), depth(16 << 20));
    assert!(large / 16 > small && large / 32 < small, "{small} {large}");
}

#[test]
fn traps_work_on_every_thread() {
    let engine = Engine::default();
    let module = module(&engine);
    let threads: Vec<_> = (0..4)
        .map(|_| {
            let (engine, module) = (engine.clone(), module.clone());
            std::thread::spawn(move || {
                for _ in 0..100 {
                    let mut store = Store::new(&engine, "");
                    let host = Func::wrap(&mut store, |x: i32| x);
                    let instance = Instance::new(&mut store, &module, &[host.into()]).unwrap();
                    assert_eq!(trap(&mut store, instance, "load", -4).0, TrapCode::MemoryOutOfBounds);
                    assert_eq!(trap(&mut store, instance, "recurse", 0).0, TrapCode::StackOverflow);
                    assert_eq!(trap(&mut store, instance, "outer", 7).1.len(), 2);
                }
            })
        })
        .collect();
    threads.into_iter().for_each(|thread| thread.join().unwrap());
}

#[test]
fn a_store_can_change_threads() {
    let (mut store, instance) = instance(&Engine::default(), "");
    assert_eq!(trap(&mut store, instance, "load", -4).0, TrapCode::MemoryOutOfBounds);
    let (mut store, _) = std::thread::spawn(move || {
        let found = trap(&mut store, instance, "load", -4).0;
        (store, found)
    })
    .join()
    .unwrap();
    assert_eq!(trap(&mut store, instance, "recurse", 0).0, TrapCode::StackOverflow);
}

/// Runs one of the ignored tests below in a process of its own, and returns the signal that ended it, and its output.
fn run_alone(test: &str) -> (Option<i32>, String) {
    use std::os::unix::process::ExitStatusExt;
    let program = std::env::current_exe().unwrap();
    let output = Command::new(program).args(["--ignored", "--exact", "--nocapture", test]).output().unwrap();
    (output.status.signal(), String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn faults_of_the_host_stay_fatal() {
    assert_eq!(run_alone("host_fault").0, Some(libc::SIGSEGV));
}

#[test]
#[ignore = "ends its process"]
fn host_fault() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, "");
    let host = Func::wrap(&mut store, |x: i32| {
        // SAFETY: none; the fault is the point.
        unsafe { std::ptr::without_provenance::<i32>(x as usize).read_volatile() }
    });
    let instance = Instance::new(&mut store, &module(&engine), &[host.into()]).unwrap();
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    let _ = to_host.call(&mut store, 64);
}

#[test]
fn a_host_function_can_end_the_process() {
    assert_eq!(run_alone("host_exit"), (None, "\nrunning 1 test\n".into()));
}

#[test]
#[ignore = "ends its process"]
fn host_exit() {
    let engine = Engine::default();
    let mut store = Store::new(&engine, "");
    let host = Func::wrap(&mut store, |x: i32| -> i32 { std::process::exit(x) });
    let instance = Instance::new(&mut store, &module(&engine), &[host.into()]).unwrap();
    let to_host = instance.get_typed_func::<i32, i32>(&store, "to_host").unwrap();
    let _ = to_host.call(&mut store, 0);
}

#[test]
fn handlers_from_before_still_get_their_faults() {
    let (signal, output) = run_alone("earlier_handler");
    assert_eq!(signal, None);
    assert!(output.contains("earlier handler"), "{output}");
}

#[test]
#[ignore = "ends its process"]
fn earlier_handler() {
    extern "C" fn handle(_: libc::c_int) {
        println!("earlier handler");
        std::process::exit(0);
    }
    // SAFETY: the handler exits.
    unsafe { libc::signal(libc::SIGSEGV, handle as *const () as usize) };
    host_fault();
}
