//! x86-64.

use crate::trap::activation::host_call;
use crate::trap::throw::{throw_again, throw_new};
use std::arch::naked_asm;
use std::ffi::{c_int, c_void};
use wasmc_abi::TrapCode;
use wasmc_abi::instance::{EdgeFn, Exception, ValRaw};

/// The signal of a trapping instruction.
pub const TRAP_SIGNAL: c_int = libc::SIGILL;

/// How many words of the stack a function called from guest code may use before it touches a memory: those of the C
/// library that compiled code calls use none or very few.
const LEAF_STACK_WORDS: usize = 16;

/// The registers of a frame: those that it takes to find its caller's. Their numbers are DWARF's.
#[derive(Clone, Copy, Default, Debug)]
pub struct Registers(pub(super) [usize; 17]);

impl Registers {
    const RBX: usize = 3;
    const RBP: usize = 6;
    pub(super) const SP: usize = 7;
    pub(super) const PC: usize = 16;

    /// The register, by DWARF's number, that the return address is taken for.
    pub const RETURN_ADDRESS: u16 = Self::PC as u16;

    /// The numbers of the registers that a caller's frame has of its own: those that functions preserve, and where it is.
    pub const OF_CALLER: [u16; 7] = [6, 3, 12, 13, 14, 15, Self::PC as u16];

    /// The places that functions which call nobody may have been called from, if they were interrupted with these registers.
    /// `word` is a word of the stack.
    pub fn callers_of_leaf(self, word: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = Self> {
        let places = (0..LEAF_STACK_WORDS).map(move |position| self.sp() + position * size_of::<usize>());
        // As after the return, but at the call.
        places.map_while(move |place| Some(self.at(word(place)?.wrapping_sub(1), place + size_of::<usize>())))
    }
}

/// Where a register is, by DWARF's number: there is a place for each, and in their order.
pub(super) fn position(number: u16) -> Option<usize> {
    Some(usize::from(number))
}

/// The registers at the return address of a call that left a guest. `host_entry` builds it on the stack.
#[repr(C)]
pub struct SavedRegisters {
    rbp: usize,
    rbx: usize,
    r12: usize,
    r13: usize,
    r14: usize,
    r15: usize,
    pc: usize,
}

impl SavedRegisters {
    /// The registers after the return.
    #[inline]
    pub fn registers(&self) -> Registers {
        let mut registers = Registers::default();
        registers.0[Registers::RBX] = self.rbx;
        registers.0[Registers::RBP] = self.rbp;
        registers.0[12] = self.r12;
        registers.0[13] = self.r13;
        registers.0[14] = self.r14;
        registers.0[15] = self.r15;
        registers.move_to(self.pc, self as *const Self as usize + size_of::<Self>());
        registers
    }
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
        ".cfi_startproc",
        "push rbp",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 6, -16",
        "push rbx",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 3, -24",
        "push r12",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 12, -32",
        "push r13",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 13, -40",
        "push r14",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 14, -48",
        "push r15",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 15, -56",
        "mov [r8], rsp",
        "mov rbx, r8",
        // On whichever stack the guest runs, debuggers find this frame by what `rbx` points to: its end is 56 bytes above.
        ".cfi_escape 0x0f, 5, 0x73, 0, 0x06, 0x23, 56",
        "test rcx, rcx",
        "cmovz rcx, rsp",
        "and rcx, -16",
        "mov rsp, rcx",
        "mov rax, rdi",
        "mov rdi, rsi",
        "mov rsi, rdx",
        "call rax",
        "mov rsp, [rbx]",
        ".cfi_def_cfa 7, 56",
        "xor eax, eax",
        "pop r15",
        ".cfi_adjust_cfa_offset -8",
        "pop r14",
        ".cfi_adjust_cfa_offset -8",
        "pop r13",
        ".cfi_adjust_cfa_offset -8",
        "pop r12",
        ".cfi_adjust_cfa_offset -8",
        "pop rbx",
        ".cfi_adjust_cfa_offset -8",
        "pop rbp",
        ".cfi_adjust_cfa_offset -8",
        "ret",
        ".cfi_endproc",
    )
}

/// Ends the call of `enter` that saved this stack pointer.
///
/// # Safety
/// That call must be the present activation's, and no frame between it and here may have anything left to do.
#[unsafe(naked)]
pub unsafe extern "C" fn resume(saved_sp: usize) -> ! {
    naked_asm!("mov rsp, rdi", "mov eax, 1", "pop r15", "pop r14", "pop r13", "pop r12", "pop rbx", "pop rbp", "ret",)
}

/// The `edge` of every host function. Saves the guest's registers for backtraces, calls `host_call`, and either returns to
/// the guest or ends its activation.
///
/// # Safety
/// To be called by guests only, with a host function's `env`.
#[unsafe(naked)]
pub unsafe extern "C" fn host_entry(env: *mut c_void, values: *mut ValRaw) {
    naked_asm!(
        // Faults here, at the guest's expense, when even our own few frames would not fit.
        ".cfi_startproc",
        "cmp byte ptr [rsp - 32768], 0",
        "push r15",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 15, -16",
        "push r14",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 14, -24",
        "push r13",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 13, -32",
        "push r12",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 12, -40",
        "push rbx",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 3, -48",
        "push rbp",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 6, -56",
        "mov rdx, rsp",
        "sub rsp, 8",
        ".cfi_adjust_cfa_offset 8",
        "call {host_call}",
        "test rax, rax",
        "jnz 2f",
        "add rsp, 56",
        ".cfi_adjust_cfa_offset -56",
        "ret",
        "2:",
        ".cfi_adjust_cfa_offset 56",
        "mov rdi, rax",
        "jmp {resume}",
        ".cfi_endproc",
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
    naked_asm!(
        ".cfi_startproc",
        "cmp byte ptr [rsp - 32768], 0",
        "push r15",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 15, -16",
        "push r14",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 14, -24",
        "push r13",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 13, -32",
        "push r12",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 12, -40",
        "push rbx",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 3, -48",
        "push rbp",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 6, -56",
        "mov rcx, rsp",
        "sub rsp, 8",
        ".cfi_adjust_cfa_offset 8",
        "call {throw_new}",
        "ud2",
        ".cfi_endproc",
        throw_new = sym throw_new,
    )
}

/// The libcall that throws an exception again.
///
/// # Safety
/// To be called by guests only, with the libcall's argument.
#[unsafe(naked)]
pub unsafe extern "C" fn throw_ref_entry() {
    naked_asm!(
        ".cfi_startproc",
        "cmp byte ptr [rsp - 32768], 0",
        "push r15",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 15, -16",
        "push r14",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 14, -24",
        "push r13",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 13, -32",
        "push r12",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 12, -40",
        "push rbx",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 3, -48",
        "push rbp",
        ".cfi_adjust_cfa_offset 8",
        ".cfi_offset 6, -56",
        "mov rsi, rsp",
        "sub rsp, 8",
        ".cfi_adjust_cfa_offset 8",
        "call {throw_again}",
        "ud2",
        ".cfi_endproc",
        throw_again = sym throw_again,
    )
}

/// Goes on in a guest with these registers, at a landing pad, which finds the exception in `rax`, and zero in `rdx`.
///
/// # Safety
/// They must be those of a frame of the present activation, and no frame between it and here may have anything left to do.
#[unsafe(naked)]
pub unsafe extern "C" fn land(registers: *const Registers, exception: *mut Exception) -> ! {
    naked_asm!(
        "mov rax, rsi",
        "xor edx, edx",
        "mov rbx, [rdi + 8 * 3]",
        "mov rbp, [rdi + 8 * 6]",
        "mov r12, [rdi + 8 * 12]",
        "mov r13, [rdi + 8 * 13]",
        "mov r14, [rdi + 8 * 14]",
        "mov r15, [rdi + 8 * 15]",
        "mov rcx, [rdi + 8 * 16]",
        "mov rsp, [rdi + 8 * 7]",
        "jmp rcx",
    )
}

/// Makes entries for libcalls that are Rust functions: they fault, at the guest's expense, when the stack is nearly used up.
macro_rules! libcall_shims {
    ($($name:ident => $target:path;)*) => {$(
        /// # Safety
        /// To be called by guests only, with the libcall's arguments.
        #[unsafe(naked)]
        pub unsafe extern "C" fn $name() {
            std::arch::naked_asm!(
                ".cfi_startproc",
                "cmp byte ptr [rsp - 32768], 0",
                "jmp {target}",
                ".cfi_endproc",
                target = sym $target,
            )
        }
    )*};
}
pub(crate) use libcall_shims;

/// The trap that the instruction at `pc` stands for: `ud1l code(%eax), %eax`.
///
/// # Safety
/// `pc` must lie in mapped code.
pub unsafe fn trap_code(pc: usize) -> Option<TrapCode> {
    const UD1: [u8; 4] = [0x67, 0x0f, 0xb9, 0x40];
    let mut code = [0; 5];
    for (offset, byte) in code.iter_mut().enumerate() {
        // SAFETY: the instruction was fetched and executed; only an instruction cut off by the end of the text's last page
        // would not have five bytes, and that one faults as a fetch, not as an invalid instruction.
        *byte = unsafe { (pc as *const u8).add(offset).read() };
        if offset < UD1.len() && *byte != UD1[offset] {
            return None;
        }
    }
    TrapCode::from_immediate(code[4])
}

/// The registers where a signal interrupted the thread.
///
/// # Safety
/// `context` must be what the system passed to the signal handler.
pub unsafe fn interrupted(context: *mut c_void) -> Registers {
    // SAFETY: the caller's promise.
    let context = unsafe { &*context.cast::<libc::ucontext_t>() };
    /// The system's numbers of the registers, in DWARF's order.
    const NUMBERS: [libc::c_int; 17] = [
        libc::REG_RAX,
        libc::REG_RDX,
        libc::REG_RCX,
        libc::REG_RBX,
        libc::REG_RSI,
        libc::REG_RDI,
        libc::REG_RBP,
        libc::REG_RSP,
        libc::REG_R8,
        libc::REG_R9,
        libc::REG_R10,
        libc::REG_R11,
        libc::REG_R12,
        libc::REG_R13,
        libc::REG_R14,
        libc::REG_R15,
        libc::REG_RIP,
    ];
    Registers(NUMBERS.map(|number| context.uc_mcontext.gregs[number as usize] as usize))
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
    let context = unsafe { &mut *context.cast::<libc::ucontext_t>() };
    let registers = &mut context.uc_mcontext.gregs;
    registers[libc::REG_RIP as usize] = function as usize as i64;
    registers[libc::REG_RDI as usize] = argument as usize as i64;
    // As after a call: 8 bytes below a multiple of 16.
    registers[libc::REG_RSP as usize] = ((stack_end & !15) - 8) as i64;
}

/// An address in the present frame of the stack.
#[inline(always)]
pub fn stack_pointer() -> usize {
    let sp;
    // SAFETY: reads a register.
    unsafe { std::arch::asm!("mov {}, rsp", out(reg) sp, options(nomem, nostack, preserves_flags)) };
    sp
}
