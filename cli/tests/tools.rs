//! What debuggers and profilers say of running guests, where they are installed and may look at processes.

use std::path::Path;
use std::process::{Command, Output};

const WASMC: &str = env!("CARGO_BIN_EXE_wasmc");

/// Computes for a while.
const WORK: &str = r#"(module
  (func $work (export "work") (param i32) (result i32) (local i32)
    (loop
      (local.set 1 (i32.mul (i32.rotl (i32.xor (local.get 1) (local.get 0)) (i32.const 5)) (i32.const 7)))
      (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (local.get 1)))"#;

/// Runs a program; none if it is not installed.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Option<Output> {
    Command::new(program).current_dir(folder).args(arguments).output().ok()
}

#[test]
fn gdb_walks_through_guests() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    std::fs::write(folder.join("trap.wat"), include_str!("inputs/trap.wat")).expect("write the module");
    assert!(run(folder, WASMC, &["compile", "trap.wat"]).expect("wasmc starts").status.success());
    let guest = ["--args", WASMC, "run", "-g", "--invoke", "unreachable", "trap.wcart"];
    let arguments = [&["-nx", "-batch", "-ex", "run", "-ex", "bt", "-ex", "continue"][..], &guest].concat();
    let Some(output) = run(folder, "gdb", &arguments) else { return println!("no gdb here: not tested") };
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    if errors.contains("ptrace") || errors.contains("not permitted") {
        return println!("gdb may not look at processes here: not tested");
    }
    // The guest's function, which traps, below it what calls it in the runtime, and the program's own.
    let places = ["in unreachable[3] ()", "enter", " main "].map(|name| text.find(name));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{text}{errors}");
    // And then it goes on to report the trap.
    assert!(errors.contains("wasm trap: unreachable") || text.contains("wasm trap: unreachable"), "{text}{errors}");
}

#[test]
fn perf_names_guests_functions() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let folder = folder.path();
    std::fs::write(folder.join("work.wat"), WORK).expect("write the module");
    assert!(run(folder, WASMC, &["compile", "work.wat"]).expect("wasmc starts").status.success());
    let record = ["record", "-q", "-e", "cpu-clock:u", "-o", "data", "--", WASMC, "run"];
    for guest in [&["--invoke", "work", "work.wcart"][..], &["--save", "kept.wcart", "--invoke", "work", "work.wat"]] {
        let Some(output) = run(folder, "perf", &[&record[..], guest, &["200000000"]].concat()) else {
            return println!("no perf here: not tested");
        };
        if !output.status.success() {
            return println!("perf may not record here: not tested: {}", String::from_utf8_lossy(&output.stderr));
        }
        let report = run(folder, "perf", &["report", "-i", "data", "--stdio"]).expect("perf is there");
        let text = String::from_utf8_lossy(&report.stdout);
        assert!(text.lines().any(|line| line.contains(".wcart") && line.ends_with("work[0]")), "{text}");
    }
}
