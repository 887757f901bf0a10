//! Generates modules of loops over memory, for `tests/generated.rs`, which compares their code at different levels of
//! optimization.
//!
//! A module has one function to call, `run`, of a few pieces: loops of the kinds that producers make (unrolled, with
//! counters that go up to zero, with pointers that step), and what may stand between them. Whatever the memory
//! holds, a call ends: no loop's number of iterations depends on it but through a mask.
//!
//! Results must not depend on what the specification leaves open, the bits of a NaN. So a module with floats of one type in its memory
//! accesses it as nothing else, and two NaNs count as equal.

mod body;
mod looping;
mod module;
mod random;
mod text;
mod value;

use random::Random;

/// What the memory of a module holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Domain {
    /// Bytes, accessed with all widths.
    Bytes,
    /// Numbers of 32 bits.
    F32,
    /// Numbers of 64 bits.
    F64,
}

/// A module and how to call it.
#[derive(Debug)]
pub struct Case {
    /// Its text.
    pub wat: String,
    /// What its memory holds.
    pub domain: Domain,
    /// Whether every loaded value is needed for the result, so that no trap may be missing. In other modules a load whose
    /// value turns out to be useless may be gone, as the README says.
    pub exact_traps: bool,
    /// The arguments of each call of `run`, each of which is to see a new instance: three addresses and a number.
    pub calls: Vec<[i64; 4]>,
    /// Whether the three addresses have 64 bits.
    pub memory64: bool,
}

/// What is decided for a whole module.
struct Plan {
    domain: Domain,
    memory64: bool,
    exact_traps: bool,
    /// The memory's pages.
    pages: u64,
    /// The most that it may have.
    max_pages: Option<u64>,
    simd: bool,
    /// Whether the last array is only there for loads that nobody needs.
    last_unused: bool,
}

impl Plan {
    fn new(random: &mut Random) -> Self {
        let domain = random.pick(&[Domain::Bytes, Domain::Bytes, Domain::Bytes, Domain::F64, Domain::F32]);
        let memory64 = random.once_in(8);
        // The two largest memories: the one that can be reached by growing, and the one that must be declared.
        let pages = if !memory64 && random.once_in(24) { random.pick(&[65_535, 65_536]) } else { 1 + random.below(2) };
        let max_pages = random.once_in(2).then(|| pages.max(1 + random.below(3)));
        let [exact_traps, simd, last_unused] = [2, 4, 4].map(|times| random.once_in(times));
        Self { domain, memory64, exact_traps, pages, max_pages, simd, last_unused }
    }

    /// The type of addresses.
    fn address(&self) -> &'static str {
        if self.memory64 { "i64" } else { "i32" }
    }

    /// The bytes of the smallest thing in memory: all addresses and offsets are its multiples.
    fn unit(&self) -> i64 {
        match self.domain {
            Domain::Bytes => 1,
            Domain::F32 => 4,
            Domain::F64 => 8,
        }
    }
}

/// The module of a seed.
pub fn case(seed: u64) -> Case {
    let mut random = Random::new(seed);
    let plan = Plan::new(&mut random);
    let wat = module::text(&plan, &mut random);
    let calls = (0..4).map(|round| arguments(&plan, round, &mut random)).collect();
    Case { wat, domain: plan.domain, exact_traps: plan.exact_traps, calls, memory64: plan.memory64 }
}

/// Three addresses, most of them inside of the memory, and a number of iterations.
fn arguments(plan: &Plan, round: u64, random: &mut Random) -> [i64; 4] {
    let count = match round {
        0 => 8 * random.within(1, 4),
        1 => random.within(0, 3),
        2 => random.within(0, 40),
        _ => random.within(30, 200),
    };
    let unit = plan.unit();
    let middle = |random: &mut Random| 8192 + 8 * random.within(0, 200);
    let mut addresses = [0; 3].map(|_| middle(random));
    if random.once_in(3) {
        // They overlap.
        addresses[1] = addresses[0] + unit * random.within(-16, 16);
    }
    if random.once_in(3) {
        let end = (plan.pages << 16).cast_signed();
        let far = if plan.memory64 { random.pick(&[0, 1 << 32, i64::MIN]) } else { random.pick(&[0, 1 << 32]) };
        let step = random.pick(&[1, 4, 8]).max(unit);
        let which = if plan.last_unused { 2 } else { random.below(3) as usize };
        addresses[which] = match random.below(6) {
            // So that the last iterations are beyond the end, or just not.
            0 => end - count * step + step * random.within(-4, 2),
            1 => end - step * random.within(0, 64),
            2 => step * random.within(0, 64),
            3 => unit * random.within(0, 8),
            // The end of the address space, where addresses wrap.
            4 => far.wrapping_sub(step * random.within(0, 64)),
            _ => far.wrapping_sub(step * (count + random.within(-2, 4))),
        };
    }
    [addresses[0], addresses[1], addresses[2], count]
}
