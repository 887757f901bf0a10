//! Tables that never change, as constants: the number of each element's type, and the address of its code. The numbers are
//! in the text's read-only data. The addresses are in instance data, where the runtime relocates them: as distances in
//! read-only data they would cost each call an addition.

use inkwell::module::Linkage;
use inkwell::types::{ArrayType, IntType};
use inkwell::values::{FunctionValue, GlobalValue, PointerValue};
use std::rc::Rc;
use wasmc_abi::{FuncIndex, TableIndex};
use wasmc_frontend::ir::{Convention, Ir};
use wasmc_frontend::{ConstantTable, View};

/// The constants of one table. Those that code refers to are made when it first does.
pub struct Views<'ctx> {
    table: Rc<ConstantTable>,
    kinds: Option<View<'ctx>>,
    fast: Option<GlobalValue<'ctx>>,
    tail: Option<GlobalValue<'ctx>>,
}

impl<'ctx> Views<'ctx> {
    /// None are made yet.
    pub fn new(table: ConstantTable) -> Self {
        Self { table: Rc::new(table), kinds: None, fast: None, tail: None }
    }

    /// The table with its types.
    pub fn view(&mut self, ir: &Ir<'_, 'ctx>, index: TableIndex) -> View<'ctx> {
        let table = &self.table;
        self.kinds.get_or_insert_with(|| define_kinds(ir, index, table)).clone()
    }

    /// The addresses of its functions' code.
    pub fn code(&mut self, ir: &Ir<'_, 'ctx>, index: TableIndex, convention: Convention) -> PointerValue<'ctx> {
        let (slot, name) = match convention {
            Convention::Fast => (&mut self.fast, "code"),
            Convention::Tail => (&mut self.tail, "tail"),
        };
        let ty = ir.ptr.array_type(count(&self.table));
        slot.get_or_insert_with(|| define(ir, &format!("table[{}].{name}", index.0), ty)).as_pointer_value()
    }

    /// Fills in the addresses of the functions' code in each convention.
    pub fn fill(&self, ir: &Ir<'_, 'ctx>, mut code: impl FnMut(FuncIndex, Convention) -> FunctionValue<'ctx>) {
        for (convention, global) in [(Convention::Fast, self.fast), (Convention::Tail, self.tail)] {
            let Some(global) = global else { continue };
            let address = |func: &Option<FuncIndex>| match func {
                Some(func) => code(*func, convention).as_global_value().as_pointer_value(),
                None => ir.ptr.const_null(),
            };
            let addresses: Vec<_> = self.table.elements.iter().map(address).collect();
            global.set_initializer(&ir.ptr.const_array(&addresses));
        }
    }
}

fn count(table: &ConstantTable) -> u32 {
    u32::try_from(table.elements.len()).expect("validation limits all counts to a few millions")
}

fn define<'ctx>(ir: &Ir<'_, 'ctx>, name: &str, ty: ArrayType<'ctx>) -> GlobalValue<'ctx> {
    let global = ir.module.add_global(ty, None, name);
    global.set_linkage(Linkage::Internal);
    // True: nobody but this module's code knows it, and that only reads.
    global.set_constant(true);
    global
}

fn define_kinds<'ctx>(ir: &Ir<'_, 'ctx>, index: TableIndex, table: &Rc<ConstantTable>) -> View<'ctx> {
    let kind = kind_type(ir, table);
    let global = define(ir, &format!("table[{}].kinds", index.0), kind.array_type(count(table)));
    let values: Vec<_> = table.kinds.iter().map(|&number| kind.const_int(number.into(), false)).collect();
    global.set_initializer(&kind.const_array(&values));
    View { table: Rc::clone(table), kinds: global.as_pointer_value(), kind }
}

fn kind_type<'ctx>(ir: &Ir<'_, 'ctx>, table: &ConstantTable) -> IntType<'ctx> {
    match table.most_kinds() {
        0..=0xff => ir.i8,
        0x100..=0xffff => ir.i16,
        _ => ir.i32,
    }
}
