/* Activations are taken in 16 bits, as two unsigned bytes: x = step * (256 (high - 128) + (low - 128)), since the
 * instruction (AVX512_VNNI) multiplies unsigned by signed bytes. One row's step follows its largest value. What is
 * dear is reading the weights, once for all rows; the second byte costs nothing beside it. */
#include "transformer.h"

#include <math.h>

#include "pool.h"
#include "vectors.h"

#define EPSILON 1e-5f
#define STEPS 32639.f         /* the largest multiple of a step: 256 * 127 + 127 */
#define OFFSET 32896.f        /* 256 * 128 + 128 */
#define OUTPUTS_AT_ONCE 4
#define BYTES_OF_A_TASK 98304 /* of weights */

/* Rows of activations, ready for the products. */
typedef struct {
    uint8_t *high, *low; /* (rows, inputs) */
    float *steps;        /* (rows) */
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
    __m512 sum = _mm512_setzero_ps();
    for (int i = 0; i < width; i += 16) sum = _mm512_add_ps(sum, _mm512_loadu_ps(x + i));
    __m512 mean = _mm512_set1_ps(_mm512_reduce_add_ps(sum) / (float)width);
    __m512 squares = _mm512_setzero_ps();
    for (int i = 0; i < width; i += 16) {
        __m512 centred = _mm512_sub_ps(_mm512_loadu_ps(x + i), mean);
        squares = _mm512_fmadd_ps(centred, centred, squares);
    }
    __m512 factor = _mm512_set1_ps(1.f / sqrtf(_mm512_reduce_add_ps(squares) / (float)width + EPSILON));
    for (int i = 0; i < width; i += 16) {
        __m512 centred = _mm512_mul_ps(_mm512_sub_ps(_mm512_loadu_ps(x + i), mean), factor);
        __m512 weight = _mm512_loadu_ps(norm->weight + i);
        _mm512_storeu_ps(out + i, _mm512_fmadd_ps(centred, weight, _mm512_loadu_ps(norm->bias + i)));
    }
}

INLINE void quantize_row(const float *x, int width, uint8_t *high, uint8_t *low, float *step) {
    __m512 largest = _mm512_set1_ps(1e-20f);
    for (int i = 0; i < width; i += 16) largest = _mm512_max_ps(largest, _mm512_abs_ps(_mm512_loadu_ps(x + i)));
    *step = _mm512_reduce_max_ps(largest) / STEPS;
    __m512 inverse = _mm512_set1_ps(1.f / *step), offset = _mm512_set1_ps(OFFSET);
    for (int i = 0; i < width; i += 16) {
        __m512i number = _mm512_cvtps_epi32(_mm512_fmadd_ps(_mm512_loadu_ps(x + i), inverse, offset));
        _mm_storeu_si128((__m128i *)(low + i), _mm512_cvtepi32_epi8(number));
        _mm_storeu_si128((__m128i *)(high + i), _mm512_cvtepi32_epi8(_mm512_srli_epi32(number, 8)));
    }
}

KERNEL static void quantize(int row, void *context) {
    Work *work = context;
    size_t width = (size_t)work->linear->inputs;
    float *x = work->source + row * width;
    float normed[4096];
    if (work->norm) {
        normalize(x, normed, work->norm, (int)width);
        x = normed;
    }
    Quantized *to = &work->quantized;
    quantize_row(x, (int)width, to->high + row * width, to->low + row * width, to->steps + row);
}

/* --- Products: a task is some outputs, for all rows --- */

/* Products of four outputs with `rows` (1 or 2) rows: (rows, 4). The four rows of weights are contiguous, and what
 * follows them is fetched where `fetch` says so. */
INLINE void multiply_block(const Linear *linear, const Quantized *x, int output, int row, const int rows,
                           const char *fetch, const int lines, __m128 *products) {
    int inputs = linear->inputs;
    const int8_t *weight = linear->weight + (size_t)output * inputs;
    const uint8_t *high = x->high + (size_t)row * inputs, *low = x->low + (size_t)row * inputs;
    __m512i highs[2][4], lows[2][4];
    #pragma GCC unroll 4
    for (int r = 0; r < rows; r++)
        #pragma GCC unroll 4
        for (int o = 0; o < 4; o++) highs[r][o] = lows[r][o] = _mm512_setzero_si512();
    for (int k = 0; k < inputs; k += 64, fetch += 64 * lines) {
        __m512i w[4];
#pragma GCC unroll 4
        for (int line = 0; line < lines; line++) _mm_prefetch(fetch + 64 * line, _MM_HINT_T0);
        #pragma GCC unroll 4
        for (int o = 0; o < 4; o++)             w[o] = _mm512_loadu_si512(weight + (size_t)o * inputs + k);
        #pragma GCC unroll 4
        for (int r = 0; r < rows; r++) {
            __m512i h = _mm512_loadu_si512(high + (size_t)r * inputs + k);
            __m512i l = _mm512_loadu_si512(low + (size_t)r * inputs + k);
            #pragma GCC unroll 4
            for (int o = 0; o < 4; o++) {
                highs[r][o] = _mm512_dpbusd_epi32(highs[r][o], h, w[o]);
                lows[r][o] = _mm512_dpbusd_epi32(lows[r][o], l, w[o]);
            }
        }
    }
    __m128 correction = _mm_mul_ps(_mm_set1_ps(OFFSET), _mm_loadu_ps(linear->sums + output));
    #pragma GCC unroll 4
    for (int r = 0; r < rows; r++) {
        __m512 both[4]; /* 4096 inputs are 64 * 4 products of at most 255 * 127, 257 times: just below 2^31 */
        #pragma GCC unroll 4
        for (int o = 0; o < 4; o++)
            both[o] = _mm512_cvtepi32_ps(_mm512_add_epi32(_mm512_slli_epi32(highs[r][o], 8), lows[r][o]));
        __m128 sum = _mm_sub_ps(sums_of_four(both[0], both[1], both[2], both[3]), correction);
        __m128 factor = _mm_mul_ps(_mm_loadu_ps(linear->scale + output), _mm_set1_ps(x->steps[row + r]));
        products[r] = _mm_fmadd_ps(sum, factor, _mm_loadu_ps(linear->bias + output));
    }
}

INLINE void multiply_rows(const Work *work, int output, int row, const int rows, const char *fetch, const int lines,
                          const int add) {
    __m128 products[2];
    multiply_block(work->linear, &work->quantized, output, row, rows, fetch, lines, products);
    for (int r = 0; r < rows; r++) {
        float *out = work->target + (size_t)(row + r) * work->linear->outputs + output;
        _mm_storeu_ps(out, add ? _mm_add_ps(_mm_loadu_ps(out), products[r]) : products[r]);
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

KERNEL static void multiply(int task, void *context) { multiply_task(context, task, 0); }

KERNEL static void multiply_add(int task, void *context) { multiply_task(context, task, 1); }

KERNEL static void multiply_gelu(int task, void *context) {
    Work *work = context;
    multiply_task(work, task, 0);
    int outputs = work->linear->outputs, first = task * work->outputs_of_a_task;
    int last = first + work->outputs_of_a_task < outputs ? first + work->outputs_of_a_task : outputs;
    for (int row = 0; row < work->rows; row++) {
        float *out = work->target + (size_t)row * outputs;
        for (int i = first; i < last; i += 16) {
            __mmask16 there = last - i < 16 ? (__mmask16)((1u << (last - i)) - 1) : 0xffff;
            _mm512_mask_storeu_ps(out + i, there, gelu_tanh(_mm512_maskz_loadu_ps(there, out + i)));
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
KERNEL static void remember(int row, void *context) {
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
        __m512 sums[4] = {_mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps(), _mm512_setzero_ps()};
        for (int i = 0; i < head_width; i += 16) {
            __m512 q = _mm512_loadu_ps(query + i);
            for (int p = 0; p < 4; p++) {
                int at = position + p < length ? position + p : length - 1;
                sums[p] = _mm512_fmadd_ps(q, from_bfloat16(keys + (size_t)at * head_width + i), sums[p]);
            }
        }
        _mm_storeu_ps(scores + position, _mm_mul_ps(sums_of_four(sums[0], sums[1], sums[2], sums[3]), _mm_set1_ps(scale)));
    }
    float largest = scores[0];
    for (int position = 1; position < length; position++) largest = scores[position] > largest ? scores[position] : largest;
    __m512 total = _mm512_setzero_ps();
    for (int position = 0; position < length; position += 16) {
        __mmask16 there = length - position < 16 ? (__mmask16)((1u << (length - position)) - 1) : 0xffff;
        __m512 score = _mm512_sub_ps(_mm512_maskz_loadu_ps(there, scores + position), _mm512_set1_ps(largest));
        __m512 weight = _mm512_maskz_mov_ps(there, exponential(score));
        _mm512_mask_storeu_ps(scores + position, there, weight);
        total = _mm512_add_ps(total, weight);
    }
    __m512 inverse = _mm512_set1_ps(1.f / _mm512_reduce_add_ps(total));
    float *out = work->attended + (size_t)row * width + head * head_width;
    for (int i = 0; i < head_width; i += 16) {
        __m512 sums[2] = {_mm512_setzero_ps(), _mm512_setzero_ps()};
        int position = 0;
        for (; position + 2 <= length; position += 2)
            for (int p = 0; p < 2; p++) {
                __m512 value = from_bfloat16(values + (size_t)(position + p) * head_width + i);
                sums[p] = _mm512_fmadd_ps(_mm512_set1_ps(scores[position + p]), value, sums[p]);
            }
        if (position < length) {
            __m512 value = from_bfloat16(values + (size_t)position * head_width + i);
            sums[0] = _mm512_fmadd_ps(_mm512_set1_ps(scores[position]), value, sums[0]);
        }
        _mm512_storeu_ps(out + i, _mm512_mul_ps(_mm512_add_ps(sums[0], sums[1]), inverse));
    }
}

KERNEL static void attend(int task, void *context) {
    Work *work = context;
    int heads = work->model->heads;
    float scores[(work->positions[task / heads] + 16) & ~15];
    attend_head(work, task / heads, task % heads, scores);
}

/* --- What is given of the wanted rows --- */

KERNEL static void finish(int number, void *context) {
    Work *work = context;
    int width = work->model->width;
    float *latent = work->latents + (size_t)number * width;
    normalize(work->x + (size_t)work->wanted[number] * width, latent, &work->model->last_norms[0], width);
    normalize(latent, latent, &work->model->last_norms[1], width);
}

#define LOGITS_OF_A_TASK 64

KERNEL static void predict(int task, void *context) {
    Work *work = context;
    int width = work->model->width, vocabulary = work->model->vocabulary;
    int first = task * LOGITS_OF_A_TASK, last = first + LOGITS_OF_A_TASK;
    if (last > vocabulary) last = vocabulary;
    for (int number = 0; number < work->rows; number++) { /* here the rows are the wanted ones */
        const float *latent = work->latents + (size_t)number * width;
        for (int output = first; output < last; output++) {
            const float *weight = work->model->head + (size_t)output * width;
            __m512 sums[2] = {_mm512_setzero_ps(), _mm512_setzero_ps()};
            for (int i = 0; i < width; i += 32)
                for (int half = 0; half < 2; half++)
                    sums[half] = _mm512_fmadd_ps(_mm512_loadu_ps(latent + i + 16 * half),
                                                 _mm512_loadu_ps(weight + i + 16 * half), sums[half]);
            work->logits[(size_t)number * vocabulary + output] =
                _mm512_reduce_add_ps(_mm512_add_ps(sums[0], sums[1])) + work->model->head_bias[output];
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
    work.quantized.high = (uint8_t *)(work.quantized.steps + 16 * (size_t)rows);
    work.quantized.low = work.quantized.high + widest * rows;
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

KERNEL void transformer_sum_rows(const int8_t *weight, int32_t outputs, int32_t inputs, float *sums) {
    for (int output = 0; output < outputs; output++) {
        __m512i sum = _mm512_setzero_si512();
        for (int k = 0; k < inputs; k += 64)
            sum = _mm512_dpbusd_epi32(sum, _mm512_set1_epi8(1), _mm512_loadu_si512(weight + (size_t)output * inputs + k));
        sums[output] = (float)_mm512_reduce_add_epi32(sum);
    }
}
