/* Sum of the logarithms a pruned five-symbol model gives to rows of symbols. Compiled and called by scorer.py. */
#include <stdint.h>

typedef struct { const uint64_t *keys; const float *p; const float *b; const int32_t *slots; uint64_t mask; } Table;

static int64_t find(const Table *t, uint64_t key) {
    uint64_t h = key * 0x9E3779B97F4A7C15ull;
    h ^= h >> 29;
    for (uint64_t i = h & t->mask;; i = (i + 1) & t->mask) {
        int32_t s = t->slots[i];
        if (s < 0) return -1;
        if (t->keys[s] == key) return s;
    }
}

void fill(const uint64_t *keys, int64_t n, int32_t *slots, uint64_t mask) {
    for (int64_t k = 0; k < n; k++) {
        uint64_t h = keys[k] * 0x9E3779B97F4A7C15ull;
        h ^= h >> 29;
        uint64_t i = h & mask;
        while (slots[i] >= 0) i = (i + 1) & mask;
        slots[i] = (int32_t)k;
    }
}

static float one(const Table *t, uint64_t base, const int32_t *s, int order) {
    /* s[order-1] is the symbol, s[0..order-2] its context */
    float weight = 0;
    for (int start = 0; start < order; start++) {
        uint64_t key = 0;
        for (int i = start; i < order - 1; i++) key = key * base + (uint64_t)s[i];
        int length = order - start;
        int64_t found = find(&t[length], key * base + (uint64_t)s[order - 1]);
        if (found >= 0) return weight + t[length].p[found];
        if (length > 1) {
            int64_t context = find(&t[length - 1], key);
            if (context >= 0) weight += t[length - 1].b[context];
        }
    }
    return weight - 7.0f;
}

/* rows of width symbols; the first 4 are context; length[i] symbols after them are summed */
void sums(const Table *t, uint64_t base, const int32_t *rows, const int32_t *length, int64_t n, int width, float *out) {
    for (int64_t r = 0; r < n; r++) {
        const int32_t *row = rows + r * width;
        float total = 0;
        for (int i = 0; i < length[r]; i++) total += one(t, base, row + i, 5);
        out[r] = total;
    }
}

void each(const Table *t, uint64_t base, const int32_t *stream, int64_t n, float *out) {
    for (int64_t i = 4; i < n; i++) out[i] = one(t, base, stream + i - 4, 5);
}

/* Edits of one padded text: position k of the text is padded[k + 4]. before/after: sums over the symbols touched. */
void edits(const Table *t, uint64_t base, const int32_t *padded, int size, const int32_t *start, const int32_t *end,
           const int32_t *length, const int32_t *fresh, int64_t n, float *before, float *after, int32_t *count) {
    for (int64_t k = 0; k < n; k++) {
        int a = start[k], b = end[k], tail = size - b < 4 ? size - b : 4;
        float total = 0;
        for (int i = a; i < b + tail; i++) total += one(t, base, padded + i, 5);
        before[k] = total;
        int32_t row[16];
        for (int i = 0; i < 4; i++) row[i] = padded[a + i];
        for (int i = 0; i < length[k]; i++) row[4 + i] = fresh[k * 4 + i];
        for (int i = 0; i < tail; i++) row[4 + length[k] + i] = padded[b + 4 + i];
        total = 0;
        for (int i = 0; i < length[k] + tail; i++) total += one(t, base, row + i, 5);
        after[k] = total;
        count[k] = length[k] + tail;
    }
}

/* Characters to change, leave out or put in to make b of a. */
int distance(const int32_t *a, int n, const int32_t *b, int m) {
    int row[2048];
    if (m > 2000) return 9999;
    for (int j = 0; j <= m; j++) row[j] = j;
    for (int i = 1; i <= n; i++) {
        int diagonal = row[0];
        row[0] = i;
        for (int j = 1; j <= m; j++) {
            int best = diagonal + (a[i - 1] != b[j - 1]);
            if (row[j] + 1 < best) best = row[j] + 1;
            if (row[j - 1] + 1 < best) best = row[j - 1] + 1;
            diagonal = row[j];
            row[j] = best;
        }
    }
    return row[m];
}
