//! Indices that run against their loop's counter, as differences.
//!
//! Of `a[n - 1 - i]` in an unrolled loop, whose counter's lowest bits are zero, LLVM makes `i ^ -2`, `i ^ -3` and so on in all copies but
//! the first, without those bits of the constant that a shift drops afterwards: `(i ^ 0x3ffffffe) << 2`. The first copy has a pointer of its
//! own, that steps down. As `-2 - i`, and with that pointer as a sum of the counter too, they are sums ([`super::affine`]) of one variable.
//!
//! Sound, because where each bit that may be set in `x` is set in `c`, nothing is borrowed in `c - x`, which so is `x ^ c`; bits that all
//! users shift out may be anything. And two counters of a loop, `p` from `a` in steps of `s`, `q` from 0 in steps of `t`, are `a + n·s` and `n·t`
//! in iteration `n`, so that `p` is `a + k·q` modulo 2 to the power of their width if `s` is `k·t`.
//!
//! What would break it: a counter with a bit set where the constant has none that matters, as by an odd start or step.

use super::affine::{mask, signed, trailing_zeros};
use crate::passes::build::Builder;
use crate::passes::value::{Function, Instruction, Value};
use llvm_sys::LLVMOpcode;

/// Rewrites such indices of a function.
pub fn subtract<'m>(function: Function<'m>, builder: &Builder<'m>) {
    let is_xor = |each: &Instruction<'m>| each.opcode() == LLVMOpcode::LLVMXor;
    for xor in function.instructions().filter(is_xor).collect::<Vec<_>>() {
        let from = xor.operand(0);
        let Some((counter, constant)) = Counter::behind(from).zip(difference(xor)) else { continue };
        let minuend = builder.before(xor).constant(from, constant);
        xor.value().replace_with(builder.binary(LLVMOpcode::LLVMSub, minuend, from));
        xor.erase();
        let phis: Vec<_> = counter.phi.block().instructions().filter_map(Counter::of).collect();
        for other in phis {
            if let Some(factor) = other.mirrors(&counter) {
                other.express_by(&counter, factor, builder);
            }
        }
    }
}

/// The `c` for which an exclusive or with a constant is `c - x` to all that use it.
fn difference(xor: Instruction<'_>) -> Option<u64> {
    let constant = xor.operand(1).constant()?;
    let width = xor.value().int_width().filter(|&width| width <= u64::BITS)?;
    let filled = constant | mask(width) & !(mask(width) >> dropped_bits(xor, width));
    let may_be_set = mask(width).checked_shl(trailing_zeros(xor.operand(0))).unwrap_or(0) & mask(width);
    (may_be_set & !filled == 0).then_some(filled)
}

/// How many of a value's highest bits are shifted out by all that use it.
fn dropped_bits(value: Instruction<'_>, width: u32) -> u64 {
    let by = |user: Instruction<'_>| match user.opcode() {
        LLVMOpcode::LLVMShl if user.operand(0) == value.value() => {
            user.operand(1).constant().filter(|&bits| bits < width.into())
        }
        _ => None,
    };
    value.value().users().map(|user| by(user).unwrap_or(0)).min().unwrap_or(0)
}

/// A phi that steps by a constant.
struct Counter<'m> {
    phi: Instruction<'m>,
    next: Instruction<'m>,
    /// Which operand of the phi that is.
    back: u32,
    step: i64,
}

impl<'m> Counter<'m> {
    /// The one that starts at zero and that a value is, or is shifted from.
    fn behind(value: Value<'m>) -> Option<Self> {
        let instruction = value.instruction()?;
        let is_shifted = instruction.opcode() == LLVMOpcode::LLVMShl;
        let phi = if is_shifted { instruction.operand(0).instruction()? } else { instruction };
        Self::of(phi).filter(|counter| counter.start().constant() == Some(0))
    }

    fn of(phi: Instruction<'m>) -> Option<Self> {
        let width = phi.value().int_width().filter(|&width| width <= u64::BITS)?;
        if phi.opcode() != LLVMOpcode::LLVMPHI || phi.operand_count() != 2 {
            return None;
        }
        (0..2).find_map(|back| {
            let next = phi.operand(back).instruction()?;
            let by = || (next.operand(0) == phi.value()).then(|| next.operand(1).constant()).flatten();
            let step = match next.opcode() {
                LLVMOpcode::LLVMAdd => signed(width, by()?),
                LLVMOpcode::LLVMSub => signed(width, by()?.wrapping_neg()),
                _ => return None,
            };
            Some(Self { phi, next, back, step })
        })
    }

    fn start(&self) -> Value<'m> {
        self.phi.operand(1 - self.back)
    }

    /// How often the step of another counter of the same loop this one's is, if they have opposite signs.
    fn mirrors(&self, other: &Self) -> Option<u64> {
        let way_back = |counter: &Self| counter.phi.incoming_block(counter.back);
        let is_same_loop = self.phi.block() == other.phi.block() && way_back(self) == way_back(other);
        let width = self.phi.value().int_width()?;
        let factor =
            self.step.checked_div(other.step).filter(|factor| factor.checked_mul(other.step) == Some(self.step));
        let fits = is_same_loop && other.phi.value().int_width() == Some(width);
        factor.filter(|&factor| fits && factor < 0).map(|factor| factor.cast_unsigned() & mask(width))
    }

    /// Makes all others use a sum of a counter that starts at zero instead.
    fn express_by(&self, other: &Self, factor: u64, builder: &Builder<'m>) {
        let users: Vec<_> = self.phi.value().users().filter(|&user| user != self.next).collect();
        let body = self.phi.block().instructions().find(|each| each.opcode() != LLVMOpcode::LLVMPHI);
        let Some(body) = body.filter(|_| !users.is_empty()) else { return };
        let counter = other.phi.value();
        builder.before(body);
        let distance = builder.mul(counter, builder.constant(counter, factor));
        let sum = builder.add(self.start(), distance);
        for user in users {
            let uses = (0..user.operand_count()).filter(|&at| user.operand(at) == self.phi.value());
            uses.collect::<Vec<_>>().into_iter().for_each(|at| user.set_operand(at, sum));
        }
    }
}
