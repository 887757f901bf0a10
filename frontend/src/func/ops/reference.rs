//! Reference instructions (core specification 3.0, 4.4.2), and the branches that look at references (4.4.8).
//!
//! A reference is a pointer: to a function's [`FuncRef`], to an exception, or what the runtime makes of a value of the host.
//! Types of references exist at compile time only, but for those of functions, which a `FuncRef` carries.

use crate::convert;
use crate::func::FuncTranslator;
use inkwell::IntPredicate;
use inkwell::values::{IntValue, PointerValue};
use std::mem::offset_of;
use wasmc_abi::instance::FuncRef;
use wasmc_abi::{FuncIndex, HeapType, Libcall, TrapCode, TypeIndex};

macro_rules! reference_operators {
    () => {
        operators! {
            visit_ref_null(ty: HeapType) => ref_null(ty);
            visit_ref_func(func: u32) => ref_func(FuncIndex(func));
            visit_ref_is_null() => ref_is_null();
            visit_ref_as_non_null() => ref_as_non_null();
            visit_br_on_null(depth: u32) => br_on_null(depth);
            visit_br_on_non_null(depth: u32) => br_on_non_null(depth);
            visit_ref_test_non_null(ty: HeapType) => ref_test(Null::Refused, ty);
            visit_ref_test_nullable(ty: HeapType) => ref_test(Null::Accepted, ty);
            visit_ref_cast_non_null(ty: HeapType) => ref_cast(Null::Refused, ty);
            visit_ref_cast_nullable(ty: HeapType) => ref_cast(Null::Accepted, ty);
            visit_br_on_cast(depth: u32, _from: wasmparser::RefType, to: wasmparser::RefType) => br_on_cast(depth, to);
            visit_br_on_cast_fail(depth: u32, _from: wasmparser::RefType, to: wasmparser::RefType) =>
                br_on_cast_fail(depth, to);
        }
    };
}
pub(crate) use reference_operators;

/// Whether the null reference passes a test.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::func) enum Null {
    /// `(ref null …)`
    Accepted,
    /// `(ref …)`
    Refused,
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn ref_null(&mut self, ty: wasmparser::HeapType) {
        if self.heap_type(ty).is_some() {
            self.push(self.b.ir.ptr.const_null());
        }
    }

    pub(in crate::func) fn ref_func(&mut self, func: FuncIndex) {
        let func_ref = self.env.func_ref(func);
        self.push(func_ref);
    }

    pub(in crate::func) fn ref_is_null(&mut self) {
        let value = self.pop_ref();
        let is_null = self.b.is_null(value);
        self.push_bool(is_null);
    }

    pub(in crate::func) fn ref_as_non_null(&mut self) {
        let value = self.pop_not_null(TrapCode::NullReference);
        self.push(value);
    }

    /// Pops a reference; traps if it is null, unless its type says that it is not.
    pub(in crate::func) fn pop_not_null(&mut self, code: TrapCode) -> PointerValue<'ctx> {
        let value = self.pop_ref();
        if self.nullable {
            let is_null = self.b.is_null(value);
            self.trap_if(is_null, code);
        }
        value
    }

    pub(in crate::func) fn br_on_null(&mut self, depth: u32) {
        let value = self.pop_ref();
        let is_null = self.b.is_null(value);
        self.br_when(is_null, depth);
        self.push(value);
    }

    pub(in crate::func) fn br_on_non_null(&mut self, depth: u32) {
        let value = self.top_ref();
        let is_some = self.b.is_not_null(value);
        self.br_when(is_some, depth);
        self.pop();
    }

    pub(in crate::func) fn ref_test(&mut self, null: Null, ty: wasmparser::HeapType) {
        let Some(ty) = self.heap_type(ty) else { return };
        let value = self.pop_ref();
        let fails = self.fails_cast(value, null, ty);
        let holds = self.b.invert(fails);
        self.push_bool(holds);
    }

    pub(in crate::func) fn ref_cast(&mut self, null: Null, ty: wasmparser::HeapType) {
        let Some(ty) = self.heap_type(ty) else { return };
        let value = self.top_ref();
        let fails = self.fails_cast(value, null, ty);
        self.trap_if(fails, TrapCode::CastFailure);
    }

    pub(in crate::func) fn br_on_cast(&mut self, depth: u32, to: wasmparser::RefType) {
        let Some(fails) = self.top_fails_cast(to) else { return };
        let holds = self.b.invert(fails);
        self.br_when(holds, depth);
    }

    pub(in crate::func) fn br_on_cast_fail(&mut self, depth: u32, to: wasmparser::RefType) {
        let Some(fails) = self.top_fails_cast(to) else { return };
        self.br_when(fails, depth);
    }

    fn top_fails_cast(&mut self, to: wasmparser::RefType) -> Option<IntValue<'ctx>> {
        let null = if to.is_nullable() { Null::Accepted } else { Null::Refused };
        let ty = self.heap_type(to.heap_type())?;
        let value = self.top_ref();
        Some(self.fails_cast(value, null, ty))
    }

    /// The reference on top of the stack, which stays there.
    fn top_ref(&mut self) -> PointerValue<'ctx> {
        let value = self.pop_ref();
        self.push(value);
        value
    }

    /// The type that an operator names; none if we refuse it.
    fn heap_type(&mut self, ty: wasmparser::HeapType) -> Option<HeapType> {
        convert::heap_type(ty, self.at).map_err(|error| self.refuse(error)).ok()
    }

    /// Whether a reference is not of a type: an `i1`. Validation has found both in the same hierarchy.
    fn fails_cast(&mut self, value: PointerValue<'ctx>, null: Null, ty: HeapType) -> IntValue<'ctx> {
        let constant = |translator: &Self, fails: bool| translator.b.ir.i1.const_int(fails.into(), false);
        match (ty, null) {
            (HeapType::Concrete(ty), _) => self.is_no_function_of(value, null, ty),
            (ty, Null::Accepted) if ty == ty.top() => constant(self, false),
            (ty, Null::Refused) if ty == ty.top() => self.b.is_null(value),
            (_, Null::Accepted) => self.b.is_not_null(value),
            (_, Null::Refused) => constant(self, true),
        }
    }

    fn is_no_function_of(&mut self, value: PointerValue<'ctx>, null: Null, ty: TypeIndex) -> IntValue<'ctx> {
        if !self.nullable {
            return self.has_other_type(value, ty);
        }
        let start = self.b.current_block();
        let (function, next) = (self.b.block("function"), self.b.block("next"));
        self.b.branch_if(self.b.is_null(value), next, function);
        self.b.position(function);
        let differs = self.has_other_type(value, ty);
        let compared = self.b.current_block();
        self.b.branch(next);
        self.b.position(next);
        let for_null = self.b.ir.i1.const_int((null == Null::Refused).into(), false);
        self.b.phi_of(&[(for_null.into(), start), (differs.into(), compared)]).into_int_value()
    }

    /// Whether a function is of none of the subtypes of `ty`: an `i1`.
    pub(in crate::func) fn has_other_type(&mut self, func_ref: PointerValue<'ctx>, ty: TypeIndex) -> IntValue<'ctx> {
        // Sound: a function reference never changes once guest code can see it, and neither does the engine's numbering.
        let actual = self.b.load_invariant(self.b.ir.i32, self.b.field(func_ref, offset_of!(FuncRef, type_id)));
        let expected = self.b.load_invariant(self.b.ir.i32, self.env.type_id(ty));
        let differs = self.b.icmp(IntPredicate::NE, actual.into_int_value(), expected.into_int_value());
        if self.env.info().types[ty.index()].is_final {
            return differs;
        }
        let equal = self.b.current_block();
        let (ask, next) = (self.b.block("ask"), self.b.block("next"));
        self.b.branch_if(differs, ask, next);
        self.b.position(ask);
        let answer = self.call_on_instance(Libcall::IsSubtype, &[actual, expected]);
        let answer = answer.expect("the libcall has a result").into_int_value();
        let is_other = self.b.icmp(IntPredicate::EQ, answer, self.u32(0));
        self.b.branch(next);
        self.b.position(next);
        self.b.phi_of(&[(self.b.ir.i1.const_zero().into(), equal), (is_other.into(), ask)]).into_int_value()
    }
}
