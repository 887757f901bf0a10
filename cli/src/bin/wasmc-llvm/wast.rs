//! `wast`: scripts of the official test suite's format, through the whole pipeline.

use crate::compile;
use crate::shared::args::Wast;
use crate::shared::failure::{Failure, Result, STATUS_ERROR};
use crate::shared::source;
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs every script. Standard output has a line for each, and one for each directive that does not hold.
pub fn run(args: &Wast) -> Result<ExitCode> {
    let options = compile::options(&args.codegen)?;
    let [options] = &options[..] else {
        return Err(Failure::new("scripts are compiled for one CPU").hint("name one with -C target-cpu"));
    };
    let mut status = ExitCode::SUCCESS;
    for file in &args.files {
        let text = String::from_utf8(source::read(file)?).map_err(|_| Failure::at(file, "not UTF-8"))?;
        let report = wasmc::wast::run(file, &text, options).map_err(|error| Failure::at(file, error))?;
        let name = file.display();
        let mut lines = String::new();
        for (kind, remarks) in [("failed", &report.failed), ("skipped", &report.skipped)] {
            lines.extend(remarks.iter().map(|remark| format!("{name}:{remark} ({kind})\n")));
        }
        lines += &format!("{name}: {} of {} hold\n", report.passed, report.total());
        _ = io::stdout().write_all(lines.as_bytes());
        if !report.failed.is_empty() {
            status = STATUS_ERROR.into();
        }
    }
    Ok(status)
}
