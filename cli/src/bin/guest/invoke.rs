//! `run --invoke`: arguments from text, results to text.
//!
//! Integers are decimal, or hexadecimal after `0x`, with or without a sign; results are signed and decimal. Floats are
//! decimal, `inf` or `nan`.

use crate::shared::failure::{Failure, Result};
use std::path::Path;
use wasmc_runtime::{Error, Instance, Store, Val, ValType};

/// Calls an exported function. The results are one per line; the inner error is the guest's.
pub fn call<T: 'static>(
    file: &Path,
    store: &mut Store<T>,
    instance: Instance,
    name: &str,
    arguments: &[String],
) -> Result<std::result::Result<String, Error>> {
    let Some(function) = instance.get_func(&mut *store, name) else {
        return Err(Failure::at(file, format!("no exported function `{name}`"))
            .hint(format!("`wasmc inspect {}` lists the exports", file.display())));
    };
    let ty = function.ty(&*store);
    let parameters = &ty.params;
    if parameters.len() != arguments.len() {
        let what = format!("`{name}` takes {} arguments, not {}: {ty}", parameters.len(), arguments.len());
        return Err(Failure::at(file, what));
    }
    let mut values = Vec::new();
    for (argument, ty) in arguments.iter().zip(parameters) {
        let value = parse(argument, ty);
        values.push(value.ok_or_else(|| Failure::at(file, format!("argument `{argument}` of `{name}` is no {ty}")))?);
    }
    let mut results = vec![Val::I32(0); ty.results.len()];
    Ok(function.call(store, &values, &mut results).map(|()| results.iter().map(|value| format!("{value}\n")).collect()))
}

fn parse(text: &str, ty: &ValType) -> Option<Val> {
    match ty {
        ValType::I32 => integer(text, 32).map(|bits| Val::I32(bits as i32)),
        ValType::I64 => integer(text, 64).map(|bits| Val::I64(bits as i64)),
        ValType::F32 => text.parse().ok().map(|value: f32| Val::F32(value.to_bits())),
        ValType::F64 => text.parse().ok().map(|value: f64| Val::F64(value.to_bits())),
        _ => None,
    }
}

/// An integer that fits into `width` bits, signed or unsigned.
fn integer(text: &str, width: u32) -> Option<u64> {
    let (negative, digits) = match text.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = match digits.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16),
        None => digits.parse(),
    };
    let magnitude = magnitude.ok().filter(|_| !digits.starts_with(['+', '-']))?;
    let most = if negative { 1 << (width - 1) } else { u64::MAX >> (64 - width) };
    (magnitude <= most).then(|| if negative { magnitude.wrapping_neg() } else { magnitude })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn integers() {
        for (text, expected) in [
            ("0", Some(0)),
            ("-1", Some(u64::MAX)),
            ("+7", Some(7)),
            ("0x10", Some(16)),
            ("4294967295", Some(0xffff_ffff)),
            ("4294967296", None),
            ("-2147483648", Some(0xffff_ffff_8000_0000)),
            ("-2147483649", None),
            ("--1", None),
            ("-+1", None),
            ("", None),
            ("1.0", None),
        ] {
            assert_eq!(integer(text, 32), expected, "{text}");
        }
        assert_eq!(integer("18446744073709551615", 64), Some(u64::MAX));
        assert_eq!(integer("-9223372036854775808", 64), Some(1 << 63));
        assert_eq!(integer("18446744073709551616", 64), None);
    }
}
