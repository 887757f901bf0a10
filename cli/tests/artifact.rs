//! Artifacts whose hash is right and whose metadata is not what the linker wrote.

use std::path::Path;
use std::process::{Command, Output};
use wasmc_abi::artifact::ArtifactHeader;
use wasmc_runtime::{Config, Engine, Instance, Module, Store};

fn wasmc(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wasmc"));
    command.current_dir(folder).args(arguments).output().expect("wasmc starts")
}

/// Compiles a module for the oldest CPU and gives the artifact.
fn compile(folder: &Path, module: &str) -> Vec<u8> {
    std::fs::write(folder.join("module.wat"), module).expect("write the module");
    let output = wasmc(folder, &["compile", "-Ctarget-cpu=x86-64", "module.wat"]);
    assert!(output.status.success(), "{output:?}");
    std::fs::read(folder.join("module.wcart")).expect("read the artifact")
}

/// Makes an artifact's hash right again.
fn rehash(artifact: &mut [u8]) {
    let field = ArtifactHeader::HASH_OFFSET..ArtifactHeader::HASH_OFFSET + 32;
    artifact[field.clone()].fill(0);
    let hash = blake3::hash(artifact);
    artifact[field].copy_from_slice(hash.as_bytes());
}

/// Turns a CPU feature in an artifact's metadata into one that only some CPUs of 2012 have.
fn require_extinct_feature(artifact: &mut [u8]) {
    let at = artifact.windows(3).position(|window| window == b"mmx").expect("every x86-64 CPU has MMX");
    artifact[at..at + 3].copy_from_slice(b"tbm");
}

#[test]
fn wrong_cpu() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut artifact = compile(folder.path(), "(module)");
    require_extinct_feature(&mut artifact);
    rehash(&mut artifact);
    std::fs::write(folder.path().join("module.wcart"), artifact).expect("write the artifact");

    let output = wasmc(folder.path(), &["run", "module.wcart"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.starts_with("wasmc: error: module.wcart: ") && message.contains("tbm"), "{message}");
    assert_eq!(message.lines().count(), 1, "{message}");

    // It can still be looked at.
    let output = wasmc(folder.path(), &["inspect", "module.wcart"]);
    assert!(output.status.success() && String::from_utf8_lossy(&output.stdout).contains("tbm"), "{output:?}");
}

/// A CPU is pretended to have fewer features than it has.
#[test]
fn the_best_slice_is_taken() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("add.wat"), include_str!("inputs/add.wat")).expect("write the module");
    let cpus = "-Ctarget-cpu=x86-64-v2,x86-64-v4,x86-64-v3";
    let output = wasmc(folder.path(), &["compile", cpus, "add.wat"]);
    assert!(output.status.success(), "{output:?}");
    let load = |cpu| {
        let engine = Engine::new(Config::new().cpu_features([cpu]));
        Module::from_file(&engine, folder.path().join("add.wcart"))
    };
    for (cpu, name) in [("x86-64-v2", "x86-64-v2"), ("x86-64-v3", "x86-64-v3"), ("x86-64-v4", "x86-64-v4")] {
        let Ok(module) = load(cpu) else { continue };
        // A machine that really has less takes less.
        assert!(module.cpu().name == name || *module.cpu().name < *name, "{cpu}: {:?}", module.cpu());
        let mut store = Store::new(module.engine(), ());
        let instance = Instance::new(&mut store, &module, &[]).expect("the module imports nothing");
        let add = instance.get_typed_func::<(i32, i32), i32>(&mut store, "add").expect("it is exported");
        assert_eq!(add.call(&mut store, (2, 3)).expect("it does not trap"), 5);
    }
    assert_eq!(load("x86-64-v2").expect("all CPUs of today have this").cpu().name, "x86-64-v2");
    let refusal = load("x86-64").err().expect("there is no code for this").to_string();
    assert!(refusal.starts_with("artifact is for x86-64-v2 and needs CPU features crc32, cx16, popcnt"), "{refusal}");
    assert!(refusal.ends_with("compile the module with `wasmc compile -C target-cpu=x86-64`"), "{refusal}");
}

#[test]
fn what_differs_is_named() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut artifact = compile(folder.path(), include_str!("inputs/add.wat"));
    // The code's first byte, in the page behind the headers.
    artifact[4096] ^= 1;
    rehash(&mut artifact);
    std::fs::write(folder.path().join("module.wcart"), &artifact).expect("write the artifact");
    let output = wasmc(folder.path(), &["verify", "module.wcart", "module.wat"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{message}");
    assert!(message.contains("section .text differs at offset 0x0, in function add[0]"), "{message}");

    // Of another version, nothing can be said.
    artifact[wasmc_abi::artifact::HEADER_OFFSET + 8] ^= 1;
    std::fs::write(folder.path().join("module.wcart"), &artifact).expect("write the artifact");
    let output = wasmc(folder.path(), &["verify", "module.wcart", "module.wat"]);
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{message}");
    assert!(message.contains("cannot be verified: it is of format version"), "{message}");
}

/// Neither where nor when nor on how many threads something is compiled changes a byte.
#[test]
fn builds_are_reproducible() {
    let folders = [(); 2].map(|()| tempfile::tempdir().expect("a temporary folder"));
    let artifacts = ["--jobs=1", "--jobs=2"].into_iter().zip(&folders).map(|(jobs, folder)| {
        std::fs::write(folder.path().join("add.wat"), include_str!("inputs/add.wat")).expect("write the module");
        for (output, arguments) in [("m.wcart", &[][..]), ("r.wcart", &["--remarks"]), ("f.wcart", &["-q"])] {
            let cpus = if output == "f.wcart" { "-Ctarget-cpu=x86-64,native" } else { "-Ctarget-cpu=native" };
            let output = wasmc(folder.path(), &[&["compile", cpus, jobs, "add.wat", "-o", output], arguments].concat());
            assert!(output.status.success(), "{output:?}");
        }
        let read = |name| std::fs::read(folder.path().join(name)).expect("read the artifact");
        (read("m.wcart"), read("r.wcart"), read("f.wcart"))
    });
    let artifacts: Vec<_> = artifacts.collect();
    assert!(artifacts[0] == artifacts[1] && artifacts[0].0 == artifacts[0].1);
    for folder in &folders {
        let path = folder.path().to_str().expect("a temporary folder's name is text").as_bytes();
        let has_path = |artifact: &[u8]| artifact.windows(path.len()).any(|window| window == path);
        assert!(!artifacts.iter().any(|(plain, _, fat)| has_path(plain) || has_path(fat)));
    }
}

/// Bytes of the metadata are changed one at a time. What reads them refuses them or takes them, and nothing else.
#[test]
fn changed_metadata() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let artifact = compile(folder.path(), include_str!("inputs/add.wat"));
    let header = artifact[wasmc_abi::artifact::HEADER_OFFSET..].first_chunk().expect("an artifact has a header");
    let header = ArtifactHeader::from_bytes(header);
    let metadata = header.meta_offset as usize..(header.meta_offset + header.meta_bytes) as usize;
    for at in metadata.step_by(3) {
        let mut changed = artifact.clone();
        changed[at] ^= 0xff >> (at % 8);
        rehash(&mut changed);
        std::fs::write(folder.path().join("changed.wcart"), changed).expect("write the artifact");
        for arguments in [&["inspect", "changed.wcart"][..], &["run", "changed.wcart"]] {
            let output = wasmc(folder.path(), arguments);
            let status = output.status.code();
            assert!(matches!(status, Some(0 | 1)), "byte {at}: {arguments:?}: {output:?}");
            assert!(output.stderr.is_empty() || status == Some(1), "byte {at}: {arguments:?}: {output:?}");
        }
    }
}
