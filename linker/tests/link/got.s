# References through the GOT: computed where the instruction has such a form, loaded from a slot otherwise.
    .text
    .type f,@function
f:  mov g@GOTPCREL(%rip), %rax
    movl g@GOTPCREL(%rip), %eax
    call *g@GOTPCREL(%rip)
    jmp *g@GOTPCREL(%rip)
    cmp g@GOTPCREL(%rip), %rax
    test %eax, h@GOTPCREL(%rip)
    add g@GOTPCREL(%rip), %rcx
    push wasmc_memory0@GOTPCREL(%rip)
    mov wasmc_memory0@GOTPCREL(%rip), %rdx
    .byte 0x48, 0x8b, 0x05      # mov h@GOTPCREL(%rip), %rax, not marked as relaxable
    .reloc ., R_X86_64_GOTPCREL, h-4
    .long 0
    .size f, .-f
    .type g,@function
g:  ret
    .size g, .-g
    .type h,@function
h:  ret
    .size h, .-h

#! expect-section: .text 0x1000 0x43 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .got 0x3000 0x18 WA
#! expect-bytes: .got 41 10 00 00 00 00 00 00 42 10 00 00 00 00 00 00 00 00 ff 7e 00 00 00 00
#! expect-segment: text 0x1000 0x43 0x43
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x18 0x18
#! expect-image-bytes: 0x4000
#! expect-eh-frame: 0x2000 0x4
#! expect-pointer: 0x3000 to 0x1041
#! expect-pointer: 0x3008 to 0x1042
#! expect-pointer: 0x3010 to 0x7eff0000
#! expect-symbol: 1000 0000000000000041 t f
#! expect-symbol: 1041 0000000000000001 t g
#! expect-symbol: 1042 0000000000000001 t h
#! expect-symbol: 7eff0000 a wasmc_memory0
#! expect-code: 1000: lea 0x3a(%rip),%rax # 1041 <g>
#! expect-code: 1007: lea 0x34(%rip),%eax # 1041 <g>
#! expect-code: 100d: addr32 call 1041 <g>
#! expect-code: 1013: jmp 1041 <g>
#! expect-code: 1018: nop
#! expect-code: 1019: cmp 0x1fe0(%rip),%rax # 3000 <h+0x1fbe>
#! expect-code: 1020: test %eax,0x1fe2(%rip) # 3008 <h+0x1fc6>
#! expect-code: 1026: add 0x1fd3(%rip),%rcx # 3000 <h+0x1fbe>
#! expect-code: 102d: push 0x1fdd(%rip) # 3010 <h+0x1fce>
#! expect-code: 1033: lea 0x7efeefc6(%rip),%rdx # 7eff0000 <wasmc_memory0>
#! expect-code: 103a: mov 0x1fc7(%rip),%rax # 3008 <h+0x1fc6>
#! expect-code: 1041: ret
#! expect-code: 1042: ret
