//! Reads all of a module but its code into a [`ModuleInfo`], validating as it goes. Function bodies are only split off:
//! each carries what is needed to validate it while it is translated.

use crate::convert;
use crate::error::{Error, Result};
use crate::features::FEATURES;
use crate::hints::BranchHints;
use crate::missing::Source;
use crate::tables::{self, ConstantTable};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;
use wasmc_abi::{
    ConstExpr, ConstOp, DataMode, DataSegment, ElementItems, ElementMode, ElementSegment, EntityIndex, Export,
    FuncIndex, FuncInfo, FuncRefIndex, GlobalInfo, GlobalSlot, Import, ModuleInfo, TableInfo, TypeIndex, WasmOffset,
};
use wasmparser::types::CoreTypeId;
use wasmparser::{
    FuncToValidate, FuncValidatorAllocations, FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef, ValidPayload,
    Validator, ValidatorResources, WasmFeatures,
};

/// A module split into what it declares and the bodies that are still to be translated.
pub struct ParsedModule<'a> {
    /// What the module declares.
    pub info: ModuleInfo,
    /// The bytes of all data segments, one after the other; `info.data` says where each begins.
    pub data: Vec<u8>,
    /// One per defined function, in order.
    pub bodies: Vec<Body<'a>>,
    /// By table: what is in those that never change.
    pub constant_tables: Vec<Option<Arc<ConstantTable>>>,
}

/// A function body that has been neither validated nor translated.
pub struct Body<'a> {
    pub(crate) validator: FuncToValidate<ValidatorResources>,
    pub(crate) body: FunctionBody<'a>,
    pub(crate) hints: BranchHints,
    /// The module, to explain what is wrong with the body.
    pub(crate) source: Source<'a>,
}

impl Body<'_> {
    /// What validates it.
    pub(crate) fn validator(&self) -> FuncToValidate<ValidatorResources> {
        let FuncToValidate { resources, index, ty, features } = &self.validator;
        FuncToValidate { resources: resources.clone(), index: *index, ty: *ty, features: *features }
    }

    /// How many bytes of the binary it has.
    pub fn byte_count(&self) -> usize {
        let Range { start, end } = self.body.range();
        (end - start) as usize
    }

    /// Whether it has tail calls, reachable or not. Reads all operators: a small part of what it takes to translate them.
    pub fn makes_tail_calls(&self) -> bool {
        use wasmparser::Operator::{ReturnCall, ReturnCallIndirect, ReturnCallRef};
        let is_tail_call = |op: &wasmparser::Operator<'_>| {
            matches!(op, ReturnCall { .. } | ReturnCallIndirect { .. } | ReturnCallRef { .. })
        };
        self.source.features.contains(WasmFeatures::TAIL_CALL) && self.operators().any(|op| is_tail_call(&op))
    }

    /// The functions that it calls by their index, once for each call.
    pub fn callees(&self) -> impl Iterator<Item = FuncIndex> {
        use wasmparser::Operator::{Call, ReturnCall};
        self.operators().filter_map(|op| match op {
            Call { function_index } | ReturnCall { function_index } => Some(FuncIndex(function_index)),
            _ => None,
        })
    }

    /// Its operators, up to the first that cannot be read.
    pub(crate) fn operators(&self) -> impl Iterator<Item = wasmparser::Operator<'_>> {
        self.body.get_operators_reader().into_iter().flatten().map_while(std::result::Result::ok)
    }
}

/// Splits a Wasm binary and validates all of it but the function bodies. Of `features`, those in [`FEATURES`] are on.
///
/// # Errors
/// If the module is malformed, invalid, or uses a feature that is not on.
pub fn parse(wasm: &[u8], features: WasmFeatures) -> Result<ParsedModule<'_>> {
    let source = Source { wasm, features: features.intersection(FEATURES) };
    read(source).map_err(|error| error.explain(source))
}

/// Whether a Wasm binary is valid, and uses no feature but `features` and those in [`FEATURES`].
///
/// # Errors
/// If it is not, or if we have no translation for what it declares.
pub fn validate(wasm: &[u8], features: WasmFeatures) -> Result<()> {
    let mut allocations = FuncValidatorAllocations::default();
    for Body { validator, body, source, .. } in parse(wasm, features)?.bodies {
        let mut validator = validator.into_validator(allocations);
        validator.validate(&body).map_err(|error| Error::from(error).explain(source))?;
        allocations = validator.into_allocations();
    }
    Ok(())
}

fn read(source: Source<'_>) -> Result<ParsedModule<'_>> {
    let mut validator = Validator::new_with_features(source.features);
    let mut parser = Parser::new(0);
    parser.set_features(source.features);
    let mut reader = ModuleReader::default();
    for payload in parser.parse_all(source.wasm) {
        let payload = payload?;
        match validator.payload(&payload)? {
            ValidPayload::Func(validator, body) => reader.function_body(validator, body, source),
            ValidPayload::End(types) => {
                let count = types.as_ref().core_type_count_in_module();
                reader.type_ids = (0..count).map(|ty| types.as_ref().core_type_at_in_module(ty)).collect();
            }
            _ => {}
        }
        reader.payload(payload)?;
    }
    let ModuleReader { mut info, data, bodies, type_ids, .. } = reader;
    name_exports(&mut info);
    let (constant_tables, referenced) = tables::take_constants(&mut info, &bodies, &type_ids);
    let constant_tables = constant_tables.into_iter().map(|table| table.map(Arc::new)).collect();
    assign_funcrefs(&mut info, &referenced);
    assign_global_slots(&mut info);
    Ok(ParsedModule { info, data, bodies, constant_tables })
}

#[derive(Default)]
struct ModuleReader<'a> {
    info: ModuleInfo,
    data: Vec<u8>,
    bodies: Vec<Body<'a>>,
    /// By function; those of the bodies that have been read are gone.
    hints: HashMap<u32, BranchHints>,
    /// By type, the validator's identity of it: equal types have the same.
    type_ids: Vec<CoreTypeId>,
}

impl<'a> ModuleReader<'a> {
    /// Takes over what a section declares. It has been validated.
    fn payload(&mut self, payload: Payload<'a>) -> Result<()> {
        match payload {
            Payload::TypeSection(section) => self.each(section.into_iter_with_offsets(), Self::rec_group),
            Payload::ImportSection(section) => self.each(section.into_imports_with_offsets(), Self::import),
            Payload::FunctionSection(section) => self.each(section.into_iter_with_offsets(), Self::function),
            Payload::TableSection(section) => self.each(section.into_iter_with_offsets(), Self::table),
            Payload::MemorySection(section) => self.each(section.into_iter_with_offsets(), Self::memory),
            Payload::TagSection(section) => self.each(section.into_iter_with_offsets(), Self::tag),
            Payload::GlobalSection(section) => self.each(section.into_iter_with_offsets(), Self::global),
            Payload::ExportSection(section) => self.each(section.into_iter_with_offsets(), Self::export),
            Payload::ElementSection(section) => self.each(section.into_iter_with_offsets(), Self::element),
            Payload::DataSection(section) => self.each(section.into_iter_with_offsets(), Self::data),
            Payload::StartSection { func, .. } => {
                self.info.start = Some(FuncIndex(func));
                Ok(())
            }
            Payload::CustomSection(section) => {
                match section.as_known() {
                    KnownCustom::Name(names) => self.names(names),
                    KnownCustom::BranchHints(hints) => self.hints = BranchHints::read(hints),
                    _ => {}
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    fn each<T>(
        &mut self,
        items: impl Iterator<Item = wasmparser::Result<(u64, T)>>,
        take: fn(&mut Self, WasmOffset, T) -> Result<()>,
    ) -> Result<()> {
        for item in items {
            let (at, item) = item?;
            take(self, convert::offset(at), item)?;
        }
        Ok(())
    }

    fn rec_group(&mut self, at: WasmOffset, group: wasmparser::RecGroup) -> Result<()> {
        let before = self.info.types.len();
        for ty in group.into_types() {
            self.info.types.push(convert::sub_type(&ty, at)?);
        }
        let added = u32::try_from(self.info.types.len() - before).expect("validation limits the number of types");
        self.info.rec_groups.push(added);
        Ok(())
    }

    fn import(&mut self, at: WasmOffset, import: wasmparser::Import<'_>) -> Result<()> {
        let info = &mut self.info;
        let entity = match import.ty {
            TypeRef::Func(ty) => {
                info.imported_funcs += 1;
                info.funcs.push(FuncInfo { ty: TypeIndex(ty), name: None, funcref: None, body: (0, 0) });
                EntityIndex::Func((info.funcs.len() - 1).into())
            }
            TypeRef::Table(ty) => {
                info.imported_tables += 1;
                info.tables.push(convert::table_type(ty, at)?.into());
                EntityIndex::Table((info.tables.len() - 1).into())
            }
            TypeRef::Memory(ty) => {
                info.imported_memories += 1;
                info.memories.push(convert::memory_type(ty));
                EntityIndex::Memory((info.memories.len() - 1).into())
            }
            TypeRef::Global(ty) => {
                info.imported_globals += 1;
                info.globals.push(GlobalInfo { ty: convert::global_type(ty, at)?, init: None, slot: None });
                EntityIndex::Global((info.globals.len() - 1).into())
            }
            TypeRef::Tag(ty) => {
                info.imported_tags += 1;
                info.tags.push(TypeIndex(ty.func_type_idx));
                EntityIndex::Tag((info.tags.len() - 1).into())
            }
            TypeRef::FuncExact(_) => return Err(Error::unsupported("this kind of import", at)),
        };
        info.imports.push(Import { module: import.module.to_owned(), name: import.name.to_owned(), entity });
        Ok(())
    }

    fn function(&mut self, _: WasmOffset, ty: u32) -> Result<()> {
        self.info.funcs.push(FuncInfo { ty: TypeIndex(ty), name: None, funcref: None, body: (0, 0) });
        Ok(())
    }

    fn table(&mut self, at: WasmOffset, table: wasmparser::Table<'_>) -> Result<()> {
        let init = match table.init {
            wasmparser::TableInit::RefNull => None,
            wasmparser::TableInit::Expr(init) => Some(convert::const_expr(&init)?),
        };
        self.info.tables.push(TableInfo { ty: convert::table_type(table.ty, at)?, init });
        Ok(())
    }

    fn memory(&mut self, _: WasmOffset, ty: wasmparser::MemoryType) -> Result<()> {
        self.info.memories.push(convert::memory_type(ty));
        Ok(())
    }

    fn tag(&mut self, _: WasmOffset, ty: wasmparser::TagType) -> Result<()> {
        self.info.tags.push(TypeIndex(ty.func_type_idx));
        Ok(())
    }

    fn global(&mut self, at: WasmOffset, global: wasmparser::Global<'_>) -> Result<()> {
        self.info.globals.push(GlobalInfo {
            ty: convert::global_type(global.ty, at)?,
            init: Some(convert::const_expr(&global.init_expr)?),
            slot: None,
        });
        Ok(())
    }

    fn export(&mut self, at: WasmOffset, export: wasmparser::Export<'_>) -> Result<()> {
        let entity = match export.kind {
            wasmparser::ExternalKind::Func => EntityIndex::Func(FuncIndex(export.index)),
            wasmparser::ExternalKind::Table => EntityIndex::Table(wasmc_abi::TableIndex(export.index)),
            wasmparser::ExternalKind::Memory => EntityIndex::Memory(wasmc_abi::MemoryIndex(export.index)),
            wasmparser::ExternalKind::Global => EntityIndex::Global(wasmc_abi::GlobalIndex(export.index)),
            wasmparser::ExternalKind::Tag => EntityIndex::Tag(wasmc_abi::TagIndex(export.index)),
            wasmparser::ExternalKind::FuncExact => return Err(Error::unsupported("this kind of export", at)),
        };
        self.info.exports.push(Export { name: export.name.to_owned(), entity });
        Ok(())
    }

    fn element(&mut self, at: WasmOffset, element: wasmparser::Element<'_>) -> Result<()> {
        let mode = match element.kind {
            wasmparser::ElementKind::Passive => ElementMode::Passive,
            wasmparser::ElementKind::Declared => ElementMode::Declared,
            wasmparser::ElementKind::Active { table_index, offset_expr } => ElementMode::Active {
                table: wasmc_abi::TableIndex(table_index.unwrap_or(0)),
                offset: convert::const_expr(&offset_expr)?,
            },
        };
        let (ty, items) = match element.items {
            wasmparser::ElementItems::Functions(funcs) => {
                let funcs = funcs.into_iter().map(|func| Ok(FuncIndex(func?))).collect::<Result<_>>()?;
                (wasmc_abi::RefType { nullable: false, ..wasmc_abi::RefType::FUNCREF }, ElementItems::Funcs(funcs))
            }
            wasmparser::ElementItems::Expressions(ty, exprs) => {
                let exprs = exprs.into_iter().map(|expr| convert::const_expr(&expr?)).collect::<Result<_>>()?;
                (convert::ref_type(ty, at)?, ElementItems::Exprs(exprs))
            }
        };
        self.info.elements.push(ElementSegment { mode, ty, items });
        Ok(())
    }

    fn data(&mut self, _: WasmOffset, data: wasmparser::Data<'_>) -> Result<()> {
        let mode = match data.kind {
            wasmparser::DataKind::Passive => DataMode::Passive,
            wasmparser::DataKind::Active { memory_index, offset_expr } => DataMode::Active {
                memory: wasmc_abi::MemoryIndex(memory_index),
                offset: convert::const_expr(&offset_expr)?,
            },
        };
        self.info.data.push(DataSegment { mode, start: self.data.len() as u64, len: data.data.len() as u64 });
        self.data.extend_from_slice(data.data);
        Ok(())
    }

    /// Takes the names it can read. The specification says that a broken name section does not make a module invalid.
    fn names(&mut self, names: wasmparser::NameSectionReader<'_>) {
        for name in names.into_iter().map_while(std::result::Result::ok) {
            match name {
                Name::Module { name, .. } => self.info.name = Some(name.to_owned()),
                Name::Function(functions) => {
                    for naming in functions.into_iter().map_while(std::result::Result::ok) {
                        if let Some(func) = self.info.funcs.get_mut(naming.index as usize) {
                            func.name = Some(naming.name.to_owned());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn function_body(
        &mut self,
        validator: FuncToValidate<ValidatorResources>,
        body: FunctionBody<'a>,
        source: Source<'a>,
    ) {
        let range = body.range();
        self.info.funcs[validator.index as usize].body = (convert::offset(range.start).0, convert::offset(range.end).0);
        let hints = self.hints.remove(&validator.index).unwrap_or_default();
        self.bodies.push(Body { validator, body, hints, source });
    }
}

/// Calls functions that the name section does not name as they are exported, so that backtraces and profiles say it.
fn name_exports(info: &mut ModuleInfo) {
    for export in &info.exports {
        if let EntityIndex::Func(func) = export.entity {
            info.funcs[func.index()].name.get_or_insert_with(|| export.name.clone());
        }
    }
}

/// Gives a function reference to each imported function and to each that may leave the module. `ref.func` in code may
/// only name functions that exports, globals, tables or element segments name too (core specification, 3.4.14, "refs"):
/// those segments that are no more are made up for by `referenced`.
fn assign_funcrefs(info: &mut ModuleInfo, referenced: &[FuncIndex]) {
    let mut escaping = vec![false; info.funcs.len()];
    escaping[..info.imported_funcs as usize].fill(true);
    let exported = info.exports.iter().filter_map(|export| match export.entity {
        EntityIndex::Func(func) => Some(func),
        _ => None,
    });
    let globals = info.globals.iter().filter_map(|global| global.init.as_ref());
    let initializers = globals.chain(info.tables.iter().filter_map(|table| table.init.as_ref()));
    let in_exprs = |expr: &ConstExpr| expr.0.iter().filter_map(named_func).collect::<Vec<_>>();
    let in_elements = info.elements.iter().flat_map(|element| match &element.items {
        ElementItems::Funcs(funcs) => funcs.clone(),
        ElementItems::Exprs(exprs) => exprs.iter().flat_map(in_exprs).collect(),
    });
    for func in exported.chain(info.start).chain(initializers.flat_map(in_exprs)).chain(in_elements) {
        escaping[func.index()] = true;
    }
    for func in referenced {
        // What is not valid is found later.
        escaping.get_mut(func.index()).into_iter().for_each(|escaping| *escaping = true);
    }
    let escaping = (0..info.funcs.len()).filter(|&func| escaping[func]);
    info.funcrefs = escaping.map(FuncIndex::from).collect();
    for (position, func) in info.funcrefs.iter().enumerate() {
        info.funcs[func.index()].funcref = Some(FuncRefIndex::from(position));
    }
}

fn named_func(op: &ConstOp) -> Option<FuncIndex> {
    match op {
        ConstOp::RefFunc(func) => Some(*func),
        _ => None,
    }
}

/// Gives a slot to each defined global that the runtime must reach: to export it, or to initialize it. All others belong
/// to compiled code alone. An initializer that reads one of these reads a constant, which needs no address.
fn assign_global_slots(info: &mut ModuleInfo) {
    let defined = info.imported_globals as usize;
    let mut exposed: Vec<bool> =
        info.globals.iter().map(|global| !global.init.as_ref().is_some_and(is_constant)).collect();
    for export in &info.exports {
        if let EntityIndex::Global(global) = export.entity {
            exposed[global.index()] = true;
        }
    }
    let mut next = 0;
    for (global, exposed) in info.globals.iter_mut().zip(exposed).skip(defined) {
        if exposed {
            global.slot = Some(GlobalSlot(next));
            next += 1;
        }
    }
}

/// Whether compiled code can hold the value as a constant.
fn is_constant(init: &ConstExpr) -> bool {
    matches!(
        init.0[..],
        [ConstOp::I32Const(_)
            | ConstOp::I64Const(_)
            | ConstOp::F32Const(_)
            | ConstOp::F64Const(_)
            | ConstOp::V128Const(_)
            | ConstOp::RefNull(_)]
    )
}
