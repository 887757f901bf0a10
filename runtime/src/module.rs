//! A compiled module, ready to be instantiated: a checked artifact, and what is derived from it once.

use crate::artifact::{Artifact, Hash};
use crate::engine::Engine;
use crate::error::Result;
use crate::exception::is_exnref;
use crate::externals::{ExportType, ExternType, ImportType};
use crate::profile::Counters;
use crate::trap::{Tables, UnwindTable};
use crate::vm::ImageSource;
use std::fs::File;
use std::path::Path;
use std::sync::{Arc, OnceLock};
use wasmc_abi::artifact::{ArchivedArtifact, ArchivedImageLayout, BuildInfo, CpuInfo};
use wasmc_abi::profile::Profile;
use wasmc_abi::{
    ArchivedEntityIndex, ArchivedModuleInfo, EntityIndex, FromArchived, FuncIndex, FuncType, GlobalIndex, GlobalType,
    MemoryIndex, MemoryType, SubType, TableIndex, TableType, TagIndex, TypeIndex,
};

/// The export that host functions ask for at each call, so that it is looked for only once.
const MEMORY: &str = "memory";

/// A compiled module. Cheap to clone; clones are the same module.
#[derive(Clone)]
pub struct Module(Arc<Inner>);

struct Inner {
    engine: Engine,
    artifact: Artifact,
    /// The engine's identities of the module's types.
    type_ids: Vec<u32>,
    /// The exports, ordered by name.
    exports_by_name: Vec<u32>,
    /// The export [`MEMORY`], if there is one.
    memory: Option<EntityIndex>,
    unwind: OnceLock<UnwindTable>,
    /// Whether it has a global without an address that may hold a reference to an exception.
    has_private_exnrefs: bool,
    /// What its instances have counted.
    counters: Option<Counters>,
}

/// Sizes of the parts of an artifact, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sizes {
    /// The file.
    pub file: u64,
    /// Machine code.
    pub text: u64,
    /// Constants and unwind tables.
    pub rodata: u64,
    /// Instance data: private to each instance.
    pub instance_data: u64,
    /// Contents of data segments.
    pub data_segments: u64,
    /// What of them is laid out as in memory, and mapped when the module is instantiated.
    pub memory_image: u64,
    /// Metadata.
    pub metadata: u64,
}

impl Module {
    /// Opens an artifact. Its file is mapped, not read, and must not be written while the module or an instance of it is in
    /// use; replacing it by another is fine. With the feature `compile`, the file may be a module as well, binary or text.
    ///
    /// # Errors
    /// When the file cannot be read, is no artifact, is damaged, or was made for another machine or version.
    pub fn from_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Self> {
        let path = path.as_ref();
        #[cfg(feature = "compile")]
        if let Some(module) = Self::compiled_file(engine, path)? {
            return Ok(module);
        }
        Self::from_artifact(engine, Artifact::open(path, Hash::Compared)?)
    }

    /// Opens an artifact that begins at an offset in a larger file, as in an executable that carries it. It is mapped from
    /// there if the offset is a multiple of 4096, and copied into memory otherwise. What is said of the file in
    /// [`Module::from_file`] holds here too.
    ///
    /// # Errors
    /// As [`Module::from_file`].
    pub fn from_file_at(engine: &Engine, file: File, offset: u64) -> Result<Self> {
        Self::from_artifact(engine, Artifact::open_at(file, offset)?)
    }

    /// Takes an artifact that is linked into this program, or into a library that it has loaded: what `wasmc compile m.wasm -o m.o`
    /// writes, with the symbols `WASMC_M_DATA` and `WASMC_M_METADATA`.
    ///
    /// ```no_run
    /// # use wasmc_runtime::{Engine, Module, Store};
    /// # mod linked {
    /// # #[unsafe(no_mangle)] static WASMC_M_DATA: [u8; 0] = []; #[unsafe(no_mangle)] static WASMC_M_METADATA: [u8; 0] = [];
    /// # }
    /// unsafe extern "C" {
    ///     static WASMC_M_DATA: [u8; 0];
    ///     static WASMC_M_METADATA: [u8; 0];
    /// }
    /// # fn main() -> wasmc_runtime::Result<()> {
    /// // SAFETY: both symbols are of one object that wasmc wrote.
    /// let module = unsafe { Module::from_ptr(WASMC_M_DATA.as_ptr(), WASMC_M_METADATA.as_ptr()) }?;
    /// let store = Store::new(Engine::shared(), ());
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// The module is one of [`Engine::shared`].
    ///
    /// Nothing is copied: the file that the program or library was loaded from is found and opened, and code, constants and the
    /// template of instance data are mapped from the artifact's place in it, as from the file of an artifact, so that all
    /// processes share them. No text is relocated. The metadata is checked as that of a file; the hash is not computed, so
    /// that loading takes the same time however much code and data there is: a tenth of a millisecond. Where that file is gone,
    /// has been replaced by another, or is not to be found because there is no `/proc`, the artifact is copied into memory, once
    /// per call; its instances share the copy. That costs the artifact's size in memory, and the time to copy it, three
    /// milliseconds for one of 8 MB.
    ///
    /// # Errors
    /// As [`Module::from_file`]; and when the two addresses are not those of one artifact, as far as can be seen.
    ///
    /// # Safety
    /// `data` is the address of an artifact as wasmc wrote it, all of which can be read until this returns, and which nobody
    /// changes. What is said of the file in [`Module::from_file`] holds for the file of the program or library.
    pub unsafe fn from_ptr(data: *const u8, metadata: *const u8) -> Result<Self> {
        // SAFETY: what is asked of the caller is the same.
        unsafe { Self::from_ptr_in(Engine::shared(), data, metadata) }
    }

    /// As [`Module::from_ptr`], for stores of another engine.
    ///
    /// # Errors
    /// As [`Module::from_ptr`].
    ///
    /// # Safety
    /// As for [`Module::from_ptr`].
    pub unsafe fn from_ptr_in(engine: &Engine, data: *const u8, metadata: *const u8) -> Result<Self> {
        // SAFETY: what is asked of the caller is the same.
        Self::from_artifact(engine, unsafe { Artifact::from_ptr(data, metadata) }?)
    }

    /// Opens an artifact as [`Module::from_file`] does, but for its hash, which is not computed: pages that no instance uses
    /// are not even read, and loading takes the time of checking the metadata.
    ///
    /// # Errors
    /// As [`Module::from_file`], but that damage to code and data is not found.
    ///
    /// # Safety
    /// The file is as wasmc wrote it.
    pub unsafe fn deserialize_file(engine: &Engine, path: impl AsRef<Path>) -> Result<Self> {
        Self::from_artifact(engine, Artifact::open(path.as_ref(), Hash::Trusted)?)
    }

    /// Takes the bytes of an artifact.
    ///
    /// # Errors
    /// As [`Module::from_file`].
    pub fn from_bytes(engine: &Engine, bytes: &[u8]) -> Result<Self> {
        Self::from_artifact(engine, Artifact::from_bytes(bytes)?)
    }

    /// The bytes of its artifact, which [`Module::from_bytes`] takes.
    ///
    /// # Errors
    /// None today: a module keeps its artifact. Others' modules have to be written out.
    pub fn serialize(&self) -> Result<Vec<u8>> {
        Ok(self.0.artifact.bytes().to_vec())
    }

    fn from_artifact(engine: &Engine, mut artifact: Artifact) -> Result<Self> {
        artifact.choose_slice(engine.host_cpu())?;
        let info = &artifact.meta().module;
        let types: Vec<_> = info.types.iter().map(SubType::from_archived).collect();
        let type_ids = engine.type_ids(&types, info.rec_groups.iter().map(|size| size.to_native()));
        let mut exports_by_name: Vec<u32> = (0..info.exports.len() as u32).collect();
        exports_by_name.sort_unstable_by_key(|&export| info.exports[export as usize].name.as_str());
        let mut private = info.globals.iter().filter(|global| global.init.is_some() && global.slot.is_none());
        let has_private_exnrefs = private.any(|global| is_exnref(GlobalType::from_archived(&global.ty).value));
        let memory = find_export(info, &exports_by_name, MEMORY);
        let engine = engine.clone();
        let unwind = OnceLock::new();
        let counters = artifact.meta().build.profile.as_ref().map(Counters::new);
        Ok(Self(Arc::new(Inner {
            engine,
            artifact,
            type_ids,
            exports_by_name,
            memory,
            unwind,
            has_private_exnrefs,
            counters,
        })))
    }

    /// The engine it was loaded into.
    pub fn engine(&self) -> &Engine {
        &self.0.engine
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<&str> {
        self.info().name.as_ref().map(|name| name.as_str())
    }

    /// What it imports, in order.
    pub fn imports(&self) -> impl ExactSizeIterator<Item = ImportType<'_>> {
        self.info().imports.iter().map(|import| {
            let ty = self.entity_type(entity(&import.entity));
            ImportType { module: import.module.as_str(), name: import.name.as_str(), ty }
        })
    }

    /// What it exports, in order.
    pub fn exports(&self) -> impl ExactSizeIterator<Item = ExportType<'_>> {
        self.info().exports.iter().map(|export| {
            let ty = self.entity_type(entity(&export.entity));
            ExportType { name: export.name.as_str(), ty }
        })
    }

    /// The type of an export.
    pub fn get_export(&self, name: &str) -> Option<ExternType> {
        self.export(name).map(|entity| self.entity_type(entity))
    }

    /// How it was compiled.
    pub fn build(&self) -> BuildInfo {
        let build = rkyv::deserialize::<BuildInfo, rkyv::rancor::Failure>(&self.meta().build);
        build.expect("nothing in it can fail to be copied")
    }

    /// The CPU that the code in use is compiled for: of an artifact for several, the one that was chosen for this machine.
    pub fn cpu(&self) -> CpuInfo {
        let cpu = rkyv::deserialize::<CpuInfo, rkyv::rancor::Failure>(&self.0.artifact.slice().cpu);
        cpu.expect("nothing in it can fail to be copied")
    }

    /// What all of its instances have counted so far, if it was compiled to count. Instances may be running.
    pub fn profile(&self) -> Option<Profile> {
        Some(self.0.counters.as_ref()?.read(self.meta().build.wasm_hash))
    }

    /// The address that its instances count at.
    pub(crate) fn counters(&self) -> Option<*mut u64> {
        Some(self.0.counters.as_ref()?.address())
    }

    /// The BLAKE3 hash of the artifact.
    pub fn hash(&self) -> [u8; 32] {
        self.0.artifact.hash()
    }

    /// How large its parts are: of code, those in use.
    pub fn sizes(&self) -> Sizes {
        let layout = self.layout();
        Sizes {
            file: self.file().len() as u64,
            text: layout.text.memory_bytes.to_native().into(),
            rodata: layout.rodata.memory_bytes.to_native().into(),
            instance_data: layout.data.memory_bytes.to_native().into(),
            data_segments: self.meta().data_blob.1.to_native(),
            memory_image: self.meta().memory_image.as_ref().map_or(0, |image| image.bytes.to_native()),
            metadata: self.0.artifact.meta_bytes(),
        }
    }

    /// How many functions it has: imported ones, and all.
    pub fn func_counts(&self) -> (u32, u32) {
        (self.info().imported_funcs.to_native(), self.info().funcs.len() as u32)
    }

    /// The name section's name of a function.
    pub fn func_name(&self, func: u32) -> Option<&str> {
        self.info().funcs.get(func as usize)?.name.as_ref().map(|name| name.as_str())
    }

    /// Where in the Wasm binary the body of a function begins; zero for those that have none.
    pub(crate) fn func_body_start(&self, func: u32) -> u32 {
        self.info().funcs.get(func as usize).map_or(0, |func| func.body.0.to_native())
    }

    /// Whether two modules are the same one.
    pub(crate) fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// Whether there is a function with this index, and it is not imported.
    pub(crate) fn is_defined_func(&self, func: u32) -> bool {
        let (imported, all) = self.func_counts();
        (imported..all).contains(&func)
    }

    /// The function whose body holds a position of the Wasm binary.
    pub(crate) fn func_at(&self, wasm_offset: u32) -> Option<u32> {
        let (imported, _) = self.func_counts();
        let defined = self.info().funcs.get(imported as usize..)?;
        let position = defined.partition_point(|func| func.body.1 <= wasm_offset);
        let contains = |func: &wasmc_abi::ArchivedFuncInfo| func.body.0 <= wasm_offset && func.body.1 > wasm_offset;
        defined.get(position).filter(|func| contains(func)).map(|_| imported + position as u32)
    }

    /// An export by its name.
    pub(crate) fn export(&self, name: &str) -> Option<EntityIndex> {
        if name == MEMORY { self.0.memory } else { find_export(self.info(), &self.0.exports_by_name, name) }
    }

    /// The declared type of something in the module.
    pub(crate) fn entity_type(&self, entity: EntityIndex) -> ExternType {
        match entity {
            EntityIndex::Func(func) => ExternType::Func(self.func_type(func)),
            EntityIndex::Table(table) => ExternType::Table(self.table_type(table)),
            EntityIndex::Memory(memory) => ExternType::Memory(self.memory_type(memory)),
            EntityIndex::Global(global) => ExternType::Global(self.global_type(global)),
            EntityIndex::Tag(tag) => ExternType::Tag(self.tag_type(tag)),
        }
    }

    fn func_type(&self, func: FuncIndex) -> FuncType {
        self.defined_type(TypeIndex::from_archived(&self.info().funcs[func.index()].ty))
    }

    fn defined_type(&self, ty: TypeIndex) -> FuncType {
        FuncType::clone(&self.engine().func_type(self.number(ty).0))
    }

    /// The engine's number of a type.
    fn number(&self, ty: TypeIndex) -> TypeIndex {
        TypeIndex(self.0.type_ids[ty.index()])
    }

    /// The engine's identity of a function's type.
    pub(crate) fn func_type_id(&self, func: FuncIndex) -> u32 {
        self.number(TypeIndex::from_archived(&self.info().funcs[func.index()].ty)).0
    }

    pub(crate) fn table_type(&self, table: TableIndex) -> TableType {
        let ty = TableType::from_archived(&self.info().tables[table.index()].ty);
        TableType { element: ty.element.map_type(|ty| self.number(ty)), ..ty }
    }

    pub(crate) fn memory_type(&self, memory: MemoryIndex) -> MemoryType {
        MemoryType::from_archived(&self.info().memories[memory.index()])
    }

    pub(crate) fn global_type(&self, global: GlobalIndex) -> GlobalType {
        let ty = GlobalType::from_archived(&self.info().globals[global.index()].ty);
        GlobalType { value: ty.value.map_type(|ty| self.number(ty)), ..ty }
    }

    fn tag_type(&self, tag: TagIndex) -> FuncType {
        self.defined_type(TypeIndex::from_archived(&self.info().tags[tag.index()]))
    }

    /// The engine's identity of a tag's type.
    pub(crate) fn tag_type_id(&self, tag: TagIndex) -> u32 {
        self.number(TypeIndex::from_archived(&self.info().tags[tag.index()])).0
    }

    /// The engine's identities of the module's types.
    pub(crate) fn type_ids(&self) -> &[u32] {
        &self.0.type_ids
    }

    pub(crate) fn meta(&self) -> &ArchivedArtifact {
        self.0.artifact.meta()
    }

    pub(crate) fn info(&self) -> &ArchivedModuleInfo {
        &self.meta().module
    }

    pub(crate) fn layout(&self) -> &ArchivedImageLayout {
        &self.0.artifact.slice().layout
    }

    /// What to add to an image offset for the address in the artifact's symbols and debug information.
    pub(crate) fn elf_base(&self) -> u64 {
        self.0.artifact.slice().elf_base.to_native()
    }

    /// The artifact's bytes.
    pub(crate) fn file(&self) -> &[u8] {
        self.0.artifact.bytes()
    }

    /// The bytes of all data segments.
    pub(crate) fn data(&self) -> &[u8] {
        self.0.artifact.data()
    }

    pub(crate) fn unwind_table(&self) -> &UnwindTable {
        self.0.unwind.get_or_init(|| UnwindTable::new(self.tables()))
    }

    /// Where its unwind tables are.
    pub(crate) fn tables(&self) -> Tables<'_> {
        Tables { file: self.file(), layout: self.layout() }
    }

    /// Whether its instances' data may hold references to exceptions that nothing else tells of.
    pub(crate) fn has_private_exnrefs(&self) -> bool {
        self.0.has_private_exnrefs
    }

    /// What an image of the module is mapped from.
    pub(crate) fn image_source(&self) -> ImageSource<'_> {
        let info = self.info();
        let defines_memory0 = info.imported_memories == 0 && !info.memories.is_empty();
        // A shared memory may outlive the image.
        let memory0 = defines_memory0.then(|| self.memory_type(MemoryIndex(0))).filter(|ty| !ty.shared);
        let (file, offset) = self.0.artifact.file();
        ImageSource { file, offset, artifact: self.meta(), layout: self.layout(), memory0 }
    }
}

/// An export by its name, among all in the names' order.
fn find_export(info: &ArchivedModuleInfo, by_name: &[u32], name: &str) -> Option<EntityIndex> {
    let name_of = |&export: &u32| info.exports[export as usize].name.as_str();
    let position = by_name.binary_search_by_key(&name, name_of).ok()?;
    Some(entity(&info.exports[by_name[position] as usize].entity))
}

/// The owned form of an entity.
pub(crate) fn entity(archived: &ArchivedEntityIndex) -> EntityIndex {
    match archived {
        ArchivedEntityIndex::Func(index) => EntityIndex::Func(FuncIndex::from_archived(index)),
        ArchivedEntityIndex::Table(index) => EntityIndex::Table(TableIndex::from_archived(index)),
        ArchivedEntityIndex::Memory(index) => EntityIndex::Memory(MemoryIndex::from_archived(index)),
        ArchivedEntityIndex::Global(index) => EntityIndex::Global(GlobalIndex::from_archived(index)),
        ArchivedEntityIndex::Tag(index) => EntityIndex::Tag(TagIndex::from_archived(index)),
    }
}
