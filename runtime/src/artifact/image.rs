//! Checks what the metadata says about the image: every offset lies where it must, every list is as long as the module
//! needs it.

use wasmc_abi::Libcall;
use wasmc_abi::artifact::{ArchivedArtifact, ArchivedImageLayout, ArchivedSegment};
use wasmc_abi::image::{MAX_IMAGE_BYTES, SEGMENT_ALIGN};
use wasmc_abi::instance::{FuncRef, InstanceHeader, MemoryDef, TableDef, TagDef, ValRaw};

type Check = Result<(), &'static str>;

/// Turns a condition into a check.
pub fn ensure(holds: bool, problem: &'static str) -> Check {
    if holds { Ok(()) } else { Err(problem) }
}

/// Checks where everything is in an artifact whose file has so many bytes.
pub fn check(artifact: &ArchivedArtifact, file_bytes: u64) -> Check {
    let end = artifact.data_blob.0.to_native().checked_add(artifact.data_blob.1.to_native());
    ensure(end.is_some_and(|end| end <= file_bytes), "the data segments' bytes lie outside of the file")?;
    memory_image(artifact)?;
    ensure(!artifact.slices.is_empty(), "it has no code")?;
    artifact.slices.iter().try_for_each(|slice| check_slice(artifact, &slice.layout, file_bytes))
}

/// Checks the layout of a slice.
fn check_slice(artifact: &ArchivedArtifact, layout: &ArchivedImageLayout, file_bytes: u64) -> Check {
    segments(layout, file_bytes)?;
    let eh_frame = range(layout.eh_frame.0.0.to_native(), layout.eh_frame.1.to_native());
    ensure(eh_frame.1 == eh_frame.0 || inside(&layout.rodata, eh_frame), "the unwind table is not in rodata")?;
    symbols(artifact, layout)?;
    for libcall in layout.libcalls.iter() {
        ensure(Libcall::from_number(libcall.libcall.to_native()).is_some(), "it uses an unknown libcall")?;
        ensure(is_slot(layout, libcall.slot.0.to_native()), "a libcall's slot is not in instance data")?;
    }
    for relocation in layout.relocations.iter() {
        ensure(is_slot(layout, relocation.slot.0.to_native()), "a relocation is not in instance data")?;
        ensure(relocation.target.0 < layout.image_bytes, "a relocation's target is not in the image")?;
    }
    Ok(())
}

/// The memory's image is whole pages of the memory, and the first bytes of the data blob.
fn memory_image(artifact: &ArchivedArtifact) -> Check {
    let module = &artifact.module;
    let Some(image) = artifact.memory_image.as_ref() else { return Ok(()) };
    let own = module.memories.first().filter(|memory| module.imported_memories == 0 && !memory.shared);
    let memory = own.ok_or("the memory that an image is for does not exist")?;
    let (start, bytes, offset) = (image.address.to_native(), image.bytes.to_native(), artifact.data_blob.0.to_native());
    let is_aligned = [start, bytes, offset].iter().all(|number| number.is_multiple_of(SEGMENT_ALIGN));
    let in_blob = bytes <= artifact.data_blob.1.to_native() && image.segments <= module.data.len() as u32;
    ensure(is_aligned && in_blob, "the memory's image lies outside of the artifact's data")?;
    // A memory may end within a page, and has all of it.
    let size = u128::from(memory.limits.min.to_native()) << memory.page_log2;
    let end = u128::from(start) + u128::from(bytes);
    ensure(end <= size.next_multiple_of(SEGMENT_ALIGN.into()), "the memory's image is larger than the memory")
}

fn range(start: u32, bytes: u32) -> (u64, u64) {
    (u64::from(start), u64::from(start) + u64::from(bytes))
}

fn inside(segment: &ArchivedSegment, (start, end): (u64, u64)) -> bool {
    let bounds = range(segment.start.0.to_native(), segment.memory_bytes.to_native());
    bounds.0 <= start && end <= bounds.1
}

fn is_slot(layout: &ArchivedImageLayout, slot: u32) -> bool {
    inside(&layout.data, range(slot, 8))
}

fn segments(layout: &ArchivedImageLayout, file_bytes: u64) -> Check {
    let image_bytes = u64::from(layout.image_bytes.to_native());
    ensure(
        image_bytes <= MAX_IMAGE_BYTES && image_bytes.is_multiple_of(SEGMENT_ALIGN),
        "the image's size is not allowed",
    )?;
    let mut end = 0;
    for segment in [&layout.text, &layout.rodata, &layout.data] {
        if segment.memory_bytes == 0 {
            continue;
        }
        let bounds = range(segment.start.0.to_native(), segment.memory_bytes.to_native());
        let file_end = segment.file_offset.to_native().checked_add(u64::from(segment.file_bytes.to_native()));
        ensure(bounds.0.is_multiple_of(SEGMENT_ALIGN) && bounds.0 >= end, "segments overlap")?;
        ensure(bounds.1 <= image_bytes, "a segment lies outside of the image")?;
        ensure(segment.file_offset.to_native().is_multiple_of(SEGMENT_ALIGN), "a segment is not aligned in the file")?;
        ensure(segment.file_bytes <= segment.memory_bytes, "a segment is larger in the file than in memory")?;
        ensure(file_end.is_some_and(|end| end <= file_bytes), "a segment lies outside of the file")?;
        end = bounds.1.next_multiple_of(SEGMENT_ALIGN);
    }
    let no_zeros = |segment: &ArchivedSegment| segment.file_bytes == segment.memory_bytes;
    ensure(no_zeros(&layout.text) && no_zeros(&layout.rodata), "code or constants are not all in the file")
}

/// The lists in instance data are as long as the module says.
fn symbols(artifact: &ArchivedArtifact, layout: &ArchivedImageLayout) -> Check {
    let module = &artifact.module;
    let symbols = &layout.symbols;
    let defined = |all: usize, imported: u32| all.saturating_sub(imported as usize);
    let imported_memories = module.imported_memories.to_native() as usize;
    let memories = module.memories.iter().enumerate();
    let memory_slots = memories.filter(|(index, memory)| *index < imported_memories || memory.shared).count();
    let imported_tables = module.imported_tables.to_native();
    let slots = module.globals.iter().filter(|global| global.slot.is_some()).count();
    let word = size_of::<usize>();
    let lists = [
        (&symbols.instance, 1, size_of::<InstanceHeader>()),
        (&symbols.memories, module.memories.len() - memory_slots, size_of::<MemoryDef>()),
        (&symbols.memory_imports, memory_slots, word),
        (&symbols.tables, defined(module.tables.len(), imported_tables), size_of::<TableDef>()),
        (&symbols.table_imports, imported_tables as usize, word),
        (&symbols.globals, slots, size_of::<ValRaw>()),
        (&symbols.global_imports, module.imported_globals.to_native() as usize, word),
        (&symbols.tags, defined(module.tags.len(), module.imported_tags.to_native()), size_of::<TagDef>()),
        (&symbols.tag_imports, module.imported_tags.to_native() as usize, word),
        (&symbols.funcrefs, module.funcrefs.len(), size_of::<FuncRef>()),
        (&symbols.type_ids, module.types.len(), size_of::<u32>()),
        (&symbols.profile, usize::from(artifact.build.profile.is_some()), word),
    ];
    let mut taken = Vec::new();
    for (symbol, count, bytes) in lists {
        let Some(offset) = symbol.as_ref() else {
            ensure(count == 0, "a part of instance data is missing")?;
            continue;
        };
        let start = offset.0.to_native();
        let end = (count as u64).checked_mul(bytes as u64).and_then(|bytes| bytes.checked_add(u64::from(start)));
        let end = end.ok_or("a part of instance data is too large")?;
        ensure(start.is_multiple_of(bytes.min(16) as u32), "a part of instance data is not aligned")?;
        ensure(inside(&layout.data, (u64::from(start), end)), "a part of instance data is not in its segment")?;
        taken.push((u64::from(start), end));
    }
    taken.sort_unstable();
    ensure(taken.is_sorted_by(|a, b| a.1 <= b.0), "parts of instance data overlap")
}
