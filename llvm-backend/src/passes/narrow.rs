//! Minima and maxima of vectors in lanes that are as wide as what they are of.
//!
//! WebAssembly compares bytes as numbers of 32 bits, and so do the vectors that LLVM makes of such code: four times as many as there
//! need be. LLVM moves `max(zext a, zext b)` to `zext(max(a, b))` only if nobody else uses the extended numbers, but where
//! numbers are sorted, as for a median, each is compared more than once. This does it behind LLVM's passes, to vectors
//! alone: numbers that stay scalars are chosen between by instructions of 32 bits anyway.
//!
//! Sound, because both extensions keep the order of numbers: `zext` that of unsigned ones, and its results are not negative, so that
//! they have the same order as signed ones; `sext` that of signed ones, and that of unsigned ones too, since the negative ones
//! stay the upper half. A constant takes part if extending its lower bits gives it back.

use super::build::Builder;
use super::dominators::reverse_postorder;
use super::value::{Instruction, Shape, Value, functions};
use inkwell::module::Module;
use llvm_sys::LLVMOpcode;

/// The intrinsics, and which of them compares what `zext` gives as narrow numbers.
const EXTREMES: [(&str, &str); 4] =
    [("llvm.umin", "llvm.umin"), ("llvm.umax", "llvm.umax"), ("llvm.smin", "llvm.umin"), ("llvm.smax", "llvm.umax")];

/// Narrows the minima and maxima of a module.
pub fn narrow(module: &Module<'_>) {
    let builder = Builder::new(module);
    let of_vectors = |name: &str| EXTREMES.into_iter().find(|(known, _)| is_of_vectors(name, known));
    let extremes: Vec<_> = functions(module).filter_map(|each| Some((each, of_vectors(&each.name())?))).collect();
    let find = |each: &Instruction<'_>| {
        let callee = each.is_call().then(|| each.callee()).flatten()?;
        extremes.iter().find(|(extreme, _)| *extreme == callee).map(|&(_, names)| names)
    };
    for function in functions(module).filter(|function| !extremes.is_empty() && function.is_defined()) {
        let calls = reverse_postorder(function).into_iter().flat_map(|block| block.instructions());
        let calls: Vec<_> = calls.filter_map(|each| Some((each, find(&each)?))).collect();
        for (call, (wide, unsigned)) in calls {
            if let Some(extended) = Extended::of_both(call, &builder) {
                extended.rewrite(call, if extended.by == LLVMOpcode::LLVMZExt { unsigned } else { wide }, &builder);
            }
        }
    }
}

fn is_of_vectors(name: &str, intrinsic: &str) -> bool {
    name.strip_prefix(intrinsic).is_some_and(|ty| ty.starts_with(".v"))
}

/// Two vectors that an instruction compares extended.
struct Extended<'m> {
    narrow: [Value<'m>; 2],
    by: LLVMOpcode,
}

impl<'m> Extended<'m> {
    fn of_both(call: Instruction<'m>, builder: &Builder<'m>) -> Option<Self> {
        let [a, b] = [call.operand(0), call.operand(1)];
        let extension = extension(a).or_else(|| extension(b))?;
        let narrow = |value: Value<'m>| match extension_of(value, extension) {
            Some(narrow) => Some(narrow),
            None => narrow_constant(value, extension, builder.before(call)),
        };
        Some(Self { narrow: [narrow(a)?, narrow(b)?], by: extension.opcode() })
    }

    fn rewrite(&self, call: Instruction<'m>, intrinsic: &str, builder: &Builder<'m>) {
        let [a, b] = self.narrow;
        let narrow = builder.before(call).intrinsic(intrinsic, a, b);
        let is_narrow_again = |user: &Instruction<'m>| {
            user.opcode() == LLVMOpcode::LLVMTrunc && lane_bytes(user.value()) == lane_bytes(narrow)
        };
        for user in call.value().users().filter(is_narrow_again).collect::<Vec<_>>() {
            user.value().replace_with(narrow);
            user.erase();
        }
        if call.value().is_used() {
            call.value().replace_with(builder.cast(self.by, narrow, call.value()));
        }
        call.erase();
    }
}

/// The instruction that extends a vector's lanes from bytes or shorts.
fn extension(value: Value<'_>) -> Option<Instruction<'_>> {
    let is_extension = |opcode| matches!(opcode, LLVMOpcode::LLVMZExt | LLVMOpcode::LLVMSExt);
    let extension = value.instruction().filter(|each| is_extension(each.opcode()))?;
    matches!(lane_bytes(extension.operand(0))?, 1 | 2).then_some(extension)
}

/// What a value is extended from, if in the same way as another one.
fn extension_of<'m>(value: Value<'m>, other: Instruction<'m>) -> Option<Value<'m>> {
    let same = extension(value).filter(|each| each.opcode() == other.opcode())?;
    let narrow = same.operand(0);
    (lane_bytes(narrow) == lane_bytes(other.operand(0))).then_some(narrow)
}

/// A constant without the bits that extending it gives back.
fn narrow_constant<'m>(value: Value<'m>, extension: Instruction<'m>, builder: &Builder<'m>) -> Option<Value<'m>> {
    if !value.is_constant() {
        return None;
    }
    // These are constants as well, and equal constants are one.
    let narrow = builder.cast(LLVMOpcode::LLVMTrunc, value, extension.operand(0));
    (narrow.is_constant() && builder.cast(extension.opcode(), narrow, value) == value).then_some(narrow)
}

fn lane_bytes(value: Value<'_>) -> Option<u32> {
    match value.shape()? {
        Shape::Vector { lane_bytes, .. } => Some(lane_bytes),
        Shape::Scalar { .. } => None,
    }
}
