//! Lets code generation put an interpreter's jump to the next instruction behind each instruction.
//!
//! A loop around a `switch` of many cases has one jump, which goes anywhere. Interpreters avoid that by ending each case with a jump of
//! its own (in C, by `goto *`), which saves a jump for each instruction, and the CPU then knows better where the next one leads.
//! WebAssembly has no such jump, so that producers put the loop back. LLVM copies blocks that end with a jump through a table
//! to where they come from, but not one that checks a bound before, as each `br_table` does.
//!
//! So the number is limited instead: whatever is beyond the table goes to an entry behind its last one, which leads where the
//! default does, and the check is gone. This is sound because nothing changes about where a number leads: numbers in the table are
//! less than the limit, and stay what they are; the others become the limit, as unsigned numbers compare, and have their
//! own entry; below the lowest case they are large, since that is subtracted first. After that no number is left for the default, so that it
//! may be unreachable. What would break it are gaps between the cases, which lead to the default too: each gets an entry.
//!
//! LLVM copies no block that may follow itself, and here one would: where a number has nothing to do, be it one that the loop skips or
//! an instruction that does nothing, the jump leads to itself. So these numbers get a block of their own. It has no instruction, but an
//! assembly of none, by which LLVM takes it for something that it must not join with others; so that it does nothing is all that
//! there is to prove.
//!
//! Where the first instruction is known, the `switch` is not in the block that fetches the next one, but behind it; that block is then copied with
//! the jump, so the ways to it are what counts.
//!
//! It comes after LLVM's other passes, which know more of a `switch` than of what is left of it here.

use super::build::Builder;
use super::switch::{Switch, unreachable_block};
use super::value::{Block, Function, Instruction, Map, Set, Value, functions};
use inkwell::module::Module;
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// How many blocks a `switch` must lead to, and how many must lead back without a condition.
const FEWEST: usize = 8;

/// The most edges that the copies may have: their number is the product of cases and ways back. A JavaScript engine's interpreter
/// has 230 of each.
const MOST_EDGES: usize = 100_000;

/// The longest block that is copied together with the jump, in front of which it is. LLVM copies twenty of the machine's instructions, of which
/// six jump.
const MOST_FETCHING: usize = 12;

/// The highest number that has an entry. That is far from where the types of 16 bits and more end.
const HIGHEST: u64 = 4096;

/// Changes all loops of a module that look like an interpreter's.
pub fn limit(module: &Module<'_>) {
    let builder = Builder::new(module);
    let profile = module.get_context().get_kind_id("prof");
    for function in functions(module) {
        let switches: Vec<_> = function.blocks().filter_map(Switch::of).collect();
        let candidates: Vec<_> = switches.into_iter().filter_map(Table::of).collect();
        if candidates.is_empty() {
            continue;
        }
        let ways = Ways::new(function);
        for table in candidates {
            let count = ways.to(table.switch);
            if count >= FEWEST && count * table.targets.len() <= MOST_EDGES {
                let switch = table.switch;
                if !is_unreachable(table.default) {
                    table.limit(module, &builder, profile);
                }
                ways.set_ways_back_apart(switch, module, &builder);
            }
        }
    }
}

/// A `switch` as a table from its lowest case on, where gaps have nothing.
struct Table<'m> {
    switch: Switch<'m>,
    default: Block<'m>,
    lowest: u64,
    targets: Vec<Option<Block<'m>>>,
}

impl<'m> Table<'m> {
    fn of(switch: Switch<'m>) -> Option<Self> {
        let (width, default) = (switch.number().int_width()?, switch.default()?);
        if !(8..=64).contains(&width) {
            return None;
        }
        let cases: Option<Vec<_>> = switch.cases().map(|(number, target)| Some((number.constant()?, target))).collect();
        let cases = cases?;
        let lowest = cases.iter().map(|&(number, _)| number).min()?;
        let highest = cases.iter().map(|&(number, _)| number).max()?;
        let different: Set<_> = cases.iter().map(|&(_, target)| target).collect();
        if highest > HIGHEST {
            return None;
        }
        // LLVM makes a table where a tenth of its entries are cases; here they are to be half.
        let span = (highest - lowest) as usize + 1;
        if different.len() < FEWEST || span > 2 * cases.len() {
            return None;
        }
        // Behind the last entry there must be another number, which bytes may not have.
        if width < 16 && highest + 1 >= 1 << width {
            return None;
        }
        let mut targets = vec![None; span];
        for (number, target) in cases {
            targets[(number - lowest) as usize] = Some(target);
        }
        Some(Self { switch, default, lowest, targets })
    }

    fn limit(self, module: &'m Module<'_>, builder: &Builder<'m>, profile: u32) {
        let (instruction, number) = (self.switch.instruction(), self.switch.number());
        let builder = builder.before(instruction);
        let [lowest, limit] = [self.lowest, self.targets.len() as u64].map(|each| builder.constant(number, each));
        let place = builder.binary(LLVMOpcode::LLVMSub, number, lowest);
        let is_case = builder.compare(LLVMIntPredicate::LLVMIntULT, place, limit);
        let limited = builder.select(is_case, place, limit);
        instruction.set_operand(0, if self.lowest == 0 { limited } else { builder.add(limited, lowest) });
        let gaps =
            self.targets.iter().enumerate().filter(|(_, target)| target.is_none()).map(|(place, _)| place as u64);
        let mut added = 0;
        for place in gaps.chain([self.targets.len() as u64]) {
            self.switch.add_case(builder.constant(number, self.lowest + place), self.default);
            added += 1;
        }
        self.switch.set_default(unreachable_block(module, instruction.block().function()));
        self.switch.give_default_to_last(module, profile, added);
        // One edge to the default block is gone, and these have come.
        for phi in self.default.instructions().take_while(|each| each.opcode() == LLVMOpcode::LLVMPHI) {
            let from = instruction.block();
            let incoming = (0..phi.operand_count()).find(|&position| phi.incoming_block(position) == from);
            let Some(position) = incoming else { continue };
            for _ in 1..added {
                builder.set_incoming(phi.value(), [(phi.operand(position), from)]);
            }
        }
    }
}

fn is_unreachable(block: Block<'_>) -> bool {
    block.first().opcode() == LLVMOpcode::LLVMUnreachable
}

/// How many blocks lead to which one without a condition.
struct Ways<'m>(Map<Block<'m>, Vec<Block<'m>>>);

impl<'m> Ways<'m> {
    fn new(function: Function<'m>) -> Self {
        let mut ways: Map<_, Vec<_>> = Map::default();
        for block in function.blocks() {
            let mut successors = block.successors();
            if let (Some(to), None) = (successors.next(), successors.next()) {
                ways.entry(to).or_default().push(block);
            }
        }
        Self(ways)
    }

    fn count(&self, block: Block<'m>) -> usize {
        self.0.get(&block).map_or(0, Vec::len)
    }

    /// The ways to a `switch` on which its number is not known yet, also those through another block that is short enough to be copied with it.
    fn to(&self, switch: Switch<'m>) -> usize {
        let through = |(from, number)| if is_short(from) { self.open(number, from).len().max(1) } else { 1 };
        self.open(switch.number(), switch.instruction().block()).into_iter().map(through).sum()
    }

    /// The ways to a block on which a number is not known, and what it is there. What resumes functions in a loop around all of their code,
    /// as Go's compiler does, sets a constant on each way: it is no interpreter, and there are thousands in a module.
    fn open(&self, number: Value<'m>, block: Block<'m>) -> Vec<(Block<'m>, Value<'m>)> {
        let Some(phi) = number.instruction().filter(|each| is_phi(each) && each.block() == block) else {
            return self.0.get(&block).into_iter().flatten().map(|&from| (from, number)).collect();
        };
        let incoming = (0..phi.operand_count()).map(|at| (phi.incoming_block(at), phi.operand(at)));
        incoming.filter(|(from, number)| from.successors().nth(1).is_none() && !is_known(*number)).collect()
    }

    /// Gives numbers for which there is nothing to do a block like all others: those that lead back to the `switch`, or to where most others
    /// come together in front of it.
    fn set_ways_back_apart(&self, switch: Switch<'m>, module: &'m Module<'_>, builder: &Builder<'m>) {
        let block = switch.instruction().block();
        let is_on_way = |target| is_empty(target) || is_short(target) && self.count(target) >= FEWEST;
        let leads_back = |&target: &_| target == block || is_on_way(target) && target.successors().eq([block]);
        let mut seen = Set::default();
        let targets: Vec<_> = block.successors().filter(leads_back).filter(|&target| seen.insert(target)).collect();
        targets.into_iter().for_each(|target| switch.set_apart(module, builder, target));
    }
}

/// Whether a number is one constant or one of two.
fn is_known(number: Value<'_>) -> bool {
    let choice = number.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMSelect);
    number.is_constant() || choice.is_some_and(|choice| [1, 2].into_iter().all(|at| choice.operand(at).is_constant()))
}

fn is_phi(instruction: &Instruction<'_>) -> bool {
    instruction.opcode() == LLVMOpcode::LLVMPHI
}

/// Whether a block only fetches what comes next.
fn is_short(block: Block<'_>) -> bool {
    block.instructions().filter(|each| !is_phi(each)).take(MOST_FETCHING + 1).count() <= MOST_FETCHING
}

fn is_empty(block: Block<'_>) -> bool {
    block.instructions().find(|each| !is_phi(each)).is_some_and(|each| each.is_terminator())
}
