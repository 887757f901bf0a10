//! The arguments of the subcommands for which `wasmc` starts `wasmc-llvm`. Both parse them: the first to answer for
//! mistakes and help without starting the second, the second to act on them.

use clap::{Args, ValueEnum};
use std::num::NonZero;
use std::path::PathBuf;

/// `wasmc compile`
#[derive(Args, Debug)]
#[command(after_help = "Exit status: 0 when all outputs were written, 1 on an error, 2 on wrong usage.")]
pub struct Compile {
    /// The module, binary or text; - reads standard input
    #[arg(value_name = "IN")]
    pub input: PathBuf,
    /// Where to write; - is standard output [default: IN with the extension of the kind]
    #[arg(short, value_name = "OUT")]
    pub output: Option<PathBuf>,
    #[command(flatten)]
    pub codegen: Codegen,
    /// What to write: wcart, embed (the artifact as an object to link into a program), obj, asm, llvm-ir, or several of them with
    /// commas, each of which gets its own extension [default: embed if OUT ends in .o, or else wcart]
    #[arg(long, value_name = "KINDS", value_delimiter = ',', hide_possible_values = true)]
    pub emit: Vec<Emit>,
    /// What embed calls the module: its symbols are WASMC_<NAME>_DATA and WASMC_<NAME>_METADATA [default: IN without its folder and
    /// extension]
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    /// Also write a C header for programs that the object of embed is linked into
    #[arg(long, value_name = "FILE")]
    pub header: Option<PathBuf>,
    /// Say on standard output which loops were rolled up, vectorized or unrolled, or why not: in the whole module, or in one
    /// function, by its name or index
    #[arg(long, value_name = "FUNCTION", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub remarks: Option<String>,
    /// Show no progress
    #[arg(short, long)]
    pub quiet: bool,
}

/// `wasmc validate`
#[derive(Args, Debug)]
#[command(after_help = "Exit status: 0 when all modules are valid, 1 otherwise, 2 on wrong usage.")]
pub struct Validate {
    #[command(flatten)]
    pub features: Features,
    /// Modules, binary or text; - reads standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
}

/// `wasmc verify`
#[derive(Args, Debug)]
#[command(
    after_help = "Exit status: 0 when the artifact is what comes of the module, 1 when it is not or on an error, 2 when\n\
    that cannot be said, or on wrong usage."
)]
pub struct Verify {
    /// The artifact
    #[arg(value_name = "ARTIFACT")]
    pub artifact: PathBuf,
    /// The module that it is to be made from, binary or text
    #[arg(value_name = "MODULE")]
    pub module: PathBuf,
    /// profile-use=FILE[,FILE...], for an artifact that was optimized for a profile: all else is in the artifact
    #[arg(short = 'C', value_name = "KEY=VALUE")]
    pub options: Vec<CodegenOption>,
    /// How many threads generate code [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
}

/// `wasmc objdump`
#[derive(Args, Debug)]
#[command(
    after_help = "Above code stand, after ;, the source line and function that it comes from, where the module has debug\n\
    information, and the offset in the Wasm binary, with the instruction there if MODULE is given.\n\n\
    Exit status: 0 when the code was printed, 1 on an error, 2 on wrong usage."
)]
pub struct Objdump {
    /// The artifact
    #[arg(value_name = "ARTIFACT")]
    pub artifact: PathBuf,
    /// The module that it was made from, for its instructions
    #[arg(value_name = "MODULE")]
    pub module: Option<PathBuf>,
    /// Show only the code of one function, by its name or index
    #[arg(long, value_name = "NAME")]
    pub func: Option<String>,
}

/// `wasmc wast`
#[derive(Args, Debug)]
#[command(after_help = "Exit status: 0 when every assertion holds, 1 otherwise, 2 on wrong usage.")]
pub struct Wast {
    /// Scripts of the official test suite's format
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub codegen: Codegen,
}

/// How to generate code.
#[derive(Args, Debug)]
pub struct Codegen {
    /// How much to optimize: 0, 1, 2, 3 or s (small code) [default: 3]
    #[arg(short = 'O', value_name = "LEVEL", hide_possible_values = true)]
    pub opt: Option<OptLevel>,
    /// Code generation option: target-cpu=NAME[,NAME...], where NAME is native or x86-64[-v2|-v3|-v4], or for
    /// AArch64 generic, neoverse-n1 or another one that the error for a wrong name lists [default: native; for another kind of
    /// machine its least], and of the code for several CPUs the best that one can run is run there; profile-generate[=FILE], to have the program count what it does, which adds to FILE when it ends; or
    /// profile-use=FILE[,FILE...], to optimize for what it has counted
    #[arg(short = 'C', value_name = "KEY[=VALUE]")]
    pub options: Vec<CodegenOption>,
    /// The system to compile for: x86_64-linux or aarch64-linux, or their full triples [default: this one]
    #[arg(long, value_name = "TRIPLE")]
    pub target: Option<String>,
    /// How many threads compile; the output is the same for any number [default: one for each core]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<NonZero<usize>>,
    /// Keep the order of all memory accesses, so that memory is exact after a trap
    #[arg(long)]
    pub strict_memory: bool,
    /// Leave the module's own debug information out, by which traps name source lines
    #[arg(long)]
    pub strip: bool,
    #[command(flatten)]
    pub features: Features,
}

/// What modules may use.
#[derive(Args, Debug)]
pub struct Features {
    /// Features of Wasm to turn on, or off with - in front, by their names in wasm-tools; also all, mvp, wasm1, wasm2,
    /// wasm3, lime1 [default: wasm3 and the proposals in phase 4]
    #[arg(long = "features", value_name = "NAMES", allow_hyphen_values = true)]
    pub lists: Vec<String>,
}

/// The argument of `-O`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum OptLevel {
    #[value(name = "0")]
    O0,
    #[value(name = "1")]
    O1,
    #[value(name = "2")]
    O2,
    #[value(name = "3")]
    O3,
    #[value(name = "s")]
    Os,
}

/// The argument of `-C`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum CodegenOption {
    /// `target-cpu=NAME[,NAME…]`
    TargetCpu(Vec<String>),
    /// `profile-generate[=FILE]`
    ProfileGenerate(Option<String>),
    /// `profile-use=FILE[,FILE…]`
    ProfileUse(Vec<String>),
}

impl std::str::FromStr for CodegenOption {
    type Err = String;

    fn from_str(option: &str) -> Result<Self, String> {
        match option.split_once('=') {
            Some(("target-cpu", names)) if !names.split(',').any(str::is_empty) => target_cpu(names),
            Some(("profile-generate", file)) if !file.is_empty() => Ok(Self::ProfileGenerate(Some(file.to_owned()))),
            None if option == "profile-generate" => Ok(Self::ProfileGenerate(None)),
            Some(("profile-use", files)) if !files.split(',').any(str::is_empty) => {
                Ok(Self::ProfileUse(files.split(',').map(str::to_owned).collect()))
            }
            _ => Err("the known options are target-cpu=NAME[,NAME...], profile-generate[=FILE] and profile-use=FILE[,FILE...]"
                .to_owned()),
        }
    }
}

fn target_cpu(names: &str) -> Result<CodegenOption, String> {
    let names: Vec<_> = names.split(',').map(str::to_owned).collect();
    match (1..names.len()).find(|&name| names[..name].contains(&names[name])) {
        Some(name) => Err(format!("the CPU {} is named twice", names[name])),
        None => Ok(CodegenOption::TargetCpu(names)),
    }
}

impl std::fmt::Display for CodegenOption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::TargetCpu(names) => write!(f, "target-cpu={}", names.join(",")),
            Self::ProfileGenerate(None) => f.write_str("profile-generate"),
            Self::ProfileGenerate(Some(file)) => write!(f, "profile-generate={file}"),
            Self::ProfileUse(files) => write!(f, "profile-use={}", files.join(",")),
        }
    }
}

/// The argument of `--emit`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub enum Emit {
    /// An artifact, which `wasmc run` runs
    Wcart,
    /// The same as an ELF object, to be linked into programs
    Embed,
    /// The ELF object that the artifact is linked from
    Obj,
    /// Assembly text
    Asm,
    /// LLVM IR as text, after all passes
    LlvmIr,
}
