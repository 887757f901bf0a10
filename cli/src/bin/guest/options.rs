//! What a guest is given: the options that `wasmc run` takes, and that a standalone program has in it or reads from a file.
//!
//! As text they are one a line, as on the command line: `--dir HOST::GUEST` or `--dir=HOST::GUEST`. The value is the rest of the
//! line, without the white space around it; there are no quotes. Empty lines and those that begin with `#` say nothing.

use crate::shared::failure::{Failure, Result, describe};
use std::fmt;
use std::path::Path;
use wasmc_wasi::{DirAccess, WasiCtx, WasiCtxBuilder};

/// What a guest is given.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// Directories, each `HOST` or `HOST::GUEST`.
    pub dir: Vec<String>,
    /// Directories in which it cannot change anything.
    pub dir_ro: Vec<String>,
    /// Variables, each `K=V`, or `K` for the value here.
    pub env: Vec<String>,
    /// Its name for itself.
    pub argv0: Option<String>,
    /// The export to call.
    pub invoke: Option<String>,
    /// Whether to ask the system for huge pages.
    pub huge_pages: bool,
    /// A file with further options.
    pub config: Option<String>,
    /// Whether options may precede the guest's own arguments.
    pub pass_options: bool,
}

impl Options {
    /// Adds one option, by its name with the dashes.
    fn set(&mut self, name: &str, value: Option<&str>) -> std::result::Result<(), String> {
        let takes_value = ["--dir", "--dir-ro", "--env", "--argv0", "--invoke", "--config"].contains(&name);
        if takes_value && value.is_none_or(str::is_empty) {
            return Err(format!("{name} needs a value"));
        }
        let text = value.unwrap_or_default().to_owned();
        match name {
            "--dir" => self.dir.push(text),
            "--dir-ro" => self.dir_ro.push(text),
            "--env" => self.env.push(text),
            "--argv0" => self.argv0 = Some(text),
            "--invoke" => self.invoke = Some(text),
            "--config" => self.config = Some(text),
            "--huge-pages" | "--pass-options" if value.is_some() => return Err(format!("{name} takes no value")),
            "--huge-pages" => self.huge_pages = true,
            "--pass-options" => self.pass_options = true,
            _ => return Err(format!("no option `{name}`")),
        }
        Ok(())
    }

    /// Adds those in a text.
    ///
    /// # Errors
    /// The number of the line that is wrong, and why.
    pub fn add_lines(&mut self, text: &str) -> std::result::Result<(), String> {
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (name, value) = match line.split_once(|c: char| c == '=' || c.is_whitespace()) {
                Some((name, value)) => (name, Some(value.trim_start())),
                None => (line, None),
            };
            self.set(name, value).map_err(|problem| format!("line {}: {problem}", index + 1))?;
        }
        Ok(())
    }

    /// Adds those in front of the arguments, and gives the rest. `--` ends them.
    #[allow(dead_code, reason = "`wasmc` has arguments of its own, and only standalone programs take these")]
    pub fn add_arguments<'a>(&mut self, mut arguments: &'a [String]) -> std::result::Result<&'a [String], String> {
        while let Some((first, rest)) = arguments.split_first() {
            if first == "--" {
                return Ok(rest);
            }
            if !first.starts_with("--") {
                break;
            }
            (arguments, ..) = match first.split_once('=') {
                Some((name, value)) => (rest, self.set(name, Some(value))?),
                None if matches!(&**first, "--huge-pages" | "--pass-options") => (rest, self.set(first, None)?),
                None => (rest.get(1..).unwrap_or_default(), self.set(first, rest.first().map(String::as_str))?),
            };
        }
        Ok(arguments)
    }

    /// What the guest may reach.
    pub fn wasi(&self, file: &Path, arguments: &[String]) -> Result<WasiCtx> {
        let mut wasi = WasiCtxBuilder::new();
        let name = match &self.argv0 {
            Some(name) => name.clone(),
            None => file.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        };
        for argument in std::iter::once(&name).chain(arguments) {
            wasi.arg(argument).map_err(|error| Failure::new(format!("argument {argument:?}: {}", describe(&error))))?;
        }
        for variable in &self.env {
            let (name, value) = match variable.split_once('=') {
                Some((name, value)) => (name, Some(value.to_owned())),
                None => (variable.as_str(), std::env::var(variable).ok()),
            };
            if let Some(value) = value {
                wasi.env(name, &value).map_err(|error| Failure::new(format!("--env {name}: {}", describe(&error))))?;
            }
        }
        wasi.inherit_stdio().map_err(|error| Failure::new(format!("standard streams: {}", describe(&error))))?;
        let dirs = self.dir.iter().map(|dir| (dir, DirAccess::ReadWrite));
        for (dir, access) in dirs.chain(self.dir_ro.iter().map(|dir| (dir, DirAccess::ReadOnly))) {
            let (host, guest) = dir.split_once("::").unwrap_or((dir, dir));
            wasi.preopened_dir_with(host, guest, access)
                .map_err(|error| Failure::io(host.as_ref(), "cannot open the directory", &error))?;
        }
        Ok(wasi.build())
    }
}

/// The text form.
impl fmt::Display for Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lists = [("--dir", &self.dir), ("--dir-ro", &self.dir_ro), ("--env", &self.env)];
        let lists = lists.into_iter().flat_map(|(name, values)| values.iter().map(move |value| (name, value)));
        let single = [("--argv0", &self.argv0), ("--invoke", &self.invoke), ("--config", &self.config)];
        let single = single.into_iter().filter_map(|(name, value)| Some((name, value.as_ref()?)));
        for (name, value) in lists.chain(single) {
            writeln!(f, "{name} {value}")?;
        }
        for (name, is_set) in [("--huge-pages", self.huge_pages), ("--pass-options", self.pass_options)] {
            if is_set {
                writeln!(f, "{name}")?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        let text = "--dir a b::/c\n--dir-ro /\n--env K=V W\n--env HOME\n--argv0 x\n--invoke f\n--config c.conf\n--huge-pages\n--pass-options\n";
        let mut options = Options::default();
        options.add_lines(text).expect("all are options");
        assert_eq!(options.to_string(), text);
        let mut same = Options::default();
        same.add_lines("# as above\n\n  --dir=a b::/c \n--dir-ro\t/\n--env=K=V W\n--env HOME\n").expect("options");
        assert_eq!((same.dir, same.dir_ro, same.env), (options.dir, options.dir_ro, options.env));
    }

    #[test]
    fn wrong_lines() {
        for (text, problem) in [
            ("dir /", "line 1: no option `dir`"),
            ("\n--dir", "line 2: --dir needs a value"),
            ("#\n--dir  \n", "line 2: --dir needs a value"),
            ("--huge-pages yes", "line 1: --huge-pages takes no value"),
            ("--verbose", "line 1: no option `--verbose`"),
        ] {
            assert_eq!(Options::default().add_lines(text).unwrap_err(), problem);
        }
    }

    #[test]
    fn arguments_in_front() {
        let rest = |arguments: &[&str]| {
            let arguments: Vec<String> = arguments.iter().map(|&argument| argument.to_owned()).collect();
            let mut options = Options::default();
            options.add_arguments(&arguments).map(|rest| (rest.join(" "), options.to_string()))
        };
        let given = |rest: &str, options: &str| Ok((rest.to_owned(), options.to_owned()));
        assert_eq!(rest(&["--dir", "a", "b", "--env", "c"]), given("b --env c", "--dir a\n"));
        assert_eq!(rest(&["--huge-pages", "--env=K=V", "--", "--dir"]), given("--dir", "--env K=V\n--huge-pages\n"));
        assert_eq!(rest(&["-v"]), given("-v", ""));
        assert_eq!(rest(&["--dir"]), Err("--dir needs a value".to_owned()));
        assert_eq!(rest(&["--other", "x"]), Err("no option `--other`".to_owned()));
    }
}
