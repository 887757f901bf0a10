# A section that nobody would run.
    .section .init_array,"aw",@init_array
    .quad 0

#! expect-error: section `.init_array` has no place in an artifact
