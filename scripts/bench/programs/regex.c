// Regular expressions, twice: a backtracking matcher over the pattern's text, and a set-of-states simulation of the compiled
// automaton. Both count the matches in generated lines and must agree.
// class: integer
// small: 20
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

// A pattern is a list of items: a character, '.', or a class like [a-c], each with * + ? or nothing behind it.
static const char *item_end(const char *p) { return *p == '[' ? strchr(p, ']') + 1 : p + 1; }

static int fits(const char *item, unsigned char c) {
    if (c == 0) return 0;
    if (*item == '.') return 1;
    if (*item != '[') return (unsigned char)*item == c;
    for (item++; *item != ']'; item += item[1] == '-' ? 3 : 1)
        if (item[1] == '-' ? c >= (unsigned char)item[0] && c <= (unsigned char)item[2] : c == (unsigned char)*item) return 1;
    return 0;
}

static int backtrack(const char *pattern, const char *text) {
    if (*pattern == 0) return 1;
    const char *after = item_end(pattern);
    switch (*after) {
    case '?': return (fits(pattern, *text) && backtrack(after + 1, text + 1)) || backtrack(after + 1, text);
    case '*':
    case '+': {
        int most = 0, least = *after == '+';
        while (fits(pattern, text[most])) most++;
        for (; most >= least; most--)
            if (backtrack(after + 1, text + most)) return 1;
        return 0;
    }
    default: return fits(pattern, *text) && backtrack(after, text + 1);
    }
}

static int found_by_backtracking(const char *pattern, const char *text) {
    do
        if (backtrack(pattern, text)) return 1;
    while (*text++);
    return 0;
}

enum { STATES = 24 };

typedef struct {
    uint32_t skips, loops; // states that may be left without a character, and those that may be entered again
    int count;
    uint32_t accepts[256]; // for each character, the states that it leads out of
} Automaton;

static void compile(const char *pattern, Automaton *a) {
    memset(a, 0, sizeof *a);
    for (; *pattern; a->count++) {
        const char *after = item_end(pattern);
        for (int c = 1; c < 256; c++)
            if (fits(pattern, (unsigned char)c)) a->accepts[c] |= 1u << a->count;
        if (*after == '*' || *after == '?') a->skips |= 1u << a->count;
        if (*after == '*' || *after == '+') a->loops |= 1u << a->count;
        pattern = after + (*after == '*' || *after == '?' || *after == '+');
    }
}

static uint32_t closure(const Automaton *a, uint32_t states) {
    for (int i = 0; i < a->count; i++)
        if (states & a->skips & 1u << i) states |= 2u << i;
    return states;
}

static int found_by_states(const Automaton *a, const char *text) {
    uint32_t begin = closure(a, 1), states = begin, end = 1u << a->count;
    for (; !(states & end) && *text; text++) {
        uint32_t left = states & a->accepts[(unsigned char)*text];
        states = closure(a, left << 1 | (left & a->loops)) | begin;
    }
    return (states & end) != 0;
}

int main(int argc, char **argv) {
    static const char *patterns[] = {
        "ab*c+d", "[a-c]+x?[x-z][a-f]*q", ".*fo+.*ba?r", "[0-9]+.[0-9]+", "a?a?a?a?aaaa", "w[aeiou]+.d[a-z]*z", "k.*k.*k.*k",
    };
    enum { PATTERNS = sizeof patterns / sizeof *patterns, LINE = 72 };
    int lines = argc > 1 ? atoi(argv[1]) : 20000;
    Automaton automata[PATTERNS];
    int counts[PATTERNS] = {0}, wrong = 0;
    for (int i = 0; i < PATTERNS; i++) compile(patterns[i], &automata[i]);
    for (int line = 0; line < lines; line++) {
        char text[LINE + 1] = {0};
        for (int i = 0; i < LINE; i++) text[i] = "abcdefaaxyzqwkfoobar0123456789 .,"[next() % 33];
        for (int i = 0; i < PATTERNS; i++) {
            int one = found_by_backtracking(patterns[i], text), other = found_by_states(&automata[i], text);
            counts[i] += one, wrong += one != other;
        }
    }
    for (int i = 0; i < PATTERNS; i++) printf("%d ", counts[i]);
    printf("%d wrong\n", wrong);
    return 0;
}
