//! How a module is divided, and what must change in it before.

use crate::passes::value;
use crate::portion;
use inkwell::module::{Linkage, Module};
use inkwell::values::GlobalValue;
use std::num::NonZero;
use std::ops::Range;
use wasmc_frontend::Body;

/// How many instructions are worth a part. Each part reads the module's declarations again, and code for less is
/// made sooner than that.
const PART_INSTRUCTIONS: usize = 16 << 10;

/// The most parts. Enough for the cores of most machines; the declarations of a large module take a second to read.
const MAX_PARTS: usize = 32;

/// How many bytes of WebAssembly are worth a part that is compiled separately. A part reads little of the others, so there may
/// be as many as it takes: the fewer bytes, the less memory.
const PART_BYTES: usize = 64 << 10;

/// A module with so many parts is large: also the levels that optimize others as a whole compile its parts separately. What LLVM learns of
/// one function for another then ends at the parts' borders, which neither SQLite nor QuickJS is slower for.
const LARGE: usize = 12;

/// How much larger those parts are, so that most calls stay inside of one. The last quarter of a module has parts of the plain size: whoever
/// works on the last one is waited for.
const LARGE_PARTS: usize = 2;

/// The parts of a module that has been optimized: ranges of positions among the defined functions, in order, about equally large.
pub fn divide(module: &Module<'_>, part_instructions: Option<NonZero<usize>>) -> Vec<Range<usize>> {
    ranges(&sizes(module), part_instructions.map_or(PART_INSTRUCTIONS, NonZero::get), MAX_PARTS)
}

/// How many instructions each defined function has.
fn sizes(module: &Module<'_>) -> Vec<usize> {
    let defined = value::functions(module).filter(|function| function.is_defined());
    defined.map(|function| function.instructions().count()).collect()
}

/// The parts of a module whose functions are still WebAssembly.
pub fn separate(bodies: &[Body<'_>], part_bytes: Option<NonZero<usize>>) -> Vec<Range<usize>> {
    ranges(&byte_counts(bodies), part_bytes.map_or(PART_BYTES, NonZero::get), usize::MAX)
}

/// The same if the module is large.
pub fn divide_large(bodies: &[Body<'_>], part_bytes: Option<NonZero<usize>>) -> Option<Vec<Range<usize>>> {
    let (part, sizes) = (part_bytes.map_or(PART_BYTES, NonZero::get), byte_counts(bodies));
    let is_large = sizes.iter().sum::<usize>() / part >= LARGE;
    is_large.then(|| large_ranges(&sizes, part))
}

fn large_ranges(sizes: &[usize], part: usize) -> Vec<Range<usize>> {
    let total: usize = sizes.iter().sum();
    let mut before = 0;
    let is_early = |size: &&usize| {
        before += **size;
        before <= total / 4 * 3
    };
    let early = sizes.iter().take_while(is_early).count();
    let late = ranges(&sizes[early..], part, usize::MAX).into_iter().map(|late| early + late.start..early + late.end);
    let early = ranges(&sizes[..early], part.saturating_mul(LARGE_PARTS), usize::MAX);
    early.into_iter().chain(late).filter(|part| !part.is_empty()).collect()
}

fn byte_counts(bodies: &[Body<'_>]) -> Vec<usize> {
    bodies.iter().map(Body::byte_count).collect()
}

fn ranges(sizes: &[usize], part: usize, most: usize) -> Vec<Range<usize>> {
    let total: usize = sizes.iter().sum();
    let count = (total / part).clamp(1, most);
    let mut parts: Vec<(usize, Range<usize>)> = Vec::new();
    let mut before = 0;
    for (position, size) in sizes.iter().enumerate() {
        // The share of the whole that the function's middle is in.
        let share = ((before + size / 2) * count).checked_div(total).unwrap_or_default();
        before += size;
        match parts.last_mut() {
            Some((last, part)) if *last == share => part.end = position + 1,
            _ => parts.push((share, position..position + 1)),
        }
    }
    if parts.is_empty() {
        parts.push((0, 0..0));
    }
    parts.into_iter().map(|(_, part)| part).collect()
}

/// Makes everything visible to all parts, under a name. Nothing outside of the artifact sees it.
pub fn share(module: &Module<'_>) {
    for function in module.get_functions() {
        share_global(function.as_global_value());
    }
    for (position, variable) in module.get_globals().enumerate() {
        if variable.get_name().to_bytes().is_empty() {
            variable.set_name(&format!("constant.{position}"));
        }
        share_global(variable);
    }
}

fn share_global(global: GlobalValue<'_>) {
    if matches!(global.get_linkage(), Linkage::Internal | Linkage::Private) {
        portion::share(global);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ranges(sizes: &[usize]) -> Vec<Range<usize>> {
        super::ranges(sizes, PART_INSTRUCTIONS, MAX_PARTS)
    }

    fn part(shares: f64) -> usize {
        (PART_INSTRUCTIONS as f64 * shares) as usize
    }

    #[test]
    fn small_modules_are_one_part() {
        for sizes in [&[][..], &[5, 7], &[part(1.9)]] {
            let parts = ranges(sizes);
            assert!(parts.len() == 1 && parts[0] == (0..sizes.len()));
        }
    }

    #[test]
    fn parts_are_about_equal_and_in_order() {
        assert_eq!(ranges(&[part(1.0); 4]), [0..1, 1..2, 2..3, 3..4]);
        assert_eq!(ranges(&[part(0.5); 8]), [0..2, 2..4, 4..6, 6..8]);
        assert_eq!(ranges(&vec![part(1.0); 320]).len(), MAX_PARTS);
    }

    #[test]
    fn the_last_parts_of_large_modules_are_smaller() {
        assert_eq!(large_ranges(&[9; 16], 9), [0..2, 2..4, 4..6, 6..8, 8..10, 10..12, 12..13, 13..14, 14..15, 15..16]);
        assert_eq!(large_ranges(&[1, 1, 900], 9), [0..2, 2..3]);
        assert_eq!(large_ranges(&[900, 1, 1], 9), [0..1, 1..3]);
    }

    #[test]
    fn large_functions_are_a_part_of_their_own() {
        assert_eq!(ranges(&[part(5.0), 10, 10]), [0..1, 1..3]);
        assert_eq!(ranges(&[10, part(5.0), part(1.0)]), [0..1, 1..2, 2..3]);
    }
}
