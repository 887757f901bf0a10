//! `FuncEnvironment` for the real layout: everything an instance has is a symbol of the object.

mod edge;
mod instance;
mod routines;
mod views;

use crate::attributes::Attributes;
use crate::declare::Functions;
use crate::job::Job;
use crate::options::ProfileOption;
use crate::portion::{Demands, Portion};
use crate::profile::Counters;
use inkwell::module::Linkage;
use inkwell::types::{BasicType, BasicTypeEnum};
use inkwell::values::{FunctionValue, PointerValue};
use instance::{Entries, Instance, private_globals, tail_arguments};
use routines::Routines;
use std::sync::Arc;
use views::Views;
use wasmc_abi::libcalls::LibcallType;
use wasmc_abi::profile::Shape;
use wasmc_abi::{
    EntityIndex, FuncIndex, GlobalIndex, Libcall, MemoryIndex, ModuleInfo, TableIndex, TagIndex, TypeIndex,
};
use wasmc_frontend::ir::{Convention, Ir};
use wasmc_frontend::{FuncEnvironment, Global, Heap, Place, Profiling, Table, View};

/// What the translation of a module's functions refers to.
pub struct Environ<'m, 'ctx> {
    ir: &'m Ir<'m, 'ctx>,
    info: &'m ModuleInfo,
    attributes: &'m Attributes,
    strict_memory: bool,
    /// Whether the code counts what it does.
    counts: bool,
    counters: &'m Counters,
    /// Names of the imported functions.
    import_names: Vec<&'m str>,
    functions: Functions<'m, 'ctx>,
    portion: Portion,
    instance: Instance<'ctx>,
    /// Variables of the globals that are private to compiled code.
    private_globals: Vec<Option<PointerValue<'ctx>>>,
    /// Of the tables that never change, by index.
    views: Vec<Option<Views<'ctx>>>,
    routines: Routines<'m>,
    // Made when first asked for.
    tail_arguments: Option<PointerValue<'ctx>>,
    imports: Vec<Option<FunctionValue<'ctx>>>,
    edge_callers: Vec<Option<FunctionValue<'ctx>>>,
    tail_callers: Vec<Option<FunctionValue<'ctx>>>,
    /// Adapters between the conventions, by function: each has that which the function has not.
    entries: Vec<Option<FunctionValue<'ctx>>>,
    libcalls: Vec<Option<FunctionValue<'ctx>>>,
}

impl<'m, 'ctx> Environ<'m, 'ctx> {
    /// Defines or declares the instance data.
    pub fn new(
        ir: &'m Ir<'m, 'ctx>,
        job: &'m Job<'_>,
        attributes: &'m Attributes,
        functions: Functions<'m, 'ctx>,
        portion: Portion,
    ) -> Self {
        let Job { info, options, counters, .. } = job;
        let counts = matches!(options.profile, ProfileOption::Generate(_));
        let view = |table: &Option<Arc<_>>| Some(Views::new(Arc::clone(table.as_ref()?), portion));
        Self {
            ir,
            info,
            attributes,
            strict_memory: options.strict_memory,
            counts,
            counters,
            import_names: import_names(info),
            functions,
            portion,
            private_globals: private_globals(ir, info, portion),
            instance: Instance::define(ir, info, portion, counts),
            views: job.constant_tables.iter().map(view).collect(),
            routines: Routines::new(&job.routines),
            tail_arguments: None,
            imports: vec![None; info.imported_funcs as usize],
            edge_callers: vec![None; info.types.len()],
            tail_callers: vec![None; info.types.len()],
            entries: vec![None; info.funcs.len()],
            libcalls: vec![None; Libcall::ALL.len()],
        }
    }

    /// What has been asked for of the data that is only made if code refers to it.
    pub fn demands(&self) -> Demands {
        let views = self.views.iter().map(|views| views.as_ref().map(Views::demands).unwrap_or_default());
        Demands { tail_arguments: self.tail_arguments.is_some(), views: views.collect() }
    }

    /// Makes what code in other portions asks for.
    fn meet(&mut self, demands: &Demands) {
        if demands.tail_arguments {
            self.tail_arguments();
        }
        for (index, (views, &demands)) in self.views.iter_mut().zip(&demands.views).enumerate() {
            if let Some(views) = views {
                views.meet(self.ir, TableIndex::from(index), demands);
            }
        }
    }

    /// Completes the instance data, once all functions are translated: what code in other portions asks for, and the entries of
    /// the functions that may leave the module.
    pub fn finish(&mut self, demands: &Demands) {
        self.meet(demands);
        self.fill_views();
        let adapters = edge::adapters(self.ir, self.info, self.attributes);
        let entries: Vec<_> = self.info.funcrefs.iter().map(|&func| self.entries_of(func, &adapters)).collect();
        self.instance.fill_funcrefs(self.ir, self.info, entries);
    }

    /// None of an imported function, whose own module has made them.
    fn entries_of(&mut self, func: FuncIndex, adapters: &[Option<FunctionValue<'ctx>>]) -> Option<Entries<'ctx>> {
        let function = self.functions.get(func.0.checked_sub(self.info.imported_funcs)? as usize);
        let edge = adapters[self.info.funcs[func.index()].ty.index()];
        let edge = edge.expect("there is one for each type of an escaping function");
        let tail = (Convention::of(function) == Convention::Tail).then_some(function);
        Some(Entries { fast: self.entry(func, Convention::Fast), tail, edge })
    }

    /// A function of the module in a convention, be it the function's own.
    fn entry(&mut self, func: FuncIndex, convention: Convention) -> FunctionValue<'ctx> {
        let function = self.callee(func);
        if Convention::of(function) == convention {
            return function;
        }
        let (ir, info, attributes) = (self.ir, self.info, self.attributes);
        let make = || edge::entry(ir, info, attributes, func, function, convention);
        *self.entries[func.index()].get_or_insert_with(make)
    }

    fn fill_views(&mut self) {
        let views = std::mem::take(&mut self.views);
        for views in views.iter().flatten() {
            views.fill(self.ir, |func, convention| self.entry(func, convention));
        }
        self.views = views;
    }

    fn libcall_type(&self, ty: LibcallType) -> BasicTypeEnum<'ctx> {
        match ty {
            LibcallType::Ptr => self.ir.ptr.into(),
            LibcallType::I32 => self.ir.i32.into(),
            LibcallType::I64 => self.ir.i64.into(),
            LibcallType::I128 => self.ir.context.i128_type().into(),
            LibcallType::F32 => self.ir.f32.into(),
            LibcallType::F64 => self.ir.f64.into(),
        }
    }

    fn declare_libcall(&self, libcall: Libcall) -> FunctionValue<'ctx> {
        let params: Vec<_> = libcall.params().iter().map(|&ty| self.libcall_type(ty).into()).collect();
        let ty = match libcall.result() {
            None => self.ir.context.void_type().fn_type(&params, false),
            Some(result) => self.libcall_type(result).fn_type(&params, false),
        };
        let function = self.ir.module.add_function(libcall.symbol(), ty, Some(Linkage::External));
        self.attributes.mark_libcall(function, libcall);
        function
    }
}

/// Of each imported function: the name section's name, else its import's.
fn import_names(info: &ModuleInfo) -> Vec<&str> {
    let mut names = vec![""; info.imported_funcs as usize];
    for import in &info.imports {
        if let EntityIndex::Func(func) = import.entity {
            names[func.index()] = info.funcs[func.index()].name.as_deref().unwrap_or(&import.name);
        }
    }
    names
}

impl<'ctx> FuncEnvironment<'ctx> for Environ<'_, 'ctx> {
    fn info(&self) -> &ModuleInfo {
        self.info
    }

    fn strict_memory(&self) -> bool {
        self.strict_memory
    }

    fn profiling(&mut self, func: FuncIndex) -> (Profiling<'ctx>, Shape) {
        let slot = self.counts.then(|| self.instance.profile.at(0));
        self.counters.of((func.0 - self.info.imported_funcs) as usize, slot)
    }

    fn routine(&mut self, func: FuncIndex) -> Option<FunctionValue<'ctx>> {
        self.routines.get(self.ir, self.attributes, (func.0 - self.info.imported_funcs) as usize)
    }

    fn make_heap(&mut self, memory: MemoryIndex) -> Heap<'ctx> {
        let position = self.info.memory_position(memory);
        let def = match self.info.has_memory_slot(memory) {
            true => Place::Slot(self.instance.memory_imports.at(position)),
            false => Place::Direct(self.instance.memories.at(position)),
        };
        let base = self.instance.memory0.filter(|_| memory.0 == 0);
        Heap { base, def, ty: self.info.memories[memory.index()] }
    }

    fn make_table(&mut self, table: TableIndex) -> Table<'ctx> {
        let def = match table.0.checked_sub(self.info.imported_tables) {
            None => Place::Slot(self.instance.table_imports.at(table.index())),
            Some(defined) => Place::Direct(self.instance.tables.at(defined as usize)),
        };
        Table { def, ty: self.info.tables[table.index()].ty }
    }

    fn constant_table(&mut self, table: TableIndex) -> Option<View<'ctx>> {
        let views = self.views[table.index()].as_mut()?;
        Some(views.view(self.ir, table))
    }

    fn constant_code(&mut self, table: TableIndex, convention: Convention) -> PointerValue<'ctx> {
        let views = self.views[table.index()].as_mut().expect("the table is described as a constant");
        views.code(self.ir, table, convention)
    }

    fn make_global(&mut self, global: GlobalIndex) -> Global<'ctx> {
        let info = &self.info.globals[global.index()];
        let place = match (self.private_globals[global.index()], info.slot) {
            (Some(variable), _) => Place::Direct(variable),
            (None, Some(slot)) => Place::Direct(self.instance.globals.at(slot.index())),
            (None, None) => Place::Slot(self.instance.global_imports.at(global.index())),
        };
        Global { place, ty: info.ty }
    }

    fn tag(&mut self, tag: TagIndex) -> Place<'ctx> {
        match tag.0.checked_sub(self.info.imported_tags) {
            None => Place::Slot(self.instance.tag_imports.at(tag.index())),
            Some(defined) => Place::Direct(self.instance.tags.at(defined as usize)),
        }
    }

    fn callee(&mut self, func: FuncIndex) -> FunctionValue<'ctx> {
        if let Some(defined) = func.0.checked_sub(self.info.imported_funcs) {
            return self.functions.get(defined as usize);
        }
        if let Some(wrapper) = self.imports[func.index()] {
            return wrapper;
        }
        let edge_caller = self.edge_caller(self.info.funcs[func.index()].ty);
        let funcref = self.func_ref(func);
        let named = (func, self.import_names[func.index()]);
        let wrapper = edge::import(self.ir, self.info, self.attributes, named, funcref, edge_caller);
        *self.imports[func.index()].insert(wrapper)
    }

    fn tail_arguments(&mut self) -> PointerValue<'ctx> {
        *self.tail_arguments.get_or_insert_with(|| tail_arguments(self.ir, self.info, self.portion))
    }

    fn func_ref(&mut self, func: FuncIndex) -> PointerValue<'ctx> {
        let position = self.info.funcs[func.index()].funcref;
        let position = position.expect("validated: only imported, exported and declared functions are referred to");
        self.instance.funcrefs.at(position.index())
    }

    fn type_id(&mut self, ty: TypeIndex) -> PointerValue<'ctx> {
        self.instance.type_ids.at(ty.index())
    }

    fn edge_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx> {
        *self.edge_callers[ty.index()].get_or_insert_with(|| edge::caller(self.ir, self.info, self.attributes, ty))
    }

    fn tail_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx> {
        let edge_caller = self.edge_caller(ty);
        let make = || edge::tail_caller(self.ir, self.info, self.attributes, ty, edge_caller);
        *self.tail_callers[ty.index()].get_or_insert_with(make)
    }

    fn libcall(&mut self, libcall: Libcall) -> FunctionValue<'ctx> {
        if let Some(function) = self.libcalls[libcall as usize] {
            return function;
        }
        let function = self.declare_libcall(libcall);
        *self.libcalls[libcall as usize].insert(function)
    }

    fn instance(&mut self) -> PointerValue<'ctx> {
        self.instance.header.at(0)
    }
}
