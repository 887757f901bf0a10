//! From a guest frame to its caller's, by the image's unwind table, which is exact at every instruction.

use super::activation::Thread;
use super::arch::Registers;
use super::lsda;
use gimli::{
    BaseAddresses, CfaRule, CieOrFde, EhFrame, EhFrameOffset, EndianSlice, FrameDescriptionEntry, LittleEndian,
    Pointer, Register, RegisterRule, UnwindContext, UnwindContextStorage, UnwindSection, UnwindTableRow,
};
use wasmc_abi::artifact::ArchivedImageLayout;

/// An index of a module's unwind table, by function. Addresses are image offsets.
pub struct UnwindTable {
    bases: BaseAddresses,
    /// First address of a function, and the entry that describes it; sorted.
    entries: Vec<(u64, EhFrameOffset)>,
}

/// The part of an artifact that the tables are in.
#[derive(Clone, Copy)]
pub struct Tables<'a> {
    /// The artifact's file.
    pub file: &'a [u8],
    /// Where things are in it.
    pub layout: &'a ArchivedImageLayout,
}

type Slice<'a> = EndianSlice<'a, LittleEndian>;

impl<'a> Tables<'a> {
    /// The file's bytes from an image offset in rodata to the end of rodata.
    fn rodata(&self, address: u64) -> Option<&'a [u8]> {
        let rodata = &self.layout.rodata;
        let offset = usize::try_from(address.checked_sub(rodata.start.0.to_native().into())?).ok()?;
        let all = self.file.get(rodata.file_offset.to_native() as usize..)?;
        all.get(..rodata.file_bytes.to_native() as usize)?.get(offset..)
    }

    fn eh_frame(&self) -> EhFrame<Slice<'a>> {
        EhFrame::new(self.eh_frame_bytes(), LittleEndian)
    }

    /// The unwind table.
    pub fn eh_frame_bytes(&self) -> &'a [u8] {
        let bytes = self.rodata(self.layout.eh_frame.0.0.to_native().into());
        let bytes = bytes.and_then(|rest| rest.get(..self.layout.eh_frame.1.to_native() as usize));
        bytes.unwrap_or_default()
    }
}

/// How to get from a frame to its caller's, at one place in a function. Everything that LLVM makes fits into it.
#[derive(Clone, Copy, Debug)]
pub struct Step {
    /// The register that the frame's end is reached from.
    cfa_register: u16,
    /// How far the end is from there, in bytes.
    cfa_offset: i32,
    /// Where the caller's registers are that the frame has saved, in bytes from its end, in the order of
    /// [`Registers::OF_CALLER`]; zero for those that it has not touched: nothing of the frame lies at its end.
    saved: [i32; Registers::OF_CALLER.len()],
    /// What of the frame was pushed for the call that it is in, in bytes.
    pub pushed_bytes: u32,
}

/// The position of the return address among [`Step::saved`].
const RETURN_ADDRESS_AT: usize = {
    let mut position = 0;
    while Registers::OF_CALLER[position] != Registers::RETURN_ADDRESS {
        position += 1;
    }
    position
};

/// Enough for the registers that functions preserve, and for LLVM's tables, which remember at most one row.
struct Storage;

impl UnwindContextStorage<usize> for Storage {
    type Rules = [(Register, RegisterRule<usize>); 32];
    type Stack = [UnwindTableRow<usize, Self>; 4];
}

impl UnwindTable {
    /// Indexes the table. What cannot be read of it is left out: backtraces end there, and so do exceptions.
    pub fn new(tables: Tables<'_>) -> Self {
        let layout = tables.layout;
        let bases = BaseAddresses::default()
            .set_eh_frame(layout.eh_frame.0.0.to_native().into())
            .set_text(layout.text.start.0.to_native().into());
        let table = tables.eh_frame();
        let mut entries = Vec::new();
        let mut iter = table.entries(&bases);
        while let Ok(Some(entry)) = iter.next() {
            let CieOrFde::Fde(partial) = entry else { continue };
            if let Ok(fde) = partial.parse(EhFrame::cie_from_offset) {
                entries.push((fde.initial_address(), EhFrameOffset(fde.offset())));
            }
        }
        entries.sort_unstable_by_key(|&(address, _)| address);
        Self { bases, entries }
    }

    /// The entry of the function that an image offset is in.
    fn entry<'a>(&self, tables: Tables<'a>, pc: u64) -> Option<FrameDescriptionEntry<Slice<'a>>> {
        let position = self.entries.partition_point(|&(address, _)| address <= pc).checked_sub(1)?;
        let offset = self.entries[position].1;
        let entry = tables.eh_frame().fde_from_offset(&self.bases, offset, EhFrame::cie_from_offset).ok()?;
        entry.contains(pc).then_some(entry)
    }

    /// How to get to the caller's frame from one that is at `pc`, an image offset.
    pub fn step(&self, tables: Tables<'_>, pc: u64) -> Option<Step> {
        let entry = self.entry(tables, pc)?;
        let mut context = UnwindContext::<usize, Storage>::new_in();
        let row = entry.unwind_info_for_address(&tables.eh_frame(), &self.bases, &mut context, pc).ok()?;
        let &CfaRule::RegisterAndOffset { register, offset } = row.cfa() else { return None };
        let mut saved = [0; Registers::OF_CALLER.len()];
        for (offset, number) in saved.iter_mut().zip(Registers::OF_CALLER) {
            match row.register(Register(number)) {
                None | Some(RegisterRule::Undefined | RegisterRule::SameValue) => {}
                Some(RegisterRule::Offset(place)) => *offset = i32::try_from(place).ok()?,
                Some(_) => return None,
            }
        }
        let pushed_bytes = u32::try_from(row.saved_args_size()).ok()?;
        Some(Step { cfa_register: register.0, cfa_offset: i32::try_from(offset).ok()?, saved, pushed_bytes })
    }

    /// Where exceptions land that leave the call at `pc`, if the function wants to see them. All are image offsets.
    pub fn pad(&self, tables: Tables<'_>, pc: u64) -> Option<u64> {
        let entry = self.entry(tables, pc)?;
        let Pointer::Direct(table) = entry.lsda()? else { return None };
        let pad = lsda::pad(tables.rodata(table)?, entry.initial_address(), pc)?;
        let text = &tables.layout.text;
        let offset = pad.checked_sub(text.start.0.to_native().into())?;
        (offset < text.memory_bytes.to_native().into()).then_some(pad)
    }
}

impl Step {
    /// Makes a frame's registers those of its caller. None if what the frame has saved does not lie on the guest stack.
    #[inline]
    pub fn take(&self, thread: &Thread, registers: &mut Registers) -> Option<()> {
        let end = registers.get(self.cfa_register)?.wrapping_add_signed(self.cfa_offset as isize);
        // A frame that does not lie above the one it called would make us walk in circles. So would one that takes its own
        // address for the one it returns to; only a function that has called nobody may have its return address in a
        // register still, and then it need not have a frame at all.
        let is_saved = self.saved[RETURN_ADDRESS_AT] != 0;
        let returns_to_itself = registers.get(Registers::RETURN_ADDRESS)? == registers.pc();
        if end < registers.sp() || (end == registers.sp() && is_saved) || (!is_saved && returns_to_itself) {
            return None;
        }
        for (offset, number) in self.saved.into_iter().zip(Registers::OF_CALLER) {
            if offset != 0 {
                registers.set(number, thread.stack_word(end.wrapping_add_signed(offset as isize))?);
            }
        }
        registers.move_to(registers.get(Registers::RETURN_ADDRESS)?, end);
        Some(())
    }
}
