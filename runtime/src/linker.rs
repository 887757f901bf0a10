//! Finds what modules import by name.

use crate::engine::Engine;
use crate::error::{Error, LinkError, Result};
use crate::externals::Extern;
use crate::func::{Caller, Func, HostCode, IntoFunc};
use crate::instance::Instance;
use crate::module::Module;
use crate::store::{AsContext, AsContextMut};
use crate::val::Val;
use std::collections::HashMap;
use std::marker::PhantomData;
use std::sync::Arc;
use wasmc_abi::FuncType;

/// Names, and what they stand for, from which modules get their imports. `T` is the type of the embedder's data.
pub struct Linker<T> {
    engine: Engine,
    modules: HashMap<String, HashMap<String, Definition>>,
    allow_shadowing: bool,
    data: PhantomData<fn(T)>,
}

#[derive(Clone)]
enum Definition {
    /// Something in a store.
    Extern(Extern),
    /// A host function that can be put into any store of the linker's type.
    Host(Arc<HostCode>),
}

impl<T> Clone for Linker<T> {
    fn clone(&self) -> Self {
        let Self { engine, modules, allow_shadowing, data } = self;
        Self { engine: engine.clone(), modules: modules.clone(), allow_shadowing: *allow_shadowing, data: *data }
    }
}

impl<T: 'static> Linker<T> {
    /// A linker without names.
    pub fn new(engine: &Engine) -> Self {
        Self { engine: engine.clone(), modules: HashMap::new(), allow_shadowing: false, data: PhantomData }
    }

    /// Its engine.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Whether a name may be defined again.
    pub fn allow_shadowing(&mut self, allow: bool) -> &mut Self {
        self.allow_shadowing = allow;
        self
    }

    fn insert(&mut self, module: &str, name: &str, definition: Definition) -> Result<&mut Self> {
        let names = self.modules.entry(module.to_owned()).or_default();
        if names.contains_key(name) && !self.allow_shadowing {
            return Err(LinkError::Duplicate { module: module.to_owned(), name: name.to_owned() }.into());
        }
        names.insert(name.to_owned(), definition);
        Ok(self)
    }

    /// Defines something that is in a store; only modules that are instantiated in that store can import it.
    ///
    /// # Errors
    /// When the name is taken.
    pub fn define(
        &mut self,
        store: impl AsContext<Data = T>,
        module: &str,
        name: &str,
        item: impl Into<Extern>,
    ) -> Result<&mut Self> {
        let item = item.into();
        item.ty(store);
        self.insert(module, name, Definition::Extern(item))
    }

    /// Defines a host function of a type that is known only at run time; see [`Func::new`].
    ///
    /// # Errors
    /// When the name is taken.
    pub fn func_new(
        &mut self,
        module: &str,
        name: &str,
        ty: FuncType,
        func: impl Fn(Caller<'_, T>, &[Val], &mut [Val]) -> Result<()> + Send + Sync + 'static,
    ) -> Result<&mut Self> {
        self.insert(module, name, Definition::Host(Arc::new(HostCode::untyped(ty, func))))
    }

    /// Defines a host function whose type is that of a closure; see [`Func::wrap`].
    ///
    /// # Errors
    /// When the name is taken.
    pub fn func_wrap<Params, Results>(
        &mut self,
        module: &str,
        name: &str,
        func: impl IntoFunc<T, Params, Results>,
    ) -> Result<&mut Self> {
        self.insert(module, name, Definition::Host(Arc::new(func.into_code())))
    }

    /// Defines all exports of an instance.
    ///
    /// # Errors
    /// When a name is taken.
    pub fn instance(&mut self, store: impl AsContext<Data = T>, module: &str, instance: Instance) -> Result<&mut Self> {
        let context = store.as_context();
        for (name, item) in instance.exports(&context) {
            self.insert(module, name, Definition::Extern(item))?;
        }
        Ok(self)
    }

    /// Makes an instance of a module and defines all of its exports. A program of WASI's, which exports `_start`, is not run; what
    /// else exports `_initialize` is initialized.
    ///
    /// # Errors
    /// When an import's name stands for nothing, when a name is taken, or as [`Instance::new`].
    pub fn module(&mut self, mut store: impl AsContextMut<Data = T>, name: &str, module: &Module) -> Result<&mut Self> {
        let instance = self.instantiate(store.as_context_mut(), module)?;
        if let Some(initialize) = instance.get_func(store.as_context(), "_initialize") {
            initialize.typed::<(), ()>(store.as_context())?.call(store.as_context_mut(), ())?;
        }
        self.instance(store.as_context(), name, instance)
    }

    /// Looks up what a module imports, so that instances of it can be made without looking again.
    ///
    /// # Errors
    /// When an import's name stands for nothing. Types are looked at when an instance is made.
    pub fn instantiate_pre(&self, module: &Module) -> Result<InstancePre<T>> {
        let find = |import: crate::ImportType<'_>| {
            let found = self.find(import.module(), import.name()).cloned();
            found.ok_or_else(|| unknown(import.module(), import.name()))
        };
        let imports = module.imports().map(find).collect::<Result<_>>()?;
        Ok(InstancePre { module: module.clone(), imports, data: PhantomData })
    }

    /// Defines every function that a module imports and that has no definition yet as one that fails when it is called.
    ///
    /// # Errors
    /// When an import that is no function has no definition.
    pub fn define_unknown_imports_as_traps(&mut self, module: &Module) -> Result<()> {
        for import in module.imports() {
            let (from, name) = (import.module(), import.name());
            if self.find(from, name).is_some() {
                continue;
            }
            let ty = import.ty().func().cloned().ok_or_else(|| unknown(from, name))?;
            let (from, name) = (from.to_owned(), name.to_owned());
            let (module, field) = (from.clone(), name.clone());
            self.func_new(&from, &name, ty, move |_, _, _| Err(unknown(&module, &field)))?;
        }
        Ok(())
    }

    /// Gives something a second name.
    ///
    /// # Errors
    /// When the second name is taken, or the first stands for nothing.
    pub fn alias(&mut self, module: &str, name: &str, as_module: &str, as_name: &str) -> Result<&mut Self> {
        let definition = self.find(module, name).cloned().ok_or_else(|| unknown(module, name))?;
        self.insert(as_module, as_name, definition)
    }

    /// Gives everything in a module a second name, in another module.
    ///
    /// # Errors
    /// When a name is taken.
    pub fn alias_module(&mut self, module: &str, as_module: &str) -> Result<()> {
        for (name, definition) in self.modules.get(module).cloned().unwrap_or_default() {
            self.insert(as_module, &name, definition)?;
        }
        Ok(())
    }

    fn find(&self, module: &str, name: &str) -> Option<&Definition> {
        self.modules.get(module)?.get(name)
    }

    /// What a name stands for, in this store.
    pub fn get(&self, store: impl AsContextMut<Data = T>, module: &str, name: &str) -> Option<Extern> {
        Some(self.find(module, name)?.in_store(store))
    }

    /// Instantiates a module with what its imports' names stand for; see [`Instance::new`].
    ///
    /// # Errors
    /// When an import's name stands for nothing, or as [`Instance::new`].
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>, module: &Module) -> Result<Instance> {
        let find = |import: crate::ImportType<'_>| {
            let found = self.get(store.as_context_mut(), import.module(), import.name());
            found.ok_or_else(|| unknown(import.module(), import.name()))
        };
        let imports: Vec<Extern> = module.imports().map(find).collect::<Result<_>>()?;
        Instance::new(store, module, &imports)
    }
}

/// A module whose imports have been looked up, to be instantiated any number of times. `T` is the type of the embedder's data.
pub struct InstancePre<T> {
    module: Module,
    imports: Vec<Definition>,
    data: PhantomData<fn(T)>,
}

impl<T> Clone for InstancePre<T> {
    fn clone(&self) -> Self {
        Self { module: self.module.clone(), imports: self.imports.clone(), data: self.data }
    }
}

impl<T: 'static> InstancePre<T> {
    /// The module.
    pub fn module(&self) -> &Module {
        &self.module
    }

    /// Makes an instance in a store; see [`Instance::new`].
    ///
    /// # Errors
    /// As [`Instance::new`].
    ///
    /// # Panics
    /// If an import has been defined by something in another store.
    pub fn instantiate(&self, mut store: impl AsContextMut<Data = T>) -> Result<Instance> {
        let imports: Vec<Extern> = self.imports.iter().map(|import| import.in_store(store.as_context_mut())).collect();
        Instance::new(store, &self.module, &imports)
    }
}

impl Definition {
    /// What it is in a store of the linker's type.
    fn in_store(&self, store: impl AsContextMut) -> Extern {
        match self {
            Self::Extern(item) => item.clone(),
            Self::Host(code) => Func::linked(store, code).into(),
        }
    }
}

fn unknown(module: &str, name: &str) -> Error {
    LinkError::UnknownImport { module: module.to_owned(), name: name.to_owned() }.into()
}
