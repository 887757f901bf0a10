//! Types of the Wasm core specification (2.3), as the compiler, the artifact and the runtime share them.

use crate::TypeIndex;
use crate::image::MEMORY32_GROW_LIMIT_BYTES;
use rkyv::{Archive, Deserialize, Serialize};
use std::fmt;

/// What a reference may refer to: one of three hierarchies that have nothing in common, or a part of one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub enum HeapType {
    /// Any function.
    Func,
    /// Any value of the host.
    Extern,
    /// Any exception.
    Exn,
    /// No function: the type of null among the references to functions.
    NoFunc,
    /// No value of the host.
    NoExtern,
    /// No exception.
    NoExn,
    /// A function of a defined type: in what a module declares, the type's index; in the runtime, the engine's number of it.
    Concrete(TypeIndex),
}

impl HeapType {
    /// The type of everything in its hierarchy: `Func`, `Extern` or `Exn`.
    pub fn top(self) -> Self {
        match self {
            Self::Func | Self::NoFunc | Self::Concrete(_) => Self::Func,
            Self::Extern | Self::NoExtern => Self::Extern,
            Self::Exn | Self::NoExn => Self::Exn,
        }
    }

    /// The same with another number for the defined type.
    pub fn map_type(self, number: impl FnOnce(TypeIndex) -> TypeIndex) -> Self {
        match self {
            Self::Concrete(ty) => Self::Concrete(number(ty)),
            other => other,
        }
    }
}

/// A reference type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub struct RefType {
    /// Whether the null reference is a value of this type.
    pub nullable: bool,
    /// What it refers to.
    pub heap: HeapType,
}

impl RefType {
    /// `funcref`
    pub const FUNCREF: Self = Self { nullable: true, heap: HeapType::Func };
    /// `externref`
    pub const EXTERNREF: Self = Self { nullable: true, heap: HeapType::Extern };
    /// `exnref`
    pub const EXNREF: Self = Self { nullable: true, heap: HeapType::Exn };

    /// The same with another number for the defined type.
    pub fn map_type(self, number: impl FnOnce(TypeIndex) -> TypeIndex) -> Self {
        Self { heap: self.heap.map_type(number), ..self }
    }
}

/// A value type.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub enum ValType {
    /// A 32-bit integer.
    I32,
    /// A 64-bit integer.
    I64,
    /// A 32-bit IEEE 754 number.
    F32,
    /// A 64-bit IEEE 754 number.
    F64,
    /// A 128-bit vector.
    V128,
    /// A reference.
    Ref(RefType),
}

impl ValType {
    /// Whether there is a value that places of this type begin with: zero or null.
    pub fn has_default(self) -> bool {
        !matches!(self, Self::Ref(RefType { nullable: false, .. }))
    }

    /// The same with another number for the defined type.
    pub fn map_type(self, number: impl FnOnce(TypeIndex) -> TypeIndex) -> Self {
        match self {
            Self::Ref(ty) => Self::Ref(ty.map_type(number)),
            other => other,
        }
    }
}

/// The type of a function: what it takes and what it returns.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Archive, Serialize, Deserialize)]
pub struct FuncType {
    /// Types of the parameters, first to last.
    pub params: Vec<ValType>,
    /// Types of the results, first to last.
    pub results: Vec<ValType>,
}

impl FuncType {
    /// The type of functions that take and return these.
    pub fn new(params: impl IntoIterator<Item = ValType>, results: impl IntoIterator<Item = ValType>) -> Self {
        Self { params: params.into_iter().collect(), results: results.into_iter().collect() }
    }

    /// The same with other numbers for defined types.
    pub fn map_types(&self, number: impl Fn(TypeIndex) -> TypeIndex) -> Self {
        let all = |types: &[ValType]| types.iter().map(|ty| ty.map_type(&number)).collect();
        Self { params: all(&self.params), results: all(&self.results) }
    }
}

/// A type that a module defines: one of a recursion group (core specification 3.0, 2.3, "sub type").
#[derive(Clone, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
pub struct SubType {
    /// Whether it has no subtypes but itself.
    pub is_final: bool,
    /// The type that it is declared to be a subtype of.
    pub supertype: Option<TypeIndex>,
    /// What it is.
    pub composite: CompositeType,
}

/// What a defined type is.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
pub enum CompositeType {
    /// The type of functions.
    Func(FuncType),
}

impl SubType {
    /// Its signature.
    pub fn func(&self) -> &FuncType {
        let CompositeType::Func(ty) = &self.composite;
        ty
    }

    /// The same with other numbers for defined types.
    pub fn map_types(&self, number: impl Fn(TypeIndex) -> TypeIndex) -> Self {
        Self {
            is_final: self.is_final,
            supertype: self.supertype.map(&number),
            composite: CompositeType::Func(self.func().map_types(number)),
        }
    }
}

impl ArchivedSubType {
    /// Its signature.
    pub fn func(&self) -> &ArchivedFuncType {
        let ArchivedCompositeType::Func(ty) = &self.composite;
        ty
    }
}

impl From<FuncType> for SubType {
    /// As the plain form `(type (func …))` defines it: final, without a supertype.
    fn from(ty: FuncType) -> Self {
        Self { is_final: true, supertype: None, composite: CompositeType::Func(ty) }
    }
}

/// The size limits of a memory (in pages) or of a table (in elements).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub struct Limits {
    /// The size at instantiation.
    pub min: u64,
    /// The size it may never pass, where one was declared.
    pub max: Option<u64>,
}

/// The width of a memory's or table's indices.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub enum IndexType {
    /// `i32`
    I32,
    /// `i64`
    I64,
}

/// The type of a linear memory.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub struct MemoryType {
    /// Its size in pages.
    pub limits: Limits,
    /// The type of its addresses.
    pub index: IndexType,
    /// Base-two logarithm of the page size in bytes: 16 unless the module says otherwise.
    pub page_log2: u8,
    /// Whether several threads may use it.
    pub shared: bool,
}

impl MemoryType {
    /// The type of memories with 32-bit addresses that nobody shares, of at least and at most so many pages of 64 KiB.
    pub fn new(min: u32, max: Option<u32>) -> Self {
        let limits = Limits { min: min.into(), max: max.map(u64::from) };
        Self { limits, index: IndexType::I32, page_log2: 16, shared: false }
    }

    /// The same, for shared memories.
    pub fn shared(min: u32, max: u32) -> Self {
        Self { shared: true, ..Self::new(min, Some(max)) }
    }

    /// Whether the memory has 32-bit indices and is declared no larger than [`MEMORY32_GROW_LIMIT_BYTES`], so that it never
    /// passes that. Compiled code relies on it: an index of such a memory plus less than 64 Ki does not wrap.
    pub fn stays_below_4gib(&self) -> bool {
        let most_pages = MEMORY32_GROW_LIMIT_BYTES.checked_shr(self.page_log2.into()).unwrap_or(0);
        self.index == IndexType::I32 && self.limits.min <= most_pages
    }
}

/// The type of a table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub struct TableType {
    /// Its size in elements.
    pub limits: Limits,
    /// The type of its indices.
    pub index: IndexType,
    /// The type of its elements.
    pub element: RefType,
}

impl TableType {
    /// The type of tables with 32-bit indices, of at least and at most so many elements.
    pub fn new(element: RefType, min: u32, max: Option<u32>) -> Self {
        let limits = Limits { min: min.into(), max: max.map(u64::from) };
        Self { limits, index: IndexType::I32, element }
    }
}

/// Whether a global may be written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub enum Mutability {
    /// `const`
    Const,
    /// `var`
    Var,
}

/// The type of a global.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub struct GlobalType {
    /// The type of its value.
    pub value: ValType,
    /// Whether it may be written.
    pub mutability: Mutability,
}

impl GlobalType {
    /// The type of globals with such values.
    pub fn new(value: ValType, mutability: Mutability) -> Self {
        Self { value, mutability }
    }
}

impl fmt::Display for RefType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.nullable, self.heap) {
            (true, HeapType::Func) => f.write_str("funcref"),
            (true, HeapType::Extern) => f.write_str("externref"),
            (true, HeapType::Exn) => f.write_str("exnref"),
            (true, HeapType::NoFunc) => f.write_str("nullfuncref"),
            (true, HeapType::NoExtern) => f.write_str("nullexternref"),
            (true, HeapType::NoExn) => f.write_str("nullexnref"),
            (true, heap) => write!(f, "(ref null {heap})"),
            (false, heap) => write!(f, "(ref {heap})"),
        }
    }
}

impl fmt::Display for HeapType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Func => f.write_str("func"),
            Self::Extern => f.write_str("extern"),
            Self::Exn => f.write_str("exn"),
            Self::NoFunc => f.write_str("nofunc"),
            Self::NoExtern => f.write_str("noextern"),
            Self::NoExn => f.write_str("noexn"),
            Self::Concrete(ty) => write!(f, "{}", ty.0),
        }
    }
}

impl fmt::Display for ValType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::I32 => f.write_str("i32"),
            Self::I64 => f.write_str("i64"),
            Self::F32 => f.write_str("f32"),
            Self::F64 => f.write_str("f64"),
            Self::V128 => f.write_str("v128"),
            Self::Ref(ty) => ty.fmt(f),
        }
    }
}

impl fmt::Display for FuncType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |types: &[ValType]| types.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
        write!(f, "({}) -> ({})", list(&self.params), list(&self.results))
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.max {
            Some(max) => write!(f, "{} {max}", self.min),
            None => write!(f, "{}", self.min),
        }
    }
}
