//! Memory instructions (core specification, 4.4.7). Accesses are plain, and carry no alignment, for Wasm's is a hint.
//!
//! Those of shared memories are plain, too. Where another thread writes at the same time, Wasm says that a load gives some of
//! the bytes that were ever written there; LLVM says that it gives any value, and another one at each use. No pass of LLVM
//! makes two loads of one, so a value that was checked is the value that is used. To `freeze` each loaded value would say so
//! in LLVM's terms, but ends vectorization: a product of matrices took three times as long.

use super::Sign;
use crate::func::FuncTranslator;
use crate::ir::Scalar;
use inkwell::IntPredicate;
use inkwell::values::{BasicValue, BasicValueEnum, InstructionOpcode, InstructionValue, IntValue};
use wasmc_abi::{Libcall, MemoryIndex, TrapCode};
use wasmparser::MemArg;

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
            visit_i32_store(arg: MemArg) => store(arg, I32);
            visit_i64_store(arg: MemArg) => store(arg, I64);
            visit_f32_store(arg: MemArg) => store(arg, F32);
            visit_f64_store(arg: MemArg) => store(arg, F64);
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
        let address = self.pop_address(arg, ty.bytes());
        let value = self.b.load(self.b.ir.scalar(ty), address);
        self.mark_access(value.as_instruction_value().expect("a load is an instruction"), arg);
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

    pub(in crate::func) fn store(&mut self, arg: MemArg, ty: Scalar) {
        let value = self.pop();
        let address = self.pop_address(arg, ty.bytes());
        let store = self.b.store(address, value);
        self.mark_access(store, arg);
    }

    pub(in crate::func) fn store_narrow(&mut self, arg: MemArg, narrow: Scalar) {
        self.convert(InstructionOpcode::Trunc, narrow);
        self.store(arg, narrow);
    }

    fn mark_access(&mut self, access: InstructionValue<'ctx>, arg: MemArg) {
        let heap = self.accessed_heap(arg);
        self.b.ir.metadata.mark_memory_access(access, &heap.ty);
        access.set_alignment(1).expect("1 is a power of two");
        if self.env.strict_memory() {
            access.set_volatile(true).expect("loads and stores can be volatile");
        }
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
        self.trap_unless_within(&from, source, bytes);
        self.trap_unless_within(&to, destination, bytes);
        let source = self.address(&from, source, 0);
        let destination = self.address(&to, destination, 0);
        self.b.memmove(destination, source, bytes);
    }

    pub(in crate::func) fn memory_fill(&mut self, memory: MemoryIndex) {
        let heap = self.env.make_heap(memory);
        let bytes = self.pop_index();
        let value = self.pop_int();
        let destination = self.pop_index();
        self.trap_unless_within(&heap, destination, bytes);
        let destination = self.address(&heap, destination, 0);
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

    pub(in crate::func) fn u32(&self, value: u32) -> IntValue<'ctx> {
        self.b.ir.i32.const_int(value.into(), false)
    }
}
