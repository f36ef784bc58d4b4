/* A block of rows and a panel of outputs are summed up in registers, over a chunk of inputs whose weights stay in the
 * first cache for all blocks; there those of 16 bits are unpacked. Rows are copied first, each chunk's to a fixed
 * distance: at their own, often a power of two, they would fall into the same few places of the cache. A task is some
 * panels, for a group of rows that stays in a core's second cache; what comes before and after takes so short a time
 * that waiting for other threads would cost more. */
#include "dense.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "pool.h"
#include "product.h"

#define GROUP_INPUTS 131072 /* of all rows of a group */
#define GROUP_ROWS 240
#define TASKS 16

typedef struct {
    const Dense *dense;
    const Rows *rows;
    int first, count;  /* the group's rows */
    int blocks, tasks; /* a block has as many rows as another, or one more */
    float *copied;     /* (chunks, rows of the group, PITCH) */
} Work;

static void copy(const Work *work) {
    int inputs = work->dense->inputs;
    for (int row = 0; row < work->count; row++) {
        const float *x = work->rows->x + (size_t)(work->first + row) * work->rows->stride;
        float *to = work->copied + (size_t)row * PITCH;
        for (int from = 0; from < inputs; from += CHUNK, to += (size_t)work->count * PITCH)
            memcpy(to, x + from, least_of(inputs - from, CHUNK) * sizeof(float));
    }
}

/* --- Products: a task is some panels, for all rows of the group --- */

/* Takes a panel's sums (rows of the group, PANEL). */
INLINE void finish(const Work *work, int output, float *sums) {
    const Rows *rows = work->rows;
    int outputs = work->dense->outputs, count = least_of(outputs - output, PANEL);
    for (int row = 0; row < work->count; row++, sums += PANEL) {
        size_t at = (size_t)(work->first + row) * outputs + output;
        if (rows->gelu)
            for (int i = 0; i < PANEL; i += FLOATS) store(sums + i, gelu_tanh(load(sums + i)));
        if (rows->add)
            for (int i = 0; i < count; i++) sums[i] += rows->add[at + i];
        memcpy(rows->out + at, sums, count * sizeof(float));
    }
}

INLINE void begin(const Work *work, int output, float *sums) {
    float bias[PANEL] = {0};
    if (work->rows->bias)
        memcpy(bias, work->rows->bias + output, least_of(work->dense->outputs - output, PANEL) * sizeof(float));
    for (int row = 0; row < work->count; row++) memcpy(sums + row * PANEL, bias, sizeof bias);
}

/* So many weights, unpacked `to` there where they are of 16 bits. */
INLINE const float *as_floats(const void *weights, int half, int count, float *to) {
    if (!half) return weights;
    for (int i = 0; i < count; i += FLOATS) store(to + i, from_half((const uint16_t *)weights + i));
    return to;
}

static void multiply_panels(int task, void *context) {
    const Work *work = context;
    const Dense *dense = work->dense;
    int panels = (dense->outputs + PANEL - 1) / PANEL, last = begin_of(task + 1, work->tasks, panels);
    size_t row_bytes = PANEL * (dense->half ? sizeof(uint16_t) : sizeof(float));
    const char *weights = (const char *)dense->weight;
    float sums[GROUP_ROWS * PANEL], unpacked[CHUNK * PANEL];
    for (int panel = begin_of(task, work->tasks, panels); panel < last; panel++) {
        begin(work, panel * PANEL, sums);
        const float *x = work->copied;
        for (int from = 0; from < dense->inputs; from += CHUNK, x += (size_t)work->count * PITCH) {
            int depth = least_of(dense->inputs - from, CHUNK);
            const char *chunk = weights + ((size_t)panel * dense->inputs + from) * row_bytes;
            const float *weight = as_floats(chunk, dense->half, depth * PANEL, unpacked);
            const char *next = chunk + depth * row_bytes, *ahead = next;
            for (int block = 0; block < work->blocks; block++) {
                int row = begin_of(block, work->blocks, work->count);
                int rows = begin_of(block + 1, work->blocks, work->count) - row;
                multiply_block(x + (size_t)row * PITCH, weight, depth, ahead, sums + row * PANEL, rows);
                if (ahead < next + depth * row_bytes) ahead += (size_t)depth * LINE; /* the first blocks fetch it all */
            }
        }
        finish(work, panel * PANEL, sums);
    }
}

/* --- Norms --- */

INLINE float sum_of_row(Floats sum) {
    float parts[FLOATS], total = 0;
    store(parts, sum);
    for (int i = 0; i < FLOATS; i++) total += parts[i];
    return total;
}

INLINE void normalize_row(float *x, int width, const Rows *rows) {
    int whole = width / FLOATS * FLOATS;
    Floats sums = {0}, squares = {0};
    float rest = 0, square = 0;
    for (int i = 0; i < whole; i += FLOATS) sums += load(x + i);
    for (int i = whole; i < width; i++) rest += x[i];
    float mean = (sum_of_row(sums) + rest) / (float)width;
    for (int i = 0; i < whole; i += FLOATS) squares += (load(x + i) - every(mean)) * (load(x + i) - every(mean));
    for (int i = whole; i < width; i++) square += (x[i] - mean) * (x[i] - mean);
    float factor = 1.f / sqrtf((sum_of_row(squares) + square) / (float)width + rows->epsilon);
    for (int i = 0; i < whole; i += FLOATS)
        store(x + i, (load(x + i) - every(mean)) * every(factor) * load(rows->norm_weight + i) + load(rows->norm_bias + i));
    for (int i = whole; i < width; i++) x[i] = (x[i] - mean) * factor * rows->norm_weight[i] + rows->norm_bias[i];
}

static void normalize(const Work *work) {
    int outputs = work->dense->outputs;
    for (int row = 0; row < work->count; row++)
        normalize_row(work->rows->out + (size_t)(work->first + row) * outputs, outputs, work->rows);
}

int32_t dense_panel(void) { return PANEL; }

int dense_run(const Dense *dense, const Rows *rows) {
    int chunks = (dense->inputs + CHUNK - 1) / CHUNK, panels = (dense->outputs + PANEL - 1) / PANEL;
    int most = least_of(GROUP_INPUTS / (chunks * CHUNK) / ROWS * ROWS, GROUP_ROWS);
    if (most < ROWS) most = ROWS;
    int groups = (rows->rows + most - 1) / most;
    for (int group = 0; group < groups; group++) {
        Work work = {.dense = dense, .rows = rows, .first = begin_of(group, groups, rows->rows)};
        work.count = begin_of(group + 1, groups, rows->rows) - work.first;
        work.blocks = (work.count + ROWS - 1) / ROWS;
        work.tasks = least_of(panels, TASKS);
        work.copied = pool_scratch((size_t)chunks * work.count * PITCH * sizeof(float));
        if (!work.copied) return 1;
        copy(&work);
        pool_run(work.tasks, multiply_panels, &work);
        if (rows->norm_weight) normalize(&work);
    }
    return 0;
}
