//! Atomic instructions. All have the alignment natural to their type, without which LLVM would call a library for them.

use super::builder::{Builder, POSITIONED};
use super::types::Scalar;
use inkwell::AtomicOrdering;
use inkwell::values::{BasicValue, InstructionValue, IntValue, PointerValue, StructValue};

pub use inkwell::AtomicRMWBinOp as RmwOp;

/// The order of all of Wasm's atomic instructions.
const ORDER: AtomicOrdering = AtomicOrdering::SequentiallyConsistent;

const ATOMIC: &str = "loads and stores can be atomic, of integers of a power of two of bytes";

impl<'ctx> Builder<'_, 'ctx> {
    /// `load atomic`
    pub fn load_atomic(&self, ty: Scalar, address: PointerValue<'ctx>) -> IntValue<'ctx> {
        self.load_in_order(ty, address, ORDER)
    }

    /// A `load atomic` that says nothing of what other threads did before they wrote the value: only that it is one that
    /// was written, and no older one than this thread has seen.
    pub fn load_monotonic(&self, ty: Scalar, address: PointerValue<'ctx>) -> IntValue<'ctx> {
        self.load_in_order(ty, address, AtomicOrdering::Monotonic)
    }

    fn load_in_order(&self, ty: Scalar, address: PointerValue<'ctx>, order: AtomicOrdering) -> IntValue<'ctx> {
        let value = self.load(self.ir.scalar(ty), address);
        make_atomic(value.as_instruction_value().expect("a load is an instruction"), ty, order);
        value.into_int_value()
    }

    /// `store atomic`
    pub fn store_atomic(
        &self,
        ty: Scalar,
        address: PointerValue<'ctx>,
        value: IntValue<'ctx>,
    ) -> InstructionValue<'ctx> {
        let store = self.store(address, value);
        make_atomic(store, ty, ORDER);
        store
    }

    /// `atomicrmw`: returns what was there before.
    pub fn atomic_rmw(&self, op: RmwOp, address: PointerValue<'ctx>, value: IntValue<'ctx>) -> IntValue<'ctx> {
        self.inner.build_atomicrmw(op, address, value, ORDER).expect(POSITIONED)
    }

    /// `cmpxchg`: returns what was there before, and whether that was what was expected.
    pub fn compare_exchange(
        &self,
        address: PointerValue<'ctx>,
        expected: IntValue<'ctx>,
        replacement: IntValue<'ctx>,
    ) -> StructValue<'ctx> {
        self.inner.build_cmpxchg(address, expected, replacement, ORDER, ORDER).expect(POSITIONED)
    }

    /// `fence`
    pub fn fence(&self) {
        self.inner.build_fence(ORDER, false, "").expect(POSITIONED);
    }
}

fn make_atomic(access: InstructionValue<'_>, ty: Scalar, order: AtomicOrdering) {
    let bytes = u32::try_from(ty.bytes()).expect("scalars are small");
    access.set_alignment(bytes).expect(ATOMIC);
    access.set_atomic_ordering(order).expect(ATOMIC);
}
