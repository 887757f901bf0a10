//! Tables that never change, as constants: the number of each element's type, and the address of its code. The numbers are
//! in the text's read-only data. The addresses are in instance data, where the runtime relocates them: as distances in
//! read-only data they would cost each call an addition.

use crate::portion::{Portion, ViewDemands};
use inkwell::types::{ArrayType, IntType};
use inkwell::values::{FunctionValue, GlobalValue, PointerValue};
use std::sync::Arc;
use wasmc_abi::{FuncIndex, TableIndex};
use wasmc_frontend::ir::{Convention, Ir};
use wasmc_frontend::{ConstantTable, View};

/// The constants of one table. Those that code refers to are made when it first does.
pub struct Views<'ctx> {
    table: Arc<ConstantTable>,
    portion: Portion,
    kinds: Option<View<'ctx>>,
    fast: Option<GlobalValue<'ctx>>,
    tail: Option<GlobalValue<'ctx>>,
}

impl<'ctx> Views<'ctx> {
    /// None are made yet.
    pub fn new(table: Arc<ConstantTable>, portion: Portion) -> Self {
        Self { table, portion, kinds: None, fast: None, tail: None }
    }

    /// The table with its types.
    pub fn view(&mut self, ir: &Ir<'_, 'ctx>, index: TableIndex) -> View<'ctx> {
        let (table, portion) = (&self.table, self.portion);
        self.kinds.get_or_insert_with(|| define_kinds(ir, portion, index, table)).clone()
    }

    /// The addresses of its functions' code.
    pub fn code(&mut self, ir: &Ir<'_, 'ctx>, index: TableIndex, convention: Convention) -> PointerValue<'ctx> {
        let (slot, name) = match convention {
            Convention::Fast => (&mut self.fast, "code"),
            Convention::Tail => (&mut self.tail, "tail"),
        };
        let ty = ir.ptr.array_type(count(&self.table));
        let portion = self.portion;
        let name = format!("table[{}].{name}", index.0);
        slot.get_or_insert_with(|| declare(ir, portion, &name, ty)).as_pointer_value()
    }

    /// What has been asked for so far.
    pub fn demands(&self) -> ViewDemands {
        ViewDemands { kinds: self.kinds.is_some(), fast: self.fast.is_some(), tail: self.tail.is_some() }
    }

    /// Makes what code in other portions asks for.
    pub fn meet(&mut self, ir: &Ir<'_, 'ctx>, index: TableIndex, demands: ViewDemands) {
        if demands.kinds {
            self.view(ir, index);
        }
        for (asked, convention) in [(demands.fast, Convention::Fast), (demands.tail, Convention::Tail)] {
            if asked {
                self.code(ir, index, convention);
            }
        }
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

fn declare<'ctx>(ir: &Ir<'_, 'ctx>, portion: Portion, name: &str, ty: ArrayType<'ctx>) -> GlobalValue<'ctx> {
    let global = ir.module.add_global(ty, None, name);
    portion.hide(global);
    // True: nobody but this module's code knows it, and that only reads.
    global.set_constant(true);
    global
}

fn define_kinds<'ctx>(
    ir: &Ir<'_, 'ctx>,
    portion: Portion,
    index: TableIndex,
    table: &Arc<ConstantTable>,
) -> View<'ctx> {
    let kind = kind_type(ir, table);
    let global = declare(ir, portion, &format!("table[{}].kinds", index.0), kind.array_type(count(table)));
    if portion.has_data() {
        let values: Vec<_> = table.kinds.iter().map(|&number| kind.const_int(number.into(), false)).collect();
        global.set_initializer(&kind.const_array(&values));
    }
    View { table: Arc::clone(table), kinds: global.as_pointer_value(), kind }
}

fn kind_type<'ctx>(ir: &Ir<'_, 'ctx>, table: &ConstantTable) -> IntType<'ctx> {
    match table.most_kinds() {
        0..=0xff => ir.i8,
        0x100..=0xffff => ir.i16,
        _ => ir.i32,
    }
}
