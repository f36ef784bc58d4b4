/* Activations are taken in 16 bits, as whole numbers of steps; one row's step follows its largest value. What is dear
 * is reading the weights, once for all rows; more than 8 bits of an activation cost nothing beside it. */
#include "transformer.h"

#include <math.h>
#include <string.h>

#include "pool.h"
#include "vectors.h"

#define EPSILON 1e-5f
#define STEPS 32639.f         /* the largest multiple of a step: 256 * 127 + 127 */
#define OUTPUTS_AT_ONCE 4
#define BYTES_OF_A_TASK 98304 /* of weights */

/* Rows of activations, ready for the products. */
typedef struct {
    uint8_t *numbers; /* (rows, 2 inputs) */
    float *steps;     /* (rows) */
} Quantized;

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
    float *attended;
    Quantized quantized;
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

INLINE void quantize_row(const float *x, int width, uint8_t *numbers, float *step) {
    Floats largest = every(1e-20f);
    for (int i = 0; i < width; i += FLOATS) largest = greater(largest, greater(load(x + i), -load(x + i)));
    *step = largest_of(largest) / STEPS;
    Floats inverse = every(1.f / *step);
    for (int i = 0; i < width; i += FLOATS) write_numbers(numbers, width, i, load(x + i) * inverse);
}

static void quantize(int row, void *context) {
    Work *work = context;
    size_t width = (size_t)work->linear->inputs;
    float *x = work->source + row * width;
    float normed[4096];
    if (work->norm) {
        normalize(x, normed, work->norm, (int)width);
        x = normed;
    }
    Quantized *to = &work->quantized;
    quantize_row(x, (int)width, to->numbers + 2 * row * width, to->steps + row);
}

/* --- Products: a task is some outputs, for all rows --- */

/* Products of four outputs with `rows` (1 or 2) rows: (rows, 4). The four rows of weights are contiguous, and what
 * follows them is fetched where `fetch` says so. */
INLINE void multiply_block(const Linear *linear, const Quantized *x, int output, int row, const int rows,
                           const char *fetch, const int lines, Quad *products) {
    int inputs = linear->inputs;
    const int8_t *weight = linear->weight + (size_t)output * inputs;
    const uint8_t *numbers = x->numbers + 2 * (size_t)row * inputs;
    Products sums[2][4] = {0};
    for (int k = 0; k < inputs; k += 64, fetch += 64 * lines) {
#pragma GCC unroll 4
        for (int line = 0; line < lines; line++) __builtin_prefetch(fetch + 64 * line);
#pragma GCC unroll 4
        for (int at = k; at < k + 64; at += WEIGHTS) {
            Weights weights[4];
#pragma GCC unroll 4
            for (int o = 0; o < 4; o++) weights[o] = weights_of(weight + (size_t)o * inputs + at);
#pragma GCC unroll 2
            for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
                for (int o = 0; o < 4; o++)
                    sums[r][o] = add_products(sums[r][o], numbers + 2 * (size_t)r * inputs, inputs, at, weights[o]);
        }
    }
    Quad correction = load_quad(linear->sums + output) * OFFSET;
#pragma GCC unroll 2
    for (int r = 0; r < rows; r++) {
        Quad sum = sums_of_four(total(sums[r][0]), total(sums[r][1]), total(sums[r][2]), total(sums[r][3]));
        Quad factor = load_quad(linear->scale + output) * x->steps[row + r];
        products[r] = (sum - correction) * factor + load_quad(linear->bias + output);
    }
}

INLINE void multiply_rows(const Work *work, int output, int row, const int rows, const char *fetch, const int lines,
                          const int add) {
    Quad products[2];
    multiply_block(work->linear, &work->quantized, output, row, rows, fetch, lines, products);
    for (int r = 0; r < rows; r++) {
        float *out = work->target + (size_t)(row + r) * work->linear->outputs + output;
        store_quad(out, add ? load_quad(out) + products[r] : products[r]);
    }
}

INLINE void multiply_task(const Work *work, int task, int add) {
    const Linear *linear = work->linear;
    int first = task * work->outputs_of_a_task, last = first + work->outputs_of_a_task;
    if (last > linear->outputs) last = linear->outputs;
    size_t block = (size_t)OUTPUTS_AT_ONCE * linear->inputs;
    for (int output = first; output < last; output += OUTPUTS_AT_ONCE) {
        const char *next = (const char *)linear->weight + (size_t)output * linear->inputs + block;
        int row = 0;
        if (work->rows == 1) {
            multiply_rows(work, output, 0, 1, next, 4, add);
        } else if (work->rows < 4) {
            multiply_rows(work, output, 0, 2, next, 4, add);
            row = 2;
        } else if (work->rows < 8) {
            for (; row < 4; row += 2, next += block / 2) multiply_rows(work, output, row, 2, next, 2, add);
        } else {
            for (; row < 8; row += 2, next += block / 4) multiply_rows(work, output, row, 2, next, 1, add);
        }
        for (; row + 2 <= work->rows; row += 2) multiply_rows(work, output, row, 2, next, 0, add);
        if (row < work->rows && work->rows > 1) multiply_rows(work, output, row, 1, next, 0, add);
    }
}

static void multiply(int task, void *context) { multiply_task(context, task, 0); }

static void multiply_add(int task, void *context) { multiply_task(context, task, 1); }

static void multiply_gelu(int task, void *context) {
    Work *work = context;
    multiply_task(work, task, 0);
    int outputs = work->linear->outputs, first = task * work->outputs_of_a_task;
    int last = first + work->outputs_of_a_task < outputs ? first + work->outputs_of_a_task : outputs;
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
    pool_run(work->rows, quantize, work);
    int outputs = BYTES_OF_A_TASK / layer->inputs / OUTPUTS_AT_ONCE * OUTPUTS_AT_ONCE;
    work->outputs_of_a_task = outputs > OUTPUTS_AT_ONCE ? outputs : OUTPUTS_AT_ONCE;
    pool_run((layer->outputs + work->outputs_of_a_task - 1) / work->outputs_of_a_task, task, work);
}

/* --- Attention: a task is a head of a row --- */

static uint16_t *cached(const Work *work, int which, int row, int head) {
    const Transformer *model = work->model;
    size_t place = ((size_t)which * work->cache->slots + work->slots[row]) * model->heads + head;
    return work->cache->layers[work->number] + place * work->cache->capacity * (model->width / model->heads);
}

/* Keys and values into the cache, all of them before any row attends. */
static void remember(int row, void *context) {
    Work *work = context;
    int width = work->model->width, head_width = width / work->model->heads;
    for (int which = 0; which < 2; which++)
        for (int head = 0; head < work->model->heads; head++) {
            const float *from = work->wide + ((size_t)row * 3 + which + 1) * width + head * head_width;
            uint16_t *to = cached(work, which, row, head) + (size_t)work->positions[row] * head_width;
            for (int i = 0; i < head_width; i++) to[i] = to_bfloat16(from[i]);
        }
}

INLINE void attend_head(const Work *work, int row, int head, float *scores) {
    int width = work->model->width, head_width = width / work->model->heads, length = work->positions[row] + 1;
    const float *query = work->wide + (size_t)row * 3 * width + head * head_width;
    const uint16_t *keys = cached(work, 0, row, head), *values = cached(work, 1, row, head);
    float scale = 1.f / sqrtf((float)head_width);
    for (int position = 0; position < length; position += 4) { /* past the end the last one again */
        Floats sums[4] = {0};
        for (int i = 0; i < head_width; i += FLOATS) {
            Floats q = load(query + i);
            for (int p = 0; p < 4; p++) {
                int at = position + p < length ? position + p : length - 1;
                sums[p] += q * from_bfloat16(keys + (size_t)at * head_width + i);
            }
        }
        store_quad(scores + position, sums_of_four(sums[0], sums[1], sums[2], sums[3]) * scale);
    }
    float largest = -INFINITY;
    for (int position = 0; position < length; position++)
        if (scores[position] > largest) largest = scores[position];
    for (int position = length; position % FLOATS; position++) scores[position] = -INFINITY;
    Floats weights = {0};
    for (int position = 0; position < length; position += FLOATS) {
        Floats weight = exponential(load(scores + position) - every(largest));
        store(scores + position, weight);
        weights += weight;
    }
    Floats inverse = every(1.f / sum_of(weights));
    float *out = work->attended + (size_t)row * width + head * head_width;
    for (int i = 0; i < head_width; i += FLOATS) {
        Floats sums[2] = {0};
        const uint16_t *value = values + i;
        int position = 0;
        for (; position + 2 <= length; position += 2, value += 2 * head_width)
            for (int p = 0; p < 2; p++) sums[p] += every(scores[position + p]) * from_bfloat16(value + p * head_width);
        if (position < length) sums[0] += every(scores[position]) * from_bfloat16(value);
        store(out + i, (sums[0] + sums[1]) * inverse);
    }
}

static void attend(int task, void *context) {
    Work *work = context;
    int heads = work->model->heads;
    float scores[(work->positions[task / heads] + 16) & ~15];
    attend_head(work, task / heads, task % heads, scores);
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
    /* Per row: wide, attended and a step as floats, then two bytes for each quantized number. */
    size_t per_row = (widest + width + 16) * sizeof(float) + 2 * widest;
    char *memory = pool_scratch(per_row * rows);
    if (!memory) return 1;
    Work work = {.model = model, .cache = cache, .rows = rows, .x = x, .slots = slots, .positions = positions};
    work.wide = (float *)memory;
    work.attended = work.wide + widest * rows;
    work.quantized.steps = work.attended + width * rows;
    work.quantized.numbers = (uint8_t *)(work.quantized.steps + 16 * (size_t)rows);
    for (int number = 0; number < model->count; number++) {
        const Layer *layer = &model->layers[number];
        work.number = number;
        linear(&work, &layer->attention_in, &layer->attention_norm, x, work.wide, multiply);
        pool_run(rows, remember, &work);
        pool_run(rows * model->heads, attend, &work);
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
