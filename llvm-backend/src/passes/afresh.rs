//! Has addresses that never change computed again behind calls.
//!
//! Memory's address and those of tables are constants that one instruction computes. LLVM computes each once, and keeps it in a register
//! over calls. Such a register has to be saved by whoever uses it: a method that calls one other pushes and pops it, each time it
//! is called, for the sake of an instruction less. LLVM would compute it again only where registers run out.
//!
//! So what accesses memory behind a call gets the address from a copy of its own. That is an assembly of one instruction, since LLVM makes one
//! of two equal computations otherwise. A copy serves all that can be reached from it without another call; in a loop
//! without calls, whatever is around it, the copy is in front of the loop.
//!
//! Sound, because each copy is the same constant, and what is computed from it has the same operands otherwise. A copy is used only where
//! each way to the use goes through it: states of blocks are joined so that what is not the same on all ways is unknown, and
//! what is unknown is computed again in place.

use super::anchor::flow::Flow;
use super::anchor::loops::Loops;
use super::build::Builder;
use super::leaf;
use super::value::{Function, Instruction, Map, Set, Value, functions};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;
use wasmc_abi::instance::symbol;

/// The most additions that make an address.
const MOST_STEPS: usize = 8;

/// How the names of the variables begin whose addresses are computed again. All are of our own making, so that any assembler reads them.
const NAMES: [&str; 2] = [symbol::MEMORY0, "table["];

/// Does so in all functions of a module that is compiled for an x86.
pub fn compute(module: &Module<'_>) {
    let builder = Builder::new(module);
    let hiding = leaf::base_intrinsic(module);
    for function in functions(module).filter(|function| function.is_defined()) {
        if function.instructions().any(is_barrier) {
            Rewriter::new(&builder, hiding, Flow::new(function)).rewrite();
        }
    }
}

/// Whether an instruction calls something that may change registers.
fn is_barrier(instruction: Instruction<'_>) -> bool {
    let is_assembly = || instruction.operand(instruction.operand_count() - 1).is_assembly();
    instruction.is_call() && !instruction.callee().map_or_else(is_assembly, Function::is_intrinsic)
}

/// Where an address can be had at some point.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known<'m> {
    /// No call has come yet.
    Original,
    /// From this copy.
    Copied(Value<'m>),
    Unknown,
}

/// An address that is computed from a constant one.
struct Chain<'m> {
    /// The last addition first.
    steps: Vec<Instruction<'m>>,
    base: Value<'m>,
}

impl<'m> Chain<'m> {
    /// The chain that a value is the end of. None where there is a constant distance only, which needs no register.
    fn of(value: Value<'m>) -> Option<Self> {
        let is_step = |each: &Instruction<'m>| each.opcode() == LLVMOpcode::LLVMGetElementPtr;
        let first = value.instruction().filter(is_step)?;
        let next = |each: &Instruction<'m>| each.operand(0).instruction().filter(is_step);
        let steps: Vec<_> = std::iter::successors(Some(first), next).take(MOST_STEPS).collect();
        let varies = |step: &Instruction<'m>| (1..step.operand_count()).any(|at| !step.operand(at).is_constant());
        let base = steps.last()?.operand(0);
        steps.iter().any(varies).then_some(Self { steps, base })
    }
}

struct Rewriter<'m, 'b> {
    builder: &'b Builder<'m>,
    flow: Flow<'m>,
    predecessors: Vec<Vec<usize>>,
    /// Of each block the largest loop around it that has no calls, by the number of the loop's head.
    quiet: Vec<Option<usize>>,
    /// What can be had at the end of a block, in the order of `bases`; of a loop without calls, by its head, all through it.
    states: Vec<Option<Vec<Known<'m>>>>,
    /// The variables.
    bases: Vec<Value<'m>>,
    /// By which intrinsic LLVM is kept from looking through memory's address.
    hiding: Option<Function<'m>>,
    /// What has been computed again in this block since the last call.
    again: Map<Instruction<'m>, Value<'m>>,
    replaced: Vec<Instruction<'m>>,
}

impl<'m, 'b> Rewriter<'m, 'b> {
    fn new(builder: &'b Builder<'m>, hiding: Option<Function<'m>>, flow: Flow<'m>) -> Self {
        let count = flow.blocks.len();
        let mut rewriter = Self {
            builder,
            predecessors: flow.predecessors(),
            quiet: quiet_loops(&flow),
            states: vec![None; count],
            bases: Vec::new(),
            hiding,
            again: Map::default(),
            replaced: Vec::new(),
            flow,
        };
        rewriter.find_bases();
        rewriter
    }

    fn find_bases(&mut self) {
        let steps = self.flow.blocks.iter().flat_map(|block| block.instructions());
        let mut seen = Set::default();
        for step in steps.filter(|each| each.opcode() == LLVMOpcode::LLVMGetElementPtr) {
            let base = self.variable(step.operand(0));
            if seen.insert(base)
                && base.variable_name().is_some_and(|name| NAMES.iter().any(|each| name.starts_with(each)))
            {
                self.bases.push(base);
            }
        }
    }

    /// The variable whose address a value is, if it is one, also where LLVM is not to look through it.
    fn variable(&self, value: Value<'m>) -> Value<'m> {
        let is_hidden =
            |each: &Instruction<'m>| self.hiding.is_some() && each.is_call() && each.callee() == self.hiding;
        value.instruction().filter(is_hidden).map_or(value, |call| call.operand(0))
    }

    fn rewrite(mut self) {
        if self.bases.is_empty() {
            return;
        }
        for block in 0..self.flow.blocks.len() {
            let mut state = self.state_before(block);
            self.again.clear();
            for instruction in self.flow.blocks[block].instructions().collect::<Vec<_>>() {
                if !matches!(instruction.opcode(), LLVMOpcode::LLVMPHI | LLVMOpcode::LLVMGetElementPtr) {
                    self.visit(instruction, block, &mut state);
                }
                if is_barrier(instruction) {
                    state.fill(Known::Unknown);
                    self.again.clear();
                }
            }
            if self.quiet[block].is_none_or(|head| head == block) {
                self.states[block] = Some(state);
            }
        }
        self.remove_unused();
    }

    /// Removes the computations that nobody uses any more.
    fn remove_unused(self) {
        let mut removed = Set::default();
        for mut step in self.replaced {
            while !removed.contains(&step) && !step.value().is_used() {
                let before = step.operand(0).instruction();
                step.erase();
                removed.insert(step);
                match before.filter(|each| each.opcode() == LLVMOpcode::LLVMGetElementPtr) {
                    Some(before) => step = before,
                    None => break,
                }
            }
        }
    }

    /// What is the same at the end of all blocks that lead to this one, but for those of its own loop if that has no calls.
    fn state_before(&self, block: usize) -> Vec<Known<'m>> {
        let unknown = || vec![Known::Unknown; self.bases.len()];
        match self.quiet[block] {
            _ if block == 0 => return vec![Known::Original; self.bases.len()],
            Some(head) if head != block => return self.states[head].clone().unwrap_or_else(unknown),
            _ => {}
        }
        let ends = self.outer_predecessors(block).map(|from| self.states[self.quiet[from].unwrap_or(from)].clone());
        let join = |a: Option<Vec<_>>, b: Option<Vec<_>>| {
            let pairs = a?.into_iter().zip(b?);
            Some(pairs.map(|(a, b)| if a == b { a } else { Known::Unknown }).collect())
        };
        ends.reduce(join).flatten().unwrap_or_else(unknown)
    }

    /// The blocks that lead to a block, but for those of its own loop if that has no calls.
    fn outer_predecessors(&self, block: usize) -> impl Iterator<Item = usize> {
        let own = self.quiet[block];
        self.predecessors[block].iter().copied().filter(move |&from| own.is_none() || self.quiet[from] != own)
    }

    /// Has an instruction take its addresses from copies.
    fn visit(&mut self, instruction: Instruction<'m>, block: usize, state: &mut [Known<'m>]) {
        for position in 0..instruction.operand_count() {
            let Some(chain) = Chain::of(instruction.operand(position)) else { continue };
            let variable = self.variable(chain.base);
            let Some(base) = self.bases.iter().position(|&base| base == variable) else { continue };
            let copy = match state[base] {
                Known::Original => continue,
                Known::Copied(copy) => copy,
                Known::Unknown => self.copy(variable, instruction, block, base),
            };
            state[base] = Known::Copied(copy);
            instruction.set_operand(position, self.compute(&chain, copy, instruction));
            self.replaced.extend(chain.steps);
        }
    }

    /// A copy of an address for an instruction.
    fn copy(&mut self, address: Value<'m>, user: Instruction<'m>, block: usize, base: usize) -> Value<'m> {
        let in_front = self.quiet[block].and_then(|head| {
            let mut outer = self.outer_predecessors(head);
            outer.next().filter(|_| outer.next().is_none()).map(|from| (head, from))
        });
        let Some((head, from)) = in_front else { return self.builder.before(user).address_again(address) };
        let copy = self.builder.before(self.flow.blocks[from].terminator()).address_again(address);
        if let Some(state) = &mut self.states[head] {
            state[base] = Known::Copied(copy);
        }
        copy
    }

    /// The end of a chain that begins with a copy.
    fn compute(&mut self, chain: &Chain<'m>, copy: Value<'m>, user: Instruction<'m>) -> Value<'m> {
        let mut address = copy;
        for &step in chain.steps.iter().rev() {
            address = *self.again.entry(step).or_insert_with(|| {
                let again = self.builder.before(user).copy(step);
                again.set_operand(0, address);
                again.value()
            });
        }
        address
    }
}

/// Of each block the largest loop around it that has no calls, by the number of the loop's head.
fn quiet_loops(flow: &Flow<'_>) -> Vec<Option<usize>> {
    if !flow.has_cycle() {
        return vec![None; flow.blocks.len()];
    }
    let loops = Loops::new(flow);
    let calls = |block: &usize| flow.blocks[*block].instructions().any(is_barrier);
    let calling: Vec<_> = (0..flow.blocks.len()).filter(calls).collect();
    loops.largest_without(&calling)
}
