//! Atomic memory instructions (threads proposal): sequentially consistent, of integers at aligned addresses. They may work
//! on memories that are not shared, too.
//!
//! All are volatile to LLVM, which could do nothing with them anyway but to replace those that change nothing by a fence
//! at another place, and lose their traps.

use crate::func::FuncTranslator;
use crate::ir::RmwOp;
use crate::ir::Scalar::{self, I32};
use inkwell::values::{InstructionValue, IntValue};
use wasmc_abi::{Libcall, TrapCode};
use wasmparser::MemArg;

macro_rules! atomic_operators {
    () => {
        operators! {
            visit_memory_atomic_notify(arg: MemArg) => atomic_notify(arg);
            visit_memory_atomic_wait32(arg: MemArg) => atomic_wait(arg, I32, Libcall::AtomicWait32);
            visit_memory_atomic_wait64(arg: MemArg) => atomic_wait(arg, I64, Libcall::AtomicWait64);
            visit_atomic_fence(_order: wasmparser::Ordering) => atomic_fence();
            visit_i32_atomic_load(arg: MemArg) => atomic_load(arg, I32, I32);
            visit_i64_atomic_load(arg: MemArg) => atomic_load(arg, I64, I64);
            visit_i32_atomic_load8_u(arg: MemArg) => atomic_load(arg, I8, I32);
            visit_i32_atomic_load16_u(arg: MemArg) => atomic_load(arg, I16, I32);
            visit_i64_atomic_load8_u(arg: MemArg) => atomic_load(arg, I8, I64);
            visit_i64_atomic_load16_u(arg: MemArg) => atomic_load(arg, I16, I64);
            visit_i64_atomic_load32_u(arg: MemArg) => atomic_load(arg, I32, I64);
            visit_i32_atomic_store(arg: MemArg) => atomic_store(arg, I32);
            visit_i64_atomic_store(arg: MemArg) => atomic_store(arg, I64);
            visit_i32_atomic_store8(arg: MemArg) => atomic_store(arg, I8);
            visit_i32_atomic_store16(arg: MemArg) => atomic_store(arg, I16);
            visit_i64_atomic_store8(arg: MemArg) => atomic_store(arg, I8);
            visit_i64_atomic_store16(arg: MemArg) => atomic_store(arg, I16);
            visit_i64_atomic_store32(arg: MemArg) => atomic_store(arg, I32);
            visit_i32_atomic_rmw_add(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I32, I32);
            visit_i64_atomic_rmw_add(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I64, I64);
            visit_i32_atomic_rmw8_add_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I8, I32);
            visit_i32_atomic_rmw16_add_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I16, I32);
            visit_i64_atomic_rmw8_add_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I8, I64);
            visit_i64_atomic_rmw16_add_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I16, I64);
            visit_i64_atomic_rmw32_add_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Add, I32, I64);
            visit_i32_atomic_rmw_sub(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I32, I32);
            visit_i64_atomic_rmw_sub(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I64, I64);
            visit_i32_atomic_rmw8_sub_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I8, I32);
            visit_i32_atomic_rmw16_sub_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I16, I32);
            visit_i64_atomic_rmw8_sub_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I8, I64);
            visit_i64_atomic_rmw16_sub_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I16, I64);
            visit_i64_atomic_rmw32_sub_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Sub, I32, I64);
            visit_i32_atomic_rmw_and(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I32, I32);
            visit_i64_atomic_rmw_and(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I64, I64);
            visit_i32_atomic_rmw8_and_u(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I8, I32);
            visit_i32_atomic_rmw16_and_u(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I16, I32);
            visit_i64_atomic_rmw8_and_u(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I8, I64);
            visit_i64_atomic_rmw16_and_u(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I16, I64);
            visit_i64_atomic_rmw32_and_u(arg: MemArg) => atomic_rmw(arg, RmwOp::And, I32, I64);
            visit_i32_atomic_rmw_or(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I32, I32);
            visit_i64_atomic_rmw_or(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I64, I64);
            visit_i32_atomic_rmw8_or_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I8, I32);
            visit_i32_atomic_rmw16_or_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I16, I32);
            visit_i64_atomic_rmw8_or_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I8, I64);
            visit_i64_atomic_rmw16_or_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I16, I64);
            visit_i64_atomic_rmw32_or_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Or, I32, I64);
            visit_i32_atomic_rmw_xor(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I32, I32);
            visit_i64_atomic_rmw_xor(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I64, I64);
            visit_i32_atomic_rmw8_xor_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I8, I32);
            visit_i32_atomic_rmw16_xor_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I16, I32);
            visit_i64_atomic_rmw8_xor_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I8, I64);
            visit_i64_atomic_rmw16_xor_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I16, I64);
            visit_i64_atomic_rmw32_xor_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xor, I32, I64);
            visit_i32_atomic_rmw_xchg(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I32, I32);
            visit_i64_atomic_rmw_xchg(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I64, I64);
            visit_i32_atomic_rmw8_xchg_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I8, I32);
            visit_i32_atomic_rmw16_xchg_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I16, I32);
            visit_i64_atomic_rmw8_xchg_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I8, I64);
            visit_i64_atomic_rmw16_xchg_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I16, I64);
            visit_i64_atomic_rmw32_xchg_u(arg: MemArg) => atomic_rmw(arg, RmwOp::Xchg, I32, I64);
            visit_i32_atomic_rmw_cmpxchg(arg: MemArg) => atomic_cmpxchg(arg, I32, I32);
            visit_i64_atomic_rmw_cmpxchg(arg: MemArg) => atomic_cmpxchg(arg, I64, I64);
            visit_i32_atomic_rmw8_cmpxchg_u(arg: MemArg) => atomic_cmpxchg(arg, I8, I32);
            visit_i32_atomic_rmw16_cmpxchg_u(arg: MemArg) => atomic_cmpxchg(arg, I16, I32);
            visit_i64_atomic_rmw8_cmpxchg_u(arg: MemArg) => atomic_cmpxchg(arg, I8, I64);
            visit_i64_atomic_rmw16_cmpxchg_u(arg: MemArg) => atomic_cmpxchg(arg, I16, I64);
            visit_i64_atomic_rmw32_cmpxchg_u(arg: MemArg) => atomic_cmpxchg(arg, I32, I64);
        }
    };
}
pub(crate) use atomic_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn atomic_load(&mut self, arg: MemArg, narrow: Scalar, wide: Scalar) {
        let address = self.pop_atomic_address(arg, narrow.bytes());
        let value = self.b.load_atomic(narrow, address);
        self.mark_atomic(value.as_instruction(), arg);
        self.push_extended(value, wide);
    }

    pub(in crate::func) fn atomic_store(&mut self, arg: MemArg, narrow: Scalar) {
        let value = self.pop_narrowed(narrow);
        let address = self.pop_atomic_address(arg, narrow.bytes());
        let store = self.b.store_atomic(narrow, address, value);
        self.mark_atomic(Some(store), arg);
    }

    pub(in crate::func) fn atomic_rmw(&mut self, arg: MemArg, op: RmwOp, narrow: Scalar, wide: Scalar) {
        let value = self.pop_narrowed(narrow);
        let address = self.pop_atomic_address(arg, narrow.bytes());
        let before = self.b.atomic_rmw(op, address, value);
        self.mark_atomic(before.as_instruction(), arg);
        self.push_extended(before, wide);
    }

    pub(in crate::func) fn atomic_cmpxchg(&mut self, arg: MemArg, narrow: Scalar, wide: Scalar) {
        let replacement = self.pop_narrowed(narrow);
        let expected = self.pop_narrowed(narrow);
        let address = self.pop_atomic_address(arg, narrow.bytes());
        let before = self.b.compare_exchange(address, expected, replacement);
        self.mark_atomic(before.as_instruction(), arg);
        let before = self.b.extract(before.into(), 0).into_int_value();
        self.push_extended(before, wide);
    }

    pub(in crate::func) fn atomic_fence(&mut self) {
        self.b.fence();
    }

    pub(in crate::func) fn atomic_wait(&mut self, arg: MemArg, ty: Scalar, libcall: Libcall) {
        let nanoseconds = self.pop();
        let expected = self.pop();
        let index = self.pop_aligned_index(arg, ty.bytes());
        let heap = self.accessed_heap(arg);
        if !heap.ty.shared {
            self.b.trap(TrapCode::NotShared);
            self.reachable = false;
            return;
        }
        let address = self.address_in_bounds(&heap, index, arg.offset, ty.bytes());
        let function = self.env.libcall(libcall);
        let outcome = self.b.call(function, &[address.into(), expected, nanoseconds]);
        self.push(outcome.expect("the libcall has a result"));
    }

    pub(in crate::func) fn atomic_notify(&mut self, arg: MemArg) {
        let count = self.pop();
        let index = self.pop_aligned_index(arg, I32.bytes());
        let heap = self.accessed_heap(arg);
        let address = self.address_in_bounds(&heap, index, arg.offset, I32.bytes());
        if !heap.ty.shared {
            // Nobody can wait there.
            self.push(self.b.ir.i32.const_zero());
            return;
        }
        let function = self.env.libcall(Libcall::AtomicNotify);
        let woken = self.b.call(function, &[address.into(), count]);
        self.push(woken.expect("the libcall has a result"));
    }

    fn mark_atomic(&mut self, access: Option<InstructionValue<'ctx>>, arg: MemArg) {
        let access = access.expect("accesses are instructions");
        let heap = self.accessed_heap(arg);
        self.b.ir.metadata.mark_memory_access(access, &heap.ty);
        access.set_volatile(true).expect("accesses can be volatile");
    }

    fn pop_narrowed(&mut self, narrow: Scalar) -> IntValue<'ctx> {
        let value = self.pop_int();
        self.b.resize_int(value, self.b.ir.scalar(narrow).into_int_type())
    }

    fn push_extended(&mut self, value: IntValue<'ctx>, wide: Scalar) {
        let value = self.b.resize_int(value, self.b.ir.scalar(wide).into_int_type());
        self.push(value);
    }
}
