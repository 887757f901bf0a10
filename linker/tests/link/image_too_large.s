# More instance data than the code can reach.
    .bss
    .zero 0x40000000

#! expect-error: the image is too large: section `.bss` ends 0x40002000 bytes from its start, and 0x40000000 is the most
