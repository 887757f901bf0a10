//! What is in an artifact.

use super::{Entity, Fact, Summary, limits, pages};
use crate::shared::artifact::{damaged, hexadecimal, read};
use crate::shared::failure::Result;
use std::path::Path;
use wasmc_abi::artifact::{Artifact, Slice};
use wasmc_abi::{EntityIndex, ModuleInfo, Mutability};

/// Summarizes an artifact.
pub fn summarize(file: &Path, bytes: &[u8]) -> Result<Summary> {
    let (header, artifact) = read(file, bytes)?;
    let Artifact { build, module, data_blob, memory_image, slices, .. } = artifact;
    let hash = |bytes: &[u8; 32]| Fact::Text(hexadecimal(bytes));
    let facts = vec![
        ("kind", Fact::Text("artifact".to_owned())),
        ("format version", Fact::Number(header.version.into())),
        ("size", Fact::Bytes(header.file_bytes)),
        ("hash", hash(&header.hash)),
        ("wasmc version", Fact::Text(build.wasmc_version)),
        ("llvm version", Fact::Text(build.llvm_version)),
        ("options", Fact::List(build.options)),
        ("profile used", build.profile_used.as_ref().map_or(Fact::Nothing, hash)),
        ("target", Fact::Text(build.target)),
        ("module name", module.name.clone().map_or(Fact::Nothing, Fact::Text)),
        ("module hash", hash(&build.wasm_hash)),
        ("data segments", Fact::Bytes(data_blob.1)),
        ("memory image", memory_image.map_or(Fact::Nothing, |image| Fact::Bytes(image.bytes))),
        ("functions", Fact::Count(module.funcs.len(), module.imported_funcs as usize)),
        ("tables", Fact::Count(module.tables.len(), module.imported_tables as usize)),
        ("memories", Fact::Count(module.memories.len(), module.imported_memories as usize)),
        ("globals", Fact::Count(module.globals.len(), module.imported_globals as usize)),
    ];
    let imports =
        module.imports.iter().map(|import| entity(&module, Some(&import.module), &import.name, import.entity));
    let exports = module.exports.iter().map(|export| entity(&module, None, &export.name, export.entity));
    Ok(Summary {
        facts,
        slices: slices.into_iter().map(slice).collect(),
        imports: imports.collect::<Option<_>>().ok_or_else(|| damaged(file))?,
        exports: exports.collect::<Option<_>>().ok_or_else(|| damaged(file))?,
    })
}

fn slice(Slice { cpu, layout, .. }: Slice) -> Vec<(&'static str, Fact)> {
    vec![
        ("cpu", Fact::Text(cpu.name)),
        ("features", Fact::List(cpu.features)),
        ("text", Fact::Bytes(layout.text.memory_bytes.into())),
        ("rodata", Fact::Bytes(layout.rodata.memory_bytes.into())),
        ("instance data", Fact::Bytes(layout.data.memory_bytes.into())),
    ]
}

/// What is imported or exported; none if the artifact names something that it does not have.
fn entity(module: &ModuleInfo, from: Option<&str>, name: &str, index: EntityIndex) -> Option<Entity> {
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
    Some(Entity { kind, module: from.map(str::to_owned), name: name.to_owned(), ty })
}
