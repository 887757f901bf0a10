//! What x86 has instructions for and LLVM makes of no general form, and conversions to integers by means of it.

use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::func::ops::float::Extreme;
use crate::ir::Lanes;
use inkwell::FloatPredicate;
use inkwell::values::{InstructionOpcode, VectorValue};

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// Calls an instruction by LLVM's name for it.
    pub(super) fn x86(&self, intrinsic: &'static str, args: &[VectorValue<'ctx>]) -> VectorValue<'ctx> {
        let args: Vec<_> = args.iter().map(|&arg| arg.into()).collect();
        self.b.intrinsic(intrinsic, &[], &args).into_vector_value()
    }

    /// The lesser or greater numbers by lanes; the lesser one of two zeros is the negative one. Needs AVX-512DQ.
    pub(super) fn x86_range(
        &self,
        which: Extreme,
        lanes: Lanes,
        lhs: VectorValue<'ctx>,
        rhs: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        /// Take the sign from the result of the comparison.
        const COMPARED_SIGN: u32 = 0b0100;
        let selector = match which {
            Extreme::Min => COMPARED_SIGN,
            Extreme::Max => COMPARED_SIGN | 1,
        };
        let intrinsic = match lanes {
            Lanes::F64x2 => "llvm.x86.avx512.mask.range.pd.128",
            _ => "llvm.x86.avx512.mask.range.ps.128",
        };
        let unselected = lhs.get_type().const_zero().into();
        let args = [lhs.into(), rhs.into(), self.u32(selector).into(), unselected, self.all_lanes().into()];
        self.b.intrinsic(intrinsic, &[], &args).into_vector_value()
    }

    /// Whether [`Self::x86_trunc`] can be used.
    pub(super) fn x86_has_trunc(&self, sign: Sign) -> bool {
        match sign {
            Sign::Signed => self.b.ir.cpu.sse2,
            Sign::Unsigned => self.b.ir.cpu.avx512vl,
        }
    }

    /// The CPU's conversion to integers of 32 bits: of NaN and of what does not fit it makes 0x80000000 if they are signed,
    /// 0xffffffff if not. Two doubles fill the low half; the other one is zero.
    pub(super) fn x86_trunc(&self, value: VectorValue<'ctx>, lanes: Lanes, sign: Sign) -> VectorValue<'ctx> {
        let intrinsic = match (lanes, sign) {
            (Lanes::F64x2, Sign::Signed) => return self.x86("llvm.x86.sse2.cvttpd2dq", &[value]),
            (_, Sign::Signed) => return self.x86("llvm.x86.sse2.cvttps2dq", &[value]),
            (Lanes::F64x2, Sign::Unsigned) => "llvm.x86.avx512.mask.cvttpd2udq.128",
            (_, Sign::Unsigned) => "llvm.x86.avx512.mask.cvttps2udq.128",
        };
        let unselected = self.b.ir.lanes(Lanes::I32x4).const_zero();
        let args = [value.into(), unselected.into(), self.all_lanes().into()];
        self.b.intrinsic(intrinsic, &[], &args).into_vector_value()
    }

    /// The mask that selects every lane.
    fn all_lanes(&self) -> inkwell::values::IntValue<'ctx> {
        self.b.ir.i8.const_all_ones()
    }

    /// The saturating conversion to integers of 32 bits, where the CPU's own one helps.
    pub(super) fn x86_trunc_sat(
        &self,
        value: VectorValue<'ctx>,
        lanes: Lanes,
        sign: Sign,
    ) -> Option<VectorValue<'ctx>> {
        let positive = || self.pseudo_min_max(Extreme::Max, value, value.get_type().const_zero()).into_vector_value();
        let cpu = self.b.ir.cpu;
        Some(match (lanes, sign) {
            (Lanes::F64x2, Sign::Signed) if cpu.sse2 => self.x86_doubles_to_signed(value),
            (_, Sign::Signed) if cpu.sse2 => self.x86_floats_to_signed(value),
            // What is too large becomes the greatest number by itself.
            (_, Sign::Unsigned) if cpu.avx512vl => self.x86_trunc(positive(), lanes, sign),
            (Lanes::F64x2, Sign::Unsigned) if cpu.sse41 => self.x86_doubles_to_unsigned(positive()),
            (_, Sign::Unsigned) if cpu.sse41 => self.x86_floats_to_unsigned(positive()),
            _ => return None,
        })
    }

    /// What is too small becomes the least number by itself; so does what is too large, and has its bits inverted then.
    fn x86_floats_to_signed(&self, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let converted = self.x86_trunc(value, Lanes::F32x4, Sign::Signed);
        let is_number = self.b.fcmp(FloatPredicate::ORD, value, value);
        let converted = self.b.select(is_number, converted, converted.get_type().const_zero()).into_vector_value();
        let too_large = self.b.fcmp(FloatPredicate::OGE, value, self.splat_float(Lanes::F32x4, 2f64.powi(31)));
        let too_large = self.cast_vector(InstructionOpcode::SExt, too_large, converted.get_type());
        self.vector_binary(InstructionOpcode::Xor, converted, too_large)
    }

    /// Doubles hold the greatest number as it is, so the minimum with it does; for NaN, the minimum is its second operand, 0.
    fn x86_doubles_to_signed(&self, value: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let is_number = self.b.fcmp(FloatPredicate::ORD, value, value);
        let greatest = self.splat_float(Lanes::F64x2, i32::MAX.into());
        let limit = self.b.select(is_number, greatest, value.get_type().const_zero()).into_vector_value();
        let value = self.pseudo_min_max(Extreme::Min, value, limit).into_vector_value();
        self.x86_trunc(value, Lanes::F64x2, Sign::Signed)
    }

    /// What is below 2^31 is converted as it is. Else that gives 2^31, and the rest is converted too: where it is too large,
    /// inverting its bits makes it 2^31 − 1. A negative rest does not count.
    fn x86_floats_to_unsigned(&self, positive: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let half = self.splat_float(Lanes::F32x4, 2f64.powi(31));
        let rest = self.vector_binary(InstructionOpcode::FSub, positive, half);
        let too_large = self.b.fcmp(FloatPredicate::OGE, rest, half);
        let [low, rest] = [positive, rest].map(|value| self.x86_trunc(value, Lanes::F32x4, Sign::Signed));
        let too_large = self.cast_vector(InstructionOpcode::SExt, too_large, rest.get_type());
        let rest = self.vector_binary(InstructionOpcode::Xor, rest, too_large);
        let rest = self.on_vectors("llvm.smax", &[rest, rest.get_type().const_zero()]);
        self.vector_binary(InstructionOpcode::Add, low, rest)
    }

    /// In a double between 2^52 and 2^53 the low bits of the mantissa are the number's own.
    fn x86_doubles_to_unsigned(&self, positive: VectorValue<'ctx>) -> VectorValue<'ctx> {
        let greatest = self.splat_float(Lanes::F64x2, u32::MAX.into());
        let value = self.pseudo_min_max(Extreme::Min, positive, greatest).into_vector_value();
        let value = self.on_vectors("llvm.trunc", &[value]);
        let value = self.vector_binary(InstructionOpcode::FAdd, value, self.splat_float(Lanes::F64x2, 2f64.powi(52)));
        let value = self.as_lanes(value, Lanes::I32x4);
        self.fill_with_zeros(self.lanes_of(value, 0, 2, 2))
    }
}
