//! What is no artifact, or a damaged one, or one for another machine, is refused with a message that says what to do.

#![allow(clippy::unwrap_used, reason = "test code")]

mod support;

use std::path::Path;
use support::{DATA, Guest, entities, memory_type, rehash};
use wasmc_abi::artifact::{Artifact, ArtifactHeader, HEADER_OFFSET, MemoryImage};
use wasmc_abi::{
    ConstExpr, ConstOp, DataMode, DataSegment, ElementItems, ElementMode, ElementSegment, EntityIndex, FuncIndex,
    FuncRefIndex, FuncType, GlobalIndex, GlobalInfo, GlobalSlot, GlobalType, HeapType, MemoryIndex, MemoryType,
    ModuleInfo, Mutability, RefType, SubType, TableIndex, TypeIndex, ValType,
};
use wasmc_runtime::{ArtifactError, Config, Engine, Module};

fn guest() -> Guest {
    Guest::new("calls.c").with(|module| module.name = Some("calls".into()))
}

/// A module with the functions that `calls.c` has.
fn complete() -> Guest {
    const I32: ValType = ValType::I32;
    let guest = guest().import("host", &[I32], &[I32]);
    ["a", "b", "c", "d", "e", "f", "g"].iter().fold(guest, |guest, name| guest.func(name, &[I32], &[I32]))
}

fn refusal(bytes: &[u8]) -> String {
    match Module::from_bytes(&Engine::default(), bytes) {
        Ok(_) => "accepted".into(),
        Err(error) => {
            assert!(error.is::<ArtifactError>());
            error.to_string()
        }
    }
}

#[test]
fn other_files_are_told_apart() {
    assert_eq!(refusal(b""), "is empty, not a wasmc artifact");
    assert_eq!(refusal(b"\0asm\x01\0\0\0"), "is a WebAssembly binary; compile it first with `wasmc compile`");
    assert_eq!(refusal(b"(module)"), "not a wasmc artifact");
    let program = std::fs::read(std::env::current_exe().unwrap()).unwrap();
    assert_eq!(refusal(&program), "not a wasmc artifact");
}

#[test]
fn files_open_like_bytes() {
    let engine = Engine::default();
    let folder = tempfile::tempdir().unwrap();
    let open = |path: &Path| Module::from_file(&engine, path).map(|_| ()).map_err(|error| error.to_string());
    assert_eq!(open(folder.path()).unwrap_err(), "is a directory, not a wasmc artifact");
    let file = folder.path().join("module.wcart");
    assert_eq!(open(&file).unwrap_err(), "cannot read the file: No such file or directory (os error 2)");
    std::fs::write(&file, b"").unwrap();
    assert_eq!(open(&file).unwrap_err(), "is empty, not a wasmc artifact");
    std::fs::write(&file, complete().artifact()).unwrap();
    open(&file).unwrap();
}

#[test]
fn a_trusted_file_need_not_have_a_right_hash() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("module.wcart");
    let mut bytes = complete().artifact();
    bytes[ArtifactHeader::HASH_OFFSET] ^= 1;
    std::fs::write(&file, &bytes).unwrap();
    assert_eq!(refusal(&bytes), "artifact is damaged (hash mismatch)");
    // SAFETY: nothing but the hash is not as it was written.
    let module = unsafe { Module::deserialize_file(&Engine::default(), &file) }.unwrap();
    assert_eq!(module.name(), Some("calls"));
    std::fs::write(&file, &bytes[..bytes.len() - 1]).unwrap();
    // SAFETY: what is missing is found before anything is used.
    let error = unsafe { Module::deserialize_file(&Engine::default(), &file) }.err().unwrap();
    assert!(error.to_string().starts_with("artifact is truncated"), "{error}");
}

#[test]
fn damage_is_found() {
    let good = complete().artifact();
    assert_eq!(refusal(&good), "accepted");
    for len in [1, 63, 64, 70, 80, 135, 136, 4096, good.len() - 1] {
        let message = refusal(&good[..len]);
        assert!(
            message.starts_with("artifact is truncated: ") || message == "not a wasmc artifact",
            "{len}: {message}"
        );
    }
    assert_eq!(refusal(&[&good[..], b"x"].concat()), "artifact is damaged (hash mismatch)");
    for position in (0..good.len()).step_by(61) {
        let mut bad = good.clone();
        bad[position] ^= 0x10;
        assert_ne!(refusal(&bad), "accepted", "byte {position}");
    }
}

/// With a right hash too: a mutated artifact is accepted or refused, but never panics. Code and data may be anything.
#[test]
fn mutated_metadata_does_not_panic() {
    let good = complete().artifact();
    let header = ArtifactHeader::from_bytes(good[HEADER_OFFSET..].first_chunk().unwrap());
    let meta = header.meta_offset as usize..(header.meta_offset + header.meta_bytes) as usize;
    let mut refused = 0;
    for position in (HEADER_OFFSET..HEADER_OFFSET + 40).chain(meta) {
        for mask in [0x01, 0x80, 0xff] {
            let mut bad = good.clone();
            bad[position] ^= mask;
            rehash(&mut bad);
            refused += usize::from(refusal(&bad) != "accepted");
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn the_version_must_be_ours() {
    let mut bytes = complete().artifact();
    bytes[HEADER_OFFSET + 8] = 7;
    let expected =
        format!("artifact has format version 7, this wasmc reads {}: compile again", wasmc_runtime::FORMAT_VERSION);
    assert_eq!(refusal(&bytes), expected);
}

#[test]
fn the_machine_must_be_the_right_one() {
    let mut guest = complete();
    guest.build.target = "aarch64-unknown-linux-gnu".into();
    assert_eq!(
        refusal(&guest.artifact()),
        "artifact is for aarch64-unknown-linux-gnu, this machine is x86_64: compile again for this machine"
    );
    let mut guest = complete();
    guest.cpu.name = "x86-64-v9".into();
    guest.cpu.features = ["rdpid", "sse2", "sse9"].map(String::from).into();
    let mut config = Config::new();
    let engine = Engine::new(config.cpu_features(["x86-64"]));
    assert_eq!(
        Module::from_bytes(&engine, &guest.artifact()).err().unwrap().to_string(),
        "artifact is for x86-64-v9 and needs CPU features sse9, which this CPU is not known to have: \
         compile the module with `wasmc compile -C target-cpu=x86-64`"
    );
}

/// Metadata that contradicts itself, with a right hash.
#[test]
fn contradictions_are_found() {
    type Case = (&'static str, fn(&mut ModuleInfo));
    let cases: &[Case] = &[
        ("a function's type does not exist", |module| module.funcs[1].ty = TypeIndex(9)),
        ("a type is in no recursion group", |module| module.rec_groups.clear()),
        ("recursion groups have more types than there are", |module| module.rec_groups.push(1)),
        ("a type refers to one after its recursion group", |module| {
            module.add_type(FuncType { params: vec![reference(2)], results: Vec::new() });
        }),
        ("a reference's type does not exist", |module| {
            let ty = GlobalType { value: reference(1), mutability: Mutability::Const };
            module.globals.push(GlobalInfo { ty, init: None, slot: None });
        }),
        ("a supertype does not come before", |module| {
            module.add_type(SubType { supertype: Some(TypeIndex(1)), ..FuncType::default().into() });
        }),
        ("a type cannot be a subtype of another", |module| {
            module.add_type(SubType { supertype: Some(TypeIndex(0)), ..module.types[0].clone() });
        }),
        ("a type cannot be a subtype of another", |module| {
            module.types[0].is_final = false;
            module.add_type(SubType { supertype: Some(TypeIndex(0)), ..FuncType::default().into() });
        }),
        ("a function's reference is another's", |module| module.funcs[1].funcref = Some(FuncRefIndex(2))),
        ("a function reference is of no function", |module| module.funcs[3].funcref = None),
        ("imports are not as many as it says", |module| module.imported_funcs = 2),
        ("imports are not in order", |module| module.imports[0].entity = EntityIndex::Func(FuncIndex(1))),
        ("an import or export is of something that the module does not have", |module| {
            module.exports[0].entity = EntityIndex::Memory(MemoryIndex(0));
        }),
        ("the start function does not exist", |module| module.start = Some(FuncIndex(8))),
        ("a part of instance data is missing", |module| module.memories.push(memory_type(1, None))),
        ("a part of instance data is not in its segment", |module| {
            for _ in 0..9000 {
                module.add_type(FuncType::default());
            }
        }),
        ("a data segment lies outside of the artifact's data", |module| {
            let len = DATA.len() as u64 + 1;
            module.data.push(DataSegment { mode: DataMode::Passive, start: 0, len });
        }),
        ("a data segment's memory does not exist", |module| {
            let mode = DataMode::Active { memory: MemoryIndex(0), offset: ConstExpr(vec![ConstOp::I32Const(0)]) };
            module.data.push(DataSegment { mode, start: 0, len: 1 });
        }),
        ("an element segment's table does not exist", |module| {
            let mode = ElementMode::Active { table: TableIndex(0), offset: ConstExpr(vec![ConstOp::I32Const(0)]) };
            module.elements.push(ElementSegment { mode, ty: RefType::FUNCREF, items: ElementItems::Funcs(Vec::new()) });
        }),
        ("an element segment names a function that has no reference", |module| {
            let items = ElementItems::Funcs(vec![FuncIndex(50)]);
            module.elements.push(ElementSegment { mode: ElementMode::Passive, ty: RefType::FUNCREF, items });
        }),
        ("a constant expression is malformed", |module| module.globals.push(global(None, vec![ConstOp::I64Const(1)]))),
        ("a constant expression is malformed", |module| module.globals.push(global(None, vec![ConstOp::I32Add]))),
        ("a constant expression is malformed", |module| {
            module.globals.push(global(None, vec![ConstOp::GlobalGet(GlobalIndex(0))]));
        }),
    ];
    for (expected, change) in cases {
        assert_eq!(refusal(&complete().with(change).artifact()), format!("artifact is invalid: {expected}"));
    }
    let null = |module: &mut ModuleInfo| module.tables[1].ty.element.nullable = false;
    let message = refusal(&entities::guest().with(null).artifact());
    assert_eq!(message, "artifact is invalid: a table has no initial value");
}

/// `(ref null $ty)`
fn reference(ty: u32) -> ValType {
    ValType::Ref(RefType { nullable: true, heap: HeapType::Concrete(TypeIndex(ty)) })
}

#[test]
fn memories_must_be_possible() {
    type Case = (&'static str, fn(&mut MemoryType));
    let cases: &[Case] = &[
        ("a shared memory has no maximum", |memory| memory.shared = true),
        ("a memory is larger than its maximum", |memory| memory.limits.max = Some(0)),
        ("a memory is too large", |memory| memory.limits.min = (1 << 16) + 1),
    ];
    for (expected, change) in cases {
        let guest = support::entities::guest().with(|module| change(&mut module.memories[0]));
        assert_eq!(refusal(&guest.artifact()), format!("artifact is invalid: {expected}"));
    }
}

/// An artifact with other metadata of the same size, and a right hash.
fn remade(mut bytes: Vec<u8>, change: impl FnOnce(&mut Artifact)) -> Vec<u8> {
    let header = ArtifactHeader::from_bytes(bytes[HEADER_OFFSET..].first_chunk().unwrap());
    let meta = header.meta_offset as usize..(header.meta_offset + header.meta_bytes) as usize;
    let mut aligned = rkyv::util::AlignedVec::<16>::new();
    aligned.extend_from_slice(&bytes[meta.clone()]);
    let mut artifact = rkyv::from_bytes::<Artifact, rkyv::rancor::Error>(&aligned).unwrap();
    change(&mut artifact);
    let changed = rkyv::to_bytes::<rkyv::rancor::Error>(&artifact).unwrap();
    bytes[meta].copy_from_slice(&changed);
    rehash(&mut bytes);
    bytes
}

#[test]
fn the_image_of_a_memory_must_be_of_the_memory() {
    let good = MemoryImage { address: 0, bytes: 4096, segments: 0 };
    type Case = (&'static str, fn(&mut MemoryImage, &mut Artifact));
    const OUTSIDE: &str = "the memory's image lies outside of the artifact's data";
    let cases: &[Case] = &[
        (OUTSIDE, |image, _| image.bytes = 8192),
        (OUTSIDE, |image, _| image.bytes = 100),
        (OUTSIDE, |image, _| image.address = 100),
        (OUTSIDE, |image, _| image.segments = 1),
        (OUTSIDE, |_, artifact| artifact.data_blob.0 += 16),
        ("the memory's image is larger than the memory", |image, _| image.address = 65536),
        ("the memory's image is larger than the memory", |image, _| image.address = u64::MAX - 4095),
        ("the memory that an image is for does not exist", |_, artifact| artifact.module.imported_memories = 1),
        ("accepted", |image, _| image.address = 65536 - 4096),
    ];
    let own =
        Guest::from_source("PART InstanceHeader wasmc_instance; PART MemoryDef wasmc_memories[1];").memory(1, None);
    let bytes = own.artifact();
    for (expected, change) in cases {
        let bytes = remade(bytes.clone(), |artifact| {
            let mut image = good;
            artifact.data_blob = (4096, 4096);
            change(&mut image, artifact);
            artifact.memory_image = Some(image);
        });
        let expected = match *expected {
            "accepted" => "accepted".to_owned(),
            problem => format!("artifact is invalid: {problem}"),
        };
        assert_eq!(refusal(&bytes), expected);
    }
}

fn global(slot: Option<GlobalSlot>, init: Vec<ConstOp>) -> GlobalInfo {
    let ty = GlobalType { value: ValType::I32, mutability: Mutability::Const };
    GlobalInfo { ty, init: Some(ConstExpr(init)), slot }
}

#[test]
fn modules_describe_themselves() {
    let mut guest = complete();
    guest.build.options = vec!["-O2".into()];
    let artifact = guest.artifact();
    let module = Module::from_bytes(&Engine::default(), &artifact).unwrap();
    assert_eq!(module.name(), Some("calls"));
    assert_eq!(module.build().options, ["-O2"]);
    assert_eq!(module.func_counts(), (1, 8));
    assert_eq!(module.func_name(1), Some("a"));
    let imports: Vec<_> = module.imports().map(|i| format!("{}.{} {}", i.module(), i.name(), i.ty())).collect();
    assert_eq!(imports, ["env.host (i32) -> (i32)"]);
    assert_eq!(module.exports().len(), 7);
    assert_eq!(module.get_export("g").unwrap().func().unwrap().params, [ValType::I32]);
    assert_eq!(module.get_export("h"), None);
    let sizes = module.sizes();
    assert_eq!((sizes.file, sizes.data_segments), (artifact.len() as u64, DATA.len() as u64));
    assert!(sizes.text > 0 && sizes.instance_data > 0 && sizes.metadata > 0);
}
