# A name that only begins like one we know.
    .section .textual,"ax",@progbits
    ret

#! expect-error: section `.textual` has no place in an artifact
