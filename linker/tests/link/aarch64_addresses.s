#! args: -triple=aarch64-unknown-linux-gnu
# An address is that of its page of 4 KiB and the low 12 bits; one from the GOT is computed.
    .text
    .type f,@function
f:  adrp x0, v+8
    add x0, x0, :lo12:v+8
    ldrb w1, [x0, :lo12:v+3]
    ldrh w1, [x0, :lo12:v+2]
    ldr w1, [x0, :lo12:v+4]
    ldr x1, [x0, :lo12:v+8]
    str q1, [x0, :lo12:v+16]
    adrp x3, :got:v
    ldr x4, [x3, :got_lo12:v]
    adrp x3, :got:memset
    ldr x4, [x3, :got_lo12:memset]
    adrp x5, wasmc_memory0+0x100000
    add x5, x5, :lo12:wasmc_memory0+0x123
    movz x6, #:abs_g1:number
    movk x6, #:abs_g0_nc:number
    .size f, .-f
    .globl number
number = 0x12345678
    .data
    .p2align 4
    .quad f
    .word number
    .word 0
    .globl v
    .type v,@object
v:  .quad v+4
    .word g - .
    .word 0
    .xword h - .
    .quad number
    .size v, .-v
    .section .rodata,"a"
    .globl g
g:  .word f - .
h:  .quad 0
    .reloc h, R_AARCH64_PREL64, f

#! expect-section: .text 0x10000 0x3c AX
#! expect-section: .plt 0x10040 0x10 AX
#! expect-section: .rodata 0x20000 0xc A
#! expect-bytes: .rodata 00 00 ff ff fc ff fe ff ff ff ff ff
#! expect-section: .eh_frame 0x2000c 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .data 0x30000 0x30 WA
#! expect-section: .got 0x30030 0x8 WA
#! expect-bytes: .got 00 00 00 00 00 00 00 00
#! expect-segment: text 0x10000 0x50 0x50
#! expect-segment: rodata 0x20000 0x10 0x10
#! expect-segment: data 0x30000 0x38 0x38
#! expect-image-bytes: 0x40000
#! expect-eh-frame: 0x2000c 0x4
#! expect-libcall: memset 0x30030
#! expect-pointer: 0x30000 to 0x10000
#! expect-pointer: 0x30010 to 0x30014
#! expect-symbol: 10000 000000000000003c t f
#! expect-symbol: 10040 0000000000000010 t memset
#! expect-symbol: 30010 0000000000000020 d v
#! expect-symbol: 7eff0000 a wasmc_memory0
#! expect-code: 10000: adrp x0, 0x30000
#! expect-code: 10004: add x0, x0, #0x18
#! expect-code: 10008: ldrb w1, [x0, #0x13]
#! expect-code: 1000c: ldrh w1, [x0, #0x12]
#! expect-code: 10010: ldr w1, [x0, #0x14]
#! expect-code: 10014: ldr x1, [x0, #0x18]
#! expect-code: 10018: str q1, [x0, #0x20]
#! expect-code: 1001c: adrp x3, 0x30000
#! expect-code: 10020: add x4, x3, #0x10
#! expect-code: 10024: adrp x3, 0x10000 <f>
#! expect-code: 10028: add x4, x3, #0x40
#! expect-code: 1002c: adrp x5, 0x7f0f0000 <wasmc_memory0+0x100000>
#! expect-code: 10030: add x5, x5, #0x123
#! expect-code: 10034: mov x6, #0x12340000 // =305397760
#! expect-code: 10038: movk x6, #0x5678
#! expect-code: 10040: adrp x16, 0x30000
#! expect-code: 10044: ldr x16, [x16, #0x30]
#! expect-code: 10048: br x16
#! expect-code: 1004c: brk #0x1
