//! What AArch64 has instructions for and LLVM makes of no general form.

use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::func::ops::float::Extreme;
use crate::ir::Lanes;
use inkwell::values::{InstructionOpcode, VectorValue};

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// The lesser or greater numbers by lanes, or quiet NaNs. LLVM's own minimum may hand on one that is not quiet.
    pub(super) fn neon_min_max(
        &self,
        which: Extreme,
        lhs: VectorValue<'ctx>,
        rhs: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        self.on_vectors(
            match which {
                Extreme::Min => "llvm.aarch64.neon.fmin",
                Extreme::Max => "llvm.aarch64.neon.fmax",
            },
            &[lhs, rhs],
        )
    }

    /// The sums of neighbouring lanes, in twice their width.
    pub(super) fn neon_neighbours_sum(&self, value: VectorValue<'ctx>, sign: Sign) -> VectorValue<'ctx> {
        let intrinsic = match sign {
            Sign::Signed => "llvm.aarch64.neon.saddlp",
            Sign::Unsigned => "llvm.aarch64.neon.uaddlp",
        };
        let lane = self.b.ir.widened(value.get_type()).get_element_type().into_int_type();
        let sums = lane.vec_type(value.get_type().get_size() / 2);
        self.b.intrinsic(intrinsic, &[sums.into(), value.get_type().into()], &[value.into()]).into_vector_value()
    }

    /// The saturating conversion to integers of 32 bits. Doubles become such of 64 bits first, two at once.
    pub(super) fn neon_trunc_sat(&self, value: VectorValue<'ctx>, lanes: Lanes, sign: Sign) -> VectorValue<'ctx> {
        let ir = self.b.ir;
        let convert = |intrinsic, to: Lanes| {
            let types = [ir.lanes(to).into(), value.get_type().into()];
            self.b.intrinsic(intrinsic, &types, &[value.into()]).into_vector_value()
        };
        let intrinsic = match sign {
            Sign::Signed => "llvm.fptosi.sat",
            Sign::Unsigned => "llvm.fptoui.sat",
        };
        if lanes != Lanes::F64x2 {
            return convert(intrinsic, Lanes::I32x4);
        }
        let wide = convert(intrinsic, Lanes::I64x2);
        let bound = |value: i64| self.b.splat(ir.i64.const_int(value.cast_unsigned(), true), wide.get_type());
        let fitting = match sign {
            Sign::Signed => {
                let value = self.on_vectors("llvm.smax", &[wide, bound(i32::MIN.into())]);
                self.on_vectors("llvm.smin", &[value, bound(i32::MAX.into())])
            }
            Sign::Unsigned => self.on_vectors("llvm.umin", &[wide, bound(u32::MAX.into())]),
        };
        let narrow = self.cast_vector(InstructionOpcode::Trunc, fitting, ir.i32.vec_type(2));
        self.fill_with_zeros(narrow)
    }
}
