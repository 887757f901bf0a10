# A number too large for its field.
    .text
f:  ret
    .reloc f, R_X86_64_NONE, f
    .section .rodata,"a",@progbits
r:  .long 0
    .reloc r, R_X86_64_32, number
number = 0x100000000
    .globl number

#! expect-error: .rodata+0x0, symbol `#0`: the value 0x100000000 does not fit in the relocated field
