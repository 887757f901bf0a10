//! The list of operators: the families' tables, and the proposals that are off. An operator that wasmparser knows and
//! that is in neither does not compile.

use super::FuncTranslator;
use super::ops::Sign;
use super::ops::atomic::atomic_operators;
use super::ops::call::call_operators;
use super::ops::control::control_operators;
use super::ops::convert::convert_operators;
use super::ops::exception::exception_operators;
use super::ops::float::{Extreme, float_operators};
use super::ops::gc::gc_operators;
use super::ops::int::int_operators;
use super::ops::memory::memory_operators;
use super::ops::reference::{Null, reference_operators};
use super::ops::simd::Half;
use super::ops::simd::convert::{relaxed_simd_operators, simd_convert_operators};
use super::ops::simd::float::simd_float_operators;
use super::ops::simd::int::simd_int_operators;
use super::ops::simd::lane::simd_lane_operators;
use super::ops::simd::memory::simd_memory_operators;
use super::ops::table::table_operators;
use super::ops::variable::variable_operators;
use super::ops::{frame_operators, operators};
use crate::ir::Lanes::{F32x4, F64x2, I8x16, I16x8, I32x4, I64x2};
use crate::ir::RmwOp;
use crate::ir::Scalar::{self, F32, F64, I8, I16, I32, I64};
use inkwell::values::InstructionOpcode;
use inkwell::{FloatPredicate, IntPredicate};
use wasmc_abi::{FuncIndex, GlobalIndex, Libcall, MemoryIndex, TableIndex, TagIndex, TypeIndex};
use wasmparser::{BlockType, BrTable, HeapType, Ieee32, Ieee64, MemArg, V128, VisitOperator, VisitSimdOperator};

/// Makes methods for the operators of the proposals that are off; those of the others are in the families' tables.
macro_rules! refuse_proposals_that_are_off {
    ($(@$proposal:ident $op:ident $({ $($arg:ident: $ty:ty),* })? => $visit:ident ($($arity:tt)*))*) => {
        $(refuse_proposals_that_are_off!(one @$proposal $visit ($($($arg: $ty),*)?));)*
    };
    (one @mvp $($rest:tt)*) => {};
    (one @sign_extension $($rest:tt)*) => {};
    (one @saturating_float_to_int $($rest:tt)*) => {};
    (one @bulk_memory $($rest:tt)*) => {};
    (one @reference_types $($rest:tt)*) => {};
    (one @wide_arithmetic $($rest:tt)*) => {};
    (one @tail_call $($rest:tt)*) => {};
    (one @threads $($rest:tt)*) => {};
    (one @function_references $($rest:tt)*) => {};
    (one @exceptions $($rest:tt)*) => {};
    (one @legacy_exceptions $($rest:tt)*) => {};
    (one @gc $($rest:tt)*) => {};
    (one @custom_descriptors $($rest:tt)*) => { refuse_proposals_that_are_off!(refuse "custom descriptors" $($rest)*); };
    (one @memory_control $($rest:tt)*) => { refuse_proposals_that_are_off!(refuse "memory control" $($rest)*); };
    (one @shared_everything_threads $($rest:tt)*) => {
        refuse_proposals_that_are_off!(refuse "shared-everything threads" $($rest)*);
    };
    (one @stack_switching $($rest:tt)*) => { refuse_proposals_that_are_off!(refuse "stack switching" $($rest)*); };
    (one @acquire_release_atomics $($rest:tt)*) => {
        refuse_proposals_that_are_off!(refuse "acquire-release atomics" $($rest)*);
    };
    (refuse $what:literal $visit:ident ($($arg:ident: $ty:ty),*)) => {
        fn $visit(&mut self $(, _: $ty)*) -> Self::Output {
            self.refused($what);
        }
    };
}

impl<'a> VisitOperator<'a> for FuncTranslator<'_, '_, '_> {
    type Output = ();

    control_operators!();
    exception_operators!();
    call_operators!();
    variable_operators!();
    int_operators!();
    float_operators!();
    convert_operators!();
    memory_operators!();
    atomic_operators!();
    table_operators!();
    reference_operators!();
    gc_operators!();
    wasmparser::for_each_visit_operator!(refuse_proposals_that_are_off);

    fn simd_visitor(&mut self) -> Option<&mut dyn VisitSimdOperator<'a, Output = ()>> {
        Some(self)
    }
}

impl VisitSimdOperator<'_> for FuncTranslator<'_, '_, '_> {
    simd_int_operators!();
    simd_float_operators!();
    simd_lane_operators!();
    simd_convert_operators!();
    simd_memory_operators!();
    relaxed_simd_operators!();
}
