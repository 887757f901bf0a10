# More than 64 KiB of zeros take no space in the file; bss is last, whatever the order in the object.
    .bss
    .p2align 6
    .type zeros,@object
zeros:
    .zero 0x13000
    .size zeros, .-zeros
    .section .bss.more,"aw",@nobits
    .p2align 3
    .zero 8
    .data
    .byte 1
    .section .data.aligned,"aw",@progbits
    .p2align 5
    .byte 2
    .text
f:  lea zeros(%rip), %rax

#! expect-section: .text 0x1000 0x7 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .data 0x3000 0x21 WA
#! expect-section: .bss 0x3040 0x13008 WA
#! expect-segment: text 0x1000 0x7 0x7
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x21 0x13048
#! expect-image-bytes: 0x17000
#! expect-eh-frame: 0x2000 0x4
#! expect-symbol: 3040 0000000000013000 b zeros
#! expect-code: 1000: lea 0x2039(%rip),%rax # 3040 <zeros>
