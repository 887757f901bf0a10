//! Conversions (core specification, 4.3.4).

use super::Sign;
use super::float::is_made_by;
use crate::func::FuncTranslator;
use crate::ir::Scalar;
use inkwell::FloatPredicate;
use inkwell::types::{FloatType, IntType};
use inkwell::values::{FloatValue, InstructionOpcode};
use wasmc_abi::TrapCode;

macro_rules! convert_operators {
    () => {
        operators! {
            visit_i32_wrap_i64() => convert(InstructionOpcode::Trunc, I32);
            visit_i64_extend_i32_s() => convert(InstructionOpcode::SExt, I64);
            visit_i64_extend_i32_u() => convert(InstructionOpcode::ZExt, I64);
            visit_f32_convert_i32_s() => convert(InstructionOpcode::SIToFP, F32);
            visit_f32_convert_i32_u() => convert(InstructionOpcode::UIToFP, F32);
            visit_f32_convert_i64_s() => convert(InstructionOpcode::SIToFP, F32);
            visit_f32_convert_i64_u() => convert(InstructionOpcode::UIToFP, F32);
            visit_f64_convert_i32_s() => convert(InstructionOpcode::SIToFP, F64);
            visit_f64_convert_i32_u() => convert(InstructionOpcode::UIToFP, F64);
            visit_f64_convert_i64_s() => convert(InstructionOpcode::SIToFP, F64);
            visit_f64_convert_i64_u() => convert(InstructionOpcode::UIToFP, F64);
            visit_f32_demote_f64() => demote();
            visit_f64_promote_f32() => convert(InstructionOpcode::FPExt, F64);
            visit_i32_reinterpret_f32() => convert(InstructionOpcode::BitCast, I32);
            visit_i64_reinterpret_f64() => convert(InstructionOpcode::BitCast, I64);
            visit_f32_reinterpret_i32() => convert(InstructionOpcode::BitCast, F32);
            visit_f64_reinterpret_i64() => convert(InstructionOpcode::BitCast, F64);
            visit_i32_trunc_f32_s() => trunc(I32, Sign::Signed);
            visit_i32_trunc_f32_u() => trunc(I32, Sign::Unsigned);
            visit_i32_trunc_f64_s() => trunc(I32, Sign::Signed);
            visit_i32_trunc_f64_u() => trunc(I32, Sign::Unsigned);
            visit_i64_trunc_f32_s() => trunc(I64, Sign::Signed);
            visit_i64_trunc_f32_u() => trunc(I64, Sign::Unsigned);
            visit_i64_trunc_f64_s() => trunc(I64, Sign::Signed);
            visit_i64_trunc_f64_u() => trunc(I64, Sign::Unsigned);
            visit_i32_trunc_sat_f32_s() => trunc_sat(I32, Sign::Signed);
            visit_i32_trunc_sat_f32_u() => trunc_sat(I32, Sign::Unsigned);
            visit_i32_trunc_sat_f64_s() => trunc_sat(I32, Sign::Signed);
            visit_i32_trunc_sat_f64_u() => trunc_sat(I32, Sign::Unsigned);
            visit_i64_trunc_sat_f32_s() => trunc_sat(I64, Sign::Signed);
            visit_i64_trunc_sat_f32_u() => trunc_sat(I64, Sign::Unsigned);
            visit_i64_trunc_sat_f64_s() => trunc_sat(I64, Sign::Signed);
            visit_i64_trunc_sat_f64_u() => trunc_sat(I64, Sign::Unsigned);
        }
    };
}
pub(crate) use convert_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn convert(&mut self, op: InstructionOpcode, to: Scalar) {
        let value = self.pop();
        let value = self.b.cast(op, value, self.b.ir.scalar(to));
        self.push(value);
    }

    /// LLVM folds the demotion of a promoted value to that value, a signalling NaN included.
    pub(in crate::func) fn demote(&mut self) {
        let value = self.pop_float();
        let narrow = self.b.cast(InstructionOpcode::FPTrunc, value, self.b.ir.f32);
        let narrow = if is_made_by(value, InstructionOpcode::FPExt) { self.quiet(narrow) } else { narrow };
        self.push(narrow);
    }

    /// Traps for NaN and for what `to` cannot hold, where LLVM's conversion is poison. One test on the way that is taken.
    pub(in crate::func) fn trunc(&mut self, to: Scalar, sign: Sign) {
        let value = self.pop_float();
        let to = self.b.ir.scalar(to).into_int_type();
        let (low, high) = exclusive_bounds(value.get_type(), to, sign, self.b.ir.f32);
        let above = self.b.fcmp(FloatPredicate::OGT, value, low);
        let below = self.b.fcmp(FloatPredicate::OLT, value, high);
        let fits = self.b.int_binary(InstructionOpcode::And, above, below);
        let fails = self.b.int_binary(InstructionOpcode::Xor, fits, fits.get_type().const_all_ones());

        let slow = self.b.block("trap");
        let next = self.b.block("next");
        self.b.branch_if_unlikely(fails, slow, next);
        self.b.position(slow);
        let is_nan = self.b.fcmp(FloatPredicate::UNO, value, value);
        self.trap_if(is_nan, TrapCode::InvalidConversionToInteger);
        self.b.trap(TrapCode::IntegerOverflow);
        self.b.position(next);

        let op = match sign {
            Sign::Signed => InstructionOpcode::FPToSI,
            Sign::Unsigned => InstructionOpcode::FPToUI,
        };
        let result = self.b.cast(op, value, to);
        self.push(result);
    }

    pub(in crate::func) fn trunc_sat(&mut self, to: Scalar, sign: Sign) {
        let value = self.pop_float();
        let to = self.b.ir.scalar(to);
        let intrinsic = match sign {
            Sign::Signed => "llvm.fptosi.sat",
            Sign::Unsigned => "llvm.fptoui.sat",
        };
        let result = self.b.intrinsic(intrinsic, &[to, value.get_type().into()], &[value.into()]);
        self.push(result);
    }
}

/// The greatest `from` that is too small for `to`, and the least that is too large. Truncation is towards zero, so
/// anything above −1 fits an unsigned type, and where `from` has digits to spare, anything above the minimum less 1.
fn exclusive_bounds<'ctx>(
    from: FloatType<'ctx>,
    to: IntType<'ctx>,
    sign: Sign,
    f32: FloatType<'ctx>,
) -> (FloatValue<'ctx>, FloatValue<'ctx>) {
    let mantissa_digits = if from == f32 { f32::MANTISSA_DIGITS } else { f64::MANTISSA_DIGITS };
    let bits = to.get_bit_width();
    let power = |exponent: u32| 2f64.powi(exponent.cast_signed());
    let (low, high) = match sign {
        Sign::Unsigned => (-1.0, power(bits)),
        Sign::Signed if mantissa_digits >= bits => (-power(bits - 1) - 1.0, power(bits - 1)),
        // The next number below the minimum, which is a power of two: one unit in the last place of the next binade.
        Sign::Signed => (-power(bits - 1) - power(bits - mantissa_digits), power(bits - 1)),
    };
    (from.const_float(low), from.const_float(high))
}
