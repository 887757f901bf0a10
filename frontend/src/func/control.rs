//! Control frames: the labels that branches name, and the blocks and phis they stand for.

use super::FuncTranslator;
use super::handler::Clause;
use inkwell::basic_block::BasicBlock;
use inkwell::types::BasicTypeEnum;
use inkwell::values::{BasicValueEnum, IntValue, PhiValue};
use wasmc_abi::FuncType;
use wasmparser::BlockType;

/// Where a branch leads: a block that begins with a phi for each value the label takes.
#[derive(Clone)]
pub(super) struct Target<'ctx> {
    pub(super) block: BasicBlock<'ctx>,
    pub(super) phis: Vec<PhiValue<'ctx>>,
}

/// A `block`, `loop`, `if` or `try` that has been entered and not ended, or the function body.
pub(super) struct Frame<'ctx> {
    pub(super) kind: FrameKind<'ctx>,
    /// What follows `end`; made when the first branch leads there.
    exit: Option<Target<'ctx>>,
    results: Vec<BasicTypeEnum<'ctx>>,
    /// Operands below the frame's parameters.
    pub(super) height: usize,
}

pub(super) enum FrameKind<'ctx> {
    Block,
    Loop(Target<'ctx>),
    /// An `if` before its `else`.
    If {
        otherwise: BasicBlock<'ctx>,
        params: Vec<BasicValueEnum<'ctx>>,
    },
    /// A `try_table`, or a `try` before its first clause: it has a handler.
    Try,
    /// A `try` in one of its clauses.
    Catch(Clause<'ctx>),
}

impl<'ctx> Frame<'ctx> {
    /// The frame of a `block`, or of a function body.
    pub(super) fn block(height: usize, results: Vec<BasicTypeEnum<'ctx>>) -> Self {
        Self { kind: FrameKind::Block, exit: None, results, height }
    }
}

impl<'ctx> FuncTranslator<'_, '_, 'ctx> {
    pub(super) fn enter_block(&mut self, ty: BlockType) {
        if self.skip_frame() {
            return;
        }
        let ty = self.block_type(ty);
        self.push_frame(FrameKind::Block, &ty);
    }

    pub(super) fn enter_loop(&mut self, ty: BlockType) {
        if self.skip_frame() {
            return;
        }
        let ty = self.block_type(ty);
        let params = self.pop_many(ty.params.len());
        let header = self.new_target("loop", &self.val_types(&ty.params));
        self.jump(&header, &params);
        self.b.position(header.block);
        self.stack.extend(header.phis.iter().map(|phi| phi.as_basic_value()));
        self.push_frame(FrameKind::Loop(header), &ty);
    }

    pub(super) fn enter_if(&mut self, ty: BlockType) {
        if self.skip_frame() {
            return;
        }
        let condition = self.pop_bool();
        let ty = self.block_type(ty);
        let then = self.b.block("then");
        let otherwise = self.b.block("else");
        self.branch_if(condition, then, otherwise);
        self.b.position(then);
        let params = self.stack[self.stack.len() - ty.params.len()..].to_vec();
        self.push_frame(FrameKind::If { otherwise, params }, &ty);
    }

    pub(super) fn enter_else(&mut self) {
        if self.skipped_frames > 0 {
            return;
        }
        self.leave_frame();
        let frame = self.frames.last_mut().expect("validated: `else` belongs to an `if`");
        let height = frame.height;
        let FrameKind::If { otherwise, params } = std::mem::replace(&mut frame.kind, FrameKind::Block) else {
            unreachable!("validated: `else` belongs to an `if`");
        };
        self.b.position(otherwise);
        self.reachable = true;
        self.stack.truncate(height);
        self.stack.extend(params);
    }

    pub(super) fn end(&mut self) {
        if self.skipped_frames > 0 {
            self.skipped_frames -= 1;
            return;
        }
        if matches!(self.frames.last(), Some(Frame { kind: FrameKind::If { .. }, .. })) {
            self.enter_else();
        }
        self.leave_frame();
        let frame = self.frames.pop().expect("validated: `end` belongs to a frame");
        self.stack.truncate(frame.height);
        self.leave_handler(frame.kind);
        if let Some(exit) = frame.exit {
            self.b.position(exit.block);
            self.reachable = true;
            self.stack.extend(exit.phis.iter().map(|phi| phi.as_basic_value()));
            if self.frames.is_empty() {
                self.b.return_results(self.result_memory, &self.stack);
            }
        }
    }

    /// Leads control from the end of a frame's code to the frame's exit.
    pub(super) fn leave_frame(&mut self) {
        if self.reachable {
            let target = self.exit(self.frames.len() - 1);
            let arity = target.phis.len();
            let values = self.pop_many(arity);
            self.jump(&target, &values);
            self.reachable = false;
        }
    }

    pub(super) fn br(&mut self, depth: u32) {
        let target = self.label(depth);
        let values = self.pop_many(target.phis.len());
        self.jump(&target, &values);
        self.reachable = false;
    }

    pub(super) fn br_if(&mut self, depth: u32) {
        let condition = self.pop_bool();
        self.br_when(condition, depth);
    }

    /// Branches if an `i1` holds; the values that the label takes stay on the stack otherwise.
    pub(super) fn br_when(&mut self, condition: IntValue<'ctx>, depth: u32) {
        let target = self.label(depth);
        let values = self.stack[self.stack.len() - target.phis.len()..].to_vec();
        self.add_incoming(&target, &values);
        let next = self.b.block("next");
        self.branch_if(condition, target.block, next);
        self.b.position(next);
    }

    /// Branches on the operator's condition, with what the module says of it.
    fn branch_if(&mut self, condition: IntValue<'ctx>, then: BasicBlock<'ctx>, otherwise: BasicBlock<'ctx>) {
        let weights = self.profile_branch(|translator| translator.b.invert(condition), 2);
        let branch = self.b.branch_if(condition, then, otherwise);
        if let Some(taken) = self.hint {
            self.b.ir.metadata.mark_hint(branch, taken);
        }
        self.mark_weights(branch, &weights);
    }

    pub(super) fn br_table(&mut self, table: &wasmparser::BrTable<'_>) {
        let index = self.pop_int();
        let default = self.label(table.default());
        let values = self.pop_many(default.phis.len());
        self.add_incoming(&default, &values);
        let mut cases = Vec::with_capacity(table.len() as usize);
        for (case, depth) in table.targets().enumerate() {
            let target = self.label(depth.expect("validated: the table's targets have been read before"));
            self.add_incoming(&target, &values);
            cases.push((self.b.ir.i32.const_int(case as u64, false), target.block));
        }
        let last = self.b.ir.i32.const_int(table.len().into(), false);
        let way = |translator: &Self| {
            translator.b.intrinsic("llvm.umin", &[last.get_type().into()], &[index.into(), last.into()])
        };
        let weights = self.profile_branch(|translator| way(translator).into_int_value(), cases.len() + 1);
        let branch = self.b.switch(index, default.block, &cases);
        // LLVM has the default first.
        let weights = weights.map(|mut weights| {
            weights.rotate_right(1);
            weights
        });
        self.mark_weights(branch, &weights);
        self.reachable = false;
    }

    pub(super) fn return_(&mut self) {
        let outermost = self.frames.len() - 1;
        self.br(u32::try_from(outermost).expect("validated: nesting is limited"));
    }

    /// Counts a frame that is opened where control cannot come.
    pub(super) fn skip_frame(&mut self) -> bool {
        if !self.reachable {
            self.skipped_frames += 1;
        }
        !self.reachable
    }

    pub(super) fn push_frame(&mut self, kind: FrameKind<'ctx>, ty: &FuncType) {
        let results = self.val_types(&ty.results);
        self.frames.push(Frame { kind, exit: None, results, height: self.stack.len() - ty.params.len() });
    }

    /// What a branch to the label at `depth` leads to.
    pub(super) fn label(&mut self, depth: u32) -> Target<'ctx> {
        self.target(self.frames.len() - 1 - depth as usize)
    }

    /// What a branch to the label of a frame leads to.
    pub(super) fn target(&mut self, frame: usize) -> Target<'ctx> {
        match &self.frames[frame].kind {
            FrameKind::Loop(header) => header.clone(),
            FrameKind::Block | FrameKind::If { .. } | FrameKind::Try | FrameKind::Catch(_) => self.exit(frame),
        }
    }

    fn exit(&mut self, frame: usize) -> Target<'ctx> {
        if self.frames[frame].exit.is_none() {
            let target = self.new_target("end", &self.frames[frame].results);
            self.frames[frame].exit = Some(target);
        }
        self.frames[frame].exit.clone().expect("made above")
    }

    pub(super) fn new_target(&self, name: &str, types: &[BasicTypeEnum<'ctx>]) -> Target<'ctx> {
        let here = self.b.current_block();
        let block = self.b.block(name);
        self.b.position(block);
        let phis = types.iter().map(|&ty| self.b.phi(ty)).collect();
        self.b.position(here);
        Target { block, phis }
    }

    pub(super) fn jump(&mut self, target: &Target<'ctx>, values: &[BasicValueEnum<'ctx>]) {
        self.add_incoming(target, values);
        self.b.branch(target.block);
    }

    /// Records one edge from the current block. A `switch` has as many edges to a block as it has cases that name it.
    fn add_incoming(&self, target: &Target<'ctx>, values: &[BasicValueEnum<'ctx>]) {
        let here = self.b.current_block();
        for (phi, value) in target.phis.iter().zip(values) {
            phi.add_incoming(&[(value, here)]);
        }
    }

    pub(super) fn block_type(&mut self, ty: BlockType) -> FuncType {
        match ty {
            BlockType::Empty => FuncType::default(),
            BlockType::Type(ty) => {
                let ty = crate::convert::val_type(ty, self.at).map_err(|error| self.refuse(error));
                FuncType { params: Vec::new(), results: ty.into_iter().collect() }
            }
            BlockType::FuncType(ty) => self.env.info().signature(wasmc_abi::TypeIndex(ty)).clone(),
        }
    }
}
