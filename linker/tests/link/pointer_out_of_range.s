# An address before the base is none.
    .data
v:  .quad v - 0x100000

#! expect-error: .data+0x0, symbol `.data`: the value -0xfe000 does not fit in the relocated field
