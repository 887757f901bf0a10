//! Landing pads: where a function goes on when a call that it makes throws. Each function that has any comes with a table of
//! its calls, in the format of the Itanium C++ ABI ("Exception Handling Tables"); the types and actions in it are not looked
//! at, since every pad compares the tags itself and throws on what it does not catch.

use gimli::{DwEhPe, EndianSlice, LittleEndian, Reader, constants};

type Slice<'a> = EndianSlice<'a, LittleEndian>;

/// Where exceptions land that leave the call at `pc`, given the table of the function that begins at `function`. A table that
/// makes no sense has no pads.
pub fn pad(table: &[u8], function: u64, pc: u64) -> Option<u64> {
    let mut table = Slice::new(table, LittleEndian);
    if table.read_u8().ok()? != constants::DW_EH_PE_omit.0 {
        // LLVM never lets pads begin anywhere but at the function.
        return None;
    }
    if table.read_u8().ok()? != constants::DW_EH_PE_omit.0 {
        // Where the table of types is.
        table.read_uleb128().ok()?;
    }
    let encoding = DwEhPe(table.read_u8().ok()?);
    let bytes = usize::try_from(table.read_uleb128().ok()?).ok()?;
    let mut calls = table.split(bytes).ok()?;
    let call = pc.checked_sub(function)?;
    while !calls.is_empty() {
        let start = read(&mut calls, encoding)?;
        let len = read(&mut calls, encoding)?;
        let pad = read(&mut calls, encoding)?;
        calls.read_uleb128().ok()?;
        // The calls are in the order of their places.
        let offset = call.checked_sub(start)?;
        if offset < len {
            return if pad == 0 { None } else { function.checked_add(pad) };
        }
    }
    None
}

fn read(calls: &mut Slice<'_>, encoding: DwEhPe) -> Option<u64> {
    match encoding {
        constants::DW_EH_PE_uleb128 => calls.read_uleb128().ok(),
        constants::DW_EH_PE_udata4 => calls.read_u32().ok().map(u64::from),
        _ => None,
    }
}
