//! What is in an artifact. Unlike the runtime, this reads those that this machine cannot run, too.

use super::{Entity, Summary, count, hexadecimal, limits, pages, size};
use crate::shared::failure::{Failure, Result};
use std::path::Path;
use wasmc_abi::artifact::{Artifact, ArtifactHeader, FORMAT_VERSION, HEADER_OFFSET, META_ALIGN};
use wasmc_abi::{EntityIndex, ModuleInfo, Mutability};

/// Summarizes an artifact.
pub fn summarize(file: &Path, bytes: &[u8]) -> Result<Summary> {
    let (header, artifact) = read(file, bytes)?;
    let Artifact { build, module, layout } = artifact;
    let facts = vec![
        ("kind", format!("artifact, format version {}", header.version)),
        ("size", size(header.file_bytes)),
        ("hash", hexadecimal(&header.hash)),
        ("made by", format!("wasmc {} with LLVM {}", build.wasmc_version, build.llvm_version)),
        ("options", build.options),
        ("target", build.target),
        ("cpu", build.cpu),
        ("features", build.cpu_features.join(" ")),
        ("module name", module.name.clone().unwrap_or_default()),
        ("module hash", hexadecimal(&build.wasm_hash)),
        ("text", size(layout.text.memory_bytes.into())),
        ("rodata", size(layout.rodata.memory_bytes.into())),
        ("instance data", size(layout.data.memory_bytes.into())),
        ("data segments", size(layout.data_blob.1)),
        ("functions", count(module.funcs.len(), module.imported_funcs as usize)),
        ("tables", count(module.tables.len(), module.imported_tables as usize)),
        ("memories", count(module.memories.len(), module.imported_memories as usize)),
        ("globals", count(module.globals.len(), module.imported_globals as usize)),
    ];
    let imports = module.imports.iter().map(|import| {
        let name = format!("{}.{}", import.module, import.name);
        entity(&module, name, import.entity)
    });
    let exports = module.exports.iter().map(|export| entity(&module, export.name.clone(), export.entity));
    Ok(Summary {
        facts: facts.into_iter().filter(|(_, value)| !value.is_empty()).collect(),
        imports: imports.collect::<Option<_>>().ok_or_else(|| damaged(file))?,
        exports: exports.collect::<Option<_>>().ok_or_else(|| damaged(file))?,
    })
}

fn damaged(file: &Path) -> Failure {
    Failure::at(file, "the artifact is damaged").hint("compile it again")
}

fn read(file: &Path, bytes: &[u8]) -> Result<(ArtifactHeader, Artifact)> {
    let truncated = || Failure::at(file, "the artifact is truncated").hint("compile it again");
    let damaged = || damaged(file);
    let header = bytes.get(HEADER_OFFSET..).and_then(<[u8]>::first_chunk).ok_or_else(truncated)?;
    let header = ArtifactHeader::from_bytes(header);
    if header.version != FORMAT_VERSION {
        let what = format!("the artifact has format version {}, this wasmc reads {FORMAT_VERSION}", header.version);
        return Err(Failure::at(file, what).hint("compile it again"));
    }
    if (bytes.len() as u64) < header.file_bytes {
        return Err(truncated());
    }
    if hash(bytes) != header.hash {
        return Err(damaged());
    }
    let end = header.meta_offset.checked_add(header.meta_bytes).ok_or_else(damaged)?;
    let meta = bytes.get(header.meta_offset as usize..end as usize).ok_or_else(damaged)?;
    let mut aligned = rkyv::util::AlignedVec::<{ META_ALIGN as usize }>::new();
    aligned.extend_from_slice(meta);
    let artifact = rkyv::from_bytes::<Artifact, rkyv::rancor::Error>(&aligned).map_err(|_| damaged())?;
    Ok((header, artifact))
}

/// The hash of the file with the hash's own field zeroed.
fn hash(bytes: &[u8]) -> [u8; 32] {
    let (before, rest) = bytes.split_at(ArtifactHeader::HASH_OFFSET);
    let mut hasher = blake3::Hasher::new();
    hasher.update(before).update(&[0; 32]).update(&rest[32..]);
    *hasher.finalize().as_bytes()
}

/// What is imported or exported; none if the artifact names something that it does not have.
fn entity(module: &ModuleInfo, name: String, index: EntityIndex) -> Option<Entity> {
    let (kind, ty) = match index {
        EntityIndex::Func(func) => {
            let func = module.funcs.get(func.index())?;
            ("func", module.types.get(func.ty.index())?.func().to_string())
        }
        EntityIndex::Table(table) => {
            let ty = module.tables.get(table.index())?.ty;
            ("table", format!("{}, {}", limits(ty.limits.min, ty.limits.max, "element"), ty.element))
        }
        EntityIndex::Memory(memory) => {
            let ty = module.memories.get(memory.index())?;
            ("memory", pages(ty.limits.min, ty.limits.max, ty.shared))
        }
        EntityIndex::Global(global) => {
            let ty = module.globals.get(global.index())?.ty;
            let value = ty.value.to_string();
            ("global", if ty.mutability == Mutability::Var { format!("mut {value}") } else { value })
        }
        EntityIndex::Tag(tag) => ("tag", module.types.get(module.tags.get(tag.index())?.index())?.func().to_string()),
    };
    Some(Entity { kind, name, ty })
}
