//! What is in a module, even in one that wasmc does not compile.

use super::{Entity, Fact, Summary, limits, pages};
use crate::shared::artifact::hexadecimal;
use wasmparser::types::{EntityType, TypesRef};
use wasmparser::{FuncType, Result, ValType, Validator, WasmFeatures};

/// Summarizes a binary module of any proposal.
pub fn summarize(wasm: &[u8]) -> Result<Summary> {
    let types = Validator::new_with_features(WasmFeatures::all()).validate_all(wasm)?;
    let types = types.as_ref();
    let imports: Vec<_> = types
        .core_imports()
        .into_iter()
        .flatten()
        .map(|(module, name, ty)| entity(types, Some(module), name, ty))
        .collect();
    let exports = types.core_exports().into_iter().flatten().map(|(name, ty)| entity(types, None, name, ty));
    let imported = |kind| imports.iter().filter(|entity| entity.kind == kind).count();
    let facts = vec![
        ("kind", Fact::Text("Wasm module".to_owned())),
        ("size", Fact::Bytes(wasm.len() as u64)),
        ("module hash", Fact::Text(hexadecimal(blake3::hash(wasm).as_bytes()))),
        ("functions", Fact::Count(types.function_count() as usize, imported("func"))),
        ("tables", Fact::Count(types.table_count() as usize, imported("table"))),
        ("memories", Fact::Count(types.memory_count() as usize, imported("memory"))),
        ("globals", Fact::Count(types.global_count() as usize, imported("global"))),
    ];
    Ok(Summary { facts, slices: Vec::new(), exports: exports.collect(), imports })
}

fn entity(types: TypesRef<'_>, module: Option<&str>, name: &str, ty: EntityType) -> Entity {
    let (kind, ty) = match ty {
        EntityType::Func(id) | EntityType::FuncExact(id) => ("func", signature(types[id].unwrap_func())),
        EntityType::Tag(id) => ("tag", signature(types[id].unwrap_func())),
        EntityType::Table(ty) => {
            ("table", format!("{}, {}", limits(ty.initial, ty.maximum, "element"), ty.element_type))
        }
        EntityType::Memory(ty) => ("memory", pages(ty.initial, ty.maximum, ty.shared)),
        EntityType::Global(ty) => {
            ("global", if ty.mutable { format!("mut {}", ty.content_type) } else { ty.content_type.to_string() })
        }
    };
    Entity { kind, module: module.map(str::to_owned), name: name.to_owned(), ty }
}

/// As [`wasmc_abi::FuncType`] shows itself.
fn signature(ty: &FuncType) -> String {
    let list = |types: &[ValType]| types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    format!("({}) -> ({})", list(ty.params()), list(ty.results()))
}
