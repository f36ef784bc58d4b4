/* A task is a head. Its keys and values are laid out as a product's weights, and its queries taken block by block. */
#include "attention.h"

#include <math.h>
#include <stdatomic.h>
#include <string.h>

#include "pool.h"
#include "product.h"

#define NOTHING (-1e30f) /* the score of a place that is none */

typedef struct {
    const Attention *attention;
    int panels, chunks; /* of the rows */
    atomic_int failed;
} Work;

/* A thread's memory for one head. */
typedef struct {
    float *keys;    /* (panels, width, PANEL) */
    float *values;  /* (width / PANEL, panels * PANEL, PANEL) */
    float *queries; /* (ROWS, PITCH) */
    float *scores;  /* (chunks, ROWS, PITCH) */
} Head;

static void lay_out(const Work *work, int head, const Head *to) {
    const Attention *a = work->attention;
    size_t places = (size_t)work->panels * PANEL;
    memset(to->keys, 0, places * a->width * sizeof(float));
    memset(to->values, 0, places * a->width * sizeof(float));
    for (int row = 0; row < a->rows; row++) {
        const float *key = a->key + (size_t)row * a->key_stride + (size_t)head * a->width;
        const float *value = a->value + (size_t)row * a->value_stride + (size_t)head * a->width;
        float *column = to->keys + (size_t)(row / PANEL) * a->width * PANEL + row % PANEL;
        for (int k = 0; k < a->width; k++) column[k * PANEL] = key[k];
        for (int k = 0; k < a->width; k += PANEL)
            memcpy(to->values + (k / PANEL * places + row) * PANEL, value + k, PANEL * sizeof(float));
    }
}

INLINE float *scores_at(const Head *head, int place) { return head->scores + (size_t)(place / CHUNK) * ROWS * PITCH + place % CHUNK; }

/* Scores (chunks, ROWS, PITCH) of `count` queries with all keys. */
INLINE void score(const Work *work, const Head *head, int count) {
    int width = work->attention->width;
    for (int panel = 0; panel < work->panels; panel++) {
        float sums[ROWS * PANEL] = {0};
        const float *keys = head->keys + (size_t)panel * width * PANEL;
        multiply_block(head->queries, keys, width, (const char *)(keys + (size_t)width * PANEL), sums, count);
        for (int row = 0; row < count; row++)
            memcpy(scores_at(head, panel * PANEL) + row * PITCH, sums + row * PANEL, PANEL * sizeof(float));
    }
}

/* Makes a row's scores what their softmax is, but for a factor, which is returned. */
INLINE float exponentiate(const Work *work, const Head *head, int row) {
    int rows = work->attention->rows, places = work->panels * PANEL;
    for (int place = rows; place < places; place++) scores_at(head, place)[row * PITCH] = NOTHING;
    Floats most = every(NOTHING), sum = {0};
    for (int place = 0; place < places; place += FLOATS) most = greater(most, load(scores_at(head, place) + row * PITCH));
    float parts[FLOATS], largest = NOTHING, total = 0;
    store(parts, most);
    for (int i = 0; i < FLOATS; i++) largest = parts[i] > largest ? parts[i] : largest;
    for (int place = 0; place < places; place += FLOATS) {
        float *at = scores_at(head, place) + row * PITCH;
        Floats weight = exponential(load(at) - every(largest));
        store(at, weight);
        sum += weight;
    }
    store(parts, sum);
    for (int i = 0; i < FLOATS; i++) total += parts[i];
    return 1.f / total;
}

INLINE void attend_block(const Work *work, int number, const Head *head, int first, int count) {
    const Attention *a = work->attention;
    float scale = 1.f / sqrtf((float)a->width), factors[ROWS];
    for (int row = 0; row < count; row++) {
        const float *query = a->query + (size_t)(first + row) * a->query_stride + (size_t)number * a->width;
        for (int k = 0; k < a->width; k++) head->queries[row * PITCH + k] = query[k] * scale;
    }
    score(work, head, count);
    for (int row = 0; row < count; row++) factors[row] = exponentiate(work, head, row);
    size_t places = (size_t)work->panels * PANEL;
    for (int output = 0; output < a->width; output += PANEL) {
        float sums[ROWS * PANEL] = {0};
        for (int from = 0; from < a->rows; from += CHUNK) {
            int depth = least_of(a->rows - from, CHUNK);
            const float *values = head->values + (output / PANEL * places + from) * PANEL;
            multiply_block(scores_at(head, from), values, depth, (const char *)(values + (size_t)depth * PANEL), sums, count);
        }
        for (int row = 0; row < count; row++) {
            float *out = a->out + ((size_t)(first + row) * a->heads + number) * a->width + output;
            for (int i = 0; i < PANEL; i++) out[i] = sums[row * PANEL + i] * factors[row];
        }
    }
}

static void attend(int number, void *context) {
    Work *work = context;
    const Attention *a = work->attention;
    size_t laid_out = (size_t)work->panels * PANEL * a->width;
    float *memory = pool_scratch((2 * laid_out + (size_t)(work->chunks + 1) * ROWS * PITCH) * sizeof(float));
    if (!memory) {
        atomic_store(&work->failed, 1);
        return;
    }
    Head head = {memory, memory + laid_out, memory + 2 * laid_out, memory + 2 * laid_out + ROWS * PITCH};
    lay_out(work, number, &head);
    int blocks = (a->rows + ROWS - 1) / ROWS;
    for (int block = 0; block < blocks; block++) {
        int first = begin_of(block, blocks, a->rows);
        attend_block(work, number, &head, first, begin_of(block + 1, blocks, a->rows) - first);
    }
}

int attention_run(const Attention *attention) {
    Work work = {.attention = attention};
    work.panels = (attention->rows + PANEL - 1) / PANEL;
    work.chunks = (work.panels * PANEL + CHUNK - 1) / CHUNK;
    pool_run(attention->heads, attend, &work);
    return atomic_load(&work.failed);
}
