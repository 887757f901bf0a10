//! The text of one function, as it grows, and what its parts need to know of where they are.

use super::Plan;
use super::random::Random;
use std::fmt::Write;

/// The types of values.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    I32,
    I64,
    F32,
    F64,
    V128,
}

impl Type {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::I32 => "i32",
            Self::I64 => "i64",
            Self::F32 => "f32",
            Self::F64 => "f64",
            Self::V128 => "v128",
        }
    }

    /// Its first letter, with which the names of locals begin.
    pub fn letter(self) -> &'static str {
        match self {
            Self::I32 => "x",
            Self::I64 => "y",
            Self::F32 | Self::F64 => "f",
            Self::V128 => "v",
        }
    }
}

/// An address as code computes it: an expression, and bytes to add.
#[derive(Clone, Debug)]
pub struct Place {
    /// The expression.
    pub base: String,
    /// What is to be added to it.
    pub plus: i64,
}

/// How many locals of each type hold loaded values.
pub const LOADED: usize = 10;

/// A function that is being written.
pub struct Writer<'p> {
    pub plan: &'p Plan,
    pub lines: Vec<String>,
    /// Where the three arrays are at the present iteration.
    pub places: Vec<Place>,
    /// How many loops are around.
    pub depth: usize,
    /// How many loaded values wait in locals.
    pub loaded: usize,
    /// Whether calls, and accesses that are no loads or stores, are possible here.
    pub in_helper: bool,
}

impl<'p> Writer<'p> {
    pub fn new(plan: &'p Plan, places: Vec<Place>, in_helper: bool) -> Self {
        Self { plan, lines: Vec::new(), places, depth: 0, loaded: 0, in_helper }
    }

    /// Appends a line.
    pub fn line(&mut self, line: impl Into<String>) {
        self.lines.push(line.into());
    }

    /// The type of a module's floats.
    pub fn float(&self) -> Type {
        if self.plan.domain == super::Domain::F32 { Type::F32 } else { Type::F64 }
    }

    /// A constant of the addresses' type.
    pub fn number(&self, value: i64) -> String {
        match self.plan.memory64 {
            true => format!("(i64.const {value})"),
            false => format!("(i32.const {})", value as i32),
        }
    }

    /// An operation on addresses.
    pub fn compute(&self, operation: &str, a: &str, b: &str) -> String {
        format!("({}.{operation} {a} {b})", self.plan.address())
    }

    /// Operands of an access: an immediate offset and an address.
    pub fn operands(&self, place: &Place, random: &mut Random) -> String {
        let mut text = String::new();
        let as_offset = place.plus >= 0 && !random.once_in(3);
        if as_offset && place.plus > 0 {
            let _ = write!(text, "offset={} ", place.plus);
        }
        if as_offset || place.plus == 0 {
            text.push_str(&place.base);
        } else {
            text.push_str(&self.compute("add", &place.base, &self.number(place.plus)));
        }
        text
    }

    /// A place of one of the arrays, a little further on.
    pub fn any_place(&self, random: &mut Random) -> Place {
        self.near(random.below(self.arrays()) as usize, random)
    }

    /// How many of the arrays are for accesses of all kinds.
    pub fn arrays(&self) -> u64 {
        if self.plan.last_unused { 2 } else { 3 }
    }

    /// A place of an array, or next to it.
    pub fn near(&self, array: usize, random: &mut Random) -> Place {
        let mut place = self.places[array].clone();
        let unit = self.plan.unit();
        place.plus += match random.below(4) {
            0 => 0,
            1 => unit * random.within(-8, 8),
            2 => 4 * unit * random.within(0, 4),
            _ => 8 * random.within(-2, 4),
        };
        place
    }
}
