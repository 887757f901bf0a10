//! The few functions of LLVM's C API that inkwell does not have, behind safe wrappers.

use inkwell::context::{AsContextRef, Context};
use inkwell::types::{AsTypeRef, FloatType};
use inkwell::values::{AsValueRef, FloatValue, IntValue};
use llvm_sys::LLVMDiagnosticSeverity;
use llvm_sys::core::{
    LLVMConstBitCast, LLVMContextSetDiagnosticHandler, LLVMContextSetDiscardValueNames,
    LLVMContextShouldDiscardValueNames, LLVMDisposeMessage, LLVMGetDiagInfoDescription, LLVMGetDiagInfoSeverity,
    LLVMGetVersion,
};
use llvm_sys::prelude::LLVMDiagnosticInfoRef;
use llvm_sys::support::LLVMParseCommandLineOptions;
use std::cell::RefCell;
use std::ffi::{CStr, c_void};
use std::sync::Once;

/// LLVM's version: `22.1.8`.
pub fn llvm_version() -> String {
    let (mut major, mut minor, mut patch) = (0, 0, 0);
    // SAFETY: the three pointers are valid for writes during the call.
    unsafe { LLVMGetVersion(&mut major, &mut minor, &mut patch) };
    format!("{major}.{minor}.{patch}")
}

/// Sets LLVM's options, once: they belong to the process.
pub fn set_options() {
    static ONCE: Once = Once::new();
    const OPTIONS: [&CStr; 7] = [
        c"wasmc",
        // Producers make loops over arrays count from a negative number up to zero. Widened to 64 bits, such a counter turns
        // into one around 2^32, with a mask for each address, which no loop pass sees through. Left at 32 bits, SCEV knows
        // that the addresses do not wrap, and the vectorizer widens the counter itself.
        c"-indvars-widen-indvars=false",
        // Our debug information has lines, and no variables. Without this, code generation looks for where they are all the
        // same, which takes a twentieth of its time.
        c"-experimental-debug-variable-locations=false",
        // What the SLP vectorizer takes for a small gain is a loss in most code that mixes words: SHA-256 takes 1.6 times as long with
        // the vectors, which it puts together lane by lane, a ray tracer 1.4 times.
        c"-slp-threshold=4",
        // Nor does it know what it costs to put sixteen bytes into a vector one after the other and to take them out again: tables of
        // AES that way take 1.5 times as long.
        c"-slp-max-vf=8",
        // A loop is unrolled whole, though it becomes long, if that makes much of it constant. LLVM works that out for up to ten
        // iterations; the loops of ciphers and transforms have 16 to 24.
        c"-unroll-max-iteration-count-to-analyze=32",
        // A jump through a table is copied to where it comes from, be these up to so many places. LLVM's own bound is sixteen, and so
        // an interpreter of more instructions would have one jump for all. Which loops have so many, `passes::dispatch` bounds too.
        c"-tail-dup-pred-size=1024",
    ];
    ONCE.call_once(|| parse_options(&OPTIONS));
}

/// Makes LLVM say what it does with loops, from now on: to all contexts of the process.
pub fn enable_remarks() {
    static ONCE: Once = Once::new();
    const OPTIONS: [&CStr; 4] = [
        c"wasmc",
        c"-pass-remarks=^(loop-vectorize|loop-unroll|loop-idiom|loop-delete|slp-vectorizer)$",
        c"-pass-remarks-missed=^loop-vectorize$",
        c"-pass-remarks-analysis=^loop-vectorize$",
    ];
    ONCE.call_once(|| parse_options(&OPTIONS));
}

fn parse_options(options: &[&'static CStr]) {
    let options: Vec<_> = options.iter().map(|option| option.as_ptr()).collect();
    // SAFETY: the strings live for ever; LLVM reads as many as it is told.
    unsafe { LLVMParseCommandLineOptions(options.len() as i32, options.as_ptr(), std::ptr::null()) };
}

/// Saves the memory that names of values would take. They only matter to readers of IR.
pub fn discard_value_names(context: &Context) {
    // SAFETY: the context is alive.
    unsafe { LLVMContextSetDiscardValueNames(context.as_ctx_ref(), 1) };
}

/// Does something, for which names of values are kept: LLVM refuses to read IR as text otherwise.
pub fn with_value_names<T>(context: &Context, read: impl FnOnce() -> T) -> T {
    // SAFETY: the context is alive.
    let are_discarded = unsafe { LLVMContextShouldDiscardValueNames(context.as_ctx_ref()) };
    // SAFETY: as above.
    unsafe { LLVMContextSetDiscardValueNames(context.as_ctx_ref(), 0) };
    let result = read();
    // SAFETY: as above.
    unsafe { LLVMContextSetDiscardValueNames(context.as_ctx_ref(), are_discarded) };
    result
}

/// The float constant with these bits, NaN's payload included.
pub fn float_from_bits<'ctx>(ty: FloatType<'ctx>, bits: IntValue<'ctx>) -> FloatValue<'ctx> {
    // SAFETY: both belong to one context, the integer is a constant as wide as the float, and so the result is a float.
    unsafe { FloatValue::new(LLVMConstBitCast(bits.as_value_ref(), ty.as_type_ref())) }
}

/// Collects what LLVM reports to a context. Without it LLVM ends the process at the first error.
pub struct Diagnostics<'ctx> {
    context: &'ctx Context,
    // Boxed: LLVM keeps its address.
    reports: Box<Reports>,
}

#[derive(Default)]
struct Reports {
    errors: RefCell<Vec<String>>,
    /// What LLVM says of what it does; nothing unless somebody has called [`enable_remarks`].
    remarks: RefCell<Vec<String>>,
}

impl<'ctx> Diagnostics<'ctx> {
    /// Listens to a context until dropped.
    pub fn listen(context: &'ctx Context) -> Self {
        let reports = Box::new(Reports::default());
        let address = (&raw const *reports).cast_mut().cast::<c_void>();
        // SAFETY: the handler expects the address of `Reports`; these live until `drop` has removed the handler.
        unsafe { LLVMContextSetDiagnosticHandler(context.as_ctx_ref(), Some(collect), address) };
        Self { context, reports }
    }

    /// The errors since the last call.
    pub fn take_errors(&self) -> Vec<String> {
        self.reports.errors.take()
    }

    /// The remarks since the last call.
    pub fn take_remarks(&self) -> Vec<String> {
        self.reports.remarks.take()
    }
}

impl Drop for Diagnostics<'_> {
    fn drop(&mut self) {
        // SAFETY: the context is alive; it forgets our handler and its data.
        unsafe { LLVMContextSetDiagnosticHandler(self.context.as_ctx_ref(), None, std::ptr::null_mut()) };
    }
}

extern "C" fn collect(info: LLVMDiagnosticInfoRef, reports: *mut c_void) {
    // SAFETY: `Diagnostics::listen` registered this address together with this function, and the reports are alive.
    let reports = unsafe { &*reports.cast::<Reports>() };
    // SAFETY: LLVM passes a diagnostic that is valid during the call.
    let list = match unsafe { LLVMGetDiagInfoSeverity(info) } {
        LLVMDiagnosticSeverity::LLVMDSError => &reports.errors,
        LLVMDiagnosticSeverity::LLVMDSRemark => &reports.remarks,
        _ => return,
    };
    // SAFETY: as above; the result is a C string that we own.
    let message = unsafe { LLVMGetDiagInfoDescription(info) };
    // SAFETY: the string stays valid until it is disposed of below.
    let text = unsafe { CStr::from_ptr(message) }.to_string_lossy().into_owned();
    // SAFETY: allocated by LLVM above and not used after this.
    unsafe { LLVMDisposeMessage(message) };
    list.borrow_mut().push(text);
}
