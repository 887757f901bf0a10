# Text is shared by all instances and never relocated.
    .text
f:  movabs $f, %rax

#! expect-error: .text+0x2, symbol `.text`: an address in what all instances share
