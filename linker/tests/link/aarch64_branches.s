#! args: -triple=aarch64-unknown-linux-gnu
# Calls, jumps and branches: each has a field of its own width. A libcall has a stub, which jumps through its slot.
    .text
    .type f,@function
f:  bl g
    b g+4
    .reloc ., R_AARCH64_CONDBR19, g
    b.eq f
    .reloc ., R_AARCH64_CONDBR19, g
    cbnz x1, f
    .reloc ., R_AARCH64_TSTBR14, g
    tbz x2, #40, f
    bl memcpy
    b wasmc_memory_grow
    .reloc ., R_AARCH64_ADR_PREL_LO21, g+1
    adr x0, f
    .size f, .-f
    .globl g
    .type g,@function
g:  ret
    ret
    .size g, .-g

#! expect-section: .text 0x10000 0x28 AX
#! expect-section: .plt 0x10030 0x20 AX
#! expect-section: .eh_frame 0x20000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .got 0x30000 0x10 WA
#! expect-bytes: .got 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
#! expect-segment: text 0x10000 0x50 0x50
#! expect-segment: rodata 0x20000 0x4 0x4
#! expect-segment: data 0x30000 0x10 0x10
#! expect-image-bytes: 0x40000
#! expect-eh-frame: 0x20000 0x4
#! expect-libcall: memcpy 0x30000
#! expect-libcall: wasmc_memory_grow 0x30008
#! expect-symbol: 10000 0000000000000020 t f
#! expect-symbol: 10020 0000000000000008 t g
#! expect-symbol: 10030 0000000000000010 t memcpy
#! expect-symbol: 10040 0000000000000010 t wasmc_memory_grow
#! expect-code: 10000: bl 0x10020 <g>
#! expect-code: 10004: b 0x10024 <g+0x4>
#! expect-code: 10008: b.eq 0x10020 <g>
#! expect-code: 1000c: cbnz x1, 0x10020 <g>
#! expect-code: 10010: tbz x2, #0x28, 0x10020 <g>
#! expect-code: 10014: bl 0x10030 <memcpy>
#! expect-code: 10018: b 0x10040 <wasmc_memory_grow>
#! expect-code: 1001c: adr x0, 0x10021 <g+0x1>
#! expect-code: 10020: ret
#! expect-code: 10024: ret
#! expect-code: 10030: adrp x16, 0x30000
#! expect-code: 10034: ldr x16, [x16]
#! expect-code: 10038: br x16
#! expect-code: 1003c: brk #0x1
#! expect-code: 10040: adrp x16, 0x30000
#! expect-code: 10044: ldr x16, [x16, #0x8]
#! expect-code: 10048: br x16
#! expect-code: 1004c: brk #0x1
