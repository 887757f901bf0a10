//! Third phase: where everything goes. Addresses and file offsets are final from here on.
//!
//! Each slice is an image of its own. Addresses count from the image's base, and the image begins one page after it, so that
//! the first page of the file, with the headers, is not mapped. In the file, the images follow one another, and their bases
//! are apart by as much as they take in memory: that makes the addresses of the ELF file. Within an image, address and file
//! offset differ by the same everywhere; in the first one they are equal. Debug information is that of all slices together.

use crate::error::{Error, ErrorKind};
use crate::input::{Kind, Object};
use crate::machine::{Machine, aarch64::VENEER_BYTES};
use crate::symbols::{Definition, Slot, Symbols};
use crate::veneers::{self, Veneers};
use object::LittleEndian as LE;
use object::elf::Rela64;
use std::collections::HashMap;
use wasmc_abi::ImageOffset;
use wasmc_abi::artifact::Segment;
use wasmc_abi::image::{MAX_IMAGE_BYTES, MEMORY0_OFFSET};

/// Size of a slot for an address in bytes.
pub const SLOT_BYTES: u64 = 8;

/// So many zeros at the end of a segment are in the file: mapping them apart costs each instance a mapping more, of which a
/// process can have only so many.
const ZEROS_IN_FILE_BYTES: u64 = 64 << 10;

/// Alignment of veneers in bytes.
const INSTRUCTION_BYTES: u64 = 4;

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
    /// The position of its output section in [`ImageLayout::sections`], or among debug information in [`Layout::debug`].
    pub output: usize,
    /// Its address in the image; for debug information, its distance from the start of the output section.
    pub address: u64,
    /// Where it begins in the file.
    pub file_offset: u64,
    /// Whether it belongs to the image.
    pub is_loaded: bool,
}

/// Where everything is.
pub struct Layout<'a> {
    /// What all of it is for.
    pub machine: Machine,
    /// The image of each slice.
    pub images: Vec<ImageLayout<'a>>,
    /// Debug information.
    pub debug: Vec<OutputSection<'a>>,
    /// Where the images and the debug information end in the file.
    pub file_bytes: u64,
}

/// Where everything of a slice is.
#[derive(Default)]
pub struct ImageLayout<'a> {
    machine: Machine,
    /// The sections that are loaded, in the order of the file.
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
    /// The address of its base in the ELF file.
    pub elf_base: u64,
    /// Where the image ends in the file: a multiple of the page size.
    file_end: u64,
    /// How far its file offsets lie above its addresses.
    file_delta: u64,
    stubs: u64,
    slots: u64,
    veneers: Veneers,
    /// Where each input section's veneers begin, by its index.
    pools: Vec<u64>,
}

impl<'a> ImageLayout<'a> {
    /// The alignment of its segments.
    pub fn segment_align(&self) -> u64 {
        self.machine.segment_align()
    }

    /// The size of its stubs.
    pub fn stub_bytes(&self) -> u64 {
        self.machine.stub_bytes()
    }

    /// Where an address of the image is in the file.
    pub fn file_offset(&self, address: u64) -> u64 {
        address + self.file_delta
    }

    /// The address of the stub that jumps through a libcall's slot.
    pub fn stub(&self, libcall: Slot) -> u64 {
        self.stubs + libcall.0 as u64 * self.machine.stub_bytes()
    }

    /// The address of a slot.
    pub fn slot(&self, slot: Slot) -> u64 {
        self.slots + slot.0 as u64 * SLOT_BYTES
    }

    /// The address of the veneer that a call or jump goes through, if it needs one.
    pub fn veneer(&self, object: &Object<'a>, symbols: &Symbols, section: usize, rela: &Rela64<LE>) -> Option<u64> {
        // Most images need none.
        if self.veneers.of(section).is_empty() {
            return None;
        }
        let position = self.veneers.position(section, veneers::target(object, symbols, section, rela)?)?;
        Some(self.pools[section] + position as u64 * VENEER_BYTES)
    }

    /// All veneers' addresses, and what they lead to.
    pub fn veneers(&self) -> impl Iterator<Item = (u64, Definition)> {
        let pools = self.pools.iter().enumerate();
        pools.flat_map(|(section, &pool)| {
            let targets = self.veneers.of(section).iter().enumerate();
            targets.map(move |(position, &target)| (pool + position as u64 * VENEER_BYTES, target))
        })
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
                if place.is_loaded { Value::Image(value) } else { Value::Debug(value) }
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
pub fn assign<'a>(objects: &[Object<'a>], symbols: &[Symbols]) -> Result<Layout<'a>, Error> {
    let machine = objects.first().map_or_else(Machine::default, |object| object.machine);
    let align = machine.segment_align();
    let mut images: Vec<ImageLayout<'a>> = Vec::new();
    for (object, symbols) in objects.iter().zip(symbols) {
        let place =
            images.last().map_or((0, 0), |last| (last.elf_base + last.image_bytes - align, last.file_end - align));
        images.push(assign_image(object, symbols, place)?);
    }
    let file_bytes = images.last().map_or(align, |last| last.file_end);
    let mut layout = Layout { machine, images, debug: Vec::new(), file_bytes };
    layout.assign_debug(objects);
    Ok(layout)
}

/// The layout of a slice whose base has this address in the ELF file, and whose addresses are that far from file offsets.
fn assign_image<'a>(object: &Object<'a>, symbols: &Symbols, place: (u64, u64)) -> Result<ImageLayout<'a>, Error> {
    let layout = assign_with(object, symbols, place, Veneers::default())?;
    let Some(reach) = object.machine.reach().filter(|&reach| u64::from(layout.text.memory_bytes) >= reach) else {
        return Ok(layout);
    };
    let widest = assign_with(object, symbols, place, Veneers::all(object, symbols))?;
    let needed = Veneers::all(object, symbols).needed(object, &widest, reach);
    assign_with(object, symbols, place, needed)
}

fn assign_with<'a>(
    object: &Object<'a>,
    symbols: &Symbols,
    (elf_base, file_delta): (u64, u64),
    veneers: Veneers,
) -> Result<ImageLayout<'a>, Error> {
    let machine = object.machine;
    let mut groups: [Vec<usize>; Kind::Debug as usize + 1] = Default::default();
    for (index, section) in object.sections.iter().enumerate() {
        if let Some(kind) = section.kind {
            groups[kind as usize].push(index);
        }
    }
    let (places, pools) = (vec![None; object.sections.len()], vec![0; object.sections.len()]);
    let mut assigner = Assigner {
        object,
        groups,
        stub_bytes: symbols.libcalls.len() as u64 * machine.stub_bytes(),
        slot_bytes: (symbols.libcalls.len() + symbols.loaded.len()) as u64 * SLOT_BYTES,
        end: machine.segment_align(),
        layout: ImageLayout { machine, places, elf_base, file_delta, veneers, pools, ..ImageLayout::default() },
    };
    assigner.layout.text = assigner.segment(&[Kind::Text, Kind::Plt])?;
    assigner.layout.rodata = assigner.segment(&[Kind::Rodata, Kind::ExceptTable, Kind::EhFrame])?;
    assigner.layout.data = assigner.segment(&[Kind::Data, Kind::Got, Kind::Bss])?;
    assigner.layout.image_bytes = assigner.end;
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
    layout: ImageLayout<'a>,
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
            file_offset: self.layout.file_offset(start),
            file_bytes: (file_end - start) as u32,
            memory_bytes: (self.end - start) as u32,
        };
        self.layout.file_end = self.layout.file_offset(file_end.next_multiple_of(self.layout.machine.segment_align()));
        self.end = self.end.next_multiple_of(self.layout.machine.segment_align());
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
        let own_align = match kind {
            Kind::Plt => self.layout.machine.stub_bytes(),
            Kind::Got => SLOT_BYTES,
            _ => 1,
        };
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
            let (output, file_offset) = (self.layout.sections.len(), self.layout.file_offset(address));
            self.layout.places[input] = Some(Place { output, address, file_offset, is_loaded: true });
            self.pool(input);
        }
        match kind {
            Kind::Plt => self.layout.stubs = self.end,
            Kind::Got => self.layout.slots = self.end,
            _ => {}
        }
        self.end += own_bytes;
        self.check_size(name)?;
        let (size, file_offset) = (self.end - start, self.layout.file_offset(start));
        self.layout.sections.push(OutputSection { name, kind, address: start, file_offset, size, align });
        Ok(())
    }

    /// Leaves room for the veneers of a section behind it.
    fn pool(&mut self, section: usize) {
        let count = self.layout.veneers.of(section).len() as u64;
        if count > 0 {
            let start = self.end.next_multiple_of(INSTRUCTION_BYTES);
            self.layout.pools[section] = start;
            self.end = start + count * VENEER_BYTES;
        }
    }

    fn check_size(&self, section: &str) -> Result<(), Error> {
        if self.end > MAX_IMAGE_BYTES {
            let (section, bytes) = (section.to_owned(), self.end);
            return Err(ErrorKind::ImageTooLarge { section, bytes, limit: MAX_IMAGE_BYTES }.into());
        }
        Ok(())
    }
}

impl<'a> Layout<'a> {
    /// Places debug information behind the images, one output section for each name, all at address 0.
    fn assign_debug(&mut self, objects: &[Object<'a>]) {
        let mut names: Vec<&'a str> = Vec::new();
        // By name: slice and index of the input section.
        let mut by_name: HashMap<&'a str, Vec<(usize, usize)>> = HashMap::new();
        for (slice, object) in objects.iter().enumerate() {
            for (index, section) in object.sections.iter().enumerate() {
                if section.kind == Some(Kind::Debug) {
                    by_name.entry(section.name).or_insert_with(|| {
                        names.push(section.name);
                        Vec::new()
                    });
                    by_name.entry(section.name).or_default().push((slice, index));
                }
            }
        }
        for name in names {
            self.debug_section(name, objects, &by_name[name]);
        }
    }

    fn debug_section(&mut self, name: &'a str, objects: &[Object<'a>], inputs: &[(usize, usize)]) {
        let section = |&(slice, index): &(usize, usize)| &objects[slice].sections[index];
        let align = inputs.iter().map(|input| section(input).align).max().unwrap_or(1);
        let start = self.file_bytes.next_multiple_of(align);
        let mut size = 0u64;
        for input in inputs {
            let address = size.next_multiple_of(section(input).align);
            let place = Place { output: self.debug.len(), address, file_offset: start + address, is_loaded: false };
            self.images[input.0].places[input.1] = Some(place);
            size = address + section(input).size;
        }
        self.debug.push(OutputSection { name, kind: Kind::Debug, address: 0, file_offset: start, size, align });
        self.file_bytes = start + size;
    }
}
