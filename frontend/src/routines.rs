//! Recognises functions that a C library has linked into many modules by their code.
//!
//! `routines.txt` lists them by a hash of type and code, which `scripts/routines` has made. Such code names nothing of its
//! module but memory 0 and functions that are recognised too, so that equal code does the same in every module, bit for bit,
//! whatever its function is called. What it does is known because `scripts/routines` has compared each body in the list with a
//! model of what its [`Routine`] says, and because each is what a compiler or wasm-opt made of the library's function of that name.

use crate::module::Body;
use std::collections::HashMap;
use std::fmt::Write;
use wasmc_abi::{FuncIndex, FuncType, MemoryType, ModuleInfo, ValType};
use wasmparser::{BlockType, Operator, OperatorsReader};

/// What a function does if all bytes that it must look at are in memory. All else is left to the function's own code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Routine {
    /// Copies between ranges that do not overlap, and returns the destination.
    Memcpy,
    /// Copies fewer than 2^31 bytes between any ranges, and returns the destination.
    Memmove,
    /// Fills, and returns the destination.
    Memset,
    /// The difference of the first two bytes that differ, as unsigned numbers, or 0.
    Memcmp,
    /// The address of the first byte that has the value, or 0.
    Memchr,
    /// How many bytes come before the first zero.
    Strlen,
    /// The difference of the first two bytes that differ or are zero.
    Strcmp,
    /// The same of so many bytes at most; 0 where those are equal.
    Strncmp,
    /// The address of the first byte that has the value or is zero.
    Strchrnul,
}

/// All of them, with what the list calls them.
const NAMES: [(Routine, &str); 9] = [
    (Routine::Memcpy, "memcpy"),
    (Routine::Memmove, "memmove"),
    (Routine::Memset, "memset"),
    (Routine::Memcmp, "memcmp"),
    (Routine::Memchr, "memchr"),
    (Routine::Strlen, "strlen"),
    (Routine::Strcmp, "strcmp"),
    (Routine::Strncmp, "strncmp"),
    (Routine::Strchrnul, "strchrnul"),
];

impl Routine {
    /// Its name in C.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The routine that C calls so.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, other)| *other == name).map(|(routine, _)| *routine)
    }

    /// How many arguments it has. They and the result are of type `i32`.
    pub fn arity(self) -> usize {
        match self {
            Self::Strlen => 1,
            Self::Strcmp | Self::Strchrnul => 2,
            _ => 3,
        }
    }
}

/// A hash of a function's type and code, of as many bits as make another function with the same one out of reach.
type Fingerprint = [u8; 16];

/// The longest code in the list, in bytes. Longer code is not looked at.
const MOST_BYTES: u32 = 4096;

/// By defined function, in order: which routine it is.
pub fn recognise(info: &ModuleInfo, bodies: &[Body<'_>]) -> Vec<Option<Routine>> {
    let mut found = vec![None; bodies.len()];
    if !has_plain_memory(info) {
        return found;
    }
    let known = known();
    // Those that call others come after those that call none. None in the list calls one that calls another.
    for _ in 0..2 {
        let before = found.clone();
        let callee = |func: u32| *before.get(func.checked_sub(info.imported_funcs)? as usize)?;
        for ((body, routine), func) in bodies.iter().zip(&mut found).zip(info.imported_funcs..) {
            if routine.is_none() {
                let fingerprint = fingerprint(info.func_type(FuncIndex(func)), body, &callee);
                *routine = fingerprint.and_then(|fingerprint| known.get(&fingerprint).copied());
            }
        }
    }
    found
}

/// The functions of a module that have a routine's name, and whose code could be in the list: the beginning of its line, and its
/// index.
pub fn list(info: &ModuleInfo, bodies: &[Body<'_>]) -> Vec<(String, FuncIndex)> {
    let named = |func: u32| Routine::named(info.funcs.get(func as usize)?.name.as_deref()?.trim_start_matches('_'));
    let line = |(body, func): (&Body<'_>, u32)| {
        let routine = named(func)?;
        let fingerprint = fingerprint(info.func_type(FuncIndex(func)), body, &named)?;
        let mut line = format!("{} ", routine.name());
        fingerprint.iter().for_each(|byte| write!(line, "{byte:02x}").expect("writing to a String cannot fail"));
        Some((line, FuncIndex(func)))
    };
    bodies.iter().zip(info.imported_funcs..).filter_map(line).collect()
}

/// Whether memory 0 is what the routines are made for: words at multiples of their size lie within it or outside, indices have
/// 32 bits, and nobody else writes to it meanwhile.
fn has_plain_memory(info: &ModuleInfo) -> bool {
    const PAGE_LOG2: u8 = 16;
    let is_plain = |memory: &MemoryType| memory.stays_below_4gib() && !memory.shared && memory.page_log2 == PAGE_LOG2;
    info.memories.first().is_some_and(is_plain)
}

/// The list. Each line is a routine, a hash in hexadecimal, and where such code comes from.
fn known() -> HashMap<Fingerprint, Routine> {
    let line = |line: &str| {
        let mut words = line.split(' ');
        let routine = Routine::named(words.next()?)?;
        let hash = u128::from_str_radix(words.next()?, 16).ok()?;
        Some((hash.to_be_bytes(), routine))
    };
    let lines = include_str!("routines.txt").lines().filter(|line| !line.starts_with('#'));
    lines.map(|text| line(text).expect("the list is well formed")).collect()
}

/// The hash of a function, if it names nothing of its module but memory 0 and routines that `callee` knows.
fn fingerprint(ty: &FuncType, body: &Body<'_>, callee: &dyn Fn(u32) -> Option<Routine>) -> Option<Fingerprint> {
    let range = body.body.range();
    let is_i32 = |ty: &ValType| *ty == ValType::I32;
    if range.end - range.start > u64::from(MOST_BYTES) || !ty.params.iter().chain(&ty.results).all(is_i32) {
        return None;
    }
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[u8::try_from(ty.params.len()).ok()?, u8::try_from(ty.results.len()).ok()?]);
    let bytes = |start: u64, end: u64| &body.source.wasm[start as usize..end as usize];
    let mut from = range.start;
    let mut operators: OperatorsReader<'_> = body.body.get_operators_reader().ok()?;
    while !operators.eof() {
        let at = operators.original_position();
        let operator = operators.read().ok()?;
        if let Operator::Call { function_index } = operator {
            let routine = callee(function_index)?;
            hasher.update(bytes(from, at + 1)).update(routine.name().as_bytes());
            from = operators.original_position();
        } else if !is_independent(&operator, *bytes(at, at + 1).first()?) {
            return None;
        }
    }
    let hash = hasher.update(bytes(from, range.end)).finalize();
    hash.as_bytes()[..16].try_into().ok()
}

/// Whether an operator that begins with this byte means the same in all modules whose memory 0 is of the same kind.
fn is_independent(operator: &Operator<'_>, first: u8) -> bool {
    match first {
        // Blocks may name a type.
        0x02..=0x04 => !matches!(
            operator,
            Operator::Block { blockty: BlockType::FuncType(_) }
                | Operator::Loop { blockty: BlockType::FuncType(_) }
                | Operator::If { blockty: BlockType::FuncType(_) }
        ),
        // `unreachable`, `nop`, `else`, `end`, branches and `return`, `drop` and `select`, local variables.
        0x00 | 0x01 | 0x05 | 0x0b..=0x0f | 0x1a | 0x1b | 0x20..=0x22 => true,
        // Loads and stores: of memory 0, unless the instruction says otherwise.
        0x28..=0x3e => true,
        // Constants and arithmetic.
        0x41..=0xc4 => true,
        _ => false,
    }
}
