//! Table instructions (core specification, 4.4.6).

use crate::environ::Table;
use crate::func::FuncTranslator;
use crate::ir::Wrap;
use inkwell::IntPredicate;
use inkwell::values::{InstructionOpcode, IntValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::TableDef;
use wasmc_abi::{Libcall, TableIndex, TrapCode};

macro_rules! table_operators {
    () => {
        operators! {
            visit_table_get(table: u32) => table_get(TableIndex(table));
            visit_table_set(table: u32) => table_set(TableIndex(table));
            visit_table_size(table: u32) => table_size(TableIndex(table));
            visit_table_grow(table: u32) => table_grow(TableIndex(table));
            visit_table_fill(table: u32) => table_fill(TableIndex(table));
            visit_table_copy(to: u32, from: u32) => table_copy(TableIndex(to), TableIndex(from));
            visit_table_init(segment: u32, table: u32) => table_init(segment, TableIndex(table));
            visit_elem_drop(segment: u32) => drop_segment(Libcall::ElemDrop, segment);
        }
    };
}
pub(crate) use table_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn table_get(&mut self, table: TableIndex) {
        let element = self.pop_element_address(table, TrapCode::TableOutOfBounds);
        let value = self.b.load(self.b.ir.ptr, element);
        self.push(value);
    }

    pub(in crate::func) fn table_set(&mut self, table: TableIndex) {
        let value = self.pop();
        let element = self.pop_element_address(table, TrapCode::TableOutOfBounds);
        self.b.store(element, value);
    }

    /// The address of the element at the popped index; traps where the table ends before it.
    pub(in crate::func) fn pop_element_address(&mut self, table: TableIndex, code: TrapCode) -> PointerValue<'ctx> {
        let table = self.env.make_table(table);
        let index = self.pop_index();
        let size = self.table_elements(&table);
        let outside = self.b.icmp(IntPredicate::UGE, index, size);
        self.trap_if(outside, code);
        let def = self.place(table.def);
        let base = self.b.load(self.b.ir.ptr, self.b.field(def, offset_of!(TableDef, base))).into_pointer_value();
        let element_log2 = self.b.ir.i64.const_int(3, false);
        let offset = self.b.int_binary(InstructionOpcode::Shl, index, element_log2);
        // Sound: the element exists, as the index is below the size.
        self.b.byte_offset(base, offset, Wrap::Never)
    }

    fn table_elements(&self, table: &Table<'ctx>) -> IntValue<'ctx> {
        let def = self.place(table.def);
        self.b.load(self.b.ir.i64, self.b.field(def, offset_of!(TableDef, size))).into_int_value()
    }

    pub(in crate::func) fn table_size(&mut self, table: TableIndex) {
        let table = self.env.make_table(table);
        let size = self.table_elements(&table);
        self.push_index(size, table.ty.index);
    }

    pub(in crate::func) fn table_grow(&mut self, table: TableIndex) {
        let index_type = self.env.make_table(table).ty.index;
        let delta = self.pop_index();
        let element = self.pop();
        let before = self.call_on_instance(Libcall::TableGrow, &[self.u32(table.0).into(), delta.into(), element]);
        self.push_index(before.expect("the libcall has a result").into_int_value(), index_type);
    }

    pub(in crate::func) fn table_fill(&mut self, table: TableIndex) {
        let length = self.pop_index();
        let element = self.pop();
        let start = self.pop_index();
        let args = [self.u32(table.0).into(), start.into(), element, length.into()];
        self.call_fallible(Libcall::TableFill, &args, TrapCode::TableOutOfBounds);
    }

    pub(in crate::func) fn table_copy(&mut self, to: TableIndex, from: TableIndex) {
        let indices = [self.u32(to.0), self.u32(from.0)];
        self.copy_segment(Libcall::TableCopy, indices, TrapCode::TableOutOfBounds);
    }

    pub(in crate::func) fn table_init(&mut self, segment: u32, table: TableIndex) {
        let indices = [self.u32(table.0), self.u32(segment)];
        self.copy_segment(Libcall::TableInit, indices, TrapCode::TableOutOfBounds);
    }
}
