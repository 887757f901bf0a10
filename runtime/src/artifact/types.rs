//! Checks what the metadata says about types: every reference leads to a type that may be referred to there.

use super::image::ensure;
use wasmc_abi::{
    ArchivedFuncType, ArchivedHeapType, ArchivedModuleInfo, ArchivedRefType, ArchivedSubType, ArchivedValType,
    FromArchived, ValType,
};

type Check = Result<(), &'static str>;

/// Checks the defined types, and those of tables, globals and element segments.
pub fn check(module: &ArchivedModuleInfo) -> Check {
    let mut start = 0usize;
    for size in module.rec_groups.iter() {
        let end = start.saturating_add(size.to_native() as usize);
        let group = module.types.get(start..end).ok_or("recursion groups have more types than there are")?;
        for (position, ty) in group.iter().enumerate() {
            defined(module, ty, start + position, end)?;
        }
        start = end;
    }
    ensure(start == module.types.len(), "a type is in no recursion group")?;
    let tables = module.tables.iter().map(|table| &table.ty.element);
    let elements = module.elements.iter().map(|segment| &segment.ty);
    let globals = module.globals.iter().filter_map(|global| reference(&global.ty.value));
    ensure(tables.chain(elements).chain(globals).all(|ty| exists(&ty.heap, start)), "a reference's type does not exist")
}

fn reference(ty: &ArchivedValType) -> Option<&ArchivedRefType> {
    if let ArchivedValType::Ref(ty) = ty { Some(ty) } else { None }
}

/// Whether what a reference refers to is among the first `types` of the module.
pub fn exists(ty: &ArchivedHeapType, types: usize) -> bool {
    !matches!(ty, ArchivedHeapType::Concrete(ty) if ty.0.to_native() as usize >= types)
}

/// Checks the type at `index`, whose recursion group ends before `end`.
fn defined(module: &ArchivedModuleInfo, ty: &ArchivedSubType, index: usize, end: usize) -> Check {
    let mentioned = ty.func().params.iter().chain(ty.func().results.iter());
    let exist = mentioned.filter_map(reference).all(|ty| exists(&ty.heap, end));
    ensure(exist, "a type refers to one after its recursion group")?;
    let Some(supertype) = ty.supertype.as_ref() else { return Ok(()) };
    let before = supertype.0.to_native() as usize;
    let supertype = module.types.get(before).filter(|_| before < index).ok_or("a supertype does not come before")?;
    ensure(!supertype.is_final && same_values(ty.func(), supertype.func()), "a type cannot be a subtype of another")
}

/// Whether both are called in the same way. That each value fits is the compiler's to check.
fn same_values(a: &ArchivedFuncType, b: &ArchivedFuncType) -> bool {
    let same = |a: &[ArchivedValType], b: &[ArchivedValType]| {
        let owned = ValType::from_archived;
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_representation(owned(a), owned(b)))
    };
    same(&a.params, &b.params) && same(&a.results, &b.results)
}

/// Whether a value of one type can stand for one of the other without being taken for something else.
pub fn same_representation(a: ValType, b: ValType) -> bool {
    match (a, b) {
        (ValType::Ref(a), ValType::Ref(b)) => a.heap.top() == b.heap.top(),
        _ => a == b,
    }
}
