/* Runs each Lua script given, in a fresh state. An error that is not caught ends the program: without setjmp, each; see lua/config.h. */
#include <stdio.h>
#include <stdlib.h>
#include "lauxlib.h"
#include "lua.h"
#include "lualib.h"

void lua_error_exit(struct lua_State *L) {
    fflush(stdout);
    fprintf(stderr, "error: %s\n", lua_tostring(L, -1));
    exit(1);
}

static lua_State *new_state(void) {
    static const luaL_Reg libraries[] = {
        {LUA_GNAME, luaopen_base},          {LUA_TABLIBNAME, luaopen_table}, {LUA_STRLIBNAME, luaopen_string},
        {LUA_MATHLIBNAME, luaopen_math},    {LUA_UTF8LIBNAME, luaopen_utf8}, {LUA_DBLIBNAME, luaopen_debug},
        {LUA_COLIBNAME, luaopen_coroutine},
    };
    lua_State *L = luaL_newstate();
    for (unsigned i = 0; i < sizeof libraries / sizeof *libraries; i++) {
        luaL_requiref(L, libraries[i].name, libraries[i].func, 1);
        lua_pop(L, 1);
    }
    return L;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        lua_State *L = new_state();
        printf("-- %s\n", argv[i]);
        if (luaL_loadfile(L, argv[i]) != LUA_OK || lua_pcall(L, 0, 0, 0) != LUA_OK) lua_error_exit(L);
        lua_close(L);
    }
    return 0;
}
