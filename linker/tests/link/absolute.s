# Absolute symbols are numbers, also in code.
    .text
    .type f,@function
f:  mov $number, %eax
    mov $number, %rax
    movabs $number, %rax
    .size f, .-f
number = 0x12345
    .globl number
    .reloc f+1, R_X86_64_32, number+1
    .reloc f+8, R_X86_64_32S, number+2
    .reloc f+14, R_X86_64_64, number+3

#! expect-section: .text 0x1000 0x16 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-segment: text 0x1000 0x16 0x16
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x0 0x0
#! expect-image-bytes: 0x3000
#! expect-eh-frame: 0x2000 0x4
#! expect-symbol: 1000 0000000000000016 t f
#! expect-code: 1000: mov $0x12346,%eax
#! expect-code: 1005: mov $0x12347,%rax
#! expect-code: 100c: movabs $0x12348,%rax
