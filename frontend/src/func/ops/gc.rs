//! Instructions of the GC proposal on structs, arrays and scalar references, which have no translation. A module that
//! reaches one of them is refused by its name. Casts between types of functions are in `reference.rs`.

use crate::error::Error;
use crate::func::FuncTranslator;
use wasmparser::WasmFeatures;

macro_rules! gc_operators {
    () => {
        operators! {
            visit_ref_eq() => refuse_gc("ref.eq");
            visit_struct_new(_ty: u32) => refuse_gc("struct.new");
            visit_struct_new_default(_ty: u32) => refuse_gc("struct.new_default");
            visit_struct_get(_ty: u32, _field: u32) => refuse_gc("struct.get");
            visit_struct_get_s(_ty: u32, _field: u32) => refuse_gc("struct.get_s");
            visit_struct_get_u(_ty: u32, _field: u32) => refuse_gc("struct.get_u");
            visit_struct_set(_ty: u32, _field: u32) => refuse_gc("struct.set");
            visit_array_new(_ty: u32) => refuse_gc("array.new");
            visit_array_new_default(_ty: u32) => refuse_gc("array.new_default");
            visit_array_new_fixed(_ty: u32, _len: u32) => refuse_gc("array.new_fixed");
            visit_array_new_data(_ty: u32, _segment: u32) => refuse_gc("array.new_data");
            visit_array_new_elem(_ty: u32, _segment: u32) => refuse_gc("array.new_elem");
            visit_array_get(_ty: u32) => refuse_gc("array.get");
            visit_array_get_s(_ty: u32) => refuse_gc("array.get_s");
            visit_array_get_u(_ty: u32) => refuse_gc("array.get_u");
            visit_array_set(_ty: u32) => refuse_gc("array.set");
            visit_array_len() => refuse_gc("array.len");
            visit_array_fill(_ty: u32) => refuse_gc("array.fill");
            visit_array_copy(_to: u32, _from: u32) => refuse_gc("array.copy");
            visit_array_init_data(_ty: u32, _segment: u32) => refuse_gc("array.init_data");
            visit_array_init_elem(_ty: u32, _segment: u32) => refuse_gc("array.init_elem");
            visit_any_convert_extern() => refuse_gc("any.convert_extern");
            visit_extern_convert_any() => refuse_gc("extern.convert_any");
            visit_ref_i31() => refuse_gc("ref.i31");
            visit_i31_get_s() => refuse_gc("i31.get_s");
            visit_i31_get_u() => refuse_gc("i31.get_u");
        }
    };
}
pub(crate) use gc_operators;

impl FuncTranslator<'_, '_, '_> {
    pub(in crate::func) fn refuse_gc(&mut self, operator: &str) {
        self.refuse(Error::unsupported_of(WasmFeatures::GC, operator, self.at));
    }
}
