# So is rodata.
    .text
f:  ret
    .section .rodata,"a",@progbits
    .quad f

#! expect-error: .rodata+0x0, symbol `.text`: an address in what all instances share
