# Two objects. Each refers to what the other defines; both use a libcall, which has one slot; of a weak definition that both
# have, each may keep its own. Local symbols of one name are different ones.
#! with: parts/second.s
    .text
    .globl f
    .hidden f
    .type f,@function
f:  .cfi_startproc
    call g
    call memcpy@PLT
    lea shared(%rip), %rax
    lea local(%rip), %rax
    mov weak(%rip), %rax
    ret
    .cfi_endproc
    .size f, .-f
    .data
    .globl shared
    .hidden shared
    .type shared,@object
shared:
    .quad g
    .size shared, 8
local:
    .quad 1
    .weak weak
    .hidden weak
weak:
    .quad memcpy

#! expect-section: .text 0x1000 0x47 AX
#! expect-section: .plt 0x1048 0x8 AX
#! expect-section: .eh_frame 0x2000 0x64 A
#! expect-section: .data 0x3000 0x28 WA
#! expect-section: .got 0x3028 0x8 WA
#! expect-bytes: .got 00 00 00 00 00 00 00 00
#! expect-segment: text 0x1000 0x50 0x50
#! expect-segment: rodata 0x2000 0x64 0x64
#! expect-segment: data 0x3000 0x30 0x30
#! expect-image-bytes: 0x4000
#! expect-eh-frame: 0x2000 0x64
#! expect-libcall: memcpy 0x3028
#! expect-pointer: 0x3000 to 0x1020
#! expect-pointer: 0x3010 to 0x1048
#! expect-pointer: 0x3020 to 0x1048
#! expect-symbol: 1000 0000000000000020 t f
#! expect-symbol: 1020 0000000000000027 t g
#! expect-symbol: 1048 0000000000000008 t memcpy
#! expect-symbol: 3000 0000000000000008 d shared
#! expect-code: 1000: call 1020 <g>
#! expect-code: 1005: call 1048 <memcpy>
#! expect-code: 100a: lea 0x1fef(%rip),%rax # 3000 <shared>
#! expect-code: 1011: lea 0x1ff0(%rip),%rax # 3008 <shared+0x8>
#! expect-code: 1018: mov 0x1ff1(%rip),%rax # 3010 <shared+0x10>
#! expect-code: 101f: ret
#! expect-code: 1020: call 1000 <f>
#! expect-code: 1025: call 1048 <memcpy>
#! expect-code: 102a: lea 0x1fcf(%rip),%rax # 3000 <shared>
#! expect-code: 1031: lea 0x1fc8(%rip),%rax # 3000 <shared>
#! expect-code: 1038: lea 0x1fd9(%rip),%rax # 3018 <shared+0x18>
#! expect-code: 103f: mov 0x1fda(%rip),%rax # 3020 <shared+0x20>
#! expect-code: 1046: ret
#! expect-code: 1048: jmp *0x1fda(%rip) # 3028 <shared+0x28>
#! expect-code: 104e: int3
#! expect-code: 104f: int3
#! expect-frame: 1000..1020
#! expect-frame: 1020..1047
