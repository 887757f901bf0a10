//! What our passes ask of constants and of global variables.

use super::value::Value;
use llvm_sys::LLVMLinkage;
use llvm_sys::core::{
    LLVMConstRealGetDouble, LLVMGetAggregateElement, LLVMGetLinkage, LLVMIsAConstant, LLVMIsAConstantFP,
    LLVMIsAGlobalVariable, LLVMIsNull,
};

impl Value<'_> {
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

    /// Whether it is a global variable that only this module knows.
    pub fn is_private_variable(self) -> bool {
        // SAFETY: `self` is a value; the result is null unless it is a global variable.
        let variable = unsafe { LLVMIsAGlobalVariable(self.raw()) };
        // SAFETY: it is a global variable.
        !variable.is_null() && unsafe { LLVMGetLinkage(variable) } == LLVMLinkage::LLVMInternalLinkage
    }
}
