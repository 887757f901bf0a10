//! What a module declares: all of it but the code. Made by the frontend, stored in the artifact, read by the runtime.

use crate::{
    DataIndex, ElemIndex, FuncIndex, FuncRefIndex, FuncType, GlobalIndex, GlobalSlot, GlobalType, HeapType,
    MemoryIndex, MemoryType, RefType, SubType, TableIndex, TableType, TagIndex, TypeIndex,
};
use rkyv::{Archive, Deserialize, Serialize};

/// A module without its code.
#[derive(Clone, Debug, Default, Archive, Serialize, Deserialize)]
pub struct ModuleInfo {
    /// The name section's name for the module.
    pub name: Option<String>,
    /// Defined types.
    pub types: Vec<SubType>,
    /// How many types each recursion group has, in order: a type may refer to those before it, and to those of its group.
    pub rec_groups: Vec<u32>,
    /// Imports, in the order of the import section.
    pub imports: Vec<Import>,
    /// All functions, imported ones first.
    pub funcs: Vec<FuncInfo>,
    /// How many of the functions are imported.
    pub imported_funcs: u32,
    /// All tables, imported ones first.
    pub tables: Vec<TableInfo>,
    /// How many of the tables are imported.
    pub imported_tables: u32,
    /// All memories, imported ones first.
    pub memories: Vec<MemoryType>,
    /// How many of the memories are imported.
    pub imported_memories: u32,
    /// All globals, imported ones first.
    pub globals: Vec<GlobalInfo>,
    /// How many of the globals are imported.
    pub imported_globals: u32,
    /// All exception tags, imported ones first: the function types whose parameters are the values of their exceptions.
    pub tags: Vec<TypeIndex>,
    /// How many of the tags are imported.
    pub imported_tags: u32,
    /// Exports, in the order of the export section.
    pub exports: Vec<Export>,
    /// The function that instantiation ends with.
    pub start: Option<FuncIndex>,
    /// Element segments.
    pub elements: Vec<ElementSegment>,
    /// Data segments.
    pub data: Vec<DataSegment>,
    /// The functions that have a function reference, in the order of [`FuncRefIndex`]: every imported function, then
    /// each defined one that is exported, started, or named by `ref.func` or an element segment.
    pub funcrefs: Vec<FuncIndex>,
}

/// An import.
#[derive(Clone, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
pub struct Import {
    /// The module it is to come from.
    pub module: String,
    /// Its name there.
    pub name: String,
    /// What it is here: the index space and the position in it.
    pub entity: EntityIndex,
}

/// An export.
#[derive(Clone, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
pub struct Export {
    /// Its name.
    pub name: String,
    /// What it is.
    pub entity: EntityIndex,
}

/// Something that can be imported or exported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Eq, Debug))]
pub enum EntityIndex {
    /// A function.
    Func(FuncIndex),
    /// A table.
    Table(TableIndex),
    /// A memory.
    Memory(MemoryIndex),
    /// A global.
    Global(GlobalIndex),
    /// An exception tag.
    Tag(TagIndex),
}

/// A function.
#[derive(Clone, PartialEq, Eq, Debug, Archive, Serialize, Deserialize)]
pub struct FuncInfo {
    /// Its type.
    pub ty: TypeIndex,
    /// The name section's name for it, else the first that it is exported under.
    pub name: Option<String>,
    /// Its function reference, if it has one.
    pub funcref: Option<FuncRefIndex>,
    /// Where its code is in the Wasm binary: first byte and end. Empty for an imported one.
    pub body: (u32, u32),
}

/// A table.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub struct TableInfo {
    /// Its type.
    pub ty: TableType,
    /// The value of its elements at instantiation, where that is not null.
    pub init: Option<ConstExpr>,
}

impl From<TableType> for TableInfo {
    /// A table that is imported, or begins with nulls.
    fn from(ty: TableType) -> Self {
        Self { ty, init: None }
    }
}

/// A global.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub struct GlobalInfo {
    /// Its type.
    pub ty: GlobalType,
    /// Its initial value; none for an imported one.
    pub init: Option<ConstExpr>,
    /// Its place among the exposed globals. A defined global without one is private to compiled code, which initializes it.
    pub slot: Option<GlobalSlot>,
}

/// A constant expression (core specification, 3.3.13), in postfix order.
#[derive(Clone, PartialEq, Debug, Default, Archive, Serialize, Deserialize)]
pub struct ConstExpr(pub Vec<ConstOp>);

/// An instruction of a constant expression.
#[derive(Clone, Copy, PartialEq, Debug, Archive, Serialize, Deserialize)]
#[rkyv(derive(Clone, Copy, PartialEq, Debug))]
pub enum ConstOp {
    /// `i32.const`
    I32Const(i32),
    /// `i64.const`
    I64Const(i64),
    /// `f32.const`, as bits
    F32Const(u32),
    /// `f64.const`, as bits
    F64Const(u64),
    /// `v128.const`, little-endian
    V128Const([u8; 16]),
    /// `ref.null`
    RefNull(HeapType),
    /// `ref.func`
    RefFunc(FuncIndex),
    /// `global.get`
    GlobalGet(GlobalIndex),
    /// `i32.add`
    I32Add,
    /// `i32.sub`
    I32Sub,
    /// `i32.mul`
    I32Mul,
    /// `i64.add`
    I64Add,
    /// `i64.sub`
    I64Sub,
    /// `i64.mul`
    I64Mul,
}

/// An element segment.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub struct ElementSegment {
    /// When it is used.
    pub mode: ElementMode,
    /// The type of its elements.
    pub ty: RefType,
    /// Its elements.
    pub items: ElementItems,
}

/// When an element segment is used.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub enum ElementMode {
    /// Copied to `table` at instantiation, then dropped.
    Active {
        /// The table.
        table: TableIndex,
        /// Where in the table.
        offset: ConstExpr,
    },
    /// Copied by `table.init`.
    Passive,
    /// Only declares what `ref.func` may name.
    Declared,
}

/// The elements of a segment.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub enum ElementItems {
    /// Functions.
    Funcs(Vec<FuncIndex>),
    /// Constant expressions.
    Exprs(Vec<ConstExpr>),
}

/// A data segment. Its bytes lie in the artifact's data blob.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub struct DataSegment {
    /// When it is used.
    pub mode: DataMode,
    /// Where its bytes begin in the data blob.
    pub start: u64,
    /// How many bytes it has.
    pub len: u64,
}

/// When a data segment is used.
#[derive(Clone, PartialEq, Debug, Archive, Serialize, Deserialize)]
pub enum DataMode {
    /// Copied to `memory` at instantiation, then dropped.
    Active {
        /// The memory.
        memory: MemoryIndex,
        /// Where in the memory.
        offset: ConstExpr,
    },
    /// Copied by `memory.init`.
    Passive,
}

impl ModuleInfo {
    /// The type of a function.
    pub fn func_type(&self, func: FuncIndex) -> &FuncType {
        self.signature(self.funcs[func.index()].ty)
    }

    /// The type of an exception tag: its parameters are the values of the tag's exceptions.
    pub fn tag_type(&self, tag: TagIndex) -> &FuncType {
        self.signature(self.tags[tag.index()])
    }

    /// The signature of functions of a defined type.
    pub fn signature(&self, ty: TypeIndex) -> &FuncType {
        self.types[ty.index()].func()
    }

    /// Whether the first type is the second, or names it among its supertypes. Equal types may have several indices, so the
    /// answer can be no where the types say yes.
    pub fn is_declared_subtype(&self, ty: TypeIndex, wanted: TypeIndex) -> bool {
        std::iter::successors(Some(ty), |ty| self.types[ty.index()].supertype).any(|ty| ty == wanted)
    }

    /// Defines a type in a recursion group of its own.
    pub fn add_type(&mut self, ty: impl Into<SubType>) -> TypeIndex {
        self.types.push(ty.into());
        self.rec_groups.push(1);
        (self.types.len() - 1).into()
    }

    /// Whether a function is imported.
    pub fn is_imported_func(&self, func: FuncIndex) -> bool {
        func.0 < self.imported_funcs
    }

    /// Whether a memory is reached through a slot: it is imported, or shared, so that it may outlive the instance.
    pub fn has_memory_slot(&self, memory: MemoryIndex) -> bool {
        memory.0 < self.imported_memories || self.memories[memory.index()].shared
    }

    /// How many memories before this one have a slot as it has, or none as it has none.
    pub fn memory_position(&self, memory: MemoryIndex) -> usize {
        let has_slot = self.has_memory_slot(memory);
        (0..memory.index()).filter(|&other| self.has_memory_slot(other.into()) == has_slot).count()
    }

    /// Whether the module has a memory 0 that is its instance's alone, at a fixed distance from its code.
    pub fn defines_memory0(&self) -> bool {
        !self.memories.is_empty() && !self.has_memory_slot(MemoryIndex(0))
    }

    /// The number of element segments and of data segments.
    pub fn segment_counts(&self) -> (ElemIndex, DataIndex) {
        (self.elements.len().into(), self.data.len().into())
    }
}
