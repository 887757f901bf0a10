#! args: -triple=aarch64-unknown-linux-gnu
#! with: parts/aarch64_far.s
# What a call does not reach it reaches through a veneer behind its section: one for each target, and none for what is near.
    .text
    .globl near
    .type near,@function
near:
    bl far
    bl far
    b farther
    bl memcpy
    bl last
    .space 0x4100000
    bl far
    .globl last
    .type last,@function
last:
    ret

#! expect-section: .text 0x10000 0x820005c AX
#! expect-section: .plt 0x8210060 0x10 AX
#! expect-section: .eh_frame 0x8220000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .got 0x8230000 0x8 WA
#! expect-bytes: .got 00 00 00 00 00 00 00 00
#! expect-segment: text 0x10000 0x8200070 0x8200070
#! expect-segment: rodata 0x8220000 0x4 0x4
#! expect-segment: data 0x8230000 0x8 0x8
#! expect-image-bytes: 0x8240000
#! expect-eh-frame: 0x8220000 0x4
#! expect-libcall: memcpy 0x8230000
#! expect-symbol: 10000 t near
#! expect-symbol: 4110018 t last
#! expect-symbol: 8210040 t far
#! expect-symbol: 821004c t farther
#! expect-symbol: 8210060 0000000000000010 t memcpy
#! expect-code: 10000: bl 0x411001c <last+0x4>
#! expect-code: 10004: bl 0x411001c <last+0x4>
#! expect-code: 10008: b 0x4110028 <last+0x10>
#! expect-code: 1000c: bl 0x4110034 <last+0x1c>
#! expect-code: 10010: bl 0x4110018 <last>
#! expect-code: 4110014: bl 0x411001c <last+0x4>
#! expect-code: 4110018: ret
#! expect-code: 411001c: adrp x16, 0x8210000 <last+0x40fffe8>
#! expect-code: 4110020: add x16, x16, #0x40
#! expect-code: 4110024: br x16
#! expect-code: 4110028: adrp x16, 0x8210000 <last+0x40fffe8>
#! expect-code: 411002c: add x16, x16, #0x4c
#! expect-code: 4110030: br x16
#! expect-code: 4110034: adrp x16, 0x8210000 <last+0x40fffe8>
#! expect-code: 4110038: add x16, x16, #0x60
#! expect-code: 411003c: br x16
#! expect-code: 8210040: bl 0x8210050 <farther+0x4>
#! expect-code: 8210044: bl 0x4110018 <last>
#! expect-code: 8210048: ret
#! expect-code: 821004c: ret
#! expect-code: 8210050: adrp x16, 0x10000 <near>
#! expect-code: 8210054: add x16, x16, #0x0
#! expect-code: 8210058: br x16
#! expect-code: 8210060: adrp x16, 0x8230000
#! expect-code: 8210064: ldr x16, [x16]
#! expect-code: 8210068: br x16
#! expect-code: 821006c: brk #0x1
