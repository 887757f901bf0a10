//! The functions that compiled code calls outside of itself: one address per row of [`Libcall`]. Those that work on an
//! instance find it through its header, check all bounds before they change anything, and never trap themselves.

use crate::instance::InstanceData;
use crate::trap::{libcall_shims, throw_entry, throw_ref_entry};
use crate::vm::waiting::{self, WaitResult};
use std::ffi::{c_int, c_void};
use std::ptr::NonNull;
use std::time::Duration;
use wasmc_abi::instance::InstanceHeader;
use wasmc_abi::profile::Call;
use wasmc_abi::{DataIndex, ElemIndex, Libcall};

unsafe extern "C" {
    fn bcmp(a: *const c_void, b: *const c_void, len: usize) -> c_int;
}

libcall_shims! {
    memory_grow_entry => memory_grow;
    memory_init_entry => memory_init;
    data_drop_entry => data_drop;
    table_grow_entry => table_grow;
    table_fill_entry => table_fill;
    table_copy_entry => table_copy;
    table_init_entry => table_init;
    elem_drop_entry => elem_drop;
    is_subtype_entry => is_subtype;
    atomic_notify_entry => atomic_notify;
    atomic_wait32_entry => atomic_wait32;
    atomic_wait64_entry => atomic_wait64;
}

/// Counts a call. It needs no more stack than `memcpy` does, so it runs on the guest's.
///
/// # Safety
/// `call` is one of those in the module's counters. Other threads may be counting there, too: counts are only approximate.
unsafe extern "C" fn profile_call(call: *mut Call, callee: u64) {
    // SAFETY: the caller upholds that it is a call of the counters, which live as long as the module.
    let mut counted = unsafe { call.read_volatile() };
    counted.record(callee, 1);
    // SAFETY: as above.
    unsafe { call.write_volatile(counted) };
}

/// The address for a libcall's slot.
pub fn address(libcall: Libcall) -> usize {
    macro_rules! addresses {
        ($($name:ident => $function:path,)*) => {
            match libcall {
                $(Libcall::$name => $function as *const () as usize,)*
                _ => unreachable!("each row of the table has an address: the test below holds it"),
            }
        };
    }
    addresses! {
        MemoryGrow => memory_grow_entry,
        MemoryInit => memory_init_entry,
        DataDrop => data_drop_entry,
        TableGrow => table_grow_entry,
        TableFill => table_fill_entry,
        TableCopy => table_copy_entry,
        TableInit => table_init_entry,
        ElemDrop => elem_drop_entry,
        Throw => throw_entry,
        ThrowRef => throw_ref_entry,
        UnwindResume => throw_ref_entry,
        IsSubtype => is_subtype_entry,
        AtomicNotify => atomic_notify_entry,
        AtomicWait32 => atomic_wait32_entry,
        AtomicWait64 => atomic_wait64_entry,
        ProfileCall => profile_call,
        Memcpy => libc::memcpy,
        Memmove => libc::memmove,
        Memset => libc::memset,
        Memcmp => libc::memcmp,
        Bcmp => bcmp,
        Strlen => libc::strlen,
        CeilF32 => ceil_f32,
        CeilF64 => ceil_f64,
        FloorF32 => floor_f32,
        FloorF64 => floor_f64,
        TruncF32 => trunc_f32,
        TruncF64 => trunc_f64,
        NearestF32 => nearest_f32,
        NearestF64 => nearest_f64,
        UdivI128 => udiv_i128,
        UremI128 => urem_i128,
        SdivI128 => sdiv_i128,
        SremI128 => srem_i128,
    }
}

macro_rules! arithmetic {
    ($($name:ident($($param:ident),*: $ty:ty) => $value:expr;)*) => {$(
        extern "C" fn $name($($param: $ty),*) -> $ty {
            $value
        }
    )*};
}

/// A signalling NaN becomes a quiet one: the functions of the standard library return it as it is.
macro_rules! quiet {
    ($value:expr) => {{
        let value = $value;
        if value.is_nan() { value + value } else { value }
    }};
}

arithmetic! {
    ceil_f32(x: f32) => quiet!(x.ceil());
    ceil_f64(x: f64) => quiet!(x.ceil());
    floor_f32(x: f32) => quiet!(x.floor());
    floor_f64(x: f64) => quiet!(x.floor());
    trunc_f32(x: f32) => quiet!(x.trunc());
    trunc_f64(x: f64) => quiet!(x.trunc());
    nearest_f32(x: f32) => quiet!(x.round_ties_even());
    nearest_f64(x: f64) => quiet!(x.round_ties_even());
    // Compiled code checks the divisor.
    udiv_i128(x, y: u128) => x.checked_div(y).unwrap_or(0);
    urem_i128(x, y: u128) => x.checked_rem(y).unwrap_or(0);
    sdiv_i128(x, y: i128) => x.checked_div(y).unwrap_or(0);
    srem_i128(x, y: i128) => x.checked_rem(y).unwrap_or(0);
}

/// The instance whose code calls.
///
/// # Safety
/// `header` must be the header of an instance, as compiled code passes it; the result must not outlive the libcall.
unsafe fn instance<'a>(header: *mut InstanceHeader) -> &'a mut InstanceData {
    // SAFETY: instantiation has put the instance there, which lives as long as its code; a store runs one guest at a time,
    // and while that one calls us nobody else works on the instance.
    unsafe { &mut *(*header).runtime.cast::<InstanceData>() }
}

unsafe extern "C" fn memory_grow(header: *mut InstanceHeader, memory: u32, delta_pages: u64) -> u64 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.memory(memory).grow(delta_pages).unwrap_or(u64::MAX)
}

unsafe extern "C" fn memory_init(
    header: *mut InstanceHeader,
    memory: u32,
    segment: u32,
    destination: u64,
    source: u64,
    len: u64,
) -> u32 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.memory_init(memory, DataIndex(segment), destination, source, len).is_some().into()
}

unsafe extern "C" fn data_drop(header: *mut InstanceHeader, segment: u32) {
    // SAFETY: called by compiled code.
    unsafe { instance(header) }.data_drop(DataIndex(segment));
}

unsafe extern "C" fn table_grow(header: *mut InstanceHeader, table: u32, delta: u64, element: *mut c_void) -> u64 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.table(table).grow(delta, element).unwrap_or(u64::MAX)
}

unsafe extern "C" fn table_fill(
    header: *mut InstanceHeader,
    table: u32,
    start: u64,
    element: *mut c_void,
    len: u64,
) -> u32 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.table(table).slice(start, len).map(|elements| elements.fill(element)).is_some().into()
}

unsafe extern "C" fn table_copy(
    header: *mut InstanceHeader,
    destination_table: u32,
    source_table: u32,
    destination: u64,
    source: u64,
    len: u64,
) -> u32 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.table_copy((destination_table, destination), (source_table, source), len).is_some().into()
}

unsafe extern "C" fn table_init(
    header: *mut InstanceHeader,
    table: u32,
    segment: u32,
    destination: u64,
    source: u64,
    len: u64,
) -> u32 {
    // SAFETY: called by compiled code.
    let instance = unsafe { instance(header) };
    instance.table_init(table, ElemIndex(segment), destination, source, len).is_some().into()
}

unsafe extern "C" fn elem_drop(header: *mut InstanceHeader, segment: u32) {
    // SAFETY: called by compiled code.
    unsafe { instance(header) }.elem_drop(ElemIndex(segment));
}

unsafe extern "C" fn atomic_notify(address: usize, count: u32) -> u32 {
    // SAFETY: called by compiled code, which has checked the address.
    unsafe { waiting::notify(address, count) }
}

unsafe extern "C" fn atomic_wait32(address: NonNull<u32>, expected: u32, nanoseconds: i64) -> WaitResult {
    // SAFETY: called by compiled code, which has checked the address; its memory lives as long as the instance and never
    // becomes smaller.
    unsafe { waiting::wait32(address, expected, timeout(nanoseconds)) }
}

unsafe extern "C" fn atomic_wait64(address: NonNull<u64>, expected: u64, nanoseconds: i64) -> WaitResult {
    // SAFETY: as for 32 bits.
    unsafe { waiting::wait64(address, expected, timeout(nanoseconds)) }
}

/// A negative time has no end.
fn timeout(nanoseconds: i64) -> Option<Duration> {
    u64::try_from(nanoseconds).ok().map(Duration::from_nanos)
}

unsafe extern "C" fn is_subtype(header: *mut InstanceHeader, found: u32, wanted: u32) -> u32 {
    // SAFETY: called by compiled code.
    unsafe { instance(header) }.module.engine().is_subtype(found, wanted).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_libcall_has_an_address() {
        for &libcall in Libcall::ALL {
            assert_ne!(address(libcall), 0, "{}", libcall.symbol());
        }
    }
}
