//! From the paths of a guest to a directory of WASI and a path below it. A name is looked up there, by WASI, whose rules
//! hold for `..` and for links; here is only chosen with which directory it starts.

use crate::errno::{Errno, check};
use wasmc_wasi::{WasiCtx, preview1};

/// The directories that a guest starts with, and the one that it is in.
#[derive(Debug)]
pub struct Paths {
    /// Each with its number in WASI and the components of its absolute path.
    preopens: Vec<(u32, Vec<Vec<u8>>)>,
    /// Absolute and without `.` and `..`.
    working: Vec<u8>,
}

/// Linux has this for the longest path too.
const MOST_BYTES: usize = 4096;

/// The number of the first directory that a guest of WASI starts with.
const FIRST_PREOPEN: u32 = 3;

/// The tag of a directory in what `fd_prestat_get` says, which has 8 bytes.
const PRESTAT_BYTES: usize = 8;

impl Paths {
    /// The directories of a context that nobody has used yet.
    pub fn new(wasi: &mut WasiCtx) -> Self {
        let numbers = (FIRST_PREOPEN..).map_while(|number| Some((number, preopened(wasi, number)?)));
        Self { preopens: numbers.map(|(number, name)| (number, components(&name))).collect(), working: b"/".to_vec() }
    }

    /// The directory that the guest is in.
    pub fn working(&self) -> &[u8] {
        &self.working
    }

    /// Goes to another directory; whoever calls has seen that it is one.
    pub fn set_working(&mut self, path: &[u8]) {
        let mut kept: Vec<&[u8]> = Vec::new();
        let absolute = self.absolute(path);
        for component in absolute.split(|&byte| byte == b'/') {
            match component {
                b"" | b"." => {}
                b".." => _ = kept.pop(),
                _ => kept.push(component),
            }
        }
        self.working = [b"/", kept.join(&b'/').as_slice()].concat();
    }

    fn absolute(&self, path: &[u8]) -> Vec<u8> {
        match path.first() {
            Some(b'/') => path.to_vec(),
            _ => [self.working.as_slice(), b"/", path].concat(),
        }
    }

    /// The directory of WASI below which a path leads, and the path from there. Of several, the one whose name says most.
    pub fn find(&self, path: &[u8]) -> Result<(u32, Vec<u8>), Errno> {
        if path.is_empty() {
            return Err(Errno::NOENT);
        }
        if path.len() > MOST_BYTES {
            return Err(Errno::NAMETOOLONG);
        }
        let absolute = self.absolute(path);
        let below = |(number, name): &(u32, Vec<Vec<u8>>)| {
            let rest = strip(&absolute, name)?;
            Some((name.len(), *number, if rest.is_empty() { b"." } else { rest }))
        };
        let (_, number, rest) =
            self.preopens.iter().filter_map(below).max_by_key(|found| found.0).ok_or(Errno::NOENT)?;
        Ok((number, rest.to_vec()))
    }
}

/// The name of a directory that the guest starts with.
fn preopened(wasi: &mut WasiCtx, number: u32) -> Option<Vec<u8>> {
    let mut memory = vec![0; PRESTAT_BYTES];
    check(preview1::fd_prestat_get(wasi, &mut memory, number.cast_signed(), 0)).ok()?;
    let len = u32::from_le_bytes(*memory.last_chunk()?);
    let mut name = vec![0; len as usize];
    let found = preview1::fd_prestat_dir_name(wasi, &mut name, number.cast_signed(), 0, len.cast_signed());
    check(found).is_ok().then_some(name)
}

fn components(path: &[u8]) -> Vec<Vec<u8>> {
    let names = path.split(|&byte| byte == b'/').filter(|name| !matches!(*name, b"" | b"."));
    names.map(<[u8]>::to_vec).collect()
}

/// What is left of an absolute path after these components.
fn strip<'a>(path: &'a [u8], prefix: &[Vec<u8>]) -> Option<&'a [u8]> {
    let mut rest = skip(path);
    for name in prefix {
        let after = rest.strip_prefix(name.as_slice())?;
        if !matches!(after.first(), None | Some(b'/')) {
            return None;
        }
        rest = skip(after);
    }
    Some(rest)
}

/// Leaves out slashes, and components that are `.`.
fn skip(mut path: &[u8]) -> &[u8] {
    loop {
        path = match path {
            [b'/', rest @ ..] => rest,
            [b'.'] => b"",
            [b'.', b'/', rest @ ..] => rest,
            _ => return path,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paths(preopens: &[&str]) -> Paths {
        let preopens = (3..).zip(preopens.iter().map(|name| components(name.as_bytes()))).collect();
        Paths { preopens, working: b"/".to_vec() }
    }

    fn found(paths: &Paths, path: &str) -> Option<(u32, String)> {
        paths.find(path.as_bytes()).ok().map(|(number, rest)| (number, String::from_utf8(rest).unwrap()))
    }

    #[test]
    fn the_longest_name_is_found() {
        let paths = paths(&[".", "/data", "/data/more/"]);
        for (path, number, rest) in [
            ("a", 3, "a"),
            ("/", 3, "."),
            ("//./data", 4, "."),
            ("data/x/", 4, "x/"),
            ("/database", 3, "database"),
            ("/data//more/./y", 5, "y"),
            ("/data/more/../y", 5, "../y"),
            (".hidden", 3, ".hidden"),
        ] {
            assert_eq!(found(&paths, path), Some((number, rest.to_owned())), "{path}");
        }
        assert_eq!(found(&paths, ""), None);
    }

    #[test]
    fn nothing_is_found_outside() {
        let mut paths = paths(&["data"]);
        assert_eq!(found(&paths, "other"), None);
        paths.set_working(b"data/./sub/../x");
        assert_eq!(paths.working(), b"/data/x");
        assert_eq!(found(&paths, "y"), Some((3, "x/y".to_owned())));
        paths.set_working(b"../../..");
        assert_eq!(paths.working(), b"/");
    }
}
