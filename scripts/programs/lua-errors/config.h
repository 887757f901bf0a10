/* Included before each of Lua's files. Errors are caught with setjmp and longjmp; signals WASI has none, and runs must be alike. */
#define l_signalT int
#define luai_makeseed(L) 42
