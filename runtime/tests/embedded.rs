//! Artifacts that are a part of something larger: of a file, or of the program's own memory.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::fs::File;
use std::path::Path;
use support::Guest;
use wasmc_abi::ValType::I32;
use wasmc_runtime::{Engine, Instance, Module, Store};

/// A module that adds one to what it is given. It has instance data, which begins with a number.
fn artifact(added: u32) -> Vec<u8> {
    let source = format!(
        "static int added = {added};
         PART InstanceHeader wasmc_instance[1]; PART unsigned wasmc_type_ids[1];
         static void add(void *env, Value *v) {{ v[0].i32 += added; added += 1; }}
         PART FuncRef wasmc_funcrefs[] = {{ FUNC(add) }};"
    );
    Guest::from_source(&source).func("add", &[I32], &[I32]).artifact()
}

/// What two calls of a new instance give for 10.
fn answers(module: &Module) -> (i32, i32) {
    let mut store = Store::new(module.engine(), ());
    let instance = Instance::new(&mut store, module, &[]).unwrap();
    let add = instance.get_typed_func::<i32, i32>(&store, "add").unwrap();
    (add.call(&mut store, 10).unwrap(), add.call(&mut store, 10).unwrap())
}

fn open_at(path: &Path, offset: u64) -> Result<Module, String> {
    Module::from_file_at(&Engine::default(), File::open(path).unwrap(), offset).map_err(|error| error.to_string())
}

#[test]
fn in_a_larger_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("larger");
    let (first, second) = (artifact(1), artifact(20));
    let mut bytes = vec![b'x'; 4096];
    bytes.extend_from_slice(&first);
    // Pages cannot be mapped from here: it is copied.
    let unaligned = bytes.len().next_multiple_of(4096) + 100;
    bytes.resize(unaligned, b'y');
    bytes.extend_from_slice(&second);
    bytes.extend_from_slice(b"behind it");
    std::fs::write(&path, &bytes).unwrap();

    let module = open_at(&path, 4096).unwrap();
    assert_eq!((answers(&module), answers(&module)), ((11, 12), (11, 12)));
    assert_eq!(module.sizes().file, first.len() as u64);
    let module = open_at(&path, unaligned as u64).unwrap();
    assert_eq!((answers(&module), answers(&module)), ((30, 31), (30, 31)));
}

#[test]
fn at_a_wrong_place_in_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("larger");
    let artifact = artifact(1);
    let mut bytes = vec![0; 4096];
    bytes.extend_from_slice(&artifact[..artifact.len() - 1]);
    std::fs::write(&path, &bytes).unwrap();
    let all = artifact.len();
    let refusal = |offset: u64| open_at(&path, offset).err().unwrap();
    assert_eq!(refusal(4096), format!("artifact is truncated: {} of {all} bytes", all - 1));
    assert_eq!(refusal(0), "not a wasmc artifact");
    assert_eq!(refusal(4097), "not a wasmc artifact");
    assert_eq!(refusal(bytes.len() as u64), "is empty, not a wasmc artifact");
    assert_eq!(refusal(u64::MAX), "is empty, not a wasmc artifact");
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    bytes.push(0);
    std::fs::write(&path, &bytes).unwrap();
    assert_eq!(refusal(4096), "artifact is damaged (hash mismatch)");
}
