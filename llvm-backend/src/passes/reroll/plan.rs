//! Decides whether a loop is so many copies of one body, and what is to be left of it.

use super::address::{Address, pointer};
use super::affine::Affine;
use super::copies::Copies;
use super::exit::{self, Test};
use super::ir::conditional_branch;
use super::loops::Phi;
use super::order::{self, Readdressed};
use crate::passes::value::{Function, Instruction, Map, Value};
use llvm_sys::LLVMOpcode;

/// Why a loop stays as it is.
#[derive(Clone, Copy)]
pub enum Refusal {
    /// It is not so many copies of one body.
    NoCopies,
    /// It might be that, but to roll it would not be sound.
    Unsound(&'static str),
}

/// What is to be known of a module's functions and accesses.
pub struct Facts<'a, 'm> {
    /// Whether a function does nothing but to compute a value.
    pub pure: &'a dyn Fn(Function<'m>) -> bool,
    /// Whether the memory of an access always ends 64 KiB below 4 GiB, or earlier.
    pub bounded: &'a dyn Fn(Instruction<'m>) -> bool,
}

/// What the rolled loop is.
pub struct Plan<'m> {
    /// The accesses of the first copy, each with those of the others.
    pub accesses: Vec<Vec<Instruction<'m>>>,
    /// Those of the first copy whose address is to be written in another way.
    pub readdressed: Vec<Readdressed<'m>>,
    /// What carried values become after one copy.
    pub carried: Vec<(Phi<'m>, Value<'m>)>,
    /// Values that are used behind the loop, and what they are in the rolled one.
    pub results: Vec<(Value<'m>, Outcome<'m>)>,
    /// The test that ends the loop.
    pub test: Test<'m>,
}

/// What a value that is used behind the loop is after it has been rolled.
pub enum Outcome<'m> {
    /// This value of the first copy.
    Value(Value<'m>),
    /// The same sum of induction variables, less this.
    Behind(u64),
    /// This sum, because the value itself is not in the first copy.
    Sum(Affine<'m>),
}

/// What is needed of the first copy.
struct Template<'m> {
    needed: Map<Value<'m>, ()>,
    queue: Vec<Value<'m>>,
}

/// Plans a rolled loop, if the loop is `copies.count` copies of its first part.
pub fn plan<'m>(copies: &mut Copies<'_, 'm>, facts: &Facts<'_, 'm>) -> Result<Plan<'m>, Refusal> {
    let looped = copies.looped;
    // What changes nothing has no result that anybody saw.
    if looped.phis.is_empty() || looped.body.iter().any(|&each| has_effect(each, facts.pure)) {
        return Err(Refusal::NoCopies);
    }
    let stores = pair_stores(copies)?;
    for &phi in &looped.phis {
        let is_carried = copies.step(phi.phi.value()).is_none();
        if is_carried && copies.next(phi.phi.value()).is_none() && !copies.relate_carried(phi) {
            return Err(Refusal::NoCopies);
        }
    }
    let mut carried = Vec::new();
    for &phi in &looped.phis {
        if copies.step(phi.phi.value()).is_some() {
            continue;
        }
        let chain = copies.all(phi.phi.value()).ok_or(Refusal::NoCopies)?;
        if !copies.relate(chain[copies.count - 1], phi.next) {
            return Err(Refusal::NoCopies);
        }
        carried.push((phi, chain[1]));
    }
    relate_conditions(copies)?;
    let last = last_copy(copies, &stores, &carried)?;
    let results = results(copies, last)?;
    let template = template(copies, &stores, &carried, &results)?;
    let accesses = accesses(copies, &template)?;
    check_worth(copies)?;
    order::check(copies, &accesses, last)?;
    let mut readdressed = Vec::new();
    for all in &accesses {
        readdressed.extend(order::addresses(copies, all, &accesses, last, facts.bounded)?);
    }
    let test = exit::test(copies, last)?;
    Ok(Plan { accesses, readdressed, carried, results, test })
}

/// Makes sure that the branches of all copies have conditions that are the same.
fn relate_conditions<'m>(copies: &mut Copies<'_, 'm>) -> Result<(), Refusal> {
    let Some(region) = &copies.looped.region else { return Ok(()) };
    for &block in &region.blocks {
        let Some(next) = copies.parts.as_ref().and_then(|parts| parts.next(block)) else { continue };
        // The last copy's end is the loop's own.
        if next == region.latch() {
            continue;
        }
        let conditions =
            [block, next].map(|each| conditional_branch(each.terminator()).map(|(condition, _)| condition));
        let are_related = match conditions {
            [Some(first), Some(second)] => copies.relate(first, second),
            [first, second] => first.is_none() && second.is_none(),
        };
        if !are_related {
            return Err(Refusal::NoCopies);
        }
    }
    Ok(())
}

/// Refuses a loop with branches whose places depend on which arms ran before: nothing of it would be vectorized, and LLVM would only
/// unroll it again.
fn check_worth<'m>(copies: &mut Copies<'_, 'm>) -> Result<(), Refusal> {
    let looped = copies.looped;
    if looped.region.is_none() {
        return Ok(());
    }
    for pointer in looped.body.iter().filter_map(|&each| pointer(each)) {
        let index = Address::new(pointer, looped).and_then(|address| address.index);
        let sum = index.and_then(|index| copies.sums.of(index, looped));
        let is_chosen = |value: Value<'m>| {
            let phi = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMPHI);
            phi.is_some() && looped.contains(value) && copies.step(value).is_none()
        };
        if sum.is_some_and(|sum| sum.terms.iter().any(|&(value, _)| is_chosen(value))) {
            return Err(Refusal::Unsound("an address depends on what its branches did before"));
        }
    }
    Ok(())
}

/// Whether an instruction does more than to compute a value, or to access memory as LLVM may move it.
fn has_effect<'m>(instruction: Instruction<'m>, pure: &dyn Fn(Function<'m>) -> bool) -> bool {
    match instruction.opcode() {
        LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMStore => instruction.is_volatile() || instruction.is_atomic(),
        LLVMOpcode::LLVMCall => !instruction.callee().is_some_and(pure),
        LLVMOpcode::LLVMFence | LLVMOpcode::LLVMAtomicRMW | LLVMOpcode::LLVMAtomicCmpXchg | LLVMOpcode::LLVMVAArg => {
            true
        }
        _ => false,
    }
}

fn is_store(value: &Value<'_>) -> bool {
    value.instruction().is_some_and(|each| each.opcode() == LLVMOpcode::LLVMStore)
}

/// Finds the stores that do the same in the copies: for each, another one whose address is a step further. Returns those of the
/// first copy.
fn pair_stores<'m>(copies: &mut Copies<'_, 'm>) -> Result<Vec<Instruction<'m>>, Refusal> {
    /// More stores than this are not told apart.
    const MOST: usize = 128;
    let is_store = |each: &&Instruction<'m>| each.opcode() == LLVMOpcode::LLVMStore;
    let stores: Vec<_> = copies.looped.body.iter().filter(is_store).copied().collect();
    if stores.len() > MOST || stores.len() % copies.count != 0 {
        return Err(Refusal::NoCopies);
    }
    let places: Vec<_> = stores.iter().map(|&store| StorePlace::of(copies, store)).collect();
    let mut next = vec![None; stores.len()];
    let mut is_first = vec![true; stores.len()];
    for at in 0..stores.len() {
        // Producers write stores upwards or downwards. Those to one place are in order.
        let others = (at + 1..stores.len()).chain((0..at).rev());
        let follows = |&other: &usize| {
            is_first[other]
                && places[at].leads_to(&places[other], copies, other > at)
                && copies.run_alike(&[stores[at], stores[other]])
        };
        if let Some(other) = others.into_iter().find(follows) {
            next[at] = Some(other);
            is_first[other] = false;
        }
    }
    let first: Vec<_> = (0..stores.len()).filter(|&at| is_first[at]).collect();
    for &at in &first {
        let chain: Vec<_> = std::iter::successors(Some(at), |&at| next[at]).map(|at| stores[at].value()).collect();
        if chain.len() != copies.count || !chain.windows(2).all(|pair| copies.relate(pair[0], pair[1])) {
            return Err(Refusal::NoCopies);
        }
    }
    // Stores that lead to one another in a circle have no first one.
    if first.len() * copies.count != stores.len() {
        return Err(Refusal::NoCopies);
    }
    Ok(first.into_iter().map(|at| stores[at]).collect())
}

/// Where a store goes, as far as that is a sum.
struct StorePlace<'m> {
    address: Option<Address<'m>>,
    sum: Option<Affine<'m>>,
}

impl<'m> StorePlace<'m> {
    fn of(copies: &mut Copies<'_, 'm>, store: Instruction<'m>) -> Self {
        let address = pointer(store).and_then(|pointer| Address::new(pointer, copies.looped));
        let sum = address.and_then(|address| copies.pure_sum(address.index?));
        Self { address, sum }
    }

    /// Whether `other` may be this place in the next copy.
    fn leads_to(&self, other: &Self, copies: &Copies<'_, 'm>, is_later: bool) -> bool {
        let (Some(first), Some(second)) = (self.address, other.address) else { return false };
        first.base == second.base
            && match (&self.sum, &other.sum) {
                (Some(sum), Some(other)) => {
                    let moves = copies.growth(sum).as_constant() != Some(0);
                    (moves || is_later) && copies.is_shifted(sum, first.offset, other, second.offset)
                }
                (None, None) => is_later && first.offset == second.offset,
                _ => false,
            }
    }
}

/// Which copy the loop's end comes after. If that is not the last one, what the other blocks do must be divided alike.
fn last_copy<'m>(
    copies: &Copies<'_, 'm>,
    stores: &[Instruction<'m>],
    carried: &[(Phi<'m>, Value<'m>)],
) -> Result<usize, Refusal> {
    let looped = copies.looped;
    if looped.tail.is_none() {
        return Ok(copies.count - 1);
    }
    let seeds: Vec<_> = match stores {
        [] => carried.iter().map(|&(_, next)| next).collect(),
        _ => stores.iter().map(|store| store.value()).collect(),
    };
    let mut last = None;
    for seed in seeds {
        let all = copies.all(seed).ok_or(Refusal::NoCopies)?;
        let in_head = all.iter().take_while(|&&value| looped.is_in_head(value)).count();
        if in_head == 0 || all[in_head..].iter().any(|&value| looped.is_in_head(value)) {
            return Err(Refusal::Unsound("its end is not between two copies"));
        }
        if last.replace(in_head - 1).is_some_and(|last| last != in_head - 1) {
            return Err(Refusal::Unsound("its end is not between two copies"));
        }
    }
    last.ok_or(Refusal::Unsound("its end is not between two copies"))
}

/// What is used behind the loop.
fn results<'m>(copies: &mut Copies<'_, 'm>, last: usize) -> Result<Vec<(Value<'m>, Outcome<'m>)>, Refusal> {
    let looped = copies.looped;
    let values = looped.phis.iter().map(|phi| phi.phi).chain(looped.body.iter().copied());
    let is_used_behind = |value: Value<'m>| value.users().any(|user| !looped.has_inside(user));
    let used: Vec<_> = values.map(Instruction::value).filter(|&value| is_used_behind(value)).collect();
    let mut results = Vec::new();
    for value in used {
        let outcome = match copies.pure_sum(value) {
            Some(sum) => {
                let growth =
                    copies.growth(&sum).as_constant().ok_or(Refusal::Unsound("a sum grows by what is not constant"))?;
                let distance = growth.wrapping_mul(last as u64);
                if copies.is_kept(value) {
                    Outcome::Behind(distance)
                } else {
                    let mut sum = sum;
                    sum.add(&Affine::constant(sum.width, distance), u64::MAX);
                    Outcome::Sum(sum)
                }
            }
            None => Outcome::Value(
                origin(copies, value, last).ok_or(Refusal::Unsound("a result is none of the last copy"))?,
            ),
        };
        results.push((value, outcome));
    }
    Ok(results)
}

/// The value of the first copy that is this one in the copy `last`.
fn origin<'m>(copies: &Copies<'_, 'm>, value: Value<'m>, last: usize) -> Option<Value<'m>> {
    let looped = copies.looped;
    let candidates = looped.phis.iter().map(|phi| phi.phi).chain(looped.body.iter().copied()).map(Instruction::value);
    let reaches = |candidate: &Value<'m>| {
        let chain = std::iter::successors(Some(*candidate), |&value| copies.next(value));
        chain.take(last + 1).nth(last) == Some(value)
    };
    candidates.into_iter().find(reaches)
}

/// Collects what is needed of the first copy, and makes sure that each value is known in all copies.
fn template<'m>(
    copies: &mut Copies<'_, 'm>,
    stores: &[Instruction<'m>],
    carried: &[(Phi<'m>, Value<'m>)],
    results: &[(Value<'m>, Outcome<'m>)],
) -> Result<Template<'m>, Refusal> {
    let mut template = Template { needed: Map::default(), queue: Vec::new() };
    template.queue.extend(stores.iter().map(|store| store.value()));
    template.queue.extend(carried.iter().flat_map(|&(phi, next)| [phi.phi.value(), next]));
    template.queue.extend(results.iter().filter_map(|(value, outcome)| match outcome {
        Outcome::Value(origin) => Some(*origin),
        Outcome::Behind(_) => Some(*value),
        Outcome::Sum(_) => None,
    }));
    // What is used behind the arms must be computed whichever of them runs.
    if !template.queue.iter().filter(|value| !is_store(value)).all(|&value| copies.is_always_computed(value)) {
        return Err(Refusal::Unsound("a result is computed under a condition"));
    }
    let branches = copies.parts.iter().flat_map(|parts| &parts.first).map(|block| block.terminator());
    template.queue.extend(branches.filter_map(|branch| Some(conditional_branch(branch)?.0)));
    let looped = copies.looped;
    while let Some(value) = template.queue.pop() {
        if !looped.contains(value) || template.needed.insert(value, ()).is_some() {
            continue;
        }
        let Some(instruction) = value.instruction() else { continue };
        if looped.tail.is_some() && !looped.is_in_head(value) {
            return Err(Refusal::Unsound("its first copy goes on behind its end"));
        }
        if !copies.is_kept(value) {
            return Err(Refusal::Unsound("its first copy goes on behind the next one's branches"));
        }
        if copies.pure_sum(value).is_none() && copies.all(value).is_none() {
            return Err(Refusal::NoCopies);
        }
        if looped.phi(value).is_some() {
            continue;
        }
        let address = pointer(instruction).and_then(|pointer| Address::new(pointer, looped));
        match address {
            // How it is computed may differ; only the index counts.
            Some(address) => {
                template.queue.extend(address.index);
                if instruction.opcode() == LLVMOpcode::LLVMStore {
                    template.queue.push(instruction.operand(0));
                }
            }
            None => template.queue.extend(instruction.operands().map(|(_, operand)| operand.value())),
        }
    }
    Ok(template)
}

/// The accesses of the template, each in all copies. They must be all that the loop does.
fn accesses<'m>(copies: &Copies<'_, 'm>, template: &Template<'m>) -> Result<Vec<Vec<Instruction<'m>>>, Refusal> {
    let is_access = |each: &&Instruction<'m>| pointer(**each).is_some();
    let mut covered = Map::default();
    let mut accesses = Vec::new();
    for &access in copies.looped.body.iter().filter(is_access) {
        if template.needed.contains_key(&access.value()) {
            let all = copies.all(access.value()).ok_or(Refusal::NoCopies)?;
            let all: Vec<_> = all.into_iter().filter_map(Value::instruction).collect();
            if !copies.run_alike(&all) {
                return Err(Refusal::Unsound("copies make an access under different conditions"));
            }
            covered.extend(all.iter().map(|&access| (access, ())));
            accesses.push(all);
        }
    }
    let is_covered = |access: &Instruction<'m>| covered.contains_key(access);
    if copies.looped.body.iter().filter(is_access).all(is_covered) {
        Ok(accesses)
    } else {
        Err(Refusal::Unsound("an access belongs to no copy"))
    }
}
