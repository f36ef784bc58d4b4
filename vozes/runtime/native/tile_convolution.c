/* A task is a part of a signal in time, or some outputs of it. Its rows are activated in bfloat16; windows of them are
 * multiplied by panels of outputs, each window of 64 rows in four tiles of sums by one of weights, 16 outputs at a time.
 *
 * The tiles' unit multiplies on its own once it has been told what, so the vector units do other work between: between
 * two steps of products they finish some rows of the products before, and activate some rows of the next window. */
#if defined(__AMX_TILE__)

#include "tile_convolution.h"

#include <stdatomic.h>
#include <stdlib.h>

#include "activation.h"
#include "pool.h"
#include "tiles.h"

#define WINDOW (4 * TILE_ROWS)
#define COLUMNS 16            /* outputs of a tile */
#define BOTH 2                /* tiles of a panel, whose outputs lie in one line of the cache where they have 16 bits */
#define OUTPUTS (BOTH * COLUMNS)
#define DEPTH 32              /* inputs of a step */
#define STEP_WEIGHTS (DEPTH * COLUMNS)
#define UNIT_ROWS 8           /* that are activated or finished at a time, beside products */
#define MOST_ROWS 512         /* of a part */
#define LEAST_ROWS 192
#define LEAST_PARTS 8         /* where rows are enough for them */
#define TASKS_OF_A_THREAD 2   /* where there are fewer, outputs are divided too */
#define MOST_NUMBERS (1 << 19) /* of a part's rows, which stay in the second cache */
#define MOST_WEIGHTS (1 << 19) /* that stay in the second cache beside a part's rows; of more, each is read once */
#define LINE 64               /* bytes of the caches */
#define WEIGHTS_AHEAD 8192     /* bytes */
#define MOMENTS 3             /* the centre, the sum of deviations from it and that of their squares */

enum Activation { LEAKY, SNAKE };

typedef struct {
    const TileConvolution *convolution;
    const Signal *signal;
    int depth, reach; /* inputs of one part, filled up; rows that a row's last tap is after its first */
    int parts, rows_of_a_part, output_parts;
    float *means, *squares; /* (parts, outputs): sums of squared deviations from each part's own mean */
    int *counts;            /* (parts) */
    atomic_int failed;
} Work;

typedef struct Part Part;
typedef struct Beside Beside;

/* What a task works in. */
struct Part {
    const TileConvolution *convolution;
    const Signal *signal;
    int depth, pitch;        /* inputs of one part of the numbers, and of all */
    int fetches;             /* whether weights are read for the first time */
    uint16_t *unpacked;      /* (BOTH, taps, depth / DEPTH, 2, STEP_WEIGHTS): a panel's weights in two parts */
    int first, count;        /* the signal's rows, `count` of them from `first` on */
    uint16_t *rows;          /* (count, filled up, and reach; pitch): activated */
    float *sums[2];          /* (BOTH, WINDOW, COLUMNS): of the last products, and of those before */
    float *moments;          /* (outputs / COLUMNS, MOMENTS, COLUMNS) */
    float *inverse;          /* (depth): 1 / alpha */
    void (*activate)(const Part *part, int channel, int row, int end);
    void (*finish)(const Part *part, const Beside *beside, int row, int end);
};

/* What is done beside products. */
struct Beside {
    const float *sums; /* of the window and panel to be finished: from `row` to `rows`, so many for each step, ... */
    int window, panel, row, rows, rows_of_a_step, owed;
    /* ... of which some are `owed` until they are worth it */
    int unit, units, units_of_a_step; /* to be activated, likewise; UNIT_ROWS rows of DEPTH inputs each */
    int unit_row;                     /* where the first begins */
};

/* --- Vectors, of which the last may be cut off: `lanes` says what there is, `whole` that it is all --- */

INLINE __mmask16 lanes_of(int count) {
    return count >= FLOATS ? 0xffff : count <= 0 ? 0 : (__mmask16)((1 << count) - 1);
}

INLINE Floats floats_at(const float *at, __mmask16 lanes, const int whole) {
    return whole ? load(at) : (Floats)_mm512_maskz_loadu_ps(lanes, at);
}

INLINE Floats some_at(const void *array, size_t at, __mmask16 lanes, const int whole, const int half) {
    if (whole) return numbers_at(array, at, half);
    if (!half) return floats_at((const float *)array + at, lanes, 0);
    return _mm512_cvtph_ps(_mm256_maskz_loadu_epi16(lanes, (const uint16_t *)array + at));
}

INLINE void put_some(void *array, size_t at, Floats x, __mmask16 lanes, const int whole, const int half) {
    if (whole) put_numbers(array, at, x, half);
    else if (!half) _mm512_mask_storeu_ps((float *)array + at, lanes, x);
    else _mm256_mask_storeu_epi16((uint16_t *)array + at, lanes, _mm512_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

/* Has the second cache fetch what is read a window later. */
INLINE void fetch(const void *array, size_t at, const int half) {
    __builtin_prefetch((const char *)array + at * (half ? sizeof(uint16_t) : sizeof(float)), 0, 2);
}

/* --- Activated rows --- */

/* sin(x)², relative error below 4e-5 for small x: what it is added to, Snake's x / alpha, is then rounded to 8 bits. */
INLINE Floats coarse_sine_squared(Floats x) {
    Floats r = x - nearest(x * every(0.318309886f)) * every(3.14159265f);
    Floats square = r * r;
    Floats p = every(-2.54829e-3f);
    p = p * square + every(4.351561e-2f);
    p = p * square + every(-3.3288531e-1f);
    p = p * square + every(9.9996606e-1f);
    return p * square;
}

/* DEPTH inputs from `channel` on of the rows from `row` to `end`, rows that lie outside the signal as zeros. */
INLINE void activate_inputs(const Part *part, int channel, int row, int end, const int whole,
                            const enum Activation kind, const int half) {
    const Signal *signal = part->signal;
    const void *x = signal->x;
    const int inputs = part->convolution->inputs, time = signal->time, is_affine = signal->scale != 0;
    const int offset = part->first - part->convolution->left * part->convolution->dilation;
    Floats scale[2], shift[2], alpha[2], inverse[2], slope = every(signal->slope);
    __mmask16 lanes[2];
#pragma GCC unroll 2
    for (int v = 0; v < 2; v++) {
        int from = channel + v * FLOATS;
        lanes[v] = lanes_of(inputs - from);
        if (is_affine) {
            scale[v] = floats_at(signal->scale + from, lanes[v], whole);
            shift[v] = floats_at(signal->shift + from, lanes[v], whole);
        } else {
            scale[v] = every(1.f);
            shift[v] = every(0.f);
        }
        if (kind == SNAKE) {
            alpha[v] = floats_at(signal->alpha + from, lanes[v], whole);
            inverse[v] = load(part->inverse + from);
        }
    }
    const int is_precise = part->pitch > part->depth;
    uint16_t *to = part->rows + (size_t)row * part->pitch + channel;
    for (; row < end; row++, to += part->pitch) {
        int place = offset + row;
        if (place < 0 || place >= time) {
            _mm512_storeu_si512(to, _mm512_setzero_si512());
            if (is_precise) _mm512_storeu_si512(to + part->depth, _mm512_setzero_si512());
            continue;
        }
        size_t at = (size_t)place * inputs + channel;
        fetch(x, at + (size_t)WINDOW * inputs, half);
        if (!half) fetch(x, at + (size_t)WINDOW * inputs + FLOATS, half);
        Floats y[2];
#pragma GCC unroll 2
        for (int v = 0; v < 2; v++) {
            y[v] = some_at(x, at + v * FLOATS, lanes[v], whole, half) * scale[v] + shift[v];
            if (kind == LEAKY) y[v] = leaky_of(y[v], slope);
            else if (is_precise) y[v] = snake_of(y[v], alpha[v], inverse[v]);
            else y[v] = coarse_sine_squared(alpha[v] * y[v]) * inverse[v] + y[v];
        }
        _mm512_storeu_si512(to, (__m512i)_mm512_cvtne2ps_pbh(y[1], y[0]));
        if (is_precise) {
            Floats rest[2] = {y[0] - from_bfloat16(to), y[1] - from_bfloat16(to + FLOATS)};
            _mm512_storeu_si512(to + part->depth, (__m512i)_mm512_cvtne2ps_pbh(rest[1], rest[0]));
        }
    }
}

INLINE void activate(const Part *part, int channel, int row, int end, const enum Activation kind, const int half) {
    if (channel + DEPTH <= part->convolution->inputs) activate_inputs(part, channel, row, end, 1, kind, half);
    else activate_inputs(part, channel, row, end, 0, kind, half);
}

static void leaky(const Part *part, int channel, int row, int end) { activate(part, channel, row, end, LEAKY, 0); }

static void snake(const Part *part, int channel, int row, int end) { activate(part, channel, row, end, SNAKE, 0); }

static void half_leaky(const Part *part, int channel, int row, int end) {
    activate(part, channel, row, end, LEAKY, 1);
}

static void half_snake(const Part *part, int channel, int row, int end) {
    activate(part, channel, row, end, SNAKE, 1);
}

static void activate_rows(const Part *part, int row, int end) {
    for (int channel = 0; channel < part->depth; channel += DEPTH) part->activate(part, channel, row, end);
}

INLINE void activate_units(const Part *part, Beside *beside, int units) {
    int groups = part->depth / DEPTH;
    for (int end = least_of(beside->unit + units, beside->units); beside->unit < end; beside->unit++) {
        int row = beside->unit_row + beside->unit / groups * UNIT_ROWS;
        part->activate(part, beside->unit % groups * DEPTH, row, row + UNIT_ROWS);
    }
}

/* --- Outputs --- */

INLINE void finish_rows(const Part *part, const Beside *beside, int row, int end, const int whole, const int half) {
    const Signal *signal = part->signal;
    const void *add = signal->add;
    void *out = signal->out;
    const int outputs = part->convolution->outputs, channel = beside->panel * OUTPUTS;
    const int accumulates = signal->accumulate, measures = signal->mean != 0;
    size_t at = (size_t)(part->first + beside->window + row) * outputs + channel;
#pragma GCC unroll 2
    for (int v = 0; v < BOTH; v++) {
        __mmask16 lanes = lanes_of(outputs - channel - v * COLUMNS);
        if (!whole && !lanes) break;
        Floats bias = floats_at(signal->bias + channel + v * COLUMNS, lanes, whole);
        float *moments = part->moments + (size_t)(channel / COLUMNS + v) * MOMENTS * COLUMNS;
        Floats centre = load(moments), sum = load(moments + COLUMNS), squares = load(moments + 2 * COLUMNS);
        const float *sums = beside->sums + v * WINDOW * COLUMNS + row * COLUMNS;
        int is_first = beside->window + row == 0;
        size_t to = at + v * COLUMNS;
        for (int r = row; r < end; r++, sums += COLUMNS, to += outputs) {
            Floats value = load(sums) + bias;
            if (add) fetch(add, to + (size_t)WINDOW * outputs, half);
            if (add) value += some_at(add, to, lanes, whole, half);
            if (accumulates) value += some_at(out, to, lanes, whole, half);
            put_some(out, to, value, lanes, whole, half);
            if (!measures) continue;
            if (is_first) centre = value;
            is_first = 0;
            Floats deviation = value - centre;
            sum += deviation;
            squares += deviation * deviation;
        }
        if (!measures) continue;
        store(moments, centre);
        store(moments + COLUMNS, sum);
        store(moments + 2 * COLUMNS, squares);
    }
}

INLINE void finish_some(const Part *part, const Beside *beside, int row, int end, const int half) {
    if ((beside->panel + 1) * OUTPUTS <= part->convolution->outputs) finish_rows(part, beside, row, end, 1, half);
    else finish_rows(part, beside, row, end, 0, half);
}

static void finish_floats(const Part *part, const Beside *beside, int row, int end) {
    finish_some(part, beside, row, end, 0);
}

static void finish_halves(const Part *part, const Beside *beside, int row, int end) {
    finish_some(part, beside, row, end, 1);
}

INLINE void finish(const Part *part, Beside *beside, int rows) {
    int end = least_of(beside->row + rows, beside->rows);
    if (beside->row >= end) return;
    part->finish(part, beside, beside->row, end);
    beside->row = end;
    beside->owed = 0;
}

/* --- Products --- */

INLINE void work_beside(const Part *part, Beside *beside) {
    if ((beside->owed += beside->rows_of_a_step) >= UNIT_ROWS) finish(part, beside, beside->owed);
    activate_units(part, beside, beside->units_of_a_step);
}

INLINE void zero_sums(void) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
}

INLINE void store_sums(float *sums, const int tiles) {
    TILE_STORE(0, sums, TILE_BYTES);
    if (tiles > 1) TILE_STORE(1, sums + TILE_ROWS * COLUMNS, TILE_BYTES);
    if (tiles > 2) TILE_STORE(2, sums + 2 * TILE_ROWS * COLUMNS, TILE_BYTES);
    if (tiles > 3) TILE_STORE(3, sums + 3 * TILE_ROWS * COLUMNS, TILE_BYTES);
}

/* Has the caches fetch weights that are read some steps later. */
INLINE void fetch_weights(const uint16_t *weight) {
#pragma GCC unroll 16
    for (size_t byte = 0; byte < STEP_WEIGHTS * sizeof *weight; byte += LINE)
        __builtin_prefetch((const char *)weight + WEIGHTS_AHEAD + byte, 0, 3);
}

/* WINDOW rows from `x` on by COLUMNS outputs, of which only so many tiles of rows count. */
INLINE void multiply_columns(const Part *part, const uint16_t *x, const uint16_t *weight, float *sums, Beside *beside,
                             const int tiles) {
    const size_t depth = part->depth, pitch = part->pitch * sizeof *x, below = (size_t)TILE_ROWS * part->pitch;
    const size_t tap_rows = (size_t)part->convolution->dilation * part->pitch;
    const int taps = part->convolution->taps, fetches = part->fetches;
    zero_sums();
    for (int tap = 0; tap < taps; tap++) {
        const uint16_t *row = x + tap * tap_rows;
        for (size_t channel = 0; channel < depth; channel += DEPTH, row += DEPTH, weight += STEP_WEIGHTS) {
            TILE_LOAD(7, weight, TILE_BYTES);
            if (fetches) fetch_weights(weight);
            TILE_LOAD(4, row, pitch);
            _tile_dpbf16ps(0, 4, 7);
            if (tiles > 1) {
                TILE_LOAD(5, row + below, pitch);
                _tile_dpbf16ps(1, 5, 7);
            }
            if (tiles > 2) {
                TILE_LOAD(6, row + 2 * below, pitch);
                _tile_dpbf16ps(2, 6, 7);
            }
            if (tiles > 3) {
                TILE_LOAD(4, row + 3 * below, pitch);
                _tile_dpbf16ps(3, 4, 7);
            }
            work_beside(part, beside);
        }
    }
    store_sums(sums, tiles);
}

/* The first parts of one or two tiles of rows by both of the weights', then their second parts by the first. */
#define MULTIPLY_PARTS(sum, next_sum, row, has_next)         \
    do {                                                     \
        const uint16_t *next = (row) + below;                \
        TILE_LOAD(4, row, pitch);                            \
        _tile_dpbf16ps(sum, 4, 6);                           \
        if (has_next) {                                      \
            TILE_LOAD(5, next, pitch);                       \
            _tile_dpbf16ps(next_sum, 5, 6);                  \
        }                                                    \
        _tile_dpbf16ps(sum, 4, 7);                           \
        if (has_next) _tile_dpbf16ps(next_sum, 5, 7);        \
        TILE_LOAD(4, (row) + depth, pitch);                  \
        _tile_dpbf16ps(sum, 4, 6);                           \
        if (has_next) {                                      \
            TILE_LOAD(5, next + depth, pitch);               \
            _tile_dpbf16ps(next_sum, 5, 6);                  \
        }                                                    \
    } while (0)

/* The same of numbers in two parts; the product of the second parts is left out, being too small. */
INLINE void multiply_parts(const Part *part, const uint16_t *x, const uint16_t *weight, float *sums, Beside *beside,
                           const int tiles) {
    const size_t depth = part->depth, pitch = part->pitch * sizeof *x, below = (size_t)TILE_ROWS * part->pitch;
    const size_t tap_rows = (size_t)part->convolution->dilation * part->pitch;
    const int taps = part->convolution->taps;
    zero_sums();
    for (int tap = 0; tap < taps; tap++) {
        const uint16_t *row = x + tap * tap_rows;
        for (size_t channel = 0; channel < depth; channel += DEPTH, row += DEPTH, weight += 2 * STEP_WEIGHTS) {
            TILE_LOAD(6, weight, TILE_BYTES);
            TILE_LOAD(7, weight + STEP_WEIGHTS, TILE_BYTES);
            MULTIPLY_PARTS(0, 1, row, tiles > 1);
            if (tiles > 2) MULTIPLY_PARTS(2, 3, row + 2 * below, tiles > 3);
            work_beside(part, beside);
        }
    }
    store_sums(sums, tiles);
}

INLINE void multiply_by(const Part *part, const uint16_t *x, const uint16_t *weight, float *sums, Beside *beside,
                        const int tiles) {
    if (part->convolution->parts == 2) multiply_parts(part, x, weight, sums, beside, tiles);
    else multiply_columns(part, x, weight, sums, beside, tiles);
}

INLINE size_t weights_of_columns(const Part *part) {
    return (size_t)part->convolution->taps * (part->depth / DEPTH) * STEP_WEIGHTS;
}

/* A window's rows by a panel's outputs, into sums[0]; what is `beside` is done in the end. */
static void multiply_window(Part *part, int window, int panel, Beside *beside) {
    const TileConvolution *c = part->convolution;
    int rows = least_of(part->count - window, WINDOW), columns = least_of(c->outputs - panel * OUTPUTS, OUTPUTS);
    int groups = part->depth / DEPTH, tiles = (columns + COLUMNS - 1) / COLUMNS;
    int steps = tiles * c->taps * groups;
    beside->rows_of_a_step = (beside->rows - beside->row + steps - 1) / steps;
    beside->units_of_a_step = (beside->units - beside->unit + steps - 1) / steps;
    const uint16_t *x = part->rows + (size_t)window * part->pitch;
    for (int tile = 0; tile < tiles; tile++) {
        const uint16_t *weight = c->parts == 2 ? part->unpacked + 2 * tile * weights_of_columns(part)
                                               : c->weight + (panel * BOTH + tile) * weights_of_columns(part);
        float *sums = part->sums[0] + tile * WINDOW * COLUMNS;
        if (rows > 3 * TILE_ROWS) multiply_by(part, x, weight, sums, beside, 4);
        else if (rows > 2 * TILE_ROWS) multiply_by(part, x, weight, sums, beside, 3);
        else if (rows > TILE_ROWS) multiply_by(part, x, weight, sums, beside, 2);
        else multiply_by(part, x, weight, sums, beside, 1);
    }
    finish(part, beside, WINDOW);
    activate_units(part, beside, beside->units);
    *beside = (Beside){.sums = part->sums[0], .window = window, .panel = panel, .rows = rows};
    part->sums[0] = part->sums[1];
    part->sums[1] = (float *)beside->sums;
}

/* Window by window, each by all panels, while rows of the next are activated. */
static void by_windows(Part *part, int first_panel, int last_panel, int reach, Beside *beside) {
    int groups = part->depth / DEPTH, panels = last_panel - first_panel;
    activate_rows(part, 0, WINDOW + reach);
    for (int window = 0; window < part->count; window += WINDOW) {
        int units = window + WINDOW < part->count ? WINDOW / UNIT_ROWS * groups : 0;
        for (int panel = 0; panel < panels; panel++) {
            beside->unit = begin_of(panel, panels, units);
            beside->units = begin_of(panel + 1, panels, units);
            beside->unit_row = window + WINDOW + reach;
            multiply_window(part, window, first_panel + panel, beside);
        }
    }
}

/* Takes a panel's weights of 16 bits as the sums of two of bfloat16. */
static void unpack(const Part *part, int panel) {
    const TileConvolution *c = part->convolution;
    const int tiles = least_of((c->outputs - panel * OUTPUTS + COLUMNS - 1) / COLUMNS, BOTH);
    const uint16_t *from = c->weight + panel * BOTH * weights_of_columns(part);
    const uint16_t *end = from + tiles * weights_of_columns(part);
    uint16_t *to = part->unpacked;
    for (; from < end; to += STEP_WEIGHTS)
        for (int i = 0; i < STEP_WEIGHTS; i += DEPTH, from += DEPTH, to += DEPTH) {
            Floats first = from_half(from), second = from_half(from + FLOATS);
            _mm512_storeu_si512(to, (__m512i)_mm512_cvtne2ps_pbh(second, first));
            first -= from_bfloat16(to);
            second -= from_bfloat16(to + FLOATS);
            _mm512_storeu_si512(to + STEP_WEIGHTS, (__m512i)_mm512_cvtne2ps_pbh(second, first));
        }
}

/* Panel by panel, each by all windows, so that weights are read once. */
static void by_panels(Part *part, int first_panel, int last_panel, int reach, Beside *beside) {
    activate_rows(part, 0, (part->count + WINDOW - 1) / WINDOW * WINDOW + reach);
    for (int panel = first_panel; panel < last_panel; panel++) {
        if (part->convolution->parts == 2) unpack(part, panel);
        for (int window = 0; window < part->count; window += WINDOW) {
            part->fetches = window == 0;
            multiply_window(part, window, panel, beside);
        }
    }
}

static void note_moments(const Work *work, const Part *part, int number, int first, int last) {
    const int outputs = work->convolution->outputs;
    work->counts[number] = part->count;
    for (int channel = first; channel < last; channel += COLUMNS) {
        const float *moments = part->moments + (size_t)channel / COLUMNS * MOMENTS * COLUMNS;
        __mmask16 lanes = lanes_of(outputs - channel);
        Floats sum = load(moments + COLUMNS), offset = sum * every(1.f / (float)part->count);
        size_t at = (size_t)number * outputs + channel;
        _mm512_mask_storeu_ps(work->means + at, lanes, load(moments) + offset);
        _mm512_mask_storeu_ps(work->squares + at, lanes, load(moments + 2 * COLUMNS) - offset * sum);
    }
}

INLINE size_t whole_lines(size_t bytes) { return (bytes + LINE - 1) / LINE * LINE; }

static void choose_functions(Part *part) {
    const Signal *signal = part->signal;
    if (signal->half) part->activate = signal->alpha ? half_snake : half_leaky;
    else part->activate = signal->alpha ? snake : leaky;
    part->finish = signal->half_out ? finish_halves : finish_floats;
}

/* 1 / alpha, and 0 beyond what there is. */
static void invert(const float *alpha, int count, int filled, float *inverse) {
    for (int i = 0; i < filled; i += FLOATS) {
        __mmask16 lanes = lanes_of(count - i);
        store(inverse + i, _mm512_maskz_div_ps(lanes, every(1.f), floats_at(alpha + i, lanes, 0)));
    }
}

static void convolve(int task, void *context) {
    Work *work = context;
    const TileConvolution *c = work->convolution;
    int number = task / work->output_parts, output_part = task % work->output_parts;
    int panels = (c->outputs + OUTPUTS - 1) / OUTPUTS;
    int first = begin_of(output_part, work->output_parts, panels);
    int last = begin_of(output_part + 1, work->output_parts, panels);
    Part part = {.convolution = c, .signal = work->signal, .depth = work->depth};
    part.pitch = part.depth * c->parts;
    choose_functions(&part);
    part.first = number * work->rows_of_a_part;
    part.count = least_of(work->signal->time - part.first, work->rows_of_a_part);
    int rows = (part.count + WINDOW - 1) / WINDOW * WINDOW + work->reach;
    size_t row_bytes = whole_lines((size_t)rows * part.pitch * sizeof *part.rows);
    size_t sums = BOTH * WINDOW * COLUMNS, moments = (size_t)panels * BOTH * MOMENTS * COLUMNS;
    size_t unpacked = c->parts == 2 ? 2 * BOTH * weights_of_columns(&part) * sizeof *part.unpacked : 0;
    char *scratch = pool_scratch(row_bytes + unpacked + (2 * sums + moments + part.depth) * sizeof(float));
    if (!scratch) {
        atomic_store(&work->failed, 1);
        return;
    }
    part.rows = (uint16_t *)scratch;
    part.unpacked = (uint16_t *)(scratch + row_bytes);
    part.sums[0] = (float *)(scratch + row_bytes + unpacked);
    part.sums[1] = part.sums[0] + sums;
    part.moments = part.sums[1] + sums;
    part.inverse = part.moments + moments;
    for (size_t i = 0; i < moments; i += FLOATS) store(part.moments + i, every(0.f));
    if (work->signal->alpha) invert(work->signal->alpha, c->inputs, part.depth, part.inverse);
    Beside beside = {0};
    tiles_begin();
    if (c->parts == 2 || weights_of_columns(&part) / COLUMNS * c->outputs > MOST_WEIGHTS)
        by_panels(&part, first, last, work->reach, &beside);
    else by_windows(&part, first, last, work->reach, &beside);
    tiles_end();
    finish(&part, &beside, WINDOW);
    if (work->means) note_moments(work, &part, number, first * OUTPUTS, least_of(last * OUTPUTS, c->outputs));
}

/* Divides the work: in time by its length alone, since moments are summed up by parts and must be the same whoever works;
 * by outputs for as many tasks as threads want, each of which activates the same rows. */
static void divide(Work *work) {
    int time = work->signal->time, panels = (work->convolution->outputs + OUTPUTS - 1) / OUTPUTS;
    int rows = MOST_NUMBERS / (work->depth * work->convolution->parts) / WINDOW * WINDOW;
    int most = least_of(rows < WINDOW ? WINDOW : rows, MOST_ROWS), parts = (time + most - 1) / most;
    int least = least_of(LEAST_PARTS, (time + LEAST_ROWS - 1) / LEAST_ROWS);
    if (parts < least) parts = least;
    work->rows_of_a_part = ((time + parts - 1) / parts + WINDOW - 1) / WINDOW * WINDOW;
    work->parts = (time + work->rows_of_a_part - 1) / work->rows_of_a_part;
    int tasks = pool_threads() > 1 ? TASKS_OF_A_THREAD * pool_threads() : 1;
    work->output_parts = least_of((tasks + work->parts - 1) / work->parts, (panels + 1) / 2);
}

int tile_convolution_run(const TileConvolution *convolution, const Signal *signal) {
    if (signal->time < 1) return 0;
    Work work = {.convolution = convolution, .signal = signal};
    work.depth = (convolution->inputs + DEPTH - 1) / DEPTH * DEPTH;
    work.reach = (convolution->taps - 1) * convolution->dilation;
    divide(&work);
    if (signal->mean) {
        size_t numbers = (size_t)work.parts * convolution->outputs;
        work.means = malloc((2 * numbers + work.parts) * sizeof(float));
        if (!work.means) return 1;
        work.squares = work.means + numbers;
        work.counts = (int *)(work.squares + numbers);
    }
    pool_run(work.parts * work.output_parts, convolve, &work);
    if (signal->mean) {
        merge_moments(work.parts, convolution->outputs, work.counts, work.means, work.squares, signal->mean,
                      signal->variance);
        free(work.means);
    }
    return atomic_load(&work.failed);
}

#endif
