//! What our passes ask of constants and of global variables.

use super::value::Value;
use llvm_sys::LLVMLinkage;
use llvm_sys::core::{
    LLVMConstRealGetDouble, LLVMGetAggregateElement, LLVMGetLinkage, LLVMGetValueName2, LLVMIsAConstant,
    LLVMIsAConstantFP, LLVMIsAGlobalVariable, LLVMIsAInlineAsm, LLVMIsNull,
};

impl Value<'_> {
    /// The integer constant that it is, as a distance: one of 32 bits is negative as often as not.
    pub fn signed_constant(self) -> Option<i64> {
        let bits = self.constant()?;
        Some(if self.int_width() == Some(32) { i64::from(bits as i32) } else { bits.cast_signed() })
    }

    /// Whether it is a float constant that is no number.
    pub fn is_nan(self) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is a float constant.
        let constant = unsafe { LLVMIsAConstantFP(self.raw()) };
        let mut loses_bits = 0;
        // SAFETY: it is a float constant; the flag is written during the call.
        !constant.is_null() && unsafe { LLVMConstRealGetDouble(constant, &mut loses_bits) }.is_nan()
    }

    /// Whether a lane of it is the truth value that is true, if it is a constant vector.
    pub fn has_true_lane(self, lane: u32) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is a constant.
        let constant = unsafe { LLVMIsAConstant(self.raw()) };
        // SAFETY: it is a constant; the result is null where it has no such element.
        let element = (!constant.is_null()).then(|| unsafe { LLVMGetAggregateElement(constant, lane) });
        let element = element.filter(|element| !element.is_null());
        // SAFETY: an element of a constant of the module lives as long.
        element.is_some_and(|element| unsafe { Self::from_raw(element) }.constant() == Some(1))
    }

    /// Whether it is a constant whose bits are all zero.
    pub fn is_zero(self) -> bool {
        // SAFETY: `self` is a value.
        unsafe { LLVMIsNull(self.raw()) != 0 }
    }

    /// Whether it is the float constant of value zero that has a sign.
    pub fn is_minus_zero(self) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is a float constant.
        let constant = unsafe { LLVMIsAConstantFP(self.raw()) };
        let mut loses_bits = 0;
        // SAFETY: it is a float constant; the flag is written during the call.
        let mut is_zero = || unsafe { LLVMConstRealGetDouble(constant, &mut loses_bits) } == 0.0;
        !constant.is_null() && !self.is_zero() && is_zero()
    }

    /// What it is called; empty if it has no name.
    pub fn name(self) -> String {
        let mut length = 0;
        // SAFETY: `self` is a value; the length is written during the call.
        let name = unsafe { LLVMGetValueName2(self.raw(), &mut length) };
        // SAFETY: the name has so many bytes, and lives as long as nobody renames the value.
        let bytes = unsafe { std::slice::from_raw_parts(name.cast::<u8>(), length) };
        String::from_utf8_lossy(bytes).into_owned()
    }

    /// The symbol of the global variable whose address it is.
    pub fn variable_name(self) -> Option<String> {
        // SAFETY: `self` is a value; the result is null unless it is a global variable.
        let is_variable = !unsafe { LLVMIsAGlobalVariable(self.raw()) }.is_null();
        is_variable.then(|| self.name())
    }

    /// Whether it is what a call of an assembly calls.
    pub fn is_assembly(self) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is an assembly.
        !unsafe { LLVMIsAInlineAsm(self.raw()) }.is_null()
    }

    /// Whether it is a global variable that only this module knows.
    pub fn is_private_variable(self) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is a global variable.
        let variable = unsafe { LLVMIsAGlobalVariable(self.raw()) };
        // SAFETY: it is a global variable.
        !variable.is_null() && unsafe { LLVMGetLinkage(variable) } == LLVMLinkage::LLVMInternalLinkage
    }
}
