//! Exception handling (core specification, 4.4.8, "try_table", "throw", "throw_ref"), and its older form, which compilers
//! still emit (legacy exception handling proposal). `func/handler.rs` has what is around a throw.

use crate::func::FuncTranslator;
use crate::func::control::FrameKind;
use crate::func::handler::Shortcut;
use inkwell::values::BasicValueEnum;
use wasmc_abi::{Libcall, TagIndex, TrapCode};

macro_rules! exception_operators {
    () => {
        frame_operators! {
            visit_try_table(table: wasmparser::TryTable) => enter_try_table(table);
            visit_try(ty: BlockType) => enter_try(ty);
            visit_catch(tag: u32) => enter_catch(TagIndex(tag));
            visit_catch_all() => enter_catch_all();
            visit_delegate(depth: u32) => delegate(depth);
        }
        operators! {
            visit_throw(tag: u32) => throw(TagIndex(tag));
            visit_throw_ref() => throw_ref();
            visit_rethrow(depth: u32) => rethrow(depth);
        }
    };
}
pub(crate) use exception_operators;

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(in crate::func) fn throw(&mut self, tag: TagIndex) {
        let count = self.env.info().tag_type(tag).params.len();
        let values = self.pop_many(count);
        if let Some(Shortcut { target, takes_values }) = self.shortcut(tag) {
            self.jump(&target, if takes_values { &values } else { &[] });
            self.reachable = false;
            return;
        }
        let slots = if values.is_empty() { self.b.ir.ptr.const_null() } else { self.b.value_slots(count) };
        self.b.store_values(slots, &values);
        let (instance, place) = (self.env.instance(), self.env.tag(tag));
        let tag = self.place(place);
        let function = self.env.libcall(Libcall::Throw);
        let pad = self.landing_pad();
        self.b.invoke(function, &[instance.into(), tag.into(), slots.into()], pad);
        self.b.unreachable();
        self.reachable = false;
    }

    pub(in crate::func) fn throw_ref(&mut self) {
        let exception = self.pop_not_null(TrapCode::NullExceptionReference);
        let value = self.b.landed(exception);
        self.throw_again(value);
    }

    pub(in crate::func) fn rethrow(&mut self, depth: u32) {
        let frame = &self.frames[self.frames.len() - 1 - depth as usize];
        let FrameKind::Catch(clause) = &frame.kind else {
            unreachable!("validated: `rethrow` names a `try` that it is in a clause of");
        };
        self.throw_again(clause.thrown.value);
    }

    /// Throws what has been thrown before: for the handlers around here, a branch.
    fn throw_again(&mut self, value: BasicValueEnum<'ctx>) {
        self.pass_on(value, self.handlers.len());
        self.reachable = false;
    }
}
