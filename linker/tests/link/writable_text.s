# W^X begins here.
    .section .text.w,"awx",@progbits
    ret

#! expect-error: section `.text.w`: its flags contradict its name
