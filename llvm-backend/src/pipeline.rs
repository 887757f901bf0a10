//! The order of passes: what every module needs, then LLVM's pipeline of the chosen level.

use crate::error::{Error, Result};
use crate::options::{OptLevel, Options};
use crate::passes;
use inkwell::module::Module;
use inkwell::passes::PassBuilderOptions;
use inkwell::targets::TargetMachine;

/// Runs all passes over a module.
pub fn optimize(module: &Module<'_>, machine: &TargetMachine, options: &Options) -> Result<()> {
    // Removes what has no effect but to hide that a load's value is not needed, and turns local variables into values.
    let expose_dead_loads = match options.opt {
        // No pass will look at branches, so what they need is needed. And `simplifycfg` joins returns, which only later
        // passes take apart again where a tail call must be followed by one.
        OptLevel::O0 => "function(mem2reg,instsimplify,adce)",
        _ => "function(mem2reg,instsimplify,adce,simplifycfg)",
    };
    if options.strict_memory {
        run(module, machine, "function(mem2reg)")?;
    } else {
        passes::anchor::protect(module);
        run(module, machine, expose_dead_loads)?;
        passes::anchor::relax(module);
        if options.opt != OptLevel::O0 {
            passes::group::group(module);
        }
    }
    if options.opt != OptLevel::O0 {
        passes::product::join(module);
    }
    match options.opt {
        OptLevel::O0 => {}
        OptLevel::O1 => run(module, machine, "default<O1>")?,
        OptLevel::O2 => run(module, machine, "default<O2>")?,
        OptLevel::O3 => run(module, machine, "default<O3>")?,
        OptLevel::Os => run(module, machine, "default<Os>")?,
    }
    passes::resume::lower(module);
    let is_expanded = options.opt != OptLevel::O0 && has_sse2(machine) && passes::saturate::expand(module);
    if passes::widen::widen(module) || is_expanded { run(module, machine, "always-inline") } else { Ok(()) }
}

fn has_sse2(machine: &TargetMachine) -> bool {
    machine.get_feature_string().to_string_lossy().split(',').any(|feature| feature == "+sse2")
}

fn run(module: &Module<'_>, machine: &TargetMachine, passes: &str) -> Result<()> {
    let options = PassBuilderOptions::create();
    options.set_loop_vectorization(true);
    options.set_loop_interleaving(true);
    options.set_loop_slp_vectorization(true);
    options.set_loop_unrolling(true);
    // Two merged functions would share one name in backtraces.
    options.set_merge_functions(false);
    module.run_passes(passes, machine, options).map_err(|message| Error::llvm("optimize", message.to_string_lossy()))
}
