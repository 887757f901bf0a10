//! Progress on standard error, if that is a terminal: a bar for what can be counted, a spinner and the time for the rest.

use crate::shared::output::Output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::cell::RefCell;
use std::io::{self, Write};
use std::path::Path;
use std::time::Duration;
use wasmc::{Phase, Progress};

/// Shows work without a count.
const SPINNER: &str = "{spinner} {msg} {elapsed}";

/// Shows work that is counted.
const COUNTER: &str = "{spinner} {msg} {wide_bar} {human_pos}/{human_len} {elapsed}";

/// How often the time is redrawn.
const TICK: Duration = Duration::from_millis(100);

/// The line that shows what a compilation is doing. It goes away when dropped.
pub struct Bar {
    bar: ProgressBar,
    name: String,
    /// The one of several CPUs that is compiled for.
    cpu: RefCell<String>,
}

impl Bar {
    /// A bar for `input`; none where nobody would see it.
    pub fn new(input: &Path, quiet: bool) -> Option<Self> {
        let target = ProgressDrawTarget::stderr();
        if quiet || target.is_hidden() {
            return None;
        }
        let name = input.file_name().unwrap_or(input.as_os_str()).to_string_lossy().into_owned();
        let bar = ProgressBar::with_draw_target(None, target).with_style(style(SPINNER)).with_message(name.clone());
        bar.enable_steady_tick(TICK);
        Some(Self { bar, name, cpu: RefCell::default() })
    }

    /// Removes the line and leaves one that says what was written.
    pub fn finish(self, outputs: &[Output]) {
        let seconds = self.bar.elapsed().as_secs_f64();
        self.bar.finish_and_clear();
        for path in outputs.iter().filter_map(Output::path) {
            _ = writeln!(io::stderr(), "{}: written after {seconds:.1} s", path.display());
        }
    }
}

impl Progress for Bar {
    fn cpu(&self, name: &str) {
        *self.cpu.borrow_mut() = format!("{name}, ");
    }

    fn phase(&self, phase: Phase) {
        self.bar.set_style(style(SPINNER));
        self.bar.unset_length();
        self.bar.set_position(0);
        self.bar.set_message(format!("{}: {}{phase}", self.name, self.cpu.borrow()));
    }

    fn step(&self, done: u64, total: u64) {
        if self.bar.length().is_none() {
            self.bar.set_length(total);
            self.bar.set_style(style(COUNTER));
        }
        self.bar.set_position(done);
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).expect("the templates above are well-formed")
}
