//! Executes directives: owns the store in which a script's instances live, and the names it gave them.

use super::{Compiler, NoArtifact, Outcome, REFUSED, spectest, value};
use anyhow::{Context, Result, anyhow, bail, ensure};
use std::collections::{HashMap, HashSet};
use std::fmt;
use wasmc_runtime::{Engine, Extern, Instance, LinkError, Linker, Module, SharedMemory, Store, Trap, Val};
use wast::token::Id;
use wast::{QuoteWat, WastDirective, WastExecute, WastInvoke};

/// What a script has built up so far.
pub struct Script<'o> {
    compiler: &'o Compiler<'o>,
    store: Store<()>,
    /// `spectest` and what was registered.
    linker: Linker<()>,
    /// The last module that was defined without being instantiated, and all that have a name.
    definition: Option<Unrefused<Module>>,
    definitions: HashMap<String, Unrefused<Module>>,
    /// The last instance, and all that have a name.
    instance: Option<Unrefused<Instance>>,
    instances: HashMap<String, Unrefused<Instance>>,
    /// The names under which instances of refused modules would have been registered.
    refused: HashSet<String>,
    /// What instances of other threads share with this one.
    shared: Shared,
}

/// The shared memories that an instance exports, and their names there, by the instance's name.
pub type Shared = HashMap<String, Vec<(String, SharedMemory)>>;

/// A module uses structs or arrays, which are refused by name. So directives about it cannot be executed.
#[derive(Clone, Copy, Debug)]
struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(REFUSED)
    }
}

impl std::error::Error for Refused {}

/// Something, unless its module was refused.
type Unrefused<T> = Result<T, Refused>;

/// Tells refusals from other errors.
fn unrefused<T>(result: Result<T>) -> Result<Unrefused<T>> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(error) => Ok(Err(error.downcast::<Refused>()?)),
    }
}

/// How an action ended: with these results, or with an error of the runtime's, which may be what the script expects.
type Ended<T> = Result<T, wasmc_runtime::Error>;

impl<'o> Script<'o> {
    /// A script at its beginning: all there is is `spectest`, and what other threads share.
    pub fn new(compiler: &'o Compiler<'o>, engine: &Engine, shared: Shared) -> wasmc_runtime::Result<Self> {
        let mut store = Store::new(engine, ());
        let mut linker = Linker::new(engine);
        linker.allow_shadowing(true);
        spectest::define(&mut linker, &mut store)?;
        Ok(Self {
            compiler,
            store,
            linker,
            definition: None,
            definitions: HashMap::new(),
            instance: None,
            instances: HashMap::new(),
            refused: HashSet::new(),
            shared,
        })
    }

    /// A script for another thread, which can register the shared memories of an instance of this one.
    pub fn fork(&self, instance: Option<Id<'_>>) -> Result<Self> {
        let mut shared = Shared::new();
        if let Some(instance) = instance {
            shared.insert(instance.name().to_string(), self.shared_memories(instance)?);
        }
        Ok(Self::new(self.compiler, self.linker.engine(), shared)?)
    }

    fn shared_memories(&self, instance: Id<'_>) -> Result<Vec<(String, SharedMemory)>> {
        let Some(&instance) = self.instances.get(instance.name()) else {
            return self.shared.get(instance.name()).cloned().context("no such instance");
        };
        let instance = instance?;
        let exports = instance.exports(&self.store);
        let shared = exports.filter_map(|(name, item)| Some((name.to_string(), item.into_shared_memory()?)));
        Ok(shared.collect())
    }

    /// Executes a directive, or skips it if its module was refused. An error says why it failed, or what the assertion found instead.
    pub fn execute(&mut self, directive: WastDirective<'_>) -> Result<Outcome> {
        use WastDirective::{Invoke, Module, ModuleDefinition, ModuleInstance, Register};
        let prepares =
            matches!(directive, Module(_) | ModuleDefinition(_) | ModuleInstance { .. } | Register { .. } | Invoke(_));
        match unrefused(self.attempt(directive))? {
            Ok(outcome) => Ok(outcome),
            Err(Refused) if prepares => Ok(Outcome::Done),
            Err(Refused) => Ok(Outcome::Skipped(REFUSED)),
        }
    }

    fn attempt(&mut self, directive: WastDirective<'_>) -> Result<Outcome> {
        match directive {
            WastDirective::Module(module) => self.module(module),
            WastDirective::ModuleDefinition(module) => self.module_definition(module),
            WastDirective::ModuleInstance { instance, module, .. } => self.module_instance(instance, module),
            WastDirective::Register { name, module, .. } => self.register(name, module),
            WastDirective::Invoke(invoke) => {
                self.invoke(&invoke)??;
                Ok(Outcome::Done)
            }
            WastDirective::AssertReturn { exec, results, .. } => {
                value::check_results(&self.perform(exec)??, &results)?;
                Ok(Outcome::Holds)
            }
            WastDirective::AssertTrap { exec, message, .. } => expect_trap(self.perform(exec)?, message),
            WastDirective::AssertExhaustion { call, message, .. } => expect_trap(self.invoke(&call)?, message),
            WastDirective::AssertInvalid { module, .. } | WastDirective::AssertMalformed { module, .. } => {
                self.expect_refused(module)
            }
            WastDirective::AssertUnlinkable { module, message, .. } => {
                self.expect_unlinkable(QuoteWat::Wat(module), message)
            }
            WastDirective::AssertException { exec, .. } => match self.perform(exec)? {
                Ok(values) => bail!("expected an exception, got {} results", values.len()),
                Err(error) if error.exception().is_some() => Ok(Outcome::Holds),
                Err(error) => bail!("expected an exception, got: {error}"),
            },
            WastDirective::AssertSuspension { .. } => Ok(Outcome::Skipped("stack switching is not supported")),
            WastDirective::AssertInvalidCustom { .. } | WastDirective::AssertMalformedCustom { .. } => {
                Ok(Outcome::Skipped("custom sections are not checked"))
            }
            WastDirective::Thread(_) | WastDirective::Wait { .. } => unreachable!("threads are not the script's"),
        }
    }

    fn module(&mut self, mut module: QuoteWat<'_>) -> Result<Outcome> {
        // Should this fail, what follows must not be answered by the module before.
        self.instance = None;
        let name = module.name();
        let compiled = unrefused(self.compile(&module.encode()?))?;
        self.name_definition(name, compiled.clone());
        self.name_new_instance(name, compiled)
    }

    fn module_definition(&mut self, mut module: QuoteWat<'_>) -> Result<Outcome> {
        self.definition = None;
        let name = module.name();
        let compiled = unrefused(self.compile(&module.encode()?))?;
        self.name_definition(name, compiled.clone());
        compiled?;
        Ok(Outcome::Done)
    }

    fn module_instance(&mut self, name: Option<Id<'_>>, definition: Option<Id<'_>>) -> Result<Outcome> {
        self.instance = None;
        let module = named(&self.definition, &self.definitions, definition).context("no such module definition")?;
        self.name_new_instance(name, module.clone())
    }

    /// Instantiates a module under a name.
    fn name_new_instance(&mut self, name: Option<Id<'_>>, module: Unrefused<Module>) -> Result<Outcome> {
        let linked =
            module.map_err(anyhow::Error::from).and_then(|module| self.link(&module)?.context("cannot instantiate"));
        let instance = unrefused(linked)?;
        if let Some(name) = name {
            self.instances.insert(name.name().to_string(), instance);
        }
        self.instance = Some(instance);
        instance?;
        Ok(Outcome::Done)
    }

    /// Instantiates a module with what was registered.
    fn link(&mut self, module: &Module) -> Result<Ended<Instance>> {
        if module.imports().any(|import| self.refused.contains(import.module())) {
            return Err(Refused.into());
        }
        Ok(self.linker.instantiate(&mut self.store, module))
    }

    fn register(&mut self, name: &str, instance: Option<Id<'_>>) -> Result<Outcome> {
        match (named(&self.instance, &self.instances, instance), instance) {
            (Some(&Ok(instance)), _) => {
                self.refused.remove(name);
                self.linker.instance(&self.store, name, instance)?;
            }
            (Some(Err(refused)), _) => {
                self.refused.insert(name.to_string());
                return Err((*refused).into());
            }
            (None, Some(instance)) => {
                for (export, memory) in self.shared.get(instance.name()).context("no such instance")? {
                    self.linker.define(&self.store, name, export, memory.clone())?;
                }
            }
            (None, None) => bail!("no such instance"),
        }
        Ok(Outcome::Done)
    }

    fn name_definition(&mut self, name: Option<Id<'_>>, module: Unrefused<Module>) {
        if let Some(name) = name {
            self.definitions.insert(name.name().to_string(), module.clone());
        }
        self.definition = Some(module);
    }

    fn compile(&self, wasm: &[u8]) -> Result<Module> {
        let artifact = (self.compiler)(wasm).map_err(|error| match error {
            NoArtifact::Refused => Refused.into(),
            NoArtifact::Invalid(error) | NoArtifact::Failed(error) => error.context("cannot compile"),
        })?;
        Module::from_bytes(self.linker.engine(), &artifact).context("cannot load")
    }

    /// Compiles and instantiates a module for what an assertion says of it.
    fn instantiate(&mut self, mut module: QuoteWat<'_>) -> Result<Ended<Instance>> {
        let module = self.compile(&module.encode()?)?;
        self.link(&module)
    }

    fn perform(&mut self, exec: WastExecute<'_>) -> Result<Ended<Vec<Val>>> {
        match exec {
            WastExecute::Invoke(invoke) => self.invoke(&invoke),
            WastExecute::Wat(module) => Ok(self.instantiate(QuoteWat::Wat(module))?.map(|_instance| Vec::new())),
            WastExecute::Get { module, global, .. } => match self.export(module, global)? {
                Extern::Global(global) => Ok(Ok(vec![global.get(&self.store)])),
                _ => bail!("\"{global}\" is not a global"),
            },
        }
    }

    fn invoke(&mut self, invoke: &WastInvoke<'_>) -> Result<Ended<Vec<Val>>> {
        let Extern::Func(func) = self.export(invoke.module, invoke.name)? else {
            bail!("\"{}\" is not a function", invoke.name)
        };
        let arguments = invoke.args.iter().map(value::argument).collect::<Result<Vec<_>>>()?;
        let mut results = vec![Val::I32(0); func.ty(&self.store).results.len()];
        Ok(func.call(&mut self.store, &arguments, &mut results).map(|()| results))
    }

    fn export(&mut self, instance: Option<Id<'_>>, name: &str) -> Result<Extern> {
        let instance = (*named(&self.instance, &self.instances, instance).context("no such instance")?)?;
        instance.get_export(&self.store, name).ok_or_else(|| anyhow!("no export is named \"{name}\""))
    }

    /// What the text format refuses to encode, an unknown name for instance, is refused. Otherwise only the validator's
    /// refusal counts: that we cannot compile a module does not make it invalid.
    fn expect_refused(&mut self, mut module: QuoteWat<'_>) -> Result<Outcome> {
        let Ok(wasm) = module.encode() else { return Ok(Outcome::Holds) };
        let other = "refused for another reason than being invalid";
        match (self.compiler)(&wasm) {
            Ok(_) => bail!("the module was accepted"),
            Err(NoArtifact::Invalid(_)) => Ok(Outcome::Holds),
            Err(NoArtifact::Refused) => Err(anyhow!("{REFUSED}").context(other)),
            Err(NoArtifact::Failed(error)) => Err(error.context(other)),
        }
    }

    fn expect_unlinkable(&mut self, module: QuoteWat<'_>, message: &str) -> Result<Outcome> {
        match self.instantiate(module)? {
            Ok(_) => bail!("the module was instantiated"),
            Err(error) if error.is::<LinkError>() => {
                let found = error.to_string();
                ensure!(found.starts_with(message), "expected \"{message}\", got \"{found}\"");
                Ok(Outcome::Holds)
            }
            Err(error) => Err(anyhow!("expected \"{message}\", got: {error}")),
        }
    }
}

fn expect_trap<T>(ended: Ended<T>, message: &str) -> Result<Outcome> {
    let error = match ended {
        Ok(_) => bail!("expected the trap \"{message}\", but it returned"),
        Err(error) => error,
    };
    let Some(trap) = error.downcast_ref::<Trap>() else { bail!("expected the trap \"{message}\", got: {error}") };
    let found = trap.code().message();
    ensure!(same_trap(found, message), "expected the trap \"{message}\", got \"{found}\"");
    Ok(Outcome::Holds)
}

/// A script may give only the beginning of our message, or add the number of the element in question to it.
fn same_trap(found: &str, expected: &str) -> bool {
    let number = |rest: &str| rest.strip_prefix(' ').is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()));
    found.starts_with(expected) || expected.strip_prefix(found).is_some_and(number)
}

/// What a script means by an optional name: what has it, or else the last.
fn named<'m, T>(last: &'m Option<T>, all: &'m HashMap<String, T>, name: Option<Id<'_>>) -> Option<&'m T> {
    match name {
        Some(name) => all.get(name.name()),
        None => last.as_ref(),
    }
}

#[cfg(test)]
mod tests {
    use super::same_trap;

    #[test]
    fn trap_messages_match_by_their_beginning() {
        assert!(same_trap("uninitialized element", "uninitialized element 2"));
        assert!(same_trap("indirect call type mismatch", "indirect call"));
        assert!(!same_trap("uninitialized element", "uninitialized elements"));
        assert!(!same_trap("undefined element", "uninitialized element"));
    }
}
