# R_X86_64_16 is 12.
    .data
v:  .short target
    .globl target
target:

#! expect-error: .data+0x0, symbol `target`: unknown relocation kind 12 (R_X86_64_16)
