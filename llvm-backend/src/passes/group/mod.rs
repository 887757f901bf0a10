//! Reaches neighbours in linear memory through one address.
//!
//! Wasm's addresses are computed in 32 bits and then extended: `base + zext(x + c)`. To LLVM, `zext(x + 8)` and `zext(x + 16)`
//! have nothing to do with each other, for either sum may wrap. This pass takes the accesses whose indices differ by a
//! constant and leaves one `zext`, of the lowest index `lo`; the others become `base + zext(lo) + d`, at which alias analysis,
//! the vectorizers and addressing modes see the distance.
//!
//! **Why it is sound.** The memories in question never pass 2^32 − 2^16 bytes (`wasmc_abi::MemoryType::stays_below_4gib`; the
//! runtime refuses others where one is imported), and never become smaller. An access at `lo` with the constant offset `o` that
//! has succeeded proves `lo + o < 2^32 − 2^16`; so for 0 ≤ d ≤ 2^16 + o the sum `lo + d` is below 2^32: in 32 bits it does not
//! wrap, and `zext(lo + d) = zext(lo) + d`.
//! - *An access at `lo` dominates.* It was executed, with the very value of `lo` that is meant, so the address is equal to what
//!   it was, whatever lies between, be it calls or `memory.grow`.
//! - *An access at `lo` comes later in the block*, and nothing between can leave the activation or be seen from outside of it:
//!   no call, no atomic access, no write but to linear memory. If `lo + d` does not wrap, the address is equal to
//!   what it was. If it wraps, the access at `lo` is going to trap; then the earlier one does now, with the same kind of
//!   trap, for its address is beyond 4 GiB. It stays inside the memory's reservation: with its own constant offset, d is kept
//!   below 2^32. Only stores between the two go missing, which is allowed at a trap.
//!
//! **What would break it:** an index like 0xffff_fff8 to which 16 is added. The sum is 8, a valid address, and
//! `zext(x) + 16` is not. So nothing is derived from a higher index, nor from an access that need not be executed, nor from
//! anything in a memory that may reach 4 GiB.
//!
//! An access that has succeeded also proves that small steps up from its index do not wrap, for whatever they are used: such
//! additions are marked `nuw`, from which LLVM's analysis of loops learns that pointers which step through memory go up. What
//! becomes of addresses that change from iteration to iteration is in [`streams`].
//!
//! Volatile accesses, which are loads that nobody needs or all of them with `--strict-memory`, keep their addresses. They
//! prove as much as others.

mod detach;
mod index;
mod streams;

use super::SLACK_BYTES;
use super::build::Builder;
use super::dominators::Dominators;
use super::value::{Block, Function, Instruction, Map, Value, functions};
use index::{Indices, Root};
use inkwell::attributes::Attribute;
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use streams::{Address, Streams};
use wasmc_frontend::ir::{BOUNDED_OPERANDS, MEMORY_ACCESS};

/// So many proved addresses of one root are looked at; more have to do with different objects.
const MAX_PROVED: usize = 8;

/// Runs on all functions of a module.
pub fn group(module: &Module<'_>) {
    let builder = Builder::new(module);
    let memory_access = module.get_context().get_kind_id(MEMORY_ACCESS);
    let memory_attribute = Attribute::get_named_enum_kind_id("memory");
    for function in functions(module).filter(|function| function.is_defined()) {
        let mut pass = Group {
            builder: &builder,
            memory_access,
            memory_attribute,
            indices: Indices::new(),
            proved: Map::default(),
            positions: Map::default(),
            streams: Streams::default(),
            accesses: Vec::new(),
        };
        pass.visit(function);
    }
}

/// An access to a linear memory that stays below 4 GiB.
#[derive(Clone, Copy)]
struct Access<'m> {
    instruction: Instruction<'m>,
    /// The memory's base.
    base: Value<'m>,
    root: Root,
    /// The index, 32 bits wide.
    index: Value<'m>,
    /// What the index has besides its root.
    constant: u32,
    /// The base plus the extended index.
    address: Instruction<'m>,
    /// The access's own constant offset.
    offset: u64,
}

/// An index that an access has succeeded at.
#[derive(Clone, Copy)]
struct Proved<'m> {
    /// The base of the memory that it is an index of.
    base: Value<'m>,
    constant: u32,
    /// The base plus the extended index.
    address: Value<'m>,
    /// The most that may be added to the index and not wrap.
    most: u64,
    /// The positions of the blocks that the access's block dominates, the block itself first.
    blocks: Span,
    /// The access's place in its block.
    order: usize,
}

/// The positions, in the order of the dominator tree, of a block and of those that it dominates.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Span {
    start: usize,
    end: usize,
}

impl Span {
    /// Whether this block dominates another one, or is the same.
    fn dominates(self, other: Self) -> bool {
        self.start <= other.start && other.start < self.end
    }
}

struct Group<'p, 'm> {
    builder: &'p Builder<'m>,
    /// LLVM's number of the metadata kind that marks accesses to memory.
    memory_access: u32,
    /// LLVM's number of the attribute `memory`.
    memory_attribute: u32,
    indices: Indices<'m>,
    /// Latest last. What does not dominate the present block is dropped when it comes to light: no later block is dominated
    /// by it either.
    proved: Map<Root, Vec<Proved<'m>>>,
    /// The order of what the present block's addresses are computed by.
    positions: Map<Instruction<'m>, usize>,
    streams: Streams<'m>,
    /// Every access, with its block.
    accesses: Vec<(Instruction<'m>, Span)>,
}

/// What is executed together in one block, in order, with each one's place: if one of the accesses traps, the rest does not
/// matter.
#[derive(Default)]
struct Together<'m> {
    accesses: Vec<(usize, Access<'m>)>,
    sums: Vec<(usize, Instruction<'m>)>,
}

impl<'m> Group<'_, 'm> {
    fn visit(&mut self, function: Function<'m>) {
        for (start, (block, dominated)) in Dominators::new(function).preorder().enumerate() {
            self.visit_block(block, Span { start, end: start + dominated });
        }
        let addresses = self.accesses.iter().filter_map(|&(access, span)| {
            let (base, index, address, _) = decompose(access)?;
            Some(Address { address, base, index, access, span })
        });
        self.streams.rewrite(addresses, self.builder);
    }

    fn visit_block(&mut self, block: Block<'m>, span: Span) {
        self.positions.clear();
        self.streams.enter(block, span);
        let mut together = Together::default();
        for (order, instruction) in block.instructions().enumerate() {
            match instruction.opcode() {
                LLVMOpcode::LLVMGetElementPtr => _ = self.positions.insert(instruction, order),
                LLVMOpcode::LLVMAdd => together.sums.push((order, instruction)),
                LLVMOpcode::LLVMPHI => self.streams.visit(instruction, block, span),
                _ => {}
            }
            self.indices.visit(instruction);
            match self.access(instruction) {
                Some(access) => {
                    self.accesses.push((instruction, span));
                    together.accesses.push((order, access));
                }
                None if self.separates(instruction) => self.place(std::mem::take(&mut together), span),
                None => {}
            }
        }
        self.place(together, span);
    }

    /// What an instruction accesses, if it is a plain or volatile access at an extended 32-bit index.
    fn access(&mut self, instruction: Instruction<'m>) -> Option<Access<'m>> {
        pointer_operand(instruction)?;
        if instruction.is_atomic() || instruction.metadata_operands(self.memory_access) != Some(BOUNDED_OPERANDS) {
            return None;
        }
        let (base, index, address, offset) = decompose(instruction)?;
        let split = self.indices.of(index);
        Some(Access { instruction, base, root: split.root, index, constant: split.constant, address, offset })
    }

    /// Whether accesses on both sides of an instruction that is no such access may not be taken for executed together.
    fn separates(&self, instruction: Instruction<'m>) -> bool {
        match instruction.opcode() {
            LLVMOpcode::LLVMLoad => instruction.is_atomic(),
            LLVMOpcode::LLVMStore => instruction.is_atomic() || !instruction.has_metadata(self.memory_access),
            LLVMOpcode::LLVMCall => {
                !instruction.callee().is_some_and(|callee| callee.is_pure_intrinsic(self.memory_attribute))
            }
            LLVMOpcode::LLVMFence | LLVMOpcode::LLVMAtomicRMW | LLVMOpcode::LLVMAtomicCmpXchg => true,
            _ => false,
        }
    }

    /// Chooses addresses for accesses that are executed together, and marks the sums that do not wrap.
    fn place(&mut self, together: Together<'m>, span: Span) {
        let mut groups: Vec<Vec<(usize, Access<'m>)>> = Vec::new();
        let mut numbers = Map::default();
        for access in together.accesses {
            let number = *numbers.entry((access.1.base, access.1.root)).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(access);
        }
        for group in groups {
            self.place_group(group, span);
        }
        for (order, sum) in together.sums {
            self.mark_sum(sum, order, span);
        }
    }

    /// Marks a sum that an access before it proves not to wrap.
    fn mark_sum(&mut self, sum: Instruction<'m>, order: usize, span: Span) {
        if sum.value().int_width() != Some(32) {
            return;
        }
        let [before, after] = [sum.operand(0), sum.value()].map(|value| self.indices.of(value));
        let Some(proved) = self.proved.get(&after.root).filter(|_| before.root == after.root) else { return };
        let comes_first = |proved: &&Proved<'m>| {
            proved.blocks.dominates(span) && (proved.blocks.start != span.start || proved.order < order)
        };
        let holds = |proved: &Proved<'m>| {
            let [before, after] = [before, after].map(|index| u64::from(index.constant.wrapping_sub(proved.constant)));
            before <= after && after <= proved.most
        };
        if proved.iter().rev().take(MAX_PROVED).filter(comes_first).any(holds) {
            sum.set_no_unsigned_wrap();
        }
    }

    /// Chooses addresses for accesses that are executed together, to one memory and with one root.
    fn place_group(&mut self, mut group: Vec<(usize, Access<'m>)>, span: Span) {
        let proved = self.proved.entry(group[0].1.root).or_default();
        while proved.pop_if(|proved| !proved.blocks.dominates(span)).is_some() {}
        if let Some(&proved) = find(proved, &group) {
            group.iter().for_each(|(_, access)| self.builder.derive(access, &proved));
            return;
        }
        // In the order of addresses: constants are close to the first one's, on either side.
        let first = group[0].1.constant;
        group.sort_by_key(|&(order, access)| (access.constant.wrapping_sub(first).cast_signed(), order));
        let mut rest = group.as_slice();
        while let Some((_, lowest)) = rest.first() {
            let most = SLACK_BYTES + same(rest).map(|(_, access)| access.offset).max().unwrap_or(0);
            let order = same(rest).map(|&(order, _)| order).min().unwrap_or(0);
            let (base, constant, address) = (lowest.base, lowest.constant, lowest.address.value());
            let proof = Proved { base, constant, address, most, blocks: span, order };
            let count = rest.iter().take_while(|(_, access)| proof.distance(access).is_some()).count();
            let (near, others) = rest.split_at(count);
            self.place_near(near, proof);
            rest = others;
        }
    }

    /// The same for those of them that can all be derived from their first.
    fn place_near(&mut self, near: &[(usize, Access<'m>)], mut proof: Proved<'m>) {
        let proved = self.proved.entry(near[0].1.root).or_default();
        if let Some(&proved) = find(proved, near) {
            near.iter().for_each(|(_, access)| self.builder.derive(access, &proved));
            return;
        }
        let earliest = near.iter().min_by_key(|&&(order, _)| order).expect("callers pass some");
        let computed = same(near).map(|(_, access)| access.address);
        let in_time = |address: &Instruction<'m>| self.positions.get(address).is_none_or(|&at| at < earliest.0);
        proof.address = match computed.into_iter().find(in_time) {
            Some(address) => address.value(),
            None => self.builder.compute(&earliest.1, proof.constant),
        };
        near.iter().for_each(|(_, access)| self.builder.derive(access, &proof));
        proved.push(proof);
    }
}

/// The latest of what is proved that all of some accesses can be derived from.
fn find<'a, 'm>(proved: &'a [Proved<'m>], accesses: &[(usize, Access<'m>)]) -> Option<&'a Proved<'m>> {
    let reaches = |proved: &&Proved<'m>| accesses.iter().all(|(_, access)| proved.distance(access).is_some());
    proved.iter().rev().take(MAX_PROVED).find(reaches)
}

/// Of accesses in the order of their addresses, those at the first one's index.
fn same<'a, 'm>(accesses: &'a [(usize, Access<'m>)]) -> impl Iterator<Item = &'a (usize, Access<'m>)> {
    accesses.iter().take_while(|(_, access)| access.constant == accesses[0].1.constant)
}

impl<'m> Proved<'m> {
    /// How far an access's index is above this one, if it follows that the difference does not wrap.
    fn distance(&self, access: &Access<'m>) -> Option<u64> {
        let distance = u64::from(access.constant.wrapping_sub(self.constant));
        // The second condition: even an index that is out of bounds itself leads no further than the reservation.
        let is_near = distance <= self.most && distance + access.offset < 1 << 32;
        (is_near && access.base == self.base).then_some(distance)
    }
}

impl<'m> Builder<'m> {
    /// The base plus the extended index that has the root of an access's, and this constant.
    fn compute(&self, access: &Access<'m>, constant: u32) -> Value<'m> {
        self.before(access.instruction);
        let index = self.add_i32(access.index, constant.wrapping_sub(access.constant));
        self.address(access.base, self.zext_i64(index))
    }

    /// Makes an access reach its place from an address that is proved, or that the same block is going to prove.
    fn derive(&self, access: &Access<'m>, proved: &Proved<'m>) {
        let distance = proved.distance(access).expect("callers asked");
        if access.instruction.is_volatile() || access.address.value() == proved.address {
            return;
        }
        let address = match distance + access.offset {
            0 => proved.address,
            offset => self.before(access.instruction).address(proved.address, self.const_i64(offset)),
        };
        let pointer = pointer_operand(access.instruction).expect("accesses have one");
        access.instruction.set_operand(pointer, address);
    }
}

/// The position of the pointer among a load's or a store's operands.
fn pointer_operand(instruction: Instruction<'_>) -> Option<u32> {
    match instruction.opcode() {
        LLVMOpcode::LLVMLoad => Some(0),
        LLVMOpcode::LLVMStore => Some(1),
        _ => None,
    }
}

/// Splits a load's or a store's address into the memory's base, a 32-bit index, their sum, and a constant that is added to it.
fn decompose(access: Instruction<'_>) -> Option<(Value<'_>, Value<'_>, Instruction<'_>, u64)> {
    let pointer = access.operand(pointer_operand(access)?).instruction()?;
    match step(pointer)? {
        (base, Step::Index(index)) => Some((base, index, pointer, 0)),
        (address, Step::Constant(offset)) => {
            let address = address.instruction()?;
            let (base, Step::Index(index)) = step(address)? else { return None };
            Some((base, index, address, offset))
        }
    }
}

/// What is added to an address.
enum Step<'m> {
    /// A 32-bit index, extended.
    Index(Value<'m>),
    /// Bytes.
    Constant(u64),
}

/// Splits an address that is another one plus so many bytes.
fn step(address: Instruction<'_>) -> Option<(Value<'_>, Step<'_>)> {
    if address.opcode() != LLVMOpcode::LLVMGetElementPtr || address.operand_count() != 2 || !address.counts_bytes() {
        return None;
    }
    let (base, by) = (address.operand(0), address.operand(1));
    if let Some(constant) = by.constant() {
        return Some((base, Step::Constant(constant)));
    }
    let extended = by.instruction().filter(|by| by.opcode() == LLVMOpcode::LLVMZExt)?.operand(0);
    (extended.int_width() == Some(32)).then_some((base, Step::Index(extended)))
}
