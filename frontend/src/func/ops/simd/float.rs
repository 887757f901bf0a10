//! Floating-point arithmetic and comparisons on lanes: as in `ops/float.rs`, no fast-math and no contraction.

use crate::func::FuncTranslator;
use crate::func::ops::float::Extreme;
use crate::ir::Lanes;
use inkwell::FloatPredicate;
use inkwell::values::InstructionOpcode;

macro_rules! simd_float_operators {
    () => {
        operators! {
            visit_f32x4_eq() => lanes_fcompare(F32x4, FloatPredicate::OEQ);
            visit_f32x4_ne() => lanes_fcompare(F32x4, FloatPredicate::UNE);
            visit_f32x4_lt() => lanes_fcompare(F32x4, FloatPredicate::OLT);
            visit_f32x4_gt() => lanes_fcompare(F32x4, FloatPredicate::OGT);
            visit_f32x4_le() => lanes_fcompare(F32x4, FloatPredicate::OLE);
            visit_f32x4_ge() => lanes_fcompare(F32x4, FloatPredicate::OGE);
            visit_f64x2_eq() => lanes_fcompare(F64x2, FloatPredicate::OEQ);
            visit_f64x2_ne() => lanes_fcompare(F64x2, FloatPredicate::UNE);
            visit_f64x2_lt() => lanes_fcompare(F64x2, FloatPredicate::OLT);
            visit_f64x2_gt() => lanes_fcompare(F64x2, FloatPredicate::OGT);
            visit_f64x2_le() => lanes_fcompare(F64x2, FloatPredicate::OLE);
            visit_f64x2_ge() => lanes_fcompare(F64x2, FloatPredicate::OGE);
            visit_f32x4_ceil() => lanes_unary(F32x4, "llvm.ceil");
            visit_f32x4_floor() => lanes_unary(F32x4, "llvm.floor");
            visit_f32x4_trunc() => lanes_unary(F32x4, "llvm.trunc");
            visit_f32x4_nearest() => lanes_unary(F32x4, "llvm.roundeven");
            visit_f32x4_abs() => lanes_unary(F32x4, "llvm.fabs");
            visit_f32x4_neg() => lanes_fneg(F32x4);
            visit_f32x4_sqrt() => lanes_unary(F32x4, "llvm.sqrt");
            visit_f32x4_add() => lanes_float_binary(F32x4, InstructionOpcode::FAdd);
            visit_f32x4_sub() => lanes_float_binary(F32x4, InstructionOpcode::FSub);
            visit_f32x4_mul() => lanes_float_binary(F32x4, InstructionOpcode::FMul);
            visit_f32x4_div() => lanes_float_binary(F32x4, InstructionOpcode::FDiv);
            visit_f32x4_min() => lanes_min_max(F32x4, Extreme::Min);
            visit_f32x4_max() => lanes_min_max(F32x4, Extreme::Max);
            visit_f32x4_pmin() => lanes_pseudo_min_max(F32x4, Extreme::Min);
            visit_f32x4_pmax() => lanes_pseudo_min_max(F32x4, Extreme::Max);
            visit_f64x2_ceil() => lanes_unary(F64x2, "llvm.ceil");
            visit_f64x2_floor() => lanes_unary(F64x2, "llvm.floor");
            visit_f64x2_trunc() => lanes_unary(F64x2, "llvm.trunc");
            visit_f64x2_nearest() => lanes_unary(F64x2, "llvm.roundeven");
            visit_f64x2_abs() => lanes_unary(F64x2, "llvm.fabs");
            visit_f64x2_neg() => lanes_fneg(F64x2);
            visit_f64x2_sqrt() => lanes_unary(F64x2, "llvm.sqrt");
            visit_f64x2_add() => lanes_float_binary(F64x2, InstructionOpcode::FAdd);
            visit_f64x2_sub() => lanes_float_binary(F64x2, InstructionOpcode::FSub);
            visit_f64x2_mul() => lanes_float_binary(F64x2, InstructionOpcode::FMul);
            visit_f64x2_div() => lanes_float_binary(F64x2, InstructionOpcode::FDiv);
            visit_f64x2_min() => lanes_min_max(F64x2, Extreme::Min);
            visit_f64x2_max() => lanes_min_max(F64x2, Extreme::Max);
            visit_f64x2_pmin() => lanes_pseudo_min_max(F64x2, Extreme::Min);
            visit_f64x2_pmax() => lanes_pseudo_min_max(F64x2, Extreme::Max);
        }
    };
}
pub(crate) use simd_float_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn lanes_fcompare(&mut self, lanes: Lanes, predicate: FloatPredicate) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let mask = self.b.fcmp(predicate, lhs, rhs);
        self.push_mask(mask, lanes.as_int());
    }

    pub(in crate::func) fn lanes_float_binary(&mut self, lanes: Lanes, op: InstructionOpcode) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.float_arithmetic(op, lhs.into(), rhs.into());
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_fneg(&mut self, lanes: Lanes) {
        let value = self.pop_lanes(lanes);
        let value = self.b.negate(value);
        self.push_lanes(value);
    }

    pub(in crate::func) fn lanes_min_max(&mut self, lanes: Lanes, which: Extreme) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        if self.b.ir.cpu.neon {
            let value = self.neon_min_max(which, lhs, rhs);
            return self.push_lanes(value);
        }
        let value = self.min_max_with_constant(which, lhs, rhs).unwrap_or_else(|| {
            let value = match self.b.ir.cpu.avx512dq {
                true => self.x86_range(which, lanes, lhs, rhs).into(),
                false => self.min_max_of_numbers(which, lhs, rhs),
            };
            self.or_nan(lhs, rhs, value)
        });
        self.push_lanes(value);
    }

    /// `b < a ? b : a`, the CPU's own minimum; `>` makes it the maximum.
    pub(in crate::func) fn lanes_pseudo_min_max(&mut self, lanes: Lanes, which: Extreme) {
        let (lhs, rhs) = self.pop_lanes_pair(lanes);
        let value = self.pseudo_min_max(which, rhs, lhs);
        self.push_lanes(value);
    }
}
