//! Statements: what a loop does in one iteration.

use super::Domain;
use super::random::Random;
use super::text::{Type, Writer};

const STORES_I32: [&str; 5] = ["i32.store", "i32.store", "i32.store", "i32.store8", "i32.store16"];
const STORES_I64: [&str; 5] = ["i64.store", "i64.store", "i64.store8", "i64.store16", "i64.store32"];

impl Writer<'_> {
    /// A few statements at the present places. The same numbers give the same statements.
    pub fn statements(&mut self, count: u64, random: &mut Random) {
        for _ in 0..count {
            self.loaded = 0;
            self.statement(random);
        }
    }

    fn statement(&mut self, random: &mut Random) {
        match random.below(24) {
            0..=6 => self.store(random),
            7..=9 => self.fold(random),
            11 | 12 if self.plan.last_unused => self.unused(random),
            10 | 11 => self.update(random),
            12 => self.unused(random),
            13 | 14 => self.branch(random),
            15 => self.group(random),
            16 => self.carry(random),
            17 | 18 if !self.in_helper => self.call(random),
            19 if !self.in_helper && random.once_in(2) => self.effect(random),
            20 if self.depth == 1 && !self.in_helper => self.inner_loop(random),
            21 if self.depth > 0 => {
                let condition = self.condition(2, random);
                // Data leaves a loop seldom enough for it to be one.
                self.line(format!(
                    "(br_if $exit (i32.and {condition} (i32.eqz (i32.and (local.get $x0) (i32.const 15)))))"
                ));
            }
            22 if self.plan.domain == Domain::Bytes && random.once_in(2) => self.overwrite(random),
            22 => self.global(random),
            _ => self.copy(random),
        }
    }

    /// A type that can be stored.
    fn stored_type(&self, random: &mut Random) -> Type {
        match self.plan.domain {
            Domain::F32 => Type::F32,
            Domain::F64 => Type::F64,
            Domain::Bytes if self.plan.simd && random.once_in(3) => Type::V128,
            Domain::Bytes => random.pick(&[Type::I32, Type::I32, Type::I64]),
        }
    }

    fn store(&mut self, random: &mut Random) {
        let ty = self.stored_type(random);
        let value = self.value(ty, 2, random);
        self.store_value(ty, &value, random);
    }

    fn store_value(&mut self, ty: Type, value: &str, random: &mut Random) {
        let operator = match ty {
            Type::I32 => random.pick(&STORES_I32),
            Type::I64 => random.pick(&STORES_I64),
            Type::F32 => "f32.store",
            Type::F64 => "f64.store",
            Type::V128 => "v128.store",
        };
        let place = self.any_place(random);
        let operands = self.operands(&place, random);
        self.line(format!("({operator} {operands} {value})"));
    }

    /// `a[i] = b[i]`, as in memcpy and memmove, in all widths.
    fn copy(&mut self, random: &mut Random) {
        let (ty, load, store) = match self.plan.domain {
            Domain::F32 => (Type::F32, "f32.load", "f32.store"),
            Domain::F64 => (Type::F64, "f64.load", "f64.store"),
            Domain::Bytes => random.pick(&[
                (Type::I32, "i32.load8_u", "i32.store8"),
                (Type::I32, "i32.load16_u", "i32.store16"),
                (Type::I32, "i32.load", "i32.store"),
                (Type::I64, "i64.load", "i64.store"),
            ]),
        };
        let [from, to] = [0; 2].map(|_| self.places[random.below(self.arrays()) as usize].clone());
        let value = self.load_from(ty, load, &from, random);
        let operands = self.operands(&to, random);
        self.line(format!("({store} {operands} {value})"));
    }

    /// What is loaded from a place is replaced by more bytes, and then again by as many.
    fn overwrite(&mut self, random: &mut Random) {
        let (ty, load, store) = random.pick(&[
            (Type::I32, "i32.load8_u", "i32.store8"),
            (Type::I32, "i32.load16_s", "i32.store16"),
            (Type::I64, "i64.load32_u", "i64.store32"),
        ]);
        let place = self.any_place(random);
        let operands = self.operands(&place, random);
        let old = format!("(local.get ${}0)", ty.letter());
        self.line(format!("(local.set ${}0 ({load} {operands}))", ty.letter()));
        let more = self.value(Type::I64, 2, random);
        self.line(format!("(i64.store {operands} {more})"));
        let value = self.value(ty, 1, random);
        self.line(format!("({store} {operands} ({}.add {old} {value}))", ty.name()));
    }

    /// A reduction.
    fn fold(&mut self, random: &mut Random) {
        let ty = match self.plan.domain {
            Domain::Bytes if self.plan.simd && random.once_in(3) => Type::V128,
            Domain::Bytes => random.pick(&[Type::I32, Type::I64]),
            _ => self.float(),
        };
        let (operators, name): (&[&str], _) = match ty {
            Type::V128 => (&["i32x4.add", "i8x16.add", "v128.xor", "i64x2.add"], String::new()),
            Type::I32 | Type::I64 => (&["add", "add", "xor", "or", "and", "sub", "mul"], format!("{}.", ty.name())),
            Type::F32 | Type::F64 => (&["add", "add", "mul", "min", "max"], format!("{}.", ty.name())),
        };
        let operator = random.pick(operators);
        let into = format!("${}{}", ty.letter(), random.below(2));
        let value = self.value(ty, 2, random);
        self.line(format!("(local.set {into} ({name}{operator} (local.get {into}) {value}))"));
    }

    /// `a[i] op= value`.
    fn update(&mut self, random: &mut Random) {
        let (ty, load, store) = match self.plan.domain {
            Domain::F32 => (Type::F32, "f32.load", "f32.store"),
            Domain::F64 => (Type::F64, "f64.load", "f64.store"),
            Domain::Bytes => random.pick(&[
                (Type::I32, "i32.load", "i32.store"),
                (Type::I64, "i64.load", "i64.store"),
                (Type::I32, "i32.load8_s", "i32.store8"),
            ]),
        };
        let place = self.any_place(random);
        let old = self.load_from(ty, load, &place, random);
        let value = self.value(ty, 1, random);
        let operator = random.pick(&["add", "sub", "mul"]);
        let operands = self.operands(&place, random);
        self.line(format!("({store} {operands} ({}.{operator} {old} {value}))", ty.name()));
    }

    /// A load that nobody needs, but whose trap must come.
    fn unused(&mut self, random: &mut Random) {
        let (operator, ty) = match self.plan.domain {
            Domain::F32 => ("f32.load", Type::F32),
            Domain::F64 => ("f64.load", Type::F64),
            Domain::Bytes => {
                random.pick(&[("i32.load", Type::I32), ("i64.load16_u", Type::I64), ("i32.load8_s", Type::I32)])
            }
        };
        let array = if self.plan.last_unused { 2 } else { random.below(3) as usize };
        let place = self.near(array, random);
        let operands = self.operands(&place, random);
        if random.once_in(2) {
            self.line(format!("(drop ({operator} {operands}))"));
        } else {
            self.line(format!("(local.set $unused_{} ({operator} {operands}))", ty.name()));
        }
    }

    fn branch(&mut self, random: &mut Random) {
        let condition = self.condition(2, random);
        self.line(format!("(if {condition} (then"));
        self.statements(1 + random.below(2), random);
        if random.once_in(2) {
            self.line(") (else");
            self.statements(1, random);
        }
        self.line("))");
    }

    /// Accesses next to each other, as of a structure's fields or of neighbours in an array.
    fn group(&mut self, random: &mut Random) {
        let start = self.any_place(random);
        let (ty, load, store, size) = match self.plan.domain {
            Domain::F32 => (Type::F32, "f32.load", "f32.store", 4),
            Domain::F64 => (Type::F64, "f64.load", "f64.store", 8),
            Domain::Bytes => random.pick(&[
                (Type::I32, "i32.load", "i32.store", 4),
                (Type::I64, "i64.load", "i64.store", 8),
                (Type::I32, "i32.load8_u", "i32.store8", 1),
            ]),
        };
        let count = 2 + random.below(3).cast_signed();
        let to = self.any_place(random);
        let at = |place: &super::text::Place, field: i64| super::text::Place {
            plus: place.plus + field * size,
            ..place.clone()
        };
        let swapped = random.once_in(2);
        for field in 0..count {
            let value = self.load_from(ty, load, &at(&start, if swapped { count - 1 - field } else { field }), random);
            let operands = self.operands(&at(&to, field), random);
            let value = match random.below(3) {
                0 => value,
                _ => format!("({}.add {value} (local.get ${}0))", ty.name(), ty.letter()),
            };
            self.line(format!("({store} {operands} {value})"));
        }
    }

    /// A value for the next iteration.
    fn carry(&mut self, random: &mut Random) {
        let ty = match self.plan.domain {
            Domain::Bytes => random.pick(&[Type::I32, Type::I64]),
            _ => self.float(),
        };
        let into = random.below(2);
        let value = if random.once_in(2) { self.load(ty, random) } else { self.value(ty, 2, random) };
        self.line(format!("(local.set ${}{into} {value})", ty.letter()));
    }

    fn call(&mut self, random: &mut Random) {
        let place = self.any_place(random);
        let address = self.compute("add", &place.base, &self.number(place.plus));
        let value = self.value(Type::I32, 1, random);
        let result = if random.once_in(2) {
            format!("(call $helper{} {address} {value})", random.below(2))
        } else {
            let selector = self.value(Type::I32, 1, random);
            // Seldom beyond the entries that fit.
            let mask = random.pick(&[1, 1, 1, 1, 1, 3, 7]);
            format!("(call_indirect (type $helper) {address} {value} (i32.and {selector} (i32.const {mask})))")
        };
        match random.below(4) {
            0 => self.line(format!("(drop {result})")),
            into => self.line(format!("(local.set $x{} {result})", into % 2)),
        }
    }

    /// What others see, or what changes the memory as a whole.
    fn effect(&mut self, random: &mut Random) {
        match random.below(5) {
            0 | 1 => {
                let value = self.value(Type::I64, 2, random);
                self.line(format!("(call $log {value})"));
            }
            2 => {
                let pages = self.number(random.pick(&[0, 1]));
                let grown = format!("(memory.grow {pages})");
                let grown = if self.plan.memory64 { format!("(i32.wrap_i64 {grown})") } else { grown };
                self.line(format!("(local.set $x0 (i32.add (local.get $x0) {grown}))"));
            }
            which => {
                let [to, from] = [0; 2].map(|_| self.any_place(random));
                let [to, from] = [to, from].map(|place| self.compute("add", &place.base, &self.number(place.plus)));
                let length = self.number(self.plan.unit() * random.pick(&[0, 1, 2, 4, 7, 8, 16]));
                if which == 3 || self.plan.domain != Domain::Bytes {
                    self.line(format!("(memory.copy {to} {from} {length})"));
                } else {
                    let value = self.value(Type::I32, 1, random);
                    self.line(format!("(memory.fill {to} {value} {length})"));
                }
            }
        }
    }

    fn global(&mut self, random: &mut Random) {
        let which = random.below(2);
        let value = self.value(Type::I32, 1, random);
        self.line(format!("(global.set $g{which} (i32.add (global.get $g{which}) {value}))"));
    }
}
