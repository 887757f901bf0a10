//! The image of an instance: the artifact's segments, mapped at their places in one reservation, with the module's own
//! memory 0 behind them. Text comes straight from the file and is never written; no page is writable and executable.
//!
//! A process can have 65,530 mappings, Linux's default, and each range of pages with a protection or a file of its own is one. That
//! of an instance are at most six, so that 10,000 instances fit: code with constants, instance data, the memory's image, the rest
//! of the memory, and the inaccessible ranges before and after it; those between two instances are one.

use super::Reservation;
use super::memory::{MEMORY_ALIGN, reservation_bytes};
use rustix::mm::{MapFlags, ProtFlags, mmap};
use std::fs::File;
use std::io;
use std::ops::Range;
use std::ptr::{NonNull, write_bytes};
use wasmc_abi::ImageOffset;
use wasmc_abi::MemoryType;
use wasmc_abi::artifact::{ArchivedArtifact, ArchivedImageLayout, ArchivedSegment};
use wasmc_abi::image::{MEMORY0_OFFSET, SEGMENT_ALIGN};

/// Where an image comes from: a checked artifact.
pub struct ImageSource<'a> {
    /// The file that the artifact lies in.
    pub file: &'a File,
    /// Where it begins in the file; a multiple of the page size.
    pub offset: u64,
    /// Its metadata.
    pub artifact: &'a ArchivedArtifact,
    /// The layout of the slice in use.
    pub layout: &'a ArchivedImageLayout,
    /// The type of the memory 0 that is the instance's alone, if it has one.
    pub memory0: Option<MemoryType>,
}

/// A mapped image.
pub struct Image {
    reservation: Reservation,
    text: Range<usize>,
}

impl Image {
    /// Maps an image. Its instance data is as in the artifact, but for the libcalls' slots and the addresses of the image.
    pub fn map(source: &ImageSource<'_>) -> io::Result<Self> {
        let layout = source.layout;
        let image_bytes = u64::from(layout.image_bytes.to_native());
        let (bytes, anchor, align) = match source.memory0 {
            None => (image_bytes.max(SEGMENT_ALIGN), 0, SEGMENT_ALIGN as usize),
            Some(ty) => (MEMORY0_OFFSET + reservation_bytes(&ty), MEMORY0_OFFSET, MEMORY_ALIGN),
        };
        let reservation = Reservation::new(bytes, anchor, align)?;
        let base = reservation.range().start;
        let text = base + layout.text.start.0.to_native() as usize;
        let text = text..text + layout.text.memory_bytes.to_native() as usize;
        let mut image = Self { reservation, text };
        image.map_code(source)?;
        image.map_segment(source, &layout.data, ProtFlags::READ | ProtFlags::WRITE)?;
        image.zero_tail(&layout.data)?;
        image.relocate(layout);
        Ok(image)
    }

    /// Its first address.
    pub fn base(&self) -> usize {
        self.reservation.range().start
    }

    /// The addresses of its code.
    pub fn text(&self) -> Range<usize> {
        self.text.clone()
    }

    /// The reservation, to commit parts of memory 0.
    pub fn reservation(&self) -> &Reservation {
        &self.reservation
    }

    /// The address of a part of instance data.
    pub fn at<T>(&self, offset: ImageOffset) -> NonNull<T> {
        let address = self.reservation.start().as_ptr().wrapping_add(offset.index());
        NonNull::new(address.cast()).expect("an image does not lie around address zero")
    }

    /// Maps code, and constants with it, which are behind it: as one range of pages.
    fn map_code(&self, source: &ImageSource<'_>) -> io::Result<()> {
        let (text, rodata) = (&source.layout.text, &source.layout.rodata);
        let distance = u64::from(rodata.start.0.to_native()).checked_sub(text.start.0.to_native().into());
        let in_file = rodata.file_offset.to_native().checked_sub(text.file_offset.to_native());
        let protection = ProtFlags::READ | ProtFlags::EXEC;
        let (Some(distance), true) = (distance, distance == in_file && rodata.file_bytes != 0) else {
            self.map_segment(source, text, protection)?;
            return self.map_segment(source, rodata, ProtFlags::READ);
        };
        let bytes = distance + u64::from(rodata.file_bytes.to_native());
        self.map_pages(source, (text.start.0.to_native().into(), bytes), text.file_offset.to_native(), protection)
    }

    fn map_segment(
        &self,
        source: &ImageSource<'_>,
        segment: &ArchivedSegment,
        protection: ProtFlags,
    ) -> io::Result<()> {
        let place = (segment.start.0.to_native().into(), segment.file_bytes.to_native().into());
        self.map_pages(source, place, segment.file_offset.to_native(), protection)
    }

    /// Maps pages of memory 0's image, if it has one.
    pub fn map_memory(&self, source: &ImageSource<'_>) -> io::Result<()> {
        let Some(image) = source.artifact.memory_image.as_ref() else { return Ok(()) };
        let place = (MEMORY0_OFFSET + image.address.to_native(), image.bytes.to_native());
        let file_offset = source.artifact.data_blob.0.to_native();
        self.map_pages(source, place, file_offset, ProtFlags::READ | ProtFlags::WRITE)
    }

    /// Maps so many bytes of the artifact, from an offset on, at a place in the image.
    fn map_pages(
        &self,
        source: &ImageSource<'_>,
        (start, bytes): (u64, u64),
        file_offset: u64,
        protection: ProtFlags,
    ) -> io::Result<()> {
        if bytes == 0 {
            return Ok(());
        }
        let flags = MapFlags::PRIVATE | MapFlags::FIXED;
        let offset = source.offset + file_offset;
        // SAFETY: the artifact's checks hold segments within the image and apart, and the image of memory 0 within the memory;
        // the reservation is ours alone.
        unsafe { mmap(self.reservation.at(start), bytes as usize, protection, flags, source.file, offset) }?;
        Ok(())
    }

    /// Zeros what of the data segment is not in the file.
    fn zero_tail(&self, data: &ArchivedSegment) -> io::Result<()> {
        let start = u64::from(data.start.0.to_native());
        let file_end = start + u64::from(data.file_bytes.to_native());
        let end = (start + u64::from(data.memory_bytes.to_native())).next_multiple_of(SEGMENT_ALIGN);
        let mapped_end = file_end.next_multiple_of(rustix::param::page_size() as u64).min(end);
        if mapped_end > file_end {
            let tail = self.reservation.at(file_end).cast::<u8>();
            // SAFETY: the rest of the segment's last page was mapped writable with the page itself.
            unsafe { write_bytes(tail, 0, (mapped_end - file_end) as usize) };
        }
        self.reservation.commit(mapped_end, end - mapped_end)
    }

    /// Fills in the addresses that instance data holds of the image, and of libcalls.
    fn relocate(&mut self, layout: &ArchivedImageLayout) {
        let base = self.base();
        for relocation in layout.relocations.iter() {
            self.write(&relocation.slot, base + relocation.target.0.to_native() as usize);
        }
        for libcall in layout.libcalls.iter() {
            let libcall = (&libcall.slot, wasmc_abi::Libcall::from_number(libcall.libcall.to_native()));
            let (slot, Some(libcall)) = libcall else { continue };
            self.write(slot, crate::libcalls::address(libcall));
        }
    }

    fn write(&mut self, slot: &rkyv::Archived<ImageOffset>, address: usize) {
        let slot = self.at::<usize>(ImageOffset::from_archived(slot));
        // SAFETY: the artifact's checks hold slots within instance data, which is writable and not yet in use.
        unsafe { slot.write_unaligned(address) };
    }
}
