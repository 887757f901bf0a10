//! Makes a loop what its plan says: the first copy, with steps as long as one copy's.

use super::copies::Copies;
use super::ir::conditional_branch;
use super::plan::{Outcome, Plan};
use super::region::Parts;
use crate::passes::build::Builder;
use crate::passes::value::{Block, Instruction, Set, Value};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// Rolls a loop.
pub fn rewrite<'m>(copies: &Copies<'_, 'm>, plan: &Plan<'m>, builder: &Builder<'m>) {
    let looped = copies.looped;
    let branch = looped.exit.branch;
    builder.before(branch);
    // All uses are found before any is changed: what replaces one result may be another.
    let mut changes = Vec::new();
    for (value, outcome) in &plan.results {
        let replacement = match outcome {
            Outcome::Value(origin) => *origin,
            Outcome::Behind(0) => *value,
            Outcome::Behind(distance) => builder.add(*value, builder.constant(*value, distance.wrapping_neg())),
            Outcome::Sum(sum) => sum.build(builder, *value),
        };
        if replacement != *value {
            changes.extend(uses_behind(copies, *value).into_iter().map(|place| (place, replacement)));
        }
    }
    for ((user, position), replacement) in changes {
        user.set_operand(position, replacement);
    }
    for readdressed in &plan.readdressed {
        builder.before(readdressed.access);
        let &(like, _) = readdressed.index.terms.first().expect("it moves from copy to copy");
        let index = readdressed.index.build(builder, like);
        let position = if is_store(&readdressed.access) { 1 } else { 0 };
        // Sound: index and offset are below 2^32 each, and the memory's reservation is longer than their sum.
        let address = builder.address(readdressed.base, builder.zext_i64(index));
        let address = match readdressed.offset {
            0 => address,
            offset => builder.address(address, builder.const_i64(offset)),
        };
        readdressed.access.set_operand(position, address);
    }
    builder.before(branch);
    for phi in &looped.phis {
        if let Some(step) = copies.step(phi.phi.value()) {
            let step = step.build(builder, phi.phi.value());
            phi.phi.set_operand(phi.operand, builder.add(phi.phi.value(), step));
        }
    }
    for (phi, next) in &plan.carried {
        phi.phi.set_operand(phi.operand, *next);
    }
    let left = plan.test.left.build(builder, plan.test.like);
    let right = plan.test.right.build(builder, plan.test.like);
    let stays = builder.compare(LLVMIntPredicate::LLVMIntNE, left, right);
    let inside =
        conditional_branch(branch).map(|(_, targets)| targets.into_iter().find(|&target| target != looped.exit.target));
    if let Some(Some(inside)) = inside {
        builder.branch_if(stays, inside, looped.exit.target);
        branch.erase();
    }
    if let Some(parts) = &copies.parts {
        skip_others(parts, looped.latch(), builder);
    }
    let later: Set<_> = plan.accesses.iter().flat_map(|all| &all[1..]).filter(|each| is_store(each)).copied().collect();
    // Not left to LLVM: the next pass would take a load for one that is made. Users come behind what they use.
    for &instruction in looped.body.iter().rev() {
        let is_unused = || !is_store(&instruction) && instruction.value().users().next().is_none();
        if later.contains(&instruction) || is_unused() {
            instruction.erase();
        }
    }
    // Their values were needed by one another, and by what has been replaced.
    debug_assert!(
        copies.parts.iter().flat_map(|parts| &parts.others).all(|block| block.instructions().next().is_none())
    );
}

/// Lets the first copy lead to the latch. The blocks between them are left empty, for [`super::ir::delete_empty_blocks`].
fn skip_others<'m>(parts: &Parts<'m>, latch: Block<'m>, builder: &Builder<'m>) {
    let branch = parts.end.terminator();
    builder.before(branch).branch(latch);
    branch.erase();
    for block in &parts.others {
        block.terminator().erase();
    }
}

/// The operands behind the loop that are this value.
fn uses_behind<'m>(copies: &Copies<'_, 'm>, value: Value<'m>) -> Vec<(Instruction<'m>, u32)> {
    let looped = copies.looped;
    // Also what the rolled loop computes itself from it is in its blocks.
    let is_behind = |user: &Instruction<'m>| !looped.has_inside(*user);
    let positions = |user: Instruction<'m>| (0..user.operand_count()).map(move |position| (user, position));
    value.users().filter(is_behind).flat_map(positions).filter(|(user, at)| user.operand(*at) == value).collect()
}

fn is_store(access: &Instruction<'_>) -> bool {
    access.opcode() == LLVMOpcode::LLVMStore
}
