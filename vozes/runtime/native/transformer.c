#include "transformer.h"

#include <math.h>
#include <string.h>

#include "int8.h"
#include "pool.h"
#include "vectors.h"

#define EPSILON 1e-5f
#define BYTES_OF_A_TASK 65536 /* of weights */

typedef struct {
    const Transformer *model;
    const Cache *cache;
    int number; /* of the layer */
    const Linear *linear;
    const Norm *norm;
    int32_t rows, outputs_of_a_task;
    float *x;      /* (rows, width) */
    float *source; /* (rows, inputs): what is quantized */
    float *target; /* (rows, outputs) */
    float *wide;   /* (rows, 4 width): queries, keys and values; what attention gives; the feed-forward's inside */
    float *attended; /* (rows, width) */
    float *normed;   /* the same memory: what norms give is wanted before anything is attended to */
    Quantized quantized;
    int32_t *groups; /* the first row of each */
    const int32_t *slots, *positions, *wanted;
    float *latents, *logits;
} Work;

/* --- Norms and quantizing: a task is a row --- */

INLINE void normalize(const float *x, float *out, const Norm *norm, int width) {
    Floats sum = {0}, squares = {0};
    for (int i = 0; i < width; i += FLOATS) sum += load(x + i);
    Floats mean = every(sum_of(sum) / (float)width);
    for (int i = 0; i < width; i += FLOATS) {
        Floats centred = load(x + i) - mean;
        squares += centred * centred;
    }
    Floats factor = every(1.f / sqrtf(sum_of(squares) / (float)width + EPSILON));
    for (int i = 0; i < width; i += FLOATS)
        store(out + i, (load(x + i) - mean) * factor * load(norm->weight + i) + load(norm->bias + i));
}

/* A task is a row or, for tiles, as many as they take. */
static void quantize(int task, void *context) {
    Work *work = context;
    const Quantized *to = &work->quantized;
    size_t width = (size_t)work->linear->inputs;
    int tiles = by_tiles(to->rows), rows = tiles ? ROWS_OF_TILES : 1, first = task * rows;
    const float *x = work->source + first * width;
    if (work->norm) {
        float *normed = work->normed + first * width;
        for (int row = 0; row < rows && first + row < to->rows; row++)
            normalize(x + row * width, normed + row * width, work->norm, (int)width);
        x = normed;
    }
    if (tiles) quantize_tiles(x, (int)width, to, first);
    else quantize_vectors(x, (int)width, to, first);
}

/* --- Products: a task is some outputs, for all rows --- */

INLINE int end_of(const Work *work, int task) {
    int outputs = work->linear->outputs, last = (task + 1) * work->outputs_of_a_task;
    return last < outputs ? last : outputs;
}

INLINE void multiply_task(const Work *work, int task, const int add) {
    int first = task * work->outputs_of_a_task, last = end_of(work, task);
    if (by_tiles(work->rows)) multiply_tiles(work->linear, &work->quantized, first, last, work->target, add);
    else multiply_vectors(work->linear, &work->quantized, first, last, work->target, add);
}

static void multiply(int task, void *context) { multiply_task(context, task, 0); }

static void multiply_add(int task, void *context) { multiply_task(context, task, 1); }

static void multiply_gelu(int task, void *context) {
    Work *work = context;
    multiply_task(work, task, 0);
    int outputs = work->linear->outputs, first = task * work->outputs_of_a_task, last = end_of(work, task);
    for (int row = 0; row < work->rows; row++) {
        float *out = work->target + (size_t)row * outputs;
        int i = first;
        for (; i + FLOATS <= last; i += FLOATS) store(out + i, gelu_tanh(load(out + i)));
        if (i < last) { /* what follows is another task's */
            float rest[FLOATS] = {0};
            memcpy(rest, out + i, (last - i) * sizeof(float));
            store(rest, gelu_tanh(load(rest)));
            memcpy(out + i, rest, (last - i) * sizeof(float));
        }
    }
}

static void linear(Work *work, const Linear *layer, const Norm *norm, float *source, float *target,
                   void (*task)(int, void *)) {
    work->linear = layer;
    work->norm = norm;
    work->source = source;
    work->target = target;
    int tiles = by_tiles(work->rows), rows = tiles ? ROWS_OF_TILES : 1;
    int at_once = tiles ? OUTPUTS_OF_TILES : OUTPUTS_AT_ONCE;
    pool_run((work->rows + rows - 1) / rows, quantize, work);
    int outputs = BYTES_OF_A_TASK / layer->inputs / at_once * at_once;
    work->outputs_of_a_task = outputs > at_once ? outputs : at_once;
    pool_run((layer->outputs + work->outputs_of_a_task - 1) / work->outputs_of_a_task, task, work);
}

/* --- Attention: a task is a head of some rows of one slot --- */

#define QUERIES (ROWS / 3) /* the most rows of a group: what they share is read and unpacked once */
#define KEYS_AHEAD 2048    /* bytes of them that are fetched before they are wanted */
#define PAGE 4096

/* Consecutive rows of consecutive positions; returns how many groups there are. */
static int group_rows(const Work *work) {
    int groups = 0;
    for (int row = 0; row < work->rows; row++) {
        int next = groups && row - work->groups[groups - 1] < QUERIES && work->slots[row] == work->slots[row - 1] &&
                   work->positions[row] == work->positions[row - 1] + 1;
        if (!next) work->groups[groups++] = row;
    }
    work->groups[groups] = work->rows;
    return groups;
}

static uint16_t *cached(const Work *work, int which, int row, int head) {
    const Transformer *model = work->model;
    size_t place = ((size_t)which * work->cache->slots + work->slots[row]) * model->heads + head;
    return work->cache->layers[work->number] + place * work->cache->capacity * (model->width / model->heads);
}

/* Keys and values into the cache, all of them before any row attends. */
static void remember(int row, void *context) {
    Work *work = context;
    int width = work->model->width, heads = work->model->heads, head_width = width / heads;
    for (int part = 0; part < 2 * heads; part++) {
        const uint16_t *to = cached(work, part / heads, row, part % heads) + (size_t)work->positions[row] * head_width;
        for (int i = 0; i < head_width; i += 32) __builtin_prefetch(to + i, 1);
    }
    for (int part = 0; part < 2 * heads; part++) {
        const float *from = work->wide + ((size_t)row * 3 + 1) * width + part * head_width;
        uint16_t *to = cached(work, part / heads, row, part % heads) + (size_t)work->positions[row] * head_width;
        for (int i = 0; i < head_width; i++) to[i] = to_bfloat16(from[i]);
    }
}

/* So many bytes lie on as many pages, whose addresses the processor has to look up; so it begins with all at once. */
INLINE void look_up(const void *at, size_t bytes) {
    for (size_t byte = 0; byte < bytes; byte += PAGE) __builtin_prefetch((const char *)at + byte, 0, 2);
}

/* Scores of `count` rows, each over all `length` positions of the last: (count, pitch). */
INLINE void score(const float *query, int query_pitch, const uint16_t *keys, const uint16_t *values, int head_width,
                  int length, float *scores, int pitch, const int count) {
    float scale = 1.f / sqrtf((float)head_width);
    for (int position = 0; position < length; position += 4) { /* past the end the last one again */
        const uint16_t *key[4];
        for (int p = 0; p < 4; p++)
            key[p] = keys + (size_t)(position + p < length ? position + p : length - 1) * head_width;
        for (int i = 0; i < 4 * head_width; i += 32) {
            __builtin_prefetch((const char *)(key[0] + i) + KEYS_AHEAD);
            __builtin_prefetch(values + (size_t)position * head_width + i, 0, 2);
        }
        Floats sums[QUERIES][4] = {0};
        for (int i = 0; i < head_width; i += FLOATS)
#pragma GCC unroll 4
            for (int p = 0; p < 4; p++) {
                Floats numbers = from_bfloat16(key[p] + i);
#pragma GCC unroll 4
                for (int q = 0; q < count; q++) sums[q][p] += load(query + (size_t)q * query_pitch + i) * numbers;
            }
#pragma GCC unroll 4
        for (int q = 0; q < count; q++)
            store_quad(scores + q * pitch + position,
                       sums_of_four(sums[q][0], sums[q][1], sums[q][2], sums[q][3]) * scale);
    }
}

/* Of `length` scores, and nothing beyond them up to `end`, to weights; returns what their sum is to be divided by. */
INLINE float weigh(float *scores, int length, int end) {
    for (int position = length; position < end; position++) scores[position] = -INFINITY;
    Floats most = load(scores), weights = {0};
    for (int position = FLOATS; position < end; position += FLOATS) most = greater(most, load(scores + position));
    Floats largest = every(largest_of(most));
    for (int position = 0; position < end; position += FLOATS) {
        Floats weight = exponential(load(scores + position) - largest);
        store(scores + position, weight);
        weights += weight;
    }
    return sum_of(weights);
}

/* The weighted sums of some numbers of the values: (count, parts FLOATS). */
INLINE void sum_values(const uint16_t *values, int head_width, int length, const float *weights, int pitch,
                       const Floats *inverse, float *out, int out_pitch, const int count, const int parts) {
    Floats sums[QUERIES][2][4] = {0};
    for (int position = 0; position < length; position += 2, values += 2 * head_width)
#pragma GCC unroll 2
        for (int p = 0; p < 2; p++) { /* past the end the last one again, which its weight leaves out */
            const uint16_t *value = position + p < length ? values + p * head_width : values;
#pragma GCC unroll 4
            for (int part = 0; part < parts; part++) {
                Floats numbers = from_bfloat16(value + part * FLOATS);
#pragma GCC unroll 4
                for (int q = 0; q < count; q++)
                    sums[q][p][part] += every(weights[q * pitch + position + p]) * numbers;
            }
        }
#pragma GCC unroll 4
    for (int q = 0; q < count; q++)
#pragma GCC unroll 4
        for (int part = 0; part < parts; part++)
            store(out + (size_t)q * out_pitch + part * FLOATS, (sums[q][0][part] + sums[q][1][part]) * inverse[q]);
}

INLINE void attend_group(const Work *work, int row, int head, float *scores, int pitch, const int count) {
    int width = work->model->width, head_width = width / work->model->heads;
    int length = work->positions[row] + count;
    const float *query = work->wide + (size_t)row * 3 * width + head * head_width;
    const uint16_t *keys = cached(work, 0, row, head), *values = cached(work, 1, row, head);
    look_up(keys, (size_t)length * head_width * sizeof *keys);
    look_up(values, (size_t)length * head_width * sizeof *values);
    score(query, 3 * width, keys, values, head_width, length, scores, pitch, count);
    Floats inverse[QUERIES];
    for (int q = 0; q < count; q++)
        inverse[q] = every(1.f / weigh(scores + q * pitch, length - count + 1 + q, pitch));
    float *out = work->attended + (size_t)row * width + head * head_width;
    int i = 0;
    if (count == 1)
        for (; i + 4 * FLOATS <= head_width; i += 4 * FLOATS)
            sum_values(values + i, head_width, length, scores, pitch, inverse, out + i, width, count, 4);
    for (; i < head_width; i += FLOATS)
        sum_values(values + i, head_width, length, scores, pitch, inverse, out + i, width, count, 1);
}

static void attend(int task, void *context) {
    Work *work = context;
    int heads = work->model->heads, group = task / heads, head = task % heads;
    int row = work->groups[group], count = work->groups[group + 1] - row;
    int pitch = (work->positions[row] + count + 15) & ~15;
    float scores[QUERIES * pitch];
    if (count == 1) attend_group(work, row, head, scores, pitch, 1);
    else if (count == 2) attend_group(work, row, head, scores, pitch, 2);
    else if (QUERIES > 2 && count == 3) attend_group(work, row, head, scores, pitch, 3);
    else if (QUERIES > 2) attend_group(work, row, head, scores, pitch, QUERIES);
}

/* --- What is given of the wanted rows --- */

static void finish(int number, void *context) {
    Work *work = context;
    int width = work->model->width;
    float *latent = work->latents + (size_t)number * width;
    normalize(work->x + (size_t)work->wanted[number] * width, latent, &work->model->last_norms[0], width);
    normalize(latent, latent, &work->model->last_norms[1], width);
}

#define LOGITS_OF_A_TASK 64

static void predict(int task, void *context) {
    Work *work = context;
    int width = work->model->width, vocabulary = work->model->vocabulary;
    int first = task * LOGITS_OF_A_TASK, last = first + LOGITS_OF_A_TASK;
    if (last > vocabulary) last = vocabulary;
    for (int number = 0; number < work->rows; number++) { /* here the rows are the wanted ones */
        const float *latent = work->latents + (size_t)number * width;
        for (int output = first; output < last; output++) {
            const float *weight = work->model->head + (size_t)output * width;
            Floats sums[4] = {0};
            for (int i = 0; i < width; i += 4 * FLOATS)
#pragma GCC unroll 4
                for (int part = 0; part < 4; part++)
                    sums[part] += load(latent + i + FLOATS * part) * load(weight + i + FLOATS * part);
            work->logits[(size_t)number * vocabulary + output] =
                sum_of((sums[0] + sums[2]) + (sums[1] + sums[3])) + work->model->head_bias[output];
        }
    }
}

int transformer_forward(const Transformer *model, const Cache *cache, int32_t rows, float *x, const int32_t *slots,
                        const int32_t *positions, int32_t wanted_count, const int32_t *wanted, float *latents,
                        float *logits) {
    size_t width = (size_t)model->width, inner = (size_t)model->layers[0].mlp_in.outputs;
    size_t widest = inner > 3 * width ? inner : 3 * width;
    size_t room = ((size_t)rows + ROWS_OF_TILES - 1) / ROWS_OF_TILES * ROWS_OF_TILES;
    /* Per row: wide, attended, a step (a line of it, for the numbers' sake) and a group, then the numbers' bytes. */
    char *memory = pool_scratch(room * ((widest + width + 2 * 16) * sizeof(float) + 2 * widest));
    if (!memory) return 1;
    Work work = {.model = model, .cache = cache, .rows = rows, .x = x, .slots = slots, .positions = positions};
    work.wide = (float *)memory;
    work.attended = work.normed = work.wide + widest * room;
    work.quantized = (Quantized){.steps = work.attended + width * room, .rows = rows};
    work.groups = (int32_t *)(work.quantized.steps + 16 * room);
    work.quantized.numbers = (uint8_t *)(work.groups + 16 * room);
    int groups = group_rows(&work);
    for (int number = 0; number < model->count; number++) {
        const Layer *layer = &model->layers[number];
        work.number = number;
        linear(&work, &layer->attention_in, &layer->attention_norm, x, work.wide, multiply);
        pool_run(rows, remember, &work);
        pool_run(groups * model->heads, attend, &work);
        linear(&work, &layer->attention_out, 0, work.attended, x, multiply_add);
        linear(&work, &layer->mlp_in, &layer->mlp_norm, x, work.wide, multiply_gelu);
        linear(&work, &layer->mlp_out, 0, work.wide, x, multiply_add);
    }
    work.wanted = wanted;
    work.latents = latents;
    work.logits = logits;
    pool_run(wanted_count, finish, &work);
    work.rows = wanted_count;
    pool_run((model->vocabulary + LOGITS_OF_A_TASK - 1) / LOGITS_OF_A_TASK, predict, &work);
    return 0;
}

void transformer_sum_rows(const int8_t *weight, int32_t outputs, int32_t inputs, float *sums) {
    for (int output = 0; output < outputs; output++, weight += inputs) {
        int sum = 0;
        for (int k = 0; k < inputs; k++) sum += weight[k];
        sums[output] = (float)sum;
    }
}
