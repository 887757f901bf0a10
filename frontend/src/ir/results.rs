//! How functions in the internal convention return their results: none, one and a few in registers; more in memory that the
//! caller provides, by a pointer before the parameters. LLVM would do the same by itself, but tail calls need it done here.

use super::Builder;
use super::types::{returns_in_memory, val_type};
use inkwell::types::{BasicType, BasicTypeEnum};
use inkwell::values::{BasicValueEnum, PointerValue};
use wasmc_abi::instance::ValRaw;
use wasmc_abi::{FuncType, ValType};

impl<'ctx> Builder<'_, 'ctx> {
    /// A slot of the function's frame, made in its entry block, so that a loop does not make it again and again.
    pub fn entry_alloca(&self, ty: BasicTypeEnum<'ctx>) -> PointerValue<'ctx> {
        self.at_entry(|| self.alloca(ty))
    }

    /// `count` slots for values as in the edge convention.
    pub fn value_slots(&self, count: usize) -> PointerValue<'ctx> {
        let count = u32::try_from(count).expect("validation limits parameters and results to a thousand each");
        self.entry_alloca(val_type(self.ir.context, ValType::V128).array_type(count).into())
    }

    /// The address of one of them.
    pub fn value_slot(&self, slots: PointerValue<'ctx>, position: usize) -> PointerValue<'ctx> {
        self.field(slots, position * size_of::<ValRaw>())
    }

    /// Loads values from slots.
    pub fn load_values(&self, slots: PointerValue<'ctx>, types: &[ValType]) -> Vec<BasicValueEnum<'ctx>> {
        let load = |(position, &ty)| self.load(val_type(self.ir.context, ty), self.value_slot(slots, position));
        types.iter().enumerate().map(load).collect()
    }

    /// Stores values into slots.
    pub fn store_values(&self, slots: PointerValue<'ctx>, values: &[BasicValueEnum<'ctx>]) {
        for (position, &value) in values.iter().enumerate() {
            self.store(self.value_slot(slots, position), value);
        }
    }

    /// Memory for the results of a call, where these do not come in registers. To be passed before the arguments.
    pub fn result_memory(&self, ty: &FuncType) -> Option<PointerValue<'ctx>> {
        returns_in_memory(&ty.results).then(|| self.value_slots(ty.results.len()))
    }

    /// The results of a call that returned `returned`, and was given `memory` for the rest.
    pub fn unpack_results(
        &self,
        ty: &FuncType,
        memory: Option<PointerValue<'ctx>>,
        returned: Option<BasicValueEnum<'ctx>>,
    ) -> Vec<BasicValueEnum<'ctx>> {
        match (memory, returned, ty.results.len()) {
            (Some(memory), ..) => self.load_values(memory, &ty.results),
            (None, None, _) => Vec::new(),
            (None, Some(value), 1) => vec![value],
            (None, Some(fields), count) => (0..count as u32).map(|field| self.extract(fields, field)).collect(),
        }
    }

    /// Returns results from a function that was given `memory` for them.
    pub fn return_results(&self, memory: Option<PointerValue<'ctx>>, results: &[BasicValueEnum<'ctx>]) {
        match memory {
            None => self.ret(results),
            Some(memory) => {
                self.store_values(memory, results);
                self.ret(&[]);
            }
        }
    }
}
