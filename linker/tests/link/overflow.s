# What does not fit is never cut off.
    .text
f:  mov wasmc_memory0+0x7ffffff(%rip), %al

#! expect-error: .text+0x2, symbol `wasmc_memory0`: the value 0x86feeff9 does not fit in the relocated field
