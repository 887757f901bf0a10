# A section that is in a group, as in the objects of C++ and of functions with landing pads.
    .section .text.f,"axG",@progbits,f,comdat
    .weak f
    .type f,@function
f:  ret
    .size f, .-f
    .text
    call f

#! expect-section: .text 0x1000 0x6 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x6 0x6
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2000 0x4
#! expect-symbol: 1005 0000000000000001 t f
#! expect-code: 1000: call 1005 <f>
#! expect-code: 1005: ret
