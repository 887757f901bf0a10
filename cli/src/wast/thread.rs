//! Runs a script's directives in their order. A `thread` directive's run at the same time, on a thread of the system with a
//! store of their own; what it shares with the others are shared memories.

use super::script::{Script, Shared};
use super::{Compiler, Outcome, Remark, Report, describe};
use anyhow::{Context, Result, bail};
use std::collections::HashMap;
use std::panic::resume_unwind;
use std::thread::{Scope, ScopedJoinHandle};
use wasmc_runtime::Engine;
use wast::token::{Id, Span};
use wast::{WastDirective, WastThread};

/// Runs a script to its end, and all of its threads.
pub fn run<'env>(text: &'env str, directives: Vec<WastDirective<'env>>, compiler: &'env Compiler<'env>) -> Report {
    let engine = Engine::default();
    std::thread::scope(|scope| match Script::new(compiler, &engine, Shared::default()) {
        Ok(script) => Thread::new(scope, text, script).run(directives),
        Err(error) => {
            let reason = format!("cannot set up the script: {error:#}");
            Report { failed: vec![Remark { line: 1, column: 1, reason }], ..Report::default() }
        }
    })
}

/// A thread of a script, of which the script itself is the first.
struct Thread<'scope, 'env> {
    scope: &'scope Scope<'scope, 'env>,
    text: &'env str,
    script: Script<'env>,
    report: Report,
    /// Those that it has started and not waited for yet, by their names.
    threads: HashMap<String, ScopedJoinHandle<'scope, Report>>,
}

impl<'scope, 'env> Thread<'scope, 'env> {
    fn new(scope: &'scope Scope<'scope, 'env>, text: &'env str, script: Script<'env>) -> Self {
        Self { scope, text, script, report: Report::default(), threads: HashMap::new() }
    }

    fn run(mut self, directives: Vec<WastDirective<'env>>) -> Report {
        for directive in directives {
            let span = directive.span();
            let outcome = match directive {
                WastDirective::Thread(thread) => self.start(thread),
                WastDirective::Wait { thread, .. } => self.wait(thread),
                directive => self.script.execute(directive),
            };
            match outcome {
                Ok(Outcome::Done) => {}
                Ok(Outcome::Holds) => self.report.passed += 1,
                Ok(Outcome::Skipped(reason)) => self.report.skipped.push(remark(self.text, span, reason.to_string())),
                Err(error) => self.report.failed.push(remark(self.text, span, describe(&error))),
            }
        }
        for (_, thread) in std::mem::take(&mut self.threads) {
            self.join(thread);
        }
        self.report
    }

    fn start(&mut self, thread: WastThread<'env>) -> Result<Outcome> {
        let WastThread { name, shared_module, directives, .. } = thread;
        if self.threads.contains_key(name.name()) {
            bail!("there is a thread of that name already");
        }
        let script = self.script.fork(shared_module)?;
        let (scope, text) = (self.scope, self.text);
        let handle = scope.spawn(move || Thread::new(scope, text, script).run(directives));
        self.threads.insert(name.name().to_string(), handle);
        Ok(Outcome::Done)
    }

    fn wait(&mut self, name: Id<'_>) -> Result<Outcome> {
        let thread = self.threads.remove(name.name()).context("no such thread")?;
        self.join(thread);
        Ok(Outcome::Done)
    }

    /// Waits until a thread ends, and takes over its report.
    fn join(&mut self, thread: ScopedJoinHandle<'scope, Report>) {
        let Report { passed, failed, skipped } = thread.join().unwrap_or_else(|panic| resume_unwind(panic));
        self.report.passed += passed;
        self.report.failed.extend(failed);
        self.report.skipped.extend(skipped);
    }
}

fn remark(text: &str, span: Span, reason: String) -> Remark {
    let (line, column) = span.linecol_in(text);
    Remark { line: line + 1, column: column + 1, reason }
}
