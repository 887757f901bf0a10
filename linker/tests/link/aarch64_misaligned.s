#! args: -triple=aarch64-unknown-linux-gnu
# The offset of a load counts accesses.
    .text
    .globl f
f:  ldr x1, [x0, :lo12:f+4]

#! expect-error: .text+0x0, symbol `f`: an address that is not aligned to the access's size
