# Thread-local variables.
    .section .tdata,"awT",@progbits
    .globl v
v:  .quad 0

#! expect-error: section `.tdata` has no place in an artifact
