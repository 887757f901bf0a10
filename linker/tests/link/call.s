# Calls and references between sections of text and rodata: PC32 and PLT32.
    .section .text.f,"ax",@progbits
    .type f,@function
f:  call g@PLT
    lea constant(%rip), %rax
    movups splat+16(%rip), %xmm0
    ret
    .size f, .-f
    .section .text.g,"ax",@progbits
    .p2align 4
    .type g,@function
g:  jmp f
    .size g, .-g
    .section .rodata.cst16,"aM",@progbits,16
    .p2align 4
splat:
    .quad 1, 2, 3, 4
    .section .rodata,"a",@progbits
constant:
    .long 7
    .long g - .

#! expect-section: .text 0x1000 0x25 AX
#! expect-section: .rodata 0x2000 0x28 A
#! expect-section: .eh_frame 0x2028 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x25 0x25
#! expect-segment: rodata 0x2000 0x2c 0x2c
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2028 0x4
#! expect-symbol: 1000 0000000000000014 t f
#! expect-symbol: 1020 0000000000000005 t g
#! expect-code: 1000: call 1020 <g>
#! expect-code: 1005: lea 0x1014(%rip),%rax # 2020 <g+0x1000>
#! expect-code: 100c: movups 0xffd(%rip),%xmm0 # 2010 <g+0xff0>
#! expect-code: 1013: ret
#! expect-code: 1014: int3
#! expect-code: 1015: int3
#! expect-code: 1016: int3
#! expect-code: 1017: int3
#! expect-code: 1018: int3
#! expect-code: 1019: int3
#! expect-code: 101a: int3
#! expect-code: 101b: int3
#! expect-code: 101c: int3
#! expect-code: 101d: int3
#! expect-code: 101e: int3
#! expect-code: 101f: int3
#! expect-code: 1020: jmp 1000 <f>
