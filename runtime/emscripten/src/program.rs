//! Instances of Emscripten's modules: what they import is found or made, and their `main` is run.

use crate::functions::Table;
use crate::guest::{Get, Guest, Handles};
use crate::layout;
use crate::names::Names;
use crate::row::Host;
use crate::state::{Aborted, Exit, Uncaught};
use std::fmt;
use wasmc_runtime::{Error, Extern, ExternType, Instance, Linker, Memory, Module, Store, Val, ValType};
use wasmc_wasi::I32Exit;

/// The module that imports of functions name, unless their names were made short.
const ENV: &str = "env";

/// The functions that a program can begin with, which take the number of arguments and their address, or nothing.
const MAINS: [&str; 3] = ["main", "__main_argc_argv", "__main_void"];

/// Whether a module is one of Emscripten's: it imports what its JavaScript has, or begins with `main`.
pub fn is_emscripten(module: &Module) -> bool {
    let mut imports = module.imports().filter(|import| import.module() == ENV).peekable();
    let knows_import = imports.peek().is_some() && {
        let table = Table::<()>::new();
        imports.any(|import| table.knows(import.name()))
    };
    let starts_with_main = MAINS.iter().any(|name| module.get_export(name).is_some());
    minified(module)
        || knows_import
        || starts_with_main && module.get_export("_start").is_none() && exports_constructors(module)
}

fn exports_constructors(module: &Module) -> bool {
    module.get_export("__wasm_call_ctors").is_some()
}

/// Whether the names of a module's imports were made short: then only the JavaScript that comes with it has the real ones.
pub fn minified(module: &Module) -> bool {
    const MODULE: &str = "a";
    const LONGEST: usize = 2;
    let mut imports = module.imports().peekable();
    imports.peek().is_some() && imports.all(|import| import.module() == MODULE && import.name().len() <= LONGEST)
}

/// Imports that nobody has.
#[derive(Debug)]
pub struct MissingImports(Vec<(String, String, ExternType)>);

impl fmt::Display for MissingImports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} that the module imports cannot be provided:",
            if self.0.len() == 1 { "something" } else { "things" }
        )?;
        for (module, name, ty) in &self.0 {
            write!(f, "\n  \"{module}\".\"{name}\": {ty}")?;
            if name.starts_with("emscripten_asm_const") {
                write!(f, " (JavaScript that is part of the program: EM_ASM)")?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for MissingImports {}

/// An instance of a module of Emscripten's.
pub struct Program<T: 'static> {
    instance: Instance,
    get: Get<T>,
}

impl<T: 'static> Program<T> {
    /// Instantiates a module, whose imports may have other names. What the linker has comes before the functions of
    /// this crate, but for those of WASI. `get` finds the state of the guest in the store's data.
    ///
    /// # Errors
    /// [`MissingImports`] if there are any, before anything is run; and as [`Linker::instantiate`].
    pub fn new(
        linker: &Linker<T>,
        store: &mut Store<T>,
        module: &Module,
        names: &Names,
        get: Get<T>,
    ) -> Result<Self, Error> {
        let layout = layout::of(module, names);
        let (mut imports, mut missing) = (Vec::new(), Vec::new());
        let functions = Table::new();
        for import in module.imports() {
            let (from, name) = (import.module(), names.import(import.name()));
            let given = linker.get(&mut *store, from, import.name()).filter(|_| !from.starts_with("wasi_"));
            let found = match given {
                Some(given) => Some(given),
                None => provide(store, &functions, name, import.ty(), get)?,
            };
            match found {
                Some(item) => imports.push(item),
                None => missing.push((from.to_owned(), name.to_owned(), import.ty().clone())),
            }
        }
        if !missing.is_empty() {
            return Err(Error::host(MissingImports(missing)));
        }
        let memory = imports.iter().find_map(|import| import.clone().into_memory());
        let table = imports.iter().find_map(|import| import.clone().into_table());
        let instance = Instance::new(&mut *store, module, &imports)?;
        let handles = Handles::new(store, instance, names, memory, table)?;
        let state = get(store.data_mut());
        state.flushes = FLUSHES.iter().any(|(name, _)| handles.exports.contains_key(*name));
        state.handles = Some(handles);
        state.layout = layout;
        Ok(Self { instance, get })
    }

    /// The instance.
    pub fn instance(&self) -> Instance {
        self.instance
    }

    /// Its memory, which it exports or has been given.
    ///
    /// # Errors
    /// If the store's data have the state of another guest.
    pub fn memory(&self, store: &mut Store<T>) -> Result<Memory, Error> {
        Guest::new(store, self.get).memory()
    }

    /// Prepares a program or library for calls: its stack, and the constructors of its global variables. [`Self::run`]
    /// does that itself.
    ///
    /// # Errors
    /// Those of the guest's code.
    pub fn initialize(&self, store: &mut Store<T>) -> Result<(), Error> {
        let guest = &mut Guest::new(store, self.get);
        guest.call_export("emscripten_stack_init", &[])?;
        // For programs that check their stack themselves.
        let limits = ["emscripten_stack_get_base", "emscripten_stack_get_end"];
        if let [Some(base), Some(end)] = [guest.call_export(limits[0], &[])?, guest.call_export(limits[1], &[])?] {
            guest.call_export("__set_stack_limits", &[base, end])?;
        }
        if guest.call_export("_initialize", &[])?.is_none() {
            guest.call_export("__wasm_call_ctors", &[])?;
        }
        Ok(())
    }

    /// Whether there is something to run: `_start` or `main`.
    pub fn is_command(&self, store: &mut Store<T>) -> bool {
        let handles = (self.get)(store.data_mut()).handles.as_ref();
        handles.is_some_and(|handles| ["_start"].iter().chain(&MAINS).any(|&name| handles.exports.contains_key(name)))
    }

    /// Runs the program from its beginning to its end. Returns the status with which it ends.
    ///
    /// # Errors
    /// A trap, or how else the guest ended: [`Aborted`], or [`Uncaught`] with an exception of C++.
    pub fn run(&self, store: &mut Store<T>) -> Result<i32, Error> {
        let ended = self.run_to_end(store);
        self.status(store, ended)
    }

    fn run_to_end(&self, store: &mut Store<T>) -> Result<i32, Error> {
        if let Some(start) = Guest::new(store, self.get).export("_start")? {
            start.typed::<(), ()>(&*store)?.call(&mut *store, ())?;
            return Ok(0);
        }
        self.initialize(store)?;
        let arguments = crate::functions::arguments((self.get)(store.data_mut()))?;
        let guest = &mut Guest::new(store, self.get);
        for name in MAINS {
            if guest.export(name)?.is_some() {
                let (argc, argv) = push_arguments(guest, &arguments)?;
                return Ok(guest.call_export(name, &[argc, argv])?.unwrap_or(0));
            }
        }
        Err(Error::host("the module has no function `main`"))
    }

    /// The status of a program that ended like this. At its own end, it writes out what it has held back.
    fn status(&self, store: &mut Store<T>, ended: Result<i32, Error>) -> Result<i32, Error> {
        let error = match ended {
            Ok(status) => return self.finish(store, status),
            Err(error) => error,
        };
        if let Some(&Exit(status)) = error.downcast_ref() {
            return self.finish(store, status);
        }
        if let Some(&I32Exit(status)) = error.downcast_ref() {
            return Ok(status);
        }
        Err(self.explain(store, error))
    }

    /// Runs what is registered for the end, which may end the program with another status.
    fn finish(&self, store: &mut Store<T>, status: i32) -> Result<i32, Error> {
        let guest = &mut Guest::new(store, self.get);
        for (name, arguments) in [("__funcs_on_exit", &[][..])].iter().chain(&FLUSHES) {
            match guest.call_export(name, arguments) {
                Ok(_) => {}
                Err(error) => match (error.downcast_ref::<Exit>(), error.downcast_ref::<I32Exit>()) {
                    (Some(Exit(status)), _) | (_, Some(I32Exit(status))) => return Ok(*status),
                    _ => return Err(error),
                },
            }
        }
        Ok(status)
    }

    /// Adds what an exception of C++ is to the error.
    fn explain(&self, store: &mut Store<T>, error: Error) -> Error {
        let Some(&Uncaught::Exception { object, .. }) = error.downcast_ref() else { return error };
        let guest = &mut Guest::new(store, self.get);
        let what = guest.host().ok().and_then(|host| crate::functions::type_name(&host, object));
        Error::host(Uncaught::Exception { object, what })
    }
}

/// Makes what is to be imported under a name, if it is something that Emscripten's modules get from their host.
fn provide<T: 'static>(
    store: &mut Store<T>,
    functions: &Table<T>,
    name: &str,
    ty: &ExternType,
    get: Get<T>,
) -> Result<Option<Extern>, Error> {
    Ok(match ty {
        ExternType::Func(ty) => functions.find(store, name, ty, get).map(Extern::from),
        ExternType::Memory(ty) if !ty.shared => Some(Memory::new(&mut *store, *ty)?.into()),
        ExternType::Table(ty) => {
            let null = Val::default_for(ValType::Ref(ty.element));
            null.map(|null| wasmc_runtime::Table::new(&mut *store, *ty, null)).transpose()?.map(Extern::from)
        }
        _ => None,
    })
}

/// Functions that write out what standard streams hold back.
const FLUSHES: [(&str, &[i32]); 2] = [("__stdio_exit", &[]), ("fflush", &[0])];

/// Puts the arguments onto the guest's stack. Returns their number and the address of the list: none for a program that does
/// not want them, which does not export how to make room.
fn push_arguments<T: 'static>(guest: &mut Guest<'_, T>, arguments: &[Vec<u8>]) -> Result<(i32, i32), Error> {
    let mut bytes = Vec::new();
    let list_bytes = 4 * (arguments.len() + 1);
    let strings: usize = arguments.iter().map(|argument| argument.len() + 1).sum();
    let len = i32::try_from((list_bytes + strings).next_multiple_of(16)).map_err(|_| too_long())?;
    let start = match guest.call_export("stackAlloc", &[len])? {
        None => guest.call_export("_emscripten_stack_alloc", &[len])?,
        start => start,
    };
    let Some(start) = start else { return Ok((0, 0)) };
    let mut at = start.cast_unsigned().wrapping_add(list_bytes as u32);
    for argument in arguments {
        bytes.extend(at.to_le_bytes());
        at = at.wrapping_add(argument.len() as u32 + 1);
    }
    bytes.extend(0_u32.to_le_bytes());
    for argument in arguments {
        bytes.extend_from_slice(argument);
        bytes.push(0);
    }
    let Host { mut memory, .. } = guest.host()?;
    memory.write(start.cast_unsigned(), &bytes)?;
    Ok((arguments.len() as i32, start))
}

fn too_long() -> Error {
    Aborted("the arguments are longer than the guest's stack".to_owned()).into_error()
}
