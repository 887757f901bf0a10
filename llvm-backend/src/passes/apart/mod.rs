//! Takes vectors apart in loops that wait for them.
//!
//! LLVM's vectorizer of straight code counts instructions, and not how long the loop's next iteration waits for their results. Of
//! four filters, each of which takes what the one before it gives, it puts the states into one vector: then none of the next states
//! is there before the last filter is done, though the first filter could go on with the next sample. Four sums that are each
//! multiplied by 64 bits become a vector, which takes fifteen cycles to multiply instead of three.
//!
//! This looks at loops of one block behind LLVM's passes, where it sees what has become of them. `cost` estimates what an iteration takes
//! with vectors and with scalars; `lanes` knows which vectors can be taken apart and which of their lanes anybody needs. Where scalars
//! are clearly faster, each lane becomes a value of its own.
//!
//! Sound, because a lane of what is taken apart depends on the same lanes of its operands only, or is one of theirs: the scalar operation is
//! the same one, and it may have fewer flags. A load is taken apart only if LLVM's passes made it of the program's own loads, which
//! the lanes are then again; one of the guest's vectors, which has to trap as a whole, stays.

mod cost;
mod lanes;
mod plan;

use super::build::Builder;
use super::value::{Block, Function, Instruction, Map, Value, functions};
use inkwell::module::Module;
use lanes::{Kind, Lanes};
use llvm_sys::LLVMOpcode;
use wasmc_frontend::ir::MEMORY_ACCESS;

/// Longer loops than this do not wait for one vector.
const MOST: usize = 1000;

/// A loop of one block, and the block that leads to it.
#[derive(Clone, Copy)]
struct Loop<'m> {
    block: Block<'m>,
    before: Block<'m>,
}

/// Takes vectors apart. Returns whether there were any; then what is left of them is to be removed.
pub fn take_apart(module: &Module<'_>) -> bool {
    let memory_access = module.get_context().get_kind_id(MEMORY_ACCESS);
    let builder = Builder::new(module);
    let mut any = false;
    for function in functions(module) {
        for looped in loops(function) {
            if let Some(lanes) = Lanes::of(looped.block, memory_access).filter(|lanes| plan::pays(looped.block, lanes))
            {
                Rewriter { builder: &builder, looped, lanes: &lanes, known: Map::default() }.rewrite();
                any = true;
            }
        }
    }
    any
}

/// The loops of one block that one other block leads to.
fn loops<'m>(function: Function<'m>) -> Vec<Loop<'m>> {
    let is_loop = |block: &Block<'m>| block.successors().any(|successor| successor == *block);
    let has_vector = |block: &Block<'m>| block.instructions().take(MOST + 1).any(|each| lanes::is_vector(each.value()));
    let candidates = function.blocks().filter(|block| is_loop(block) && has_vector(block));
    candidates.filter_map(|block| Some(Loop { block, before: entry(block)? })).collect()
}

/// The one other block that leads to a loop, if there is no more to it than a branch.
fn entry<'m>(block: Block<'m>) -> Option<Block<'m>> {
    let phi = block.first();
    if phi.opcode() != LLVMOpcode::LLVMPHI || phi.operand_count() != 2 || block.instructions().count() > MOST {
        return None;
    }
    let before = [0, 1].map(|at| phi.incoming_block(at)).into_iter().find(|&from| from != block)?;
    (before.terminator().opcode() == LLVMOpcode::LLVMBr).then_some(before)
}

struct Rewriter<'a, 'm> {
    builder: &'a Builder<'m>,
    looped: Loop<'m>,
    lanes: &'a Lanes<'m>,
    /// The lanes that have become values of their own.
    known: Map<(Value<'m>, u32), Value<'m>>,
}

impl<'m> Rewriter<'_, 'm> {
    fn rewrite(&mut self) {
        let block = self.looped.block;
        let instructions: Vec<_> = block.instructions().collect();
        for &each in &instructions {
            for lane in self.lanes.needed(each) {
                let value = self.scalar(each, lane);
                self.known.insert((each.value(), lane), value);
            }
        }
        for &phi in instructions.iter().filter(|each| each.opcode() == LLVMOpcode::LLVMPHI) {
            for lane in self.lanes.needed(phi) {
                let first = self.lane(phi.incoming(self.looped.before), lane);
                let next = self.lane(phi.incoming(block), lane);
                let scalar = self.known[&(phi.value(), lane)];
                self.builder.set_incoming(scalar, [(first, self.looped.before), (next, block)]);
            }
        }
        let first = *instructions.iter().find(|each| each.opcode() != LLVMOpcode::LLVMPHI).expect("a block has an end");
        for (at, &each) in instructions.iter().enumerate() {
            let is_phi = each.opcode() == LLVMOpcode::LLVMPHI;
            let behind = if is_phi { first } else { *instructions.get(at + 1).unwrap_or(&first) };
            self.replace_users(each, behind);
        }
    }

    /// One lane of an instruction that is taken apart.
    fn scalar(&mut self, instruction: Instruction<'m>, lane: u32) -> Value<'m> {
        let value = instruction.value();
        match self.lanes.kind(instruction).expect("only of such are lanes needed") {
            Kind::Phi => self.builder.before(self.looped.block.first()).phi_lane(value),
            Kind::Each => {
                let operands: Vec<_> =
                    (0..lanes::operand_count(instruction)).map(|at| self.lane(instruction.operand(at), lane)).collect();
                self.builder.before(instruction).lane_of(instruction, &operands)
            }
            Kind::Load => {
                let alignment = instruction.alignment_bytes();
                self.builder.before(instruction).load_lane(value, instruction.operand(0), alignment, lane)
            }
            Kind::Shuffle => match lanes::shuffled(instruction, lane) {
                Some((operand, lane)) => self.lane(instruction.operand(operand), lane),
                None => self.builder.poison_lane(value),
            },
            Kind::Insert(at) if at == lane => self.resolved(instruction.operand(1)),
            Kind::Insert(_) => self.lane(instruction.operand(0), lane),
        }
    }

    /// A lane of an operand: known, if it was taken apart, or else taken out where the vector is.
    fn lane(&mut self, vector: Value<'m>, lane: u32) -> Value<'m> {
        if let Some(&known) = self.known.get(&(vector, lane)) {
            return known;
        }
        let inside = vector.instruction().filter(|each| each.block() == self.looped.block);
        let place = inside.and_then(Instruction::next).unwrap_or_else(|| self.looped.before.terminator());
        let value = self.builder.before(place).extract_lane(vector, lane);
        self.known.insert((vector, lane), value);
        value
    }

    /// A scalar, or the lane that it is of what is taken apart.
    fn resolved(&mut self, scalar: Value<'m>) -> Value<'m> {
        let extract = scalar.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMExtractElement);
        let lane = extract.and_then(|extract| {
            let vector = extract.operand(0);
            Some((vector, lanes::extracted(extract, self.lanes.lane_count(vector.instruction()?)?)?))
        });
        lane.map_or(scalar, |(vector, lane)| self.lane(vector, lane))
    }

    /// Gives those that use a vector its lanes: as they are, or put together again `behind` it.
    fn replace_users(&mut self, instruction: Instruction<'m>, behind: Instruction<'m>) {
        let Some(count) = self.lanes.lane_count(instruction) else { return };
        let vector = instruction.value();
        let mut whole = None;
        for user in vector.users().collect::<Vec<_>>() {
            if self.lanes.kind(user).is_some() {
                continue;
            }
            if let Some(lane) = lanes::extracted(user, count) {
                user.value().replace_with(self.known[&(vector, lane)]);
                continue;
            }
            let whole = *whole.get_or_insert_with(|| {
                let parts: Vec<_> = (0..count).map(|lane| self.known[&(vector, lane)]).collect();
                self.builder.before(behind).vector_of(vector, &parts)
            });
            for at in (0..user.operand_count()).filter(|&at| user.operand(at) == vector) {
                user.set_operand(at, whole);
            }
        }
    }
}
