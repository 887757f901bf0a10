#! args: -triple=aarch64-unknown-linux-gnu
    .text
f:  adrp x0, :tlsdesc:v

#! expect-error: symbol `v`: thread-local variables have no place in an artifact
