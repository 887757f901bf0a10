# What is not weak may be defined once in all objects.
#! with: parts/second.s
    .text
    .globl g
g:  ret
    .globl f
f:  ret

#! expect-error: symbol `g`: it is defined twice
