//! Loops, in the forms that producers give them: counters that go up, down, from a negative number to zero or over the end of
//! their range; pointers that step; bodies that are there several times, with what remains of the iterations before or
//! after.

use super::random::Random;
use super::text::{Place, Writer};

/// How a loop walks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// A counter of elements, which addresses are computed from.
    Index,
    /// A counter of bytes, which all addresses add.
    Bytes,
    /// Pointers that step, with a counter beside them.
    Pointers,
}

/// What is the same for the parts of one loop.
struct Shape {
    style: Style,
    /// How far each array's place moves with one iteration, in bytes.
    strides: [i64; 3],
    /// What the counter begins with, where its beginning does not matter to addresses.
    first: i64,
    /// Whether the counter goes down.
    down: bool,
    /// Whether the condition is looked at before the first iteration, in the loop.
    test_first: bool,
    /// The comparison of the counter with its end, under which the loop goes on.
    compare: &'static str,
    /// Statements in one iteration.
    statements: u64,
    /// What they are made from.
    body: Random,
}

impl Shape {
    fn new(writer: &Writer<'_>, unrolled: i64, random: &mut Random) -> Self {
        let style = random.pick(&[Style::Index, Style::Bytes, Style::Pointers]);
        let unit = writer.plan.unit();
        let common = unit * random.pick(&[1, 1, 2, 4, 8]);
        let strides = [0; 3].map(|_| match random.below(8) {
            _ if style == Style::Bytes => common,
            0 => 0,
            1 => -common,
            2 => unit * random.within(-3, 6),
            _ => common,
        });
        let down = random.once_in(4);
        // All of them are false once the counter has reached its end, which it does not pass. So a loop ends after its
        // number of iterations at the latest.
        let compare = match down {
            false => random.pick(&["ne", "ne", "lt_u", "lt_s"]),
            true => random.pick(&["ne", "ne", "gt_u", "gt_s"]),
        };
        let first = random.pick(&[0, 0, 0, 0, 1, -1, -5, -64, 0x7fff_fffd, 0x8000_0000, 0xffff_fff0]);
        Self {
            style,
            strides,
            first,
            down,
            test_first: random.once_in(2),
            compare,
            statements: 1 + random.below(if unrolled > 2 { 2 } else { 3 }),
            body: random.clone(),
        }
    }
}

impl Writer<'_> {
    /// A loop of `count` iterations, the name of a local.
    pub fn looping(&mut self, count: &str, random: &mut Random) {
        let depth = self.depth;
        // Small, so that many modules can be tried.
        let unrolled = random.pick(if depth == 0 { &[1, 1, 2, 2, 4, 4, 8] } else { &[1, 1, 2] });
        let shape = Shape::new(self, unrolled, random);
        let counter = format!("$i{depth}");
        // The counter goes on from one part to the next.
        let sign = if shape.down { -1 } else { 1 };
        let step = sign * if shape.style == Style::Bytes { shape.strides[0] } else { 1 };
        let outer = self.places.clone();
        let origin = match shape.style {
            // As addresses add it, the loop begins at zero, or ends there.
            Style::Bytes if random.once_in(2) => self.negative_origin(step, count),
            Style::Bytes => self.number(0),
            _ => self.number(shape.first),
        };
        self.line(format!("(local.set {counter} {origin})"));
        if shape.style == Style::Pointers {
            for (array, place) in outer.iter().enumerate() {
                let start = self.compute("add", &place.base, &self.number(place.plus));
                self.line(format!("(local.set $p{depth}{array} {start})"));
            }
        }
        let rest = self.compute("and", &get(count), &self.number(unrolled - 1));
        let whole = self.compute("and", &get(count), &self.number(-unrolled));
        let mut parts = vec![(whole, unrolled)];
        if unrolled > 1 {
            parts.insert(random.below(2) as usize, (rest, 1));
        }
        self.line("(block $exit");
        for (iterations, copies) in parts {
            self.part(&shape, &iterations, copies, step, &outer);
        }
        self.line(")");
        self.places = outer;
    }

    /// Where a counter begins that ends at zero. The arrays' places are moved, so that addresses are in range.
    fn negative_origin(&mut self, step: i64, count: &str) -> String {
        let length = self.compute("mul", &get(count), &self.number(step));
        let depth = self.depth;
        for array in 0..self.places.len() {
            let place = self.places[array].clone();
            let end = self.compute("add", &place.base, &length);
            self.line(format!("(local.set $p{depth}{array} {end})"));
            self.places[array].base = get(&format!("$p{depth}{array}"));
        }
        self.compute("sub", &self.number(0), &length)
    }

    /// So many iterations of a loop, whose body is there so many times.
    fn part(&mut self, shape: &Shape, iterations: &str, copies: i64, step: i64, outer: &[Place]) {
        let depth = self.depth;
        let counter = format!("$i{depth}");
        let base = self.places.clone();
        let count = format!("$n{depth}");
        self.line(format!("(local.set {count} {iterations})"));
        let length = self.compute("mul", &get(&count), &self.number(step));
        let end = self.compute("add", &get(&counter), &length);
        self.line(format!("(local.set $e{depth} {end})"));
        let goes_on = self.compute(shape.compare, &get(&counter), &get(&format!("$e{depth}")));
        if shape.test_first {
            self.line("(block $done (loop $again");
            self.line(format!("(br_if $done (i32.eqz {goes_on}))"));
        } else {
            self.line(format!("(if {} (then (loop $again", self.compute("ne", &get(&count), &self.number(0))));
        }
        self.depth += 1;
        for copy in 0..copies {
            self.places = (0..3).map(|array| self.element(shape, array, copy, &base, outer)).collect();
            self.statements(shape.statements, &mut shape.body.clone());
        }
        self.depth -= 1;
        self.places = base;
        let next = self.compute("add", &get(&counter), &self.number(step * copies));
        self.line(format!("(local.set {counter} {next})"));
        if shape.style == Style::Pointers {
            for (array, stride) in shape.strides.iter().enumerate().filter(|(_, stride)| **stride != 0) {
                let pointer = format!("$p{depth}{array}");
                let next = self.compute("add", &get(&pointer), &self.number(stride * copies));
                self.line(format!("(local.set {pointer} {next})"));
            }
        }
        if shape.test_first {
            self.line("(br $again)");
            self.line("))");
        } else {
            self.line(format!("(br_if $again {goes_on})"));
            self.line(")))");
        }
    }

    /// Where an array is in one of the copies of a body.
    fn element(&self, shape: &Shape, array: usize, copy: i64, base: &[Place], outer: &[Place]) -> Place {
        let depth = self.depth - 1;
        let counter = get(&format!("$i{depth}"));
        let stride = shape.strides[array];
        match shape.style {
            Style::Pointers => Place { base: get(&format!("$p{depth}{array}")), plus: copy * stride },
            Style::Bytes => {
                let sign = if shape.down { -1 } else { 1 };
                let sum = self.compute("add", &base[array].base, &counter);
                Place { base: sum, plus: base[array].plus + sign * copy * stride }
            }
            Style::Index => {
                let sign = if shape.down { -1 } else { 1 };
                let mut random = shape.body.clone();
                // A copy's index is the counter and a number; often the number has gone into the address.
                let (index, plus) = match random.below(3) {
                    0 => (self.compute("add", &counter, &self.number(sign * copy)), 0),
                    1 if shape.first == 0 && !shape.down && shape.test_first => {
                        (self.compute("add", &counter, &self.number(copy)), 0)
                    }
                    _ => (counter, sign * copy * stride),
                };
                let scaled = match stride {
                    1 => index,
                    2 | 4 | 8 | 16 | 32 | 64 => {
                        self.compute("shl", &index, &self.number(stride.trailing_zeros().into()))
                    }
                    _ => self.compute("mul", &index, &self.number(stride)),
                };
                let back = if shape.first.abs() < 100 { 0 } else { shape.first.wrapping_mul(-stride) };
                Place {
                    base: self.compute("add", &outer[array].base, &scaled),
                    plus: outer[array].plus + plus + self.wrap(back),
                }
            }
        }
    }

    /// A number as a constant of the addresses' type.
    fn wrap(&self, number: i64) -> i64 {
        if self.plan.memory64 { number } else { i64::from(number as i32) }
    }

    /// A loop of few iterations in a loop.
    pub fn inner_loop(&mut self, random: &mut Random) {
        let count = match random.below(3) {
            0 => self.number(random.within(1, 8)),
            1 => self.compute("and", "(local.get $i0)", &self.number(7)),
            _ => {
                let some = "(local.get $x1)";
                let some = if self.plan.memory64 { format!("(i64.extend_i32_u {some})") } else { some.to_owned() };
                self.compute("and", &some, &self.number(7))
            }
        };
        self.line(format!("(local.set $inner {count})"));
        self.looping("$inner", random);
    }
}

fn get(local: &str) -> String {
    format!("(local.get {local})")
}
