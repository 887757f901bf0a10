//! Conversions between lanes of integers and of floats, and the relaxed instructions (core specification, 4.3.6): each of
//! these returns what the CPU's own instruction gives, always the same for the same operands.

use super::{Half, uncast};
use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::func::ops::float::Extreme;
use crate::ir::Lanes;
use inkwell::values::{InstructionOpcode, VectorValue};
use inkwell::{FloatPredicate, IntPredicate};

macro_rules! simd_convert_operators {
    () => {
        operators! {
            visit_i32x4_trunc_sat_f32x4_s() => lanes_trunc_sat(F32x4, Sign::Signed);
            visit_i32x4_trunc_sat_f32x4_u() => lanes_trunc_sat(F32x4, Sign::Unsigned);
            visit_i32x4_trunc_sat_f64x2_s_zero() => lanes_trunc_sat(F64x2, Sign::Signed);
            visit_i32x4_trunc_sat_f64x2_u_zero() => lanes_trunc_sat(F64x2, Sign::Unsigned);
            visit_f32x4_convert_i32x4_s() => lanes_convert(I32x4, F32x4, InstructionOpcode::SIToFP);
            visit_f32x4_convert_i32x4_u() => lanes_convert(I32x4, F32x4, InstructionOpcode::UIToFP);
            visit_f64x2_convert_low_i32x4_s() => lanes_convert_low(I32x4, InstructionOpcode::SIToFP);
            visit_f64x2_convert_low_i32x4_u() => lanes_convert_low(I32x4, InstructionOpcode::UIToFP);
            visit_f32x4_demote_f64x2_zero() => lanes_demote();
            visit_f64x2_promote_low_f32x4() => lanes_convert_low(F32x4, InstructionOpcode::FPExt);
        }
    };
}
pub(crate) use simd_convert_operators;

macro_rules! relaxed_simd_operators {
    () => {
        operators! {
            visit_i8x16_relaxed_swizzle() => relaxed_swizzle();
            visit_i32x4_relaxed_trunc_f32x4_s() => relaxed_trunc(F32x4, Sign::Signed);
            visit_i32x4_relaxed_trunc_f32x4_u() => relaxed_trunc(F32x4, Sign::Unsigned);
            visit_i32x4_relaxed_trunc_f64x2_s_zero() => relaxed_trunc(F64x2, Sign::Signed);
            visit_i32x4_relaxed_trunc_f64x2_u_zero() => relaxed_trunc(F64x2, Sign::Unsigned);
            visit_f32x4_relaxed_madd() => relaxed_madd(F32x4);
            visit_f32x4_relaxed_nmadd() => relaxed_nmadd(F32x4);
            visit_f64x2_relaxed_madd() => relaxed_madd(F64x2);
            visit_f64x2_relaxed_nmadd() => relaxed_nmadd(F64x2);
            visit_i8x16_relaxed_laneselect() => relaxed_laneselect(I8x16);
            visit_i16x8_relaxed_laneselect() => relaxed_laneselect(I8x16);
            visit_i32x4_relaxed_laneselect() => relaxed_laneselect(I32x4);
            visit_i64x2_relaxed_laneselect() => relaxed_laneselect(I64x2);
            visit_f32x4_relaxed_min() => relaxed_min_max(F32x4, Extreme::Min);
            visit_f32x4_relaxed_max() => relaxed_min_max(F32x4, Extreme::Max);
            visit_f64x2_relaxed_min() => relaxed_min_max(F64x2, Extreme::Min);
            visit_f64x2_relaxed_max() => relaxed_min_max(F64x2, Extreme::Max);
            visit_i16x8_relaxed_q15mulr_s() => relaxed_q15mulr();
            visit_i16x8_relaxed_dot_i8x16_i7x16_s() => relaxed_dot();
            visit_i32x4_relaxed_dot_i8x16_i7x16_add_s() => relaxed_dot_add();
        }
    };
}
pub(crate) use relaxed_simd_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// Lanes that the narrower vector does not fill are zero.
    pub(super) fn fill_with_zeros(&self, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let positions: Vec<_> = (0..value.get_type().get_size() * 2).collect();
        self.shuffle(value, value.get_type().const_zero(), &positions)
    }

    pub(in crate::func) fn lanes_trunc_sat(&mut self, lanes: Lanes, sign: Sign) {
        let value = self.pop_lanes(lanes);
        let value = match self.b.ir.cpu.neon {
            true => self.neon_trunc_sat(value, lanes, sign),
            false => {
                let converted = self.x86_trunc_sat(value, lanes, sign);
                converted.unwrap_or_else(|| self.clamp_and_convert(value, lanes, sign))
            }
        };
        self.push_lanes(value);
    }

    /// LLVM's saturating conversions work on one lane after the other on x86, so the bounds are applied here: NaN becomes 0,
    /// what is too small the least number, and what is too large is converted as 0 and replaced by the greatest.
    fn clamp_and_convert(&self, value: VectorValue<'ctx>, lanes: Lanes, sign: Sign) -> VectorValue<'ctx> {
        let to = self.b.ir.i32.vec_type(value.get_type().get_size());
        let (op, least, end, greatest) = match sign {
            Sign::Signed => (InstructionOpcode::FPToSI, -2f64.powi(31), 2f64.powi(31), i32::MAX.cast_unsigned()),
            Sign::Unsigned => (InstructionOpcode::FPToUI, 0.0, 2f64.powi(32), u32::MAX),
        };
        let zero = self.splat_float(lanes, 0.0);
        let number = match sign {
            Sign::Signed => {
                self.b.select(self.b.fcmp(FloatPredicate::ORD, value, value), value, zero).into_vector_value()
            }
            // The comparison with the least number, 0, does that for NaN too.
            Sign::Unsigned => value,
        };
        let number = self.pseudo_min_max(Extreme::Max, number, self.splat_float(lanes, least)).into_vector_value();
        let too_large = self.b.fcmp(FloatPredicate::OGE, number, self.splat_float(lanes, end));
        let convertible = self.b.select(too_large, zero, number).into_vector_value();
        let converted = self.cast_vector(op, convertible, to);
        let greatest = self.b.splat(self.u32(greatest), to);
        let value = self.b.select(too_large, greatest, converted).into_vector_value();
        if lanes == Lanes::F64x2 { self.fill_with_zeros(value) } else { value }
    }

    /// As the CPU converts, where it has an instruction for it.
    pub(in crate::func) fn relaxed_trunc(&mut self, lanes: Lanes, sign: Sign) {
        if !self.x86_has_trunc(sign) {
            return self.lanes_trunc_sat(lanes, sign);
        }
        let value = self.pop_lanes(lanes);
        let value = self.x86_trunc(value, lanes, sign);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_convert(&mut self, from: Lanes, to: Lanes, op: InstructionOpcode) {
        let value = self.pop_lanes(from);
        let value = self.cast_vector(op, value, self.b.ir.lanes(to));
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_convert_low(&mut self, from: Lanes, op: InstructionOpcode) {
        let value = self.pop_lanes(from);
        let low = self.half(value, Half::Low);
        let value = self.cast_vector(op, low, self.b.ir.lanes(Lanes::F64x2));
        self.push_lanes(value);
    }

    /// As `demote`. LLVM cannot make two floats quiet, only four.
    pub(in crate::func) fn lanes_demote(&mut self) {
        let value = self.pop_lanes(Lanes::F64x2);
        let narrow = self.cast_vector(InstructionOpcode::FPTrunc, value, self.b.ir.f32.vec_type(2));
        let narrow = self.fill_with_zeros(narrow).into();
        let is_promoted =
            uncast(value).as_instruction().is_some_and(|made| made.get_opcode() == InstructionOpcode::FPExt);
        let value = if is_promoted { self.quiet(narrow) } else { narrow };
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_swizzle(&mut self) {
        let (table, positions) = self.pop_lanes_pair(Lanes::I8x16);
        let value = self.lookup(table, positions);
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_madd(&mut self, lanes: Lanes) {
        let addend = self.pop_lanes(lanes);
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.multiply_add(lhs, rhs, addend);
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_nmadd(&mut self, lanes: Lanes) {
        let addend = self.pop_lanes(lanes);
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.multiply_add(self.b.negate(lhs), rhs, addend);
        self.push_lanes(value);
    }

    /// Fused where the CPU has it. Not LLVM's choice: it fuses constants on every CPU, and equal operands must give equal
    /// results.
    fn multiply_add(
        &self,
        lhs: VectorValue<'ctx>,
        rhs: VectorValue<'ctx>,
        addend: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        if self.b.ir.cpu.fma {
            return self.on_vectors("llvm.fma", &[lhs, rhs, addend]);
        }
        self.vector_binary(InstructionOpcode::FAdd, self.vector_binary(InstructionOpcode::FMul, lhs, rhs), addend)
    }

    pub(in crate::func) fn relaxed_min_max(&mut self, lanes: Lanes, which: Extreme) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.pseudo_min_max(which, lhs, rhs);
        self.push_lanes(value);
    }

    /// By each lane's highest bit where the CPU has that as an instruction and nothing better, else by all bits. It has none
    /// for lanes of 16 bits, which may be selected byte by byte.
    pub(in crate::func) fn relaxed_laneselect(&mut self, lanes: Lanes) {
        let cpu = self.b.ir.cpu;
        if !cpu.avx || cpu.avx512vl {
            return self.v128_bitselect();
        }
        let mask = self.pop_lanes(lanes);
        let (then, otherwise) = self.pop_lanes_pair(lanes);
        let highest_bits = self.b.icmp(IntPredicate::SLT, mask, mask.get_type().const_zero());
        let value = self.b.select(highest_bits, then, otherwise);
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_q15mulr(&mut self) {
        let value = self.pop_q15_product();
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_dot(&mut self) {
        let (lhs, rhs) = self.pop_lanes_pair(Lanes::I8x16);
        let value = self.byte_dot(lhs, rhs);
        self.push_lanes(value);
    }

    pub(in crate::func) fn relaxed_dot_add(&mut self) {
        let addend = self.pop_lanes(Lanes::I32x4);
        let (lhs, rhs) = self.pop_lanes_pair(Lanes::I8x16);
        let value = match self.b.ir.cpu.vnni {
            true => self.x86("llvm.x86.avx512.vpdpbusd.128", &[addend, rhs, lhs]),
            false => {
                let sums = self.neighbours_sum(self.byte_dot(lhs, rhs), Sign::Signed);
                self.vector_binary(InstructionOpcode::Add, sums, addend)
            }
        };
        self.push_lanes(value);
    }

    /// The sums of the products of neighbouring bytes. x86 takes those of `rhs` as unsigned: they have seven bits.
    fn byte_dot(&self, lhs: VectorValue<'ctx>, rhs: VectorValue<'ctx>) -> VectorValue<'ctx> {
        if self.b.ir.cpu.ssse3 {
            return self.x86("llvm.x86.ssse3.pmadd.ub.sw.128", &[rhs, lhs]);
        }
        let [lhs, rhs] = [lhs, rhs].map(|value| self.extend(value, Sign::Signed));
        self.pairwise_sum(self.vector_binary(InstructionOpcode::Mul, lhs, rhs))
    }
}
