// Trees from malloc: perfect binary trees that are built, checked and freed, and a left-leaning red-black tree of keys.
// class: calls
// small: 6
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct Tree {
    struct Tree *left, *right;
} Tree;

static Tree *build(int depth) {
    Tree *tree = malloc(sizeof *tree);
    tree->left = depth > 0 ? build(depth - 1) : 0;
    tree->right = depth > 0 ? build(depth - 1) : 0;
    return tree;
}

static uint32_t count(const Tree *tree) { return tree->left ? 1 + count(tree->left) + count(tree->right) : 1; }

static void release(Tree *tree) {
    if (tree->left) release(tree->left), release(tree->right);
    free(tree);
}

typedef struct Node {
    struct Node *left, *right;
    uint32_t key, count;
    int red;
} Node;

static int is_red(const Node *node) { return node && node->red; }

static Node *rotate_left(Node *node) {
    Node *right = node->right;
    node->right = right->left, right->left = node;
    right->red = node->red, node->red = 1;
    return right;
}

static Node *rotate_right(Node *node) {
    Node *left = node->left;
    node->left = left->right, left->right = node;
    left->red = node->red, node->red = 1;
    return left;
}

static Node *insert(Node *node, uint32_t key) {
    if (!node) {
        node = calloc(1, sizeof *node);
        node->key = key, node->count = 1, node->red = 1;
        return node;
    }
    if (key == node->key) node->count++;
    else if (key < node->key) node->left = insert(node->left, key);
    else node->right = insert(node->right, key);
    if (is_red(node->right) && !is_red(node->left)) node = rotate_left(node);
    if (is_red(node->left) && is_red(node->left->left)) node = rotate_right(node);
    if (is_red(node->left) && is_red(node->right)) node->red = 1, node->left->red = node->right->red = 0;
    return node;
}

static uint32_t find(const Node *node, uint32_t key) {
    while (node && node->key != key) node = key < node->key ? node->left : node->right;
    return node ? node->count : 0;
}

static uint32_t fold(const Node *node, uint32_t sum) {
    if (!node) return sum;
    sum = fold(node->left, sum);
    return fold(node->right, sum * 31 + node->key * node->count);
}

int main(int argc, char **argv) {
    int depth = argc > 1 ? atoi(argv[1]) : 16;
    Tree *kept = build(depth);
    uint32_t sum = 0, state = 2463534242u, keys = 4u << depth;
    for (int d = 4; d <= depth; d += 2)
        for (int i = 0; i < 1 << (depth - d + 4); i++) {
            Tree *tree = build(d);
            sum += count(tree);
            release(tree);
        }
    printf("%u %u ", (unsigned)sum, (unsigned)count(kept));
    Node *root = 0;
    for (uint32_t i = 0; i < keys; i++) {
        state ^= state << 13, state ^= state >> 17, state ^= state << 5;
        root = insert(root, state % keys);
        root->red = 0;
    }
    for (uint32_t i = 0; i < 2 * keys; i++) sum = sum * 31 + find(root, i * 2654435761u % keys);
    printf("%u %u\n", (unsigned)sum, (unsigned)fold(root, 0));
    return 0;
}
