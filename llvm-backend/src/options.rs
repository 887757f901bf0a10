//! What a caller chooses, and how it hears of progress.

use std::fmt;
use std::num::NonZero;
use std::sync::Arc;
use wasmc_abi::profile::Profile;
use wasmc_frontend::WasmFeatures;

/// How much LLVM optimizes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum OptLevel {
    /// As little as possible: the fastest compilation.
    O0,
    /// Little.
    O1,
    /// Most.
    O2,
    /// All.
    #[default]
    O3,
    /// As `O2`, but small code is preferred to fast code.
    Os,
}

impl fmt::Display for OptLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::O0 => "-O0",
            Self::O1 => "-O1",
            Self::O2 => "-O2",
            Self::O3 => "-O3",
            Self::Os => "-Os",
        })
    }
}

/// What [`crate::compile`] returns.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Emit {
    /// A relocatable ELF object.
    #[default]
    Object,
    /// The same as assembly text.
    Asm,
    /// LLVM IR as text, after all passes.
    LlvmIr,
}

/// How to compile.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Options {
    /// The features that modules may use, of those that we translate.
    pub features: WasmFeatures,
    /// How much to optimize.
    pub opt: OptLevel,
    /// The CPU to compile for: `native`, `x86-64`, `x86-64-v2`, `neoverse-n1`, …; none means this machine's, or when
    /// compiling for another kind of machine, the least of them.
    pub cpu: Option<String>,
    /// The features of the CPU that the code may use, by LLVM's names; none means those that the CPU's name stands for. To compile
    /// again what was compiled for a `native` CPU elsewhere.
    pub cpu_features: Option<Vec<String>>,
    /// The target to compile for, `x86_64-linux` or `aarch64-linux`; none means this machine's.
    pub target: Option<String>,
    /// Whether every access to a memory is volatile, so that the state at a trap is exact.
    pub strict_memory: bool,
    /// Whether the module's own debug information is left out of artifacts.
    pub strip: bool,
    /// Whether the code counts what it does, or is made for what earlier runs have counted.
    pub profile: ProfileOption,
    /// What [`crate::compile`] returns.
    pub emit: Emit,
    /// Whether [`crate::Output::remarks`] says what LLVM did with loops. It says so to all compilations of the process from then on.
    pub remarks: bool,
    /// At levels that look at one function at a time, and in large modules, how many bytes of WebAssembly are compiled together, and otherwise
    /// of how many instructions of LLVM's code is generated together; none means as many as are worth it. A module is large by the number
    /// of its parts. Fewer bytes take less memory and more time.
    pub part_bytes: Option<NonZero<usize>>,
    /// How many threads generate code; none means as many as there are cores. The number changes no byte.
    pub jobs: Option<NonZero<usize>>,
}

/// What to do about profiles. See `wasmc_abi::profile`.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub enum ProfileOption {
    /// Nothing.
    #[default]
    Off,
    /// Count. A command's counts go to this file, or if there is none, to one beside the artifact.
    Generate(Option<String>),
    /// Optimize for these counts, which have been taken of the same Wasm binary.
    Use(Arc<Profile>),
}

impl Default for Options {
    fn default() -> Self {
        Self {
            features: wasmc_frontend::DEFAULT_FEATURES,
            opt: OptLevel::default(),
            cpu: None,
            cpu_features: None,
            target: None,
            strict_memory: false,
            strip: false,
            profile: ProfileOption::default(),
            emit: Emit::default(),
            remarks: false,
            part_bytes: None,
            jobs: None,
        }
    }
}

impl Options {
    /// Whether nothing in the code of a function depends on what is in others.
    pub(crate) fn looks_at_functions_alone(&self) -> bool {
        matches!(self.opt, OptLevel::O0 | OptLevel::O1)
    }

    /// Whether functions that are recognised as routines of the C library do their work in another way. Below `-O2`, no pass
    /// makes one function of both.
    pub(crate) fn takes_routines(&self) -> bool {
        !self.strict_memory && !self.looks_at_functions_alone()
    }

    /// The options that shape the code, each as on the command line, but those that [`BuildInfo`](wasmc_abi::artifact::BuildInfo)
    /// has fields for.
    pub(crate) fn command_line(&self) -> Vec<String> {
        let mut line = vec![self.opt.to_string()];
        line.extend(self.strict_memory.then(|| "--strict-memory".to_owned()));
        line.extend(self.strip.then(|| "--strip".to_owned()));
        if let ProfileOption::Generate(file) = &self.profile {
            line.push(format!("-Cprofile-generate{}", file.iter().map(|file| format!("={file}")).collect::<String>()));
        }
        let features = wasmc_frontend::list_features(self.features);
        if !features.is_empty() {
            line.push(format!("--features={features}"));
        }
        line
    }
}

/// A part of the work.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Phase {
    /// Reading and validating the module's declarations.
    Parse,
    /// Wasm to LLVM IR, function by function.
    Translate,
    /// LLVM's passes and ours.
    Optimize,
    /// LLVM IR to machine code.
    Codegen,
    /// Object to artifact.
    Link,
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Parse => "parse",
            Self::Translate => "translate",
            Self::Optimize => "optimize",
            Self::Codegen => "codegen",
            Self::Link => "link",
        })
    }
}

/// Hears what a compilation is doing.
pub trait Progress {
    /// What follows is for this CPU, one of several.
    fn cpu(&self, _name: &str) {}
    /// A phase begins.
    fn phase(&self, phase: Phase);
    /// `done` of the phase's `total` steps are done.
    fn step(&self, done: u64, total: u64);
}

impl Progress for () {
    fn phase(&self, _: Phase) {}
    fn step(&self, _: u64, _: u64) {}
}
