//! LLVM's pipeline for modules that are optimized part by part: what is left of `default<O3>` when everything goes that such modules do
//! not run faster for.
//!
//! A producer's pipeline has been over the module already, and so most of what `default<O3>` does is to look again: `instcombine` at
//! eight places, `simplifycfg` at eight, jump threading and correlated values at two, and constants of parameters, arguments and
//! globals, which the producer's linker saw as a whole. Here each pass has a place where something new comes up for it. Inlining comes
//! first and at once, and not function by function with all others in between: what is inlined is small. Loops get what they get there.
//! `scripts/bench/README.md` has the figures.

use crate::standard::COMBINE;

/// What makes functions smaller before their callers look at them.
const BEFORE_INLINING: &str = "simplifycfg<switch-range-to-icmp>,early-cse";

/// Copies of other parts' functions have been inlined by then, or will not be.
const INLINING: &str =
    "always-inline,require<profile-summary>,cgscc(inline,function-attrs),elim-avail-extern,globaldce";

/// Scalars, and loops that stay loops.
const SIMPLIFICATION: [&str; 16] = [
    "sroa",
    "early-cse<memssa>",
    COMBINE,
    "simplifycfg<switch-range-to-icmp>",
    "reassociate",
    "loop-mssa(loop-instsimplify,loop-simplifycfg,licm<no-allowspeculation>,loop-rotate,licm,simple-loop-unswitch<nontrivial;trivial>)",
    "simplifycfg<switch-range-to-icmp>",
    "loop(loop-idiom,indvars,extra-simple-loop-unswitch-passes,loop-deletion,loop-unroll-full)",
    "gvn",
    "bdce",
    "memcpyopt",
    "dse",
    "loop-mssa(licm)",
    "simplifycfg<switch-range-to-icmp;switch-to-arithmetic;hoist-common-insts;sink-common-insts>",
    COMBINE,
    "loop(loop-rotate,loop-deletion)",
];

/// Vectors, loops that become straight code, and switches that become tables.
const OPTIMIZATION: [&str; 15] = [
    "loop-distribute",
    "loop-vectorize",
    "infer-alignment",
    "loop-load-elim",
    "simplifycfg<forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;switch-to-lookup;no-keep-loops;hoist-common-insts;sink-common-insts>",
    "slp-vectorizer",
    "vector-combine",
    COMBINE,
    "loop-unroll<O3>",
    "loop-mssa(licm)",
    "loop-sink",
    "instsimplify",
    "div-rem-pairs",
    "tailcallelim",
    "simplifycfg<switch-range-to-icmp;switch-to-arithmetic;hoist-loads-stores-with-cond-faulting;speculate-unpredictables>",
];

/// The passes up to the place where loops become vectors, as LLVM reads them.
pub fn simplification() -> String {
    format!("function({BEFORE_INLINING}),{INLINING},function<eager-inv>({})", SIMPLIFICATION.join(","))
}

/// Those from there on.
pub fn optimization() -> String {
    format!("function<eager-inv>({}),globaldce", OPTIMIZATION.join(","))
}
