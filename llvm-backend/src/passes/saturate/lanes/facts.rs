//! Which tests of a conversion of vectors to numbers of 32 bits the code around it makes needless.
//!
//! x86's instruction makes the least number, `0x8000_0000`, of NaN and of all that is out of range. Where that is not what WebAssembly
//! says, it is put right behind it, unless
//! - *nothing is too large*: what is converted was chosen by a comparison with a constant below 2^31, or is NaN;
//! - *what is too large is dropped*: a comparison of the same number with such a constant chooses something else for that lane;
//! - *nobody looks at the sign bit* of the result: in all others, 0, which NaN becomes, and the least number are the same.
//!
//! An unsigned number is 0 where the float is below 0, so a choice of 0 there is needless ([`drop_choices`]): what clamps to a byte has one.
//!
//! What would break it: a comparison that only holds for what is no NaN, read the other way round; a bound of another number.

use crate::passes::value::{Instruction, Value};
use llvm_sys::core::{LLVMConstRealGetDouble, LLVMGetAggregateElement, LLVMIsAConstantFP, LLVMIsAConstantInt};
use llvm_sys::{LLVMOpcode, LLVMRealPredicate};

/// How many choices are followed.
const DEPTH: u32 = 4;
/// What is at least so much is too large.
const END: f64 = 2_147_483_648.0;

/// What is to be put right.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Needs {
    /// What is too large becomes the greatest number.
    pub greatest: bool,
    /// NaN becomes 0.
    pub number: bool,
}

impl Needs {
    /// Of a call of a saturating conversion.
    pub fn of(call: Instruction<'_>) -> Self {
        let number = call.operand(0);
        let is_dropped = call.value().is_used() && call.value().users().all(|user| drops(user, call.value(), number));
        Self { greatest: !is_bounded(number, DEPTH) && !is_dropped, number: !is_sign_unused(call.value(), DEPTH) }
    }
}

/// Whether each lane is below [`END`] or NaN.
fn is_bounded(value: Value<'_>, depth: u32) -> bool {
    if let Some(constant) = splat(value) {
        return constant < END;
    }
    let Some(choice) = Choice::of(value).filter(|_| depth > 0) else { return false };
    let arms = [(true, choice.then), (false, choice.otherwise)];
    arms.into_iter().all(|(holds, arm)| {
        choice.condition.is_some_and(|condition| condition.excludes_large(arm, holds)) || is_bounded(arm, depth - 1)
    })
}

/// Whether a user of a conversion's result does not take it for what is too large.
fn drops<'m>(user: Instruction<'m>, result: Value<'m>, number: Value<'m>) -> bool {
    if user.opcode() == LLVMOpcode::LLVMTrunc {
        return user.value().is_used() && user.value().users().all(|next| drops(next, user.value(), number));
    }
    let Some(choice) = Choice::of(user.value()) else { return false };
    let Some(condition) = choice.condition.filter(|_| choice.then != choice.otherwise) else { return false };
    // What is large is the same number before it was held above a bound.
    let numbers = std::iter::successors(Some(number), |&value| {
        let choice = Choice::of(value)?;
        let is_low = |arm| splat(arm).is_some_and(|constant| constant < END);
        match (is_low(choice.then), is_low(choice.otherwise)) {
            (true, false) => Some(choice.otherwise),
            (false, true) => Some(choice.then),
            _ => None,
        }
    });
    let holds = choice.then == result;
    numbers.take(DEPTH as usize).any(|number| condition.excludes_large(number, holds))
}

/// Whether a result's highest bit makes no difference.
fn is_sign_unused(value: Value<'_>, depth: u32) -> bool {
    let ignores = |user: Instruction<'_>| match user.opcode() {
        LLVMOpcode::LLVMTrunc => true,
        LLVMOpcode::LLVMAnd => int_splat(user.operand(1)).is_some_and(|mask| mask < 1 << 31),
        LLVMOpcode::LLVMSelect => user.operand(0) != value && depth > 0 && is_sign_unused(user.value(), depth - 1),
        _ => false,
    };
    value.users().all(ignores)
}

/// Removes choices of 0 instead of the result of a conversion to unsigned numbers, where what is converted is below 0 and not NaN.
pub fn drop_choices(call: Instruction<'_>) {
    let number = call.operand(0);
    let results = call.value().users().filter(|user| user.opcode() == LLVMOpcode::LLVMTrunc).map(Instruction::value);
    for result in results.chain([call.value()]).collect::<Vec<_>>() {
        for user in result.users().filter(|&user| is_zero_below_zero(user, result, number)).collect::<Vec<_>>() {
            user.value().replace_with(result);
            user.erase();
        }
    }
}

/// Whether a user chooses a result, or 0 where the converted number is 0 or less.
fn is_zero_below_zero<'m>(user: Instruction<'m>, result: Value<'m>, number: Value<'m>) -> bool {
    let Some(choice) = Choice::of(user.value()) else { return false };
    let Some(condition) = choice.condition.filter(|condition| condition.constant == 0.0) else { return false };
    let (kept, zero) = match condition.holds_for_large {
        true => (choice.then, choice.otherwise),
        false => (choice.otherwise, choice.then),
    };
    // Where it is NaN, the result may be another number's.
    let is_ordered_below = condition.is_unordered == condition.holds_for_large;
    let is_same_below = number == condition.number || is_held_below(number, condition.number);
    kept == result && int_splat(zero) == Some(0) && is_ordered_below && is_same_below
}

/// Whether a value is a number, but for some that are greater than 0, or NaN.
fn is_held_below<'m>(value: Value<'m>, number: Value<'m>) -> bool {
    let Some(choice) = Choice::of(value) else { return false };
    choice.condition.is_some_and(|condition| {
        let below = if condition.holds_for_large { choice.otherwise } else { choice.then };
        condition.number == number && condition.constant > 0.0 && below == number
    })
}

/// A choice between vectors, lane by lane.
struct Choice<'m> {
    condition: Option<Condition<'m>>,
    then: Value<'m>,
    otherwise: Value<'m>,
}

impl<'m> Choice<'m> {
    fn of(value: Value<'m>) -> Option<Self> {
        let select = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMSelect)?;
        let condition = Condition::of(select.operand(0));
        Some(Self { condition, then: select.operand(1), otherwise: select.operand(2) })
    }
}

/// A comparison of a number with a constant that is below [`END`].
#[derive(Clone, Copy)]
struct Condition<'m> {
    number: Value<'m>,
    constant: f64,
    /// Whether it holds for NaN.
    is_unordered: bool,
    /// Whether it holds for numbers that are at least [`END`].
    holds_for_large: bool,
}

impl<'m> Condition<'m> {
    fn of(value: Value<'m>) -> Option<Self> {
        use LLVMRealPredicate::{
            LLVMRealOGE, LLVMRealOGT, LLVMRealOLE, LLVMRealOLT, LLVMRealUGE, LLVMRealUGT, LLVMRealULE, LLVMRealULT,
        };
        let comparison = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMFCmp)?;
        let (is_greater, is_unordered) = match comparison.float_predicate() {
            LLVMRealOGT | LLVMRealOGE => (true, false),
            LLVMRealUGT | LLVMRealUGE => (true, true),
            LLVMRealOLT | LLVMRealOLE => (false, false),
            LLVMRealULT | LLVMRealULE => (false, true),
            _ => return None,
        };
        let [a, b] = [comparison.operand(0), comparison.operand(1)];
        let low = |value| splat(value).filter(|&constant| constant < END);
        match (low(a), low(b)) {
            (None, Some(constant)) => Some(Self { number: a, constant, is_unordered, holds_for_large: is_greater }),
            (Some(constant), None) => Some(Self { number: b, constant, is_unordered, holds_for_large: !is_greater }),
            _ => None,
        }
    }

    /// Whether a value is not too large where this holds, or where it does not.
    fn excludes_large(self, value: Value<'m>, holds: bool) -> bool {
        self.number == value && self.holds_for_large != holds
    }
}

/// The float that all lanes of a constant vector are. None is for NaN.
fn splat(value: Value<'_>) -> Option<f64> {
    let lane = same_lane(value)?;
    // SAFETY: `lane` is a constant; the result is null unless it is a float.
    if unsafe { LLVMIsAConstantFP(lane.raw()) }.is_null() {
        return None;
    }
    // SAFETY: it is a float constant; the second argument is valid for writes.
    let float = unsafe { LLVMConstRealGetDouble(lane.raw(), &mut 0) };
    (!float.is_nan()).then_some(float)
}

/// The integer that all lanes of a constant vector are.
fn int_splat(value: Value<'_>) -> Option<u64> {
    let lane = same_lane(value)?;
    // SAFETY: `lane` is a constant; the result is null unless it is an integer.
    (!unsafe { LLVMIsAConstantInt(lane.raw()) }.is_null()).then(|| lane.constant()).flatten()
}

/// The one constant that all lanes of a constant vector are. Equal constants are one value.
fn same_lane(value: Value<'_>) -> Option<Value<'_>> {
    let lanes = value.shape().filter(|_| value.is_constant())?.lanes();
    let lane = |at| {
        // SAFETY: `value` is a constant vector with more lanes than that; the result is null if it is an expression.
        let lane = unsafe { LLVMGetAggregateElement(value.raw(), at) };
        // SAFETY: a lane is a constant of the module's context.
        (!lane.is_null()).then(|| unsafe { Value::from_raw(lane) })
    };
    let first = lane(0)?;
    (1..lanes).all(|at| lane(at) == Some(first)).then_some(first)
}
