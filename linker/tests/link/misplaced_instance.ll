; Instance data must be writable.
@wasmc_globals = hidden constant [2 x i128] [i128 1, i128 2], align 16

;! expect-error: symbol `wasmc_globals`: it is not in instance data
