# Unwind tables end with a zero and refer to the code.
    .text
    .type f,@function
f:  .cfi_startproc
    push %rbx
    .cfi_def_cfa_offset 16
    pop %rbx
    .cfi_def_cfa_offset 8
    ret
    .cfi_endproc
    .size f, .-f
    .type g,@function
g:  .cfi_startproc
    ret
    .cfi_endproc
    .size g, .-g

#! expect-section: .text 0x1000 0x4 AX
#! expect-section: .eh_frame 0x2000 0x4c A
#! expect-segment: text 0x1000 0x4 0x4
#! expect-segment: rodata 0x2000 0x4c 0x4c
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2000 0x4c
#! expect-symbol: 1000 0000000000000003 t f
#! expect-symbol: 1003 0000000000000001 t g
#! expect-code: 1000: push %rbx
#! expect-code: 1001: pop %rbx
#! expect-code: 1002: ret
#! expect-code: 1003: ret
#! expect-frame: 1000..1003
#! expect-frame: 1003..1004
