//! Everything that can be imported or exported, its types, and which type fits where another is asked for.

use crate::engine::Engine;
use crate::func::Func;
use crate::global::Global;
use crate::memory::Memory;
use crate::shared_memory::SharedMemory;
use crate::store::{AsContext, StoreOpaque};
use crate::table::Table;
use crate::tag::Tag;
use std::fmt;
use wasmc_abi::{FuncType, GlobalType, IndexType, Limits, MemoryType, Mutability, TableType};

/// Something that can be imported or exported.
#[derive(Clone, Debug)]
pub enum Extern {
    /// A function.
    Func(Func),
    /// A table.
    Table(Table),
    /// A memory.
    Memory(Memory),
    /// A memory that several stores may have.
    SharedMemory(SharedMemory),
    /// A global.
    Global(Global),
    /// An exception tag.
    Tag(Tag),
}

/// The type of an [`Extern`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ExternType {
    /// A function's.
    Func(FuncType),
    /// A table's.
    Table(TableType),
    /// A memory's.
    Memory(MemoryType),
    /// A global's.
    Global(GlobalType),
    /// An exception tag's.
    Tag(FuncType),
}

/// An import of a module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ImportType<'a> {
    pub(crate) module: &'a str,
    pub(crate) name: &'a str,
    pub(crate) ty: ExternType,
}

/// An export of a module.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportType<'a> {
    pub(crate) name: &'a str,
    pub(crate) ty: ExternType,
}

impl<'a> ImportType<'a> {
    /// The module it is to come from.
    pub fn module(&self) -> &'a str {
        self.module
    }

    /// Its name there.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Its type.
    pub fn ty(&self) -> &ExternType {
        &self.ty
    }
}

impl<'a> ExportType<'a> {
    /// Its name.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// Its type.
    pub fn ty(&self) -> &ExternType {
        &self.ty
    }
}

impl Extern {
    /// The function, if it is one.
    pub fn into_func(self) -> Option<Func> {
        if let Self::Func(func) = self { Some(func) } else { None }
    }

    /// The table, if it is one.
    pub fn into_table(self) -> Option<Table> {
        if let Self::Table(table) = self { Some(table) } else { None }
    }

    /// The memory, if it is one.
    pub fn into_memory(self) -> Option<Memory> {
        if let Self::Memory(memory) = self { Some(memory) } else { None }
    }

    /// The shared memory, if it is one.
    pub fn into_shared_memory(self) -> Option<SharedMemory> {
        if let Self::SharedMemory(memory) = self { Some(memory) } else { None }
    }

    /// The global, if it is one.
    pub fn into_global(self) -> Option<Global> {
        if let Self::Global(global) = self { Some(global) } else { None }
    }

    /// The exception tag, if it is one.
    pub fn into_tag(self) -> Option<Tag> {
        if let Self::Tag(tag) = self { Some(tag) } else { None }
    }

    /// Its type: of memories and tables, with the present size as the least one.
    pub fn ty(&self, store: impl AsContext) -> ExternType {
        self.ty_in(store.as_context().opaque())
    }

    pub(crate) fn ty_in(&self, store: &StoreOpaque) -> ExternType {
        match self {
            Self::Func(func) => ExternType::Func(FuncType::clone(&func.ty_in(store))),
            Self::Table(table) => ExternType::Table(table.ty_in(store)),
            Self::Memory(memory) => ExternType::Memory(memory.ty_in(store)),
            Self::SharedMemory(memory) => ExternType::Memory(memory.ty()),
            Self::Global(global) => ExternType::Global(global.ty_in(store)),
            Self::Tag(tag) => ExternType::Tag(FuncType::clone(&tag.ty_in(store))),
        }
    }
}

macro_rules! from_handles {
    ($($handle:ident)*) => {$(
        impl From<$handle> for Extern {
            fn from(handle: $handle) -> Self {
                Self::$handle(handle)
            }
        }
    )*};
}

from_handles!(Func Table Memory SharedMemory Global Tag);

impl ExternType {
    /// The function's type, if it is one.
    pub fn func(&self) -> Option<&FuncType> {
        if let Self::Func(ty) = self { Some(ty) } else { None }
    }

    /// The table's type, if it is one.
    pub fn table(&self) -> Option<&TableType> {
        if let Self::Table(ty) = self { Some(ty) } else { None }
    }

    /// The memory's type, if it is one.
    pub fn memory(&self) -> Option<&MemoryType> {
        if let Self::Memory(ty) = self { Some(ty) } else { None }
    }

    /// The global's type, if it is one.
    pub fn global(&self) -> Option<&GlobalType> {
        if let Self::Global(ty) = self { Some(ty) } else { None }
    }

    /// The exception tag's type, if it is one.
    pub fn tag(&self) -> Option<&FuncType> {
        if let Self::Tag(ty) = self { Some(ty) } else { None }
    }

    /// Whether a table, memory or global of this type can be imported where `wanted` is asked for (core specification,
    /// "Import Matching").
    pub(crate) fn matches(&self, wanted: &Self, engine: &Engine) -> bool {
        match (self, wanted) {
            (Self::Global(found), Self::Global(wanted)) => {
                found.mutability == wanted.mutability
                    && match found.mutability {
                        Mutability::Const => engine.fits(found.value, wanted.value),
                        Mutability::Var => found.value == wanted.value,
                    }
            }
            (Self::Table(found), Self::Table(wanted)) => {
                limits_match(found.limits, wanted.limits)
                    && found.index == wanted.index
                    && found.element == wanted.element
            }
            (Self::Memory(found), Self::Memory(wanted)) => {
                limits_match(found.limits, wanted.limits)
                    && found.index == wanted.index
                    && found.page_log2 == wanted.page_log2
                    && found.shared == wanted.shared
            }
            _ => false,
        }
    }
}

fn limits_match(found: Limits, wanted: Limits) -> bool {
    let max_fits = match (found.max, wanted.max) {
        (_, None) => true,
        (None, Some(_)) => false,
        (Some(found), Some(wanted)) => found <= wanted,
    };
    found.min >= wanted.min && max_fits
}

fn index_prefix(index: IndexType) -> &'static str {
    match index {
        IndexType::I32 => "",
        IndexType::I64 => "i64 ",
    }
}

impl fmt::Display for ExternType {
    /// As the text format writes it; functions as `(i32) -> (i64)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Func(ty) => ty.fmt(f),
            Self::Table(ty) => write!(f, "table {}{} {}", index_prefix(ty.index), ty.limits, ty.element),
            Self::Memory(ty) => {
                write!(f, "memory {}{}", index_prefix(ty.index), ty.limits)?;
                if ty.shared {
                    f.write_str(" shared")?;
                }
                if ty.page_log2 == 16 { Ok(()) } else { write!(f, " (pagesize {:#x})", 1u64 << ty.page_log2) }
            }
            Self::Global(ty) => match ty.mutability {
                Mutability::Const => write!(f, "global {}", ty.value),
                Mutability::Var => write!(f, "global (mut {})", ty.value),
            },
            Self::Tag(ty) => write!(f, "tag {ty}"),
        }
    }
}
