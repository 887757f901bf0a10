//! Passes of our own over LLVM IR.

pub mod afresh;
pub mod anchor;
pub mod apart;
pub mod best;
mod build;
pub mod carries;
pub mod choice;
mod constant;
pub mod dispatch;
mod dominators;
pub mod giant;
pub mod group;
pub mod leaf;
mod loops;
pub mod narrow;
pub mod product;
pub mod reload;
pub mod reroll;
pub mod resume;
pub mod saturate;
mod sets;
mod stand_in;
mod switch;
pub mod value;
pub mod whole;
pub mod widen;
pub mod widths;

use wasmc_abi::image::MEMORY32_GROW_LIMIT_BYTES;

/// So far behind the last byte of a memory that stays below 4 GiB, indices do not wrap yet.
const SLACK_BYTES: u64 = (1 << 32) - MEMORY32_GROW_LIMIT_BYTES;
