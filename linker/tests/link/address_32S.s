# A 32-bit address depends on where the image is.
    .text
f:  mov $0, %rax
    .reloc f+3, R_X86_64_32S, f

#! expect-error: .text+0x3, symbol `f`: an address that depends on where the image is
