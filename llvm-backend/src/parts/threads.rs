//! Work on several threads whose result does not depend on their number.

use crate::error::{Error, Result};
use crate::options::Progress;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError, mpsc};
use std::thread;

/// LLVM walks over code recursively, and functions may have megabytes. Only what is used of a stack takes memory.
const STACK_BYTES: usize = 256 << 20;

/// Does `work` on each item, on `jobs` threads, or as many as there are cores. Returns the results in the items' order, or the
/// error of the first item that has one: items are begun in order, so all before one that fails are worked on, too.
pub fn map<Item: Send, Done: Send>(
    items: Vec<Item>,
    jobs: Option<NonZero<usize>>,
    progress: &dyn Progress,
    work: impl Fn(Item) -> Result<Done> + Sync,
) -> Result<Vec<Done>> {
    let total = items.len();
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    let jobs = jobs.map_or_else(cores, NonZero::get).min(total);
    let items = Mutex::new(items.into_iter().enumerate());
    let failed = AtomicBool::new(false);
    let (sender, results) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..jobs {
            let (sender, items, failed, work) = (sender.clone(), &items, &failed, &work);
            // Whoever takes an item works on it, whatever has failed since.
            let next = || match failed.load(Ordering::Relaxed) {
                true => None,
                false => items.lock().unwrap_or_else(PoisonError::into_inner).next(),
            };
            let run = move || {
                while let Some((position, item)) = next() {
                    let result = work(item);
                    failed.fetch_or(result.is_err(), Ordering::Relaxed);
                    // If nobody listens, a thread could not be started.
                    if sender.send((position, result)).is_err() {
                        return;
                    }
                }
            };
            let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, run);
            thread.map_err(|error| Error::llvm("start a thread", error))?;
        }
        drop(sender);
        collect(results, total, progress)
    })
}

/// Puts the results into the order of their items.
fn collect<Done>(
    results: mpsc::Receiver<(usize, Result<Done>)>,
    total: usize,
    progress: &dyn Progress,
) -> Result<Vec<Done>> {
    let mut ordered: Vec<_> = std::iter::repeat_with(|| None).take(total).collect();
    for (done, (position, result)) in results.into_iter().enumerate() {
        ordered[position] = Some(result);
        progress.step(done as u64 + 1, total as u64);
    }
    // Those that nobody has worked on come after one that failed.
    ordered.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_in_order_and_the_first_error_counts() {
        for jobs in [1, 3] {
            let jobs = NonZero::new(jobs);
            assert_eq!(map((0..50).collect(), jobs, &(), |item: u32| Ok(2 * item)).unwrap()[49], 98);
            let work = |item| if item % 7 == 6 { Err(Error::llvm("count", item)) } else { Ok(()) };
            let error = map((0..50).collect(), jobs, &(), work).unwrap_err();
            assert_eq!(error.to_string(), "LLVM failed to count: 6");
        }
    }
}
