//! Vector instructions (core specification, 4.3.5 and 4.4.3) on LLVM's vector types.
//!
//! A `v128` is an LLVM `<2 x i64>` on the operand stack; each instruction sees it as the lanes that it works on. Bit casts
//! between vector types cost nothing.

use crate::func::FuncTranslator;
use crate::ir::Lanes;
use inkwell::types::VectorType;
use inkwell::values::{BasicValueEnum, InstructionOpcode, InstructionValue, IntValue, Operand, VectorValue};

pub(in crate::func) mod convert;
pub(in crate::func) mod float;
pub(in crate::func) mod int;
pub(in crate::func) mod lane;
pub(in crate::func) mod memory;
mod neon;
mod x86;

/// One half of a vector's lanes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::func) enum Half {
    /// Lanes 0 to n/2 − 1.
    Low,
    /// Lanes n/2 to n − 1.
    High,
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    /// Pops a `v128` as these lanes.
    fn pop_lanes(&mut self, lanes: Lanes) -> VectorValue<'ctx> {
        let value = self.pop().into_vector_value();
        self.as_lanes(value, lanes)
    }

    fn pop_lanes_pair(&mut self, lanes: Lanes) -> (VectorValue<'ctx>, VectorValue<'ctx>) {
        let rhs = self.pop_lanes(lanes);
        (self.pop_lanes(lanes), rhs)
    }

    /// Pushes a vector of any lanes that make up 128 bits.
    fn push_lanes(&mut self, value: impl Into<BasicValueEnum<'ctx>>) {
        let value = self.as_lanes(value.into().into_vector_value(), Lanes::I64x2);
        self.push(value);
    }

    fn as_lanes(&self, value: VectorValue<'ctx>, lanes: Lanes) -> VectorValue<'ctx> {
        match constant_bits(value) {
            Some(bits) => self.constant(bits, lanes),
            None => self.cast_vector(InstructionOpcode::BitCast, value, self.b.ir.lanes(lanes)),
        }
    }

    /// These bits as lanes. LLVM's builder would leave a cast of the constant, which does not show the lanes.
    fn constant(&self, bits: u128, lanes: Lanes) -> VectorValue<'ctx> {
        let ints = self.b.ir.lanes(lanes.as_int());
        let lane = ints.get_element_type().into_int_type();
        let width = lane.get_bit_width();
        let number = |position| (bits >> (position * width)) as u64 & (u64::MAX >> (u64::BITS - width));
        let numbers: Vec<_> = (0..ints.get_size()).map(|position| lane.const_int(number(position), false)).collect();
        let value = VectorType::const_vector(&numbers);
        self.cast_vector(InstructionOpcode::BitCast, value, self.b.ir.lanes(lanes))
    }

    fn cast_vector(&self, op: InstructionOpcode, value: VectorValue<'ctx>, to: VectorType<'ctx>) -> VectorValue<'ctx> {
        self.b.cast(op, value, to).into_vector_value()
    }

    /// A vector with the same number in each of its lanes.
    fn splat_int(&self, lanes: Lanes, value: u64) -> VectorValue<'ctx> {
        let ty = self.b.ir.lanes(lanes);
        let lane = ty.get_element_type().into_int_type().const_int(value, false);
        VectorType::const_vector(&vec![lane; ty.get_size() as usize])
    }

    fn splat_float(&self, lanes: Lanes, value: f64) -> VectorValue<'ctx> {
        let ty = self.b.ir.lanes(lanes);
        let lane = ty.get_element_type().into_float_type().const_float(value);
        VectorType::const_vector(&vec![lane; ty.get_size() as usize])
    }

    /// The lanes of `first` and then `second` at these positions.
    fn shuffle(&self, first: VectorValue<'ctx>, second: VectorValue<'ctx>, positions: &[u32]) -> VectorValue<'ctx> {
        let positions: Vec<_> = positions.iter().map(|&position| self.u32(position)).collect();
        self.b.shuffle(first, second, VectorType::const_vector(&positions))
    }

    /// Every `step`th lane from `start`, `count` of them.
    fn lanes_of(&self, value: VectorValue<'ctx>, start: u32, step: usize, count: u32) -> VectorValue<'ctx> {
        let positions: Vec<_> = (start..).step_by(step).take(count as usize).collect();
        self.shuffle(value, value, &positions)
    }

    fn half(&self, value: VectorValue<'ctx>, half: Half) -> VectorValue<'ctx> {
        let count = value.get_type().get_size() / 2;
        let start = match half {
            Half::Low => 0,
            Half::High => count,
        };
        self.lanes_of(value, start, 1, count)
    }

    /// Calls an intrinsic that takes vectors of one type and returns one of it.
    fn on_vectors(&self, intrinsic: &'static str, args: &[VectorValue<'ctx>]) -> VectorValue<'ctx> {
        let overload = args[0].get_type().into();
        let args: Vec<_> = args.iter().map(|&arg| arg.into()).collect();
        self.b.intrinsic(intrinsic, &[overload], &args).into_vector_value()
    }

    fn vector_binary(
        &self,
        op: InstructionOpcode,
        lhs: VectorValue<'ctx>,
        rhs: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        self.b.binary(op, lhs, rhs).into_vector_value()
    }

    /// Pushes the vector that has all bits of a lane set where `mask`, a vector of `i1`, holds.
    fn push_mask(&mut self, mask: VectorValue<'ctx>, lanes: Lanes) {
        let value = self.cast_vector(InstructionOpcode::SExt, mask, self.b.ir.lanes(lanes));
        self.push_lanes(value);
    }

    /// The bits of a vector as one integer.
    fn bits(&self, value: VectorValue<'ctx>, width: u32) -> IntValue<'ctx> {
        let ty = self
            .b
            .ir
            .context
            .custom_width_int_type(width.try_into().expect("not zero"))
            .expect("LLVM has integers of this width");
        self.b.cast(InstructionOpcode::BitCast, value, ty).into_int_value()
    }
}

/// The bits of a constant `v128`.
fn constant_bits(value: VectorValue<'_>) -> Option<u128> {
    if !value.is_constant_data_vector() || value.get_type().get_size() != 2 {
        return None;
    }
    let half = |lane| match value.get_element_as_constant(lane) {
        BasicValueEnum::IntValue(half) => half.get_zero_extended_constant(),
        _ => None,
    };
    Some(u128::from(half(0)?) | u128::from(half(1)?) << 64)
}

/// The vector that casts have made this one of.
fn uncast(mut value: VectorValue<'_>) -> VectorValue<'_> {
    while let Some(cast) = value.as_instruction().filter(|made| made.get_opcode() == InstructionOpcode::BitCast) {
        let Some(source) = vector_operand(cast, 0) else { break };
        value = source;
    }
    value
}

fn vector_operand(instruction: InstructionValue<'_>, index: u32) -> Option<VectorValue<'_>> {
    match instruction.get_operand(index) {
        Some(Operand::Value(BasicValueEnum::VectorValue(value))) => Some(value),
        _ => None,
    }
}
