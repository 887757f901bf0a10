//! Guests that give Emscripten's host functions whatever they like: each call returns, or ends the guest with an error; the host
//! neither panics nor allocates what the guest has no memory for.

#![allow(clippy::unwrap_used, reason = "test code")]

use std::fmt::Write;
use std::fs;
use std::path::Path;
use wasmc::{OptLevel, Options};
use wasmc_emscripten::{Aborted, Emscripten, MissingImports, Names, Program, Uncaught};
use wasmc_runtime::{Engine, Error, Linker, Module, Store, Trap, Val};
use wasmc_wasi::WasiCtxBuilder;

/// Functions in the types of Emscripten 3.1.6 and of present versions: `i` is an `i32`, `j` an `i64`, and `h` is one in halves.
/// Those that wait are not among them.
const FUNCTIONS: &str = "
    _emscripten_memcpy_js:iii emscripten_resize_heap:i emscripten_get_heap_max: getentropy:ii
    time:i clock_gettime:ii gettimeofday:ii clock_getres:ii _gmtime_js:ii _localtime_js:ji _mktime_js:i _timegm_js:i
    _tzset_js:iii strftime:iiii strftime_l:iiiii __asctime_r:ii emscripten_console_log:i __assert_fail:iiii
    _emscripten_get_progname:ii abort: exit:i
    __cxa_allocate_exception:i __cxa_free_exception:i __cxa_throw:iii __cxa_rethrow: __resumeException:i
    __cxa_find_matching_catch_2: __cxa_find_matching_catch_5:iii __cxa_begin_catch:i __cxa_end_catch:
    __cxa_get_exception_ptr:i __cxa_increment_exception_refcount:i __cxa_decrement_exception_refcount:i
    __cxa_current_primary_exception: __cxa_rethrow_primary_exception:i __cxa_init_primary_exception:iii
    _emscripten_throw_longjmp: invoke_v:i invoke_vi:ii invoke_iii:iii invoke_vj:iii invoke_j:i
    __syscall_open:iii __syscall_openat:iiii __syscall_unlink:i __syscall_unlinkat:iii __syscall_rmdir:i
    __syscall_rename:ii __syscall_renameat:iiii __syscall_linkat:iiiii __syscall_symlink:ii __syscall_symlinkat:iii
    __syscall_readlink:iii __syscall_readlinkat:iiii __syscall_truncate64:ih __syscall_ftruncate64:ih
    __syscall_fallocate:iihh __syscall_dup:i __syscall_dup3:iii __syscall_pipe:i __syscall_fcntl64:iii __syscall_ioctl:iii
    __syscall_mkdir:ii __syscall_mkdirat:iii __syscall_getcwd:ii __syscall_chdir:i __syscall_getdents64:iii
    __syscall_stat64:ii __syscall_lstat64:ii __syscall_fstat64:ii __syscall_newfstatat:iiii __syscall_faccessat:iiii
    __syscall_utimensat:iiii __syscall_statfs64:iii __syscall_fchmodat:iiii __syscall_socket:iiiiii
    _mmap_js:iiiijii _munmap_js:iiiiij _msync_js:iiiiij
    fd_close:i fd_read:iiii fd_write:iiii fd_pread:iiihi fd_pwrite:iiihi fd_seek:ihii fd_fdstat_get:ii environ_get:ii
    args_get:ii args_sizes_get:ii clock_time_get:iji random_get:ii";

/// How often each function is called.
const CALLS: usize = 300;

fn functions() -> Vec<(&'static str, String)> {
    let functions = FUNCTIONS.split_whitespace().map(|function| function.split_once(':').unwrap());
    functions.map(|(name, params)| (name, params.replace('h', "ii"))).collect()
}

/// A module that passes its arguments on, with what host functions ask of a guest.
fn module() -> String {
    let mut text = "(module".to_owned();
    let ty = |params: &str| {
        let types = params.chars().map(|param| if param == 'i' { " i32" } else { " i64" });
        types.collect::<String>()
    };
    for (name, params) in functions() {
        write!(text, "\n(import \"env\" \"{name}\" (func ${name} (param{}) (result i32)))", ty(&params)).unwrap();
    }
    for (name, params) in functions() {
        let pass: String = (0..params.len()).map(|index| format!("(local.get {index})")).collect();
        let ty = ty(&params);
        write!(text, "\n(func (export \"try {name}\") (param{ty}) (result i32) (call ${name} {pass}))").unwrap();
    }
    text + r#"
        (memory (export "memory") 2 6)
        (data (i32.const 16) "/file\00/../..\00\ff\fe\00")
        (data (i32.const 64) "\10\00\00\00\ff\ff\ff\ff\10\00\00\00\20\00\00\00\10\00\00\00")
        (table (export "__indirect_function_table") 8 funcref)
        (elem (i32.const 1) $none $one $wide $ends $abort $invoke_v)
        (func $none)
        (func $one (param i32) (result i32) (local.get 0))
        (func $wide (param i64) (result i64) (local.get 0))
        (func $ends unreachable)
        (global $heap (mut i32) (i32.const 1024))
        (func (export "malloc") (param i32) (result i32)
          (if (i32.gt_u (local.get 0) (i32.const 60000)) (then (return (i32.const 0))))
          (global.set $heap (i32.rem_u (i32.add (global.get $heap) (local.get 0)) (i32.const 65536)))
          (global.get $heap))
        (func (export "emscripten_builtin_memalign") (param i32 i32) (result i32) (i32.const 65536))
        (func (export "free") (param i32))
        (func (export "setThrew") (param i32 i32))
        (func (export "stackSave") (result i32) (i32.const 4096))
        (func (export "stackRestore") (param i32))
        (func (export "__cxa_can_catch") (param i32 i32 i32) (result i32) (i32.and (local.get 0) (i32.const 1))))"#
}

fn load(engine: &Engine, text: &str) -> Module {
    let options = Options { opt: OptLevel::O0, ..Options::default() };
    Module::from_bytes(engine, &wasmc::compile_to_artifact(text.as_bytes(), &options, &()).unwrap()).unwrap()
}

fn program(engine: &Engine, module: &Module) -> Result<(Store<Emscripten>, Program<Emscripten>), Error> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("emscripten-guests");
    fs::create_dir_all(&folder).unwrap();
    let mut wasi = WasiCtxBuilder::new();
    wasi.arg("name").unwrap().preopened_dir(&folder, "/").unwrap();
    let mut store = Store::new(engine, Emscripten::new(wasi.build()));
    let program = Program::new(&Linker::new(engine), &mut store, module, &Names::default(), |state| state)?;
    Ok((store, program))
}

/// Whether a guest may end like this.
fn is_an_end(error: &Error) -> bool {
    let exited = error.to_string().starts_with("exited with status");
    error.is::<Trap>() || error.is::<Aborted>() || error.is::<Uncaught>() || exited
}

#[test]
fn whatever_guests_pass_has_an_answer() {
    const VALUES: [i32; 17] =
        [0, 1, 2, 3, 4, -1, -100, 16, 22, 29, 64, 4096, 65535, 131_071, 131_072, i32::MAX, i32::MIN];
    let engine = Engine::default();
    let module = load(&engine, &module());
    let (mut store, program) = program(&engine, &module).unwrap();
    let mut seed = 1_u32;
    let mut next = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        VALUES[(seed >> 16) as usize % VALUES.len()]
    };
    for (name, params) in functions() {
        let func = program.instance().get_func(&store, &format!("try {name}")).unwrap();
        for _ in 0..CALLS {
            let value = |param| if param == 'i' { Val::I32(next()) } else { Val::I64(next().into()) };
            let values: Vec<Val> = params.chars().map(value).collect();
            if let Err(error) = func.call(&mut store, &values, &mut [Val::I32(0)]) {
                assert!(is_an_end(&error), "{name} {values:?}: {error}");
            }
        }
    }
}

#[test]
fn all_missing_imports_are_named_before_anything_runs() {
    let engine = Engine::default();
    let text = r#"(module
        (import "env" "abort" (func))
        (import "env" "first_missing" (func (param i32 f64) (result i64)))
        (import "env" "abort" (func $other (param f32)))
        (import "other" "second" (global i32))
        (memory (export "memory") 1)
        (func unreachable)
        (start 3))"#;
    let error = program(&engine, &load(&engine, text)).err().unwrap();
    assert!(error.is::<MissingImports>());
    let message = error.to_string();
    for missing in [
        "\n  \"env\".\"first_missing\": (i32, f64) -> (i64)",
        "\n  \"env\".\"abort\": (f32) -> ()",
        "\n  \"other\".\"second\": global i32",
    ] {
        assert!(message.contains(missing), "{message}");
    }
}
