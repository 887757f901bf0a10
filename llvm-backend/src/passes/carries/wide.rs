//! Adds lower and upper words at once, as numbers of 128 bits.
//!
//! `h₁ + h₂ + … + c₁ + c₂ + …` is the upper half of `(h₁·2⁶⁴ + l₁) + (h₂·2⁶⁴ + l₂) + …`, if the carries are those of adding up the `lᵢ`, in
//! whatever order that is done: then the carries sum up to what of `l₁ + l₂ + …` is beyond 64 bits. The lower half is what that addition
//! gives. x86 adds two such numbers in two instructions, and no carry is ever a number.
//!
//! Which upper word goes with which lower one makes no difference. Those of a product go together; they are added as soon as
//! they are there, so that a sum of many products needs two registers, and not two for each product, as where the producer
//! multiplied everything first.
//!
//! Sound, because all of it is modulo 2¹²⁸, and exact: a summand that has no upper word has a zero there, a carry that is not
//! known to be of such an addition stays a summand, and an addition that somebody else uses keeps its value, which is the lower half of what is
//! added up so far. What the halves are used for does not change, so that the upper half of a sum may wrap as it did.

use super::places::Places;
use super::{Summands, wrapped};
use crate::passes::build::Builder;
use crate::passes::value::{Block, Instruction, Map, Set, Value};
use llvm_sys::LLVMOpcode;

/// Puts upper halves of sums in the place of words and carries. Returns whether there were any.
pub fn join<'m>(
    sum: Instruction<'m>,
    summands: &mut Summands<'m>,
    builder: &Builder<'m>,
    places: &mut Places<'m>,
) -> bool {
    let additions = Additions::of(sum.block(), &summands.carries);
    let mut any = false;
    for &root in additions.order.iter().filter(|each| !additions.inner.contains(each)) {
        let Some(leaves) = take(root, &additions, summands, builder, places) else { continue };
        let [low, high] = add_up(leaves, sum.block(), builder, places);
        root.value().replace_with(low);
        summands.words.iter_mut().filter(|word| **word == root.value()).for_each(|word| *word = low);
        summands.words.push(high);
        any = true;
    }
    any
}

/// The additions of a block whose carries are summands of one sum.
struct Additions<'m> {
    carries: Map<Instruction<'m>, Value<'m>>,
    order: Vec<Instruction<'m>>,
    /// Those that nobody uses but one other of them.
    inner: Set<Instruction<'m>>,
}

impl<'m> Additions<'m> {
    fn of(block: Block<'m>, carries: &[Value<'m>]) -> Self {
        let mut additions = Self { carries: Map::default(), order: Vec::new(), inner: Set::default() };
        let mut bits = Set::default();
        for &carry in carries {
            let Some(number) = carry.instruction() else { continue };
            let Some(addition) = wrapped(number).filter(|addition| addition.block() == block) else { continue };
            let is_known = additions.carries.contains_key(&addition);
            if !is_known && addition.value().int_width() == Some(64) && number.operand(0).users().nth(1).is_none() {
                bits.extend(number.operand(0).instruction());
                additions.carries.insert(addition, carry);
                additions.order.push(addition);
            }
        }
        let inner = additions.order.iter().copied().filter(|each| additions.is_inner(*each, &bits));
        additions.inner = inner.collect();
        additions
    }

    /// Whether all that use an addition are another one, once, and the carries of both.
    fn is_inner(&self, addition: Instruction<'m>, bits: &Set<Instruction<'m>>) -> bool {
        let mut others = addition.value().users().filter(|user| !bits.contains(user));
        others.next().is_some_and(|user| self.carries.contains_key(&user)) && others.next().is_none()
    }
}

/// A number of 128 bits.
#[derive(Clone, Copy)]
enum Leaf<'m> {
    /// One that is there.
    Whole(Value<'m>),
    /// That of the two words whose product is this word.
    Product(Value<'m>),
    /// A lower and an upper word.
    Pair(Value<'m>, Value<'m>),
    /// A lower word.
    Low(Value<'m>),
}

/// What an addition and the inner ones before it add up. Their carries, and words that go with it, are taken out of the summands.
fn take<'m>(
    root: Instruction<'m>,
    additions: &Additions<'m>,
    summands: &mut Summands<'m>,
    builder: &Builder<'m>,
    places: &Places<'m>,
) -> Option<Vec<Leaf<'m>>> {
    let (mut carries, mut lows) = (Vec::new(), Vec::new());
    let mut queue = vec![root];
    while let Some(addition) = queue.pop() {
        carries.push(additions.carries[&addition]);
        for operand in [0, 1].map(|at| addition.operand(at)) {
            match operand.instruction().filter(|each| additions.inner.contains(each)) {
                Some(inner) => queue.push(inner),
                None => lows.push(operand),
            }
        }
    }
    let mut words = summands.words.clone();
    let leaf = |low| whole(low, &mut words, builder).unwrap_or(Leaf::Low(low));
    let mut leaves: Vec<_> = lows.into_iter().map(leaf).collect();
    if carries.len() == 1 && words.len() == summands.words.len() {
        return None;
    }
    pair(&mut leaves, &mut words, root, places);
    summands.words = words;
    // Once each: a sum may add a carry more often.
    for carry in carries {
        let at = summands.carries.iter().position(|each| *each == carry);
        summands.carries.swap_remove(at.expect("the carries of additions are summands"));
    }
    Some(leaves)
}

/// The number that a word is the lower half of, if its upper half is among the words: that one is taken out.
fn whole<'m>(low: Value<'m>, words: &mut Vec<Value<'m>>, builder: &Builder<'m>) -> Option<Leaf<'m>> {
    let (at, whole) = words.iter().enumerate().find_map(|(at, &word)| {
        let shift = truncated(word)?.instruction().filter(|shift| shift.opcode() == LLVMOpcode::LLVMLShr)?;
        let whole = shift.operand(0);
        let is_upper = shift.operand(1) == builder.constant(whole, 64);
        (is_upper && (truncated(low) == Some(whole) || is_product(low, whole))).then_some((at, whole))
    })?;
    words.swap_remove(at);
    Some(if truncated(low).is_some() { Leaf::Whole(whole) } else { Leaf::Product(low) })
}

/// Whether a word is the product of two words, and a number of 128 bits that of the same ones.
fn is_product<'m>(low: Value<'m>, whole: Value<'m>) -> bool {
    let factors = |value: Value<'m>| {
        let product = value.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMMul)?;
        Some([0, 1].map(|at| product.operand(at)))
    };
    let (Some([a, b]), Some(wide)) = (factors(low), factors(whole)) else { return false };
    let word = |wide: Value<'m>| {
        let zext = wide.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMZExt);
        zext.map(|zext| zext.operand(0))
    };
    let words = wide.map(word);
    words == [Some(a), Some(b)] || words == [Some(b), Some(a)]
}

/// The number of 128 bits whose low bits a word is.
fn truncated(word: Value<'_>) -> Option<Value<'_>> {
    let trunc = word.instruction().filter(|each| each.opcode() == LLVMOpcode::LLVMTrunc)?;
    Some(trunc.operand(0)).filter(|whole| whole.int_width() == Some(128))
}

/// Gives lower words the upper words that are there before the sum of the lower ones is.
fn pair<'m>(leaves: &mut [Leaf<'m>], words: &mut Vec<Value<'m>>, root: Instruction<'m>, places: &Places<'m>) {
    let is_early = |word: &Value<'m>| places.slot(*word, root.block()) <= places.before(root);
    for leaf in leaves {
        let Leaf::Low(low) = *leaf else { continue };
        let Some(at) = words.iter().position(is_early) else { return };
        *leaf = Leaf::Pair(low, words.swap_remove(at));
    }
}

/// Adds up numbers, each as soon as it is there. Returns the halves of the sum.
fn add_up<'m>(
    mut leaves: Vec<Leaf<'m>>,
    block: Block<'m>,
    builder: &Builder<'m>,
    places: &mut Places<'m>,
) -> [Value<'m>; 2] {
    leaves.sort_by_key(|leaf| (leaf.is_late(block), leaf.slot(block, places)));
    let mut slot = 0;
    let mut sum = None;
    for leaf in leaves {
        slot = slot.max(leaf.slot(block, places));
        let number = leaf.build(builder.before(places.behind(slot)));
        sum = Some(sum.map_or(number, |sum| builder.add(sum, number)));
    }
    let sum = sum.expect("an addition has operands");
    let builder = builder.before(places.behind(slot));
    let halves = [builder.trunc(sum, 64), builder.trunc(builder.lshr(sum, 64), 64)];
    [sum, halves[0], halves[1]].into_iter().for_each(|value| places.note(value, slot));
    halves
}

impl<'m> Leaf<'m> {
    fn parts(self) -> impl Iterator<Item = Value<'m>> {
        match self {
            Self::Whole(value) | Self::Product(value) | Self::Low(value) => [Some(value), None],
            Self::Pair(low, high) => [Some(low), Some(high)],
        }
        .into_iter()
        .flatten()
    }

    /// The first slot of a block in which it can be used.
    fn slot(self, block: Block<'m>, places: &Places<'m>) -> usize {
        self.parts().map(|part| places.slot(part, block)).max().unwrap_or(0)
    }

    /// Whether it waits for other sums, as the carry of the word before does: it is added last, for the others need not wait for it.
    fn is_late(self, block: Block<'m>) -> bool {
        self.parts().filter_map(Value::instruction).any(|part| {
            let part = truncated(part.value()).and_then(Value::instruction).unwrap_or(part);
            part.block() == block && !matches!(part.opcode(), LLVMOpcode::LLVMLoad | LLVMOpcode::LLVMMul)
        })
    }

    /// Products are multiplied again where the lower word was: what is not used of the other then is removed, or selected as one
    /// instruction with it.
    fn build(self, builder: &Builder<'m>) -> Value<'m> {
        match self {
            Self::Whole(number) => number,
            Self::Low(low) => builder.zext(low, 128),
            Self::Product(low) => {
                let product = low.instruction().expect("it is a multiplication");
                let [a, b] = [0, 1].map(|at| builder.zext(product.operand(at), 128));
                builder.mul(a, b)
            }
            Self::Pair(low, high) => {
                let high = builder.zext(high, 128);
                let high = builder.binary(LLVMOpcode::LLVMShl, high, builder.constant(high, 64));
                builder.binary(LLVMOpcode::LLVMOr, high, builder.zext(low, 128))
            }
        }
    }
}
