//! From types as they lie in an artifact to owned ones.

use crate::TypeIndex;
use crate::types::*;
use rkyv::Archive;

/// The owned form of an archived type; all of these are small.
pub trait FromArchived: Archive {
    /// Reads the archived value back.
    fn from_archived(archived: &Self::Archived) -> Self;
}

impl FromArchived for HeapType {
    fn from_archived(archived: &Self::Archived) -> Self {
        match archived {
            ArchivedHeapType::Func => Self::Func,
            ArchivedHeapType::Extern => Self::Extern,
            ArchivedHeapType::Exn => Self::Exn,
            ArchivedHeapType::NoFunc => Self::NoFunc,
            ArchivedHeapType::NoExtern => Self::NoExtern,
            ArchivedHeapType::NoExn => Self::NoExn,
            ArchivedHeapType::Concrete(ty) => Self::Concrete(TypeIndex::from_archived(ty)),
        }
    }
}

impl FromArchived for RefType {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self { nullable: archived.nullable, heap: HeapType::from_archived(&archived.heap) }
    }
}

impl FromArchived for ValType {
    fn from_archived(archived: &Self::Archived) -> Self {
        match archived {
            ArchivedValType::I32 => Self::I32,
            ArchivedValType::I64 => Self::I64,
            ArchivedValType::F32 => Self::F32,
            ArchivedValType::F64 => Self::F64,
            ArchivedValType::V128 => Self::V128,
            ArchivedValType::Ref(ty) => Self::Ref(RefType::from_archived(ty)),
        }
    }
}

impl FromArchived for FuncType {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self {
            params: archived.params.iter().map(ValType::from_archived).collect(),
            results: archived.results.iter().map(ValType::from_archived).collect(),
        }
    }
}

impl FromArchived for SubType {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self {
            is_final: archived.is_final,
            supertype: archived.supertype.as_ref().map(TypeIndex::from_archived),
            composite: CompositeType::Func(FuncType::from_archived(archived.func())),
        }
    }
}

impl FromArchived for Limits {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self { min: archived.min.to_native(), max: archived.max.as_ref().map(|max| max.to_native()) }
    }
}

impl FromArchived for IndexType {
    fn from_archived(archived: &Self::Archived) -> Self {
        match archived {
            ArchivedIndexType::I32 => Self::I32,
            ArchivedIndexType::I64 => Self::I64,
        }
    }
}

impl FromArchived for MemoryType {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self {
            limits: Limits::from_archived(&archived.limits),
            index: IndexType::from_archived(&archived.index),
            page_log2: archived.page_log2,
            shared: archived.shared,
        }
    }
}

impl FromArchived for TableType {
    fn from_archived(archived: &Self::Archived) -> Self {
        Self {
            limits: Limits::from_archived(&archived.limits),
            index: IndexType::from_archived(&archived.index),
            element: RefType::from_archived(&archived.element),
        }
    }
}

impl FromArchived for GlobalType {
    fn from_archived(archived: &Self::Archived) -> Self {
        let mutability = match archived.mutability {
            ArchivedMutability::Const => Mutability::Const,
            ArchivedMutability::Var => Mutability::Var,
        };
        Self { value: ValType::from_archived(&archived.value), mutability }
    }
}
