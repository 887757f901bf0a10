//! What the parts of a large module have of one another, when each is compiled by itself.
//!
//! A part has copies of small functions of other parts, so that calls of them can be inlined; LLVM knows them for copies, and
//! generates no code of them. And of its own functions it keeps those to itself that no other part refers to: LLVM then sees all
//! calls, inlines those that are called once, and drops what nobody calls.
//!
//! Each part is all that LLVM sees, and what our passes conclude of it they conclude of that: of another part's function without a copy, that
//! it may do anything.

use crate::job::Job;
use crate::portion::{Definition, Role};
use std::ops::Range;
use wasmc_frontend::Body;

/// The most bytes of WebAssembly of a function that is copied for calls in a part's own functions, for calls in what was so copied, and so
/// on. LLVM inlines about a third as many in a large module.
const COPIED_BYTES: [usize; 3] = [96, 48, 24];

/// One part of a module. Functions are told by their positions among all that the module defines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The functions that it is to have the code of.
    own: Range<usize>,
    /// Those of them that nothing refers to but this part's code, in order.
    local: Vec<usize>,
    /// Functions of other parts that it has copies of, in order.
    copied: Vec<usize>,
}

impl Part {
    /// A part that has nothing of others, and may be referred to by all.
    pub fn alone(own: Range<usize>) -> Self {
        Self { own, ..Self::default() }
    }

    /// Its functions, if these are the bodies of all.
    pub fn definitions<'b, 'w>(&self, bodies: &'b [Body<'w>]) -> Vec<Definition<'b, 'w>> {
        let own = self.own.clone().map(|position| match self.local.binary_search(&position) {
            Ok(_) => (position, Role::Local),
            Err(_) => (position, Role::Shared),
        });
        let copied = self.copied.iter().map(|&position| (position, Role::Copied));
        own.chain(copied).map(|(position, role)| Definition { position, body: &bodies[position], role }).collect()
    }
}

/// What each part has, if these are their functions.
pub fn parts(job: &Job<'_>, bodies: &[Body<'_>], ranges: Vec<Range<usize>>) -> Vec<Part> {
    let callees = |body: &Body<'_>| body.callees().filter_map(|func| job.position(func)).collect();
    let functions = Functions {
        bytes: bodies.iter().map(Body::byte_count).collect(),
        callees: bodies.iter().map(callees).collect(),
        escape: escaping(job, bodies.len()),
    };
    functions.share(ranges)
}

/// Which functions are referred to otherwise than by calls.
fn escaping(job: &Job<'_>, count: usize) -> Vec<bool> {
    let mut escape = vec![false; count];
    let in_tables = job.constant_tables.iter().flatten().flat_map(|table| table.elements.iter().flatten());
    for position in job.info.funcrefs.iter().chain(in_tables).filter_map(|&func| job.position(func)) {
        escape[position] = true;
    }
    escape
}

/// The functions that a module defines.
struct Functions {
    bytes: Vec<usize>,
    /// Which ones each calls.
    callees: Vec<Vec<usize>>,
    escape: Vec<bool>,
}

impl Functions {
    fn share(&self, ranges: Vec<Range<usize>>) -> Vec<Part> {
        let mut parts: Vec<Part> = ranges.into_iter().map(Part::alone).collect();
        // By function, the one part that alone calls it; none if several do.
        let mut only = vec![Some(None); self.bytes.len()];
        for (number, part) in parts.iter_mut().enumerate() {
            part.copied = self.copied(&part.own);
            for callee in part.own.clone().chain(part.copied.iter().copied()).flat_map(|caller| &self.callees[caller]) {
                let known = &mut only[*callee];
                *known = known.filter(|part| part.is_none_or(|part| part == number)).map(|_| Some(number));
            }
        }
        for (number, part) in parts.iter_mut().enumerate() {
            let is_local = |position: &usize| {
                !self.escape[*position] && only[*position].is_some_and(|part| part.is_none_or(|part| part == number))
            };
            part.local = part.own.clone().filter(is_local).collect();
        }
        parts
    }

    /// The functions that a part with these functions has copies of.
    fn copied(&self, own: &Range<usize>) -> Vec<usize> {
        let mut found = Vec::new();
        let mut latest: Vec<usize> = own.clone().collect();
        for most in COPIED_BYTES {
            let mut next: Vec<usize> = latest.iter().flat_map(|&from| &self.callees[from]).copied().collect();
            next.sort_unstable();
            next.dedup();
            next.retain(|to| !own.contains(to) && self.bytes[*to] <= most && found.binary_search(to).is_err());
            found.extend(&next);
            found.sort_unstable();
            latest = next;
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Functions with so many bytes that call these.
    fn functions<const N: usize>(functions: [(usize, &[usize]); N]) -> Functions {
        Functions {
            bytes: functions.iter().map(|function| function.0).collect(),
            callees: functions.iter().map(|function| function.1.to_vec()).collect(),
            escape: vec![false; N],
        }
    }

    #[test]
    fn parts_copy_small_functions_and_keep_what_only_they_call() {
        const IN_TABLE: usize = 4;
        let (called_once, called_by_both, called_by_a_copy, nowhere) = (1, 2, 3, 6);
        let mut functions = functions([
            (9, &[called_once, called_by_both, IN_TABLE]),
            (9, &[]),
            (9, &[called_by_a_copy]),
            (9, &[]),
            (9, &[]),
            (9, &[called_by_both]),
            (9, &[nowhere]),
        ]);
        functions.escape[IN_TABLE] = true;
        let [first, second] = &functions.share(vec![0..5, 5..7])[..] else { panic!("two parts") };
        // A copy of `called_by_both` is in the second part, so `called_by_a_copy` is called from there too.
        assert_eq!(*first, Part { own: 0..5, local: vec![0, 1], copied: vec![] });
        assert_eq!(*second, Part { own: 5..7, local: vec![5, 6], copied: vec![2, 3] });
    }

    #[test]
    fn large_functions_are_not_copied_and_smaller_ones_not_from_far() {
        let [most, then, last] = COPIED_BYTES;
        let (large, c, d, e) = (2, 3, 4, 5);
        let functions =
            functions([(2, &[large]), (2, &[c]), (most + 1, &[c]), (most, &[d]), (then, &[e]), (last + 1, &[0])]);
        let parts = functions.share(vec![0..2, 2..6]);
        assert_eq!(parts[0].copied, [c, d]);
        assert_eq!(parts[1].copied, [0]);
    }
}
