//! The order of passes: what every module needs, then LLVM's pipeline of the chosen level.
//!
//! `-O1` is for those who wait for the compiler. Measured on SQLite, LLVM's own `default<O1>` takes twice the time of everything else, and
//! selecting instructions with it half of the rest. So `-O1` has a few passes that look at one function at a time, which run on all
//! cores, and the code generation of `-O0`.

use crate::error::{Error, Result};
use crate::large;
use crate::options::{OptLevel, Options};
use crate::passes;
use crate::passes::anchor::Later;
use crate::remarks::Remark;
use crate::standard;
use inkwell::attributes::AttributeLoc;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;

/// What `-O1` does with a function. With `instcombine` it would take a tenth more time, for a hundredth less code.
const CHEAP: &str = "early-cse";

/// What the other levels do with a function that is too large for them.
const FOR_GIANTS: &str = "early-cse,simplifycfg,instcombine<max-iterations=1;no-verify-fixpoint>,simplifycfg";

/// By how much LLVM's bound for functions to be inlined, 225 in its measure, falls in a large module for each call in the function: one that
/// makes calls must be next to nothing. Producers have inlined what is worth it, and to do so again makes the code a tenth to a quarter longer, and
/// none faster that was measured. Functions that are called once are inlined all the same.
const LARGE_MODULE_INLINING: &str = "-200";

/// Runs the passes that come before LLVM's pipeline, which look at a module as a whole. Returns what ours say about it.
pub fn prepare(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<Vec<Remark>> {
    let mut remarks = Vec::new();
    // Removes what has no effect but to hide that a load's value is not needed, and turns local variables into values.
    let expose_dead_loads = match options.opt {
        // No pass will look at branches, so what they need is needed. And `simplifycfg` joins returns, which only later
        // passes take apart again where a tail call must be followed by one.
        OptLevel::O0 => "function(mem2reg,instsimplify,adce)",
        // What `adce` finds beyond that is next to nothing, and no later pass of this level would remove it.
        OptLevel::O1 => "function(mem2reg,instsimplify,simplifycfg)",
        // Bits that nobody looks at and numbers that never change are found early, and later passes would find them anyway.
        _ => "function(mem2reg,instsimplify,sccp,bdce,adce,simplifycfg)",
    };
    if options.strict_memory {
        run(module, machine, "function(mem2reg)")?;
    } else {
        passes::anchor::protect(module);
        run(module, machine, expose_dead_loads)?;
        // The code generation of the lower levels moves no loads either.
        let later = if options.looks_at_functions_alone() { Later::LeavesLoads } else { Later::MovesLoads };
        passes::anchor::relax(module, later);
        passes::whole::keep_vectors(module);
    }
    let are_joined = options.opt != OptLevel::O0 && passes::product::join(module);
    // At the lower levels nothing would make use of what our other passes find.
    if !options.looks_at_functions_alone() {
        if !options.strict_memory {
            relate_addresses(module, machine, are_joined, &mut remarks)?;
        }
        set_giants_apart(module, machine)?;
    }
    Ok(remarks)
}

/// What LLVM's pipeline is to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// A module.
    Whole,
    /// A part of a large module, or of one at a level that looks at one function at a time.
    Part,
}

/// Runs LLVM's pipeline, and what comes behind it.
pub fn optimize(module: &Module<'_>, machine: &TargetMachine, options: &Options, extent: Extent) -> Result<()> {
    if !options.looks_at_functions_alone() {
        let (simplification, optimization) = match (extent, options.opt) {
            // Whoever wants little code gets what LLVM does for it.
            (Extent::Whole, level) | (Extent::Part, level @ OptLevel::Os) => {
                (standard::simplification(level), standard::optimization(level))
            }
            (Extent::Part, _) => {
                bound_inlining(module);
                (large::simplification(), large::optimization())
            }
        };
        run(module, machine, &simplification)?;
        passes::widths::keep(module);
        run(module, machine, &optimization)?;
        passes::narrow::narrow(module);
        passes::choice::mark(module);
        if passes::carries::order(module) {
            run(module, machine, "function(adce)")?;
        }
        passes::dispatch::limit(module);
        if has_sse2(machine) {
            passes::best::foresee(module);
        }
        // What is estimated is an x86's time; scalars are more code.
        let may_take_apart = options.opt != OptLevel::Os && has_sse2(machine);
        if may_take_apart && passes::apart::take_apart(module) {
            run(module, machine, "function(adce)")?;
        }
        if may_take_apart {
            passes::reload::split(module);
        }
    }
    passes::resume::lower(module);
    let is_expanded =
        options.opt != OptLevel::O0 && has_sse2(machine) && passes::saturate::expand(module, has(machine, "+avx"));
    if passes::widen::widen(module) || is_expanded {
        run(module, machine, "always-inline")?;
    }
    if !options.strict_memory {
        passes::whole::keep(module);
    }
    // Little code has addresses in registers.
    if !options.looks_at_functions_alone() && options.opt != OptLevel::Os && has_sse2(machine) {
        passes::afresh::compute(module);
    }
    Ok(())
}

fn bound_inlining(module: &Module<'_>) {
    let bound = module.get_context().create_string_attribute("call-threshold-bonus", LARGE_MODULE_INLINING);
    let defined = module.get_functions().filter(|function| function.count_basic_blocks() > 0);
    defined.for_each(|function| function.add_attribute(AttributeLoc::Function, bound));
}

/// Lets LLVM see how the addresses of accesses are related: those of an unrolled loop's copies, those of neighbours.
fn relate_addresses(
    module: &Module<'_>,
    machine: &TargetMachine,
    are_joined: bool,
    remarks: &mut Vec<Remark>,
) -> Result<()> {
    if are_joined {
        // Without what products were put together from, a function that multiplies is small enough to be inlined.
        run(module, machine, "function(adce)")?;
    }
    if passes::leaf::mark(module) {
        run(module, machine, "always-inline")?;
        passes::leaf::unify_bases(module);
    }
    passes::reroll::reroll(module, remarks);
    passes::group::group(module);
    Ok(())
}

fn set_giants_apart(module: &Module<'_>, machine: &TargetMachine) -> Result<()> {
    for function in passes::giant::functions(module) {
        let result = function.run_passes(FOR_GIANTS, machine, pass_options());
        result.map_err(|message| Error::llvm("optimize", message.to_string_lossy()))?;
        passes::giant::set_apart(module, function);
    }
    Ok(())
}

fn has_sse2(machine: &TargetMachine) -> bool {
    has(machine, "+sse2")
}

fn has(machine: &TargetMachine, feature: &str) -> bool {
    machine.get_feature_string().to_string_lossy().split(',').any(|each| each == feature)
}

/// Runs the passes that look at one function at a time, and of others at declarations only. They come last.
pub fn optimize_functions(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<()> {
    match options.opt {
        OptLevel::O1 => run(module, machine, &format!("function({CHEAP})")),
        _ => Ok(()),
    }
}

fn run(module: &Module<'_>, machine: &TargetMachine, passes: &str) -> Result<()> {
    let result = module.run_passes(passes, machine, pass_options());
    result.map_err(|message| Error::llvm("optimize", message.to_string_lossy()))
}

fn pass_options() -> PassBuilderOptions {
    let options = PassBuilderOptions::create();
    options.set_loop_vectorization(true);
    options.set_loop_interleaving(true);
    options.set_loop_slp_vectorization(true);
    options.set_loop_unrolling(true);
    // A linker's hints by which to order functions. Ours has no use for them.
    options.set_call_graph_profile(false);
    // Two merged functions would share one name in backtraces.
    options.set_merge_functions(false);
    options
}
