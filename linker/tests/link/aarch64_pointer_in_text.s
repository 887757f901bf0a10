#! args: -triple=aarch64-unknown-linux-gnu
# Text is never relocated, so it holds no address.
    .text
    .globl f
f:  movz x0, #:abs_g0:f

#! expect-error: .text+0x0, symbol `f`: an address that depends on where the image is
