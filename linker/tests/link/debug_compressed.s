# Debug information comes uncompressed.
#! args: -compress-debug-sections=zlib
    .section .debug_str,"MS",@progbits,1
    .zero 1000

#! expect-error: section `.debug_str`: it is compressed
