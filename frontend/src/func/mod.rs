//! Translates one function body, validating each operator before it is lowered.
//!
//! Locals are stack slots that LLVM's `mem2reg` turns into values; operands are kept on a stack of LLVM values as in the
//! specification's abstract machine. `visit` lists the operators, `ops` holds what they mean, `control` the frames.

mod address;
mod control;
mod handler;
mod line;
mod ops;
mod profile;
mod routine;
mod visit;

use crate::convert;
use crate::environ::FuncEnvironment;
use crate::error::{Error, Result};
use crate::ir::{Builder, Callee, Ir, types};
use crate::module::Body;
use control::Frame;
use handler::Handler;
use inkwell::types::BasicTypeEnum;
use inkwell::values::{BasicValueEnum, FloatValue, FunctionValue, IntValue, PointerValue};
use profile::Counters;
pub use profile::Profiling;
use wasmc_abi::{FuncIndex, MemoryIndex, TrapCode, ValType, WasmOffset};

const VALIDATED: &str = "validated: the operand stack holds what the operator takes";

/// Fills `function`, which has the type of `func` in the internal convention and no body yet, with the code of `body`.
///
/// # Errors
/// If the body is invalid, or uses what we do not translate. `function` is then left half made; the module is of no use any more.
pub fn translate<'ctx>(
    ir: &Ir<'_, 'ctx>,
    env: &mut dyn FuncEnvironment<'ctx>,
    function: FunctionValue<'ctx>,
    func: FuncIndex,
    body: &Body<'_>,
) -> Result<()> {
    translate_body(ir, env, function, func, body).map_err(|error| error.explain(body.source))
}

fn translate_body<'ctx>(
    ir: &Ir<'_, 'ctx>,
    env: &mut dyn FuncEnvironment<'ctx>,
    function: FunctionValue<'ctx>,
    func: FuncIndex,
    body: &Body<'_>,
) -> Result<()> {
    let mut validator = body.validator().into_validator(Default::default());
    let Body { body, hints, .. } = body;
    let mut translator = FuncTranslator::new(ir, env, function, func);

    let mut reader = body.get_binary_reader();
    translator.b.set_line(convert::offset(reader.original_position()).0);
    for _ in 0..reader.read_var_u32()? {
        let at = reader.original_position();
        let count = reader.read_var_u32()?;
        let ty = reader.read()?;
        validator.define_locals(at, count, ty)?;
        translator.declare_locals(count, convert::val_type(ty, convert::offset(at))?);
    }
    translator.try_routine(func);
    let mut operators = wasmparser::OperatorsReader::new(reader);
    while !operators.eof() {
        let at = operators.original_position();
        let operator = operators.read()?;
        translator.at = convert::offset(at);
        translator.nullable = validator.get_operand_type(0).flatten().is_none_or(may_be_null);
        validator.op(at, &operator)?;
        if translator.reachable {
            if ir.every_line || !line::is_idle(&operator) {
                translator.b.set_line(translator.at.0);
            }
            translator.hint = hints.at(at - body.range().start);
        }
        wasmparser::VisitOperator::visit_operator(&mut translator, &operator);
        if let Some(error) = translator.refused.take() {
            return Err(error);
        }
    }
    Ok(operators.finish()?)
}

fn may_be_null(ty: wasmparser::ValType) -> bool {
    !matches!(ty, wasmparser::ValType::Ref(ty) if !ty.is_nullable())
}

/// A local variable.
#[derive(Clone, Copy)]
struct Local<'ctx> {
    slot: PointerValue<'ctx>,
    ty: BasicTypeEnum<'ctx>,
}

/// The state of a function's translation.
struct FuncTranslator<'e, 'm, 'ctx> {
    env: &'e mut dyn FuncEnvironment<'ctx>,
    b: Builder<'m, 'ctx>,
    locals: Vec<Local<'ctx>>,
    stack: Vec<BasicValueEnum<'ctx>>,
    frames: Vec<Frame<'ctx>>,
    /// The handlers around the present operator, outermost first.
    handlers: Vec<Handler<'ctx>>,
    /// The base of memory 0, where that is a constant.
    memory0: Option<PointerValue<'ctx>>,
    /// The bases that have been loaded, by where the memory's definition or its slot is.
    bases: Vec<(PointerValue<'ctx>, PointerValue<'ctx>)>,
    /// Where the caller wants the results, when it does not want them in registers.
    result_memory: Option<PointerValue<'ctx>>,
    /// Where the present operator is.
    at: WasmOffset,
    /// Whether the operand on top of the stack may be null before the present operator, as far as its type says.
    nullable: bool,
    /// Why the module is refused, once it is.
    refused: Option<Error>,
    /// Whether the present operator, if it is a branch, is mostly taken, as far as the module says.
    hint: Option<bool>,
    /// Whether control can reach the present operator. Where it cannot, operators are validated and skipped.
    reachable: bool,
    /// How many frames have been opened since control became unreachable. They have no entry in `frames`.
    skipped_frames: u32,
    /// For profiles: those of what has not been translated yet.
    counters: Counters<'ctx>,
}

impl<'e, 'm, 'ctx> FuncTranslator<'e, 'm, 'ctx> {
    fn new(
        ir: &'m Ir<'m, 'ctx>,
        env: &'e mut dyn FuncEnvironment<'ctx>,
        function: FunctionValue<'ctx>,
        func: FuncIndex,
    ) -> Self {
        let ty = env.info().func_type(func).clone();
        let (profiling, first_counters) = env.profiling(func);
        let mut translator = Self {
            env,
            b: Builder::new(ir, function),
            locals: Vec::new(),
            stack: Vec::new(),
            frames: Vec::new(),
            handlers: Vec::new(),
            memory0: None,
            bases: Vec::new(),
            result_memory: None,
            at: WasmOffset(0),
            nullable: true,
            refused: None,
            hint: None,
            reachable: true,
            skipped_frames: 0,
            counters: Counters::new(profiling, first_counters),
        };
        let arguments = translator.b.parameters(Callee::Known, &ty);
        translator.result_memory = arguments.pointers.first().copied();
        for value in arguments.values {
            let slot = translator.b.alloca(value.get_type());
            translator.b.store(slot, value);
            translator.locals.push(Local { slot, ty: value.get_type() });
        }
        translator.frames.push(Frame::block(0, translator.val_types(&ty.results)));
        translator.memory0 = translator.own_memory0();
        translator.profile_entry();
        translator
    }

    /// The base of memory 0 as a value of this function's own.
    ///
    /// Alias analysis sees through the intrinsic and code generation drops it. Without it GVN, which walks all users of the
    /// base of an address, would walk the whole module's accesses for each one of them: it took nine tenths of the time.
    fn own_memory0(&mut self) -> Option<PointerValue<'ctx>> {
        let has_memory = !self.env.info().memories.is_empty();
        let base = has_memory.then(|| self.env.make_heap(MemoryIndex(0))).and_then(|heap| heap.base)?;
        let overload = [self.b.ir.ptr.into()];
        Some(self.b.intrinsic("llvm.strip.invariant.group", &overload, &[base.into()]).into_pointer_value())
    }

    fn declare_locals(&mut self, count: u32, ty: ValType) {
        let ty = types::val_type(self.b.ir.context, ty);
        for _ in 0..count {
            let slot = self.b.alloca(ty);
            self.b.store(slot, ty.const_zero());
            self.locals.push(Local { slot, ty });
        }
    }

    fn val_types(&self, types: &[ValType]) -> Vec<BasicTypeEnum<'ctx>> {
        types.iter().map(|&ty| types::val_type(self.b.ir.context, ty)).collect()
    }

    fn push(&mut self, value: impl Into<BasicValueEnum<'ctx>>) {
        self.stack.push(value.into());
    }

    fn pop(&mut self) -> BasicValueEnum<'ctx> {
        self.stack.pop().expect(VALIDATED)
    }

    fn pop_int(&mut self) -> IntValue<'ctx> {
        self.pop().into_int_value()
    }

    fn pop_float(&mut self) -> FloatValue<'ctx> {
        self.pop().into_float_value()
    }

    fn pop_ref(&mut self) -> PointerValue<'ctx> {
        self.pop().into_pointer_value()
    }

    fn pop_many(&mut self, count: usize) -> Vec<BasicValueEnum<'ctx>> {
        self.stack.split_off(self.stack.len().checked_sub(count).expect(VALIDATED))
    }

    /// Refuses the module for what the present operator needs. Nothing that is built after that matters.
    fn refuse(&mut self, error: Error) {
        self.refused.get_or_insert(error);
        self.reachable = false;
    }

    /// Pushes an `i1` as the `i32` that Wasm makes of a truth value.
    fn push_bool(&mut self, value: IntValue<'ctx>) {
        let value = self.b.cast(inkwell::values::InstructionOpcode::ZExt, value, self.b.ir.i32);
        self.push(value);
    }

    /// Pops an `i32` and asks whether it is not zero.
    fn pop_bool(&mut self) -> IntValue<'ctx> {
        let value = self.pop_int();
        self.b.icmp(inkwell::IntPredicate::NE, value, value.get_type().const_zero())
    }

    /// Traps here if `condition` holds. Each trap has a block of its own, so that it has its own Wasm offset.
    fn trap_if(&mut self, condition: IntValue<'ctx>, code: TrapCode) {
        let trap = self.b.block("trap");
        let next = self.b.block("next");
        self.b.branch_if_unlikely(condition, trap, next);
        self.b.position(trap);
        self.b.trap(code);
        self.b.position(next);
    }
}
