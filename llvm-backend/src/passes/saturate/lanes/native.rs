//! Converts vectors of floats to signed numbers of 32 bits by x86's own instructions, of AVX.
//!
//! Sound, because of what these make of NaN and of all that is out of range: the least number, which is the result for what is too small.
//! - *Doubles.* What is above the greatest number is replaced by that number, which is a double. What lies between it and the next one
//!   is truncated to it anyway.
//! - *Floats.* The greatest number is none. So what is 2^31 and above gets its result afterwards.
//! - NaN gets its result afterwards.
//! - *Unsigned numbers*, where none is above 2^31: what is not above 0, which includes NaN, is replaced by that.

use super::super::FITTING;
use super::Sign;
use super::facts::Needs;
use inkwell::FloatPredicate;
use inkwell::builder::Builder;
use inkwell::module::Module;
use inkwell::types::VectorType;
use inkwell::values::{BasicValueEnum, FunctionValue, VectorValue};

/// x86's instruction for one vector.
pub struct Native {
    intrinsic: &'static str,
    /// How many lanes it takes.
    lanes: u32,
    are_doubles: bool,
    sign: Sign,
    needs: Needs,
}

impl Native {
    /// The instruction for what a function is to convert its parameter to, if there is one.
    pub fn of(function: FunctionValue<'_>, sign: Sign, needs: Needs) -> Option<Self> {
        let to = function.get_type().get_return_type()?.into_vector_type();
        let is_i32 = to.get_element_type().into_int_type().get_bit_width() == 32;
        let lane = function.get_nth_param(0)?.into_vector_value().get_type().get_element_type().into_float_type();
        let context = lane.get_context();
        let (intrinsic, lanes, are_doubles) = match to.get_size() {
            4.. if lane == context.f64_type() => ("llvm.x86.avx.cvtt.pd2dq.256", 4, true),
            4 if lane == context.f32_type() => ("llvm.x86.sse2.cvttps2dq", 4, false),
            8.. if lane == context.f32_type() => ("llvm.x86.avx.cvtt.ps2dq.256", 8, false),
            _ => return None,
        };
        let fits = is_i32 && (sign == Sign::Signed || !needs.greatest) && to.get_size().is_power_of_two();
        fits.then_some(Self { intrinsic, lanes, are_doubles, sign, needs })
    }

    /// The saturated numbers.
    pub fn convert<'ctx>(
        &self,
        module: &Module<'ctx>,
        builder: &Builder<'ctx>,
        value: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        let float =
            |number| splat(value, value.get_type().get_element_type().into_float_type().const_float(number).into());
        let int = |number: u32| splat(value, module.get_context().i32_type().const_int(number.into(), false).into());
        let compare = |predicate, a, b| builder.build_float_compare(predicate, a, b, "").expect(FITTING);
        let select = |condition, a: VectorValue<'ctx>, b: VectorValue<'ctx>| {
            builder.build_select(condition, a, b, "").expect(FITTING).into_vector_value()
        };
        let mut convertible = value;
        if self.sign == Sign::Unsigned {
            convertible = select(compare(FloatPredicate::OGT, value, float(0.0)), value, float(0.0));
        }
        if self.are_doubles && self.needs.greatest {
            let greatest = float(f64::from(i32::MAX));
            convertible = select(compare(FloatPredicate::OGT, value, greatest), greatest, value);
        }
        let mut converted = self.convert_parts(module, builder, convertible);
        if self.sign == Sign::Signed && self.needs.number {
            converted = select(compare(FloatPredicate::ORD, value, value), converted, int(0));
        }
        if !self.are_doubles && self.needs.greatest {
            let is_too_large = compare(FloatPredicate::OGE, value, float(2f64.powi(31)));
            converted = select(is_too_large, int(i32::MAX.cast_unsigned()), converted);
        }
        converted
    }

    /// What the instruction makes of a vector of as many lanes as it takes, or a multiple of these.
    fn convert_parts<'ctx>(
        &self,
        module: &Module<'ctx>,
        builder: &Builder<'ctx>,
        value: VectorValue<'ctx>,
    ) -> VectorValue<'ctx> {
        let count = value.get_type().get_size();
        let i32_type = module.get_context().i32_type();
        let shuffle = |a: VectorValue<'ctx>, b: VectorValue<'ctx>, lanes: std::ops::Range<u32>| {
            let lanes: Vec<_> = lanes.map(|lane| i32_type.const_int(lane.into(), false)).collect();
            builder.build_shuffle_vector(a, b, VectorType::const_vector(&lanes), "").expect(FITTING)
        };
        if count > self.lanes {
            let poison = value.get_type().get_poison();
            let halves = [0..count / 2, count / 2..count].map(|lanes| shuffle(value, poison, lanes));
            let [low, high] = halves.map(|half| self.convert_parts(module, builder, half));
            return shuffle(low, high, 0..count);
        }
        let instruction = module.get_function(self.intrinsic).unwrap_or_else(|| {
            let ty = i32_type.vec_type(self.lanes).fn_type(&[value.get_type().into()], false);
            module.add_function(self.intrinsic, ty, None)
        });
        let call = builder.build_call(instruction, &[value.into()], "").expect(FITTING);
        call.try_as_basic_value().basic().map(BasicValueEnum::into_vector_value).expect("it returns a value")
    }
}

/// A vector of one number, with as many lanes as `value` has.
fn splat<'ctx>(value: VectorValue<'ctx>, lane: BasicValueEnum<'ctx>) -> VectorValue<'ctx> {
    let lanes = value.get_type().get_size() as usize;
    match lane {
        BasicValueEnum::FloatValue(lane) => VectorType::const_vector(&vec![lane; lanes]),
        lane => VectorType::const_vector(&vec![lane.into_int_value(); lanes]),
    }
}
