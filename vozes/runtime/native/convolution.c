/* A dilated convolution is as many plain ones as its dilation, each over every so manieth place in time. Their tiles
 * are laid in one row, with groups - 1 idle ones after each; a task is a stretch of that row. */
#include "convolution.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "activation.h"
#include "pool.h"
#include "vectors.h"

#define LANES (2 * FLOATS) /* outputs' channels that are made together */
#define STEP (ROWS / 3)    /* rows are multiplied in multiples of it */
#define TILES_OF_A_TASK 48
#define AHEAD 16         /* rows of weights that are fetched ahead of their use */
#define TASKS 16         /* where there are fewer, outputs are divided too */
#define LEAST_OUTPUTS 64 /* of a task, for which its inputs are transformed */

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
    Floats scale, shift, alpha, inverse_alpha, slope;
    int is_affine;
} Activator;

INLINE Activator activator(const Signal *signal, int channel, const enum Activation kind) {
    Activator made = {.slope = every(signal->slope), .is_affine = signal->scale != 0};
    if (made.is_affine) {
        made.scale = load(signal->scale + channel);
        made.shift = load(signal->shift + channel);
    }
    if (kind == SNAKE) {
        made.alpha = load(signal->alpha + channel);
        made.inverse_alpha = every(1.f) / made.alpha;
    }
    return made;
}

INLINE Floats activated(Floats value, const Activator *by, const enum Activation kind) {
    if (by->is_affine) value = value * by->scale + by->shift;
    return kind == SNAKE ? snake_of(value, by->alpha, by->inverse_alpha) : leaky_of(value, by->slope);
}

INLINE void evaluate(const Convolution *c, const Floats *in, float *at, size_t pitch, const int points) {
    const float *row = c->input_transform[0];
#pragma GCC unroll 5
    for (int pair = 0; pair < (points - 1) / 2; pair++, row += 2 * MOST_POINTS, at += 2 * pitch) {
        Floats even = every(row[0]) * in[0], odd = every(row[1]) * in[1];
#pragma GCC unroll 6
        for (int i = 2; i < points; i += 2) even += every(row[i]) * in[i];
#pragma GCC unroll 6
        for (int i = 3; i < points; i += 2) odd += every(row[i]) * in[i];
        store(at, even + odd);
        store(at + pitch, even - odd);
    }
#pragma GCC unroll 2
    for (int single = (points - 1) / 2 * 2; single < points; single++, row += MOST_POINTS, at += pitch) {
        Floats sum = every(row[0]) * in[0];
#pragma GCC unroll 11
        for (int i = 1; i < points; i++) sum += every(row[i]) * in[i];
        store(at, sum);
    }
}

/* The tiles from `first` on into `to`: (points, rows, inputs). What a tile shares with the one before, all but as
 * many places as it has outputs, stays in registers, so that each place is activated once. */
INLINE void transform(const Work *work, int first, int rows, float *to, size_t pitch, const int tile_size,
                      const int points, const enum Activation kind, const int half) {
    const Convolution *c = work->convolution;
    const Signal *signal = work->signal;
    for (int channel = 0; channel < c->inputs; channel += FLOATS) {
        Activator by = activator(signal, channel, kind);
        Floats in[MOST_POINTS];
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
                    in[i] = (Floats){0};
                    if (at >= 0 && at < end)
                        in[i] = activated(numbers_at(signal->x, (size_t)at * c->inputs + channel, half), &by, kind);
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

INLINE void fetch_weights(const void *weights, size_t at, const int half) {
    const size_t size = half ? sizeof(uint16_t) : sizeof(float);
#pragma GCC unroll 2
    for (size_t line = 0; line < LANES * size; line += 64)
        __builtin_prefetch((const char *)weights + at * size + line);
}

#define MULTIPLY(name, rows)                                                                                          \
    INLINE void name(const float *x, int pitch, const void *weight, int depth, float *out, const int half) {          \
        Floats left[rows], right[rows];                                                                               \
        _Pragma("GCC unroll 12") for (int r = 0; r < (rows); r++) left[r] = right[r] = (Floats){0};                   \
        for (int k = 0; k < depth; k++) {                                                                             \
            Floats w0 = numbers_at(weight, (size_t)k * LANES, half);                                                  \
            Floats w1 = numbers_at(weight, (size_t)k * LANES + FLOATS, half);                                         \
            fetch_weights(weight, (size_t)(k + AHEAD) * LANES, half);                                                 \
            _Pragma("GCC unroll 12") for (int r = 0; r < (rows); r++) {                                               \
                Floats value = every(x[(size_t)r * pitch + k]);                                                       \
                left[r] += w0 * value;                                                                                \
                right[r] += w1 * value;                                                                               \
            }                                                                                                         \
        }                                                                                                             \
        _Pragma("GCC unroll 12") for (int r = 0; r < (rows); r++) {                                                   \
            store(out + r * LANES, left[r]);                                                                          \
            store(out + r * LANES + FLOATS, right[r]);                                                                \
        }                                                                                                             \
    }
MULTIPLY(multiply_three_steps, 3 * STEP)
MULTIPLY(multiply_two_steps, 2 * STEP)
MULTIPLY(multiply_step, STEP)

INLINE void multiply_by(const float *x, int rows, int pitch, int depth, const void *weight, float *out,
                        const int half) {
    for (; rows > 2 * STEP; rows -= ROWS, x += (size_t)ROWS * pitch, out += ROWS * LANES)
        multiply_three_steps(x, pitch, weight, depth, out, half);
    if (rows > STEP) multiply_two_steps(x, pitch, weight, depth, out, half);
    else if (rows > 0) multiply_step(x, pitch, weight, depth, out, half);
}

/* Rows of x overlap where there are groups: row r of group g is row r + g, and rows are `inputs` long, so one row with
 * all its groups is contiguous. `index`: how many such products come before this one. */
static void multiply(const Convolution *c, const float *x, int rows, size_t index, float *out) {
    int depth = c->groups * c->inputs;
    size_t before = index * depth * LANES;
    if (c->half) multiply_by(x, rows, c->inputs, depth, (const uint16_t *)c->weight + before, out, 1);
    else multiply_by(x, rows, c->inputs, depth, (const float *)c->weight + before, out, 0);
}

/* --- Outputs --- */

/* Sums of deviations from some value near a channel's mean, and of their squares. */
typedef struct {
    Floats centre[2], sum[2], squares[2];
    int count;
} Moments;

/* `products`: (points, rows, LANES), of which this takes one row. */
INLINE void finish_tile(const Work *work, int tile, int channel, const float *products, size_t pitch,
                        const int tile_size, const int points, const int halves, Moments *moments) {
    const Convolution *c = work->convolution;
    const Signal *signal = work->signal;
    int phase = tile / work->tiles_of_a_phase;
    int first = tile % work->tiles_of_a_phase * tile_size * c->dilation + phase;
    if (phase >= c->dilation || first >= signal->time) return;
    int is_first = !moments->count;
#pragma GCC unroll 2
    for (int half = 0; half < 2; half++) {
        int from = channel + FLOATS * half;
        Floats bias = load(signal->bias + from), in[MOST_POINTS];
#pragma GCC unroll 11
        for (int point = 0; point < points; point++) in[point] = load(products + pitch * point + FLOATS * half);
#pragma GCC unroll 6
        for (int i = 0; i < tile_size; i++) {
            int place = first + i * c->dilation;
            if (place >= signal->time) continue;
            size_t at = (size_t)place * c->outputs + from;
            Floats sum = signal->add ? bias + numbers_at(signal->add, at, halves) : bias;
            if (signal->accumulate) sum += numbers_at(signal->out, at, halves);
#pragma GCC unroll 11
            for (int point = 0; point < points; point++) sum += every(c->output_transform[i][point]) * in[point];
            put_numbers(signal->out, at, sum, halves);
            if (is_first && i == 0) moments->centre[half] = sum;
            Floats deviation = sum - moments->centre[half];
            moments->sum[half] += deviation;
            moments->squares[half] += deviation * deviation;
        }
    }
    int left = (signal->time - first + c->dilation - 1) / c->dilation;
    moments->count += left < tile_size ? left : tile_size;
}

INLINE void finish(const Work *work, int first, int tiles, int channel, const float *products, size_t pitch,
                   const int tile_size, const int points, Moments *moments) {
    const int halves = work->signal->half_out;
    for (int row = 0; row < tiles; row++, products += LANES)
        if (halves) finish_tile(work, first + row, channel, products, pitch, tile_size, points, 1, moments);
        else finish_tile(work, first + row, channel, products, pitch, tile_size, points, 0, moments);
}

INLINE void note(const Work *work, int part, int channel, const Moments *moments) {
    work->counts[part] = moments->count;
    if (!moments->count) return;
    Floats inverse = every(1.f / (float)moments->count);
    for (int half = 0; half < 2; half++) {
        size_t at = (size_t)part * work->convolution->outputs + channel + FLOATS * half;
        Floats offset = moments->sum[half] * inverse;
        store(work->means + at, moments->centre[half] + offset);
        store(work->squares + at, moments->squares[half] - offset * moments->sum[half]);
    }
}

INLINE void convolve_tiles(Work *work, int part, int first_channel, int last_channel, const int tile_size,
                           const int points, const enum Activation kind, const int half) {
    const Convolution *c = work->convolution;
    int first = part * work->tiles_of_a_task, last = first + work->tiles_of_a_task;
    if (last > work->tiles) last = work->tiles;
    int tiles = last - first;
    int rows = (tiles + STEP - 1) / STEP * STEP + c->groups - 1; /* the last few count for nothing */
    size_t pitch = (size_t)rows * c->inputs, products_pitch = (size_t)rows * LANES;
    float *inputs = pool_scratch(points * (pitch + products_pitch) * sizeof(float));
    if (!inputs) {
        atomic_store(&work->failed, 1);
        return;
    }
    float *products = inputs + points * pitch;
    transform(work, first, rows, inputs, pitch, tile_size, points, kind, half);
    for (int channel = first_channel; channel < last_channel; channel += LANES) {
        for (int point = 0; point < points; point++)
            multiply(c, inputs + pitch * point, tiles, (size_t)channel / LANES * points + point,
                     products + products_pitch * point);
        Moments moments = {0};
        finish(work, first, tiles, channel, products, products_pitch, tile_size, points, &moments);
        if (work->means) note(work, part, channel, &moments);
    }
}

INLINE void convolve_part(int task, Work *work, const enum Activation kind, const int half) {
    int blocks = work->convolution->outputs / LANES, part = task / work->channel_parts;
    int channel_part = task % work->channel_parts;
    int first = blocks * channel_part / work->channel_parts * LANES;
    int last = blocks * (channel_part + 1) / work->channel_parts * LANES;
    if (work->convolution->points == 6) convolve_tiles(work, part, first, last, 4, 6, kind, half);
    else if (work->convolution->points == 10) convolve_tiles(work, part, first, last, 4, 10, kind, half);
    else convolve_tiles(work, part, first, last, 6, 11, kind, half);
}

static void convolve_leaky(int task, void *context) { convolve_part(task, context, LEAKY, 0); }

static void convolve_snake(int task, void *context) { convolve_part(task, context, SNAKE, 0); }

static void convolve_half_leaky(int task, void *context) { convolve_part(task, context, LEAKY, 1); }

static void convolve_half_snake(int task, void *context) { convolve_part(task, context, SNAKE, 1); }

static void (*convolver(const Signal *signal))(int, void *) {
    if (signal->half) return signal->alpha ? convolve_half_snake : convolve_half_leaky;
    return signal->alpha ? convolve_snake : convolve_leaky;
}

int convolution_lanes(void) { return LANES; }

int convolution_run(const Convolution *convolution, const Signal *signal) {
    int dilation = convolution->dilation, tile = convolution->tile;
    if (signal->time < 1) return 0;
    Work work = {.convolution = convolution, .signal = signal};
    int longest = (signal->time + dilation - 1) / dilation;
    work.tiles_of_a_phase = (longest + tile - 1) / tile + convolution->groups - 1;
    work.tiles = work.tiles_of_a_phase * dilation;
    int tasks = (work.tiles + TILES_OF_A_TASK - 1) / TILES_OF_A_TASK;
    work.tiles_of_a_task = ((work.tiles + tasks - 1) / tasks + STEP - 1) / STEP * STEP;
    tasks = (work.tiles + work.tiles_of_a_task - 1) / work.tiles_of_a_task;
    int most_parts = convolution->outputs / LEAST_OUTPUTS, parts = (TASKS + tasks - 1) / tasks;
    work.channel_parts = most_parts < 1 ? 1 : parts > most_parts ? most_parts : parts;
    if (signal->mean) {
        size_t numbers = (size_t)tasks * convolution->outputs;
        work.means = malloc((2 * numbers + tasks) * sizeof(float));
        if (!work.means) return 1;
        work.squares = work.means + numbers;
        work.counts = (int *)(work.squares + numbers);
    }
    pool_run(tasks * work.channel_parts, convolver(signal), &work);
    if (signal->mean) {
        merge_moments(tasks, convolution->outputs, work.counts, work.means, work.squares, signal->mean, signal->variance);
        free(work.means);
    }
    return atomic_load(&work.failed);
}
