//! The programs of `scripts/bench`, made short and compiled at -O3: each must print what its native build does. `scripts/bench/run`
//! builds, runs and compares them, as it does before it times them.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::Result;
use libtest_mimic::{Arguments, Failed, Trial};
use wasmc_spectests::tools::{build_wasmc, output, profile_folder, succeed, text};

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let trials = match trials() {
        Ok(trials) => trials,
        Err(error) => return fail(&error),
    };
    if !arguments.list
        && let Err(error) = build_wasmc()
    {
        return fail(&error);
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("{error:#}");
    ExitCode::FAILURE
}

fn trials() -> Result<Vec<Trial>> {
    let names = output(bench().arg("--list"), "")?;
    let trial = |name: &str| {
        let name = name.to_owned();
        Trial::test(name.clone(), move || check(&name).map_err(|error| Failed::from(format!("{error:#}"))))
    };
    Ok(text(&names.stdout).lines().map(trial).collect())
}

fn check(name: &str) -> Result<()> {
    let wasmc = profile_folder()?.join("wasmc");
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench");
    let mut command = bench();
    command.args(["--check", "--small", "--engines", "wasmc", "--out"]).arg(out).arg(name).env("WASMC", wasmc);
    succeed(&mut command)
}

fn bench() -> Command {
    Command::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../scripts/bench/run"))
}
