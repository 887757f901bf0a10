//! Converts scalars to integers with one test, where LLVM makes two or three. `lanes` converts vectors.
//!
//! A saturating conversion is what C's casts become in WebAssembly, and C's programs stay in range. x86 has no such
//! conversion: LLVM compares with both ends and with NaN, each time. But x86's own conversion tells by its result that something
//! was out of range, by making the least number of it. That one also comes from what is in range, so nothing is concluded from
//! it: the conversion is then made again, LLVM's way.
//!
//! This comes after LLVM's passes, for loops of saturating conversions can be vectorized, and branches would be in the way.

mod lanes;

use super::stand_in;
use inkwell::IntPredicate;
use inkwell::module::Module;
use inkwell::types::IntType;
use inkwell::values::{BasicMetadataValueEnum, BasicValueEnum, FunctionValue, IntValue};

const FITTING: &str = "the builder has a position and the operands have fitting types";

/// A saturating conversion, and x86's truncation by which it is tried first. The other ones are no longer than a test.
struct Conversion {
    intrinsic: &'static str,
    x86: &'static str,
    /// How many lanes the vectors have that x86's instruction takes a scalar from.
    lanes: u32,
    limit: Limit,
}

/// Which results of x86's truncation are known to be right.
#[derive(Clone, Copy)]
enum Limit {
    /// All but this one.
    Not(u64),
    /// Those up to this one, as unsigned numbers.
    UpTo(u64),
}

const CONVERSIONS: &[Conversion] = &[
    Conversion::new("llvm.fptosi.sat.i32.f32", "llvm.x86.sse.cvttss2si", 4, Limit::Not(1 << 31)),
    Conversion::new("llvm.fptosi.sat.i32.f64", "llvm.x86.sse2.cvttsd2si", 2, Limit::Not(1 << 31)),
    Conversion::new("llvm.fptosi.sat.i64.f32", "llvm.x86.sse.cvttss2si64", 4, Limit::Not(1 << 63)),
    Conversion::new("llvm.fptosi.sat.i64.f64", "llvm.x86.sse2.cvttsd2si64", 2, Limit::Not(1 << 63)),
    // Unsigned numbers by way of signed ones of 64 bits. From doubles to 32 bits, LLVM's way is as short.
    Conversion::new("llvm.fptoui.sat.i32.f32", "llvm.x86.sse.cvttss2si64", 4, Limit::UpTo((1 << 32) - 1)),
    Conversion::new("llvm.fptoui.sat.i64.f32", "llvm.x86.sse.cvttss2si64", 4, Limit::UpTo((1 << 63) - 1)),
    Conversion::new("llvm.fptoui.sat.i64.f64", "llvm.x86.sse2.cvttsd2si64", 2, Limit::UpTo((1 << 63) - 1)),
];

impl Conversion {
    const fn new(intrinsic: &'static str, x86: &'static str, lanes: u32, limit: Limit) -> Self {
        Self { intrinsic, x86, lanes, limit }
    }
}

/// Puts saturating conversions into functions of their own, which are then to be inlined. Returns whether there were any. Only for
/// x86.
pub fn expand(module: &Module<'_>, has_avx: bool) -> bool {
    let mut any = lanes::expand(module, has_avx);
    for conversion in CONVERSIONS {
        if let Some(intrinsic) = module.get_function(conversion.intrinsic) {
            expand_one(module, conversion, intrinsic);
            any = true;
        }
    }
    any
}

fn expand_one<'ctx>(module: &Module<'ctx>, conversion: &Conversion, intrinsic: FunctionValue<'ctx>) {
    let function = stand_in::replace(module, intrinsic);
    let context = module.get_context();
    let builder = context.create_builder();
    let [entry, slow, done] = ["entry", "slow", "done"].map(|name| context.append_basic_block(function, name));
    builder.position_at_end(entry);
    let value = function.get_nth_param(0).expect("it has the one parameter").into_float_value();
    let vector = value.get_type().vec_type(conversion.lanes).get_poison();
    let vector = builder.build_insert_element(vector, value, context.i32_type().const_zero(), "").expect(FITTING);
    let wide = if conversion.x86.ends_with("64") { context.i64_type() } else { context.i32_type() };
    let truncate = module
        .get_function(conversion.x86)
        .unwrap_or_else(|| module.add_function(conversion.x86, wide.fn_type(&[vector.get_type().into()], false), None));
    let call = |function: FunctionValue<'ctx>, arg: BasicMetadataValueEnum<'ctx>| -> IntValue<'ctx> {
        let call = builder.build_call(function, &[arg], "").expect(FITTING);
        call.try_as_basic_value().basic().map(BasicValueEnum::into_int_value).expect("it returns a value")
    };
    let quick = call(truncate, vector.into());
    let is_right = conversion.limit.holds(&builder, quick, wide);
    let branch = builder.build_conditional_branch(is_right, done, slow).expect(FITTING);
    let weights = [(1 << 20) - 1, 1].map(|weight| context.i32_type().const_int(weight, false).into());
    let weights = [&[context.metadata_string("branch_weights").into()], weights.as_slice()].concat();
    branch.set_metadata(context.metadata_node(&weights), context.get_kind_id("prof")).expect("it is a branch");
    let ty = function.get_type().get_return_type().expect("it returns a value").into_int_type();
    builder.position_at_end(slow);
    let exact = builder.build_int_cast_sign_flag(call(intrinsic, value.into()), wide, false, "").expect(FITTING);
    builder.build_unconditional_branch(done).expect(FITTING);
    builder.position_at_end(done);
    let both = builder.build_phi(wide, "").expect(FITTING);
    both.add_incoming(&[(&quick, entry), (&exact, slow)]);
    let result =
        builder.build_int_cast_sign_flag(both.as_basic_value().into_int_value(), ty, false, "").expect(FITTING);
    builder.build_return(Some(&result)).expect(FITTING);
}

impl Limit {
    fn holds<'ctx>(
        self,
        builder: &inkwell::builder::Builder<'ctx>,
        value: IntValue<'ctx>,
        ty: IntType<'ctx>,
    ) -> IntValue<'ctx> {
        let (predicate, limit) = match self {
            Self::Not(limit) => (IntPredicate::NE, limit),
            Self::UpTo(limit) => (IntPredicate::ULE, limit),
        };
        builder.build_int_compare(predicate, value, ty.const_int(limit, false), "").expect(FITTING)
    }
}
