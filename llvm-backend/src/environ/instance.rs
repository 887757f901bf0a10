//! Instance data: the symbols of `wasmc_abi::instance::symbol`, and the globals that the runtime never sees.

use crate::portion::{self, Portion};
use crate::raw;
use inkwell::module::Linkage;
use inkwell::types::{BasicType, BasicTypeEnum, IntType, StructType, VectorType};
use inkwell::values::{BasicValueEnum, FunctionValue, GlobalValue, PointerValue};
use std::mem::{offset_of, size_of};
use wasmc_abi::instance::{FuncRef, InstanceHeader, MemoryDef, TableDef, TagDef, ValRaw, symbol};
use wasmc_abi::{ConstExpr, ConstOp, FuncIndex, GlobalInfo, MemoryIndex, ModuleInfo, Mutability, ValType};
use wasmc_frontend::ir::{Convention, Ir, types};

/// Alignment of each symbol of instance data, in bytes: that of its most demanding element.
const DATA_ALIGN: u32 = align_of::<ValRaw>() as u32;

/// What we tell LLVM of memory 0's alignment, in bytes. True: whatever is mapped begins at a page, and no machine has
/// smaller ones.
const MEMORY0_ALIGN: u32 = wasmc_abi::image::X86_64_SEGMENT_ALIGN as u32;

/// The symbols of instance data.
pub struct Instance<'ctx> {
    /// `wasmc_memory0`, if the module has one.
    pub memory0: Option<PointerValue<'ctx>>,
    pub header: Array<'ctx>,
    pub memories: Array<'ctx>,
    pub memory_imports: Array<'ctx>,
    pub tables: Array<'ctx>,
    pub table_imports: Array<'ctx>,
    pub globals: Array<'ctx>,
    pub global_imports: Array<'ctx>,
    pub tags: Array<'ctx>,
    pub tag_imports: Array<'ctx>,
    pub funcrefs: Array<'ctx>,
    pub type_ids: Array<'ctx>,
    pub profile: Array<'ctx>,
}

/// A symbol with so many elements; without elements there is no symbol.
pub struct Array<'ctx> {
    byte: IntType<'ctx>,
    index: IntType<'ctx>,
    variable: Option<GlobalValue<'ctx>>,
    element_bytes: usize,
}

/// Defines the symbols, or declares them if they belong to another portion.
struct Definer<'m, 'ctx> {
    ir: &'m Ir<'m, 'ctx>,
    portion: Portion,
}

impl<'ctx> Definer<'_, 'ctx> {
    fn array<T>(&self, name: &str, count: usize) -> Array<'ctx> {
        let bytes = self.ir.i8.array_type(element_count(size_of::<T>()));
        self.array_of::<T>(name, count, bytes.into())
    }

    /// As `array`, with elements of type `ty`, which has the layout of `T`.
    fn array_of<T>(&self, name: &str, count: usize, ty: BasicTypeEnum<'ctx>) -> Array<'ctx> {
        let variable = (count > 0).then(|| {
            let ty = ty.array_type(element_count(count));
            let variable = self.ir.module.add_global(ty, None, name);
            self.portion.initialize(variable, &ty.const_zero());
            hide(variable, DATA_ALIGN);
            variable
        });
        Array { byte: self.ir.i8, index: self.ir.i64, variable, element_bytes: size_of::<T>() }
    }
}

impl<'ctx> Array<'ctx> {
    /// The address of an element.
    pub fn at(&self, position: usize) -> PointerValue<'ctx> {
        let base = self.variable.expect("the module has this element").as_pointer_value();
        match (position * self.element_bytes) as u64 {
            0 => base,
            // SAFETY: the index has the type that a byte-typed address takes, and lies inside the array.
            bytes => unsafe { base.const_in_bounds_gep(self.byte, &[self.index.const_int(bytes, false)]) },
        }
    }
}

fn element_count(count: usize) -> u32 {
    u32::try_from(count).expect("validation limits all counts to a few millions")
}

/// The LLVM type with the layout of a [`FuncRef`].
fn funcref_type<'ctx>(ir: &Ir<'_, 'ctx>) -> StructType<'ctx> {
    let pointer = ir.ptr.into();
    ir.context.struct_type(&[pointer, pointer, pointer, pointer, ir.i32.into(), ir.i32.into()], false)
}

// The six fields, in this order.
const _: () = assert!(offset_of!(FuncRef, fast) == 0 && offset_of!(FuncRef, tail) == 8);
const _: () = assert!(offset_of!(FuncRef, edge) == 16 && offset_of!(FuncRef, env) == 24);
const _: () = assert!(offset_of!(FuncRef, type_id) == 32);

/// The ways to call a function that may leave the module. See [`FuncRef`].
pub struct Entries<'ctx> {
    pub fast: FunctionValue<'ctx>,
    pub tail: Option<FunctionValue<'ctx>>,
    pub edge: FunctionValue<'ctx>,
}

/// Makes a variable one that the linker sees and nobody else: the code reaches it without a table of addresses.
fn hide(variable: GlobalValue<'_>, align: u32) {
    portion::share(variable);
    variable.set_alignment(align);
}

impl<'ctx> Instance<'ctx> {
    /// Defines the symbols, all zero, or declares them. `counts` says whether the code counts what it does.
    pub fn define(ir: &Ir<'_, 'ctx>, info: &ModuleInfo, portion: Portion, counts: bool) -> Self {
        let imported = |count: u32| count as usize;
        let defined = |all: usize, imported: u32| all - imported as usize;
        let exposed_globals = info.globals.iter().filter(|global| global.slot.is_some()).count();
        let (tables, tags) = (info.tables.len(), info.tags.len());
        let memories = (0..info.memories.len()).map(MemoryIndex::from);
        let (slots, own): (Vec<_>, Vec<_>) = memories.partition(|&memory| info.has_memory_slot(memory));
        let define = Definer { ir, portion };
        Self {
            memory0: info.defines_memory0().then(|| declare_memory0(ir)),
            header: define.array::<InstanceHeader>(symbol::INSTANCE, 1),
            memories: define.array::<MemoryDef>(symbol::MEMORIES, own.len()),
            memory_imports: define.array::<*mut MemoryDef>(symbol::MEMORY_IMPORTS, slots.len()),
            tables: define.array::<TableDef>(symbol::TABLES, defined(tables, info.imported_tables)),
            table_imports: define.array::<*mut TableDef>(symbol::TABLE_IMPORTS, imported(info.imported_tables)),
            globals: define.array::<ValRaw>(symbol::GLOBALS, exposed_globals),
            global_imports: define.array::<*mut ValRaw>(symbol::GLOBAL_IMPORTS, imported(info.imported_globals)),
            tags: define.array::<TagDef>(symbol::TAGS, defined(tags, info.imported_tags)),
            tag_imports: define.array::<*mut TagDef>(symbol::TAG_IMPORTS, imported(info.imported_tags)),
            funcrefs: define.array_of::<FuncRef>(symbol::FUNCREFS, info.funcrefs.len(), funcref_type(ir).into()),
            type_ids: define.array::<u32>(symbol::TYPE_IDS, info.types.len()),
            profile: define.array::<*mut u64>(symbol::PROFILE, usize::from(counts)),
        }
    }

    /// Gives the function references of defined functions their addresses; those of imported ones stay zero.
    pub fn fill_funcrefs(&self, ir: &Ir<'_, 'ctx>, info: &ModuleInfo, entries: Vec<Option<Entries<'ctx>>>) {
        let Some(variable) = self.funcrefs.variable else { return };
        let ty = funcref_type(ir);
        let entry = |(position, (func, entries)): (usize, (&FuncIndex, Option<Entries<'ctx>>))| {
            let Some(Entries { fast, tail, edge }) = entries else { return ty.const_zero() };
            let type_index = info.funcs[func.index()].ty;
            let address = |function: FunctionValue<'ctx>| function.as_global_value().as_pointer_value();
            ty.const_named_struct(&[
                address(fast).into(),
                tail.map_or(ir.ptr.const_null(), address).into(),
                address(edge).into(),
                self.funcrefs.at(position).into(),
                ir.i32.const_int(type_index.0.into(), false).into(),
                ir.i32.const_zero().into(),
            ])
        };
        let entries: Vec<_> = info.funcrefs.iter().zip(entries).enumerate().map(entry).collect();
        variable.set_initializer(&ty.const_array(&entries));
    }
}

fn declare_memory0<'ctx>(ir: &Ir<'_, 'ctx>) -> PointerValue<'ctx> {
    let variable = ir.module.add_global(ir.i8.array_type(0), None, symbol::MEMORY0);
    hide(variable, MEMORY0_ALIGN);
    variable.as_pointer_value()
}

/// A variable for each global that only compiled code uses. LLVM sees all that happens to them, if it sees the whole module.
pub fn private_globals<'ctx>(
    ir: &Ir<'_, 'ctx>,
    info: &ModuleInfo,
    portion: Portion,
) -> Vec<Option<PointerValue<'ctx>>> {
    let define = |(index, global): (usize, &GlobalInfo)| {
        let init = global.init.as_ref().filter(|_| global.slot.is_none())?;
        let ty = types::val_type(ir.context, global.ty.value);
        let variable = ir.module.add_global(ty, None, &format!("global[{index}]"));
        portion.hide(variable);
        // True of an immutable one: its initializer is all that ever writes it, and only this module sees it.
        variable.set_constant(global.ty.mutability == Mutability::Const);
        if portion.has_data() || variable.is_constant() {
            variable.set_initializer(&constant(ir, ty, init));
        }
        if !portion.has_data() && variable.is_constant() {
            // The data has it; code may know its value.
            variable.set_linkage(Linkage::AvailableExternally);
        }
        Some(variable.as_pointer_value())
    };
    info.globals.iter().enumerate().map(define).collect()
}

/// Memory for the parameters of tail calls that find no register left. Only one thread runs an instance at a time.
pub fn tail_arguments<'ctx>(ir: &Ir<'_, 'ctx>, info: &ModuleInfo, portion: Portion) -> PointerValue<'ctx> {
    let slots = info.types.iter().map(|ty| Convention::Tail.most_slots(ty.func())).max().unwrap_or(0);
    let ty = types::val_type(ir.context, ValType::V128).array_type(element_count(slots));
    let variable = ir.module.add_global(ty, None, "tail_arguments");
    portion.hide(variable);
    portion.initialize(variable, &ty.const_zero());
    variable.set_alignment(DATA_ALIGN);
    variable.as_pointer_value()
}

/// The value of a constant initializer.
fn constant<'ctx>(ir: &Ir<'_, 'ctx>, ty: BasicTypeEnum<'ctx>, init: &ConstExpr) -> BasicValueEnum<'ctx> {
    match init.0[..] {
        [ConstOp::I32Const(value)] => ir.i32.const_int(u64::from(value.cast_unsigned()), false).into(),
        [ConstOp::I64Const(value)] => ir.i64.const_int(value.cast_unsigned(), false).into(),
        [ConstOp::F32Const(bits)] => raw::float_from_bits(ir.f32, ir.i32.const_int(bits.into(), false)).into(),
        [ConstOp::F64Const(bits)] => raw::float_from_bits(ir.f64, ir.i64.const_int(bits, false)).into(),
        [ConstOp::V128Const(bytes)] => {
            let halves: [[u8; 8]; 2] = std::array::from_fn(|half| std::array::from_fn(|i| bytes[8 * half + i]));
            let halves = halves.map(|half| ir.i64.const_int(u64::from_le_bytes(half), false));
            VectorType::const_vector(&halves).into()
        }
        [ConstOp::RefNull(_)] => ty.const_zero(),
        _ => unreachable!("the frontend exposes every global that is not initialized by a plain constant"),
    }
}
