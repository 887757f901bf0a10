// Graphs in adjacency arrays: breadth-first search, Dijkstra with a binary heap, strongly connected components, union-find.
// class: integer
// small: 500
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    int nodes, edges, *begin, *to;
    uint32_t *weight;
} Graph;

typedef struct {
    uint64_t distance;
    int node;
} Item;

static uint32_t state = 2463534242u;

static uint32_t next(void) {
    state ^= state << 13;
    state ^= state >> 17;
    return state ^= state << 5;
}

static Graph generate(int nodes) {
    Graph g = {nodes, 0, malloc((nodes + 1) * sizeof(int)), malloc(9 * nodes * sizeof(int)), malloc(9 * nodes * sizeof(uint32_t))};
    for (int node = 0; node < nodes; node++) {
        g.begin[node] = g.edges;
        for (int degree = next() % 9; degree > 0; degree--, g.edges++) {
            int near = (int)(next() % 200) - 100, far = next() % 20 == 0;
            g.to[g.edges] = far ? (int)(next() % nodes) : (node + near + nodes) % nodes;
            g.weight[g.edges] = next() % 1000 + 1;
        }
    }
    g.begin[nodes] = g.edges;
    return g;
}

static uint64_t breadth_first(const Graph *g, int from, int *depth, int *queue) {
    uint64_t sum = 0;
    int head = 0, tail = 0;
    for (int i = 0; i < g->nodes; i++) depth[i] = -1;
    depth[from] = 0;
    queue[tail++] = from;
    while (head < tail) {
        int node = queue[head++];
        sum += (uint64_t)depth[node];
        for (int e = g->begin[node]; e < g->begin[node + 1]; e++)
            if (depth[g->to[e]] < 0) {
                depth[g->to[e]] = depth[node] + 1;
                queue[tail++] = g->to[e];
            }
    }
    return sum;
}

static void push(Item *heap, int *size, Item item) {
    int at = (*size)++;
    for (; at > 0 && heap[(at - 1) / 2].distance > item.distance; at = (at - 1) / 2) heap[at] = heap[(at - 1) / 2];
    heap[at] = item;
}

static Item pop(Item *heap, int *size) {
    Item top = heap[0], last = heap[--*size];
    int at = 0;
    for (int child; (child = 2 * at + 1) < *size; at = child) {
        if (child + 1 < *size && heap[child + 1].distance < heap[child].distance) child++;
        if (heap[child].distance >= last.distance) break;
        heap[at] = heap[child];
    }
    heap[at] = last;
    return top;
}

static uint64_t dijkstra(const Graph *g, int from, uint64_t *distance, Item *heap) {
    uint64_t sum = 0;
    int size = 0;
    memset(distance, 0xff, g->nodes * sizeof *distance);
    distance[from] = 0;
    push(heap, &size, (Item){0, from});
    while (size > 0) {
        Item item = pop(heap, &size);
        if (item.distance > distance[item.node]) continue;
        sum += item.distance;
        for (int e = g->begin[item.node]; e < g->begin[item.node + 1]; e++) {
            uint64_t way = item.distance + g->weight[e];
            if (way >= distance[g->to[e]]) continue;
            distance[g->to[e]] = way;
            push(heap, &size, (Item){way, g->to[e]});
        }
    }
    return sum;
}

static int *low, *number, *stack, stacked, numbered, components;

static void connect(const Graph *g, int node) {
    low[node] = number[node] = ++numbered;
    stack[stacked++] = node;
    for (int e = g->begin[node]; e < g->begin[node + 1]; e++) {
        int to = g->to[e];
        if (number[to] == 0) connect(g, to);
        if (low[to] < low[node]) low[node] = low[to];
    }
    if (low[node] != number[node]) return;
    components++;
    int other;
    do low[other = stack[--stacked]] = g->nodes + 1;
    while (other != node);
}

static int root(int *parent, int node) {
    while (parent[node] != node) node = parent[node] = parent[parent[node]];
    return node;
}

int main(int argc, char **argv) {
    int nodes = argc > 1 ? atoi(argv[1]) : 80000;
    Graph g = generate(nodes);
    int *a = malloc(nodes * sizeof *a), *b = malloc(nodes * sizeof *b), sets = nodes;
    uint64_t *distance = malloc(nodes * sizeof *distance), sum = 0;
    Item *heap = malloc(g.edges * sizeof *heap + sizeof *heap);
    for (int round = 0; round < 40; round++) sum = sum * 31 + breadth_first(&g, round * 7 % nodes, a, b);
    for (int round = 0; round < 15; round++) sum = sum * 31 + dijkstra(&g, round * 11 % nodes, distance, heap);
    low = a, stack = b, number = calloc(nodes, sizeof *number);
    Graph part = g; // a part, so that a chain of calls as long as it fits on the default stack
    part.nodes = nodes < 2000 ? nodes : 2000;
    for (int e = 0; e < g.begin[part.nodes]; e++) g.to[e] %= part.nodes;
    for (int node = 0; node < part.nodes; node++)
        if (number[node] == 0) connect(&part, node);
    for (int i = 0; i < nodes; i++) a[i] = i;
    for (int node = 0; node < nodes; node++)
        for (int e = g.begin[node]; e < g.begin[node + 1]; e++) {
            int x = root(a, node), y = root(a, g.to[e]);
            if (x != y) a[x] = y, sets--;
        }
    printf("%016llx %d %d\n", (unsigned long long)sum, components, sets);
    return 0;
}
