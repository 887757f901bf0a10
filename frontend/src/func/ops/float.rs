//! Floating-point instructions (core specification, 4.3.3): plain LLVM instructions, without fast-math and without
//! contraction.
//!
//! An arithmetic instruction never returns a signalling NaN. LLVM, though, replaces some of them by their operand (`x * 1`),
//! as its default environment does not tell NaNs apart. Where an operand makes that possible, the other one is quieted by
//! `llvm.canonicalize` first.

use crate::func::FuncTranslator;
use crate::ir::Lanes;
use inkwell::FloatPredicate;
use inkwell::types::BasicTypeEnum;
use inkwell::values::{BasicValueEnum, CallSiteValue, FloatMathValue, FloatValue, InstructionOpcode};

/// Which of two numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::func) enum Extreme {
    /// The lesser one.
    Min,
    /// The greater one.
    Max,
}

impl Extreme {
    /// Holds if the first number is strictly nearer to this end than the second.
    pub(in crate::func) fn predicate(self) -> FloatPredicate {
        match self {
            Extreme::Min => FloatPredicate::OLT,
            Extreme::Max => FloatPredicate::OGT,
        }
    }

    /// Whether a number that equals this constant is the result of the two. Of two zeros the lesser one is the negative one.
    fn second_of_equals_is_result(self, constant: f64) -> bool {
        !constant.is_nan() && (constant != 0.0 || constant.is_sign_negative() == (self == Extreme::Max))
    }
}

macro_rules! float_operators {
    () => {
        operators! {
            visit_f32_eq() => float_compare(FloatPredicate::OEQ);
            visit_f32_ne() => float_compare(FloatPredicate::UNE);
            visit_f32_lt() => float_compare(FloatPredicate::OLT);
            visit_f32_gt() => float_compare(FloatPredicate::OGT);
            visit_f32_le() => float_compare(FloatPredicate::OLE);
            visit_f32_ge() => float_compare(FloatPredicate::OGE);
            visit_f64_eq() => float_compare(FloatPredicate::OEQ);
            visit_f64_ne() => float_compare(FloatPredicate::UNE);
            visit_f64_lt() => float_compare(FloatPredicate::OLT);
            visit_f64_gt() => float_compare(FloatPredicate::OGT);
            visit_f64_le() => float_compare(FloatPredicate::OLE);
            visit_f64_ge() => float_compare(FloatPredicate::OGE);
            visit_f32_abs() => float_unary("llvm.fabs");
            visit_f32_neg() => float_neg();
            visit_f32_ceil() => float_unary("llvm.ceil");
            visit_f32_floor() => float_unary("llvm.floor");
            visit_f32_trunc() => float_unary("llvm.trunc");
            visit_f32_nearest() => float_unary("llvm.roundeven");
            visit_f32_sqrt() => float_unary("llvm.sqrt");
            visit_f64_abs() => float_unary("llvm.fabs");
            visit_f64_neg() => float_neg();
            visit_f64_ceil() => float_unary("llvm.ceil");
            visit_f64_floor() => float_unary("llvm.floor");
            visit_f64_trunc() => float_unary("llvm.trunc");
            visit_f64_nearest() => float_unary("llvm.roundeven");
            visit_f64_sqrt() => float_unary("llvm.sqrt");
            visit_f32_add() => float_binary(InstructionOpcode::FAdd);
            visit_f32_sub() => float_binary(InstructionOpcode::FSub);
            visit_f32_mul() => float_binary(InstructionOpcode::FMul);
            visit_f32_div() => float_binary(InstructionOpcode::FDiv);
            visit_f64_add() => float_binary(InstructionOpcode::FAdd);
            visit_f64_sub() => float_binary(InstructionOpcode::FSub);
            visit_f64_mul() => float_binary(InstructionOpcode::FMul);
            visit_f64_div() => float_binary(InstructionOpcode::FDiv);
            visit_f32_min() => float_min_max(Extreme::Min);
            visit_f32_max() => float_min_max(Extreme::Max);
            visit_f64_min() => float_min_max(Extreme::Min);
            visit_f64_max() => float_min_max(Extreme::Max);
            visit_f32_copysign() => float_copysign();
            visit_f64_copysign() => float_copysign();
        }
    };
}
pub(crate) use float_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    fn pop_float_pair(&mut self) -> (FloatValue<'ctx>, FloatValue<'ctx>) {
        let rhs = self.pop_float();
        (self.pop_float(), rhs)
    }

    pub(in crate::func) fn float_compare(&mut self, predicate: FloatPredicate) {
        let (lhs, rhs) = self.pop_float_pair();
        let holds = self.b.fcmp(predicate, lhs, rhs);
        self.push_bool(holds);
    }

    pub(in crate::func) fn float_unary(&mut self, intrinsic: &'static str) {
        let value = self.pop_float();
        let value = self.call_on_float(intrinsic, &[value]);
        self.push(value);
    }

    pub(in crate::func) fn float_neg(&mut self) {
        let value = self.pop_float();
        let value = self.b.negate(value);
        self.push(value);
    }

    pub(in crate::func) fn float_binary(&mut self, op: InstructionOpcode) {
        let (lhs, rhs) = self.pop_float_pair();
        let value = self.float_arithmetic(op, lhs.into(), rhs.into());
        self.push(value);
    }

    /// A two-operand instruction on scalars or on lanes.
    pub(in crate::func) fn float_arithmetic(
        &self,
        op: InstructionOpcode,
        mut lhs: BasicValueEnum<'ctx>,
        mut rhs: BasicValueEnum<'ctx>,
    ) -> BasicValueEnum<'ctx> {
        if right_is_identity(op, rhs) {
            lhs = self.quiet(lhs);
        }
        if left_is_identity(op, lhs) {
            rhs = self.quiet(rhs);
        }
        self.b.binary(op, lhs, rhs)
    }

    pub(in crate::func) fn float_min_max(&mut self, which: Extreme) {
        let (lhs, rhs) = self.pop_float_pair();
        let value = self.min_max_with_constant(which, lhs, rhs).unwrap_or_else(|| {
            let value = self.min_max_of_numbers(which, lhs, rhs);
            self.or_nan(lhs, rhs, value)
        });
        self.push(value);
    }

    /// The lesser or greater one of two scalars, or by lanes, one of which is a constant that is no NaN: then one instruction of
    /// x86 finds it, and another one makes a NaN quiet. None if this does not apply.
    pub(in crate::func) fn min_max_with_constant<V: FloatMathValue<'ctx> + Copy>(
        &self,
        which: Extreme,
        lhs: V,
        rhs: V,
    ) -> Option<BasicValueEnum<'ctx>> {
        let is_plain = |value: V| {
            let numbers = constants(value.as_basic_value_enum());
            !numbers.is_empty() && numbers.into_iter().all(|number| which.second_of_equals_is_result(number))
        };
        let (constant, other) = if is_plain(rhs) { (rhs, lhs) } else { is_plain(lhs).then_some((lhs, rhs))? };
        // The other one is second: it is the result if it is NaN, and if the two are equal.
        let value = self.pseudo_min_max(which, constant, other);
        Some(if is_arithmetic(other.as_basic_value_enum()) { value } else { self.quiet(value) })
    }

    /// A quiet NaN, by adding the operands, where one of them is NaN; else `value`. Of scalars, or by lanes.
    pub(in crate::func) fn or_nan<V: FloatMathValue<'ctx> + Copy>(
        &self,
        lhs: V,
        rhs: V,
        value: BasicValueEnum<'ctx>,
    ) -> BasicValueEnum<'ctx> {
        let nan = self.float_arithmetic(InstructionOpcode::FAdd, lhs.as_basic_value_enum(), rhs.as_basic_value_enum());
        let unordered = self.b.fcmp(FloatPredicate::UNO, lhs, rhs);
        self.b.select(unordered, nan, value)
    }

    /// The lesser or greater one of two scalars, or by lanes, where neither is NaN.
    pub(in crate::func) fn min_max_of_numbers<V: FloatMathValue<'ctx> + Copy>(
        &self,
        which: Extreme,
        lhs: V,
        rhs: V,
    ) -> BasicValueEnum<'ctx> {
        let ty = lhs.as_basic_value_enum().get_type();
        if !self.b.ir.cpu.sse2 {
            let intrinsic = match which {
                Extreme::Min => "llvm.minimum",
                Extreme::Max => "llvm.maximum",
            };
            return self.b.intrinsic(intrinsic, &[ty], &[lhs.as_basic_value_enum(), rhs.as_basic_value_enum()]);
        }
        // x86's minimum of two zeros is the second one, so it depends on their order just where their signs differ. The
        // lesser zero is the one with the sign bit.
        let combine_signs = match which {
            Extreme::Min => InstructionOpcode::Or,
            Extreme::Max => InstructionOpcode::And,
        };
        let [one, other] = [self.pseudo_min_max(which, lhs, rhs), self.pseudo_min_max(which, rhs, lhs)]
            .map(|value| self.b.cast(InstructionOpcode::BitCast, value, self.bits_of(ty)));
        let bits = self.b.binary(combine_signs, one, other);
        self.b.cast(InstructionOpcode::BitCast, bits, ty)
    }

    /// `first` if it is strictly less or greater, else `second`: what x86's instructions do.
    pub(in crate::func) fn pseudo_min_max<V: FloatMathValue<'ctx> + Copy>(
        &self,
        which: Extreme,
        first: V,
        second: V,
    ) -> BasicValueEnum<'ctx> {
        let [one, other] = [first, second].map(|value| value.as_basic_value_enum());
        if self.b.ir.cpu.sse2 && one.get_type() == self.b.ir.lanes(Lanes::F64x2).into() {
            // LLVM moves the casts that doubles come from behind the selection, and x86 has no minimum of integers of 64 bits.
            let intrinsic = match which {
                Extreme::Min => "llvm.x86.sse2.min.pd",
                Extreme::Max => "llvm.x86.sse2.max.pd",
            };
            return self.b.intrinsic(intrinsic, &[], &[one, other]);
        }
        let is_nearer = self.b.fcmp(which.predicate(), first, second);
        self.b.select(is_nearer, one, other)
    }

    /// Integers as wide as these floats.
    fn bits_of(&self, ty: BasicTypeEnum<'ctx>) -> BasicTypeEnum<'ctx> {
        let ir = self.b.ir;
        match ty {
            BasicTypeEnum::FloatType(ty) if ty == ir.f32 => ir.i32.into(),
            BasicTypeEnum::FloatType(_) => ir.i64.into(),
            _ => ir.lanes(Lanes::I64x2).into(),
        }
    }

    pub(in crate::func) fn float_copysign(&mut self) {
        let (magnitude, sign) = self.pop_float_pair();
        let value = self.call_on_float("llvm.copysign", &[magnitude, sign]);
        self.push(value);
    }

    /// The value, a scalar or lanes, with signalling NaNs made quiet.
    pub(in crate::func) fn quiet(&self, value: BasicValueEnum<'ctx>) -> BasicValueEnum<'ctx> {
        self.b.intrinsic("llvm.canonicalize", &[value.get_type()], &[value])
    }

    fn call_on_float(&self, intrinsic: &'static str, args: &[FloatValue<'ctx>]) -> FloatValue<'ctx> {
        let overload = args[0].get_type().into();
        let args: Vec<_> = args.iter().map(|&arg| arg.into()).collect();
        self.b.intrinsic(intrinsic, &[overload], &args).into_float_value()
    }
}

/// Whether a value is the result of an instruction that returns no signalling NaN.
fn is_arithmetic(value: BasicValueEnum<'_>) -> bool {
    let instruction = match value {
        BasicValueEnum::FloatValue(value) => value.as_instruction(),
        BasicValueEnum::VectorValue(value) => value.as_instruction(),
        _ => None,
    };
    instruction.is_some_and(|instruction| {
        use InstructionOpcode::{Call, FAdd, FDiv, FMul, FPExt, FPTrunc, FSub, SIToFP, UIToFP};
        match instruction.get_opcode() {
            FAdd | FDiv | FMul | FPExt | FPTrunc | FSub | SIToFP | UIToFP => true,
            Call => CallSiteValue::try_from(instruction).is_ok_and(is_call_of_arithmetic),
            _ => false,
        }
    })
}

fn is_call_of_arithmetic(call: CallSiteValue<'_>) -> bool {
    const INTRINSICS: [&[u8]; 6] =
        [b"llvm.canonicalize.", b"llvm.ceil.", b"llvm.floor.", b"llvm.roundeven.", b"llvm.sqrt.", b"llvm.trunc."];
    call.get_called_fn_value().is_some_and(|callee| {
        let name = callee.get_name().to_bytes();
        INTRINSICS.iter().any(|intrinsic| name.starts_with(intrinsic))
    })
}

/// Whether LLVM may replace `x op rhs` by `x` or `-x`, in any lane.
fn right_is_identity(op: InstructionOpcode, rhs: BasicValueEnum<'_>) -> bool {
    constants(rhs).into_iter().any(|value| match op {
        InstructionOpcode::FMul | InstructionOpcode::FDiv => value.abs() == 1.0,
        InstructionOpcode::FAdd => is_negative_zero(value),
        InstructionOpcode::FSub => value == 0.0,
        _ => false,
    })
}

/// Whether LLVM may replace `lhs op x` by `x` or `-x`, in any lane.
fn left_is_identity(op: InstructionOpcode, lhs: BasicValueEnum<'_>) -> bool {
    constants(lhs).into_iter().any(|value| match op {
        InstructionOpcode::FMul => value.abs() == 1.0,
        InstructionOpcode::FAdd | InstructionOpcode::FSub => is_negative_zero(value),
        _ => false,
    })
}

/// The number that a constant is, or the numbers in a constant's lanes.
fn constants(value: BasicValueEnum<'_>) -> Vec<f64> {
    match value {
        BasicValueEnum::FloatValue(value) => {
            value.get_constant().map(|(value, _lost_information)| value).into_iter().collect()
        }
        BasicValueEnum::VectorValue(value) if value.is_null() => vec![0.0],
        BasicValueEnum::VectorValue(value) if value.is_constant_data_vector() => {
            (0..value.get_type().get_size()).flat_map(|lane| constants(value.get_element_as_constant(lane))).collect()
        }
        _ => Vec::new(),
    }
}

fn is_negative_zero(value: f64) -> bool {
    value == 0.0 && value.is_sign_negative()
}

/// Whether a value is the result of this instruction.
pub(super) fn is_made_by(value: FloatValue<'_>, op: InstructionOpcode) -> bool {
    value.as_instruction().is_some_and(|instruction| instruction.get_opcode() == op)
}
