/* Included before each of Lua's files. WASI has neither setjmp nor signals: nothing is caught, an error exits with its message. */
struct lua_State;
_Noreturn void lua_error_exit(struct lua_State *L);
#define luai_jmpbuf int
#define LUAI_TRY(L, c, a) a
#define LUAI_THROW(L, c) lua_error_exit(L)
#define l_signalT int
#define luai_makeseed(L) 42
