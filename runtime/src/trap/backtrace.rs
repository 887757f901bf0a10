//! Guest frames: collected when a guest ends early, given names and Wasm offsets when somebody asks.

use super::activation::{Activation, Thread};
use super::arch::Registers;
use super::source::Source;
use super::symbolize::symbolize;
use crate::module::Module;
use std::fmt;
use std::sync::{Arc, OnceLock};

/// The most frames that are kept: those of endless recursion say no more than its last few.
const MAX_FRAMES: usize = 128;

/// Where guest code was, innermost frame first. Cheap to clone.
#[derive(Clone)]
pub struct WasmBacktrace(Arc<Inner>);

struct Inner {
    raw: Vec<RawFrame>,
    is_complete: bool,
    frames: OnceLock<Vec<FrameInfo>>,
}

/// A frame as it was found.
pub struct RawFrame {
    /// The module whose code it is.
    pub module: Module,
    /// An address in the instruction that the frame is at, as an image offset.
    pub pc: u64,
}

/// A function of a guest, and where in it the guest was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrameInfo {
    module_name: Option<String>,
    func_index: u32,
    func_name: Option<String>,
    wasm_offset: Option<u32>,
    /// Where in the Wasm binary the function's body begins.
    body_start: u32,
    symbols: Vec<FrameSymbol>,
}

/// A function of the source, and where in it the guest was, by the module's own debug information.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct FrameSymbol {
    pub(super) name: Option<String>,
    pub(super) file: Option<String>,
    pub(super) line: Option<u32>,
    pub(super) column: Option<u32>,
}

impl FrameSymbol {
    /// The function's name.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The source file, as the producer has written it down.
    pub fn file(&self) -> Option<&str> {
        self.file.as_deref()
    }

    /// The line in the file; the first is 1.
    pub fn line(&self) -> Option<u32> {
        self.line
    }

    /// The column in the line; the first is 1.
    pub fn column(&self) -> Option<u32> {
        self.column
    }
}

impl fmt::Display for FrameSymbol {
    /// `NAME at FILE:LINE:COLUMN`, as far as it is known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name().unwrap_or("?"))?;
        let Some(file) = self.file() else { return Ok(()) };
        write!(f, " at {file}")?;
        for number in [self.line, self.column].into_iter().map_while(|number| number) {
            write!(f, ":{number}")?;
        }
        Ok(())
    }
}

impl FrameInfo {
    pub(super) fn new(module: &Module, func_index: u32, wasm_offset: Option<u32>, source: Option<&Source<'_>>) -> Self {
        let symbols = source.zip(wasm_offset).map_or_else(Vec::new, |(source, offset)| source.symbols(offset));
        let func_name = module.func_name(func_index).map(str::to_owned);
        let body_start = module.func_body_start(func_index);
        let module_name = module.name().map(str::to_owned);
        Self { module_name, func_index, func_name, wasm_offset, body_start, symbols }
    }

    /// The module's name, if it has one.
    pub fn module_name(&self) -> Option<&str> {
        self.module_name.as_deref()
    }

    /// The function's index in its module.
    pub fn func_index(&self) -> u32 {
        self.func_index
    }

    /// The function's name, if it has one.
    pub fn func_name(&self) -> Option<&str> {
        self.func_name.as_deref()
    }

    /// The position in the Wasm binary, in bytes from its start, if the compiler has kept it.
    pub fn wasm_offset(&self) -> Option<u32> {
        self.wasm_offset
    }

    /// The same as a `usize`, by the name that other engines have for it.
    pub fn module_offset(&self) -> Option<usize> {
        self.wasm_offset.map(|offset| offset as usize)
    }

    /// The position in bytes from the start of the function's body, if the compiler has kept it.
    pub fn func_offset(&self) -> Option<usize> {
        self.wasm_offset?.checked_sub(self.body_start).map(|offset| offset as usize)
    }

    /// The source of the position, innermost function first: the last is the function itself, and those before it the producer
    /// has inlined. Empty if the module has no debug information, or its artifact was compiled with `--strip`.
    pub fn symbols(&self) -> &[FrameSymbol] {
        &self.symbols
    }
}

impl fmt::Display for FrameInfo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(offset) = self.wasm_offset {
            write!(f, "{offset:#x} - ")?;
        }
        write!(f, "{}[{}]", self.func_name().unwrap_or("func"), self.func_index)?;
        // More lines only where they fit: `{:#}` is for backtraces.
        let shown = if f.alternate() { &self.symbols[..] } else { &[] };
        for symbol in shown {
            write!(f, "\n         {symbol}")?;
        }
        Ok(())
    }
}

impl WasmBacktrace {
    /// The functions that were running, innermost first; inlined ones are frames of their own.
    pub fn frames(&self) -> &[FrameInfo] {
        self.0.frames.get_or_init(|| symbolize(&self.0.raw))
    }

    /// Whether there were more frames than are kept.
    pub fn is_truncated(&self) -> bool {
        !self.0.is_complete
    }
}

impl fmt::Display for WasmBacktrace {
    /// A line for each frame, and below it one for each function of the source, each after a line break.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, frame) in self.frames().iter().enumerate() {
            write!(f, "\n{number:>5}: {frame:#}")?;
        }
        if self.is_truncated() { f.write_str("\n     … and more") } else { Ok(()) }
    }
}

impl fmt::Debug for WasmBacktrace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.frames()).finish()
    }
}

/// Collects the frames of all activations of a thread, from `innermost` outward. Its guest is at `trapped`, or else where it
/// has called the host.
pub fn capture(thread: &Thread, innermost: *const Activation, trapped: Option<Registers>) -> WasmBacktrace {
    let mut walk = Walk { thread, raw: Vec::new(), is_complete: true };
    let mut next = innermost;
    // SAFETY: the activations of a thread are on the stack as long as they are in its chain.
    while let Some(activation) = unsafe { next.as_ref() } {
        next = activation.previous;
        // SAFETY: the record of the exit is on the stack as long as the host function runs that it led to.
        let exit = unsafe { activation.exit.as_ref() };
        match (trapped, exit) {
            (Some(registers), _) if std::ptr::eq(activation, innermost) => walk.activation(activation, registers, true),
            (_, Some(exit)) => walk.activation(activation, exit.registers(), false),
            (_, None) => {}
        }
    }
    let (raw, is_complete) = (walk.raw, walk.is_complete);
    WasmBacktrace(Arc::new(Inner { raw, is_complete, frames: OnceLock::new() }))
}

struct Walk<'a> {
    thread: &'a Thread,
    raw: Vec<RawFrame>,
    is_complete: bool,
}

impl Walk<'_> {
    /// Collects the frames of one activation. A return address is the one after the instruction that the frame is at.
    fn activation(&mut self, activation: &Activation, mut registers: Registers, mut is_exact: bool) {
        // SAFETY: no guest runs, and the host is in this function; the activation's call has borrowed the store.
        let (addresses, frames) = unsafe { (&(*activation.store).addresses, &mut (*activation.store).frames) };
        while let Some(owner) = addresses.text(registers.pc()) {
            if self.raw.len() == MAX_FRAMES {
                self.is_complete = false;
                return;
            }
            // SAFETY: an instance lives as long as its store, which the activation's call has borrowed.
            let (module, base) = unsafe { (&owner.as_ref().module, owner.as_ref().image.base()) };
            let pc = (registers.pc() - base - usize::from(!is_exact)) as u64;
            self.raw.push(RawFrame { module: module.clone(), pc });
            let step = match is_exact {
                true => module.unwind_table().step(module.tables(), pc),
                false => frames.frame(addresses, registers.pc()).step,
            };
            if step.and_then(|step| step.take(self.thread, &mut registers)).is_none() {
                return;
            }
            is_exact = false;
        }
    }
}
