//! Conversions (core specification, 4.3.4).

use super::Sign;
use super::float::is_made_by;
use crate::func::FuncTranslator;
use crate::ir::{Lanes, Scalar};
use inkwell::types::{FloatType, IntType};
use inkwell::values::{FloatValue, InstructionOpcode, IntValue};
use inkwell::{FloatPredicate, IntPredicate};
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

    /// Traps for NaN and for what `to` cannot hold.
    pub(in crate::func) fn trunc(&mut self, to: Scalar, sign: Sign) {
        let value = self.pop_float();
        let result = match (to, sign) {
            (Scalar::I64, Sign::Unsigned) => self.trunc_if_it_fits(value, to, sign),
            _ if !self.b.ir.cpu.sse2 => self.trunc_if_it_fits(value, to, sign),
            _ => self.trunc_and_look(value, to, sign),
        };
        self.push(result);
    }

    /// One test on the way that is taken, in front of LLVM's conversion, which is poison for what does not fit.
    fn trunc_if_it_fits(&mut self, value: FloatValue<'ctx>, to: Scalar, sign: Sign) -> IntValue<'ctx> {
        let to = self.b.ir.scalar(to).into_int_type();
        let fits = self.fits(value, to, sign);
        let fails = self.b.int_binary(InstructionOpcode::Xor, fits, fits.get_type().const_all_ones());
        let slow = self.b.block("trap");
        let next = self.b.block("next");
        self.b.branch_if_unlikely(fails, slow, next);
        self.b.position(slow);
        self.trap_of_trunc(value);
        self.b.position(next);
        let op = match sign {
            Sign::Signed => InstructionOpcode::FPToSI,
            Sign::Unsigned => InstructionOpcode::FPToUI,
        };
        self.b.cast(op, value, to).into_int_value()
    }

    /// x86's conversion makes the least number of what does not fit, so one comparison of the result finds all that may have
    /// to trap. An unsigned number of 32 bits is converted as a signed one of 64.
    fn trunc_and_look(&mut self, value: FloatValue<'ctx>, to: Scalar, sign: Sign) -> IntValue<'ctx> {
        let to = self.b.ir.scalar(to).into_int_type();
        let through = if sign == Sign::Unsigned { self.b.ir.i64 } else { to };
        let result = self.x86_trunc_scalar(value, through);
        let (predicate, limit) = match sign {
            Sign::Signed => (IntPredicate::EQ, 1 << (to.get_bit_width() - 1)),
            Sign::Unsigned => (IntPredicate::UGT, u64::from(u32::MAX)),
        };
        let is_suspicious = self.b.icmp(predicate, result, through.const_int(limit, false));
        let slow = self.b.block("trap");
        let next = self.b.block("next");
        self.b.branch_if_unlikely(is_suspicious, slow, next);
        self.b.position(slow);
        if sign == Sign::Signed {
            // The least number is also what it and the fractions below it are truncated to.
            let fails = self.b.block("trap");
            let fits = self.fits(value, to, sign);
            self.b.branch_if(fits, next, fails);
            self.b.position(fails);
        }
        self.trap_of_trunc(value);
        self.b.position(next);
        self.b.resize_int(result, to)
    }

    /// Whether the truncated value is one of `to`.
    fn fits(&self, value: FloatValue<'ctx>, to: IntType<'ctx>, sign: Sign) -> IntValue<'ctx> {
        let (low, high) = exclusive_bounds(value.get_type(), to, sign, self.b.ir.f32);
        let above = self.b.fcmp(FloatPredicate::OGT, value, low);
        let below = self.b.fcmp(FloatPredicate::OLT, value, high);
        self.b.int_binary(InstructionOpcode::And, above, below)
    }

    /// The trap of a conversion that fails.
    fn trap_of_trunc(&mut self, value: FloatValue<'ctx>) {
        let is_nan = self.b.fcmp(FloatPredicate::UNO, value, value);
        self.trap_if(is_nan, TrapCode::InvalidConversionToInteger);
        self.b.trap(TrapCode::IntegerOverflow);
    }

    /// x86's truncation of a scalar.
    fn x86_trunc_scalar(&self, value: FloatValue<'ctx>, to: IntType<'ctx>) -> IntValue<'ctx> {
        let ir = self.b.ir;
        let (lanes, intrinsic) = match (value.get_type() == ir.f32, to == ir.i32) {
            (true, true) => (Lanes::F32x4, "llvm.x86.sse.cvttss2si"),
            (true, false) => (Lanes::F32x4, "llvm.x86.sse.cvttss2si64"),
            (false, true) => (Lanes::F64x2, "llvm.x86.sse2.cvttsd2si"),
            (false, false) => (Lanes::F64x2, "llvm.x86.sse2.cvttsd2si64"),
        };
        let vector = self.b.insert_lane(ir.lanes(lanes).get_poison(), value.into(), ir.i32.const_zero());
        self.b.intrinsic(intrinsic, &[], &[vector.into()]).into_int_value()
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
