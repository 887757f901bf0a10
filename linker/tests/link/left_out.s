# A reference to a section that is not in the artifact.
    .section .comment,"MS",@progbits,1
c:  .asciz "text"
    .text
    lea c(%rip), %rax

#! expect-error: .text+0x3, symbol `c`: the symbol does not exist or is in a section that is left out
