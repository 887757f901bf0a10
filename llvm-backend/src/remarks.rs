//! What passes tell of what they did, and of what they left as it was.

use crate::declare;
use wasmc_abi::{FuncIndex, ModuleInfo};
use wasmc_frontend::routines::Routine;

/// Something that a pass says about a place of the guest's code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Remark {
    /// The function's symbol: its name and its index.
    pub function: String,
    /// An offset in the Wasm binary.
    pub offset: u32,
    /// What was done, or why not.
    pub text: String,
}

/// How the remarks begin that are passed on. LLVM also counts instructions, and says of straight code what it left alone.
const KNOWN: [&str; 12] = [
    NOT_VECTORIZED,
    "vectorized loop",
    "interleaved loop",
    "the cost-model indicates",
    "unrolled loop",
    "completely unrolled loop",
    "peeled loop",
    "Stores SLP vectorized",
    "SLP vectorized",
    "Vectorized horizontal reduction",
    "Transformed loop",
    "Loop deleted",
];

/// What LLVM says of a loop, and then once more with each reason.
const NOT_VECTORIZED: &str = "loop not vectorized";

/// What remarks on a loop's number of copies contain. LLVM does not say which loops it left as they were, nor why.
const UNROLLED: [&str; 2] = ["unrolled loop", "peeled loop"];

/// That functions are recognised as routines of the C library.
pub fn of_routines(routines: &[Option<Routine>], info: &ModuleInfo) -> Vec<Remark> {
    let remark = |(routine, func): (&Option<Routine>, u32)| {
        let text = format!("recognised as {}", (*routine)?.name());
        let func = FuncIndex(func);
        Some(Remark { function: declare::symbol_name(info, func), offset: info.funcs[func.index()].body.0, text })
    };
    routines.iter().zip(info.imported_funcs..).filter_map(remark).collect()
}

/// Adds others to remarks. Those that were there before come first at each place.
pub fn add(remarks: &mut Vec<Remark>, others: Vec<Remark>) {
    remarks.extend(others);
    remarks.sort_by_key(|remark| remark.offset);
}

/// LLVM's remarks on a module, in the order of the places. LLVM begins each with `FILE:LINE:COLUMN: `, where the file is
/// the module's name, and the line an offset in it; those without a place say nothing that could be used.
pub fn of_llvm(messages: &[String], info: &ModuleInfo, file: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = messages.iter().filter_map(|message| placed(message, info, file)).collect();
    // LLVM looks at many loops more than once, before and after it inlines a function, or in copies of it.
    remarks.sort_by(|a, b| (a.offset, &a.text).cmp(&(b.offset, &b.text)));
    remarks.dedup();
    let reasons: Vec<u32> =
        remarks.iter().filter(|remark| is_reason(&remark.text)).map(|remark| remark.offset).collect();
    remarks.retain(|remark| remark.text != NOT_VECTORIZED || reasons.binary_search(&remark.offset).is_err());
    remarks.chunk_by(|a, b| a.offset == b.offset).flat_map(with_unrolling).collect()
}

/// The remarks on one place. If there is a loop that no remark calls unrolled, it was not.
fn with_unrolling(remarks: &[Remark]) -> Vec<Remark> {
    let mut all = remarks.to_vec();
    let is_loop = remarks.iter().find(|remark| remark.text.contains("vectorized") && remark.text.contains("loop"));
    let is_unrolled = remarks.iter().any(|remark| UNROLLED.iter().any(|words| remark.text.contains(words)));
    if let Some(remark) = is_loop.filter(|_| !is_unrolled) {
        all.push(Remark { text: "loop not unrolled".to_owned(), ..remark.clone() });
    }
    all
}

fn is_reason(text: &str) -> bool {
    text.strip_prefix(NOT_VECTORIZED).is_some_and(|reason| !reason.is_empty())
}

fn placed(message: &str, info: &ModuleInfo, file: &str) -> Option<Remark> {
    let (place, text) = message.strip_prefix(file)?.strip_prefix(':')?.split_once(": ")?;
    let offset: u32 = place.split(':').next()?.parse().ok()?;
    let func = function_at(info, offset)?;
    KNOWN.iter().any(|words| text.starts_with(words)).then_some(())?;
    Some(Remark { function: declare::symbol_name(info, func), offset, text: text.to_owned() })
}

/// The function whose body an offset is in.
fn function_at(info: &ModuleInfo, offset: u32) -> Option<FuncIndex> {
    let defined = &info.funcs[info.imported_funcs as usize..];
    let position = defined.partition_point(|func| func.body.0 <= offset).checked_sub(1)?;
    (offset < defined[position].body.1).then(|| FuncIndex::from(info.imported_funcs as usize + position))
}
