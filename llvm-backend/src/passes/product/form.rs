//! Sums of unknowns with rational factors, in which what 64-bit code computes can be said exactly.
//!
//! An [`Atom`] is an integer that is not negative and has an upper bound. A [`Form`] is a sum of atoms times factors, and an
//! identity of numbers: no step of the code that it stands for wraps, for where a step does wrap, or cuts bits off, its
//! result is an atom of its own, and the difference is kept. `x >> 32` is `(x − low(x)) / 2^32`.
//!
//! Atoms that stand for the low bits of a form are the same if the forms are congruent, as far as [`Atoms::low`] can see.

use std::collections::HashMap;

/// The factor 1. Factors are multiples of 2^−64, as two shifts by 32 divide by no more.
const ONE: i128 = 1 << 64;

/// An unknown integer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Atom(u32);

/// A sum of atoms times factors, in the order of the atoms; no factor is 0.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Form(Vec<(Atom, i128)>);

/// How many low bits of a number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Bits {
    /// 32.
    B32,
    /// 64.
    B64,
}

impl Bits {
    fn count(self) -> u32 {
        match self {
            Self::B32 => 32,
            Self::B64 => 64,
        }
    }

    /// The greatest number of so many bits.
    pub fn max(self) -> u64 {
        u64::MAX >> (64 - self.count())
    }
}

/// What an atom is.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Origin {
    /// Anything.
    Free,
    /// So many low bits of a form.
    Low(Bits, Form),
    /// A form divided by 2^64.
    Carry(Form),
}

/// What is known of an atom.
struct Info {
    max: u64,
    origin: Origin,
    /// The products that it is made of.
    products: Vec<Atom>,
}

/// All atoms of a function.
pub struct Atoms {
    infos: Vec<Info>,
    known: HashMap<Origin, Atom>,
}

impl Form {
    /// More terms than any product of two numbers of two halves takes. Longer forms are given up.
    const MAX_TERMS: usize = 12;

    /// An atom.
    pub fn atom(atom: Atom) -> Self {
        Self(vec![(atom, ONE)])
    }

    /// `self + other · factor`, unless that is too long or has too large factors.
    pub fn plus(&self, other: &Self, factor: i128) -> Option<Self> {
        self.combine(other, |a, b| a.checked_add(b.checked_mul(factor)?))
    }

    /// `self · factor`, unless that is too large.
    pub fn times(&self, factor: i128) -> Option<Self> {
        self.0.iter().map(|&(atom, old)| Some((atom, old.checked_mul(factor)?))).collect::<Option<_>>().map(Self)
    }

    /// `self / 2^32`, unless that has too small factors.
    pub fn divided(&self) -> Option<Self> {
        self.0.iter().map(|&(atom, factor)| Some((atom, exact_shift(factor, 32)?))).collect::<Option<_>>().map(Self)
    }

    /// Whether it is an integer multiple of 2^32, as all its factors are.
    pub fn is_multiple_of_2_32(&self) -> bool {
        self.0.iter().all(|(_, factor)| factor % (ONE << 32) == 0)
    }

    fn atoms(&self) -> impl Iterator<Item = Atom> {
        self.0.iter().map(|&(atom, _)| atom)
    }

    /// The integer that it is, if it is a number that needs no atom but [`Atoms::ONE`].
    pub fn constant(&self) -> Option<i128> {
        match self.0.as_slice() {
            [] => Some(0),
            [(Atoms::ONE, factor)] => exact_shift(*factor, 64),
            _ => None,
        }
    }

    fn combine(&self, other: &Self, add: impl Fn(i128, i128) -> Option<i128>) -> Option<Self> {
        let mut terms = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut left, mut right) = (self.0.iter().copied().peekable(), other.0.iter().copied().peekable());
        loop {
            let (atom, a, b) = match (left.peek().copied(), right.peek().copied()) {
                (None, None) => break,
                (Some((atom, a)), other) if other.is_none_or(|(next, _)| atom < next) => (atom, a, 0),
                (Some((atom, a)), Some((next, b))) if atom == next => (atom, a, b),
                (_, Some((next, b))) => (next, 0, b),
                (Some((atom, a)), None) => (atom, a, 0),
            };
            left.next_if(|&(next, _)| next == atom);
            right.next_if(|&(next, _)| next == atom);
            match add(a, b)? {
                0 => {}
                sum => terms.push((atom, sum)),
            }
        }
        (terms.len() <= Self::MAX_TERMS).then_some(Self(terms))
    }
}

/// `factor / 2^bits`, if that is an integer.
fn exact_shift(factor: i128, bits: u32) -> Option<i128> {
    (factor.trailing_zeros() >= bits).then_some(factor >> bits)
}

impl Atoms {
    /// The number 1.
    pub const ONE: Atom = Atom(0);

    /// More than two pairs of numbers have, so that a sum may be of parts of both.
    const MAX_PRODUCTS: usize = 8;

    /// None but [`Atoms::ONE`].
    pub fn new() -> Self {
        let one = Info { max: 1, origin: Origin::Free, products: Vec::new() };
        Self { infos: vec![one], known: HashMap::new() }
    }

    /// A new one, known to be at most `max`.
    pub fn add(&mut self, max: u64) -> Atom {
        self.push(Info { max, origin: Origin::Free, products: Vec::new() })
    }

    /// A new one that stands for the product of two numbers of 32 bits.
    pub fn add_product(&mut self) -> Atom {
        let max = Bits::B32.max();
        let product = self.add(max * max);
        self.infos[product.0 as usize].products.push(product);
        product
    }

    /// The low bits of a form, which stands for an integer that is not negative.
    pub fn low(&mut self, form: &Form, bits: Bits) -> Option<Form> {
        let key = self.congruent(form, bits)?;
        if self.upper_bound(&key).is_some_and(|bound| bound <= u128::from(bits.max())) {
            return Some(key);
        }
        let products = self.products(&key)?;
        Some(self.intern(bits.max(), Origin::Low(bits, key), products))
    }

    /// The carry out of an addition: `form` is 2^64 if there is one, and 0 if there is none.
    pub fn carry(&mut self, form: Form) -> Option<Form> {
        let products = self.products(&form)?;
        Some(self.intern(1, Origin::Carry(form), products))
    }

    /// Whether `2^64 · form + r = dividend` for an integer r from 0 to 2^64 − 1, so that `form`, which is an integer, is the
    /// dividend's quotient. The dividend is given 2^64 times too small.
    pub fn is_quotient(&self, form: &Form, dividend: &Form) -> bool {
        let rest = dividend.plus(form, -1).and_then(|rest| self.without_carries(&rest));
        // Factors of `rest` count in units of 2^−64, so those of the true remainder, 2^64 times as large, in units of 1.
        let bound = rest.and_then(|rest| {
            rest.0.iter().try_fold(0_u128, |sum, &(atom, factor)| {
                let factor = u128::try_from(factor).ok()?;
                sum.checked_add(factor.checked_mul(self.info(atom).max.into())?)
            })
        });
        bound.is_some_and(|bound| bound <= u128::from(u64::MAX))
    }

    /// The same form with what its carries are made of in their place.
    fn without_carries(&self, form: &Form) -> Option<Form> {
        let mut form = form.clone();
        // Atoms are made of older atoms, so this ends.
        while let Some((atom, factor, sum)) = form.0.iter().rev().find_map(|&(atom, factor)| {
            let Origin::Carry(sum) = &self.info(atom).origin else { return None };
            Some((atom, factor, sum))
        }) {
            let times = exact_shift(factor, 64)?;
            form = form.plus(&Form(vec![(atom, factor)]), -1)?;
            form = form.combine(sum, |a, b| a.checked_add(exact_shift(b.checked_mul(times)?, 64)?))?;
        }
        Some(form)
    }

    fn intern(&mut self, max: u64, origin: Origin, products: Vec<Atom>) -> Form {
        let atom = match self.known.get(&origin) {
            Some(&atom) => atom,
            None => {
                let atom = self.push(Info { max, origin: origin.clone(), products });
                self.known.insert(origin, atom);
                atom
            }
        };
        Form::atom(atom)
    }

    /// A form of the same low bits: without what is a multiple of 2^bits, and with the forms that its atoms are low bits of
    /// in their place where the bits that they lack do not count.
    pub fn congruent(&self, form: &Form, bits: Bits) -> Option<Form> {
        let mut form = form.clone();
        // Atoms are made of older atoms, so this ends.
        while let Some((atom, factor, whole)) = self.expandable(&form, bits) {
            form = form.combine(&Form(vec![(atom, factor)]), |a, b| Some(a.wrapping_sub(b)))?;
            form = form.combine(whole, |a, b| Some(a.wrapping_add(b.wrapping_mul(factor >> 64))))?;
        }
        // Sound: the atoms are integers, so factors may be changed by multiples of 2^bits.
        let reduce = |factor: i128| match bits {
            Bits::B32 => factor & ((ONE << 32) - 1),
            Bits::B64 => factor,
        };
        form.combine(&Form::default(), |a, _| Some(reduce(a)))
    }

    fn expandable<'a>(&'a self, form: &Form, bits: Bits) -> Option<(Atom, i128, &'a Form)> {
        form.0.iter().rev().find_map(|&(atom, factor)| {
            let Origin::Low(kept, whole) = &self.info(atom).origin else { return None };
            // What the atom lacks of `whole` is a multiple of 2^kept; times the factor it must be one of 2^bits.
            let needed = 64 + bits.count().saturating_sub(kept.count());
            (factor.trailing_zeros() >= needed).then_some((atom, factor, whole))
        })
    }

    /// A bound that a form cannot exceed, if all its factors are positive integers.
    pub fn upper_bound(&self, form: &Form) -> Option<u128> {
        form.0.iter().try_fold(0_u128, |sum, &(atom, factor)| {
            let max = u128::from(self.info(atom).max);
            let factor = u128::try_from(factor).ok().filter(|factor| factor.trailing_zeros() >= 64)? >> 64;
            sum.checked_add(factor.checked_mul(max)?)
        })
    }

    /// The atoms of [`Atoms::add_product`] in a form and in what its atoms are made of; none if they are many.
    pub fn products(&self, form: &Form) -> Option<Vec<Atom>> {
        let mut products: Vec<_> = form.atoms().flat_map(|atom| &self.info(atom).products).copied().collect();
        products.sort_unstable();
        products.dedup();
        (products.len() <= Self::MAX_PRODUCTS).then_some(products)
    }

    fn info(&self, atom: Atom) -> &Info {
        &self.infos[atom.0 as usize]
    }

    fn push(&mut self, info: Info) -> Atom {
        let atom = Atom(u32::try_from(self.infos.len()).expect("a function has fewer values"));
        self.infos.push(info);
        atom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_keep_their_order_and_drop_what_cancels() {
        let mut atoms = Atoms::new();
        let [x, y, z] = [1, 2, 3].map(|max| Form::atom(atoms.add(max)));
        let sum = z.plus(&x, 5).and_then(|sum| sum.plus(&y, 2)).and_then(|sum| sum.plus(&x, -5)).unwrap();
        assert_eq!(sum, y.plus(&y, 1).and_then(|sum| sum.plus(&z, 1)).unwrap());
        assert_eq!(atoms.upper_bound(&sum), Some(7));
        assert_eq!(sum.plus(&y, -3).and_then(|form| atoms.upper_bound(&form)), None);
    }

    #[test]
    fn low_bits_of_congruent_forms_are_one_atom() {
        let mut atoms = Atoms::new();
        let [x, y] = [u64::MAX; 2].map(|max| Form::atom(atoms.add(max)));
        let low = atoms.low(&x, Bits::B32).unwrap();
        // 2^32 · low32(x) and 2^32 · x, plus y, modulo 2^64.
        let one = y.plus(&low, 1 << 32).unwrap();
        let other = y.plus(&x, 1 << 32).unwrap();
        assert_ne!(one, other);
        assert_eq!(atoms.low(&one, Bits::B64), atoms.low(&other, Bits::B64));
        assert_eq!(atoms.low(&one, Bits::B32), atoms.low(&y, Bits::B32));
        assert_ne!(atoms.low(&y, Bits::B32), atoms.low(&y, Bits::B64));
    }

    #[test]
    fn what_cannot_be_said_exactly_is_given_up() {
        let mut atoms = Atoms::new();
        let x = Form::atom(atoms.add(u64::MAX));
        let small = x.divided().and_then(|small| small.divided()).unwrap();
        assert_eq!(small.divided(), None);
        assert_eq!(small.times(1 << 64), Some(x.clone()));
        assert_eq!(x.times(1 << 63), None);
        assert_eq!(atoms.upper_bound(&small), None);
    }
}
