//! Expressions: text that computes a value of a type.

use super::Domain;
use super::random::Random;
use super::text::{LOADED, Place, Type, Writer};

/// Loads of each type from memory that holds bytes.
const LOADS_I32: [&str; 6] = ["i32.load", "i32.load", "i32.load8_u", "i32.load8_s", "i32.load16_u", "i32.load16_s"];
const LOADS_I64: [&str; 7] =
    ["i64.load", "i64.load", "i64.load8_u", "i64.load8_s", "i64.load16_u", "i64.load32_s", "i64.load32_u"];
const LOADS_V128: [&str; 8] = [
    "v128.load",
    "v128.load",
    "v128.load",
    "v128.load8_splat",
    "v128.load32_splat",
    "v128.load32_zero",
    "v128.load8x8_s",
    "v128.load16x4_u",
];

const BINARY_INT: [&str; 17] = [
    "add", "add", "add", "sub", "sub", "mul", "and", "or", "xor", "shl", "shr_u", "shr_s", "rotl", "add", "mul", "sub",
    "rotr",
];
const UNARY_INT: [&str; 5] = ["clz", "ctz", "popcnt", "extend8_s", "extend16_s"];
const BINARY_FLOAT: [&str; 7] = ["add", "add", "sub", "mul", "mul", "min", "max"];
const UNARY_FLOAT: [&str; 7] = ["abs", "neg", "ceil", "floor", "trunc", "nearest", "sqrt"];
const COMPARE_INT: [&str; 10] = ["eq", "ne", "lt_s", "lt_u", "gt_s", "gt_u", "le_s", "le_u", "ge_s", "ge_u"];
const COMPARE_FLOAT: [&str; 6] = ["eq", "ne", "lt", "gt", "le", "ge"];
const BINARY_V128: [&str; 20] = [
    "i32x4.add",
    "i32x4.sub",
    "i32x4.mul",
    "i16x8.add",
    "i16x8.mul",
    "i8x16.add",
    "i8x16.sub",
    "i64x2.add",
    "i64x2.mul",
    "v128.and",
    "v128.or",
    "v128.xor",
    "i32x4.min_s",
    "i16x8.max_u",
    "i8x16.avgr_u",
    "i8x16.add_sat_u",
    "i16x8.q15mulr_sat_s",
    "i32x4.dot_i16x8_s",
    "i8x16.swizzle",
    "i16x8.narrow_i32x4_s",
];

impl Writer<'_> {
    /// A value of a type, at most so deep.
    pub fn value(&mut self, ty: Type, depth: u32, random: &mut Random) -> String {
        if depth == 0 || random.once_in(5) {
            return self.leaf(ty, random);
        }
        match ty {
            Type::I32 | Type::I64 => self.int(ty, depth - 1, random),
            Type::F32 | Type::F64 => self.float_value(ty, depth - 1, random),
            Type::V128 => self.vector(depth - 1, random),
        }
    }

    fn leaf(&mut self, ty: Type, random: &mut Random) -> String {
        match random.below(8) {
            0 => self.constant(ty, random),
            1 | 2 => format!("(local.get ${}{})", ty.letter(), random.below(2)),
            3 if matches!(ty, Type::I32 | Type::I64) && self.depth > 0 => self.counter(ty, random),
            _ => self.load(ty, random),
        }
    }

    fn constant(&self, ty: Type, random: &mut Random) -> String {
        let small = random.within(-9, 9);
        match ty {
            Type::I32 => {
                let any = random.next() as i32;
                let value = random.pick(&[small as i32, small as i32, any, i32::MIN, i32::MAX]);
                format!("(i32.const {value})")
            }
            Type::I64 => {
                let any = random.next().cast_signed();
                format!("(i64.const {})", random.pick(&[small, small, any, i64::MIN]))
            }
            Type::F32 | Type::F64 => {
                let value = random.pick(&["0", "-0", "1", "-1", "0.5", "3.25", "1e10", "-7.5", "inf", "nan"]);
                format!("({}.const {value})", ty.name())
            }
            Type::V128 => {
                let [a, b] = [random.next(), random.next()].map(u64::cast_signed);
                format!("(v128.const i64x2 {a} {b})")
            }
        }
    }

    /// The number of the present iteration, or an address that steps.
    fn counter(&self, ty: Type, random: &mut Random) -> String {
        let counter = format!("(local.get $i{})", random.below(self.depth as u64));
        match (self.plan.address(), ty) {
            ("i32", Type::I64) => format!("(i64.extend_i32_{} {counter})", random.pick(&["s", "u"])),
            ("i64", Type::I32) => format!("(i32.wrap_i64 {counter})"),
            _ => counter,
        }
    }

    /// A load, or what stands for one where memory holds something else.
    pub fn load(&mut self, ty: Type, random: &mut Random) -> String {
        let operator = match (ty, self.plan.domain) {
            (Type::I32, Domain::Bytes) => random.pick(&LOADS_I32),
            (Type::I64, Domain::Bytes) => random.pick(&LOADS_I64),
            (Type::V128, Domain::Bytes) => random.pick(&LOADS_V128),
            (Type::F32, Domain::F32) => "f32.load",
            (Type::F64, Domain::F64) => "f64.load",
            _ => return format!("(local.get ${}{})", ty.letter(), random.below(2)),
        };
        let place = self.any_place(random);
        self.load_from(ty, operator, &place, random)
    }

    /// A load from a place.
    pub fn load_from(&mut self, ty: Type, operator: &str, place: &Place, random: &mut Random) -> String {
        let align = if random.once_in(4) { "align=1 " } else { "" };
        let operands = self.operands(place, random);
        // The alignment comes after the offset.
        let load = match operands.strip_prefix("offset=") {
            Some(rest) => {
                let (offset, address) = rest.split_once(' ').expect("an address comes after the offset");
                format!("({operator} offset={offset} {align}{address})")
            }
            None => format!("({operator} {align}{operands})"),
        };
        if self.plan.exact_traps { self.keep(ty, load) } else { load }
    }

    /// Adds a loaded value to what is returned, and names it.
    fn keep(&mut self, ty: Type, load: String) -> String {
        let name = format!("$l{}{}", ty.letter(), self.loaded % LOADED);
        self.loaded += 1;
        self.line(format!("(local.set {name} {load})"));
        let sum = if matches!(ty, Type::F32 | Type::F64) { "$fsum" } else { "$sum" };
        let whole = match ty {
            Type::I32 => format!("(i64.extend_i32_u (local.get {name}))"),
            Type::V128 => {
                format!("(i64.add (i64x2.extract_lane 0 (local.get {name})) (i64x2.extract_lane 1 (local.get {name})))")
            }
            _ => format!("(local.get {name})"),
        };
        let add = if sum == "$fsum" { format!("{}.add", ty.name()) } else { "i64.add".to_owned() };
        self.line(format!("(local.set {sum} ({add} (local.get {sum}) {whole}))"));
        format!("(local.get {name})")
    }

    fn int(&mut self, ty: Type, depth: u32, random: &mut Random) -> String {
        let name = ty.name();
        match random.below(20) {
            0 | 1 => {
                let operator = random.pick(&UNARY_INT);
                format!("({name}.{operator} {})", self.value(ty, depth, random))
            }
            2 => {
                let condition = self.condition(depth, random);
                let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
                format!("(select {a} {b} {condition})")
            }
            3 => {
                let operator = random.pick(&["div_s", "div_u", "rem_s", "rem_u"]);
                let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
                // Seldom a divisor that may be zero.
                let b = if random.once_in(6) {
                    b
                } else {
                    format!("({name}.or {b} ({name}.const {}))", 1 + random.below(8))
                };
                format!("({name}.{operator} {a} {b})")
            }
            4 if ty == Type::I32 => self.condition(depth, random),
            4 | 5 => {
                let (other, convert) = match ty {
                    Type::I32 => (Type::I64, "i32.wrap_i64"),
                    _ => (Type::I32, random.pick(&["i64.extend_i32_s", "i64.extend_i32_u"])),
                };
                format!("({convert} {})", self.value(other, depth, random))
            }
            6 => self.through_float(ty, depth, random),
            7 if self.plan.simd && self.plan.domain == Domain::Bytes => {
                let vector = self.value(Type::V128, depth, random);
                match ty {
                    Type::I32 => format!(
                        "({} {vector})",
                        random.pick(&[
                            "i32x4.extract_lane 1",
                            "i8x16.extract_lane_s 7",
                            "i8x16.bitmask",
                            "v128.any_true"
                        ])
                    ),
                    _ => format!("(i64x2.extract_lane {} {vector})", random.below(2)),
                }
            }
            _ => {
                let operator = random.pick(&BINARY_INT);
                let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
                format!("({name}.{operator} {a} {b})")
            }
        }
    }

    /// An integer from a float. In memory that holds bytes, the float is no NaN.
    fn through_float(&mut self, ty: Type, depth: u32, random: &mut Random) -> String {
        let name = ty.name();
        let float = self.float();
        let sign = random.pick(&["s", "u"]);
        let value = match self.plan.domain {
            Domain::Bytes => {
                let [a, b] = [0; 2].map(|_| self.value(Type::I32, depth, random));
                let operator = random.pick(&["add", "sub", "mul", "min", "max"]);
                format!("(f64.{operator} (f64.convert_i32_s {a}) (f64.convert_i32_{sign} {b}))")
            }
            _ => self.value(float, depth, random),
        };
        let float = float.name();
        let trunc = if random.once_in(5) { "trunc" } else { "trunc_sat" };
        format!("({name}.{trunc}_{float}_{sign} {value})")
    }

    /// A truth value.
    pub fn condition(&mut self, depth: u32, random: &mut Random) -> String {
        let depth = depth.saturating_sub(1);
        let of_float = match self.plan.domain {
            Domain::Bytes => false,
            _ => random.once_in(2),
        };
        let ty = if of_float { self.float() } else { random.pick(&[Type::I32, Type::I32, Type::I64]) };
        let operator = if of_float { random.pick(&COMPARE_FLOAT) } else { random.pick(&COMPARE_INT) };
        let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
        format!("({}.{operator} {a} {b})", ty.name())
    }

    fn float_value(&mut self, ty: Type, depth: u32, random: &mut Random) -> String {
        let name = ty.name();
        match random.below(12) {
            0 => {
                let operator = random.pick(&UNARY_FLOAT);
                format!("({name}.{operator} {})", self.value(ty, depth, random))
            }
            1 => {
                let condition = self.condition(depth, random);
                let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
                format!("(select {a} {b} {condition})")
            }
            2 => {
                let from = random.pick(&[Type::I32, Type::I64]);
                let sign = random.pick(&["s", "u"]);
                format!("({name}.convert_{}_{sign} {})", from.name(), self.value(from, depth, random))
            }
            3 => format!("({name}.div {} {})", self.value(ty, depth, random), self.value(ty, depth, random)),
            4 if self.plan.simd => {
                let lanes = if ty == Type::F32 { "f32x4" } else { "f64x2" };
                let operator = random.pick(&BINARY_FLOAT);
                let [a, b] = [0; 2].map(|_| {
                    let place = self.any_place(random);
                    self.operands(&place, random)
                });
                format!("({lanes}.extract_lane 1 ({lanes}.{operator} (v128.load {a}) (v128.load {b})))")
            }
            _ => {
                let operator = random.pick(&BINARY_FLOAT);
                let [a, b] = [0; 2].map(|_| self.value(ty, depth, random));
                format!("({name}.{operator} {a} {b})")
            }
        }
    }

    fn vector(&mut self, depth: u32, random: &mut Random) -> String {
        match random.below(8) {
            0 => {
                let operator = random.pick(&["i32x4.shl", "i16x8.shr_s", "i64x2.shr_u", "i8x16.shl"]);
                format!(
                    "({operator} {} {})",
                    self.value(Type::V128, depth, random),
                    self.value(Type::I32, depth, random)
                )
            }
            1 => {
                let operator = random.pick(&["i32x4.splat", "i16x8.splat", "i8x16.splat"]);
                format!("({operator} {})", self.value(Type::I32, depth, random))
            }
            2 => {
                let lanes: Vec<_> = (0..16).map(|_| random.below(32).to_string()).collect();
                let [a, b] = [0; 2].map(|_| self.value(Type::V128, depth, random));
                format!("(i8x16.shuffle {} {a} {b})", lanes.join(" "))
            }
            _ => {
                let operator = random.pick(&BINARY_V128);
                let [a, b] = [0; 2].map(|_| self.value(Type::V128, depth, random));
                format!("({operator} {a} {b})")
            }
        }
    }
}
