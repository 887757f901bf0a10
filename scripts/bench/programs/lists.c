// Pointer chasing: linked lists in scattered memory are walked, reversed, merged, sorted and filtered; a skip list is searched.
// class: integer
// small: 500
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Node {
    struct Node *next;
    uint32_t value;
} Node;

enum { LEVELS = 16 };

typedef struct Tower {
    uint32_t key, value;
    struct Tower *next[];
} Tower;

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

// A list of n nodes that are in no order in memory.
static Node *scattered(int n) {
    Node *nodes = malloc(n * sizeof *nodes), *head = 0;
    uint32_t *order = malloc(n * sizeof *order);
    for (int i = 0; i < n; i++) order[i] = i;
    for (int i = n - 1; i > 0; i--) {
        uint32_t j = next() % (i + 1), other = order[i];
        order[i] = order[j], order[j] = other;
    }
    for (int i = 0; i < n; i++) nodes[order[i]] = (Node){head, next() % 100000}, head = &nodes[order[i]];
    free(order);
    return head;
}

static Node *reverse(Node *list) {
    Node *done = 0;
    while (list) {
        Node *rest = list->next;
        list->next = done;
        done = list, list = rest;
    }
    return done;
}

static Node *merge(Node *a, Node *b) {
    Node *head, **last = &head;
    while (a && b) {
        Node **least = a->value <= b->value ? &a : &b;
        *last = *least;
        last = &(*least)->next;
        *least = *last;
    }
    *last = a ? a : b;
    return head;
}

static Node *sort(Node *list) {
    if (!list || !list->next) return list;
    Node *slow = list, *fast = list->next;
    while (fast && fast->next) slow = slow->next, fast = fast->next->next;
    Node *half = slow->next;
    slow->next = 0;
    return merge(sort(list), sort(half));
}

static uint32_t sum(const Node *list) {
    uint32_t total = 0;
    for (; list; list = list->next) total = total * 3 + list->value;
    return total;
}

static void drop_multiples(Node **list, uint32_t of) {
    while (*list) {
        if ((*list)->value % of == 0) *list = (*list)->next;
        else list = &(*list)->next;
    }
}

static Tower *tower(uint32_t key, int levels) {
    Tower *t = calloc(1, sizeof *t + levels * sizeof *t->next);
    t->key = key, t->value = key ^ 12345;
    return t;
}

static uint32_t skip_list(int n) {
    Tower *head = tower(0, LEVELS), *path[LEVELS];
    uint32_t found = 0;
    for (int i = 0; i < 5 * n; i++) {
        uint32_t key = next() % (4 * n) + 1;
        Tower *at = head;
        for (int level = LEVELS - 1; level >= 0; level--) {
            while (at->next[level] && at->next[level]->key < key) at = at->next[level];
            path[level] = at;
        }
        at = at->next[0];
        if (at && at->key == key) {
            found = found * 31 + at->value++;
        } else if (i < n) {
            int levels = 1 + __builtin_ctz(next() | 1u << (LEVELS - 1));
            Tower *fresh = tower(key, levels);
            for (int level = 0; level < levels; level++)
                fresh->next[level] = path[level]->next[level], path[level]->next[level] = fresh;
        }
    }
    return found;
}

int main(int argc, char **argv) {
    int n = argc > 1 ? atoi(argv[1]) : 40000;
    uint32_t total = 0;
    for (int round = 0; round < 12; round++) {
        Node *list = scattered(n);
        for (int i = 0; i < 30; i++) total = total * 7 + sum(list), list = reverse(list);
        list = sort(list);
        for (uint32_t i = 2; i < 12; i++) drop_multiples(&list, i), total += sum(list);
    }
    printf("%u %u\n", (unsigned)total, (unsigned)skip_list(n));
    return 0;
}
