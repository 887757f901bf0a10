//! One call of a generated module, and what it leaves behind.

use crate::generate::{Case, Domain};
use anyhow::{Context, Result};
use std::array;
use std::sync::LazyLock;
use wasmc_runtime::{Caller, Engine, Extern, Func, Instance, Module, Store, Trap, TrapCode, Val};

/// What a call has done, as far as the specification and the README fix it.
pub struct Outcome {
    /// What it returned, or its trap.
    pub end: Result<Returned, TrapCode>,
    /// The calls of the host: the value, and a digest of the memory at that time.
    pub log: Vec<(i64, u64)>,
}

/// What a call leaves behind that returns.
pub struct Returned {
    pub sum: i64,
    /// The bits of the second result; all NaNs are one.
    pub float: u64,
    pub globals: [Option<i32>; 2],
    pub pages: u64,
    /// Both ends of the memory.
    pub memory: Vec<u8>,
}

/// How much of each end of a memory is looked at. The rest of a large one is out of reach for what is generated.
const WINDOW: usize = 128 << 10;

/// Calls of the host after which it no longer looks at the memory, which takes time.
const LOOKS: usize = 4;

/// Runs a new instance of a module.
pub fn run(engine: &Engine, module: &Module, case: &Case, arguments: [i64; 4]) -> Result<Outcome> {
    let mut store: Store<Vec<(i64, u64)>> = Store::new(engine, Vec::new());
    let domain = case.domain;
    let log = Func::wrap(&mut store, move |mut caller: Caller<'_, Vec<(i64, u64)>>, value: i64| {
        let looks = caller.data().len() < LOOKS;
        let digest = match caller.get_export("memory") {
            Some(Extern::Memory(memory)) if looks => digest(memory.data(&caller), domain),
            _ => 0,
        };
        caller.data_mut().push((value, digest));
    });
    let instance = Instance::new(&mut store, module, &[log.into()])?;
    let memory = instance.get_memory(&store, "memory").context("the memory is exported")?;
    fill(memory.data_mut(&mut store), domain);
    let function = instance.get_func(&store, "run").context("the function is exported")?;
    let address = |value: i64| if case.memory64 { Val::I64(value) } else { Val::I32(value as i32) };
    let mut results = [Val::I64(0), Val::I64(0)];
    let end = match function.call(&mut store, &arguments.map(address), &mut results) {
        Ok(()) => Ok(Returned {
            sum: results[0].i64().context("the first result is an integer")?,
            float: float_bits(&results[1]),
            globals: ["g0", "g1"].map(|name| instance.get_global(&store, name)?.get(&store).i32()),
            pages: memory.size(&store),
            memory: ends(memory.data(&store)).concat(),
        }),
        Err(error) => Err(error.trap().map(Trap::code).with_context(|| error.to_string())?),
    };
    Ok(Outcome { end, log: store.into_data() })
}

/// Both ends of a memory, which together are all of a small one.
fn ends(memory: &[u8]) -> [&[u8]; 2] {
    match memory.len() {
        len if len <= 2 * WINDOW => memory.split_at(len / 2).into(),
        len => [&memory[..WINDOW], &memory[len - WINDOW..]],
    }
}

/// Gives both ends of a memory contents that are the same each time.
fn fill(memory: &mut [u8], domain: Domain) {
    static PATTERNS: LazyLock<[Vec<u8>; 3]> = LazyLock::new(|| [Domain::Bytes, Domain::F32, Domain::F64].map(pattern));
    let pattern = &PATTERNS[domain as usize];
    let (start, end) = memory.split_at_mut(memory.len() / 2);
    let at_start = start.len().min(WINDOW);
    start[..at_start].copy_from_slice(&pattern[..at_start]);
    let at_end = end.len().min(WINDOW);
    let untouched = end.len() - at_end;
    end[untouched..].copy_from_slice(&pattern[WINDOW - at_end..]);
}

/// Many small numbers, and some that are not.
fn pattern(domain: Domain) -> Vec<u8> {
    let mut state = 1_u64;
    let word = |_| {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        let mixed = state ^ (state >> 29);
        let [a, b] = [(mixed >> 40) as i8, (mixed >> 20) as i8];
        let word = match (domain, mixed >> 60) {
            (Domain::Bytes, 0..=3) => (mixed >> 32) & 0xff,
            (Domain::Bytes, _) | (_, 0) => mixed,
            (Domain::F64, _) => (f64::from(a) / 4.0).to_bits(),
            (Domain::F32, _) => {
                let [a, b] = [a, b].map(|lane| u64::from((f32::from(lane) / 8.0).to_bits()));
                a << 32 | b
            }
        };
        word.to_le_bytes()
    };
    (0..WINDOW / 8).flat_map(word).collect()
}

/// A number that differs, most likely, for memories that differ.
fn digest(memory: &[u8], domain: Domain) -> u64 {
    let words = ends(memory).into_iter().flat_map(|end| end.chunks_exact(8));
    words.fold(memory.len() as u64, |sum, word| {
        (sum.rotate_left(5) ^ canonical(word, domain)).wrapping_mul(0x9e37_79b9_7f4a_7c15)
    })
}

/// The eight bytes of a word, in which all NaNs are one.
pub fn canonical(word: &[u8], domain: Domain) -> u64 {
    let word = u64::from_le_bytes(array::from_fn(|at| word[at]));
    match domain {
        Domain::Bytes => word,
        Domain::F64 => float_bits(&Val::F64(word)),
        Domain::F32 => float_bits(&Val::F32((word >> 32) as u32)) << 32 | float_bits(&Val::F32(word as u32)),
    }
}

fn float_bits(value: &Val) -> u64 {
    match value {
        Val::F32(bits) if f32::from_bits(*bits).is_nan() => f32::NAN.to_bits().into(),
        Val::F32(bits) => (*bits).into(),
        Val::F64(bits) if f64::from_bits(*bits).is_nan() => f64::NAN.to_bits(),
        Val::F64(bits) => *bits,
        _ => 0,
    }
}
