//! Integer arithmetic, comparisons and tests on lanes.

use super::{Half, uncast, vector_operand};
use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::ir::Lanes;
use inkwell::IntPredicate;
use inkwell::values::{InstructionOpcode, VectorValue};

macro_rules! simd_int_operators {
    () => {
        operators! {
            visit_v128_not() => v128_not();
            visit_v128_and() => lanes_binary(I64x2, InstructionOpcode::And);
            visit_v128_andnot() => v128_andnot();
            visit_v128_or() => lanes_binary(I64x2, InstructionOpcode::Or);
            visit_v128_xor() => lanes_binary(I64x2, InstructionOpcode::Xor);
            visit_v128_bitselect() => v128_bitselect();
            visit_v128_any_true() => v128_any_true();

            visit_i8x16_eq() => lanes_compare(I8x16, IntPredicate::EQ);
            visit_i8x16_ne() => lanes_compare(I8x16, IntPredicate::NE);
            visit_i8x16_lt_s() => lanes_compare(I8x16, IntPredicate::SLT);
            visit_i8x16_lt_u() => lanes_compare(I8x16, IntPredicate::ULT);
            visit_i8x16_gt_s() => lanes_compare(I8x16, IntPredicate::SGT);
            visit_i8x16_gt_u() => lanes_compare(I8x16, IntPredicate::UGT);
            visit_i8x16_le_s() => lanes_compare(I8x16, IntPredicate::SLE);
            visit_i8x16_le_u() => lanes_compare(I8x16, IntPredicate::ULE);
            visit_i8x16_ge_s() => lanes_compare(I8x16, IntPredicate::SGE);
            visit_i8x16_ge_u() => lanes_compare(I8x16, IntPredicate::UGE);
            visit_i16x8_eq() => lanes_compare(I16x8, IntPredicate::EQ);
            visit_i16x8_ne() => lanes_compare(I16x8, IntPredicate::NE);
            visit_i16x8_lt_s() => lanes_compare(I16x8, IntPredicate::SLT);
            visit_i16x8_lt_u() => lanes_compare(I16x8, IntPredicate::ULT);
            visit_i16x8_gt_s() => lanes_compare(I16x8, IntPredicate::SGT);
            visit_i16x8_gt_u() => lanes_compare(I16x8, IntPredicate::UGT);
            visit_i16x8_le_s() => lanes_compare(I16x8, IntPredicate::SLE);
            visit_i16x8_le_u() => lanes_compare(I16x8, IntPredicate::ULE);
            visit_i16x8_ge_s() => lanes_compare(I16x8, IntPredicate::SGE);
            visit_i16x8_ge_u() => lanes_compare(I16x8, IntPredicate::UGE);
            visit_i32x4_eq() => lanes_compare(I32x4, IntPredicate::EQ);
            visit_i32x4_ne() => lanes_compare(I32x4, IntPredicate::NE);
            visit_i32x4_lt_s() => lanes_compare(I32x4, IntPredicate::SLT);
            visit_i32x4_lt_u() => lanes_compare(I32x4, IntPredicate::ULT);
            visit_i32x4_gt_s() => lanes_compare(I32x4, IntPredicate::SGT);
            visit_i32x4_gt_u() => lanes_compare(I32x4, IntPredicate::UGT);
            visit_i32x4_le_s() => lanes_compare(I32x4, IntPredicate::SLE);
            visit_i32x4_le_u() => lanes_compare(I32x4, IntPredicate::ULE);
            visit_i32x4_ge_s() => lanes_compare(I32x4, IntPredicate::SGE);
            visit_i32x4_ge_u() => lanes_compare(I32x4, IntPredicate::UGE);
            visit_i64x2_eq() => lanes_compare(I64x2, IntPredicate::EQ);
            visit_i64x2_ne() => lanes_compare(I64x2, IntPredicate::NE);
            visit_i64x2_lt_s() => lanes_compare(I64x2, IntPredicate::SLT);
            visit_i64x2_gt_s() => lanes_compare(I64x2, IntPredicate::SGT);
            visit_i64x2_le_s() => lanes_compare(I64x2, IntPredicate::SLE);
            visit_i64x2_ge_s() => lanes_compare(I64x2, IntPredicate::SGE);

            visit_i8x16_abs() => lanes_abs(I8x16);
            visit_i16x8_abs() => lanes_abs(I16x8);
            visit_i32x4_abs() => lanes_abs(I32x4);
            visit_i64x2_abs() => lanes_abs(I64x2);
            visit_i8x16_neg() => lanes_int_neg(I8x16);
            visit_i16x8_neg() => lanes_int_neg(I16x8);
            visit_i32x4_neg() => lanes_int_neg(I32x4);
            visit_i64x2_neg() => lanes_int_neg(I64x2);
            visit_i8x16_popcnt() => lanes_unary(I8x16, "llvm.ctpop");
            visit_i8x16_all_true() => lanes_all_true(I8x16);
            visit_i16x8_all_true() => lanes_all_true(I16x8);
            visit_i32x4_all_true() => lanes_all_true(I32x4);
            visit_i64x2_all_true() => lanes_all_true(I64x2);
            visit_i8x16_bitmask() => lanes_bitmask(I8x16);
            visit_i16x8_bitmask() => lanes_bitmask(I16x8);
            visit_i32x4_bitmask() => lanes_bitmask(I32x4);
            visit_i64x2_bitmask() => lanes_bitmask(I64x2);

            visit_i8x16_shl() => lanes_shift(I8x16, InstructionOpcode::Shl);
            visit_i8x16_shr_s() => lanes_shift(I8x16, InstructionOpcode::AShr);
            visit_i8x16_shr_u() => lanes_shift(I8x16, InstructionOpcode::LShr);
            visit_i16x8_shl() => lanes_shift(I16x8, InstructionOpcode::Shl);
            visit_i16x8_shr_s() => lanes_shift(I16x8, InstructionOpcode::AShr);
            visit_i16x8_shr_u() => lanes_shift(I16x8, InstructionOpcode::LShr);
            visit_i32x4_shl() => lanes_shift(I32x4, InstructionOpcode::Shl);
            visit_i32x4_shr_s() => lanes_shift(I32x4, InstructionOpcode::AShr);
            visit_i32x4_shr_u() => lanes_shift(I32x4, InstructionOpcode::LShr);
            visit_i64x2_shl() => lanes_shift(I64x2, InstructionOpcode::Shl);
            visit_i64x2_shr_s() => lanes_shift(I64x2, InstructionOpcode::AShr);
            visit_i64x2_shr_u() => lanes_shift(I64x2, InstructionOpcode::LShr);

            visit_i8x16_add() => lanes_binary(I8x16, InstructionOpcode::Add);
            visit_i8x16_sub() => lanes_binary(I8x16, InstructionOpcode::Sub);
            visit_i16x8_add() => lanes_binary(I16x8, InstructionOpcode::Add);
            visit_i16x8_sub() => lanes_binary(I16x8, InstructionOpcode::Sub);
            visit_i16x8_mul() => lanes_binary(I16x8, InstructionOpcode::Mul);
            visit_i32x4_add() => lanes_binary(I32x4, InstructionOpcode::Add);
            visit_i32x4_sub() => lanes_binary(I32x4, InstructionOpcode::Sub);
            visit_i32x4_mul() => lanes_binary(I32x4, InstructionOpcode::Mul);
            visit_i64x2_add() => lanes_binary(I64x2, InstructionOpcode::Add);
            visit_i64x2_sub() => lanes_binary(I64x2, InstructionOpcode::Sub);
            visit_i64x2_mul() => lanes_binary(I64x2, InstructionOpcode::Mul);
            visit_i8x16_add_sat_s() => lanes_pair(I8x16, "llvm.sadd.sat");
            visit_i8x16_add_sat_u() => lanes_pair(I8x16, "llvm.uadd.sat");
            visit_i8x16_sub_sat_s() => lanes_pair(I8x16, "llvm.ssub.sat");
            visit_i8x16_sub_sat_u() => lanes_pair(I8x16, "llvm.usub.sat");
            visit_i16x8_add_sat_s() => lanes_pair(I16x8, "llvm.sadd.sat");
            visit_i16x8_add_sat_u() => lanes_pair(I16x8, "llvm.uadd.sat");
            visit_i16x8_sub_sat_s() => lanes_pair(I16x8, "llvm.ssub.sat");
            visit_i16x8_sub_sat_u() => lanes_pair(I16x8, "llvm.usub.sat");
            visit_i8x16_min_s() => lanes_pair(I8x16, "llvm.smin");
            visit_i8x16_min_u() => lanes_pair(I8x16, "llvm.umin");
            visit_i8x16_max_s() => lanes_pair(I8x16, "llvm.smax");
            visit_i8x16_max_u() => lanes_pair(I8x16, "llvm.umax");
            visit_i16x8_min_s() => lanes_pair(I16x8, "llvm.smin");
            visit_i16x8_min_u() => lanes_pair(I16x8, "llvm.umin");
            visit_i16x8_max_s() => lanes_pair(I16x8, "llvm.smax");
            visit_i16x8_max_u() => lanes_pair(I16x8, "llvm.umax");
            visit_i32x4_min_s() => lanes_pair(I32x4, "llvm.smin");
            visit_i32x4_min_u() => lanes_pair(I32x4, "llvm.umin");
            visit_i32x4_max_s() => lanes_pair(I32x4, "llvm.smax");
            visit_i32x4_max_u() => lanes_pair(I32x4, "llvm.umax");
            visit_i8x16_avgr_u() => lanes_average(I8x16);
            visit_i16x8_avgr_u() => lanes_average(I16x8);

            visit_i16x8_extmul_low_i8x16_s() => lanes_extmul(I8x16, Half::Low, Sign::Signed);
            visit_i16x8_extmul_high_i8x16_s() => lanes_extmul(I8x16, Half::High, Sign::Signed);
            visit_i16x8_extmul_low_i8x16_u() => lanes_extmul(I8x16, Half::Low, Sign::Unsigned);
            visit_i16x8_extmul_high_i8x16_u() => lanes_extmul(I8x16, Half::High, Sign::Unsigned);
            visit_i32x4_extmul_low_i16x8_s() => lanes_extmul(I16x8, Half::Low, Sign::Signed);
            visit_i32x4_extmul_high_i16x8_s() => lanes_extmul(I16x8, Half::High, Sign::Signed);
            visit_i32x4_extmul_low_i16x8_u() => lanes_extmul(I16x8, Half::Low, Sign::Unsigned);
            visit_i32x4_extmul_high_i16x8_u() => lanes_extmul(I16x8, Half::High, Sign::Unsigned);
            visit_i64x2_extmul_low_i32x4_s() => lanes_extmul(I32x4, Half::Low, Sign::Signed);
            visit_i64x2_extmul_high_i32x4_s() => lanes_extmul(I32x4, Half::High, Sign::Signed);
            visit_i64x2_extmul_low_i32x4_u() => lanes_extmul(I32x4, Half::Low, Sign::Unsigned);
            visit_i64x2_extmul_high_i32x4_u() => lanes_extmul(I32x4, Half::High, Sign::Unsigned);
            visit_i16x8_extadd_pairwise_i8x16_s() => lanes_extadd_pairwise(I8x16, Sign::Signed);
            visit_i16x8_extadd_pairwise_i8x16_u() => lanes_extadd_pairwise(I8x16, Sign::Unsigned);
            visit_i32x4_extadd_pairwise_i16x8_s() => lanes_extadd_pairwise(I16x8, Sign::Signed);
            visit_i32x4_extadd_pairwise_i16x8_u() => lanes_extadd_pairwise(I16x8, Sign::Unsigned);
            visit_i32x4_dot_i16x8_s() => lanes_dot();
            visit_i16x8_q15mulr_sat_s() => lanes_q15mulr_sat();
        }
    };
}
pub(crate) use simd_int_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn lanes_binary(&mut self, lanes: Lanes, op: InstructionOpcode) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.vector_binary(op, lhs, rhs);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_unary(&mut self, lanes: Lanes, intrinsic: &'static str) {
        let value = self.pop_lanes(lanes);
        let value = self.on_vectors(intrinsic, &[value]);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_pair(&mut self, lanes: Lanes, intrinsic: &'static str) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.on_vectors(intrinsic, &[lhs, rhs]);
        self.push_lanes(value);
    }

    fn invert(&self, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        self.b.invert(value)
    }

    pub(in crate::func) fn v128_not(&mut self) {
        let value = self.pop_lanes(Lanes::I64x2);
        let value = self.invert(value);
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_andnot(&mut self) {
        let (lhs, rhs) = self.pop_lanes_pair(Lanes::I64x2);
        let value = self.vector_binary(InstructionOpcode::And, lhs, self.invert(rhs));
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_bitselect(&mut self) {
        let mask = self.pop_lanes(Lanes::I64x2);
        let (then, otherwise) = self.pop_lanes_pair(Lanes::I64x2);
        let then = self.vector_binary(InstructionOpcode::And, then, mask);
        let otherwise = self.vector_binary(InstructionOpcode::And, otherwise, self.invert(mask));
        let value = self.vector_binary(InstructionOpcode::Or, then, otherwise);
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_any_true(&mut self) {
        let value = self.pop_lanes(Lanes::I64x2);
        let bits = self.bits(value, 128);
        let any = self.b.icmp(IntPredicate::NE, bits, bits.get_type().const_zero());
        self.push_bool(any);
    }

    pub(in crate::func) fn lanes_compare(&mut self, lanes: Lanes, predicate: IntPredicate) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let mask = self.b.icmp(predicate, lhs, rhs);
        self.push_mask(mask, lanes);
    }

    /// The absolute value of the smallest number is itself: the intrinsic's second argument says that it is no poison.
    pub(in crate::func) fn lanes_abs(&mut self, lanes: Lanes) {
        let value = self.pop_lanes(lanes);
        let min_is_poison = self.b.ir.i1.const_zero();
        let value = self.b.intrinsic("llvm.abs", &[value.get_type().into()], &[value.into(), min_is_poison.into()]);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_int_neg(&mut self, lanes: Lanes) {
        let value = self.pop_lanes(lanes);
        let value = self.vector_binary(InstructionOpcode::Sub, value.get_type().const_zero(), value);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_all_true(&mut self, lanes: Lanes) {
        let value = self.pop_lanes(lanes);
        let mask = self.b.icmp(IntPredicate::NE, value, value.get_type().const_zero());
        let all = self.b.intrinsic("llvm.vector.reduce.and", &[mask.get_type().into()], &[mask.into()]);
        self.push_bool(all.into_int_value());
    }

    pub(in crate::func) fn lanes_bitmask(&mut self, lanes: Lanes) {
        let value = self.pop_lanes(lanes);
        let mask = self.b.icmp(IntPredicate::SLT, value, value.get_type().const_zero());
        let bits = self.bits(mask, mask.get_type().get_size());
        let bits = self.b.cast(InstructionOpcode::ZExt, bits, self.b.ir.i32);
        self.push(bits);
    }

    /// Wasm takes the distance modulo the lane's width; a larger one is poison in LLVM.
    pub(in crate::func) fn lanes_shift(&mut self, lanes: Lanes, op: InstructionOpcode) {
        let distance = self.pop_int();
        let value = self.pop_lanes(lanes);
        let lane = value.get_type().get_element_type().into_int_type();
        let mask = self.u32(lane.get_bit_width() - 1);
        let distance = self.b.int_binary(InstructionOpcode::And, distance, mask);
        let distance = self.b.resize_int(distance, lane);
        let distances = self.b.splat(distance, value.get_type());
        let value = self.vector_binary(op, value, distances);
        self.push_lanes(value);
    }

    /// `(a + b + 1) / 2` in exact arithmetic.
    pub(in crate::func) fn lanes_average(&mut self, lanes: Lanes) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = match (self.b.ir.cpu.sse2, lanes) {
            // LLVM finds these instructions in sums of twice the width, but not if the result is stored or averaged again.
            (true, Lanes::I8x16) => self.x86("llvm.x86.sse2.pavg.b", &[lhs, rhs]),
            (true, _) => self.x86("llvm.x86.sse2.pavg.w", &[lhs, rhs]),
            (false, _) => self.average_in_twice_the_width(lhs, rhs),
        };
        self.push_lanes(value);
    }

    fn average_in_twice_the_width(&self, lhs: VectorValue<'ctx>, rhs: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let [left, right] = [lhs, rhs].map(|value| self.extend(value, Sign::Unsigned));
        let wide = left.get_type();
        let one = self.b.splat(wide.get_element_type().into_int_type().const_int(1, false), wide);
        let sum = self.vector_binary(InstructionOpcode::Add, left, right);
        let sum = self.vector_binary(InstructionOpcode::Add, sum, one);
        let half = self.vector_binary(InstructionOpcode::LShr, sum, one);
        self.cast_vector(InstructionOpcode::Trunc, half, lhs.get_type())
    }

    /// The lanes in twice their width.
    pub(super) fn extend(&self, value: VectorValue<'ctx>, sign: Sign) -> VectorValue<'ctx> {
        let op = match sign {
            Sign::Signed => InstructionOpcode::SExt,
            Sign::Unsigned => InstructionOpcode::ZExt,
        };
        self.cast_vector(op, value, self.b.ir.widened(value.get_type()))
    }

    pub(in crate::func) fn lanes_extend(&mut self, lanes: Lanes, half: Half, sign: Sign) {
        let value = self.pop_lanes(lanes);
        let value = self.extend(self.half(value, half), sign);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_extmul(&mut self, lanes: Lanes, half: Half, sign: Sign) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = match lanes {
            Lanes::I16x8 if !self.b.ir.cpu.neon => self.interleave_products(lhs, rhs, half, sign),
            _ => {
                let [lhs, rhs] = [lhs, rhs].map(|value| self.extend(self.half(value, half), sign));
                self.vector_binary(InstructionOpcode::Mul, lhs, rhs)
            }
        };
        self.push_lanes(value);
    }

    /// The products of one half of the lanes, made of all products' low and high halves. x86 has an instruction for each of
    /// these, and the products of the other half need the same ones.
    fn interleave_products(
        &self,
        lhs: VectorValue<'ctx>,
        rhs: VectorValue<'ctx>,
        half: Half,
        sign: Sign,
    ) -> VectorValue<'ctx> {
        let low = self.vector_binary(InstructionOpcode::Mul, lhs, rhs);
        let [wide_lhs, wide_rhs] = [lhs, rhs].map(|value| self.extend(value, sign));
        let high = self.vector_binary(InstructionOpcode::Mul, wide_lhs, wide_rhs);
        let high = self.shift_by_half_a_lane(InstructionOpcode::LShr, high);
        let high = self.cast_vector(InstructionOpcode::Trunc, high, lhs.get_type());
        let count = lhs.get_type().get_size();
        let start = match half {
            Half::Low => 0,
            Half::High => count / 2,
        };
        let positions: Vec<_> = (start..start + count / 2).flat_map(|lane| [lane, count + lane]).collect();
        self.shuffle(low, high, &positions)
    }

    fn shift_by_half_a_lane(&self, op: InstructionOpcode, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let lane = value.get_type().get_element_type().into_int_type();
        let distance = lane.const_int((lane.get_bit_width() / 2).into(), false);
        self.vector_binary(op, value, self.b.splat(distance, value.get_type()))
    }

    /// The sums of neighbouring lanes of a vector with an even number of them.
    pub(super) fn pairwise_sum(&self, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let count = value.get_type().get_size() / 2;
        let even = self.lanes_of(value, 0, 2, count);
        let odd = self.lanes_of(value, 1, 2, count);
        self.vector_binary(InstructionOpcode::Add, even, odd)
    }

    pub(in crate::func) fn lanes_extadd_pairwise(&mut self, lanes: Lanes, sign: Sign) {
        let value = self.pop_lanes(lanes);
        let value = self.neighbours_sum(value, sign);
        self.push_lanes(value);
    }

    /// The sums of neighbouring lanes, in twice their width: by x86's instructions for sums of products, with factors of 1.
    /// What is itself such a sum has no sign.
    pub(super) fn neighbours_sum(&self, value: VectorValue<'ctx>, sign: Sign) -> VectorValue<'ctx> {
        let cpu = self.b.ir.cpu;
        let ones = |lanes| self.splat_int(lanes, 1);
        match (value.get_type().get_size(), sign) {
            (16, Sign::Signed) if cpu.ssse3 => self.x86("llvm.x86.ssse3.pmadd.ub.sw.128", &[ones(Lanes::I8x16), value]),
            (16, Sign::Unsigned) if cpu.ssse3 => {
                self.x86("llvm.x86.ssse3.pmadd.ub.sw.128", &[value, ones(Lanes::I8x16)])
            }
            (8, _) if cpu.sse2 && (sign == Sign::Signed || are_byte_sums(value, ones(Lanes::I8x16))) => {
                self.x86("llvm.x86.sse2.pmadd.wd", &[value, ones(Lanes::I16x8)])
            }
            _ if cpu.neon => self.neon_neighbours_sum(value, sign),
            _ => self.halves_sum(value, sign),
        }
    }

    /// The same with each two lanes taken as the halves of one.
    fn halves_sum(&self, value: VectorValue<'ctx>, sign: Sign) -> VectorValue<'ctx> {
        let lane = self.b.ir.widened(value.get_type()).get_element_type().into_int_type();
        let pairs = self.cast_vector(InstructionOpcode::BitCast, value, lane.vec_type(value.get_type().get_size() / 2));
        let op = match sign {
            Sign::Signed => InstructionOpcode::AShr,
            Sign::Unsigned => InstructionOpcode::LShr,
        };
        let even = self.shift_by_half_a_lane(op, self.shift_by_half_a_lane(InstructionOpcode::Shl, pairs));
        let odd = self.shift_by_half_a_lane(op, pairs);
        self.vector_binary(InstructionOpcode::Add, even, odd)
    }

    pub(in crate::func) fn lanes_dot(&mut self) {
        let (lhs, rhs) = self.pop_lanes_pair(Lanes::I16x8);
        let value = match self.b.ir.cpu.sse2 {
            // LLVM finds the instruction in products of what it knows nothing of, but not in those with constants.
            true => self.x86("llvm.x86.sse2.pmadd.wd", &[lhs, rhs]),
            false => {
                let [lhs, rhs] = [lhs, rhs].map(|value| self.extend(value, Sign::Signed));
                self.pairwise_sum(self.vector_binary(InstructionOpcode::Mul, lhs, rhs))
            }
        };
        self.push_lanes(value);
    }

    /// Only −1 · −1 does not fit: it comes out as −1, the one way to get that number.
    pub(in crate::func) fn lanes_q15mulr_sat(&mut self) {
        let value = self.pop_q15_product();
        if self.b.ir.cpu.neon {
            // AArch64's saturates.
            return self.push_lanes(value);
        }
        let minus_one = self.splat_int(Lanes::I16x8, 0x8000);
        let overflowed = self.b.icmp(IntPredicate::EQ, value, minus_one);
        let overflowed = self.cast_vector(InstructionOpcode::SExt, overflowed, value.get_type());
        let value = self.vector_binary(InstructionOpcode::Xor, value, overflowed);
        self.push_lanes(value);
    }

    /// The rounded product of two vectors of 15-bit fractions.
    pub(in crate::func) fn pop_q15_product(&mut self) -> VectorValue<'ctx> {
        let (lhs, rhs) = self.pop_lanes_pair(Lanes::I16x8);
        if self.b.ir.cpu.ssse3 {
            return self.x86("llvm.x86.ssse3.pmul.hr.sw.128", &[lhs, rhs]);
        }
        if self.b.ir.cpu.neon {
            return self.on_vectors("llvm.aarch64.neon.sqrdmulh", &[lhs, rhs]);
        }
        let [lhs, rhs] = [lhs, rhs].map(|value| self.extend(value, Sign::Signed));
        let wide = lhs.get_type();
        let splat = |value| self.b.splat(self.u32(value), wide);
        let product = self.vector_binary(InstructionOpcode::Mul, lhs, rhs);
        let product = self.vector_binary(InstructionOpcode::LShr, product, splat(14));
        let rounded = self.vector_binary(InstructionOpcode::Add, product, splat(1));
        let value = self.vector_binary(InstructionOpcode::LShr, rounded, splat(1));
        self.cast_vector(InstructionOpcode::Trunc, value, self.b.ir.lanes(Lanes::I16x8))
    }
}

/// Whether the lanes are x86's sums of two unsigned bytes each: no other call makes half as many lanes of a vector and ones.
fn are_byte_sums(value: VectorValue<'_>, ones: VectorValue<'_>) -> bool {
    let call = uncast(value).as_instruction().filter(|made| made.get_opcode() == InstructionOpcode::Call);
    call.and_then(|call| vector_operand(call, 1)) == Some(ones)
}
