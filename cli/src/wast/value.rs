//! Values of a script: arguments, and the patterns that results are to match.

use anyhow::{Context, Result, bail, ensure};
use wasmc_runtime::{ExternRef, Val};
use wast::core::{AbstractHeapType, HeapType, NanPattern, V128Pattern, WastArgCore as ArgCore, WastRetCore as Pattern};
use wast::token::{F32, F64};
use wast::{WastArg, WastRet};

/// The value that an argument stands for.
pub fn argument(arg: &WastArg<'_>) -> Result<Val> {
    let WastArg::Core(arg) = arg else { bail!("components are not supported") };
    Ok(match arg {
        ArgCore::I32(value) => Val::I32(*value),
        ArgCore::I64(value) => Val::I64(*value),
        ArgCore::F32(value) => Val::F32(value.bits),
        ArgCore::F64(value) => Val::F64(value.bits),
        ArgCore::V128(value) => Val::V128(u128::from_le_bytes(value.to_le_bytes())),
        ArgCore::RefNull(ty) => null(ty).with_context(|| format!("no such values yet: {arg:?}"))?,
        ArgCore::RefExtern(number) => Val::ExternRef(Some(ExternRef::new(*number))),
        ArgCore::RefHost(_) => bail!("no such values yet: {arg:?}"),
    })
}

/// The null reference of a type's hierarchy.
fn null(ty: &HeapType<'_>) -> Option<Val> {
    use AbstractHeapType::{Exn, Extern, Func, NoExn, NoExtern, NoFunc};
    match ty {
        HeapType::Abstract { shared: false, ty: Func | NoFunc } => Some(Val::FuncRef(None)),
        HeapType::Abstract { shared: false, ty: Extern | NoExtern } => Some(Val::ExternRef(None)),
        HeapType::Abstract { shared: false, ty: Exn | NoExn } => Some(Val::ExnRef(None)),
        // Only types of functions can be defined.
        HeapType::Concrete(_) => Some(Val::FuncRef(None)),
        _ => None,
    }
}

/// Checks a call's results, all of them.
pub fn check_results(actual: &[Val], expected: &[WastRet<'_>]) -> Result<()> {
    ensure!(actual.len() == expected.len(), "expected {} results, got {}", expected.len(), actual.len());
    for (position, (value, pattern)) in actual.iter().zip(expected).enumerate() {
        let WastRet::Core(pattern) = pattern else { bail!("components are not supported") };
        ensure!(matches(value, pattern), "result {position}: expected {}, got {}", describe(pattern), show(value));
    }
    Ok(())
}

fn matches(actual: &Val, expected: &Pattern<'_>) -> bool {
    match (actual, expected) {
        (_, Pattern::Either(patterns)) => patterns.iter().any(|pattern| matches(actual, pattern)),
        (Val::I32(a), Pattern::I32(e)) => a == e,
        (Val::I64(a), Pattern::I64(e)) => a == e,
        (Val::F32(a), Pattern::F32(e)) => matches_f32(*a, e),
        (Val::F64(a), Pattern::F64(e)) => matches_f64(*a, e),
        (Val::V128(a), Pattern::V128(e)) => matches_v128(a.to_le_bytes(), e),
        (Val::FuncRef(None) | Val::ExternRef(None) | Val::ExnRef(None), Pattern::RefNull(None)) => true,
        (Val::FuncRef(None) | Val::ExternRef(None) | Val::ExnRef(None), Pattern::RefNull(Some(ty))) => {
            null(ty).is_some_and(|null| null.ty() == actual.ty())
        }
        (Val::FuncRef(Some(_)), Pattern::RefFunc(None)) => true,
        (Val::ExternRef(Some(_)), Pattern::RefExtern(None)) => true,
        (Val::ExternRef(Some(a)), Pattern::RefExtern(Some(e))) => a.data().downcast_ref::<u32>() == Some(e),
        _ => false,
    }
}

/// A canonical NaN has only the payload's highest bit set; an arithmetic one has it set at least. The sign is free.
fn matches_f32(actual: u32, expected: &NanPattern<F32>) -> bool {
    match expected {
        NanPattern::CanonicalNan => actual & 0x7fff_ffff == 0x7fc0_0000,
        NanPattern::ArithmeticNan => actual & 0x7fc0_0000 == 0x7fc0_0000,
        NanPattern::Value(value) => actual == value.bits,
    }
}

fn matches_f64(actual: u64, expected: &NanPattern<F64>) -> bool {
    match expected {
        NanPattern::CanonicalNan => actual & 0x7fff_ffff_ffff_ffff == 0x7ff8_0000_0000_0000,
        NanPattern::ArithmeticNan => actual & 0x7ff8_0000_0000_0000 == 0x7ff8_0000_0000_0000,
        NanPattern::Value(value) => actual == value.bits,
    }
}

fn matches_v128(actual: [u8; 16], expected: &V128Pattern) -> bool {
    match expected {
        V128Pattern::I8x16(lanes) => actual == lanes.map(|lane| lane.to_le_bytes()[0]),
        V128Pattern::I16x8(lanes) => actual.chunks(2).zip(lanes).all(|(a, e)| a == e.to_le_bytes()),
        V128Pattern::I32x4(lanes) => actual.chunks(4).zip(lanes).all(|(a, e)| a == e.to_le_bytes()),
        V128Pattern::I64x2(lanes) => actual.chunks(8).zip(lanes).all(|(a, e)| a == e.to_le_bytes()),
        V128Pattern::F32x4(lanes) => {
            let lane = |at: usize| u32::from_le_bytes(std::array::from_fn(|byte| actual[4 * at + byte]));
            lanes.iter().enumerate().all(|(at, pattern)| matches_f32(lane(at), pattern))
        }
        V128Pattern::F64x2(lanes) => {
            let lane = |at: usize| u64::from_le_bytes(std::array::from_fn(|byte| actual[8 * at + byte]));
            lanes.iter().enumerate().all(|(at, pattern)| matches_f64(lane(at), pattern))
        }
    }
}

/// Floats are shown with their bits, since only these tell NaNs and zeros apart.
fn show(value: &Val) -> String {
    match value {
        Val::I32(value) => format!("i32 {value} ({value:#x})"),
        Val::I64(value) => format!("i64 {value} ({value:#x})"),
        Val::F32(bits) => format!("f32 {:?} ({bits:#x})", f32::from_bits(*bits)),
        Val::F64(bits) => format!("f64 {:?} ({bits:#x})", f64::from_bits(*bits)),
        Val::V128(bits) => format!("v128 {bits:#034x}"),
        Val::FuncRef(func) => if func.is_some() { "a function" } else { "a null function reference" }.to_string(),
        Val::ExternRef(None) => "a null reference to the host".to_string(),
        Val::ExternRef(Some(reference)) => match reference.data().downcast_ref::<u32>() {
            Some(number) => format!("ref.extern {number}"),
            None => "a reference to the host".to_string(),
        },
        Val::ExnRef(exception) => {
            if exception.is_some() { "an exception" } else { "a null exception reference" }.to_string()
        }
    }
}

fn describe(pattern: &Pattern<'_>) -> String {
    match pattern {
        Pattern::I32(value) => show(&Val::I32(*value)),
        Pattern::I64(value) => show(&Val::I64(*value)),
        Pattern::F32(NanPattern::Value(value)) => show(&Val::F32(value.bits)),
        Pattern::F64(NanPattern::Value(value)) => show(&Val::F64(value.bits)),
        Pattern::Either(patterns) => patterns.iter().map(describe).collect::<Vec<_>>().join(" or "),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nan_patterns_are_exact() {
        let cases = [
            (0x7fc0_0000, true, true),
            (0xffc0_0000, true, true),
            (0x7fc0_0001, false, true),
            (0xffff_ffff, false, true),
            (0x7fa0_0000, false, false),
            (0x7f80_0000, false, false),
        ];
        for (bits, canonical, arithmetic) in cases {
            assert_eq!(matches_f32(bits, &NanPattern::CanonicalNan), canonical, "{bits:#x}");
            assert_eq!(matches_f32(bits, &NanPattern::ArithmeticNan), arithmetic, "{bits:#x}");
        }
        assert!(matches_f64(0xfff8_0000_0000_0000, &NanPattern::CanonicalNan));
        assert!(!matches_f64(0x7ff4_0000_0000_0000, &NanPattern::ArithmeticNan));
        assert!(!matches_f64(0x7ff8_0000_0000_0001, &NanPattern::CanonicalNan));
    }

    #[test]
    fn a_value_matches_only_its_own_type() {
        assert!(matches(&Val::I32(-1), &Pattern::I32(-1)));
        assert!(!matches(&Val::I64(-1), &Pattern::I32(-1)));
        assert!(!matches(&Val::F32(0x8000_0000), &Pattern::F32(NanPattern::Value(F32 { bits: 0 }))));
        assert!(matches(&Val::FuncRef(None), &Pattern::RefNull(None)));
        assert!(!matches(&Val::FuncRef(None), &Pattern::RefFunc(None)));
        assert!(matches(&Val::I32(2), &Pattern::Either(vec![Pattern::I32(1), Pattern::I32(2)])));
    }

    #[test]
    fn host_references_keep_their_number() {
        let seven = argument(&WastArg::Core(ArgCore::RefExtern(7))).unwrap();
        assert!(matches(&seven, &Pattern::RefExtern(Some(7))));
        assert!(!matches(&seven, &Pattern::RefExtern(Some(8))));
        assert!(!matches(&seven, &Pattern::RefNull(None)));
    }
}
