# Only instructions load from slots.
    .text
f:  ret
    .section .rodata,"a",@progbits
    .long f@GOTPCREL

#! expect-error: .rodata+0x0, symbol `f`: a slot's address outside of an instruction
