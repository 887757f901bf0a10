//! From an index of a linear memory to the host's address of an access.
//!
//! With 32-bit indices no compare is needed: every sum with a constant offset lies inside the memory's reservation
//! (`wasmc_abi::image`), so a wrong one faults on a guard page. Where an index can reach further, or where a memory need not
//! end at a page of the host, the index is compared with the memory's present size.

use super::FuncTranslator;
use crate::environ::{Heap, Place};
use crate::ir::{Scalar, Wrap};
use inkwell::IntPredicate;
use inkwell::values::{BasicValue, InstructionOpcode, IntValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::image::MEMORY64_GUARD_BYTES;
use wasmc_abi::instance::MemoryDef;
use wasmc_abi::{IndexType, MemoryIndex, TrapCode};
use wasmparser::{MemArg, MemArgTarget};

/// Pages of the host are at least this large, as a power of two. A memory with smaller pages need not end at one of them.
const HOST_PAGE_LOG2: u8 = 12;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// The address of an access of `width` bytes at the popped index plus the instruction's offset. Traps, here or when the
    /// address is used, if not all of them lie in the memory.
    pub(super) fn pop_address(&mut self, arg: MemArg, width: u64) -> PointerValue<'ctx> {
        let heap = self.accessed_heap(arg);
        let index = self.pop_index();
        self.checked_address(&heap, index, arg.offset, width)
    }

    /// The same for an atomic access, which traps first of all if its address is not a multiple of `width`.
    pub(super) fn pop_atomic_address(&mut self, arg: MemArg, width: u64) -> PointerValue<'ctx> {
        let index = self.pop_aligned_index(arg, width);
        let heap = self.accessed_heap(arg);
        self.checked_address(&heap, index, arg.offset, width)
    }

    /// Pops the index of an atomic access. Traps if its sum with the instruction's offset is not a multiple of `width`, which
    /// is a power of two.
    pub(super) fn pop_aligned_index(&mut self, arg: MemArg, width: u64) -> IntValue<'ctx> {
        let index = self.pop_index();
        let number = |value| self.b.ir.i64.const_int(value, false);
        // Only the lowest bits count, which no carry out of 64 bits changes.
        let address = match arg.offset % width {
            0 => index,
            low => self.b.int_binary(InstructionOpcode::Add, index, number(low)),
        };
        if width > 1 {
            let low = self.b.int_binary(InstructionOpcode::And, address, number(width - 1));
            let unaligned = self.b.icmp(IntPredicate::NE, low, number(0));
            self.trap_if(unaligned, TrapCode::UnalignedAtomic);
        }
        index
    }

    /// The address of an access that is not made by compiled code, all of whose bytes are checked to lie in the memory.
    pub(super) fn address_in_bounds(
        &mut self,
        heap: &Heap<'ctx>,
        index: IntValue<'ctx>,
        offset: u64,
        width: u64,
    ) -> PointerValue<'ctx> {
        self.check_bounds(heap, index, offset, width);
        self.address(heap, index, offset)
    }

    /// The memory of an access.
    pub(super) fn accessed_heap(&mut self, arg: MemArg) -> Heap<'ctx> {
        let MemArgTarget::Memory(memory) = arg.target else { unreachable!("validated: arrays are off") };
        self.env.make_heap(MemoryIndex(memory))
    }

    fn checked_address(
        &mut self,
        heap: &Heap<'ctx>,
        index: IntValue<'ctx>,
        offset: u64,
        width: u64,
    ) -> PointerValue<'ctx> {
        let is_guarded = heap.ty.page_log2 >= HOST_PAGE_LOG2;
        match heap.ty.index {
            IndexType::I32 if is_guarded => {}
            // From an index inside the memory, a small offset leads at most into the guard behind it.
            IndexType::I64 if is_guarded && offset.saturating_add(width) <= MEMORY64_GUARD_BYTES => {
                let outside = self.b.icmp(IntPredicate::UGE, index, self.heap_bytes(heap));
                self.trap_if(outside, TrapCode::MemoryOutOfBounds);
            }
            _ => self.check_bounds(heap, index, offset, width),
        }
        self.address(heap, index, offset)
    }

    /// Traps unless `index + offset + width` is at most the memory's size, in exact arithmetic.
    fn check_bounds(&mut self, heap: &Heap<'ctx>, index: IntValue<'ctx>, offset: u64, width: u64) {
        let extent = self.b.ir.i64.const_int(offset.saturating_add(width), false);
        self.trap_unless_within(heap, index, extent);
    }

    /// The address at an index that is in bounds, or whose address faults.
    pub(super) fn address(&mut self, heap: &Heap<'ctx>, index: IntValue<'ctx>, offset: u64) -> PointerValue<'ctx> {
        // Sound: either index and offset are below 2^32 each, and the reservation is longer than their sum; or the index is
        // below the memory's size, and the offset leads no further than the guard; or their sum is below the size.
        let base = self.heap_base(heap);
        let address = self.b.byte_offset(base, index, Wrap::Never);
        if offset == 0 {
            return address;
        }
        self.b.byte_offset(address, self.b.ir.i64.const_int(offset, false), Wrap::Never)
    }

    /// Traps unless `start + bytes` is at most the memory's size. Sums of 32-bit numbers do not wrap; others may.
    pub(super) fn trap_unless_within(&mut self, heap: &Heap<'ctx>, start: IntValue<'ctx>, bytes: IntValue<'ctx>) {
        let end = self.b.int_binary(InstructionOpcode::Add, start, bytes);
        let mut outside = self.b.icmp(IntPredicate::UGT, end, self.heap_bytes(heap));
        if heap.ty.index == IndexType::I64 {
            let wraps = self.b.icmp(IntPredicate::ULT, end, start);
            outside = self.b.int_binary(InstructionOpcode::Or, outside, wraps);
        }
        self.trap_if(outside, TrapCode::MemoryOutOfBounds);
    }

    pub(super) fn heap_base(&mut self, heap: &Heap<'ctx>) -> PointerValue<'ctx> {
        if let Some(base) = heap.base.and(self.memory0) {
            return base;
        }
        let (Place::Direct(key) | Place::Slot(key)) = heap.def;
        if let Some((_, base)) = self.bases.iter().find(|(other, _)| *other == key) {
            return *base;
        }
        // Where the function begins: LLVM would not move it out of a loop that need not get to it.
        let base = self.b.at_entry(|| {
            let def = self.place(heap.def);
            // Sound: a memory never moves; growing makes more of its reservation accessible.
            self.b.load_invariant(self.b.ir.ptr, self.b.field(def, offset_of!(MemoryDef, base))).into_pointer_value()
        });
        self.bases.push((key, base));
        base
    }

    /// The memory's present size in bytes.
    pub(super) fn heap_bytes(&self, heap: &Heap<'ctx>) -> IntValue<'ctx> {
        let size = self.b.field(self.place(heap.def), offset_of!(MemoryDef, size_bytes));
        let bytes = match heap.ty.shared {
            // Other threads may make it larger meanwhile. A size that has been is good enough for a check.
            true => self.b.load_monotonic(Scalar::I64, size),
            false => self.b.load(self.b.ir.i64, size).into_int_value(),
        };
        self.b.ir.metadata.mark_memory_size(bytes.as_instruction_value().expect("a load is an instruction"));
        bytes
    }

    /// Pops an index or a length, as 64 bits.
    pub(super) fn pop_index(&mut self) -> IntValue<'ctx> {
        let index = self.pop_int();
        self.b.zext_i64(index)
    }

    /// Pushes a size or −1 that was computed in 64 bits.
    pub(super) fn push_index(&mut self, value: IntValue<'ctx>, ty: IndexType) {
        match ty {
            IndexType::I64 => self.push(value),
            IndexType::I32 => {
                let value = self.b.resize_int(value, self.b.ir.i32);
                self.push(value);
            }
        }
    }
}
