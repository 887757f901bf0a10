//! `compile`: from a module to files.

use crate::embed;
use crate::features;
use crate::profile;
use crate::progress::Bar;
use crate::shared::args::{Codegen, CodegenOption, Compile, Emit, OptLevel};
use crate::shared::failure::{Failure, Result};
use crate::shared::output::Output;
use crate::shared::source::{self, Kind};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use wasmc::{Options, Product, Progress};

/// Compiles as the arguments say.
pub fn run(args: &Compile) -> Result<ExitCode> {
    let bytes = source::read(&args.input)?;
    if source::sniff(&args.input, &bytes)? == Kind::Artifact {
        return Err(Failure::at(&args.input, "compiled already").hint("`wasmc run` runs it"));
    }
    let kinds = embed::kinds(args);
    let outputs = outputs(args, &kinds)?;
    let header = args.header.as_deref().map(Output::new).transpose()?;
    let bar = Bar::new(&args.input, args.quiet);
    let compiled = compile(args, &kinds, &bytes, bar.as_ref().map_or(&(), |bar| bar))?;
    for (output, bytes) in outputs.iter().zip(compiled.products) {
        output.write(&bytes)?;
    }
    if let Some(header) = header {
        header.write(compiled.header.as_bytes())?;
    }
    if let Some(bar) = bar {
        bar.finish(&outputs);
    }
    print(&compiled.remarks)?;
    Ok(ExitCode::SUCCESS)
}

fn print(lines: &[String]) -> Result<()> {
    let mut text = lines.join("\n");
    if !text.is_empty() {
        text.push('\n');
    }
    let written = io::stdout().write_all(text.as_bytes());
    written.map_err(|error| Failure::io(Path::new("<stdout>"), "cannot write", &error))
}

/// The bytes of each output, and the lines of remarks.
struct Compiled {
    products: Vec<Vec<u8>>,
    header: String,
    remarks: Vec<String>,
}

fn compile(args: &Compile, kinds: &[Emit], bytes: &[u8], progress: &dyn Progress) -> Result<Compiled> {
    let name = if source::is_stdin(&args.input) { Path::new("<stdin>") } else { &args.input };
    let wasm = wasmc::to_binary(bytes, Some(name)).map_err(|error| Failure::at(name, error))?;
    let module_name = embed::name(args)?;
    let names = wasmc::SymbolNames::new(&module_name);
    // An artifact that is asked for in two forms is made once.
    let products: Vec<_> = kinds.iter().map(|&emit| product(emit)).collect::<BTreeSet<_>>().into_iter().collect();
    let mut options = options(&args.codegen)?;
    if options.len() > 1 && products != [Product::Wcart] {
        return Err(Failure::new("only an artifact can have code for several CPUs").hint("name one with -C target-cpu"));
    }
    options.iter_mut().for_each(|options| options.remarks = args.remarks.is_some());
    let compiled =
        wasmc::compile(&wasm, &products, &options, progress).map_err(|error| features::refusal(name, error))?;
    let function = args.remarks.as_deref().filter(|function| !function.is_empty());
    let remarks = match args.remarks {
        Some(_) => wasmc::remarks::lines(&wasm, &compiled.remarks, function),
        None => Vec::new(),
    };
    let of_kind = |&emit: &Emit| {
        let position = products.binary_search(&product(emit)).expect("every kind's product was asked for");
        let bytes = &compiled.products[position];
        match emit {
            Emit::Embed => wasmc::embed(bytes, &names).map_err(|error| Failure::at(name, error)),
            _ => Ok(bytes.clone()),
        }
    };
    let header = args.header.as_ref().map(|_| wasmc::header(&compiled.module, &module_name)).unwrap_or_default();
    Ok(Compiled { products: kinds.iter().map(of_kind).collect::<Result<_>>()?, header, remarks })
}

/// One per kind, in the order of the kinds.
fn outputs(args: &Compile, kinds: &[Emit]) -> Result<Vec<Output>> {
    let several = kinds.len() > 1;
    if kinds.contains(&Emit::Embed) && kinds.contains(&Emit::Obj) {
        return Err(Failure::new("embed and obj have the same extension").hint("ask for one after the other"));
    }
    let base = match &args.output {
        Some(output) if output.as_os_str() == "-" && args.remarks.is_some() => {
            return Err(Failure::new("standard output takes the remarks").hint("name a file with -o"));
        }
        Some(output) if !several => return Ok(vec![Output::new(output)?]),
        Some(output) if output.as_os_str() == "-" => {
            return Err(Failure::new("standard output takes only one kind").hint("name a file with -o"));
        }
        Some(output) => output,
        None if source::is_stdin(&args.input) => {
            return Err(Failure::new("standard input has no name to derive the output's from").hint("name it with -o"));
        }
        None => &args.input,
    };
    kinds.iter().map(|&emit| Output::new(&derived(&args.input, base, emit)?)).collect()
}

fn derived(input: &Path, base: &Path, emit: Emit) -> Result<PathBuf> {
    let path = base.with_extension(extension(emit));
    match path == input {
        true => Err(Failure::at(input, "the output would replace the input").hint("name another with -o")),
        false => Ok(path),
    }
}

fn extension(emit: Emit) -> &'static str {
    match emit {
        Emit::Wcart => "wcart",
        Emit::Embed | Emit::Obj => "o",
        Emit::Asm => "s",
        Emit::LlvmIr => "ll",
    }
}

fn product(emit: Emit) -> Product {
    match emit {
        Emit::Wcart | Emit::Embed => Product::Wcart,
        Emit::Obj => Product::Object,
        Emit::Asm => Product::Asm,
        Emit::LlvmIr => Product::LlvmIr,
    }
}

/// The backend's form of the options, for each CPU. Reads profiles that it is to use.
pub fn options(codegen: &Codegen) -> Result<Vec<Options>> {
    let cpus = codegen.options.iter().rev().find_map(|option| match option {
        CodegenOption::TargetCpu(names) => Some(names.iter().cloned().map(Some).collect()),
        _ => None,
    });
    let options = for_any_cpu(codegen)?;
    let for_cpu = |cpu| Options { cpu, ..options.clone() };
    Ok(cpus.unwrap_or_else(|| vec![None]).into_iter().map(for_cpu).collect())
}

fn for_any_cpu(codegen: &Codegen) -> Result<Options> {
    Ok(Options {
        opt: match codegen.opt.unwrap_or(OptLevel::O3) {
            OptLevel::O0 => wasmc::OptLevel::O0,
            OptLevel::O1 => wasmc::OptLevel::O1,
            OptLevel::O2 => wasmc::OptLevel::O2,
            OptLevel::O3 => wasmc::OptLevel::O3,
            OptLevel::Os => wasmc::OptLevel::Os,
        },
        target: codegen.target.clone(),
        strict_memory: codegen.strict_memory,
        strip: codegen.strip,
        jobs: codegen.jobs,
        features: features::choose(&codegen.features),
        profile: profile::choose(&codegen.options)?,
        ..Options::default()
    })
}
