//! Compiles each `opt/*.wat` and checks the result against the `;;` lines in it:
//!
//! ```text
//! ;; emit: asm               look at assembly, not at LLVM IR
//! ;; target: aarch64-linux   instead of x86-64-v3
//! ;; options: -O0            instead of -O3; also --strict-memory
//! ;; in: name[0]             the following checks look at this function only
//! ;; check: text             the text occurs after the previous check's
//! ;; check-not: text         the text does not occur at all
//! ;; remark: name[0]: text   this is said about the function
//! ;; no-remark: name[0]      nothing is said about it
//! ;; begins-as: name[1]      the function begins with the instructions that this other one has
//! ;; instructions: CPU…      last; below it, each function and how many instructions it has on each of these CPUs
//! ```
//!
//! `WASMC_BLESS=1` rewrites the numbers of instructions.

use std::path::Path;
use wasmc_llvm_backend::{Emit, OptLevel, Options, Remark, compile};

const INSTRUCTIONS: &str = "\n;; instructions: ";

#[test]
fn optimized_code_is_as_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/opt");
    let mut failures = Vec::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(!paths.is_empty());
    for path in paths {
        let source = std::fs::read_to_string(&path).unwrap();
        if let Err(message) = check(&source).and_then(|()| check_instructions(&path, &source)) {
            failures.push(format!("{}: {message}", path.display()));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

fn check(source: &str) -> Result<(), String> {
    let directives: Vec<_> = source.lines().filter_map(|line| line.strip_prefix(";; ")?.split_once(": ")).collect();
    let wasm = wat::parse_str(source).map_err(|error| error.to_string())?;
    let output = compile(&wasm, &options(&directives), &()).map_err(|error| error.to_string())?;
    let text = String::from_utf8(output.bytes).map_err(|error| error.to_string())?;
    let mut scope = text.as_str();
    let mut rest = scope;
    let mut checks = 0;
    for (directive, argument) in directives {
        match directive {
            "emit" | "options" | "target" => {}
            "instructions" => checks += 1,
            "in" => {
                scope = function(&text, argument).ok_or_else(|| format!("no function {argument} in\n{text}"))?;
                rest = scope;
            }
            "check" => {
                let at = rest.find(argument).ok_or_else(|| format!("no `{argument}` in\n{rest}"))?;
                rest = &rest[at + argument.len()..];
                checks += 1;
            }
            "begins-as" => {
                let other = function(&text, argument).ok_or_else(|| format!("no function {argument} in\n{text}"))?;
                if !instructions(scope).starts_with(&instructions(other)) {
                    return Err(format!("it does not begin as\n{other}\nbut is\n{scope}"));
                }
                checks += 1;
            }
            "check-not" if scope.contains(argument) => return Err(format!("`{argument}` in\n{scope}")),
            "check-not" => checks += 1,
            "remark" if !output.remarks.iter().any(|remark| said(remark).starts_with(argument)) => {
                return Err(format!("nobody says `{argument}`, but {:?}", output.remarks));
            }
            "no-remark" if output.remarks.iter().any(|remark| remark.function == argument) => {
                return Err(format!("somebody says something about {argument}: {:?}", output.remarks));
            }
            "remark" | "no-remark" => checks += 1,
            prose if prose.contains(' ') => {}
            _ => return Err(format!("unknown directive `{directive}`")),
        }
    }
    if checks > 0 { Ok(()) } else { Err("nothing is checked".to_owned()) }
}

fn said(remark: &Remark) -> String {
    format!("{}: {}", remark.function, remark.text)
}

/// Compares the table below `;; instructions:`, if there is one, with what the code is like.
fn check_instructions(path: &Path, source: &str) -> Result<(), String> {
    let Some((before, expected)) = source.split_once(INSTRUCTIONS) else { return Ok(()) };
    let cpus = expected.lines().next().unwrap_or_default();
    let actual = format!("{cpus}\n{}", count_instructions(source, cpus)?);
    if actual == expected {
        return Ok(());
    }
    if std::env::var_os("WASMC_BLESS").is_some() {
        return std::fs::write(path, format!("{before}{INSTRUCTIONS}{actual}")).map_err(|error| error.to_string());
    }
    Err(format!("WASMC_BLESS=1 rewrites this\n--- expected\n{expected}\n--- actual\n{actual}"))
}

/// A line for each function of the module: its name, and its number of instructions on each CPU.
fn count_instructions(source: &str, cpus: &str) -> Result<String, String> {
    let wasm = wat::parse_str(source).map_err(|error| error.to_string())?;
    let columns: Vec<_> = cpus.split_whitespace().map(|cpu| count_on(&wasm, cpu)).collect::<Result<_, _>>()?;
    let line = |row: usize| {
        let counts = columns.iter().map(|column| format!(" {:2}", column[row].1)).collect::<String>();
        format!(";;   {:35}{counts}\n", columns[0][row].0)
    };
    Ok((0..columns[0].len()).map(line).collect())
}

/// The name of each function and its number of instructions.
fn count_on(wasm: &[u8], cpu: &str) -> Result<Vec<(String, usize)>, String> {
    let options = Options { emit: Emit::Asm, cpu: Some(cpu.to_owned()), ..options(&[]) };
    let output = compile(wasm, &options, &()).map_err(|error| error.to_string())?;
    let text = String::from_utf8(output.bytes).map_err(|error| error.to_string())?;
    let count = |(index, func): (usize, wasmc_abi::FuncInfo)| {
        let name = func.name.expect("each function is exported or named");
        let code = function(&text, &format!("{name}[{index}]")).ok_or_else(|| format!("no function {name}"))?;
        Ok((name, instructions(code).len()))
    };
    output.module.funcs.into_iter().enumerate().map(count).collect()
}

/// The instructions among the lines of assembly: no labels, directives or comments. Returns do not count.
fn instructions(code: &str) -> Vec<&str> {
    let lines = code.lines().filter_map(|line| line.strip_prefix('\t'));
    lines.filter(|text| !text.starts_with(['.', '#']) && !text.starts_with("ret")).collect()
}

fn options(directives: &[(&str, &str)]) -> Options {
    let mut options = Options {
        emit: Emit::LlvmIr,
        cpu: Some("x86-64-v3".to_owned()),
        target: Some("x86_64-linux".to_owned()),
        ..Options::default()
    };
    for directive in directives {
        match directive {
            ("emit", "asm") => options.emit = Emit::Asm,
            ("target", target) => (options.target, options.cpu) = (Some((*target).to_owned()), None),
            ("options", "-O0") => options.opt = OptLevel::O0,
            ("options", "--strict-memory") => options.strict_memory = true,
            ("emit" | "options", unknown) => panic!("unknown argument {unknown}"),
            _ => {}
        }
    }
    options
}

/// The text of one function: in IR up to its closing brace, in assembly up to its end label.
fn function<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let defines = |line: &str| line.starts_with("define ") && line.contains(&format!("@\"{name}\"("));
    let defined = || text.lines().find(|line| defines(line)).and_then(|line| text.find(line));
    let in_ir = defined().map(|start| (start, "\n}"));
    let in_asm = || text.find(&format!("\n\"{name}\":")).map(|start| (start, ".Lfunc_end"));
    let (start, end) = in_ir.or_else(in_asm)?;
    let text = &text[start..];
    Some(&text[..text.find(end)?])
}
