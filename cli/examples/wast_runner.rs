//! Runs one script of the official test suite's format whose modules are compiled by whoever started this program, for machines
//! that only run: emulated ones. It speaks through its standard streams, in frames: one byte that says what it is, four that
//! say how many bytes follow, little-endian, and these.
//!
//! ```text
//! gets   S script                     tells   C binary module, and gets   A artifact
//!                                                                         I why it is invalid
//!                                                                         R (it is refused by name)
//!                                                                         F why it could not be compiled
//!                                     tells   P a script that cannot be parsed
//!                                     tells   D the report, last: see `lines`
//! ```

use anyhow::{Context, Result, anyhow, bail};
use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use wasmc::wast::{NoArtifact, Report, run_with};

fn main() -> Result<()> {
    let (b'S', script) = receive()? else { bail!("the script comes first") };
    let script = String::from_utf8(script)?;
    // A script's threads compile, too; questions and answers stay together.
    let turn = Mutex::new(());
    let compiler = |wasm: &[u8]| {
        let _turn = turn.lock().unwrap_or_else(PoisonError::into_inner);
        compile(wasm)
    };
    match run_with(Path::new("script"), &script, &compiler) {
        Ok(report) => send(b'D', lines(&report).as_bytes()),
        Err(error) => send(b'P', error.to_string().as_bytes()),
    }
}

fn compile(wasm: &[u8]) -> Result<Vec<u8>, NoArtifact> {
    let (kind, answer) = send(b'C', wasm).and_then(|()| receive()).map_err(NoArtifact::Failed)?;
    let reason = |answer: Vec<u8>| anyhow!("{}", String::from_utf8_lossy(&answer));
    match kind {
        b'A' => Ok(answer),
        b'I' => Err(NoArtifact::Invalid(reason(answer))),
        b'R' => Err(NoArtifact::Refused),
        _ => Err(NoArtifact::Failed(reason(answer))),
    }
}

/// `passed N`, and a line for each failed or skipped directive: `failed LINE:COLUMN: reason`.
fn lines(report: &Report) -> String {
    let mut lines = format!("passed {}\n", report.passed);
    for (kind, remarks) in [("failed", &report.failed), ("skipped", &report.skipped)] {
        for remark in remarks {
            lines += &format!("{kind} {}\n", remark.to_string().replace('\n', " "));
        }
    }
    lines
}

fn send(kind: u8, bytes: &[u8]) -> Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(&[kind])?;
    out.write_all(&u32::try_from(bytes.len())?.to_le_bytes())?;
    out.write_all(bytes)?;
    Ok(out.flush()?)
}

fn receive() -> Result<(u8, Vec<u8>)> {
    let mut input = io::stdin().lock();
    let mut head = [0; 5];
    input.read_exact(&mut head).context("nobody answers")?;
    let [kind, len @ ..] = head;
    let mut bytes = vec![0; u32::from_le_bytes(len) as usize];
    input.read_exact(&mut bytes)?;
    Ok((kind, bytes))
}
