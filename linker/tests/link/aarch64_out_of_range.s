#! args: -triple=aarch64-unknown-linux-gnu
# A branch with a narrow field has no veneer.
    .text
f:  .reloc ., R_AARCH64_TSTBR14, g
    tbz x2, #40, f
    .space 0x8000
    .globl g
g:  ret

#! expect-error: .text+0x0, symbol `g`: the value 0x8004 does not fit in the relocated field
