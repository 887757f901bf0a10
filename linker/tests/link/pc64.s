# 64-bit distances.
    .text
    .type f,@function
f:  ret
    .size f, .-f
    .section .rodata,"a",@progbits
    .quad f - .
    .quad f - . + 1

#! expect-section: .text 0x1000 0x1 AX
#! expect-section: .rodata 0x2000 0x10 A
#! expect-bytes: .rodata 00 f0 ff ff ff ff ff ff f9 ef ff ff ff ff ff ff
#! expect-section: .eh_frame 0x2010 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x1 0x1
#! expect-segment: rodata 0x2000 0x14 0x14
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2010 0x4
#! expect-symbol: 1000 0000000000000001 t f
#! expect-code: 1000: ret
