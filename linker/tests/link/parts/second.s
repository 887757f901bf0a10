    .text
    .globl g
    .hidden g
    .type g,@function
g:  .cfi_startproc
    call f
    call memcpy@PLT
    lea shared(%rip), %rax
    mov shared@GOTPCREL(%rip), %rax
    lea local(%rip), %rax
    mov weak(%rip), %rax
    ret
    .cfi_endproc
    .size g, .-g
    .data
local:
    .quad 2
    .weak weak
    .hidden weak
weak:
    .quad memcpy
