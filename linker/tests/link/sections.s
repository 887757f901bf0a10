# Parts of one name are joined, with the padding that each needs; parts of the unwind table without any.
    .section .text.a,"ax",@progbits
    .type a,@function
a:  .cfi_startproc
    ret
    .cfi_endproc
    .size a, .-a
    .section .text.b,"ax",@progbits
    .p2align 3
    .type b,@function
b:  .cfi_startproc
    ret
    .cfi_endproc
    .size b, .-b
    .section .eh_frame,"a",@unwind,unique,1
    .long 20        # A CIE
    .long 0
    .byte 1
    .asciz "zR"
    .byte 1, 0x78, 16, 1, 0x1b
    .byte 12, 7, 8, 0x90, 1, 0, 0
1:  .long 16        # An FDE of 4 bytes more than a multiple of 8
    .long 1b + 4 - 1b + 24
    .long c - .
    .long 1
    .long 0
    .section .text.c,"ax",@progbits
    .type c,@function
c:  ret
    .size c, .-c
    .section .gcc_except_table,"a",@progbits
    .p2align 2
    .byte 0xff, 0xff, 1, 0
    .section .gcc_except_table.b,"a",@progbits
    .p2align 2
    .byte 0xff
    .section .rodata.str1.1,"aMS",@progbits,1
    .asciz "one"
    .section .rodata.str1.1,"aMS",@progbits,1
    .asciz "two"
    .section .rodata.cst8,"aM",@progbits,8
    .p2align 3
    .quad 8
    .section .debug_str,"MS",@progbits,1
    .asciz "debug"
    .section .debug_str,"MS",@progbits,1,unique,2
    .asciz "more"
    .section .note.GNU-stack,"",@progbits
    .addrsig
    .ident "compiler"

#! expect-section: .text 0x1000 0xa AX
#! expect-section: .rodata 0x2000 0x10 A
#! expect-bytes: .rodata 6f 6e 65 00 74 77 6f 00 08 00 00 00 00 00 00 00
#! expect-section: .gcc_except_table 0x2010 0x5 A
#! expect-bytes: .gcc_except_table ff ff 01 00 ff
#! expect-section: .eh_frame 0x2018 0x70 A
#! expect-section: .debug_str 0x0 0xb MS
#! expect-bytes: .debug_str 64 65 62 75 67 00 6d 6f 72 65 00
#! expect-segment: text 0x1000 0xa 0xa
#! expect-segment: rodata 0x2000 0x88 0x88
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2018 0x70
#! expect-symbol: 1000 0000000000000001 t a
#! expect-symbol: 1008 0000000000000001 t b
#! expect-symbol: 1009 0000000000000001 t c
#! expect-code: 1000: ret
#! expect-code: 1001: int3
#! expect-code: 1002: int3
#! expect-code: 1003: int3
#! expect-code: 1004: int3
#! expect-code: 1005: int3
#! expect-code: 1006: int3
#! expect-code: 1007: int3
#! expect-code: 1008: ret
#! expect-code: 1009: ret
#! expect-frame: 1009..100a
#! expect-frame: 1000..1001
#! expect-frame: 1008..1009
