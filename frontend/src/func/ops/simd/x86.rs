//! What x86 has instructions for and LLVM makes of no general form.

use crate::func::FuncTranslator;
use crate::func::ops::float::Extreme;
use crate::ir::Lanes;
use inkwell::values::VectorValue;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
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

    /// The mask that selects every lane.
    fn all_lanes(&self) -> inkwell::values::IntValue<'ctx> {
        self.b.ir.i8.const_all_ones()
    }
}
