//! `FuncEnvironment`: what a function's translation asks of whoever knows the layout of an instance.
//!
//! It *describes*, it does not translate: each method says where something is, and the operators in `func/ops` emit the
//! code. Help from the runtime is a row of `wasmc_abi::Libcall`, not a method here. The backend implements it for the real
//! image; the frontend's tests implement it with plain external symbols, so that expected IR does not change with the layout.

use crate::func::Profiling;
use crate::ir::Convention;
use crate::tables::ConstantTable;
use inkwell::types::IntType;
use inkwell::values::{FunctionValue, PointerValue};
use std::sync::Arc;
use wasmc_abi::profile::Shape;
use wasmc_abi::{
    FuncIndex, GlobalIndex, GlobalType, Libcall, MemoryIndex, MemoryType, ModuleInfo, TableIndex, TableType, TagIndex,
    TypeIndex,
};

/// Where a definition lies.
#[derive(Clone, Copy, Debug)]
pub enum Place<'ctx> {
    /// At this address: it belongs to the instance.
    Direct(PointerValue<'ctx>),
    /// At the address that this import slot holds. The runtime writes the slot once, before any guest code runs.
    Slot(PointerValue<'ctx>),
}

/// A linear memory.
#[derive(Clone, Copy, Debug)]
pub struct Heap<'ctx> {
    /// Its first byte as a link-time constant, for the memory at a fixed distance from the code. Without one, the base is
    /// loaded from the definition; it never changes.
    pub base: Option<PointerValue<'ctx>>,
    /// Its `wasmc_abi::instance::MemoryDef`.
    pub def: Place<'ctx>,
    /// Its type.
    pub ty: MemoryType,
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table<'ctx> {
    /// Its `wasmc_abi::instance::TableDef`.
    pub def: Place<'ctx>,
    /// Its type.
    pub ty: TableType,
}

/// A table that never changes, as constants of the module.
#[derive(Clone, Debug)]
pub struct View<'ctx> {
    /// What is in it.
    pub table: Arc<ConstantTable>,
    /// Its `ConstantTable::kinds`, as integers of type `kind`.
    pub kinds: PointerValue<'ctx>,
    /// The type of the elements of `kinds`.
    pub kind: IntType<'ctx>,
}

/// A global.
#[derive(Clone, Copy, Debug)]
pub struct Global<'ctx> {
    /// Its value.
    pub place: Place<'ctx>,
    /// Its type.
    pub ty: GlobalType,
}

/// What the translation of a function asks. See the module's documentation.
pub trait FuncEnvironment<'ctx> {
    /// What the module declares.
    fn info(&self) -> &ModuleInfo;

    /// Whether every access to a memory must be volatile, so that the state at a trap is exact.
    fn strict_memory(&self) -> bool;

    /// Whether a function counts or has been counted, and where its counters begin.
    fn profiling(&mut self, func: FuncIndex) -> (Profiling<'ctx>, Shape);

    /// For a function that is recognised as a routine of the C library: what does the same at once, or says that it has not.
    /// It takes the base of memory 0, its size in bytes as 64 bits and the function's arguments. Its result has 64 bits: that of the function,
    /// extended with zeros, or a negative number, and then it has done nothing.
    fn routine(&mut self, func: FuncIndex) -> Option<FunctionValue<'ctx>>;

    /// Describes a memory.
    fn make_heap(&mut self, memory: MemoryIndex) -> Heap<'ctx>;

    /// Describes a table.
    fn make_table(&mut self, table: TableIndex) -> Table<'ctx>;

    /// Describes a table of functions as constants, if it never changes.
    fn constant_table(&mut self, table: TableIndex) -> Option<View<'ctx>>;

    /// For a table that never changes, an array of the addresses of its functions' code in a convention, null for null. For
    /// functions without tail calls, which have another convention than [`Convention::Tail`], those of adapters.
    fn constant_code(&mut self, table: TableIndex, convention: Convention) -> PointerValue<'ctx>;

    /// Describes a global.
    fn make_global(&mut self, global: GlobalIndex) -> Global<'ctx>;

    /// Where the `wasmc_abi::instance::TagDef` of an exception tag is.
    fn tag(&mut self, tag: TagIndex) -> Place<'ctx>;

    /// The function that a direct call calls: the function itself, or for an imported one the wrapper that calls through
    /// its slot.
    fn callee(&mut self, func: FuncIndex) -> FunctionValue<'ctx>;

    /// Memory of the instance in which tail calls leave what does not fit into registers: as many slots for values as any
    /// type of the module may need.
    fn tail_arguments(&mut self) -> PointerValue<'ctx>;

    /// The address of a function's `wasmc_abi::instance::FuncRef`.
    fn func_ref(&mut self, func: FuncIndex) -> PointerValue<'ctx>;

    /// The address of the 32-bit identity that the engine has given to a type. Written once, before any guest code runs.
    fn type_id(&mut self, ty: TypeIndex) -> PointerValue<'ctx>;

    /// For function references of this type that have no internal entry (host functions): a function in the convention of
    /// all modules that is told the `FuncRef`, and calls it through the edge convention.
    fn edge_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx>;

    /// For function references of this type that have no entry for tail calls: a function in the convention of tail calls
    /// that is told the `FuncRef`, and calls it in another way.
    fn tail_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx>;

    /// The function of a libcall, in the C convention.
    fn libcall(&mut self, libcall: Libcall) -> FunctionValue<'ctx>;

    /// The address of the instance's header: the first argument of libcalls that work on an instance.
    fn instance(&mut self) -> PointerValue<'ctx>;
}
