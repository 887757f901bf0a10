# A weak reference is no exception.
    .text
    .weak w
f:  lea w(%rip), %rax

#! expect-error: undefined symbol `w`
