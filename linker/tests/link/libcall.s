# A libcall is reached through a stub and a slot, or through the slot itself where the code loads it.
    .text
    .type f,@function
f:  call memcpy@PLT
    call wasmc_memory_grow@PLT
    jmp memcpy
    call *memset@GOTPCREL(%rip)
    mov memcpy@GOTPCREL(%rip), %rax
    lea memcpy(%rip), %rax
    .size f, .-f
    .data
    .quad memcpy

#! expect-section: .text 0x1000 0x23 AX
#! expect-section: .plt 0x1028 0x18 AX
#! expect-section: .eh_frame 0x2000 0x4 A
#! expect-bytes: .eh_frame 00 00 00 00
#! expect-section: .data 0x3000 0x8 WA
#! expect-bytes: .data 28 10 00 00 00 00 00 00
#! expect-section: .got 0x3008 0x18 WA
#! expect-bytes: .got 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
#! expect-segment: text 0x1000 0x40 0x40
#! expect-segment: rodata 0x2000 0x4 0x4
#! expect-segment: data 0x3000 0x20 0x20
#! expect-image-bytes: 0x4000
#! expect-eh-frame: 0x2000 0x4
#! expect-libcall: memcpy 0x3008
#! expect-libcall: wasmc_memory_grow 0x3010
#! expect-libcall: memset 0x3018
#! expect-pointer: 0x3000 to 0x1028
#! expect-symbol: 1000 0000000000000023 t f
#! expect-symbol: 1028 0000000000000008 t memcpy
#! expect-symbol: 1030 0000000000000008 t wasmc_memory_grow
#! expect-symbol: 1038 0000000000000008 t memset
#! expect-code: 1000: call 1028 <memcpy>
#! expect-code: 1005: call 1030 <wasmc_memory_grow>
#! expect-code: 100a: jmp 1028 <memcpy>
#! expect-code: 100f: call *0x2003(%rip) # 3018 <memset+0x1fe0>
#! expect-code: 1015: mov 0x1fec(%rip),%rax # 3008 <memset+0x1fd0>
#! expect-code: 101c: lea 0x5(%rip),%rax # 1028 <memcpy>
#! expect-code: 1028: jmp *0x1fda(%rip) # 3008 <memset+0x1fd0>
#! expect-code: 102e: int3
#! expect-code: 102f: int3
#! expect-code: 1030: jmp *0x1fda(%rip) # 3010 <memset+0x1fd8>
#! expect-code: 1036: int3
#! expect-code: 1037: int3
#! expect-code: 1038: jmp *0x1fda(%rip) # 3018 <memset+0x1fe0>
#! expect-code: 103e: int3
#! expect-code: 103f: int3
