// Loops for `wasmc compile --remarks`.
void scale(float *restrict to, const float *restrict from, int count) {
    for (int i = 0; i < count; i++)
        to[i] = 2 * from[i];
}

int chase(int *next, int at) {
    while (next[at] != 0)
        at = next[at];
    return at;
}
