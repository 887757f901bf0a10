//! Makes a module that shows a difference smaller, by leaving out lines as long as it still shows one.

use super::{Difference, Way, compare};
use crate::generate::Case;
use wasmc_runtime::Engine;

/// What counters and the ends of loops are made of: without them a loop may not end.
const KEPT: [&str; 8] = ["$again", "$done", "$exit", "$i0", "$i1", "$e0", "$e1", "$inner"];

/// A case with the same difference for a way, and fewer lines. None if the case has no difference.
pub fn shrink(engine: &Engine, case: Case, way: Way) -> Option<(Case, Difference)> {
    let differs = |case: &Case| compare(engine, case, &[way]).ok().and_then(|report| report.difference);
    let mut difference = differs(&case)?;
    let mut case = Case { calls: vec![case.calls[difference.call]], ..case };
    loop {
        let lines: Vec<String> = case.wat.lines().map(str::to_owned).collect();
        let before = lines.len();
        let mut at = 0;
        let mut left = lines;
        while at < left.len() {
            let length = statement(&left[at..]);
            let removable = left[at..at + length].iter().all(|line| KEPT.iter().all(|kept| !line.contains(kept)));
            let without = [&left[..at], &left[at + length..]].concat();
            let smaller = Case { wat: without.join("\n"), calls: case.calls.clone(), ..case };
            match removable.then(|| differs(&smaller)).flatten() {
                Some(found) => {
                    (difference, left) = (found, without);
                    case = smaller;
                }
                None => at += 1,
            }
        }
        if left.len() == before {
            return Some((case, difference));
        }
    }
}

/// How many lines make one statement: those up to where all parentheses are closed that its first line opens.
fn statement(lines: &[String]) -> usize {
    let mut depth = 0_i64;
    for (position, line) in lines.iter().enumerate() {
        depth += line.matches('(').count() as i64 - line.matches(')').count() as i64;
        if depth <= 0 {
            return position + 1;
        }
    }
    1
}
