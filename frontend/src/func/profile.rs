//! Counting, and using counts: `wasmc_abi::profile` says what is counted. Each function takes its counters in the order of
//! its code, whether they are to be written or to be read, so that both find the same.

use super::FuncTranslator;
use crate::module::Body;
use inkwell::values::{InstructionOpcode, InstructionValue, IntValue, PointerValue};
use std::sync::Arc;
use wasmc_abi::Libcall;
use wasmc_abi::profile::{CALL_WORDS, Call, Profile, Shape};
use wasmparser::Operator;

/// What a function's translation does about profiles.
#[derive(Clone, Debug, Default)]
pub enum Profiling<'ctx> {
    /// Nothing.
    #[default]
    Off,
    /// The code is to count: the address of the counters' address, which never changes, and how many counters the module has.
    Count(PointerValue<'ctx>, u32),
    /// These counts are known.
    Use(Arc<Profile>),
}

/// The counters that are left for the rest of a function.
pub(super) struct Counters<'ctx> {
    profiling: Profiling<'ctx>,
    next: Shape,
    /// The address of all counters, once a function needs it.
    base: Option<PointerValue<'ctx>>,
}

/// How often a branch went each way, or a call to each of some callees; the last is for all others.
pub(super) type Weights = Option<Vec<u64>>;

impl Body<'_> {
    /// How many counters its function has. Those of code that control cannot reach are never used.
    pub fn counters(&self) -> Shape {
        let mut shape = Shape { counters: 1, calls: 0 };
        for operator in self.operators() {
            match operator {
                Operator::If { .. }
                | Operator::BrIf { .. }
                | Operator::BrOnNull { .. }
                | Operator::BrOnNonNull { .. }
                | Operator::BrOnCast { .. }
                | Operator::BrOnCastFail { .. } => shape.counters += 2,
                Operator::BrTable { targets } => shape.counters += targets.len() + 1,
                Operator::CallIndirect { .. } | Operator::CallRef { .. } => shape.calls += 1,
                _ => {}
            }
        }
        shape
    }
}

impl<'ctx> Counters<'ctx> {
    /// Those of a function whose first ones are these.
    pub(super) fn new(profiling: Profiling<'ctx>, first: Shape) -> Self {
        Self { profiling, next: first, base: None }
    }

    /// Takes so many, and returns the position of the first.
    fn take(&mut self, count: usize) -> usize {
        let first = self.next.counters as usize;
        self.next.counters += count as u32;
        first
    }
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// The address of a counter; the index counts words from it.
    fn counter(&mut self, position: usize, index: Option<IntValue<'ctx>>) -> PointerValue<'ctx> {
        let Profiling::Count(slot, _) = self.counters.profiling else { unreachable!("only code that counts has them") };
        let b = &self.b;
        // Sound: the runtime writes the slot before any code of the instance runs.
        let load = || b.load_invariant(b.ir.ptr, slot).into_pointer_value();
        let base = *self.counters.base.get_or_insert_with(|| b.at_entry(load));
        let first = b.field(base, 8 * position);
        let Some(index) = index else { return first };
        let offset = b.int_binary(InstructionOpcode::Shl, b.zext_i64(index), b.ir.i64.const_int(3, false));
        b.byte_offset(first, offset, crate::ir::Wrap::Never)
    }

    fn increment(&self, counter: PointerValue<'ctx>) {
        let count = self.b.load(self.b.ir.i64, counter).into_int_value();
        let more = self.b.int_binary(InstructionOpcode::Add, count, self.b.ir.i64.const_int(1, false));
        self.b.store(counter, more);
    }

    /// Counts that the function is entered, or says how often it was.
    pub(super) fn profile_entry(&mut self) {
        let position = self.counters.take(1);
        match &self.counters.profiling {
            Profiling::Off => {}
            Profiling::Count(..) => {
                let counter = self.counter(position, None);
                self.increment(counter);
            }
            Profiling::Use(profile) => self.b.mark_entries(profile.counters.get(position).copied().unwrap_or(0)),
        }
    }

    /// Counts a branch that goes one of `count` ways, by the way's number, or returns how often it went which.
    pub(super) fn profile_branch(&mut self, way: impl FnOnce(&Self) -> IntValue<'ctx>, count: usize) -> Weights {
        let first = self.counters.take(count);
        match &self.counters.profiling {
            Profiling::Off => None,
            Profiling::Count(..) => {
                let way = way(self);
                let counter = self.counter(first, Some(way));
                self.increment(counter);
                None
            }
            Profiling::Use(profile) => profile.counters.get(first..first + count).map(<[u64]>::to_vec),
        }
    }

    /// Counts a call of `callee`, or returns whom it called.
    pub(super) fn profile_call(&mut self, callee: impl FnOnce(&mut Self) -> IntValue<'ctx>) -> Call {
        let position = self.counters.next.calls as usize;
        self.counters.next.calls += 1;
        match &self.counters.profiling {
            Profiling::Off => Call::default(),
            &Profiling::Count(_, counters) => {
                let call = self.counter(counters as usize + position * CALL_WORDS, None);
                let callee = callee(self);
                let libcall = self.env.libcall(Libcall::ProfileCall);
                self.b.call(libcall, &[call.into(), callee.into()]);
                Call::default()
            }
            Profiling::Use(profile) => profile.calls.get(position).copied().unwrap_or_default(),
        }
    }

    /// States how often a branch went which way.
    pub(super) fn mark_weights(&self, branch: InstructionValue<'ctx>, weights: &Weights) {
        if let Some(weights) = weights {
            self.b.ir.metadata.mark_weights(self.b.ir.context, branch, weights);
        }
    }

    /// Of the callees that a call remembers, those that are worth a compare each, with how often they were called: at most
    /// two, each of which took a third or more of what the others before it left. Also how many calls are left after each.
    pub(super) fn worth_a_compare(call: &Call) -> Vec<(u64, [u64; 2])> {
        const MOST: usize = 2;
        let mut left = call.total();
        let mut worth = Vec::new();
        for (callee, count) in call.callees().into_iter().take(MOST) {
            if count == 0 || count < left / 3 {
                break;
            }
            left = left.saturating_sub(count);
            worth.push((callee, [count, left]));
        }
        worth
    }
}
