//! AArch64.

use crate::trap::activation::host_call;
use crate::trap::throw::{throw_again, throw_new};
use std::arch::naked_asm;
use std::ffi::{c_int, c_void};
use wasmc_abi::TrapCode;
use wasmc_abi::instance::{EdgeFn, Exception, ValRaw};

/// The signal of a trapping instruction.
pub const TRAP_SIGNAL: c_int = libc::SIGTRAP;

/// The registers of a frame: those that it takes to find its caller's. `x0` to `x30`, `sp`, `pc`, `d8` to `d15`.
#[derive(Clone, Copy, Debug)]
#[repr(transparent)]
pub struct Registers(pub(super) [usize; 41]);

impl Registers {
    pub(super) const SP: usize = 31;
    pub(super) const PC: usize = 32;
    const D8: usize = 33;
    /// DWARF's number of `d8`.
    const DWARF_D8: u16 = 72;

    /// The register, by DWARF's number, that the return address is in as long as a function has not saved it.
    pub const RETURN_ADDRESS: u16 = 30;

    /// The numbers of the registers that a caller's frame has of its own: those that functions preserve, and where it is.
    pub const OF_CALLER: [u16; 20] =
        [19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, Self::RETURN_ADDRESS, 72, 73, 74, 75, 76, 77, 78, 79];

    /// The places that functions which call nobody may have been called from, if they were interrupted with these registers.
    pub fn callers_of_leaf(self, _word: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = Self> {
        let return_address = self.0[usize::from(Self::RETURN_ADDRESS)];
        // As after the return, but at the call.
        std::iter::once(self.at(return_address.wrapping_sub(1), self.sp()))
    }
}

/// Where a register is, by DWARF's number.
pub(super) fn position(number: u16) -> Option<usize> {
    match number {
        0..Registers::DWARF_D8 => Some(usize::from(number)).filter(|&number| number <= Registers::PC),
        _ => Some(usize::from(number - Registers::DWARF_D8) + Registers::D8),
    }
}

/// The registers at the return address of a call that left a guest. `host_entry` builds it on the stack.
#[repr(C)]
pub struct SavedRegisters {
    /// `x19` to `x30`; the last one is the return address.
    general: [usize; 12],
    /// `d8` to `d15`
    floats: [usize; 8],
}

const _: () = assert!(size_of::<SavedRegisters>() == 160);

impl SavedRegisters {
    /// The registers after the return.
    #[inline]
    pub fn registers(&self) -> Registers {
        let mut registers = Registers([0; 41]);
        registers.0[19..=30].copy_from_slice(&self.general);
        registers.0[Registers::D8..].copy_from_slice(&self.floats);
        registers.move_to(self.general[11], self as *const Self as usize + size_of::<Self>());
        registers
    }
}

/// Saves what functions preserve, as [`SavedRegisters`].
macro_rules! save {
    () => {
        "sub sp, sp, #160
         stp x19, x20, [sp]
         stp x21, x22, [sp, #16]
         stp x23, x24, [sp, #32]
         stp x25, x26, [sp, #48]
         stp x27, x28, [sp, #64]
         stp x29, x30, [sp, #80]
         stp d8, d9, [sp, #96]
         stp d10, d11, [sp, #112]
         stp d12, d13, [sp, #128]
         stp d14, d15, [sp, #144]"
    };
}

/// Takes it back, and returns.
macro_rules! restore_and_return {
    () => {
        "ldp x19, x20, [sp]
         ldp x21, x22, [sp, #16]
         ldp x23, x24, [sp, #32]
         ldp x25, x26, [sp, #48]
         ldp x27, x28, [sp, #64]
         ldp x29, x30, [sp, #80]
         ldp d8, d9, [sp, #96]
         ldp d10, d11, [sp, #112]
         ldp d12, d13, [sp, #128]
         ldp d14, d15, [sp, #144]
         add sp, sp, #160
         ret"
    };
}

/// Faults, at the guest's expense, when not even a few frames of ours would fit.
macro_rules! probe {
    () => {
        "sub x16, sp, #8, lsl #12
         ldrb wzr, [x16]"
    };
}

/// Calls `edge(env, values)` on the stack that ends at `stack_end`, or on the present one if that is null. Returns 0 when
/// the call returns, and 1 when `resume` ends it, for which `*saved_sp` is set.
///
/// # Safety
/// `edge` must be callable with the arguments, and the stack must be unused.
#[unsafe(naked)]
pub unsafe extern "C" fn enter(
    edge: EdgeFn,
    env: *mut c_void,
    values: *mut ValRaw,
    stack_end: *mut u8,
    saved_sp: *mut usize,
) -> usize {
    naked_asm!(
        save!(),
        "mov x9, sp",
        "str x9, [x4]",
        "mov x19, x4",
        "cmp x3, #0",
        "csel x9, x9, x3, eq",
        "and sp, x9, #0xfffffffffffffff0",
        "mov x9, x0",
        "mov x0, x1",
        "mov x1, x2",
        "blr x9",
        "ldr x9, [x19]",
        "mov sp, x9",
        "mov x0, #0",
        restore_and_return!(),
    )
}

/// Ends the call of `enter` that saved this stack pointer.
///
/// # Safety
/// That call must be the present activation's, and no frame between it and here may have anything left to do.
#[unsafe(naked)]
pub unsafe extern "C" fn resume(saved_sp: usize) -> ! {
    naked_asm!("mov sp, x0", "mov x0, #1", restore_and_return!())
}

/// The `edge` of every host function. Saves the guest's registers for backtraces, calls `host_call`, and either returns to
/// the guest or ends its activation.
///
/// # Safety
/// To be called by guests only, with a host function's `env`.
#[unsafe(naked)]
pub unsafe extern "C" fn host_entry(env: *mut c_void, values: *mut ValRaw) {
    naked_asm!(
        probe!(),
        save!(),
        "mov x2, sp",
        "bl {host_call}",
        "cbnz x0, 2f",
        // `host_call` has preserved the others.
        "ldr x30, [sp, #88]",
        "add sp, sp, #160",
        "ret",
        "2:",
        "b {resume}",
        host_call = sym host_call,
        resume = sym resume,
    )
}

/// The libcall that throws a new exception. Saves the guest's registers like `host_entry`, for the walk up its frames.
///
/// # Safety
/// To be called by guests only, with the libcall's arguments.
#[unsafe(naked)]
pub unsafe extern "C" fn throw_entry() {
    naked_asm!(probe!(), save!(), "mov x3, sp", "bl {throw_new}", "brk #1", throw_new = sym throw_new)
}

/// The libcall that throws an exception again.
///
/// # Safety
/// To be called by guests only, with the libcall's argument.
#[unsafe(naked)]
pub unsafe extern "C" fn throw_ref_entry() {
    naked_asm!(probe!(), save!(), "mov x1, sp", "bl {throw_again}", "brk #1", throw_again = sym throw_again)
}

/// Goes on in a guest with these registers, at a landing pad, which finds the exception in `x0`, and zero in `x1`.
///
/// # Safety
/// They must be those of a frame of the present activation, and no frame between it and here may have anything left to do.
#[unsafe(naked)]
pub unsafe extern "C" fn land(registers: *const Registers, exception: *mut Exception) -> ! {
    naked_asm!(
        "mov x9, x0",
        "mov x0, x1",
        "mov x1, #0",
        "ldp x19, x20, [x9, #8 * 19]",
        "ldp x21, x22, [x9, #8 * 21]",
        "ldp x23, x24, [x9, #8 * 23]",
        "ldp x25, x26, [x9, #8 * 25]",
        "ldp x27, x28, [x9, #8 * 27]",
        "ldp x29, x30, [x9, #8 * 29]",
        "ldp x10, x11, [x9, #8 * 31]",
        "ldp d8, d9, [x9, #8 * 33]",
        "ldp d10, d11, [x9, #8 * 35]",
        "ldp d12, d13, [x9, #8 * 37]",
        "ldp d14, d15, [x9, #8 * 39]",
        "mov sp, x10",
        "br x11",
    )
}

/// Makes entries for libcalls that are Rust functions: they fault, at the guest's expense, when the stack is nearly used up.
macro_rules! libcall_shims {
    ($($name:ident => $target:path;)*) => {$(
        /// # Safety
        /// To be called by guests only, with the libcall's arguments.
        #[unsafe(naked)]
        pub unsafe extern "C" fn $name() {
            std::arch::naked_asm!("sub x16, sp, #8, lsl #12", "ldrb wzr, [x16]", "b {target}", target = sym $target)
        }
    )*};
}
pub(crate) use libcall_shims;

/// The trap that the instruction at `pc` stands for: `brk #0x5500 | code`.
///
/// # Safety
/// `pc` must lie in mapped code.
pub unsafe fn trap_code(pc: usize) -> Option<TrapCode> {
    /// `brk #0x5500`, and the bits of the code in it.
    const BRK: u32 = 0xd420_0000 | 0x5500 << 5;
    const CODE: u32 = 0xff << 5;
    // SAFETY: the instruction was fetched and executed, and all are aligned.
    let instruction = unsafe { (pc as *const u32).read() };
    (instruction & !CODE == BRK).then(|| TrapCode::from_immediate((instruction >> 5 & 0xff) as u8)).flatten()
}

/// The registers where a signal interrupted the thread, but for those of floats: whoever traps does not land.
///
/// # Safety
/// `context` must be what the system passed to the signal handler.
pub unsafe fn interrupted(context: *mut c_void) -> Registers {
    // SAFETY: the caller's promise.
    let context = unsafe { &(*context.cast::<libc::ucontext_t>()).uc_mcontext };
    let mut registers = Registers([0; 41]);
    for (register, &value) in registers.0.iter_mut().zip(&context.regs) {
        *register = value as usize;
    }
    registers.at(context.pc as usize, context.sp as usize)
}

/// Makes the interrupted thread go on as if it had called `function(argument)` on the stack that ends at `stack_end`.
///
/// # Safety
/// `context` must be what the system passed to the signal handler, and the stack must be usable by `function`.
pub unsafe fn redirect<T>(
    context: *mut c_void,
    function: unsafe extern "C" fn(*mut T) -> !,
    argument: *mut T,
    stack_end: usize,
) {
    // SAFETY: the caller's promise.
    let context = unsafe { &mut (*context.cast::<libc::ucontext_t>()).uc_mcontext };
    context.pc = function as usize as u64;
    context.regs[0] = argument as usize as u64;
    context.sp = (stack_end & !15) as u64;
}

/// An address in the present frame of the stack.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let sp;
    // SAFETY: reads a register.
    unsafe { std::arch::asm!("mov {}, sp", out(reg) sp, options(nomem, nostack, preserves_flags)) };
    sp
}
