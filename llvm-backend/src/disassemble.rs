//! Machine code as assembly text, by LLVM's disassembler.

use crate::error::{Error, Result};
use llvm_sys::disassembler::{
    LLVMCreateDisasmCPUFeatures, LLVMDisasmContextRef, LLVMDisasmDispose, LLVMDisasmInstruction,
};
use std::ffi::{CStr, CString, c_char, c_void};
use wasmc_abi::artifact::CpuInfo;

/// The most bytes that an instruction's text takes here; longer ones are cut off.
const TEXT_BYTES: usize = 256;

/// A disassembler for one CPU.
pub struct Disassembler {
    context: LLVMDisasmContextRef,
    // Boxed: LLVM keeps its address.
    names: Box<Names>,
}

/// What addresses are called.
struct Names {
    name: Box<dyn Fn(u64) -> Option<String>>,
    /// The last one, which LLVM reads.
    last: CString,
}

/// An instruction.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instruction {
    /// Its size.
    pub bytes: usize,
    /// Its text.
    pub text: String,
}

impl Disassembler {
    /// A disassembler for code for this target and CPU. `name` says what the targets of jumps and calls are called.
    ///
    /// # Errors
    /// If LLVM has none for it.
    pub fn new(triple: &str, cpu: &CpuInfo, name: impl Fn(u64) -> Option<String> + 'static) -> Result<Self> {
        crate::target::initialize(triple)?;
        let features: Vec<_> = cpu.features.iter().map(|name| format!("+{name}")).collect();
        let unusable = |_| Error::target(format!("unusable target `{triple}`"));
        let texts = [triple, &cpu.name, &features.join(",")].map(|text| CString::new(text).map_err(unusable));
        let [triple_text, cpu_text, features_text] = texts;
        let (triple_text, cpu_text, features_text) = (triple_text?, cpu_text?, features_text?);
        let mut names = Box::new(Names { name: Box::new(name), last: CString::default() });
        // SAFETY: the strings live during the call; `look_up` expects the address of `Names`, which live as long as the context.
        let context = unsafe {
            LLVMCreateDisasmCPUFeatures(
                triple_text.as_ptr(),
                cpu_text.as_ptr(),
                features_text.as_ptr(),
                (&raw mut *names).cast(),
                0,
                None,
                Some(look_up),
            )
        };
        match context.is_null() {
            true => Err(Error::target(format!("LLVM has no disassembler for {triple}"))),
            false => Ok(Self { context, names }),
        }
    }

    /// The instruction at the start of these bytes, which are at this address. None if there is none.
    pub fn instruction(&mut self, bytes: &[u8], address: u64) -> Option<Instruction> {
        let mut text = [0; TEXT_BYTES];
        // SAFETY: LLVM reads as many bytes as there are, and writes at most as many as there is room for; it gets them as
        // mutable, but changes none.
        let size = unsafe {
            let start = bytes.as_ptr().cast_mut();
            LLVMDisasmInstruction(self.context, start, bytes.len() as u64, address, text.as_mut_ptr(), text.len())
        };
        // SAFETY: LLVM ends the text with a zero, in the array.
        let text = unsafe { CStr::from_ptr(text.as_ptr()) }.to_string_lossy();
        // Names with characters that an assembler does not take are quoted.
        let text = text.trim().replace('\t', " ").replace('"', "");
        (size > 0).then_some(Instruction { bytes: size, text })
    }
}

impl Drop for Disassembler {
    fn drop(&mut self) {
        // SAFETY: made in `new`, and not used any more. The names are dropped after it.
        unsafe { LLVMDisasmDispose(self.context) };
        self.names.last = CString::default();
    }
}

/// LLVM asks what an address is called.
extern "C" fn look_up(names: *mut c_void, value: u64, kind: *mut u64, _: u64, _: *mut *const c_char) -> *const c_char {
    /// The operand of a jump or call.
    const IN_BRANCH: u64 = 1;
    // SAFETY: LLVM passes a number that is there to be read and written.
    let kind = unsafe { &mut *kind };
    let is_branch = std::mem::take(kind) == IN_BRANCH;
    // SAFETY: `Disassembler::new` registered this address together with this function; nobody else uses the names meanwhile.
    let names = unsafe { &mut *names.cast::<Names>() };
    match (names.name)(value).filter(|_| is_branch).and_then(|name| CString::new(name).ok()) {
        Some(name) => {
            names.last = name;
            names.last.as_ptr()
        }
        None => std::ptr::null(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_becomes_text() {
        let cpu = CpuInfo { name: "x86-64".into(), features: Vec::new() };
        let name = |address| (address == 0x1010).then(|| "f[1]+0x10".to_owned());
        let mut disassembler = Disassembler::new("x86_64-unknown-linux-gnu", &cpu, name).unwrap();
        let add = disassembler.instruction(&[0x8d, 0x04, 0x37, 0xc3], 0x1000).unwrap();
        assert_eq!((add.bytes, &*add.text), (3, "leal (%rdi,%rsi), %eax"));
        assert_eq!(disassembler.instruction(&[0x74, 0x0e], 0x1000).unwrap().text, "je f[1]+0x10");
        assert_eq!(disassembler.instruction(&[], 0), None);
    }
}
