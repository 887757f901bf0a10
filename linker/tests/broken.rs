//! Broken objects: an error, never a panic.

mod support;

use std::path::{Path, PathBuf};
use wasmc_linker::ErrorKind;

/// A case that has relocations of all kinds of instructions.
const AARCH64: &str = "aarch64_addresses.s";

fn case(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/link").join(name)
}

fn assemble(name: &str, args: &str) -> Vec<u8> {
    let directory = tempfile::tempdir().expect("a temporary directory");
    support::assemble(&case(name), args, directory.path()).expect("the case assembles")
}

#[test]
fn truncated() {
    let object = assemble("debug.ll", "");
    for length in 0..object.len() {
        assert!(support::link(&object[..length]).is_err(), "linked {length} of {} bytes", object.len());
    }
}

#[test]
fn mutated() {
    let mut random = 0x9e37_79b9_7f4a_7c15u64;
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) as usize % below
    };
    for name in ["debug.ll", "instance.ll", "got.s", "libcall.s", "bss.s", "pointers.s", AARCH64] {
        let object = assemble(name, if name == AARCH64 { "-triple=aarch64-unknown-linux-gnu" } else { "" });
        for _ in 0..3000 {
            let mut broken = object.clone();
            for _ in 0..1 + next(3) {
                let interesting = [0, 1, 0x7f, 0x80, 0xff, next(256) as u8][next(6)];
                broken[next(object.len())] = interesting;
            }
            // Some mutations change only bytes that nobody interprets: any result will do, but no panic.
            let _ = support::link(&broken);
        }
    }
}

#[test]
fn unaligned() {
    let object = assemble("debug.ll", "");
    let expected = support::link(&object).unwrap();
    for shift in 0..8 {
        let mut bytes = vec![0; shift];
        bytes.extend_from_slice(&object);
        assert_eq!(support::link(&bytes[shift..]).unwrap(), expected);
    }
}

#[test]
fn other_targets() {
    for triple in ["i686-unknown-linux-gnu", "aarch64_be-unknown-linux-gnu", "s390x-unknown-linux-gnu"] {
        let object = assemble("empty.s", &format!("-triple={triple}"));
        let error = support::link(&object).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::WrongTarget | ErrorKind::Malformed(_)), "{triple}: {error}");
    }
    let mut executable = assemble("empty.s", "");
    executable[16] = 2; // e_type: ET_EXEC
    assert!(matches!(support::link(&executable).unwrap_err().kind(), ErrorKind::WrongTarget));
}

#[test]
fn objects_for_different_machines() {
    let objects = ["", "-triple=aarch64-unknown-linux-gnu"].map(|args| assemble("empty.s", args));
    assert!(matches!(support::link_all(&objects).unwrap_err().kind(), ErrorKind::WrongTarget));
    assert!(matches!(support::link_all(&[]).unwrap_err().kind(), ErrorKind::WrongTarget));
}

#[test]
fn artifact_is_no_object() {
    let artifact = support::link(&assemble("call.s", "")).unwrap();
    assert!(matches!(support::link(&artifact).unwrap_err().kind(), ErrorKind::WrongTarget));
}

#[test]
fn errors_are_one_word() {
    assert_eq!(size_of::<wasmc_linker::Error>(), size_of::<usize>());
}
