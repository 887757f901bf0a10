//! Loads and stores of vectors and of their lanes.

use crate::func::FuncTranslator;
use crate::func::ops::Sign;
use crate::ir::{Lanes, Scalar};
use inkwell::values::InstructionOpcode;
use wasmparser::MemArg;

macro_rules! simd_memory_operators {
    () => {
        operators! {
            visit_v128_load(arg: MemArg) => load(arg, Scalar::V128);
            visit_v128_store(arg: MemArg) => store(arg, Scalar::V128);
            visit_v128_load8x8_s(arg: MemArg) => v128_load_extend(arg, I8x16, Sign::Signed);
            visit_v128_load8x8_u(arg: MemArg) => v128_load_extend(arg, I8x16, Sign::Unsigned);
            visit_v128_load16x4_s(arg: MemArg) => v128_load_extend(arg, I16x8, Sign::Signed);
            visit_v128_load16x4_u(arg: MemArg) => v128_load_extend(arg, I16x8, Sign::Unsigned);
            visit_v128_load32x2_s(arg: MemArg) => v128_load_extend(arg, I32x4, Sign::Signed);
            visit_v128_load32x2_u(arg: MemArg) => v128_load_extend(arg, I32x4, Sign::Unsigned);
            visit_v128_load8_splat(arg: MemArg) => v128_load_splat(arg, I8, I8x16);
            visit_v128_load16_splat(arg: MemArg) => v128_load_splat(arg, I16, I16x8);
            visit_v128_load32_splat(arg: MemArg) => v128_load_splat(arg, I32, I32x4);
            visit_v128_load64_splat(arg: MemArg) => v128_load_splat(arg, I64, I64x2);
            visit_v128_load32_zero(arg: MemArg) => v128_load_zero(arg, I32, I32x4);
            visit_v128_load64_zero(arg: MemArg) => v128_load_zero(arg, I64, I64x2);
            visit_v128_load8_lane(arg: MemArg, lane: u8) => v128_load_lane(arg, I8, I8x16, lane);
            visit_v128_load16_lane(arg: MemArg, lane: u8) => v128_load_lane(arg, I16, I16x8, lane);
            visit_v128_load32_lane(arg: MemArg, lane: u8) => v128_load_lane(arg, I32, I32x4, lane);
            visit_v128_load64_lane(arg: MemArg, lane: u8) => v128_load_lane(arg, I64, I64x2, lane);
            visit_v128_store8_lane(arg: MemArg, lane: u8) => v128_store_lane(arg, I8, I8x16, lane);
            visit_v128_store16_lane(arg: MemArg, lane: u8) => v128_store_lane(arg, I16, I16x8, lane);
            visit_v128_store32_lane(arg: MemArg, lane: u8) => v128_store_lane(arg, I32, I32x4, lane);
            visit_v128_store64_lane(arg: MemArg, lane: u8) => v128_store_lane(arg, I64, I64x2, lane);
        }
    };
}
pub(crate) use simd_memory_operators;

impl FuncTranslator<'_, '_, '_> {
    /// Loads half as many lanes as `lanes` has, each to be extended to twice its width.
    pub(in crate::func) fn v128_load_extend(&mut self, arg: MemArg, lanes: Lanes, sign: Sign) {
        self.load(arg, Scalar::I64);
        let bits = self.pop();
        let full = self.b.ir.lanes(lanes);
        let narrow = full.get_element_type().into_int_type().vec_type(full.get_size() / 2);
        let value = self.b.cast(InstructionOpcode::BitCast, bits, narrow).into_vector_value();
        let value = self.extend(value, sign);
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_load_splat(&mut self, arg: MemArg, lane: Scalar, lanes: Lanes) {
        self.load(arg, lane);
        let value = self.pop();
        let value = self.b.splat(value, self.b.ir.lanes(lanes));
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_load_zero(&mut self, arg: MemArg, lane: Scalar, lanes: Lanes) {
        self.load(arg, lane);
        let value = self.pop();
        let value = self.b.insert_lane(self.b.ir.lanes(lanes).const_zero(), value, self.u32(0));
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_load_lane(&mut self, arg: MemArg, scalar: Scalar, lanes: Lanes, lane: u8) {
        let vector = self.pop_lanes(lanes);
        self.load(arg, scalar);
        let value = self.pop();
        let value = self.b.insert_lane(vector, value, self.u32(lane.into()));
        self.push_lanes(value);
    }

    pub(in crate::func) fn v128_store_lane(&mut self, arg: MemArg, scalar: Scalar, lanes: Lanes, lane: u8) {
        let vector = self.pop_lanes(lanes);
        let value = self.b.extract_lane(vector, self.u32(lane.into()));
        self.push(value);
        self.store(arg, scalar);
    }
}
