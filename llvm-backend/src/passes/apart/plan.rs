//! Decides whether a loop is faster without its vectors.

use super::cost::{self, Graph};
use super::lanes::{self, Kind, Lanes};
use crate::passes::value::{Block, Instruction, Map, Shape, Value};
use llvm_sys::LLVMOpcode;

/// Scalars must take less than this many hundredths of the time: what is estimated is not exact.
const AT_MOST_PERCENT: u32 = 75;

/// Whether to take a loop's vectors apart.
pub fn pays<'m>(block: Block<'m>, lanes: &Lanes<'m>) -> bool {
    // Nobody knows how long another function takes.
    let is_unknown = |each: Instruction<'m>| {
        each.is_call() && !each.callee().is_some_and(|callee| callee.name().starts_with("llvm."))
    };
    if block.instructions().any(is_unknown) {
        return false;
    }
    let (vectors, scalars) = (with_vectors(block), with_scalars(block, lanes));
    scalars * 100 < vectors * AT_MOST_PERCENT
}

fn with_vectors(block: Block<'_>) -> u32 {
    let mut graph = Graph::default();
    let mut nodes = Map::default();
    for each in block.instructions() {
        let operands = operands(each).filter_map(|value| nodes.get(&value).copied()).collect();
        let count = width(each);
        nodes.insert(each.value(), graph.add(cost::of(each, count), operands));
    }
    for phi in block.instructions().filter(|each| each.opcode() == LLVMOpcode::LLVMPHI) {
        if let Some(&next) = nodes.get(&phi.incoming(block)) {
            graph.carry(nodes[&phi.value()], next);
        }
    }
    graph.parts()
}

/// What an instruction waits for inside of an iteration.
fn operands<'m>(instruction: Instruction<'m>) -> impl Iterator<Item = Value<'m>> {
    let count = if instruction.opcode() == LLVMOpcode::LLVMPHI { 0 } else { instruction.operand_count() };
    (0..count).map(move |at| instruction.operand(at))
}

/// Of how many lanes an instruction's result is, or what it stores.
fn width(instruction: Instruction<'_>) -> u32 {
    instruction.value().shape().map_or(1, Shape::lanes)
}

fn with_scalars<'m>(block: Block<'m>, lanes: &Lanes<'m>) -> u32 {
    let mut scalars = Scalars { graph: Graph::default(), nodes: Map::default(), lanes };
    for each in block.instructions() {
        match lanes.kind(each) {
            Some(kind) => scalars.split(each, kind),
            None => scalars.keep(each),
        }
    }
    for phi in block.instructions().filter(|each| each.opcode() == LLVMOpcode::LLVMPHI) {
        let next = phi.incoming(block);
        let parts: Vec<_> = match lanes.kind(phi) {
            Some(_) => lanes.needed(phi).map(Some).collect(),
            None => vec![None],
        };
        for part in parts {
            if let (Some(&phi), Some(&next)) =
                (scalars.nodes.get(&(phi.value(), part)), scalars.nodes.get(&(next, part)))
            {
                scalars.graph.carry(phi, next);
            }
        }
    }
    scalars.graph.parts()
}

struct Scalars<'a, 'm> {
    graph: Graph,
    /// Of each lane, or of what is not taken apart.
    nodes: Map<(Value<'m>, Option<u32>), usize>,
    lanes: &'a Lanes<'m>,
}

impl<'m> Scalars<'_, 'm> {
    fn split(&mut self, instruction: Instruction<'m>, kind: Kind) {
        let value = instruction.value();
        for lane in self.lanes.needed(instruction) {
            let node = match kind {
                Kind::Phi | Kind::Each | Kind::Load => {
                    let operands: Vec<_> = operands(instruction).filter_map(|each| self.lane(each, lane)).collect();
                    Some(self.graph.add(cost::of(instruction, 1), operands))
                }
                Kind::Shuffle => lanes::shuffled(instruction, lane)
                    .and_then(|(operand, lane)| self.lane(instruction.operand(operand), lane)),
                Kind::Insert(at) if at == lane => self.nodes.get(&(instruction.operand(1), None)).copied(),
                Kind::Insert(_) => self.lane(instruction.operand(0), lane),
            };
            // What comes from before the loop is there.
            self.nodes.extend(node.map(|node| ((value, Some(lane)), node)));
        }
        if self.lanes.whole.contains(&instruction) {
            let parts: Vec<_> = self.lanes.needed(instruction).filter_map(|lane| self.lane(value, lane)).collect();
            let moves: Vec<_> = parts.iter().map(|&part| self.graph.add(cost::MOVE, vec![part])).collect();
            let node = self.graph.add(cost::NONE, moves);
            self.nodes.insert((value, None), node);
        }
    }

    fn keep(&mut self, instruction: Instruction<'m>) {
        let vector =
            if instruction.opcode() == LLVMOpcode::LLVMExtractElement { Some(instruction.operand(0)) } else { None };
        let split = vector.and_then(Value::instruction).and_then(|vector| self.lanes.lane_count(vector));
        let node = match split.and_then(|count| lanes::extracted(instruction, count)) {
            Some(lane) => self.lane(instruction.operand(0), lane),
            None => {
                let operands =
                    operands(instruction).filter_map(|each| self.nodes.get(&(each, None)).copied()).collect();
                Some(self.graph.add(cost::of(instruction, width(instruction)), operands))
            }
        };
        self.nodes.extend(node.map(|node| ((instruction.value(), None), node)));
    }

    /// A lane of an operand, if it is computed in the loop.
    fn lane(&mut self, vector: Value<'m>, lane: u32) -> Option<usize> {
        if let Some(&node) = self.nodes.get(&(vector, Some(lane))) {
            return Some(node);
        }
        let whole = *self.nodes.get(&(vector, None))?;
        let node = self.graph.add(cost::MOVE, vec![whole]);
        self.nodes.insert((vector, Some(lane)), node);
        Some(node)
    }
}
