//! What the parts of a large module have of one another, when each is optimized by itself.
//!
//! A part reads the bodies of small functions of other parts, so that calls of them can be inlined; LLVM takes them for copies, and
//! generates no code of them. And of its own functions it keeps those to itself that no other part refers to: LLVM then sees all
//! calls, inlines those that are called once, and drops what nobody calls.

use super::plan;
use crate::passes::value::{self, Function, Map};
use inkwell::module::Module;
use std::ops::Range;

/// The most instructions of a function that is read for calls in a part's own functions, for calls in what was so read, and so on. LLVM
/// inlines about a third as many in a large module, and it has not made them fewer yet.
const IMPORTED_INSTRUCTIONS: [usize; 3] = [96, 48, 24];

/// One part of a module. Functions are told by their positions among all that the module defines.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// The functions that it is to have the code of.
    pub own: Range<usize>,
    /// Those of them that nothing refers to but this part's code.
    pub local: Vec<usize>,
    /// Functions of other parts whose bodies it reads, in order.
    pub imported: Vec<usize>,
}

impl Part {
    /// A part of a module that has been optimized: it has nothing of others.
    pub fn optimized(own: Range<usize>) -> Self {
        Self { own, ..Self::default() }
    }
}

/// What each part has, if these are their functions.
pub fn parts(module: &Module<'_>, ranges: Vec<Range<usize>>) -> Vec<Part> {
    let defined: Vec<Function<'_>> = value::functions(module).filter(|function| function.is_defined()).collect();
    let references = references(&defined);
    let sizes = plan::sizes(module);
    let mut parts: Vec<Part> = ranges.into_iter().map(Part::optimized).collect();
    // Which parts have the body of each function.
    let mut holders = vec![Vec::new(); defined.len()];
    for (number, part) in parts.iter_mut().enumerate() {
        part.imported = imported(&part.own, &references, &sizes);
        part.own.clone().chain(part.imported.iter().copied()).for_each(|function| holders[function].push(number));
    }
    let mut referring = vec![Vec::new(); defined.len()];
    for (from, list) in references.iter().enumerate() {
        list.iter().for_each(|&to| referring[to].push(from));
    }
    for (number, part) in parts.iter_mut().enumerate() {
        let is_local = |&function: &usize| {
            // What is used more often is so by a table.
            defined[function].value().use_count() == referring[function].len()
                && referring[function].iter().all(|&from| holders[from] == [number])
        };
        part.local = part.own.clone().filter(is_local).collect();
    }
    parts
}

/// The functions that each one's instructions refer to, once for each time.
fn references(defined: &[Function<'_>]) -> Vec<Vec<usize>> {
    let positions: Map<Function<'_>, usize> = defined.iter().copied().zip(0..).collect();
    let of = |function: &Function<'_>| {
        let mut list = Vec::new();
        for instruction in function.instructions() {
            let operands = (0..instruction.operand_count()).map(|at| instruction.operand(at));
            list.extend(operands.filter_map(|operand| positions.get(&operand.function()?).copied()));
        }
        list
    };
    defined.iter().map(of).collect()
}

/// The functions that a part reads of others.
fn imported(own: &Range<usize>, references: &[Vec<usize>], sizes: &[usize]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut latest: Vec<usize> = own.clone().collect();
    for most in IMPORTED_INSTRUCTIONS {
        let mut next: Vec<usize> = latest.iter().flat_map(|&from| &references[from]).copied().collect();
        next.sort_unstable();
        next.dedup();
        next.retain(|to| !own.contains(to) && sizes[*to] <= most && found.binary_search(to).is_err());
        found.extend(&next);
        found.sort_unstable();
        latest = next;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use inkwell::context::Context;
    use inkwell::memory_buffer::MemoryBuffer;

    fn parse<'ctx>(context: &'ctx Context, text: &str) -> Module<'ctx> {
        let buffer = MemoryBuffer::create_from_memory_range_copy(text.as_bytes(), "text");
        context.create_module_from_ir(buffer).unwrap()
    }

    #[test]
    fn parts_read_small_functions_and_keep_what_only_they_refer_to() {
        let context = Context::create();
        let module = parse(
            &context,
            "@table = constant [1 x ptr] [ptr @in_table]
             define internal void @first() {
               call void @called_once()
               call void @called_by_both()
               call void @in_table()
               ret void
             }
             define internal void @called_once() { ret void }
             define internal void @called_by_both() {
               call void @called_by_a_copy()
               ret void
             }
             define internal void @called_by_a_copy() { ret void }
             define internal void @in_table() { ret void }
             define internal void @last(ptr %to) {
               call void @called_by_both()
               store ptr @address_taken, ptr %to
               ret void
             }
             define internal void @address_taken() { ret void }",
        );
        let [first, second] = &parts(&module, vec![0..5, 5..7])[..] else { panic!("two parts") };
        // A copy of `called_by_both` is in the second part, so `called_by_a_copy` is called from there too.
        assert_eq!(*first, Part { own: 0..5, local: vec![0, 1], imported: vec![] });
        assert_eq!(*second, Part { own: 5..7, local: vec![5, 6], imported: vec![2, 3] });
    }

    #[test]
    fn large_functions_are_not_read_and_smaller_ones_not_from_far() {
        let body = |instructions: usize, callee: &str| {
            let filler = "fence seq_cst\n".repeat(instructions - 2);
            format!("{{\n{filler}call void @{callee}()\nret void\n}}\n")
        };
        let [most, then, last] = IMPORTED_INSTRUCTIONS;
        let text: String = [
            ("a", 2, "large"),
            ("b", 2, "c"),
            ("large", most + 1, "c"),
            ("c", most, "d"),
            ("d", then, "e"),
            ("e", last + 1, "a"),
        ]
        .map(|(name, instructions, callee)| format!("define void @{name}() {}", body(instructions, callee)))
        .concat();
        let context = Context::create();
        let module = parse(&context, &text);
        let parts = parts(&module, vec![0..2, 2..6]);
        assert_eq!(parts[0].imported, [3, 4]);
        assert_eq!(parts[1].imported, [0]);
    }
}
