//! Handlers of exceptions: the frames of `try_table` and of the older `try`, and how an exception finds its clause.
//!
//! A call in the body of such a frame is an `invoke`, which costs nothing where nothing is thrown. Those of one frame share
//! a landing pad, and behind it the *dispatch*: it compares the exception's tag with those of the clauses in turn. What none
//! of them takes goes on to the dispatch of the next frame outwards, and at last to the function's caller. Both are made
//! when a call needs them: if nothing in a body can throw, its handlers are unreachable code.

use super::FuncTranslator;
use super::control::{FrameKind, Target};
use inkwell::IntPredicate;
use inkwell::basic_block::BasicBlock;
use inkwell::values::{BasicValueEnum, PointerValue};
use std::mem::offset_of;
use wasmc_abi::TagIndex;
use wasmc_abi::instance::Exception;
use wasmparser::{BlockType, Catch, TryTable};

/// A frame that takes exceptions, while its body is being translated.
pub(super) struct Handler<'ctx> {
    /// The frame's position.
    frame: usize,
    /// The clauses of a `try_table`, which has some. Those of a `try` are not known before the end of its body.
    clauses: Vec<Catch>,
    /// How many of the handlers outside of it are asked after it.
    outer: usize,
    pad: Option<BasicBlock<'ctx>>,
    dispatch: Option<Target<'ctx>>,
}

/// An exception in a dispatch.
#[derive(Clone, Copy)]
pub(super) struct Thrown<'ctx> {
    /// What the landing pad was given.
    pub(super) value: BasicValueEnum<'ctx>,
    /// The `wasmc_abi::instance::Exception` itself.
    exception: PointerValue<'ctx>,
}

/// A clause of a `try`, while its body is being translated.
#[derive(Clone, Copy)]
pub(super) struct Clause<'ctx> {
    pub(super) thrown: Thrown<'ctx>,
    /// Where an exception is that neither this clause nor those before it take. None for `catch_all`.
    otherwise: Option<BasicBlock<'ctx>>,
}

/// Where a `throw` leads that needs no exception for it: a clause of this function.
pub(super) struct Shortcut<'ctx> {
    pub(super) target: Target<'ctx>,
    /// Whether the clause takes the exception's values: a `catch_all` does not.
    pub(super) takes_values: bool,
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(super) fn enter_try_table(&mut self, table: TryTable) {
        if table.catches.is_empty() {
            return self.enter_block(table.ty);
        }
        self.enter_handler(table.ty, table.catches);
    }

    pub(super) fn enter_try(&mut self, ty: BlockType) {
        self.enter_handler(ty, Vec::new());
    }

    fn enter_handler(&mut self, ty: BlockType, clauses: Vec<Catch>) {
        if self.skip_frame() {
            return;
        }
        let ty = self.block_type(ty);
        let (frame, outer) = (self.frames.len(), self.handlers.len());
        self.handlers.push(Handler { frame, clauses, outer, pad: None, dispatch: None });
        self.push_frame(FrameKind::Try, &ty);
    }

    pub(super) fn enter_catch(&mut self, tag: TagIndex) {
        let Some(thrown) = self.next_clause() else { return };
        let (values, otherwise) = self.take(thrown, tag);
        self.stack.extend(values);
        self.begin_clause(Clause { thrown, otherwise: Some(otherwise) });
    }

    pub(super) fn enter_catch_all(&mut self) {
        let Some(thrown) = self.next_clause() else { return };
        self.begin_clause(Clause { thrown, otherwise: None });
    }

    /// Ends the body of a `try` or of one of its clauses, and continues where an exception is that has not been caught, if
    /// there can be one.
    fn next_clause(&mut self) -> Option<Thrown<'ctx>> {
        if self.skipped_frames > 0 {
            return None;
        }
        self.leave_frame();
        let frame = self.frames.last_mut().expect("validated: a clause belongs to a `try`");
        self.stack.truncate(frame.height);
        let kind = std::mem::replace(&mut frame.kind, FrameKind::Block);
        Some(self.uncaught(kind)?.0)
    }

    fn begin_clause(&mut self, clause: Clause<'ctx>) {
        self.frames.last_mut().expect("a clause belongs to a `try`").kind = FrameKind::Catch(clause);
        self.reachable = true;
    }

    /// Ends a `try` that leaves its exceptions to the handlers around a label.
    pub(super) fn delegate(&mut self, depth: u32) {
        if self.skipped_frames == 0 {
            // The label counts from outside of the `try`.
            let label = self.frames.len() - 2 - depth as usize;
            let outer = self.handlers.partition_point(|handler| handler.frame <= label);
            self.handlers.last_mut().expect("validated: `delegate` belongs to a `try`").outer = outer;
        }
        self.end();
    }

    /// Sends exceptions on their way that a frame has not dealt with. The frame has been taken off the stack.
    pub(super) fn leave_handler(&mut self, kind: FrameKind<'ctx>) {
        if let Some((thrown, outer)) = self.uncaught(kind) {
            self.pass_on(thrown.value, outer);
        }
    }

    /// Continues where an exception is that a frame has not caught so far, if there can be one. Returns it, and how many
    /// handlers are left for it.
    fn uncaught(&mut self, kind: FrameKind<'ctx>) -> Option<(Thrown<'ctx>, usize)> {
        match kind {
            FrameKind::Try => {
                let handler = self.handlers.pop().expect("such a frame has a handler");
                let dispatch = handler.dispatch?;
                self.b.position(dispatch.block);
                let value = dispatch.phis[0].as_basic_value();
                let thrown = Thrown { value, exception: self.b.landed_exception(value) };
                let is_caught = handler.clauses.iter().any(|clause| self.branch_to_clause(thrown, clause));
                (!is_caught).then_some((thrown, handler.outer))
            }
            FrameKind::Catch(Clause { thrown, otherwise }) => {
                self.b.position(otherwise?);
                Some((thrown, self.handlers.len()))
            }
            FrameKind::Block | FrameKind::Loop(_) | FrameKind::If { .. } => None,
        }
    }

    /// Branches to the label of a `try_table`'s clause where the clause takes the exception, and continues where it does not.
    /// Returns whether it takes every one.
    fn branch_to_clause(&mut self, thrown: Thrown<'ctx>, clause: &Catch) -> bool {
        let (tag, label, with_reference) = match *clause {
            Catch::One { tag, label } => (Some(tag), label, false),
            Catch::OneRef { tag, label } => (Some(tag), label, true),
            Catch::All { label } => (None, label, false),
            Catch::AllRef { label } => (None, label, true),
        };
        let (mut values, otherwise) = match tag {
            Some(tag) => {
                let (values, otherwise) = self.take(thrown, TagIndex(tag));
                (values, Some(otherwise))
            }
            None => (Vec::new(), None),
        };
        if with_reference {
            values.push(thrown.exception.into());
        }
        let target = self.label(label);
        self.jump(&target, &values);
        if let Some(otherwise) = otherwise {
            self.b.position(otherwise);
        }
        otherwise.is_none()
    }

    /// Continues where an exception has this tag, with its values. Returns these, and where it has another tag.
    fn take(&mut self, thrown: Thrown<'ctx>, tag: TagIndex) -> (Vec<BasicValueEnum<'ctx>>, BasicBlock<'ctx>) {
        let field = |offset| self.b.field(thrown.exception, offset);
        let actual = self.b.load(self.b.ir.ptr, field(offset_of!(Exception, tag))).into_pointer_value();
        let place = self.env.tag(tag);
        let is_taken = self.b.icmp(IntPredicate::EQ, actual, self.place(place));
        let (catch, otherwise) = (self.b.block("catch"), self.b.block("otherwise"));
        self.b.branch_if(is_taken, catch, otherwise);
        self.b.position(catch);
        let types = &self.env.info().tag_type(tag).params;
        let values = self.b.load_values(field(offset_of!(Exception, values)), types);
        (values, otherwise)
    }

    /// Where the operator's call goes on if it throws: the landing pad of the innermost handler around it.
    pub(super) fn landing_pad(&mut self) -> Option<BasicBlock<'ctx>> {
        let count = self.handlers.len();
        let made = self.handlers.last()?.pad;
        made.or_else(|| {
            let here = self.b.current_block();
            let pad = self.b.block("pad");
            self.b.position(pad);
            let value = self.b.landing_pad();
            self.pass_on(value, count);
            self.b.position(here);
            self.handlers[count - 1].pad = Some(pad);
            Some(pad)
        })
    }

    /// Goes on with an exception in the dispatch of the last of `count` handlers, or in the function's caller.
    pub(super) fn pass_on(&mut self, value: BasicValueEnum<'ctx>, count: usize) {
        let Some(handler) = count.checked_sub(1) else { return self.b.resume(value) };
        if self.handlers[handler].dispatch.is_none() {
            let target = self.new_target("dispatch", &[value.get_type()]);
            self.handlers[handler].dispatch = Some(target);
        }
        let target = self.handlers[handler].dispatch.clone().expect("made above");
        self.jump(&target, &[value]);
    }

    /// Where an exception of this tag goes when it is thrown here, if that is known and nobody needs the exception itself.
    pub(super) fn shortcut(&mut self, tag: TagIndex) -> Option<Shortcut<'ctx>> {
        let (frame, takes_values) = self.known_clause(tag)?;
        Some(Shortcut { target: self.target(frame), takes_values })
    }

    /// The position of the frame that a shortcut leads to, and whether the clause takes the values.
    fn known_clause(&self, tag: TagIndex) -> Option<(usize, bool)> {
        for handler in self.handlers.iter().rev() {
            // What a `try` catches is not known before its end.
            if handler.clauses.is_empty() {
                return None;
            }
            for clause in &handler.clauses {
                let (label, takes_values) = match *clause {
                    Catch::All { label } => (label, false),
                    Catch::One { tag: taken, label } if taken == tag.0 => (label, true),
                    Catch::One { tag: other, .. } | Catch::OneRef { tag: other, .. } if self.differ(tag, other) => {
                        continue;
                    }
                    Catch::One { .. } | Catch::OneRef { .. } | Catch::AllRef { .. } => return None,
                };
                return Some((handler.frame - 1 - label as usize, takes_values));
            }
        }
        None
    }

    /// Whether two tags cannot be the same. Two imported ones can; a tag that the module defines is one of its own.
    fn differ(&self, tag: TagIndex, other: u32) -> bool {
        tag.0 != other && tag.0.max(other) >= self.env.info().imported_tags
    }
}
