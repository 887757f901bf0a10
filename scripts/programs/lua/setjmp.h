/* Lua includes it; lua/config.h leaves nothing to use from it. */
