//! The facts we state to LLVM by metadata. Each is a claim; the comment at its method says why it is true.

use super::{BOUNDED_OPERANDS, MEMORY_ACCESS};
use inkwell::attributes::Attribute;
use inkwell::context::Context;
use inkwell::values::{FunctionValue, InstructionValue, MetadataValue};
use wasmc_abi::MemoryType;
use wasmc_abi::image::MEMORY_MOST_BYTES;

/// Metadata nodes and kinds, made once per module.
pub struct Metadata<'ctx> {
    empty: MetadataValue<'ctx>,
    bounded: MetadataValue<'ctx>,
    unlikely: MetadataValue<'ctx>,
    hinted: [MetadataValue<'ctx>; 2],
    invariant_load: u32,
    memory_access: u32,
    memory_size: MetadataValue<'ctx>,
    range: u32,
    prof: u32,
    /// `nomerge`: keeps the traps of one kind in a function apart, so that each has its own Wasm offset.
    pub no_merge: Attribute,
}

impl<'ctx> Metadata<'ctx> {
    pub(super) fn new(context: &'ctx Context) -> Self {
        let weight = |weight: u64| context.i32_type().const_int(weight, false).into();
        let branch_weights = context.metadata_string("branch_weights").into();
        let weights = |first, second| context.metadata_node(&[branch_weights, weight(first), weight(second)]);
        Self {
            empty: context.metadata_node(&[]),
            bounded: context.metadata_node(&[context.metadata_string("bounded").into(); BOUNDED_OPERANDS as usize]),
            unlikely: weights(1, (1 << 20) - 1),
            // LLVM's own weights for what a program says to expect.
            hinted: [weights(1, 2000), weights(2000, 1)],
            invariant_load: context.get_kind_id("invariant.load"),
            memory_access: context.get_kind_id(MEMORY_ACCESS),
            memory_size: context.metadata_node(
                &[0, MEMORY_MOST_BYTES + 1].map(|bound| context.i64_type().const_int(bound, false).into()),
            ),
            range: context.get_kind_id("range"),
            prof: context.get_kind_id("prof"),
            no_merge: context.create_enum_attribute(Attribute::get_named_enum_kind_id("nomerge"), 0),
        }
    }

    /// States that a location never changes while guest code can see it. True of import slots, type identities, function
    /// references and memory bases: the runtime writes them before any code of the instance runs, and never again.
    pub fn mark_invariant(&self, load: InstructionValue<'ctx>) {
        self.set(load, self.empty, self.invariant_load);
    }

    /// Marks an access to linear memory for the backend's own passes; LLVM does not know the kind. That the memory is bounded
    /// is a claim: it has 32-bit indices and never gets near 4 GiB. The runtime keeps memories so that are declared so, and
    /// gives no others to modules that import such.
    pub fn mark_memory_access(&self, access: InstructionValue<'ctx>, memory: &MemoryType) {
        let node = if memory.stays_below_4gib() { self.bounded } else { self.empty };
        self.set(access, node, self.memory_access);
    }

    /// States that a loaded size of a memory, in bytes, is at most [`MEMORY_MOST_BYTES`]. The runtime writes it, and lets no
    /// memory grow past that.
    pub fn mark_memory_size(&self, load: InstructionValue<'ctx>) {
        self.set(load, self.memory_size, self.range);
    }

    /// Says that a branch's first target is hardly ever taken. Only a hint: it cannot make a program wrong.
    pub fn mark_unlikely(&self, branch: InstructionValue<'ctx>) {
        self.set(branch, self.unlikely, self.prof);
    }

    /// Says whether a branch's first target is the one that is mostly taken, as the module says. Only a hint: the module may
    /// say what it likes.
    pub fn mark_hint(&self, branch: InstructionValue<'ctx>, taken: bool) {
        self.set(branch, self.hinted[usize::from(taken)], self.prof);
    }

    /// Says how often a branch went each way in runs that were counted, in the order of its targets. Only a hint.
    pub fn mark_weights(&self, context: &'ctx Context, branch: InstructionValue<'ctx>, counts: &[u64]) {
        let most = counts.iter().copied().max().unwrap_or(0);
        if most == 0 {
            return;
        }
        let scale = most / u64::from(u32::MAX) + 1;
        let weight = |count: &u64| context.i32_type().const_int(count / scale, false).into();
        let name = context.metadata_string("branch_weights").into();
        let node = context.metadata_node(&std::iter::once(name).chain(counts.iter().map(weight)).collect::<Vec<_>>());
        self.set(branch, node, self.prof);
    }

    /// Says how often a function was entered in runs that were counted. Only a hint.
    pub fn mark_entries(&self, context: &'ctx Context, function: FunctionValue<'ctx>, count: u64) {
        let name = context.metadata_string("function_entry_count").into();
        let node = context.metadata_node(&[name, context.i64_type().const_int(count, false).into()]);
        function.as_global_value().set_metadata(node, self.prof);
    }

    fn set(&self, instruction: InstructionValue<'ctx>, node: MetadataValue<'ctx>, kind: u32) {
        instruction.set_metadata(node, kind).expect("the node is a metadata node, which any instruction takes");
    }
}
