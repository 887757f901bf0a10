//! Access to the guest from a host function: its memory, its table, and what it exports.

use crate::bytes::Bytes;
use crate::errno::Errno;
use crate::names::Names;
use crate::row::Host;
use crate::state::{Aborted, Emscripten};
use std::collections::HashMap;
use wasmc_runtime::{
    AsContextMut, Error, Extern, Func, Instance, Memory, Store, StoreContextMut, Table, Trap, TrapCode, TypedFunc, Val,
    ValType,
};

/// Finds the guest's state in the store's data.
pub type Get<T> = fn(&mut T) -> &mut Emscripten;

/// What host functions use of an instance.
pub struct Handles {
    pub memory: Memory,
    table: Option<Table>,
    pub exports: HashMap<String, Func>,
    stack_pointer: Option<StackPointer>,
    set_threw: Option<TypedFunc<(i32, i32), ()>>,
}

/// Reads and sets the guest's stack pointer.
#[derive(Clone, Copy)]
struct StackPointer {
    save: TypedFunc<(), i32>,
    restore: TypedFunc<i32, ()>,
}

impl std::fmt::Debug for Handles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Handles").field("memory", &self.memory).finish_non_exhaustive()
    }
}

impl Handles {
    /// Those of an instance that has imported this memory and this table, if any.
    pub fn new<T: 'static>(
        store: &Store<T>,
        instance: Instance,
        names: &Names,
        memory: Option<Memory>,
        table: Option<Table>,
    ) -> Result<Self, Error> {
        let (mut found_memory, mut found_table, mut exports) = (memory, table, HashMap::new());
        for (name, item) in instance.exports(store) {
            match item {
                Extern::Memory(memory) => found_memory = found_memory.or(Some(memory)),
                Extern::Table(table) => found_table = found_table.or(Some(table)),
                Extern::Func(func) => _ = exports.insert(names.export(name).to_owned(), func),
                _ => {}
            }
        }
        let memory = found_memory.ok_or_else(|| Error::host("the module has no memory that its host can reach"))?;
        let first = |names: &[&str]| names.iter().find_map(|&name| exports.get(name)).copied();
        let save = first(&["stackSave", "emscripten_stack_get_current"]);
        let restore = first(&["stackRestore", "_emscripten_stack_restore"]);
        let stack_pointer = match (save, restore) {
            (Some(save), Some(restore)) => {
                Some(StackPointer { save: save.typed(store)?, restore: restore.typed(store)? })
            }
            _ => None,
        };
        let set_threw = first(&["setThrew"]).map(|func| func.typed(store)).transpose()?;
        Ok(Self { memory, table: found_table, exports, stack_pointer, set_threw })
    }
}

/// The guest during a host function that calls it.
pub struct Guest<'a, T: 'static> {
    pub store: StoreContextMut<'a, T>,
    pub get: Get<T>,
}

impl<T: 'static> Guest<'_, T> {
    /// The guest's state.
    pub fn state(&mut self) -> &mut Emscripten {
        (self.get)(self.store.data_mut())
    }

    fn handles(&mut self) -> Result<&Handles, Error> {
        let handles = self.state().handles.as_ref();
        handles.ok_or_else(|| Error::host("the module calls its host before it is instantiated"))
    }

    /// Its memory.
    pub fn memory(&mut self) -> Result<Memory, Error> {
        Ok(self.handles()?.memory)
    }

    /// Its memory and its state.
    pub fn host(&mut self) -> Result<Host<'_>, Error> {
        let memory = self.memory()?;
        let (bytes, data) = memory.data_and_store_mut(&mut self.store);
        Ok(Host { memory: Bytes(bytes), state: (self.get)(data) })
    }

    /// A function that it exports, if it does.
    pub fn export(&mut self, name: &str) -> Result<Option<Func>, Error> {
        Ok(self.handles()?.exports.get(name).copied())
    }

    /// Calls an exported function. None if there is none of this name.
    pub fn call_export(&mut self, name: &str, arguments: &[i32]) -> Result<Option<i32>, Error> {
        match self.export(name)? {
            Some(func) => self.call(func, arguments).map(Some),
            None => Ok(None),
        }
    }

    /// Calls an exported function that the module must have, since it imports what needs it.
    pub fn call_needed(&mut self, name: &str, arguments: &[i32]) -> Result<i32, Error> {
        let returned = self.call_export(name, arguments)?;
        returned
            .ok_or_else(|| Aborted(format!("the module does not export `{name}`, which its imports need")).into_error())
    }

    /// Calls a function with integers. Parameters that are left get 0, and a missing result is 0.
    fn call(&mut self, func: Func, arguments: &[i32]) -> Result<i32, Error> {
        let ty = func.ty(&self.store);
        let mut values: Vec<Val> = arguments.iter().map(|&argument| Val::I32(argument)).collect();
        values.resize(ty.params.len(), Val::I32(0));
        let mut results = zeros(&ty.results);
        func.call(&mut self.store, &values, &mut results)?;
        Ok(results.first().and_then(Val::i32).unwrap_or(0))
    }

    /// Notes an error where its C library looks for it, and is the result that says so.
    pub fn fail(&mut self, errno: Errno) -> Result<i32, Error> {
        if let Some(address) = self.call_export("__errno_location", &[])? {
            self.host()?.memory.write(address.cast_unsigned(), &errno.0.to_le_bytes())?;
        }
        Ok(-1)
    }

    /// A function in its table: a function pointer of C.
    pub fn function(&mut self, index: u32) -> Result<Func, Error> {
        let trap = |code| Error::from(Trap::new(code));
        let table = self.handles()?.table.ok_or_else(|| trap(TrapCode::UndefinedElement))?;
        let element = table.get(&self.store, index.into()).ok_or_else(|| trap(TrapCode::UndefinedElement))?;
        element.func_ref().flatten().ok_or_else(|| trap(TrapCode::UninitializedElement))
    }

    /// Calls a function pointer with integers.
    pub fn call_pointer(&mut self, index: u32, arguments: &[i32]) -> Result<i32, Error> {
        let func = self.function(index)?;
        self.call(func, arguments)
    }

    /// Where its stack ends now.
    pub fn stack(&mut self) -> Result<Option<i32>, Error> {
        let save = self.handles()?.stack_pointer.map(|pointer| pointer.save);
        save.map(|save| save.call(&mut self.store, ())).transpose()
    }

    /// Sets where its stack ends.
    pub fn set_stack(&mut self, stack: i32) -> Result<(), Error> {
        let restore = self.handles()?.stack_pointer.map(|pointer| pointer.restore);
        restore.map_or(Ok(()), |restore| restore.call(&mut self.store, stack))
    }

    /// Tells it whether the call that it made through the host was left by a throw.
    pub fn set_threw(&mut self, threw: i32) -> Result<(), Error> {
        let set_threw = self.handles()?.set_threw;
        set_threw.map_or(Ok(()), |set_threw| set_threw.call(&mut self.store, (threw, 0)))
    }

    /// Leaves the upper half of a result where it looks for it: with the host, or in a global of its own.
    pub fn set_upper_half(&mut self, half: i32) -> Result<(), Error> {
        self.state().upper_half = half;
        for name in ["setTempRet0", "_emscripten_tempret_set"] {
            self.call_export(name, &[half])?;
        }
        Ok(())
    }
}

impl<'a, T: 'static> Guest<'a, T> {
    /// The guest in this store.
    pub fn new(store: &'a mut impl AsContextMut<Data = T>, get: Get<T>) -> Self {
        Self { store: store.as_context_mut(), get }
    }
}

/// A zero of each type.
pub fn zeros(types: &[ValType]) -> Vec<Val> {
    types.iter().map(|&ty| Val::default_for(ty).unwrap_or(Val::I32(0))).collect()
}
