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

#[cfg(test)]
mod tests {
    use super::pad;

    /// Two calls: from 0x10 to 0x15 without a pad, from 0x20 to 0x25 with one at 0x190; then a table of types.
    const TABLE: [u8; 14] = [0xff, 0x9b, 12, 1, 9, 0x10, 5, 0, 0, 0x20, 5, 0x90, 3, 1];

    #[test]
    fn calls_have_their_pads() {
        let pad = |pc| pad(&TABLE, 0x1000, pc);
        assert_eq!(pad(0x1010), None);
        assert_eq!([pad(0x101f), pad(0x1020), pad(0x1024), pad(0x1025)], [None, Some(0x1190), Some(0x1190), None]);
        assert_eq!([pad(0), pad(0xfff), pad(u64::MAX)], [None, None, None]);
    }

    #[test]
    fn numbers_may_have_four_bytes() {
        let call = |start: u32, len: u32, pad: u32| [start, len, pad].map(u32::to_le_bytes).concat();
        let table = [vec![0xff, 0xff, 3, 13], call(0, 5, 0x30), vec![0]].concat();
        assert_eq!(pad(&table, 0x1000, 0x1004), Some(0x1030));
        assert_eq!(pad(&table, 0x1000, 0x1005), None);
    }

    #[test]
    fn bad_tables_have_no_pads() {
        for len in 0..TABLE.len() {
            assert_eq!(pad(&TABLE[..len], 0x1000, 0x1020), None, "{len}");
        }
        for byte in [0, 1, 0x7f, 0x80, 0xff] {
            assert_eq!(pad(&[byte; 100], 0x1000, 0x1020), None, "{byte}");
        }
        assert_eq!(pad(&TABLE, u64::MAX - 0x30, u64::MAX - 0x10), None, "beyond all addresses");
        // Whatever the bytes are, they are read without a panic.
        let mut random = 1u64;
        for _ in 0..100_000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let mut table = TABLE;
            table[(random >> 60) as usize % TABLE.len()] = (random >> 50) as u8;
            table[(random >> 40) as usize % TABLE.len()] = (random >> 30) as u8;
            pad(&table, random >> (random & 63), random);
        }
    }
}
