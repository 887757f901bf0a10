//! Threads of a guest, as the wasi-threads proposal has them: a module imports `wasi`.`thread-spawn` and its memory, which is
//! shared, and exports `wasi_thread_start`. Each thread runs an instance of its own in a store of its own; only the memory
//! is one, and what the embedder's data share.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use wasmc_runtime::{Caller, Error, ExternType, FuncType, Linker, Module, SharedMemory, Store, ValType};

/// The import with which a guest starts a thread.
const SPAWN: (&str, &str) = ("wasi", "thread-spawn");

/// The export that a thread begins with: it takes the thread's number and the argument of `thread-spawn`.
const START: &str = "wasi_thread_start";

/// How many threads a guest may have at the same time beside its first. Each takes some fifteen mappings of memory, of which a process
/// has 65,530; where there are none left, Rust cannot even start a thread that would say so.
const MAX_THREADS: u32 = 2048;

/// WASI's number of the error that there is not enough of something, as `thread-spawn` returns it.
const EAGAIN: i32 = -6;

/// What it takes to start threads of a guest. `T` is the type of the embedder's data, of which each thread has a clone.
pub struct WasiThreads<T: 'static> {
    module: Module,
    linker: Linker<T>,
    numbers: Mutex<Numbers>,
    failed: Box<dyn Fn(Error) + Send + Sync>,
}

/// The numbers of threads: below `next`, but for the `free` ones, all are in use.
struct Numbers {
    next: u32,
    free: Vec<u32>,
}

/// Whether a module starts threads.
pub fn starts_threads(module: &Module) -> bool {
    module.imports().any(|import| (import.module(), import.name()) == SPAWN)
}

/// Defines `wasi`.`thread-spawn` for guests whose `WasiThreads` `get` finds.
///
/// # Errors
/// If it is defined already.
pub fn add_threads_to_linker<T: Clone + Send + 'static>(
    linker: &mut Linker<T>,
    get: impl Fn(&T) -> &Arc<WasiThreads<T>> + Send + Sync + 'static,
) -> Result<(), Error> {
    let (module, name) = SPAWN;
    linker.func_wrap(module, name, move |caller: Caller<'_, T>, argument: i32| {
        get(caller.data()).spawn(caller.data().clone(), argument)
    })?;
    Ok(())
}

/// Makes the shared memories that a module imports and that have no definition yet. Programs that could have threads import
/// theirs even when they start none.
///
/// # Errors
/// If there is not enough memory.
pub fn define_shared_memories<T: 'static>(
    linker: &mut Linker<T>,
    store: &mut Store<T>,
    module: &Module,
) -> Result<(), Error> {
    for import in module.imports() {
        let ExternType::Memory(ty) = *import.ty() else { continue };
        if ty.shared && linker.get(&mut *store, import.module(), import.name()).is_none() {
            let memory = SharedMemory::new(module.engine(), ty)?;
            linker.define(&*store, import.module(), import.name(), memory)?;
        }
    }
    Ok(())
}

impl<T: Clone + Send + 'static> WasiThreads<T> {
    /// Prepares threads that run instances of a module with what a linker defines. When one of them ends in an error, a trap
    /// or `proc_exit`, `failed` is called on it: by the proposal, this is the end of the guest with all of its threads.
    ///
    /// # Errors
    /// If the module does not export `wasi_thread_start`, or with another type.
    pub fn new(
        module: &Module,
        linker: &Linker<T>,
        failed: impl Fn(Error) + Send + Sync + 'static,
    ) -> Result<Arc<Self>, Error> {
        let ty = FuncType { params: vec![ValType::I32; 2], results: Vec::new() };
        if module.get_export(START) != Some(ExternType::Func(ty.clone())) {
            let message = format!("a module that starts threads must export a function `{START}` of type {ty}");
            return Err(Error::host(message));
        }
        let numbers = Mutex::new(Numbers { next: 1, free: Vec::new() });
        Ok(Arc::new(Self { module: module.clone(), linker: linker.clone(), numbers, failed: Box::new(failed) }))
    }

    /// Starts a thread. Returns its number, or an error's.
    fn spawn(self: &Arc<Self>, data: T, argument: i32) -> i32 {
        let Some(number) = self.take_number() else { return EAGAIN };
        let threads = self.clone();
        let start = move || {
            let ended = catch_unwind(AssertUnwindSafe(|| threads.run(data, number, argument)));
            threads.return_number(number);
            let ended = ended.unwrap_or_else(|_panic| Err(Error::host("the host panicked in a thread of the guest")));
            if let Err(error) = ended {
                (threads.failed)(error);
            }
        };
        match std::thread::Builder::new().name(format!("guest thread {number}")).spawn(start) {
            Ok(_) => number.cast_signed(),
            Err(_) => {
                self.return_number(number);
                EAGAIN
            }
        }
    }

    fn run(&self, data: T, number: u32, argument: i32) -> Result<(), Error> {
        let mut store = Store::new(self.module.engine(), data);
        let instance = self.linker.instantiate(&mut store, &self.module)?;
        let start = instance.get_typed_func::<(i32, i32), ()>(&store, START)?;
        start.call(&mut store, (number.cast_signed(), argument))
    }

    fn take_number(&self) -> Option<u32> {
        let mut numbers = self.numbers.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = numbers.next;
        let number = numbers.free.pop().or((fresh <= MAX_THREADS).then_some(fresh))?;
        numbers.next += u32::from(number == fresh);
        Some(number)
    }

    fn return_number(&self, number: u32) {
        self.numbers.lock().unwrap_or_else(PoisonError::into_inner).free.push(number);
    }
}
