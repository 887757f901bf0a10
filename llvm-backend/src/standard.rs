//! LLVM's pipelines `default<O2>`, `default<O3>` and `default<Os>` in two halves, with room between them for what has to be done
//! once functions are inlined and loops simple, and before loops become vectors.
//!
//! The first half has a name, since link-time optimization divides pipelines at the same place: it is what a compiler runs that
//! leaves the rest to the linker. The second one is a list of passes, as `opt -print-pipeline-passes` shows it, without those that find
//! nothing in what we translate: vector libraries, profiles of allocations and calls, annotations.

use crate::options::OptLevel;

/// LLVM's own pipelines do not wait for a fixpoint either.
pub const COMBINE: &str = "instcombine<max-iterations=1;no-verify-fixpoint>";

/// Scalars, calls, and loops that stay loops.
pub fn simplification(level: OptLevel) -> String {
    // The one difference: a loop whose head makes calls is not rotated here, but by the second half.
    format!("thinlto-pre-link<{}>", level.to_string().trim_start_matches('-'))
}

/// Vectors, loops that become straight code, and switches that become tables.
pub fn optimization(level: OptLevel) -> String {
    // Joins branches that a profile says to go one way; only `default<O3>` does.
    let (reduce_heights, unroll) =
        if level == OptLevel::O3 { ("chr,", "loop-unroll<O3>") } else { ("", "loop-unroll<O2>") };
    let passes = [
        "drop-unnecessary-assumes,float2int,lower-constant-intrinsics",
        &format!("{reduce_heights}loop(loop-rotate,loop-deletion),loop-distribute"),
        "loop-vectorize,drop-unnecessary-assumes,infer-alignment,loop-load-elim",
        COMBINE,
        "simplifycfg<forward-switch-cond;switch-range-to-icmp;switch-to-arithmetic;switch-to-lookup;no-keep-loops;hoist-common-insts;sink-common-insts>",
        "slp-vectorizer,vector-combine",
        COMBINE,
        unroll,
        "sroa<preserve-cfg>,infer-alignment",
        COMBINE,
        "loop-mssa(licm),alignment-from-assumptions,loop-sink,instsimplify,div-rem-pairs,tailcallelim",
        "simplifycfg<switch-range-to-icmp;switch-to-arithmetic;hoist-loads-stores-with-cond-faulting;speculate-unpredictables>",
    ];
    let functions = passes.join(",");
    format!(
        "elim-avail-extern,rpo-function-attrs,recompute-globalsaa,function<eager-inv>({functions}),globaldce,constmerge,rel-lookup-table-converter"
    )
}
