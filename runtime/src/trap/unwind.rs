//! From a guest frame to its caller's, by the image's unwind table, which is exact at every instruction.

use super::activation::Thread;
use super::arch::Registers;
use gimli::{
    BaseAddresses, CfaRule, CieOrFde, EhFrame, EhFrameOffset, EndianSlice, LittleEndian, Register, RegisterRule,
    UnwindContext, UnwindSection,
};
use wasmc_abi::artifact::ArchivedImageLayout;

/// An index of a module's unwind table, by function. Addresses are image offsets.
pub struct UnwindTable {
    bases: BaseAddresses,
    /// First address of a function, and the entry that describes it; sorted.
    entries: Vec<(u64, EhFrameOffset)>,
}

type Table<'a> = EhFrame<EndianSlice<'a, LittleEndian>>;

/// The table's bytes in the artifact's file.
fn table<'a>(file: &'a [u8], layout: &ArchivedImageLayout) -> Table<'a> {
    let in_segment = layout.eh_frame.0.0.to_native().saturating_sub(layout.rodata.start.0.to_native());
    let start = layout.rodata.file_offset.to_native() as usize + in_segment as usize;
    let bytes = file.get(start..).and_then(|rest| rest.get(..layout.eh_frame.1.to_native() as usize));
    EhFrame::new(bytes.unwrap_or_default(), LittleEndian)
}

impl UnwindTable {
    /// Indexes the table. What cannot be read of it is left out: backtraces end there.
    pub fn new(file: &[u8], layout: &ArchivedImageLayout) -> Self {
        let bases = BaseAddresses::default()
            .set_eh_frame(layout.eh_frame.0.0.to_native().into())
            .set_text(layout.text.start.0.to_native().into());
        let table = table(file, layout);
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

    /// The caller's registers, given a frame's, which is at `pc`, an image offset.
    pub fn step(
        &self,
        file: &[u8],
        layout: &ArchivedImageLayout,
        thread: &Thread,
        pc: u64,
        registers: Registers,
    ) -> Option<Registers> {
        let position = self.entries.partition_point(|&(address, _)| address <= pc).checked_sub(1)?;
        let table = table(file, layout);
        let fde = table.fde_from_offset(&self.bases, self.entries[position].1, EhFrame::cie_from_offset).ok()?;
        let mut context = UnwindContext::new();
        let row = fde.unwind_info_for_address(&table, &self.bases, &mut context, pc).ok()?;

        let &CfaRule::RegisterAndOffset { register, offset } = row.cfa() else { return None };
        let cfa = registers.get(register.0)?.wrapping_add_signed(offset as isize);
        let mut caller = registers;
        for number in Registers::OF_CALLER {
            let value = match row.register(Register(number)) {
                None | Some(RegisterRule::Undefined | RegisterRule::SameValue) => continue,
                Some(RegisterRule::Offset(offset)) => thread.stack_word(cfa.wrapping_add_signed(offset as isize))?,
                Some(RegisterRule::ValOffset(offset)) => cfa.wrapping_add_signed(offset as isize),
                Some(RegisterRule::Register(other)) => registers.get(other.0)?,
                Some(_) => return None,
            };
            caller.set(number, value);
        }
        // A frame that does not lie above the one it called would make us walk in circles.
        (cfa > registers.sp()).then(|| caller.at(caller.pc(), cfa))
    }
}
