    .text
    .space 0x4100000
    .globl far
    .type far,@function
far:
    bl near
    bl last
    ret
    .globl farther
    .type farther,@function
farther:
    ret
