# A number has no address.
    .text
f:  cmp number@GOTPCREL(%rip), %rax
    .globl number
number = 3

#! expect-error: symbol `number`: it has no address in the image to be loaded
