//! What the instructions of a function compute, as [`Form`]s.

use super::form::{Atom, Atoms, Bits, Form};
use crate::passes::value::{Instruction, Map, Value};
use llvm_sys::{LLVMIntPredicate, LLVMOpcode};

/// Which half of a number of 64 bits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Half {
    /// Its low 32 bits.
    Low,
    /// Its high 32 bits.
    High,
}

/// An exact number of 64 bits: the form, and a bound of it that may be better than the form's own.
#[derive(Clone, Debug)]
struct Number {
    form: Form,
    max: u64,
}

/// The products of the halves of two numbers.
#[derive(Clone, Copy, Debug)]
pub struct Products {
    low_low: Atom,
    low_high: Atom,
    high_low: Atom,
    high_high: Atom,
}

/// The numbers of one function.
pub struct Numbers<'m> {
    atoms: Atoms,
    known: Map<Value<'m>, Number>,
    /// For halves of two values, their product.
    products: Map<[(Value<'m>, Half); 2], Atom>,
}

impl<'m> Numbers<'m> {
    /// No shape of a product is deeper. What is, is taken for an unknown number.
    const MAX_DEPTH: u32 = 16;

    /// Nothing is known.
    pub fn new() -> Self {
        Self { atoms: Atoms::new(), known: Map::default(), products: Map::default() }
    }

    /// The products of the halves of two values.
    pub fn products(&mut self, a: Value<'m>, b: Value<'m>) -> Products {
        Products {
            low_low: self.product((a, Half::Low), (b, Half::Low)),
            low_high: self.product((a, Half::Low), (b, Half::High)),
            high_low: self.product((a, Half::High), (b, Half::Low)),
            high_high: self.product((a, Half::High), (b, Half::High)),
        }
    }

    /// Whether a value is made of any of these products.
    pub fn involves(&mut self, value: Value<'m>, products: Products) -> bool {
        let form = self.number(value, 0).form;
        let Products { low_low, low_high, high_low, high_high } = products;
        let found = self.atoms.products(&form).unwrap_or_default();
        [low_low, low_high, high_low, high_high].iter().any(|product| found.contains(product))
    }

    /// Whether the sum of these values, modulo 2^64, is the upper half of the product of two numbers.
    pub fn is_upper_half(&mut self, summands: &[Value<'m>], products: Products) -> bool {
        let mut sum = Some(Form::default());
        for &summand in summands {
            let number = self.number(summand, 0);
            sum = sum.and_then(|sum| sum.plus(&number.form, 1));
        }
        let product =
            products.sum(|high| Some(Form::atom(high)), |middle| middle.divided(), |low| low.divided()?.divided());
        // Sound: the sum of the forms is the sum of the values, but for multiples of 2^64; and if it is the quotient, then it is
        // a number of 64 bits.
        sum.zip(product).is_some_and(|(sum, product)| self.atoms.is_quotient(&sum, &product))
    }

    /// The form of a value, the same for all that can be seen to be equal modulo 2^64.
    pub fn low_form(&mut self, value: Value<'m>) -> Option<Form> {
        let number = self.number(value, 0);
        self.atoms.low(&number.form, Bits::B64)
    }

    /// The form of the lower half of the product of two numbers.
    pub fn lower_half(&mut self, products: Products) -> Option<Form> {
        let product =
            products.sum(|_| Some(Form::default()), |middle| middle.times(1 << 32), |low| Some(low.clone()))?;
        self.atoms.low(&product, Bits::B64)
    }

    fn product(&mut self, a: (Value<'m>, Half), b: (Value<'m>, Half)) -> Atom {
        let atoms = &mut self.atoms;
        if let Some(&known) = self.products.get(&[b, a]) {
            return known;
        }
        *self.products.entry([a, b]).or_insert_with(|| atoms.add_product())
    }

    /// What a value of at most 64 bits is, as an unsigned number.
    fn number(&mut self, value: Value<'m>, depth: u32) -> Number {
        if let Some(known) = self.known.get(&value) {
            return known.clone();
        }
        let computed = value.instruction().filter(|_| depth < Self::MAX_DEPTH);
        let number = computed.and_then(|instruction| self.compute(instruction, depth + 1));
        let number = number.or_else(|| constant(value)).unwrap_or_else(|| {
            let max = value.int_width().map_or(u64::MAX, |bits| u64::MAX >> (64 - bits.min(64)));
            Number { form: Form::atom(self.atoms.add(max)), max }
        });
        self.known.insert(value, number.clone());
        number
    }

    fn compute(&mut self, instruction: Instruction<'m>, depth: u32) -> Option<Number> {
        let operand = |position| instruction.operand(position);
        let is_wide = instruction.value().int_width() == Some(64);
        match instruction.opcode() {
            LLVMOpcode::LLVMZExt => match operand(0).instruction() {
                Some(narrow) if narrow.opcode() == LLVMOpcode::LLVMTrunc => self.trunc(operand(0), narrow, depth),
                _ => Some(self.number(operand(0), depth)),
            },
            LLVMOpcode::LLVMICmp => self.compare(instruction, depth),
            LLVMOpcode::LLVMSelect if is_wide => self.select(instruction, depth),
            LLVMOpcode::LLVMAdd if is_wide => {
                let [a, b] = [0, 1].map(|position| self.number(operand(position), depth));
                self.wrapped(a.form.plus(&b.form, 1)?, u128::from(a.max) + u128::from(b.max))
            }
            LLVMOpcode::LLVMOr | LLVMOpcode::LLVMXor if is_wide => {
                let [a, b] = [0, 1].map(|position| self.number(operand(position), depth));
                let is_disjoint = |a: &Number, b: &Number| a.form.is_multiple_of_2_32() && b.max <= Bits::B32.max();
                let sum = a.form.plus(&b.form, 1)?;
                (is_disjoint(&a, &b) || is_disjoint(&b, &a)).then_some(())?;
                // The bits of the two do not overlap, so that there are no carries.
                self.wrapped(sum, u128::from(a.max) + u128::from(b.max))
            }
            LLVMOpcode::LLVMMul if is_wide => self.multiply(operand(0), operand(1)),
            LLVMOpcode::LLVMAnd if is_wide => self.low32(mask(instruction)?, depth),
            LLVMOpcode::LLVMLShr if operand(1).constant() == Some(32) && is_wide => {
                let whole = self.number(operand(0), depth);
                let low = self.atoms.low(&whole.form, Bits::B32)?;
                Some(Number { form: whole.form.plus(&low, -1)?.divided()?, max: whole.max >> 32 })
            }
            LLVMOpcode::LLVMShl if operand(1).constant() == Some(32) && is_wide => {
                let low = self.low32(operand(0), depth)?;
                Some(Number { form: low.form.times(1 << 32)?, max: low.max << 32 })
            }
            _ => None,
        }
    }

    /// The low bits of a form that is at most `max`.
    fn wrapped(&mut self, form: Form, max: u128) -> Option<Number> {
        if let Ok(max) = u64::try_from(max) {
            return Some(Number { form, max });
        }
        Some(Number { form: self.atoms.low(&form, Bits::B64)?, max: u64::MAX })
    }

    fn low32(&mut self, value: Value<'m>, depth: u32) -> Option<Number> {
        let whole = self.number(value, depth);
        let max = whole.max.min(Bits::B32.max());
        let form = if max == whole.max { whole.form } else { self.atoms.low(&whole.form, Bits::B32)? };
        Some(Number { form, max })
    }

    /// `narrow`, which is the `trunc` instruction that computes `value`.
    fn trunc(&mut self, value: Value<'m>, narrow: Instruction<'m>, depth: u32) -> Option<Number> {
        let is_half = value.int_width() == Some(32) && narrow.operand(0).int_width() == Some(64);
        if is_half { self.low32(narrow.operand(0), depth) } else { None }
    }

    fn multiply(&mut self, a: Value<'m>, b: Value<'m>) -> Option<Number> {
        if let Some((a, b)) = half(a).zip(half(b)) {
            let max = Bits::B32.max();
            return Some(Number { form: Form::atom(self.product(a, b)), max: max * max });
        }
        let products = self.products(a, b);
        Some(Number { form: self.lower_half(products)?, max: u64::MAX })
    }

    /// `less < more`, if the difference is what an addition to `more` made smaller than `more`: then it is the carry.
    fn compare(&mut self, compare: Instruction<'m>, depth: u32) -> Option<Number> {
        let [a, b] = [0, 1].map(|position| compare.operand(position));
        let (less, more) = match compare.predicate() {
            LLVMIntPredicate::LLVMIntULT => (a, b),
            LLVMIntPredicate::LLVMIntUGT => (b, a),
            _ => return None,
        };
        if more.int_width() != Some(64) {
            return None;
        }
        let sum = less.instruction()?;
        let [less_number, more_number] = [less, more].map(|value| self.number(value, depth));
        let parts = [0, 1].map(|position| (sum.opcode() == LLVMOpcode::LLVMAdd).then(|| sum.operand(position)));
        let other = match parts {
            [Some(first), other] if first == more => other.map(|other| self.number(other, depth).form),
            [other, Some(second)] if second == more => other.map(|other| self.number(other, depth).form),
            _ => self.difference(&less_number.form, &more_number.form),
        };
        // Sound: for numbers of 64 bits, if less = more + other modulo 2^64, then less = more + other − 2^64 · (less < more).
        let excess = more_number.form.plus(&other?, 1)?.plus(&less_number.form, -1)?;
        Some(Number { form: self.atoms.carry(excess)?, max: 1 })
    }

    /// A number of 64 bits that is `minuend − subtrahend` modulo 2^64.
    fn difference(&mut self, minuend: &Form, subtrahend: &Form) -> Option<Form> {
        let difference = minuend.plus(subtrahend, -1)?;
        let difference = self.atoms.congruent(&difference, Bits::B64)?;
        let is_small = self.atoms.upper_bound(&difference).is_some_and(|bound| bound <= u128::from(u64::MAX));
        if is_small {
            return Some(difference);
        }
        if !difference.is_multiple_of_2_32() {
            return None;
        }
        self.atoms.low(&difference.divided()?, Bits::B32)?.times(1 << 32)
    }

    /// `select(condition, x + constant, x)` is `x + constant · condition`.
    fn select(&mut self, select: Instruction<'m>, depth: u32) -> Option<Number> {
        let [condition, then, otherwise] = [0, 1, 2].map(|position| self.number(select.operand(position), depth));
        let more = then.form.plus(&otherwise.form, -1)?.constant().filter(|&more| more >= 0)?;
        let form = otherwise.form.plus(&condition.form, more)?;
        Some(Number { form, max: then.max })
    }
}

impl Products {
    /// The sum of the four, changed by what belongs to their places.
    fn sum(
        self,
        high: impl Fn(Atom) -> Option<Form>,
        middle: impl Fn(&Form) -> Option<Form>,
        low: impl Fn(&Form) -> Option<Form>,
    ) -> Option<Form> {
        let middles = Form::atom(self.low_high).plus(&Form::atom(self.high_low), 1)?;
        high(self.high_high)?.plus(&middle(&middles)?, 1)?.plus(&low(&Form::atom(self.low_low))?, 1)
    }
}

/// The value that this one is a half of, zero-extended.
pub fn half(value: Value<'_>) -> Option<(Value<'_>, Half)> {
    let instruction = value.instruction()?;
    let operand = instruction.operand(0);
    if operand.int_width() == Some(64) && instruction.opcode() == LLVMOpcode::LLVMLShr {
        return (instruction.operand(1).constant() == Some(32)).then_some((operand, Half::High));
    }
    match instruction.opcode() {
        LLVMOpcode::LLVMAnd if operand.int_width() == Some(64) => Some((mask(instruction)?, Half::Low)),
        LLVMOpcode::LLVMZExt => {
            let narrow = operand.instruction().filter(|narrow| narrow.opcode() == LLVMOpcode::LLVMTrunc)?;
            let whole = narrow.operand(0);
            let is_half = operand.int_width() == Some(32) && whole.int_width() == Some(64);
            is_half.then_some((whole, Half::Low))
        }
        _ => None,
    }
}

/// What an `and` keeps the low 32 bits of, if it does that.
fn mask(and: Instruction<'_>) -> Option<Value<'_>> {
    let is_mask = |value: Value<'_>| value.constant() == Some(Bits::B32.max());
    let [a, b] = [0, 1].map(|position| and.operand(position));
    if is_mask(b) { Some(a) } else { is_mask(a).then_some(b) }
}

fn constant(value: Value<'_>) -> Option<Number> {
    let max = value.constant()?;
    let form = Form::atom(Atoms::ONE).times(max.into());
    Some(Number { form: form.unwrap_or_default(), max }).filter(|number| number.form.constant() == Some(max.into()))
}
