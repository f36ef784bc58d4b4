/* A dilated convolution is as many plain ones as its dilation, each over every so manieth place in time. Their tiles
 * are laid in one row, with groups - 1 idle ones after each; a task is a stretch of that row. */
#include "convolution.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "activation.h"
#include "pool.h"
#include "vectors.h"

#define TILES_OF_A_TASK 48
#define AHEAD 16 /* rows of weights that are fetched ahead of their use */
#define TASKS 16      /* where there are fewer, outputs are divided too */
#define LEAST_BLOCKS 2 /* of LANES outputs in a task, for which its inputs are transformed */

enum Activation { LEAKY, SNAKE };

typedef struct {
    const Convolution *convolution;
    const Signal *signal;
    int tiles_of_a_phase, tiles, tiles_of_a_task, channel_parts;
    float *means, *squares; /* (tasks in time, outputs): sums of squared deviations from each task's own mean */
    int *counts;            /* (tasks in time) */
    atomic_int failed;
} Work;

/* --- Inputs: what lies under a tile, activated and evaluated at the points --- */

typedef struct {
    __m512 scale, shift, alpha, inverse_alpha, slope;
    int is_affine;
} Activator;

INLINE Activator activator(const Signal *signal, int channel, const enum Activation kind) {
    Activator made = {.slope = _mm512_set1_ps(signal->slope), .is_affine = signal->scale != 0};
    if (made.is_affine) {
        made.scale = _mm512_loadu_ps(signal->scale + channel);
        made.shift = _mm512_loadu_ps(signal->shift + channel);
    }
    if (kind == SNAKE) {
        made.alpha = _mm512_loadu_ps(signal->alpha + channel);
        made.inverse_alpha = _mm512_div_ps(_mm512_set1_ps(1.f), made.alpha);
    }
    return made;
}

INLINE __m512 activated(const float *x, const Activator *by, const enum Activation kind) {
    __m512 value = _mm512_loadu_ps(x);
    if (by->is_affine) value = _mm512_fmadd_ps(value, by->scale, by->shift);
    if (kind == SNAKE) return snake_of(value, by->alpha, by->inverse_alpha);
    return _mm512_max_ps(value, _mm512_mul_ps(value, by->slope));
}

INLINE void evaluate(const Convolution *c, const __m512 *in, float *at, size_t pitch, const int points) {
    const float *row = c->input_transform[0];
#pragma GCC unroll 5
    for (int pair = 0; pair < (points - 1) / 2; pair++, row += 2 * MOST_POINTS, at += 2 * pitch) {
        __m512 even = _mm512_mul_ps(_mm512_set1_ps(row[0]), in[0]), odd = _mm512_mul_ps(_mm512_set1_ps(row[1]), in[1]);
#pragma GCC unroll 6
        for (int i = 2; i < points; i += 2) even = _mm512_fmadd_ps(_mm512_set1_ps(row[i]), in[i], even);
#pragma GCC unroll 6
        for (int i = 3; i < points; i += 2) odd = _mm512_fmadd_ps(_mm512_set1_ps(row[i]), in[i], odd);
        _mm512_storeu_ps(at, _mm512_add_ps(even, odd));
        _mm512_storeu_ps(at + pitch, _mm512_sub_ps(even, odd));
    }
#pragma GCC unroll 2
    for (int single = (points - 1) / 2 * 2; single < points; single++, row += MOST_POINTS, at += pitch) {
        __m512 sum = _mm512_mul_ps(_mm512_set1_ps(row[0]), in[0]);
#pragma GCC unroll 11
        for (int i = 1; i < points; i++) sum = _mm512_fmadd_ps(_mm512_set1_ps(row[i]), in[i], sum);
        _mm512_storeu_ps(at, sum);
    }
}

/* The tiles from `first` on into `to`: (points, rows, inputs). What a tile shares with the one before, all but as
 * many places as it has outputs, stays in registers, so that each place is activated once. */
INLINE void transform(const Work *work, int first, int rows, float *to, size_t pitch, const int tile_size,
                      const int points, const enum Activation kind) {
    const Convolution *c = work->convolution;
    const Signal *signal = work->signal;
    for (int channel = 0; channel < c->inputs; channel += 16) {
        Activator by = activator(signal, channel, kind);
        __m512 in[MOST_POINTS];
        int phase = first / work->tiles_of_a_phase, tile = first % work->tiles_of_a_phase, kept = 0;
        for (int row = 0; row < rows; row++) {
            int end = phase < c->dilation ? signal->time : 0;
            int place = (tile * tile_size - c->left) * c->dilation + phase;
#pragma GCC unroll 11
            for (int i = 0; i < points; i++) {
                if (i < points - tile_size && kept) {
                    in[i] = in[i + tile_size];
                } else {
                    int at = place + i * c->dilation;
                    in[i] = _mm512_setzero_ps();
                    if (at >= 0 && at < end) in[i] = activated(signal->x + (size_t)at * c->inputs + channel, &by, kind);
                }
            }
            evaluate(c, in, to + (size_t)row * c->inputs + channel, pitch, points);
            kept = 1;
            if (++tile == work->tiles_of_a_phase) {
                tile = kept = 0;
                phase++;
            }
        }
    }
}

/* --- Products: (rows, depth) by (depth, LANES) --- */

/* 16 of the weights, which are of 32 or of 16 bits. */
INLINE __m512 weights_at(const void *weights, size_t at, const int half) {
    if (half) return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)((const uint16_t *)weights + at)));
    return _mm512_loadu_ps((const float *)weights + at);
}

INLINE void fetch_weights(const void *weights, size_t at, const int half) {
    const char *address = (const char *)weights + at * (half ? 2 : 4);
    _mm_prefetch(address, _MM_HINT_T0);
    if (!half) _mm_prefetch(address + 64, _MM_HINT_T0);
}

#define MULTIPLY(rows)                                                                                             \
    INLINE void multiply_##rows(const float *x, int pitch, const void *weight, int depth, float *out, const int half) { \
        __m512 left[rows], right[rows];                                                                            \
        _Pragma("GCC unroll 12") for (int r = 0; r < rows; r++) left[r] = right[r] = _mm512_setzero_ps();          \
        for (int k = 0; k < depth; k++) {                                                                          \
            __m512 w0 = weights_at(weight, (size_t)k * LANES, half);                                                \
            __m512 w1 = weights_at(weight, (size_t)k * LANES + 16, half);                                           \
            fetch_weights(weight, (size_t)(k + AHEAD) * LANES, half);                                               \
            _Pragma("GCC unroll 12") for (int r = 0; r < rows; r++) {                                              \
                __m512 value = _mm512_set1_ps(x[(size_t)r * pitch + k]);                                           \
                left[r] = _mm512_fmadd_ps(w0, value, left[r]);                                                     \
                right[r] = _mm512_fmadd_ps(w1, value, right[r]);                                                   \
            }                                                                                                      \
        }                                                                                                          \
        _Pragma("GCC unroll 12") for (int r = 0; r < rows; r++) {                                                  \
            _mm512_storeu_ps(out + r * LANES, left[r]);                                                            \
            _mm512_storeu_ps(out + r * LANES + 16, right[r]);                                                      \
        }                                                                                                          \
    }
MULTIPLY(12)
MULTIPLY(8)
MULTIPLY(4)

INLINE void multiply_by(const float *x, int rows, int pitch, int depth, const void *weight, float *out, const int half) {
    int row = 0;
    for (; rows - row > 8; row += 12) multiply_12(x + (size_t)row * pitch, pitch, weight, depth, out + row * LANES, half);
    if (rows - row > 4) multiply_8(x + (size_t)row * pitch, pitch, weight, depth, out + row * LANES, half);
    else if (rows - row > 0) multiply_4(x + (size_t)row * pitch, pitch, weight, depth, out + row * LANES, half);
}

/* Rows of x overlap where there are groups: row r of group g is row r + g, and rows are `inputs` long, so one row with
 * all its groups is contiguous. `index`: how many such products come before this one. */
KERNEL static void multiply(const Convolution *c, const float *x, int rows, size_t index, float *out) {
    int depth = c->groups * c->inputs;
    size_t before = index * depth * LANES;
    if (c->half) multiply_by(x, rows, c->inputs, depth, (const uint16_t *)c->weight + before, out, 1);
    else multiply_by(x, rows, c->inputs, depth, (const float *)c->weight + before, out, 0);
}

/* --- Outputs --- */

/* Sums of deviations from some value near a channel's mean, and of their squares. */
typedef struct {
    __m512 centre[LANES / 16], sum[LANES / 16], squares[LANES / 16];
    int count;
} Moments;

/* `products`: (points, rows, LANES), of which this takes one row. */
INLINE void finish_tile(const Work *work, int tile, int channel, const float *products, size_t pitch,
                        const int tile_size, const int points, Moments *moments) {
    const Convolution *c = work->convolution;
    const Signal *signal = work->signal;
    int phase = tile / work->tiles_of_a_phase;
    int first = tile % work->tiles_of_a_phase * tile_size * c->dilation + phase;
    if (phase >= c->dilation || first >= signal->time) return;
    int is_first = !moments->count;
#pragma GCC unroll 2
    for (int half = 0; half < LANES / 16; half++) {
        int from = channel + 16 * half;
        __m512 bias = _mm512_loadu_ps(signal->bias + from), in[MOST_POINTS];
#pragma GCC unroll 11
        for (int point = 0; point < points; point++) in[point] = _mm512_loadu_ps(products + pitch * point + 16 * half);
#pragma GCC unroll 6
        for (int i = 0; i < tile_size; i++) {
            int place = first + i * c->dilation;
            if (place >= signal->time) continue;
            size_t at = (size_t)place * c->outputs + from;
            __m512 sum = signal->add ? _mm512_add_ps(bias, _mm512_loadu_ps(signal->add + at)) : bias;
            if (signal->accumulate) sum = _mm512_add_ps(sum, _mm512_loadu_ps(signal->out + at));
#pragma GCC unroll 11
            for (int point = 0; point < points; point++)
                sum = _mm512_fmadd_ps(_mm512_set1_ps(c->output_transform[i][point]), in[point], sum);
            _mm512_storeu_ps(signal->out + at, sum);
            if (is_first && i == 0) moments->centre[half] = sum;
            __m512 deviation = _mm512_sub_ps(sum, moments->centre[half]);
            moments->sum[half] = _mm512_add_ps(moments->sum[half], deviation);
            moments->squares[half] = _mm512_fmadd_ps(deviation, deviation, moments->squares[half]);
        }
    }
    int left = (signal->time - first + c->dilation - 1) / c->dilation;
    moments->count += left < tile_size ? left : tile_size;
}

INLINE void note(const Work *work, int part, int channel, const Moments *moments) {
    work->counts[part] = moments->count;
    if (!moments->count) return;
    __m512 inverse = _mm512_set1_ps(1.f / (float)moments->count);
    for (int half = 0; half < LANES / 16; half++) {
        size_t at = (size_t)part * work->convolution->outputs + channel + 16 * half;
        __m512 offset = _mm512_mul_ps(moments->sum[half], inverse);
        _mm512_storeu_ps(work->means + at, _mm512_add_ps(moments->centre[half], offset));
        _mm512_storeu_ps(work->squares + at, _mm512_fnmadd_ps(offset, moments->sum[half], moments->squares[half]));
    }
}

INLINE void convolve_tiles(Work *work, int part, int first_channel, int last_channel, const int tile_size,
                           const int points, const enum Activation kind) {
    const Convolution *c = work->convolution;
    int first = part * work->tiles_of_a_task, last = first + work->tiles_of_a_task;
    if (last > work->tiles) last = work->tiles;
    int tiles = last - first, rows = (tiles + 3) / 4 * 4 + c->groups - 1; /* the last few count for nothing */
    size_t pitch = (size_t)rows * c->inputs, products_pitch = (size_t)rows * LANES;
    float *inputs = pool_scratch(points * (pitch + products_pitch) * sizeof(float));
    if (!inputs) {
        atomic_store(&work->failed, 1);
        return;
    }
    float *products = inputs + points * pitch;
    transform(work, first, rows, inputs, pitch, tile_size, points, kind);
    for (int channel = first_channel; channel < last_channel; channel += LANES) {
        for (int point = 0; point < points; point++)
            multiply(c, inputs + pitch * point, tiles, (size_t)channel / LANES * points + point,
                     products + products_pitch * point);
        Moments moments = {0};
        for (int row = 0; row < tiles; row++)
            finish_tile(work, first + row, channel, products + (size_t)row * LANES, products_pitch, tile_size, points,
                        &moments);
        if (work->means) note(work, part, channel, &moments);
    }
}

INLINE void convolve_part(int task, Work *work, const enum Activation kind) {
    int blocks = work->convolution->outputs / LANES, part = task / work->channel_parts;
    int channel_part = task % work->channel_parts;
    int first = blocks * channel_part / work->channel_parts * LANES;
    int last = blocks * (channel_part + 1) / work->channel_parts * LANES;
    if (work->convolution->points == 6) convolve_tiles(work, part, first, last, 4, 6, kind);
    else if (work->convolution->points == 10) convolve_tiles(work, part, first, last, 4, 10, kind);
    else convolve_tiles(work, part, first, last, 6, 11, kind);
}

KERNEL static void convolve_leaky(int task, void *context) { convolve_part(task, context, LEAKY); }

KERNEL static void convolve_snake(int task, void *context) { convolve_part(task, context, SNAKE); }

int convolution_run(const Convolution *convolution, const Signal *signal) {
    int dilation = convolution->dilation, tile = convolution->tile;
    if (signal->time < 1) return 0;
    Work work = {.convolution = convolution, .signal = signal};
    int longest = (signal->time + dilation - 1) / dilation;
    work.tiles_of_a_phase = (longest + tile - 1) / tile + convolution->groups - 1;
    work.tiles = work.tiles_of_a_phase * dilation;
    int tasks = (work.tiles + TILES_OF_A_TASK - 1) / TILES_OF_A_TASK;
    work.tiles_of_a_task = ((work.tiles + tasks - 1) / tasks + 3) / 4 * 4;
    tasks = (work.tiles + work.tiles_of_a_task - 1) / work.tiles_of_a_task;
    int most_parts = convolution->outputs / LANES / LEAST_BLOCKS, parts = (TASKS + tasks - 1) / tasks;
    work.channel_parts = most_parts < 1 ? 1 : parts > most_parts ? most_parts : parts;
    if (signal->mean) {
        size_t numbers = (size_t)tasks * convolution->outputs;
        work.means = malloc((2 * numbers + tasks) * sizeof(float));
        if (!work.means) return 1;
        work.squares = work.means + numbers;
        work.counts = (int *)(work.squares + numbers);
    }
    pool_run(tasks * work.channel_parts, signal->alpha ? convolve_snake : convolve_leaky, &work);
    if (signal->mean) {
        merge_moments(tasks, convolution->outputs, work.counts, work.means, work.squares, signal->mean, signal->variance);
        free(work.means);
    }
    return atomic_load(&work.failed);
}
