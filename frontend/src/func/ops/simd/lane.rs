//! Instructions that make vectors of scalars and scalars of vectors, and those that move lanes.

use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::ir::Lanes;
use inkwell::IntPredicate;
use inkwell::values::{BasicValueEnum, InstructionOpcode, VectorValue};

macro_rules! simd_lane_operators {
    () => {
        operators! {
            visit_v128_const(value: V128) => v128_const(value.i128().cast_unsigned());
            visit_i8x16_shuffle(lanes: [u8; 16]) => i8x16_shuffle(lanes);
            visit_i8x16_swizzle() => i8x16_swizzle();
            visit_i8x16_splat() => lanes_splat(I8x16);
            visit_i16x8_splat() => lanes_splat(I16x8);
            visit_i32x4_splat() => lanes_splat(I32x4);
            visit_i64x2_splat() => lanes_splat(I64x2);
            visit_f32x4_splat() => lanes_splat(F32x4);
            visit_f64x2_splat() => lanes_splat(F64x2);
            visit_i8x16_extract_lane_s(lane: u8) => extract_lane_extend(I8x16, lane, Sign::Signed);
            visit_i8x16_extract_lane_u(lane: u8) => extract_lane_extend(I8x16, lane, Sign::Unsigned);
            visit_i16x8_extract_lane_s(lane: u8) => extract_lane_extend(I16x8, lane, Sign::Signed);
            visit_i16x8_extract_lane_u(lane: u8) => extract_lane_extend(I16x8, lane, Sign::Unsigned);
            visit_i32x4_extract_lane(lane: u8) => extract_lane(I32x4, lane);
            visit_i64x2_extract_lane(lane: u8) => extract_lane(I64x2, lane);
            visit_f32x4_extract_lane(lane: u8) => extract_lane(F32x4, lane);
            visit_f64x2_extract_lane(lane: u8) => extract_lane(F64x2, lane);
            visit_i8x16_replace_lane(lane: u8) => replace_lane(I8x16, lane);
            visit_i16x8_replace_lane(lane: u8) => replace_lane(I16x8, lane);
            visit_i32x4_replace_lane(lane: u8) => replace_lane(I32x4, lane);
            visit_i64x2_replace_lane(lane: u8) => replace_lane(I64x2, lane);
            visit_f32x4_replace_lane(lane: u8) => replace_lane(F32x4, lane);
            visit_f64x2_replace_lane(lane: u8) => replace_lane(F64x2, lane);

            visit_i8x16_narrow_i16x8_s() => lanes_narrow(I16x8, Sign::Signed);
            visit_i8x16_narrow_i16x8_u() => lanes_narrow(I16x8, Sign::Unsigned);
            visit_i16x8_narrow_i32x4_s() => lanes_narrow(I32x4, Sign::Signed);
            visit_i16x8_narrow_i32x4_u() => lanes_narrow(I32x4, Sign::Unsigned);
            visit_i16x8_extend_low_i8x16_s() => lanes_extend(I8x16, Half::Low, Sign::Signed);
            visit_i16x8_extend_high_i8x16_s() => lanes_extend(I8x16, Half::High, Sign::Signed);
            visit_i16x8_extend_low_i8x16_u() => lanes_extend(I8x16, Half::Low, Sign::Unsigned);
            visit_i16x8_extend_high_i8x16_u() => lanes_extend(I8x16, Half::High, Sign::Unsigned);
            visit_i32x4_extend_low_i16x8_s() => lanes_extend(I16x8, Half::Low, Sign::Signed);
            visit_i32x4_extend_high_i16x8_s() => lanes_extend(I16x8, Half::High, Sign::Signed);
            visit_i32x4_extend_low_i16x8_u() => lanes_extend(I16x8, Half::Low, Sign::Unsigned);
            visit_i32x4_extend_high_i16x8_u() => lanes_extend(I16x8, Half::High, Sign::Unsigned);
            visit_i64x2_extend_low_i32x4_s() => lanes_extend(I32x4, Half::Low, Sign::Signed);
            visit_i64x2_extend_high_i32x4_s() => lanes_extend(I32x4, Half::High, Sign::Signed);
            visit_i64x2_extend_low_i32x4_u() => lanes_extend(I32x4, Half::Low, Sign::Unsigned);
            visit_i64x2_extend_high_i32x4_u() => lanes_extend(I32x4, Half::High, Sign::Unsigned);
        }
    };
}
pub(crate) use simd_lane_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn v128_const(&mut self, bits: u128) {
        let halves = [bits as u64, (bits >> 64) as u64].map(|half| self.b.ir.i64.const_int(half, false));
        self.push(inkwell::types::VectorType::const_vector(&halves));
    }

    pub(in crate::func) fn i8x16_shuffle(&mut self, lanes: [u8; 16]) {
        let (first, second) = self.pop_lanes_pair(Lanes::I8x16);
        let value = self.shuffle(first, second, &lanes.map(u32::from));
        self.push_lanes(value);
    }

    /// A position of 16 or more selects zero.
    pub(in crate::func) fn i8x16_swizzle(&mut self) {
        let (table, positions) = self.pop_lanes_pair(Lanes::I8x16);
        if self.b.ir.cpu.neon {
            let value = self.lookup(table, positions);
            return self.push_lanes(value);
        }
        // The CPU's lookup selects zero for positions with the highest bit set: 16 to 127 get it by adding 112.
        let beyond = self.splat_int(Lanes::I8x16, 0x70);
        let positions = self.on_vectors("llvm.uadd.sat", &[positions, beyond]);
        let value = self.lookup(table, positions);
        self.push_lanes(value);
    }

    /// The bytes of `table` at the low four bits of each position, or zero where its highest bit is set. Between, what the
    /// CPU gives.
    pub(super) fn lookup(&self, table: VectorValue<'ctx>, positions: VectorValue<'ctx>) -> VectorValue<'ctx> {
        if self.b.ir.cpu.ssse3 {
            return self.x86("llvm.x86.ssse3.pshuf.b.128", &[table, positions]);
        }
        if self.b.ir.cpu.neon {
            // It selects zero for whatever is no position.
            return self.on_vectors("llvm.aarch64.neon.tbl1", &[table, positions]);
        }
        let bytes = self.b.ir.i8;
        let low_bits = self.vector_binary(InstructionOpcode::And, positions, self.splat_int(Lanes::I8x16, 15));
        let mut looked_up = table.get_type().const_zero();
        for lane in (0..16).map(|lane| self.u32(lane)) {
            let position = self.b.extract_lane(low_bits, lane).into_int_value();
            let byte = self.b.extract_lane(table, self.b.resize_int(position, self.b.ir.i32));
            looked_up = self.b.insert_lane(looked_up, byte, lane);
        }
        let zero = self.b.splat(bytes.const_zero(), table.get_type());
        let selects = self.b.icmp(IntPredicate::SGE, positions, zero);
        self.b.select(selects, looked_up, zero).into_vector_value()
    }

    pub(in crate::func) fn lanes_splat(&mut self, lanes: Lanes) {
        let value = self.pop();
        let ty = self.b.ir.lanes(lanes);
        let value = self.b.splat(self.narrow_to_lane(value, lanes), ty);
        self.push_lanes(value);
    }

    pub(in crate::func) fn extract_lane(&mut self, lanes: Lanes, lane: u8) {
        let value = self.pop_lanes(lanes);
        let value = self.b.extract_lane(value, self.u32(lane.into()));
        self.push(value);
    }

    pub(in crate::func) fn extract_lane_extend(&mut self, lanes: Lanes, lane: u8, sign: Sign) {
        self.extract_lane(lanes, lane);
        let value = self.pop();
        let op = match sign {
            Sign::Signed => InstructionOpcode::SExt,
            Sign::Unsigned => InstructionOpcode::ZExt,
        };
        let value = self.b.cast(op, value, self.b.ir.i32);
        self.push(value);
    }

    pub(in crate::func) fn replace_lane(&mut self, lanes: Lanes, lane: u8) {
        let value = self.pop();
        let vector = self.pop_lanes(lanes);
        let value = self.b.insert_lane(vector, self.narrow_to_lane(value, lanes), self.u32(lane.into()));
        self.push_lanes(value);
    }

    /// Lanes of 8 and 16 bits come as an `i32` of which the low bits count.
    fn narrow_to_lane(&self, value: BasicValueEnum<'ctx>, lanes: Lanes) -> BasicValueEnum<'ctx> {
        match lanes {
            Lanes::I8x16 => self.b.cast(InstructionOpcode::Trunc, value, self.b.ir.i8),
            Lanes::I16x8 => self.b.cast(InstructionOpcode::Trunc, value, self.b.ir.i16),
            Lanes::I32x4 | Lanes::I64x2 | Lanes::F32x4 | Lanes::F64x2 => value,
        }
    }

    /// Both vectors' lanes in half their width: what is signed goes to the nearest number that `sign`'s type has.
    pub(in crate::func) fn lanes_narrow(&mut self, lanes: Lanes, sign: Sign) {
        let (low, high) = self.pop_lanes_pair(lanes);
        let value = match x86_pack(lanes, sign) {
            Some(pack) if self.b.ir.cpu.sse41 => self.x86(pack, &[low, high]),
            _ => self.clamp_and_truncate(low, high, lanes, sign),
        };
        self.push_lanes(value);
    }

    fn clamp_and_truncate(
        &self,
        low: VectorValue<'ctx>,
        high: VectorValue<'ctx>,
        lanes: Lanes,
        sign: Sign,
    ) -> VectorValue<'ctx> {
        let count = low.get_type().get_size();
        let positions: Vec<_> = (0..2 * count).collect();
        let wide = self.shuffle(low, high, &positions);
        let lane = wide.get_type().get_element_type().into_int_type();
        let narrow_bits = lane.get_bit_width() / 2;
        let (least, greatest): (i64, i64) = match sign {
            Sign::Signed => (-(1 << (narrow_bits - 1)), (1 << (narrow_bits - 1)) - 1),
            Sign::Unsigned => (0, (1 << narrow_bits) - 1),
        };
        let bound = |value: i64| self.b.splat(lane.const_int(value.cast_unsigned(), true), wide.get_type());
        let value = self.on_vectors("llvm.smax", &[wide, bound(least)]);
        let value = self.on_vectors("llvm.smin", &[value, bound(greatest)]);
        self.cast_vector(InstructionOpcode::Trunc, value, self.b.ir.lanes(lanes.narrowed()))
    }
}

/// The x86 instruction that narrows lanes of this kind, which LLVM does not make of the general form.
fn x86_pack(lanes: Lanes, sign: Sign) -> Option<&'static str> {
    match (lanes, sign) {
        (Lanes::I16x8, Sign::Signed) => Some("llvm.x86.sse2.packsswb.128"),
        (Lanes::I16x8, Sign::Unsigned) => Some("llvm.x86.sse2.packuswb.128"),
        (Lanes::I32x4, Sign::Signed) => Some("llvm.x86.sse2.packssdw.128"),
        (Lanes::I32x4, Sign::Unsigned) => Some("llvm.x86.sse41.packusdw"),
        _ => None,
    }
}
