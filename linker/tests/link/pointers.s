# Addresses in instance data are left to the runtime; the template holds their distance from the base.
    .text
    .type f,@function
f:  ret
    .size f, .-f
    .type g,@function
g:  ret
    .size g, .-g
    .data
    .globl wasmc_funcrefs
    .type wasmc_funcrefs,@object
wasmc_funcrefs:
    .quad g, 0, wasmc_funcrefs, 1
    .size wasmc_funcrefs, .-wasmc_funcrefs
    .section .data.rel.ro,"aw",@progbits
    .quad f, wasmc_memory0+16, g+1, absolute
absolute = 0x1234567890

#! expect-section: .text 0x1000 0x2 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .data 0x3000 0x40 WA
#! expect-segment: text 0x1000 0x2 0x2
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x40 0x40
#! expect-image-bytes: 0x4000
#! expect-eh-frame: 0x2000 0x4
#! expect-instance-symbol: funcrefs 0x3000
#! expect-pointer: 0x3000 to 0x1001
#! expect-pointer: 0x3010 to 0x3000
#! expect-pointer: 0x3020 to 0x1000
#! expect-pointer: 0x3028 to 0x7eff0010
#! expect-pointer: 0x3030 to 0x1002
#! expect-symbol: 1000 0000000000000001 t f
#! expect-symbol: 1001 0000000000000001 t g
#! expect-symbol: 3000 0000000000000020 d wasmc_funcrefs
#! expect-symbol: 7eff0000 a wasmc_memory0
#! expect-code: 1000: ret
#! expect-code: 1001: ret
