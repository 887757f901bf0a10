// A JSON document is parsed into a tree from an arena, walked, and written again.
// class: integer
// small: 1
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef enum { NIL, FALSE, TRUE, NUMBER, STRING, ARRAY, OBJECT } Kind;

typedef struct Value {
    Kind kind;
    uint32_t length;
    const char *key, *text; // of a member, of a string
    double number;
    struct Value *child, *next;
} Value;

typedef struct {
    const char *p;
    char *arena;
    size_t used;
} Parser;

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static char *generate(char *out, int depth) {
    uint32_t kind = depth > 5 ? next() % 6 : depth < 2 ? 6 + next() % 2 : next() % 9;
    if (kind < 2) return out + sprintf(out, "%d", (int)(next() % 100000) - 50000);
    if (kind < 3) return out + sprintf(out, "%d.%03ue-%u", (int)(next() % 100), (unsigned)(next() % 1000), (unsigned)(next() % 9));
    if (kind < 4) return out + sprintf(out, "%s", next() % 3 ? next() % 2 ? "true" : "false" : "null");
    if (kind < 6) return out + sprintf(out, "\"text %u with \\\"quotes\\\" and \\u00%02x\"", (unsigned)(next() % 1000), 33 + next() % 60);
    int members = depth < 2 ? 30 : 1 + next() % 8;
    *out++ = kind == 6 ? '{' : '[';
    for (int i = 0; i < members; i++) {
        if (i) *out++ = ',', *out++ = ' ';
        if (kind == 6) out += sprintf(out, "\"key%u\": ", (unsigned)(next() % 50));
        out = generate(out, depth + 1);
    }
    *out++ = kind == 6 ? '}' : ']';
    return out;
}

static void *allocate(Parser *parser, size_t bytes) {
    void *at = parser->arena + parser->used;
    parser->used += (bytes + 7) & ~(size_t)7;
    return at;
}

static void space(Parser *parser) {
    while (*parser->p == ' ' || *parser->p == '\n' || *parser->p == '\t' || *parser->p == '\r') parser->p++;
}

static const char *string(Parser *parser, uint32_t *length) {
    const char *end = ++parser->p;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    char *text = allocate(parser, end - parser->p + 1), *out = text;
    while (parser->p < end) {
        char c = *parser->p++;
        if (c == '\\') {
            c = *parser->p++;
            if (c == 'u') {
                int code = 0;
                for (int i = 0; i < 4; i++, parser->p++)
                    code = code * 16 + (*parser->p <= '9' ? *parser->p - '0' : (*parser->p | 32) - 'a' + 10);
                c = (char)code;
            }
        }
        *out++ = c;
    }
    parser->p = end + 1;
    *out = 0;
    *length = (uint32_t)(out - text);
    return text;
}

static double number(Parser *parser) {
    const char *p = parser->p;
    int negative = *p == '-', exponent = 0;
    double value = 0, scale = 1;
    for (p += negative; *p >= '0' && *p <= '9'; p++) value = value * 10 + (*p - '0');
    if (*p == '.')
        for (p++; *p >= '0' && *p <= '9'; p++) value = value * 10 + (*p - '0'), scale *= 10;
    if ((*p | 32) == 'e') {
        p++;
        int down = *p == '-';
        for (p += *p == '-' || *p == '+'; *p >= '0' && *p <= '9'; p++) exponent = exponent * 10 + (*p - '0');
        for (; exponent > 0; exponent--) down ? (scale *= 10) : (value *= 10);
    }
    parser->p = p;
    return (negative ? -value : value) / scale;
}

static Value *parse(Parser *parser) {
    Value *value = allocate(parser, sizeof *value);
    *value = (Value){NIL, 0, 0, 0, 0, 0, 0};
    space(parser);
    char c = *parser->p;
    if (c == '{' || c == '[') {
        Value **last = &value->child;
        char close = c == '{' ? '}' : ']';
        value->kind = c == '{' ? OBJECT : ARRAY;
        for (parser->p++, space(parser); *parser->p != close; value->length++) {
            uint32_t length;
            const char *key = 0;
            if (close == '}') key = string(parser, &length), space(parser), parser->p++;
            *last = parse(parser);
            (*last)->key = key;
            last = &(*last)->next;
            space(parser);
            if (*parser->p == ',') parser->p++, space(parser);
        }
        parser->p++;
    } else if (c == '"') {
        value->kind = STRING;
        value->text = string(parser, &value->length);
    } else if (c == 't' || c == 'f' || c == 'n') {
        value->kind = c == 't' ? TRUE : c == 'f' ? FALSE : NIL;
        parser->p += c == 'f' ? 5 : 4;
    } else {
        value->kind = NUMBER;
        value->number = number(parser);
    }
    return value;
}

static const Value *member(const Value *object, const char *key) {
    for (const Value *child = object->child; child; child = child->next)
        if (child->key && strcmp(child->key, key) == 0) return child;
    return 0;
}

static double walk(const Value *value) {
    if (value->kind == NUMBER) return value->number;
    if (value->kind == OBJECT && member(value, "key7")) return 1 + walk(member(value, "key7"));
    double sum = value->length;
    for (const Value *child = value->child; child; child = child->next) sum += walk(child);
    return sum;
}

static char *write(const Value *value, char *out) {
    static const char *names[] = {"null", "false", "true"};
    switch (value->kind) {
    case NUMBER: {
        int64_t whole = (int64_t)(value->number * 1000);
        uint64_t rest = whole < 0 ? -(uint64_t)whole : (uint64_t)whole;
        char digits[24], *p = digits + sizeof digits;
        do *--p = (char)('0' + rest % 10);
        while (rest /= 10);
        if (whole < 0) *--p = '-';
        memcpy(out, p, digits + sizeof digits - p);
        return out + (digits + sizeof digits - p);
    }
    case STRING:
        *out++ = '"';
        memcpy(out, value->text, value->length);
        out += value->length;
        *out++ = '"';
        return out;
    case ARRAY:
    case OBJECT:
        *out++ = '[';
        for (const Value *child = value->child; child; child = child->next) {
            if (child->key) out = stpcpy(stpcpy(out, child->key), ":");
            out = write(child, out);
            *out++ = ',';
        }
        *out++ = ']';
        return out;
    default: return stpcpy(out, names[value->kind]);
    }
}

int main(int argc, char **argv) {
    int rounds = argc > 1 ? atoi(argv[1]) : 350;
    char *text = malloc(1 << 22), *out = malloc(1 << 22);
    Parser parser = {0, malloc(1 << 24), 0};
    size_t length = generate(text, 0) - text;
    text[length] = 0;
    uint32_t hash = (uint32_t)length;
    double sum = 0;
    for (int round = 0; round < rounds; round++) {
        parser.p = text, parser.used = 0;
        const Value *value = parse(&parser);
        sum += walk(value);
        char *end = write(value, out);
        for (const char *p = out; p < end; p += 7) hash = hash * 31 + (unsigned char)*p;
    }
    printf("%.9g %u\n", sum, (unsigned)hash);
    return 0;
}
