# Debug information is not loaded, so code cannot refer to it.
    .section .debug_str,"MS",@progbits,1
s:  .asciz "text"
    .section .rodata,"a",@progbits
    .long s

#! expect-error: .rodata+0x0, symbol `.debug_str`: an offset in debug information
