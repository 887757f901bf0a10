//! A `FuncEnvironment` of plain external symbols: expected IR does not change with the layout of an instance.

use inkwell::context::Context;
use inkwell::module::{Linkage, Module};
use inkwell::types::{BasicType, BasicTypeEnum, FunctionType};
use inkwell::values::{FunctionValue, PointerValue};
use wasmc_abi::libcalls::LibcallType;
use wasmc_abi::profile::Shape;
use wasmc_abi::{FuncIndex, GlobalIndex, Libcall, MemoryIndex, ModuleInfo, TableIndex, TagIndex, TypeIndex};
use wasmc_frontend::ir::{Callee, Convention};
use wasmc_frontend::routines::Routine;
use wasmc_frontend::{Body, FuncEnvironment, Global, Heap, Place, Profiling, Table, View};

/// Answers with symbols named after what was asked for.
pub struct TestEnv<'m, 'ctx> {
    context: &'ctx Context,
    module: &'m Module<'ctx>,
    info: &'m ModuleInfo,
    strict_memory: bool,
    /// Of each defined function, whether it makes tail calls.
    tail_callers: Vec<bool>,
    /// Of each defined function, which routine it is.
    routines: Vec<Option<Routine>>,
}

impl<'m, 'ctx> TestEnv<'m, 'ctx> {
    pub fn new(
        context: &'ctx Context,
        module: &'m Module<'ctx>,
        info: &'m ModuleInfo,
        bodies: &[Body<'_>],
        strict_memory: bool,
    ) -> Self {
        let tail_callers = bodies.iter().map(Body::makes_tail_calls).collect();
        let routines = wasmc_frontend::routines::recognise(info, bodies);
        Self { context, module, info, strict_memory, tail_callers, routines }
    }

    fn function(&self, name: &str, convention: Convention, ty: FunctionType<'ctx>) -> FunctionValue<'ctx> {
        let function = self.module.add_function(name, ty, Some(Linkage::External));
        function.set_call_conventions(convention.number());
        function
    }

    fn caller(&self, name: &str, convention: Convention, ty: TypeIndex) -> FunctionValue<'ctx> {
        let name = format!("{name}_{}", ty.0);
        let ty = convention.fn_type_with(self.context, Callee::Told, self.info.signature(ty));
        self.module.get_function(&name).unwrap_or_else(|| self.function(&name, convention, ty))
    }

    fn symbol(&self, name: &str, ty: impl BasicType<'ctx>) -> PointerValue<'ctx> {
        let symbol = self.module.get_global(name).unwrap_or_else(|| self.module.add_global(ty, None, name));
        symbol.as_pointer_value()
    }

    fn bytes(&self, name: &str) -> PointerValue<'ctx> {
        self.symbol(name, self.context.i8_type().array_type(0))
    }

    fn place(&self, what: &str, index: u32, imported: u32) -> Place<'ctx> {
        if index < imported {
            Place::Slot(self.bytes(&format!("import_{what}_{index}")))
        } else {
            Place::Direct(self.bytes(&format!("{what}_{index}")))
        }
    }

    fn libcall_type(&self, ty: LibcallType) -> BasicTypeEnum<'ctx> {
        let context = self.context;
        match ty {
            LibcallType::Ptr => context.ptr_type(inkwell::AddressSpace::default()).into(),
            LibcallType::I32 => context.i32_type().into(),
            LibcallType::I64 => context.i64_type().into(),
            other => panic!("no libcall of the frontend takes {other:?}"),
        }
    }
}

impl<'ctx> FuncEnvironment<'ctx> for TestEnv<'_, 'ctx> {
    fn info(&self) -> &ModuleInfo {
        self.info
    }

    fn strict_memory(&self) -> bool {
        self.strict_memory
    }

    fn profiling(&mut self, _: FuncIndex) -> (Profiling<'ctx>, Shape) {
        Default::default()
    }

    fn routine(&mut self, func: FuncIndex) -> Option<FunctionValue<'ctx>> {
        let routine = self.routines[(func.0 - self.info.imported_funcs) as usize]?;
        let (pointer, size) = (self.context.ptr_type(Default::default()), self.context.i64_type());
        let arguments = std::iter::repeat_n(self.context.i32_type().into(), routine.arity());
        let params: Vec<_> = [pointer.into(), size.into()].into_iter().chain(arguments).collect();
        Some(self.module.add_function(&format!("routine_{}", routine.name()), size.fn_type(&params, false), None))
    }

    fn make_heap(&mut self, memory: MemoryIndex) -> Heap<'ctx> {
        let base = (memory.0 == 0 && self.info.defines_memory0()).then(|| self.bytes("memory0"));
        let def = match self.info.has_memory_slot(memory) {
            true => Place::Slot(self.bytes(&format!("import_memory_{}", memory.0))),
            false => Place::Direct(self.bytes(&format!("memory_{}", memory.0))),
        };
        Heap { base, def, ty: self.info.memories[memory.index()] }
    }

    fn make_table(&mut self, table: TableIndex) -> Table<'ctx> {
        Table { def: self.place("table", table.0, self.info.imported_tables), ty: self.info.tables[table.index()].ty }
    }

    /// None, so that what is expected of calls through tables is what it is where the host has a hand in them.
    fn constant_table(&mut self, _: TableIndex) -> Option<View<'ctx>> {
        None
    }

    fn constant_code(&mut self, table: TableIndex, _: Convention) -> PointerValue<'ctx> {
        panic!("table {} is no constant", table.0)
    }

    fn make_global(&mut self, global: GlobalIndex) -> Global<'ctx> {
        let place = self.place("global", global.0, self.info.imported_globals);
        Global { place, ty: self.info.globals[global.index()].ty }
    }

    fn tag(&mut self, tag: TagIndex) -> Place<'ctx> {
        self.place("tag", tag.0, self.info.imported_tags)
    }

    fn callee(&mut self, func: FuncIndex) -> FunctionValue<'ctx> {
        let name = format!("func_{}", func.0);
        self.module.get_function(&name).unwrap_or_else(|| {
            let defined = func.0.checked_sub(self.info.imported_funcs);
            let convention = match defined {
                Some(defined) if self.tail_callers[defined as usize] => Convention::Tail,
                _ => Convention::Fast,
            };
            self.function(&name, convention, convention.fn_type(self.context, self.info.func_type(func)))
        })
    }

    fn tail_arguments(&mut self) -> PointerValue<'ctx> {
        self.bytes("tail_arguments")
    }

    fn func_ref(&mut self, func: FuncIndex) -> PointerValue<'ctx> {
        self.bytes(&format!("func_ref_{}", func.0))
    }

    fn type_id(&mut self, ty: TypeIndex) -> PointerValue<'ctx> {
        self.symbol(&format!("type_id_{}", ty.0), self.context.i32_type())
    }

    fn edge_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx> {
        self.caller("edge_caller", Convention::Fast, ty)
    }

    fn tail_caller(&mut self, ty: TypeIndex) -> FunctionValue<'ctx> {
        self.caller("tail_caller", Convention::Tail, ty)
    }

    fn libcall(&mut self, libcall: Libcall) -> FunctionValue<'ctx> {
        self.module.get_function(libcall.symbol()).unwrap_or_else(|| {
            let params: Vec<_> = libcall.params().iter().map(|&ty| self.libcall_type(ty).into()).collect();
            let ty = match libcall.result() {
                None => self.context.void_type().fn_type(&params, false),
                Some(result) => self.libcall_type(result).fn_type(&params, false),
            };
            self.module.add_function(libcall.symbol(), ty, None)
        })
    }

    fn instance(&mut self) -> PointerValue<'ctx> {
        self.bytes("instance")
    }
}
