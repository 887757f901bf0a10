/* Runs each JavaScript file given, in a fresh context, with a global `print`; pending jobs (promises) run to their end. */
#include <stdio.h>
#include <stdlib.h>
#include "quickjs.h"

static JSValue print(JSContext *context, JSValueConst self, int count, JSValueConst *values) {
    (void)self;
    for (int i = 0; i < count; i++) {
        const char *text = JS_ToCString(context, values[i]);
        if (text == NULL) return JS_EXCEPTION;
        printf(i == 0 ? "%s" : " %s", text);
        JS_FreeCString(context, text);
    }
    printf("\n");
    return JS_UNDEFINED;
}

static char *read_file(const char *path, size_t *bytes) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(1);
    }
    char *text = NULL;
    *bytes = 0;
    for (size_t got = 1; got != 0; *bytes += got) {
        text = realloc(text, *bytes + 65536 + 1);
        got = fread(text + *bytes, 1, 65536, file);
    }
    text[*bytes] = 0;
    fclose(file);
    return text;
}

static void exit_with_exception(JSContext *context) {
    const char *text = JS_ToCString(context, JS_GetException(context));
    fflush(stdout);
    fprintf(stderr, "uncaught: %s\n", text ? text : "?");
    exit(1);
}

static void run(const char *path) {
    JSRuntime *runtime = JS_NewRuntime();
    JSContext *context = JS_NewContext(runtime), *job;
    JSValue global = JS_GetGlobalObject(context);
    JS_SetPropertyStr(context, global, "print", JS_NewCFunction(context, print, "print", 1));
    size_t bytes;
    char *source = read_file(path, &bytes);
    JSValue result = JS_Eval(context, source, bytes, path, JS_EVAL_TYPE_GLOBAL);
    if (JS_IsException(result)) exit_with_exception(context);
    for (int more = 1; more > 0;)
        if ((more = JS_ExecutePendingJob(runtime, &job)) < 0) exit_with_exception(job);
    free(source);
    JS_FreeValue(context, result);
    JS_FreeValue(context, global);
    JS_FreeContext(context);
    JS_FreeRuntime(runtime);
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        printf("// %s\n", argv[i]);
        run(argv[i]);
    }
    return 0;
}
