//! Memory instructions (core specification, 4.4.7).
//!
//! Accesses are plain: no compare for 32-bit addresses, whose every sum with a constant offset lies inside the memory's
//! reservation (`wasmc_abi::image`), so that a wrong one faults on a guard page. They carry no alignment, for Wasm's is a hint.

use super::Sign;
use crate::environ::Heap;
use crate::func::FuncTranslator;
use crate::ir::{Scalar, Wrap};
use inkwell::IntPredicate;
use inkwell::values::{BasicValue, BasicValueEnum, InstructionOpcode, InstructionValue, IntValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::MemoryDef;
use wasmc_abi::{IndexType, Libcall, MemoryIndex, TrapCode};
use wasmparser::{MemArg, MemArgTarget};

macro_rules! memory_operators {
    () => {
        operators! {
            visit_i32_load(arg: MemArg) => load(arg, I32);
            visit_i64_load(arg: MemArg) => load(arg, I64);
            visit_f32_load(arg: MemArg) => load(arg, F32);
            visit_f64_load(arg: MemArg) => load(arg, F64);
            visit_i32_load8_s(arg: MemArg) => load_extend(arg, I8, I32, Sign::Signed);
            visit_i32_load8_u(arg: MemArg) => load_extend(arg, I8, I32, Sign::Unsigned);
            visit_i32_load16_s(arg: MemArg) => load_extend(arg, I16, I32, Sign::Signed);
            visit_i32_load16_u(arg: MemArg) => load_extend(arg, I16, I32, Sign::Unsigned);
            visit_i64_load8_s(arg: MemArg) => load_extend(arg, I8, I64, Sign::Signed);
            visit_i64_load8_u(arg: MemArg) => load_extend(arg, I8, I64, Sign::Unsigned);
            visit_i64_load16_s(arg: MemArg) => load_extend(arg, I16, I64, Sign::Signed);
            visit_i64_load16_u(arg: MemArg) => load_extend(arg, I16, I64, Sign::Unsigned);
            visit_i64_load32_s(arg: MemArg) => load_extend(arg, I32, I64, Sign::Signed);
            visit_i64_load32_u(arg: MemArg) => load_extend(arg, I32, I64, Sign::Unsigned);
            visit_i32_store(arg: MemArg) => store(arg);
            visit_i64_store(arg: MemArg) => store(arg);
            visit_f32_store(arg: MemArg) => store(arg);
            visit_f64_store(arg: MemArg) => store(arg);
            visit_i32_store8(arg: MemArg) => store_narrow(arg, I8);
            visit_i32_store16(arg: MemArg) => store_narrow(arg, I16);
            visit_i64_store8(arg: MemArg) => store_narrow(arg, I8);
            visit_i64_store16(arg: MemArg) => store_narrow(arg, I16);
            visit_i64_store32(arg: MemArg) => store_narrow(arg, I32);
            visit_memory_size(memory: u32) => memory_size(MemoryIndex(memory));
            visit_memory_grow(memory: u32) => memory_grow(MemoryIndex(memory));
            visit_memory_copy(to: u32, from: u32) => memory_copy(MemoryIndex(to), MemoryIndex(from));
            visit_memory_fill(memory: u32) => memory_fill(MemoryIndex(memory));
            visit_memory_init(segment: u32, memory: u32) => memory_init(segment, MemoryIndex(memory));
            visit_data_drop(segment: u32) => drop_segment(Libcall::DataDrop, segment);
        }
    };
}
pub(crate) use memory_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn load(&mut self, arg: MemArg, ty: Scalar) {
        let address = self.pop_address(arg);
        let value = self.b.load(self.b.ir.scalar(ty), address);
        self.mark_access(value.as_instruction_value().expect("a load is an instruction"));
        self.push(value);
    }

    pub(in crate::func) fn load_extend(&mut self, arg: MemArg, narrow: Scalar, wide: Scalar, sign: Sign) {
        self.load(arg, narrow);
        let op = match sign {
            Sign::Signed => InstructionOpcode::SExt,
            Sign::Unsigned => InstructionOpcode::ZExt,
        };
        self.convert(op, wide);
    }

    pub(in crate::func) fn store(&mut self, arg: MemArg) {
        let value = self.pop();
        let address = self.pop_address(arg);
        let store = self.b.store(address, value);
        self.mark_access(store);
    }

    pub(in crate::func) fn store_narrow(&mut self, arg: MemArg, narrow: Scalar) {
        self.convert(InstructionOpcode::Trunc, narrow);
        self.store(arg);
    }

    fn mark_access(&self, access: InstructionValue<'ctx>) {
        self.b.ir.metadata.mark_memory_access(access);
        access.set_alignment(1).expect("1 is a power of two");
        if self.env.strict_memory() {
            access.set_volatile(true).expect("loads and stores can be volatile");
        }
    }

    /// The host's address for an access at the popped index plus the instruction's offset.
    fn pop_address(&mut self, arg: MemArg) -> PointerValue<'ctx> {
        let MemArgTarget::Memory(memory) = arg.target else { unreachable!("validated: arrays are off") };
        let heap = self.env.make_heap(MemoryIndex(memory));
        assert_eq!(heap.ty.index, IndexType::I32, "validated: 64-bit memories are off");
        let index = self.pop_int();
        let base = self.heap_base(&heap);
        // Sound: index and offset are below 2^32 each, and the reservation is longer than their sum.
        let index = self.b.zext_i64(index);
        let address = self.b.byte_offset(base, index, Wrap::Never);
        if arg.offset == 0 {
            return address;
        }
        self.b.byte_offset(address, self.b.ir.i64.const_int(arg.offset, false), Wrap::Never)
    }

    fn heap_base(&self, heap: &Heap<'ctx>) -> PointerValue<'ctx> {
        heap.base.and(self.memory0).unwrap_or_else(|| {
            let def = self.place(heap.def);
            // Sound: a memory never moves; growing makes more of its reservation accessible.
            self.b.load_invariant(self.b.ir.ptr, self.b.field(def, offset_of!(MemoryDef, base))).into_pointer_value()
        })
    }

    fn heap_bytes(&self, heap: &Heap<'ctx>) -> IntValue<'ctx> {
        let def = self.place(heap.def);
        self.b.load(self.b.ir.i64, self.b.field(def, offset_of!(MemoryDef, size_bytes))).into_int_value()
    }

    pub(in crate::func) fn memory_size(&mut self, memory: MemoryIndex) {
        let heap = self.env.make_heap(memory);
        let bytes = self.heap_bytes(&heap);
        let page_log2 = self.b.ir.i64.const_int(heap.ty.page_log2.into(), false);
        let pages = self.b.int_binary(InstructionOpcode::LShr, bytes, page_log2);
        self.push_index(pages, heap.ty.index);
    }

    pub(in crate::func) fn memory_grow(&mut self, memory: MemoryIndex) {
        let index_type = self.env.make_heap(memory).ty.index;
        let delta = self.pop_index();
        let before = self.call_on_instance(Libcall::MemoryGrow, &[self.u32(memory.0).into(), delta.into()]);
        self.push_index(before.expect("the libcall has a result").into_int_value(), index_type);
    }

    pub(in crate::func) fn memory_copy(&mut self, to: MemoryIndex, from: MemoryIndex) {
        let (to, from) = (self.env.make_heap(to), self.env.make_heap(from));
        let bytes = self.pop_index();
        let source = self.pop_index();
        let destination = self.pop_index();
        self.trap_unless_within(source, bytes, self.heap_bytes(&from));
        self.trap_unless_within(destination, bytes, self.heap_bytes(&to));
        let source = self.b.byte_offset(self.heap_base(&from), source, Wrap::Never);
        let destination = self.b.byte_offset(self.heap_base(&to), destination, Wrap::Never);
        self.b.memmove(destination, source, bytes);
    }

    pub(in crate::func) fn memory_fill(&mut self, memory: MemoryIndex) {
        let heap = self.env.make_heap(memory);
        let bytes = self.pop_index();
        let value = self.pop_int();
        let destination = self.pop_index();
        self.trap_unless_within(destination, bytes, self.heap_bytes(&heap));
        let destination = self.b.byte_offset(self.heap_base(&heap), destination, Wrap::Never);
        let byte = self.b.cast(InstructionOpcode::Trunc, value, self.b.ir.i8).into_int_value();
        self.b.memset(destination, byte, bytes);
    }

    pub(in crate::func) fn memory_init(&mut self, segment: u32, memory: MemoryIndex) {
        let indices = [self.u32(memory.0), self.u32(segment)];
        self.copy_segment(Libcall::MemoryInit, indices, TrapCode::MemoryOutOfBounds);
    }

    /// `memory.init`, `table.init` and `table.copy`: pops length, source and destination, and traps if the libcall fails.
    pub(in crate::func) fn copy_segment(&mut self, libcall: Libcall, indices: [IntValue<'ctx>; 2], code: TrapCode) {
        let length = self.pop_index();
        let source = self.pop_index();
        let destination = self.pop_index();
        let [first, second] = indices;
        let args = [first.into(), second.into(), destination.into(), source.into(), length.into()];
        self.call_fallible(libcall, &args, code);
    }

    pub(in crate::func) fn drop_segment(&mut self, libcall: Libcall, segment: u32) {
        self.call_on_instance(libcall, &[self.u32(segment).into()]);
    }

    /// Calls a libcall that says 0 for failure, and traps then.
    pub(in crate::func) fn call_fallible(&mut self, libcall: Libcall, args: &[BasicValueEnum<'ctx>], code: TrapCode) {
        let done = self.call_on_instance(libcall, args).expect("the libcall has a result").into_int_value();
        let failed = self.b.icmp(IntPredicate::EQ, done, done.get_type().const_zero());
        self.trap_if(failed, code);
    }

    /// Calls a libcall with the instance and these arguments.
    pub(in crate::func) fn call_on_instance(
        &mut self,
        libcall: Libcall,
        args: &[BasicValueEnum<'ctx>],
    ) -> Option<BasicValueEnum<'ctx>> {
        let function = self.env.libcall(libcall);
        let instance = self.env.instance().as_basic_value_enum();
        let args: Vec<_> = std::iter::once(instance).chain(args.iter().copied()).collect();
        self.b.call(function, &args)
    }

    /// Traps unless `start + bytes` is at most `limit`. Both come from 32-bit values, so their sum does not wrap.
    fn trap_unless_within(&mut self, start: IntValue<'ctx>, bytes: IntValue<'ctx>, limit: IntValue<'ctx>) {
        let end = self.b.int_binary(InstructionOpcode::Add, start, bytes);
        let outside = self.b.icmp(IntPredicate::UGT, end, limit);
        self.trap_if(outside, TrapCode::MemoryOutOfBounds);
    }

    /// Pops an index or a length, as 64 bits.
    pub(in crate::func) fn pop_index(&mut self) -> IntValue<'ctx> {
        let index = self.pop_int();
        self.b.zext_i64(index)
    }

    /// Pushes a size or −1 that was computed in 64 bits.
    pub(in crate::func) fn push_index(&mut self, value: IntValue<'ctx>, ty: IndexType) {
        match ty {
            IndexType::I64 => self.push(value),
            IndexType::I32 => {
                let value = self.b.cast(InstructionOpcode::Trunc, value, self.b.ir.i32);
                self.push(value);
            }
        }
    }

    pub(in crate::func) fn u32(&self, value: u32) -> IntValue<'ctx> {
        self.b.ir.i32.const_int(value.into(), false)
    }
}
