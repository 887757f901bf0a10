// Asks for JavaScript: some that is written in the program, and a function in a file of its own.
#include <emscripten.h>
#include <stdio.h>

EM_JS(int, a_function_of_javascript, (int a), { return a + 1; });

int main(void) {
    printf("never printed\n");
    return EM_ASM_INT({ return $0; }, a_function_of_javascript(1));
}
