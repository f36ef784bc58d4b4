/* int8 products by AMX; see `int8.h`. A tile takes weights as they lie in memory, 64 of 16 outputs, and another what they
 * are multiplied by: 64 numbers of 16 rows, four of a row together. A number is two bytes, 256 high + low, of which the
 * high one has a sign: two tiles, whose products are summed up apart and are exact together. */
#include "tiles.h"

#define ROWS_OF_TILES TILE_ROWS
#define OUTPUTS_OF_TILES (2 * TILE_ROWS)
#define LEAST_ROWS_OF_TILES 7 /* fewer wait for the memory, which vectors are quicker to ask */
#define INPUTS_OF_A_TILE TILE_BYTES
#define BYTES_OF_A_TILE (TILE_ROWS * TILE_BYTES)
#define SUMS_OF_A_TILE (TILE_ROWS * TILE_BYTES / sizeof(int32_t))
#define WEIGHTS_AHEAD 16384 /* bytes that weights are fetched before they are multiplied */

/* (16, 16) → the same with rows for columns. */
INLINE void transpose(__m512 *x) {
    __m512 y[16];
#pragma GCC unroll 8
    for (int i = 0; i < 16; i += 2) {
        y[i] = _mm512_unpacklo_ps(x[i], x[i + 1]);
        y[i + 1] = _mm512_unpackhi_ps(x[i], x[i + 1]);
    }
#pragma GCC unroll 4
    for (int i = 0; i < 16; i += 4)
#pragma GCC unroll 2
        for (int j = 0; j < 2; j++) {
            __m512d a = (__m512d)y[i + j], b = (__m512d)y[i + j + 2];
            x[i + 2 * j] = (__m512)_mm512_unpacklo_pd(a, b);
            x[i + 2 * j + 1] = (__m512)_mm512_unpackhi_pd(a, b);
        }
#pragma GCC unroll 4
    for (int j = 0; j < 4; j++) {
        __m512 low = _mm512_shuffle_f32x4(x[j], x[j + 4], 0x44), high = _mm512_shuffle_f32x4(x[j], x[j + 4], 0xee);
        __m512 low2 = _mm512_shuffle_f32x4(x[j + 8], x[j + 12], 0x44);
        __m512 high2 = _mm512_shuffle_f32x4(x[j + 8], x[j + 12], 0xee);
        y[j] = _mm512_shuffle_f32x4(low, low2, 0x88);
        y[j + 4] = _mm512_shuffle_f32x4(low, low2, 0xdd);
        y[j + 8] = _mm512_shuffle_f32x4(high, high2, 0x88);
        y[j + 12] = _mm512_shuffle_f32x4(high, high2, 0xdd);
    }
#pragma GCC unroll 16
    for (int i = 0; i < 16; i++) x[i] = y[i];
}

/* 64 numbers of a row: the high and the low bytes, four together; of the 16 fours the 1st, 5th, 9th and 13th come first,
 * then the 2nd, and so on. */
INLINE void bytes_of(const float *x, float inverse, __m512 *high, __m512 *low) {
    __m512i numbers[4];
#pragma GCC unroll 4
    for (int i = 0; i < 4; i++) numbers[i] = _mm512_cvtps_epi32(load(x + 16 * i) * every(inverse));
    __m512i first = _mm512_packs_epi32(numbers[0], numbers[1]), second = _mm512_packs_epi32(numbers[2], numbers[3]);
    __m512i byte = _mm512_set1_epi16(255);
    *high = (__m512)_mm512_packs_epi16(_mm512_srai_epi16(first, 8), _mm512_srai_epi16(second, 8));
    *low = (__m512)_mm512_packus_epi16(_mm512_and_si512(first, byte), _mm512_and_si512(second, byte));
}

/* TILE_ROWS rows (rows, width), of which those beyond the last may hold anything; so may their results. */
INLINE void quantize_tiles(const float *x, int width, const Quantized *to, int first) {
    float inverse[TILE_ROWS];
    int rows = to->rows - first < TILE_ROWS ? to->rows - first : TILE_ROWS;
    for (int row = 0; row < TILE_ROWS; row++) {
        const float *from = x + (size_t)(row < rows ? row : 0) * width;
        to->steps[first + row] = step_of(from, width);
        inverse[row] = 1.f / to->steps[first + row];
    }
    uint8_t *tile = to->numbers + 2 * (size_t)first * width;
    for (int k = 0; k < width; k += INPUTS_OF_A_TILE, tile += 2 * BYTES_OF_A_TILE) {
        __m512 high[TILE_ROWS], low[TILE_ROWS];
        for (int row = 0; row < TILE_ROWS; row++)
            bytes_of(x + (size_t)(row < rows ? row : 0) * width + k, inverse[row], high + row, low + row);
        transpose(high);
        transpose(low);
        for (int at = 0; at < TILE_ROWS; at++) {
            int four = at % 4 * 4 + at / 4; /* in which order they came out of `bytes_of` */
            _mm512_store_ps(tile + four * TILE_BYTES, high[at]);
            _mm512_store_ps(tile + BYTES_OF_A_TILE + four * TILE_BYTES, low[at]);
        }
    }
}

/* Sums of products of OUTPUTS_OF_TILES outputs and a block of rows: four tiles of (outputs, rows), of 16 outputs those of
 * high bytes and of low ones, then of the other 16. Weights are fetched from `ahead` on if there is any. */
INLINE void sum_products(const int8_t *weight, size_t inputs, const uint8_t *numbers, const char *ahead, int32_t *sums) {
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (size_t k = 0; k < inputs; k += INPUTS_OF_A_TILE, numbers += 2 * BYTES_OF_A_TILE) {
        if (ahead) {
#pragma GCC unroll 32
            for (int line = 0; line < OUTPUTS_OF_TILES; line++, ahead += 64) __builtin_prefetch(ahead, 0, 2);
        }
        TILE_LOAD(4, weight + k, inputs);
        TILE_LOAD(5, weight + TILE_ROWS * inputs + k, inputs);
        TILE_LOAD(6, numbers, TILE_BYTES);
        TILE_LOAD(7, numbers + BYTES_OF_A_TILE, TILE_BYTES);
        _tile_dpbssd(0, 4, 6);
        _tile_dpbsud(1, 4, 7);
        _tile_dpbssd(2, 5, 6);
        _tile_dpbsud(3, 5, 7);
    }
    TILE_STORE(0, sums, TILE_BYTES);
    TILE_STORE(1, sums + SUMS_OF_A_TILE, TILE_BYTES);
    TILE_STORE(2, sums + 2 * SUMS_OF_A_TILE, TILE_BYTES);
    TILE_STORE(3, sums + 3 * SUMS_OF_A_TILE, TILE_BYTES);
}

/* From the sums of 16 outputs, of high bytes and of low ones, to so many rows of the result. */
INLINE void finish_sums(const int32_t *sums, const Linear *linear, int output, const float *steps, int rows,
                        float *target, const int add) {
    Floats results[TILE_ROWS], step = load(steps);
#pragma GCC unroll 16
    for (int o = 0; o < TILE_ROWS; o++) {
        Floats sum = exact_sum(_mm512_load_si512(sums + o * 16), _mm512_load_si512(sums + SUMS_OF_A_TILE + o * 16));
        results[o] = sum * (every(linear->scale[output + o]) * step) + every(linear->bias[output + o]);
    }
    transpose(results);
    for (int row = 0; row < rows; row++, target += linear->outputs)
        store(target, add ? load(target) + results[row] : results[row]);
}

/* The outputs from `first` up to `last`, for all rows. */
INLINE void multiply_tiles(const Linear *linear, const Quantized *x, int first, int last, float *target,
                             const int add) {
    size_t inputs = (size_t)linear->inputs;
    _Alignas(64) int32_t sums[4 * SUMS_OF_A_TILE];
    tiles_begin();
    for (int output = first; output < last; output += OUTPUTS_OF_TILES)
        for (int row = 0; row < x->rows; row += TILE_ROWS) {
            const int8_t *weight = linear->weight + output * inputs;
            sum_products(weight, inputs, x->numbers + 2 * row * inputs, row ? 0 : (const char *)weight + WEIGHTS_AHEAD, sums);
            int rows = x->rows - row < TILE_ROWS ? x->rows - row : TILE_ROWS;
            for (int half = 0; half < 2; half++) {
                int at = output + half * TILE_ROWS;
                finish_sums(sums + half * 2 * SUMS_OF_A_TILE, linear, at, x->steps + row, rows,
                            target + (size_t)row * linear->outputs + at, add);
            }
        }
    tiles_end();
}
