# Nothing defines it.
    .text
f:  call __nothing_defines_this@PLT

#! expect-error: undefined symbol `__nothing_defines_this`
