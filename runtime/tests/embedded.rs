//! Artifacts that are a part of something larger: of a file, or of the program's own memory.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::ffi::{CStr, CString};
use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::Guest;
use wasmc_abi::ValType::I32;
use wasmc_linker::SymbolNames;
use wasmc_runtime::{ArtifactError, Engine, Instance, Module, Store};

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

/// A library with two artifacts in it: `artifact(1)` as M and `artifact(20)` as N.
fn library(folder: &Path) -> PathBuf {
    for (name, added) in [("m", 1), ("n", 20)] {
        let object = wasmc_linker::embed(&artifact(added), &SymbolNames::new(name)).unwrap();
        std::fs::write(folder.join(name).with_extension("o"), object).unwrap();
    }
    let path = folder.join("libguests.so");
    let mut linker = Command::new("cc");
    linker.current_dir(folder).args(["-shared", "-nostdlib", "m.o", "n.o", "-o"]).arg(&path);
    let linked = linker.output().unwrap();
    assert!(linked.status.success(), "{}", String::from_utf8_lossy(&linked.stderr));
    path
}

/// A loaded library.
struct Library(*mut libc::c_void);

impl Library {
    fn open(path: &Path) -> Self {
        let path = CString::new(path.to_str().unwrap()).unwrap();
        // SAFETY: the path is a string that ends with a zero, and no code of the library runs when it is loaded.
        let handle = unsafe { libc::dlopen(path.as_ptr(), libc::RTLD_NOW | libc::RTLD_LOCAL) };
        assert!(!handle.is_null());
        Self(handle)
    }

    fn symbol(&self, name: &CStr) -> *const u8 {
        // SAFETY: the library is loaded, and the name is a string that ends with a zero.
        let address = unsafe { libc::dlsym(self.0, name.as_ptr()) };
        assert!(!address.is_null(), "{name:?}");
        address.cast()
    }

    fn modules(&self) -> (Module, Module) {
        let load = |data, metadata| {
            // SAFETY: both are symbols of one object that the linker has made of an artifact.
            unsafe { Module::from_ptr(self.symbol(data), self.symbol(metadata)) }.unwrap()
        };
        (load(c"WASMC_M_DATA", c"WASMC_M_METADATA"), load(c"WASMC_N_DATA", c"WASMC_N_METADATA"))
    }
}

impl Drop for Library {
    fn drop(&mut self) {
        // SAFETY: the handle is of a library that was loaded, and nothing refers to it any more.
        unsafe { libc::dlclose(self.0) };
    }
}

/// How many pieces of executable memory come from a file.
fn executable_mappings(path: &Path) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let path = format!(" {}", path.display());
    maps.lines().filter(|line| line.contains(" r-xp ") && line.ends_with(&path)).count()
}

#[test]
fn linked_ones_are_mapped_from_their_library() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let (m, n) = Library::open(&path).modules();
    // The library is no longer loaded: nothing refers to its memory.
    assert_eq!(executable_mappings(&path), 0);
    assert_eq!((answers(&m), answers(&n), answers(&m)), ((11, 12), (30, 31), (11, 12)));
    let mut store = Store::new(m.engine(), ());
    let _instances = [Instance::new(&mut store, &m, &[]).unwrap(), Instance::new(&mut store, &n, &[]).unwrap()];
    assert_eq!(executable_mappings(&path), 2);
}

#[test]
fn linked_ones_are_copied_when_their_file_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let path = library(folder.path());
    let loaded = Library::open(&path);
    std::fs::remove_file(&path).unwrap();
    let (m, n) = loaded.modules();
    assert_eq!((answers(&m), answers(&n)), ((11, 12), (30, 31)));

    // Another file has taken the name, with other bytes in it.
    let path = library(folder.path());
    let loaded = Library::open(&path);
    let other = folder.path().join("other");
    let mut bytes = std::fs::read(&path).unwrap();
    bytes.iter_mut().skip(4096).for_each(|byte| *byte ^= 0x55);
    std::fs::write(&other, bytes).unwrap();
    std::fs::rename(&other, &path).unwrap();
    let (m, n) = loaded.modules();
    let mut store = Store::new(m.engine(), ());
    let _instance = Instance::new(&mut store, &m, &[]).unwrap();
    assert_eq!(executable_mappings(&path), 0);
    assert_eq!((answers(&m), answers(&n)), ((11, 12), (30, 31)));
}

#[test]
fn wrong_addresses_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let loaded = Library::open(&library(folder.path()));
    let (m, n) = (loaded.symbol(c"WASMC_M_DATA"), loaded.symbol(c"WASMC_N_DATA"));
    let metadata = loaded.symbol(c"WASMC_M_METADATA");
    let refusal = |data: *const u8, metadata: *const u8| {
        // SAFETY: where bytes can be read at all, there are those of an artifact, or of the page before or behind it.
        let refused = unsafe { Module::from_ptr(data, metadata) }.err().unwrap();
        assert!(refused.is::<ArtifactError>());
        refused.to_string()
    };
    let misplaced = "no artifact lies at this address: it is null, or not at the start of a page";
    let null = std::ptr::null();
    for (data, metadata) in [(null, metadata), (m, null), (m.wrapping_add(1), metadata)] {
        assert_eq!(refusal(data, metadata), misplaced);
    }
    let elsewhere = "no artifact lies at this address: its metadata is somewhere else";
    for (data, metadata) in [(n, metadata), (m, m), (m, metadata.wrapping_add(1)), (m, m.wrapping_sub(1))] {
        assert_eq!(refusal(data, metadata), elsewhere);
    }
    let unmapped = std::ptr::without_provenance(4096);
    assert_eq!(refusal(unmapped, metadata), "no artifact lies at this address: nothing that can be read is there");
    assert_eq!(refusal(m.wrapping_add(4096), metadata), "not a wasmc artifact");
}
