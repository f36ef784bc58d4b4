/* Products of rows of activations with int8 weights. Activations are taken in 16 bits, as whole numbers of steps; one
 * row's step follows its largest value. What is dear is reading the weights, once for all rows; more than 8 bits of an
 * activation cost nothing beside it.
 *
 * Few rows are multiplied by vectors, more by tiles where the level has them. With AVX-512 sums are exact either way and
 * rounded once, so that a row's result does not depend on which others there are. */
#ifndef VOZES_INT8_H
#define VOZES_INT8_H

#include "transformer.h"
#include "vectors.h"

#define STEPS 32639.f /* the largest multiple of a step: 256 * 127 + 127 */

/* Rows of activations, ready for the products. */
typedef struct {
    uint8_t *numbers; /* two bytes for each of (rows, inputs), in the order that the products want them */
    float *steps;     /* (rows) */
    int32_t rows;
} Quantized;

/* What a step of a row is worth. */
INLINE float step_of(const float *x, int width) {
    Floats largest = every(1e-20f);
    for (int i = 0; i < width; i += FLOATS) largest = greater(largest, greater(load(x + i), -load(x + i)));
    return largest_of(largest) / STEPS;
}

#include "int8_vectors.h"

#ifdef __AMX_INT8__
#include "int8_tiles.h"

INLINE int by_tiles(int rows) { return rows >= LEAST_ROWS_OF_TILES; }

#else

#define ROWS_OF_TILES 1
#define OUTPUTS_OF_TILES OUTPUTS_AT_ONCE

INLINE int by_tiles(int rows) { return (void)rows, 0; }

INLINE void quantize_tiles(const float *x, int width, const Quantized *to, int first) {
    quantize_vectors(x, width, to, first);
}

INLINE void multiply_tiles(const Linear *linear, const Quantized *x, int first, int last, float *target,
                           const int add) {
    multiply_vectors(linear, x, first, last, target, add);
}
#endif

#endif
