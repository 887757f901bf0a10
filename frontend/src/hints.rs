//! Which way branches mostly go, as the module's producer says in the custom section `metadata.code.branch_hint`.

use std::collections::HashMap;
use wasmparser::BranchHintSectionReader;

/// The hints for one function: offsets of branches in its body, in ascending order, and whether they are mostly taken.
#[derive(Default)]
pub struct BranchHints(Vec<(u32, bool)>);

impl BranchHints {
    /// The hints that can be read, by function. What is wrong with a custom section does not make a module invalid; hints for
    /// what is no branch are never asked for.
    pub fn read(section: BranchHintSectionReader<'_>) -> HashMap<u32, Self> {
        let functions = section.into_iter().map_while(Result::ok);
        let hints = functions.map(|function| {
            let hints = function.hints.into_iter().map_while(Result::ok);
            let mut hints: Vec<_> = hints.map(|hint| (hint.func_offset, hint.taken)).collect();
            hints.sort_unstable();
            (function.func, Self(hints))
        });
        hints.collect()
    }

    /// Whether the branch at this offset is mostly taken, if the producer says so.
    pub fn at(&self, offset: u64) -> Option<bool> {
        let found = self.0.binary_search_by_key(&offset, |&(offset, _)| offset.into()).ok()?;
        Some(self.0[found].1)
    }
}
