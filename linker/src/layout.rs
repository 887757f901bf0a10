//! Third phase: where everything goes. Addresses and file offsets are final from here on.
//!
//! Addresses count from the image's base, where the ELF file has address 0. The image begins one page after it, so that
//! the first page of the file, with the headers, is not mapped; and within the image address and file offset are equal.

use crate::error::{Error, ErrorKind};
use crate::input::{Kind, Object, Section};
use crate::symbols::{Definition, Slot, Symbols};
use std::collections::HashMap;
use wasmc_abi::ImageOffset;
use wasmc_abi::artifact::Segment;
use wasmc_abi::image::{MAX_IMAGE_BYTES, MEMORY0_OFFSET, SEGMENT_ALIGN};

/// Size of a libcall's stub in bytes.
pub const STUB_BYTES: u64 = 8;

/// Size of a slot for an address in bytes.
pub const SLOT_BYTES: u64 = 8;

/// So many zeros at the end of a segment are in the file: mapping them apart costs each instance a mapping more, of which a
/// process can have only so many.
const ZEROS_IN_FILE_BYTES: u64 = 64 << 10;

/// Size in bytes of the zero that ends the unwind table.
const EH_FRAME_END_BYTES: u64 = 4;

/// A section of the artifact.
pub struct OutputSection<'a> {
    /// Its name.
    pub name: &'a str,
    /// What it is.
    pub kind: Kind,
    /// Where it begins in the image; 0 when it is not loaded.
    pub address: u64,
    /// Where it begins in the file.
    pub file_offset: u64,
    /// Its size in bytes.
    pub size: u64,
    /// The largest alignment of its parts.
    pub align: u64,
}

/// Where an input section went.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The position of its output section in [`Layout::sections`].
    pub output: usize,
    /// Its address in the image; for debug information, its distance from the start of the output section.
    pub address: u64,
    /// Where it begins in the file.
    pub file_offset: u64,
}

/// Where everything is.
#[derive(Default)]
pub struct Layout<'a> {
    /// The artifact's sections that come from the object or are loaded, in the order of the file.
    pub sections: Vec<OutputSection<'a>>,
    /// Where each input section went, by its index.
    pub places: Vec<Option<Place>>,
    /// Code.
    pub text: Segment,
    /// Constants and unwind tables.
    pub rodata: Segment,
    /// Instance data.
    pub data: Segment,
    /// Where the image ends: a multiple of the page size.
    pub image_bytes: u64,
    /// Where the image and the debug information end in the file.
    pub file_bytes: u64,
    stubs: u64,
    slots: u64,
}

impl<'a> Layout<'a> {
    /// The address of the stub that jumps through a libcall's slot.
    pub fn stub(&self, libcall: Slot) -> u64 {
        self.stubs + libcall.0 as u64 * STUB_BYTES
    }

    /// The address of a slot.
    pub fn slot(&self, slot: Slot) -> u64 {
        self.slots + slot.0 as u64 * SLOT_BYTES
    }

    /// The output section of a kind that occurs only once.
    pub fn section(&self, kind: Kind) -> Option<&OutputSection<'a>> {
        self.sections.iter().find(|section| section.kind == kind)
    }

    /// The address or number that a definition stands for.
    pub fn value(&self, definition: Definition) -> Option<Value> {
        Some(match definition {
            Definition::Section(section, offset) => {
                let place = self.places[section.0]?;
                let value = (place.address + offset) as i64;
                if self.sections[place.output].kind.is_loaded() { Value::Image(value) } else { Value::Debug(value) }
            }
            Definition::Absolute(value) => Value::Absolute(value as i64),
            Definition::Memory0 => Value::Image(MEMORY0_OFFSET as i64),
            Definition::Libcall(libcall) => Value::Image(self.stub(libcall) as i64),
            Definition::Nothing => return None,
        })
    }
}

/// What a symbol's value means.
#[derive(Clone, Copy, Debug)]
pub enum Value {
    /// A distance from the image's base.
    Image(i64),
    /// A distance from the start of a section of debug information.
    Debug(i64),
    /// A number.
    Absolute(i64),
}

/// Decides where everything goes.
pub fn assign<'a>(object: &Object<'a>, symbols: &Symbols) -> Result<Layout<'a>, Error> {
    let mut groups: [Vec<usize>; Kind::Debug as usize + 1] = Default::default();
    for (index, section) in object.sections.iter().enumerate() {
        if let Some(kind) = section.kind {
            groups[kind as usize].push(index);
        }
    }
    let mut assigner = Assigner {
        object,
        groups,
        stub_bytes: symbols.libcalls.len() as u64 * STUB_BYTES,
        slot_bytes: (symbols.libcalls.len() + symbols.loaded.len()) as u64 * SLOT_BYTES,
        end: SEGMENT_ALIGN,
        layout: Layout { places: vec![None; object.sections.len()], ..Layout::default() },
    };
    assigner.layout.text = assigner.segment(&[Kind::Text, Kind::Plt])?;
    assigner.layout.rodata = assigner.segment(&[Kind::Rodata, Kind::ExceptTable, Kind::EhFrame])?;
    assigner.layout.data = assigner.segment(&[Kind::Data, Kind::Got, Kind::Bss])?;
    assigner.layout.image_bytes = assigner.end;
    assigner.debug();
    Ok(assigner.layout)
}

struct Assigner<'o, 'a> {
    object: &'o Object<'a>,
    /// Input sections by kind.
    groups: [Vec<usize>; Kind::Debug as usize + 1],
    stub_bytes: u64,
    slot_bytes: u64,
    /// The first address that is not taken.
    end: u64,
    layout: Layout<'a>,
}

impl<'a> Assigner<'_, 'a> {
    /// Places the sections of a segment, and what the linker adds to them, in whole pages.
    fn segment(&mut self, kinds: &[Kind]) -> Result<Segment, Error> {
        let start = self.end;
        let mut file_end = start;
        for &kind in kinds {
            self.loaded_section(kind)?;
            if kind != Kind::Bss {
                file_end = self.end;
            }
        }
        if self.end - file_end <= ZEROS_IN_FILE_BYTES {
            file_end = self.end;
        }
        let segment = Segment {
            start: ImageOffset(start as u32),
            file_offset: start,
            file_bytes: (file_end - start) as u32,
            memory_bytes: (self.end - start) as u32,
        };
        self.layout.file_bytes = file_end.next_multiple_of(SEGMENT_ALIGN);
        self.end = self.end.next_multiple_of(SEGMENT_ALIGN);
        Ok(segment)
    }

    fn loaded_section(&mut self, kind: Kind) -> Result<(), Error> {
        let inputs = std::mem::take(&mut self.groups[kind as usize]);
        let (name, own_bytes) = match kind {
            Kind::Text => (".text", 0),
            Kind::Plt => (".plt", self.stub_bytes),
            Kind::Rodata => (".rodata", 0),
            Kind::ExceptTable => (".gcc_except_table", 0),
            Kind::EhFrame => (".eh_frame", EH_FRAME_END_BYTES),
            Kind::Data => (".data", 0),
            Kind::Got => (".got", self.slot_bytes),
            Kind::Bss => (".bss", 0),
            Kind::Debug => unreachable!("debug information is not loaded"),
        };
        if inputs.is_empty() && own_bytes == 0 {
            return Ok(());
        }
        let own_align = if matches!(kind, Kind::Plt | Kind::Got) { STUB_BYTES.max(SLOT_BYTES) } else { 1 };
        let align = inputs.iter().map(|&input| self.object.sections[input].align).max().unwrap_or(1).max(own_align);
        let start = self.end.next_multiple_of(align);
        self.end = start;
        for (position, &input) in inputs.iter().enumerate() {
            let section = &self.object.sections[input];
            // The parts of an unwind table follow each other without padding, which would read as the table's end.
            let align = if kind == Kind::EhFrame && position > 0 { 1 } else { section.align };
            let address = self.end.next_multiple_of(align);
            self.end = address.saturating_add(section.size);
            self.check_size(section.name)?;
            self.layout.places[input] =
                Some(Place { output: self.layout.sections.len(), address, file_offset: address });
        }
        match kind {
            Kind::Plt => self.layout.stubs = self.end,
            Kind::Got => self.layout.slots = self.end,
            _ => {}
        }
        self.end += own_bytes;
        self.check_size(name)?;
        let size = self.end - start;
        self.layout.sections.push(OutputSection { name, kind, address: start, file_offset: start, size, align });
        Ok(())
    }

    fn check_size(&self, section: &str) -> Result<(), Error> {
        if self.end > MAX_IMAGE_BYTES {
            let (section, bytes) = (section.to_owned(), self.end);
            return Err(ErrorKind::ImageTooLarge { section, bytes, limit: MAX_IMAGE_BYTES }.into());
        }
        Ok(())
    }

    /// Places debug information behind the image, one output section for each name, all at address 0.
    fn debug(&mut self) {
        let inputs = std::mem::take(&mut self.groups[Kind::Debug as usize]);
        let mut names: Vec<&'a str> = Vec::new();
        let mut by_name: HashMap<&'a str, Vec<usize>> = HashMap::new();
        for input in inputs {
            let name = self.object.sections[input].name;
            by_name.entry(name).or_insert_with(|| {
                names.push(name);
                Vec::new()
            });
            by_name.entry(name).or_default().push(input);
        }
        for name in names {
            self.debug_section(name, &by_name[name]);
        }
    }

    fn debug_section(&mut self, name: &'a str, inputs: &[usize]) {
        let sections: &[Section<'a>] = &self.object.sections;
        let align = inputs.iter().map(|&input| sections[input].align).max().unwrap_or(1);
        let start = self.layout.file_bytes.next_multiple_of(align);
        let mut size = 0u64;
        for &input in inputs {
            let address = size.next_multiple_of(sections[input].align);
            let output = self.layout.sections.len();
            self.layout.places[input] = Some(Place { output, address, file_offset: start + address });
            size = address + sections[input].size;
        }
        let kind = Kind::Debug;
        self.layout.sections.push(OutputSection { name, kind, address: 0, file_offset: start, size, align });
        self.layout.file_bytes = start + size;
    }
}
