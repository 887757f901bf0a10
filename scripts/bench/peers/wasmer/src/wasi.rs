//! As much of WASI preview 1 as the programs of the benchmark use: arguments, standard streams, files of the current directory to
//! read, a clock. All else that a module imports answers that it is not there.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use wasmer::{
    AsStoreMut, Exports, Extern, ExternType, Function, FunctionEnv, FunctionEnvMut, Imports, Memory, MemoryAccessError,
    MemoryView, Module, Value,
};

const SUCCESS: u32 = 0;
const BADF: u32 = 8;
const IO: u32 = 29;
const NOENT: u32 = 44;
const NOSYS: u32 = 52;
const SPIPE: u32 = 70;

/// The descriptor of the current directory; those below are the standard streams.
const FOLDER: u32 = 3;

const CHARACTER_DEVICE: u8 = 2;
const DIRECTORY: u8 = 3;
const REGULAR_FILE: u8 = 4;

/// What the host remembers of a guest.
#[derive(Debug)]
pub struct Host {
    /// The guest's memory, once it has an instance.
    pub memory: Option<Memory>,
    arguments: Vec<String>,
    /// Open files, from descriptor `FOLDER + 1` on.
    files: Vec<Option<File>>,
    started: Instant,
}

impl Host {
    fn file(&mut self, descriptor: u32) -> Option<&mut File> {
        let index = descriptor.checked_sub(FOLDER + 1)?;
        self.files.get_mut(index as usize)?.as_mut()
    }
}

/// Why a call fails: a number of WASI's.
struct Errno(u32);

impl From<MemoryAccessError> for Errno {
    fn from(_: MemoryAccessError) -> Errno {
        Errno(21)
    }
}

impl From<std::io::Error> for Errno {
    fn from(error: std::io::Error) -> Errno {
        Errno(if error.kind() == std::io::ErrorKind::NotFound { NOENT } else { IO })
    }
}

type Env<'a> = FunctionEnvMut<'a, Host>;

/// Runs a call with the host's state and a view of the guest's memory.
fn with(mut env: Env<'_>, call: impl FnOnce(&mut Host, &MemoryView<'_>) -> Result<(), Errno>) -> u32 {
    let (host, store) = env.data_and_store_mut();
    let Some(memory) = host.memory.clone() else { return IO };
    call(host, &memory.view(&store)).map_or_else(|Errno(number)| number, |()| SUCCESS)
}

fn word(memory: &MemoryView<'_>, at: u32) -> Result<u32, Errno> {
    let mut bytes = [0; 4];
    memory.read(at.into(), &mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

fn put(memory: &MemoryView<'_>, at: u32, bytes: &[u8]) -> Result<(), Errno> {
    Ok(memory.write(at.into(), bytes)?)
}

fn put_word(memory: &MemoryView<'_>, at: u32, word: u32) -> Result<(), Errno> {
    put(memory, at, &word.to_le_bytes())
}

/// The buffers of a scattered read or write: (address, bytes).
fn buffers(memory: &MemoryView<'_>, list: u32, count: u32) -> Result<Vec<(u32, u32)>, Errno> {
    (0..count).map(|i| Ok((word(memory, list + 8 * i)?, word(memory, list + 8 * i + 4)?))).collect()
}

fn args_sizes_get(env: Env<'_>, count: u32, bytes: u32) -> u32 {
    with(env, |host, memory| {
        put_word(memory, count, host.arguments.len() as u32)?;
        put_word(memory, bytes, host.arguments.iter().map(|a| a.len() as u32 + 1).sum())
    })
}

fn args_get(env: Env<'_>, list: u32, text: u32) -> u32 {
    with(env, |host, memory| {
        let mut at = text;
        for (i, argument) in host.arguments.iter().enumerate() {
            put_word(memory, list + 4 * i as u32, at)?;
            put(memory, at, argument.as_bytes())?;
            put(memory, at + argument.len() as u32, &[0])?;
            at += argument.len() as u32 + 1;
        }
        Ok(())
    })
}

fn environ_sizes_get(env: Env<'_>, count: u32, bytes: u32) -> u32 {
    with(env, |_, memory| {
        put_word(memory, count, 0)?;
        put_word(memory, bytes, 0)
    })
}

fn environ_get(_: Env<'_>, _: u32, _: u32) -> u32 {
    SUCCESS
}

fn clock_time_get(env: Env<'_>, clock: u32, _precision: u64, time: u32) -> u32 {
    with(env, |host, memory| {
        let now: Duration =
            if clock == 0 { SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default() } else { host.started.elapsed() };
        put(memory, time, &(now.as_nanos() as u64).to_le_bytes())
    })
}

fn fd_write(env: Env<'_>, descriptor: u32, list: u32, count: u32, written: u32) -> u32 {
    with(env, |_, memory| {
        let mut bytes = Vec::new();
        for (at, length) in buffers(memory, list, count)? {
            let start = bytes.len();
            bytes.resize(start + length as usize, 0);
            memory.read(at.into(), &mut bytes[start..])?;
        }
        match descriptor {
            1 => std::io::stdout().write_all(&bytes)?,
            2 => std::io::stderr().write_all(&bytes)?,
            _ => return Err(Errno(BADF)),
        }
        put_word(memory, written, bytes.len() as u32)
    })
}

fn fd_read(env: Env<'_>, descriptor: u32, list: u32, count: u32, read: u32) -> u32 {
    with(env, |host, memory| {
        let mut total = 0;
        for (at, length) in buffers(memory, list, count)? {
            let mut bytes = vec![0; length as usize];
            let got = match descriptor {
                0 => std::io::stdin().read(&mut bytes)?,
                _ => host.file(descriptor).ok_or(Errno(BADF))?.read(&mut bytes)?,
            };
            put(memory, at, &bytes[..got])?;
            total += got as u32;
        }
        put_word(memory, read, total)
    })
}

fn fd_seek(env: Env<'_>, descriptor: u32, offset: i64, whence: u32, at: u32) -> u32 {
    with(env, |host, memory| {
        let file = host.file(descriptor).ok_or(Errno(SPIPE))?;
        let position = file.seek(match whence {
            0 => SeekFrom::Start(offset as u64),
            1 => SeekFrom::Current(offset),
            _ => SeekFrom::End(offset),
        })?;
        put(memory, at, &position.to_le_bytes())
    })
}

fn fd_close(env: Env<'_>, descriptor: u32) -> u32 {
    with(env, |host, _| {
        if let Some(index) = descriptor.checked_sub(FOLDER + 1) {
            *host.files.get_mut(index as usize).ok_or(Errno(BADF))? = None;
        }
        Ok(())
    })
}

fn fd_fdstat_get(env: Env<'_>, descriptor: u32, at: u32) -> u32 {
    with(env, |_, memory| {
        let mut status = [0; 24];
        status[0] = match descriptor {
            0..FOLDER => CHARACTER_DEVICE,
            FOLDER => DIRECTORY,
            _ => REGULAR_FILE,
        };
        // All rights, and those to hand on.
        status[8..].fill(0xff);
        put(memory, at, &status)
    })
}

fn fd_fdstat_set_flags(_: Env<'_>, _: u32, _: u32) -> u32 {
    SUCCESS
}

fn fd_prestat_get(env: Env<'_>, descriptor: u32, at: u32) -> u32 {
    with(env, |_, memory| {
        if descriptor != FOLDER {
            return Err(Errno(BADF));
        }
        put_word(memory, at, 0)?;
        put_word(memory, at + 4, 1)
    })
}

fn fd_prestat_dir_name(env: Env<'_>, _descriptor: u32, at: u32, _bytes: u32) -> u32 {
    with(env, |_, memory| put(memory, at, b"."))
}

#[expect(clippy::too_many_arguments, reason = "the signature is WASI's")]
fn path_open(
    env: Env<'_>, _folder: u32, _lookup: u32, path: u32, bytes: u32, _flags: u32, _rights: u64, _inherited: u64, _status: u32,
    descriptor: u32,
) -> u32 {
    with(env, |host, memory| {
        let mut name = vec![0; bytes as usize];
        memory.read(path.into(), &mut name)?;
        let file = File::open(String::from_utf8(name).map_err(|_| Errno(NOENT))?)?;
        host.files.push(Some(file));
        put_word(memory, descriptor, FOLDER + host.files.len() as u32)
    })
}

fn random_get(env: Env<'_>, at: u32, bytes: u32) -> u32 {
    // The same each time, so that runs do the same work.
    with(env, |_, memory| put(memory, at, &vec![0x5a; bytes as usize]))
}

fn proc_exit(_: Env<'_>, status: u32) {
    std::process::exit(status as i32)
}

/// What the module imports, and the state behind it, whose memory is to be set once there is an instance.
pub fn imports(store: &mut impl AsStoreMut, module: &Module, arguments: Vec<String>) -> (Imports, FunctionEnv<Host>) {
    let host = Host { memory: None, arguments, files: Vec::new(), started: Instant::now() };
    let env = FunctionEnv::new(store, host);
    let mut known = Exports::new();
    macro_rules! define {
        ($($function:ident)*) => {
            $(known.insert(stringify!($function), Function::new_typed_with_env(store, &env, $function));)*
        };
    }
    define! {
        args_get args_sizes_get environ_get environ_sizes_get clock_time_get fd_close fd_fdstat_get fd_fdstat_set_flags
        fd_prestat_dir_name fd_prestat_get fd_read fd_seek fd_write path_open proc_exit random_get
    }
    let mut imports = Imports::new();
    for import in module.imports() {
        let ExternType::Function(signature) = import.ty() else { continue };
        let function = known.get_extern(import.name()).cloned().unwrap_or_else(|| {
            let missing = |_: &[Value]| Ok(vec![Value::I32(NOSYS as i32)]);
            Extern::Function(Function::new(store, signature.clone(), missing))
        });
        imports.define(import.module(), import.name(), function);
    }
    (imports, env)
}
