//! Integer instructions (core specification, 4.3.2).

use super::Sign;
use crate::func::FuncTranslator;
use crate::ir::Scalar;
use inkwell::IntPredicate;
use inkwell::types::IntType;
use inkwell::values::{InstructionOpcode, IntValue};
use wasmc_abi::TrapCode;

macro_rules! int_operators {
    () => {
        operators! {
            visit_i32_eqz() => int_eqz();
            visit_i32_eq() => int_compare(IntPredicate::EQ);
            visit_i32_ne() => int_compare(IntPredicate::NE);
            visit_i32_lt_s() => int_compare(IntPredicate::SLT);
            visit_i32_lt_u() => int_compare(IntPredicate::ULT);
            visit_i32_gt_s() => int_compare(IntPredicate::SGT);
            visit_i32_gt_u() => int_compare(IntPredicate::UGT);
            visit_i32_le_s() => int_compare(IntPredicate::SLE);
            visit_i32_le_u() => int_compare(IntPredicate::ULE);
            visit_i32_ge_s() => int_compare(IntPredicate::SGE);
            visit_i32_ge_u() => int_compare(IntPredicate::UGE);
            visit_i64_eqz() => int_eqz();
            visit_i64_eq() => int_compare(IntPredicate::EQ);
            visit_i64_ne() => int_compare(IntPredicate::NE);
            visit_i64_lt_s() => int_compare(IntPredicate::SLT);
            visit_i64_lt_u() => int_compare(IntPredicate::ULT);
            visit_i64_gt_s() => int_compare(IntPredicate::SGT);
            visit_i64_gt_u() => int_compare(IntPredicate::UGT);
            visit_i64_le_s() => int_compare(IntPredicate::SLE);
            visit_i64_le_u() => int_compare(IntPredicate::ULE);
            visit_i64_ge_s() => int_compare(IntPredicate::SGE);
            visit_i64_ge_u() => int_compare(IntPredicate::UGE);
            visit_i32_clz() => int_count_zeros("llvm.ctlz");
            visit_i32_ctz() => int_count_zeros("llvm.cttz");
            visit_i32_popcnt() => int_popcnt();
            visit_i64_clz() => int_count_zeros("llvm.ctlz");
            visit_i64_ctz() => int_count_zeros("llvm.cttz");
            visit_i64_popcnt() => int_popcnt();
            visit_i32_add() => int_binary(InstructionOpcode::Add);
            visit_i32_sub() => int_binary(InstructionOpcode::Sub);
            visit_i32_mul() => int_binary(InstructionOpcode::Mul);
            visit_i32_and() => int_binary(InstructionOpcode::And);
            visit_i32_or() => int_binary(InstructionOpcode::Or);
            visit_i32_xor() => int_binary(InstructionOpcode::Xor);
            visit_i64_add() => int_binary(InstructionOpcode::Add);
            visit_i64_sub() => int_binary(InstructionOpcode::Sub);
            visit_i64_mul() => int_binary(InstructionOpcode::Mul);
            visit_i64_and() => int_binary(InstructionOpcode::And);
            visit_i64_or() => int_binary(InstructionOpcode::Or);
            visit_i64_xor() => int_binary(InstructionOpcode::Xor);
            visit_i32_div_s() => int_div(Sign::Signed);
            visit_i32_div_u() => int_div(Sign::Unsigned);
            visit_i64_div_s() => int_div(Sign::Signed);
            visit_i64_div_u() => int_div(Sign::Unsigned);
            visit_i32_rem_s() => int_rem(Sign::Signed);
            visit_i32_rem_u() => int_rem(Sign::Unsigned);
            visit_i64_rem_s() => int_rem(Sign::Signed);
            visit_i64_rem_u() => int_rem(Sign::Unsigned);
            visit_i32_shl() => int_shift(InstructionOpcode::Shl);
            visit_i32_shr_s() => int_shift(InstructionOpcode::AShr);
            visit_i32_shr_u() => int_shift(InstructionOpcode::LShr);
            visit_i64_shl() => int_shift(InstructionOpcode::Shl);
            visit_i64_shr_s() => int_shift(InstructionOpcode::AShr);
            visit_i64_shr_u() => int_shift(InstructionOpcode::LShr);
            visit_i32_rotl() => int_rotate("llvm.fshl");
            visit_i32_rotr() => int_rotate("llvm.fshr");
            visit_i64_rotl() => int_rotate("llvm.fshl");
            visit_i64_rotr() => int_rotate("llvm.fshr");
            visit_i32_extend8_s() => int_sign_extend_from(I8);
            visit_i32_extend16_s() => int_sign_extend_from(I16);
            visit_i64_extend8_s() => int_sign_extend_from(I8);
            visit_i64_extend16_s() => int_sign_extend_from(I16);
            visit_i64_extend32_s() => int_sign_extend_from(I32);
            visit_i64_add128() => int_binary_128(InstructionOpcode::Add);
            visit_i64_sub128() => int_binary_128(InstructionOpcode::Sub);
            visit_i64_mul_wide_s() => int_mul_wide(Sign::Signed);
            visit_i64_mul_wide_u() => int_mul_wide(Sign::Unsigned);
        }
    };
}
pub(crate) use int_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    fn pop_int_pair(&mut self) -> (IntValue<'ctx>, IntValue<'ctx>) {
        let rhs = self.pop_int();
        (self.pop_int(), rhs)
    }

    pub(in crate::func) fn int_eqz(&mut self) {
        let value = self.pop_int();
        let is_zero = self.b.icmp(IntPredicate::EQ, value, value.get_type().const_zero());
        self.push_bool(is_zero);
    }

    pub(in crate::func) fn int_compare(&mut self, predicate: IntPredicate) {
        let (lhs, rhs) = self.pop_int_pair();
        let holds = self.b.icmp(predicate, lhs, rhs);
        self.push_bool(holds);
    }

    pub(in crate::func) fn int_binary(&mut self, op: InstructionOpcode) {
        let (lhs, rhs) = self.pop_int_pair();
        let value = self.b.int_binary(op, lhs, rhs);
        self.push(value);
    }

    /// The second argument of `ctlz` and `cttz` says that zero is no special case: it has as many zeros as the type has bits.
    pub(in crate::func) fn int_count_zeros(&mut self, intrinsic: &'static str) {
        let value = self.pop_int();
        let zero_is_poison = self.b.ir.i1.const_zero();
        let count = self.b.intrinsic(intrinsic, &[value.get_type().into()], &[value.into(), zero_is_poison.into()]);
        self.push(count);
    }

    pub(in crate::func) fn int_popcnt(&mut self) {
        let value = self.pop_int();
        let count = self.b.intrinsic("llvm.ctpop", &[value.get_type().into()], &[value.into()]);
        self.push(count);
    }

    /// LLVM's division by zero, and of the smallest number by −1, is undefined: both trap before.
    pub(in crate::func) fn int_div(&mut self, sign: Sign) {
        let (lhs, rhs) = self.pop_int_pair();
        let ty = rhs.get_type();
        self.trap_if_zero(rhs);
        let quotient = match sign {
            Sign::Unsigned => self.b.int_binary(InstructionOpcode::UDiv, lhs, rhs),
            Sign::Signed => {
                let is_min = self.b.icmp(IntPredicate::EQ, lhs, smallest(ty));
                let is_minus_one = self.b.icmp(IntPredicate::EQ, rhs, ty.const_all_ones());
                let overflows = self.b.int_binary(InstructionOpcode::And, is_min, is_minus_one);
                self.trap_if(overflows, TrapCode::IntegerOverflow);
                self.b.int_binary(InstructionOpcode::SDiv, lhs, rhs)
            }
        };
        self.push(quotient);
    }

    /// The remainder by −1 is 0 for every number, and so is that by 1, which LLVM defines for the smallest one too.
    pub(in crate::func) fn int_rem(&mut self, sign: Sign) {
        let (lhs, rhs) = self.pop_int_pair();
        let ty = rhs.get_type();
        self.trap_if_zero(rhs);
        let remainder = match sign {
            Sign::Unsigned => self.b.int_binary(InstructionOpcode::URem, lhs, rhs),
            Sign::Signed => {
                let is_minus_one = self.b.icmp(IntPredicate::EQ, rhs, ty.const_all_ones());
                let divisor = self.b.select(is_minus_one, ty.const_int(1, false), rhs).into_int_value();
                self.b.int_binary(InstructionOpcode::SRem, lhs, divisor)
            }
        };
        self.push(remainder);
    }

    fn trap_if_zero(&mut self, divisor: IntValue<'ctx>) {
        let is_zero = self.b.icmp(IntPredicate::EQ, divisor, divisor.get_type().const_zero());
        self.trap_if(is_zero, TrapCode::IntegerDivideByZero);
    }

    /// Wasm takes the distance modulo the width; a larger one is poison in LLVM.
    pub(in crate::func) fn int_shift(&mut self, op: InstructionOpcode) {
        let (value, distance) = self.pop_int_pair();
        let ty = value.get_type();
        let mask = ty.const_int(u64::from(ty.get_bit_width()) - 1, false);
        let distance = self.b.int_binary(InstructionOpcode::And, distance, mask);
        let value = self.b.int_binary(op, value, distance);
        self.push(value);
    }

    /// A funnel shift of a value with itself; LLVM takes the distance modulo the width as Wasm does.
    pub(in crate::func) fn int_rotate(&mut self, intrinsic: &'static str) {
        let (value, distance) = self.pop_int_pair();
        let args = [value.into(), value.into(), distance.into()];
        let value = self.b.intrinsic(intrinsic, &[value.get_type().into()], &args);
        self.push(value);
    }

    pub(in crate::func) fn int_sign_extend_from(&mut self, narrow: Scalar) {
        let value = self.pop_int();
        let low = self.b.cast(InstructionOpcode::Trunc, value, self.b.ir.scalar(narrow));
        let value = self.b.cast(InstructionOpcode::SExt, low, value.get_type());
        self.push(value);
    }

    /// Pops a 128-bit number: its high half lies above its low half.
    fn pop_128(&mut self) -> IntValue<'ctx> {
        let high = self.pop_int();
        let low = self.pop_int();
        let [low, high] = [low, high].map(|half| self.b.resize_int(half, self.b.ir.i128));
        let high = self.b.int_binary(InstructionOpcode::Shl, high, self.b.ir.i128.const_int(64, false));
        self.b.int_binary(InstructionOpcode::Or, high, low)
    }

    fn push_128(&mut self, value: IntValue<'ctx>) {
        let high = self.b.int_binary(InstructionOpcode::LShr, value, self.b.ir.i128.const_int(64, false));
        for half in [value, high] {
            let half = self.b.resize_int(half, self.b.ir.i64);
            self.push(half);
        }
    }

    pub(in crate::func) fn int_binary_128(&mut self, op: InstructionOpcode) {
        let rhs = self.pop_128();
        let lhs = self.pop_128();
        let value = self.b.int_binary(op, lhs, rhs);
        self.push_128(value);
    }

    pub(in crate::func) fn int_mul_wide(&mut self, sign: Sign) {
        let (lhs, rhs) = self.pop_int_pair();
        let op = match sign {
            Sign::Signed => InstructionOpcode::SExt,
            Sign::Unsigned => InstructionOpcode::ZExt,
        };
        let [lhs, rhs] = [lhs, rhs].map(|value| self.b.cast(op, value, self.b.ir.i128).into_int_value());
        let value = self.b.int_binary(InstructionOpcode::Mul, lhs, rhs);
        self.push_128(value);
    }
}

fn smallest(ty: IntType<'_>) -> IntValue<'_> {
    ty.const_int(1 << (ty.get_bit_width() - 1), false)
}
