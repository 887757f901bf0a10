# Memory 0 is at a fixed distance from the code.
    .text
    .type f,@function
f:  lea wasmc_memory0(%rip), %rax
    mov wasmc_memory0+0xffffff(%rip), %al
    mov wasmc_memory0-16(%rip), %al
    .size f, .-f

#! expect-section: .text 0x1000 0x13 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x13 0x13
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2000 0x4
#! expect-symbol: 1000 0000000000000013 t f
#! expect-symbol: 7eff0000 a wasmc_memory0
#! expect-code: 1000: lea 0x7efeeff9(%rip),%rax # 7eff0000 <wasmc_memory0>
#! expect-code: 1007: mov 0x7ffeeff2(%rip),%al # 7ffeffff <wasmc_memory0+0xffffff>
#! expect-code: 100d: mov 0x7efeefdd(%rip),%al # 7efefff0 <f+0x7efeeff0>
