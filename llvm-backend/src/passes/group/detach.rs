//! Which loops have arrays that LLVM must not see to be parts of one object.
//!
//! To vectorize a loop that stores, LLVM has to know that no iteration needs what another one stores. Of two addresses in different
//! objects it checks that when the program runs. Of two addresses in one object it checks so only if they grow by as many elements in each
//! iteration, and otherwise gives up: `o[i] = a[2 * i] + a[2 * i + 1]` stays scalar. And if they do, it checks each address with each,
//! those of `o[2 * i]` and `o[2 * i + 1]` too, which are not apart. All arrays of a guest are in one object,
//! its memory. So where the steps of a loop differ, or several stores leave gaps, the address that each array begins at becomes a number first
//! ([`Builder::detached_address`](crate::passes::build::Builder::detached_address)), and then an address again, of which LLVM
//! does not know an object. Accesses at constant distances from one another still begin at the same one.
//!
//! Nothing can be unsound in that: the address is the same, and LLVM is told less. (That it takes the elements of one array for disjoint
//! without asking is seen to by [`crate::passes::widths`].) It is a loss where LLVM could have made use of what it is not
//! told. So loops stay as they are that have other loops in them, for none of these is vectorized, or vectors of the guest's,
//! for neither are those; and those of a few iterations, for these become straight code, whose addresses a loop around them may step by.

use super::streams::{Address, Loop, Stepping, Streams};
use crate::passes::value::{Block, Instruction, Map, Set, Shape, Value};
use llvm_sys::LLVMOpcode;

/// LLVM unrolls a loop whole that has no more iterations, if at all.
const FEW: u64 = 64;

/// LLVM makes no vectors of loops with as many blocks.
const MOST_BLOCKS: usize = 64;

/// What the accesses of a loop have in common.
#[derive(Clone, Copy, Default)]
pub struct Mix {
    /// The step of the first access, and how many bytes it accesses.
    first: Option<(i64, i64)>,
    differ: bool,
    stores: u32,
    /// Stores that step by more than their bytes.
    sparse_stores: u32,
    has_vectors: bool,
}

impl Mix {
    /// Takes one more access into account, whose address grows by `step` with each iteration.
    pub fn add(&mut self, at: &Address<'_>, step: u32) {
        let is_store = at.access.opcode() == LLVMOpcode::LLVMStore;
        let number = if is_store { at.access.operand(0) } else { at.access.value() };
        let Some(Shape::Scalar { bits }) = number.shape() else {
            self.has_vectors = true;
            return;
        };
        let (step, bytes) = (i64::from(step.cast_signed()), i64::from(bits / 8));
        let (first_step, first_bytes) = *self.first.get_or_insert((step, bytes));
        self.differ |= first_step * bytes != step * first_bytes;
        self.stores += u32::from(is_store);
        self.sparse_stores += u32::from(is_store && step.abs() > bytes);
    }

    /// Whether LLVM would give up, since there is a store, and some addresses step by more elements than others; or whether it would
    /// check what never holds, that two fields of one array are apart.
    pub fn is_refused(self) -> bool {
        (self.differ || self.sparse_stores > 1) && self.stores > 0 && !self.has_vectors
    }
}

/// The loops of a function whose addresses step.
pub struct Loops<'a, 'm> {
    streams: &'a Streams<'m>,
    stepping: &'a Map<Value<'m>, Stepping<'m>>,
    predecessors: Map<Block<'m>, Vec<Block<'m>>>,
}

impl<'a, 'm> Loops<'a, 'm> {
    /// The loops of the function that a loop is in.
    pub fn new(way: Loop<'m>, streams: &'a Streams<'m>, stepping: &'a Map<Value<'m>, Stepping<'m>>) -> Self {
        let mut predecessors: Map<Block<'m>, Vec<Block<'m>>> = Map::default();
        for block in way.head.function().blocks() {
            block.successors().for_each(|successor| predecessors.entry(successor).or_default().push(block));
        }
        Self { streams, stepping, predecessors }
    }

    /// Whether LLVM may make vectors of a loop if only it knows its arrays to be apart.
    pub fn is_open_to_vectors(&self, way: Loop<'m>) -> bool {
        !self.has_few_iterations(way) && self.is_innermost(way)
    }

    /// Whether a loop counts from one constant to another, close to it.
    fn has_few_iterations(&self, way: Loop<'m>) -> bool {
        [way.head, way.latch]
            .into_iter()
            .any(|block| self.count(block.terminator(), way).is_some_and(|count| count <= FEW))
    }

    /// How often a loop runs, if the end of this block decides that by constants.
    fn count(&self, branch: Instruction<'m>, way: Loop<'m>) -> Option<u64> {
        let condition = (branch.operand_count() == 3).then(|| branch.operand(0).instruction()).flatten()?;
        let comparison = Some(condition).filter(|each| each.opcode() == LLVMOpcode::LLVMICmp)?;
        let counter = comparison.operand(0);
        // It may be the counter's next value.
        let is_sum = |opcode| matches!(opcode, LLVMOpcode::LLVMAdd | LLVMOpcode::LLVMSub);
        let sum = counter.instruction().filter(|each| is_sum(each.opcode()));
        let phi = sum.map_or(counter, |sum| sum.operand(0));
        let stepping = self.stepping.get(&phi).filter(|stepping| stepping.way.span == way.span)?;
        let [start, end] =
            [stepping.start, comparison.operand(1)].map(|value| value.constant().map(|value| value as u32));
        let distance = end?.wrapping_sub(start?).cast_signed().unsigned_abs();
        Some(u64::from(distance / stepping.step.cast_signed().unsigned_abs().max(1)))
    }

    /// Whether a loop has no other one in it.
    fn is_innermost(&self, way: Loop<'m>) -> bool {
        let mut inside = Set::from_iter([way.head, way.latch]);
        let mut queue = vec![way.latch];
        while let Some(block) = queue.pop().filter(|&block| block != way.head) {
            for &before in &self.predecessors[&block] {
                if self.streams.dominates(block, before) || inside.len() == MOST_BLOCKS {
                    return false;
                }
                if inside.insert(before) {
                    queue.push(before);
                }
            }
        }
        true
    }
}
