# The field's end is outside of the section.
    .section .rodata,"a",@progbits
r:  .short 0
    .reloc r, R_X86_64_PC32, r

#! expect-error: .rodata+0x0, symbol `r`: the relocated field is outside of its section
