//! Converts vectors of floats to integers with operations on vectors, where LLVM takes one lane after the other.
//!
//! The loop vectorizer makes such conversions of C's casts, and for x86 LLVM takes them apart again: a test for NaN and two bounds
//! for each lane. Here the bounds are applied to all lanes at once.
//!
//! Sound, because what is converted in the end is in range, and LLVM's plain conversion is exact there: NaN was replaced by 0, what is
//! below the least number by that number, and what is above the greatest by 0, for which the greatest is the result. The bounds are
//! powers of two, and so they are floats: the greatest number itself is not one where it has more digits than a float.
//!
//! To signed numbers of 32 bits, x86 converts vectors itself, and what LLVM's conversion leaves open is known: NaN and all that is out
//! of range become the least number. So only NaN and what is too large are to be seen to, and these only where they matter ([`facts`]).

mod facts;
mod native;

use super::FITTING;
use crate::passes::stand_in;
use crate::passes::value::{Value, functions};
use facts::Needs;
use inkwell::FloatPredicate;
use inkwell::builder::Builder;
use inkwell::module::Module;
use inkwell::types::VectorType;
use inkwell::values::{AsValueRef, FunctionValue, VectorValue};
use native::Native;

/// Puts saturating conversions of vectors into functions of their own, which are then to be inlined. Returns whether there were
/// any. Only for x86.
pub fn expand(module: &Module<'_>, has_avx: bool) -> bool {
    let conversions: Vec<_> = module.get_functions().filter_map(|each| Some((each, sign(each)?))).collect();
    for &(intrinsic, sign) in &conversions {
        if has_avx {
            expand_by_needs(module, intrinsic, sign);
        }
        expand_one(module, intrinsic, sign);
    }
    !conversions.is_empty()
}

#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Signed,
    Unsigned,
}

/// Of the results of a conversion of vectors, if a function is one.
fn sign(function: FunctionValue<'_>) -> Option<Sign> {
    let name = function.get_name().to_str().ok()?;
    let signs = [("llvm.fptosi.sat.v", Sign::Signed), ("llvm.fptoui.sat.v", Sign::Unsigned)];
    signs.into_iter().find(|(prefix, _)| name.starts_with(prefix)).map(|(_, sign)| sign)
}

/// Has calls for which there is an instruction call functions that see to as much as these calls need.
fn expand_by_needs<'ctx>(module: &Module<'ctx>, intrinsic: FunctionValue<'ctx>, sign: Sign) {
    let name = intrinsic.get_name().to_string_lossy();
    let Some(callee) = functions(module).find(|function| function.name() == name) else { return };
    for call in callee.value().users().collect::<Vec<_>>() {
        if sign == Sign::Unsigned {
            facts::drop_choices(call);
        }
        let needs = Needs::of(call);
        let Some(native) = Native::of(intrinsic, sign, needs) else { continue };
        let suffix = format!("{}{}", u8::from(needs.greatest), u8::from(needs.number));
        let function = stand_in::declare(module, intrinsic, &suffix);
        if function.count_basic_blocks() == 0 {
            define(module, function, |builder, value| native.convert(module, builder, value));
        }
        // SAFETY: it is a function of the module that the call is in.
        let function = unsafe { Value::from_raw(function.as_value_ref()) };
        call.set_operand(call.operand_count() - 1, function);
    }
}

fn expand_one<'ctx>(module: &Module<'ctx>, intrinsic: FunctionValue<'ctx>, sign: Sign) {
    let function = stand_in::replace(module, intrinsic);
    define(module, function, |builder, value| convert(builder, value, function, sign));
}

fn define<'ctx>(
    module: &Module<'ctx>,
    function: FunctionValue<'ctx>,
    convert: impl FnOnce(&Builder<'ctx>, VectorValue<'ctx>) -> VectorValue<'ctx>,
) {
    let builder = module.get_context().create_builder();
    builder.position_at_end(module.get_context().append_basic_block(function, "entry"));
    let value = function.get_nth_param(0).expect("it has the one parameter").into_vector_value();
    builder.build_return(Some(&convert(&builder, value))).expect(FITTING);
}

/// The saturated integers of `value`, as lanes of the type that `function` returns.
fn convert<'ctx>(
    builder: &Builder<'ctx>,
    value: VectorValue<'ctx>,
    function: FunctionValue<'ctx>,
    sign: Sign,
) -> VectorValue<'ctx> {
    let to = function.get_type().get_return_type().expect("it returns a value").into_vector_type();
    let integer = to.get_element_type().into_int_type();
    // Of the bits, one is the sign.
    let bits = integer.get_bit_width() - u32::from(sign == Sign::Signed);
    let (end, least) =
        (2f64.powi(bits.cast_signed()), if sign == Sign::Signed { -2f64.powi(bits.cast_signed()) } else { 0.0 });
    let greatest = VectorType::const_vector(&vec![integer.const_int(u64::MAX >> (64 - bits), false); lanes(to)]);
    let float = |number| {
        let lane = value.get_type().get_element_type().into_float_type().const_float(number);
        VectorType::const_vector(&vec![lane; lanes(to)])
    };
    let compare = |predicate, a, b| builder.build_float_compare(predicate, a, b, "").expect(FITTING);
    let select = |condition, a: VectorValue<'ctx>, b: VectorValue<'ctx>| {
        builder.build_select(condition, a, b, "").expect(FITTING).into_vector_value()
    };

    let number = match sign {
        Sign::Signed => select(compare(FloatPredicate::ORD, value, value), value, float(0.0)),
        // The comparison with the least number, 0, does that for NaN too.
        Sign::Unsigned => value,
    };
    let number = select(compare(FloatPredicate::OGT, number, float(least)), number, float(least));
    let is_too_large = compare(FloatPredicate::OGE, number, float(end));
    let convertible = select(is_too_large, float(0.0), number);
    let converted = match sign {
        Sign::Signed => builder.build_float_to_signed_int(convertible, to, ""),
        Sign::Unsigned => builder.build_float_to_unsigned_int(convertible, to, ""),
    };
    select(is_too_large, greatest, converted.expect(FITTING))
}

fn lanes(ty: VectorType<'_>) -> usize {
    ty.get_size() as usize
}
