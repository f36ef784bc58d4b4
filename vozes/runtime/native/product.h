/* The product of a block of rows and a panel of outputs, which is summed up in registers. Convolutions have one of their
 * own, which begins at zero, unpacks weights as it goes and fetches them into the first cache: made of this one, they
 * took up to a quarter longer with AVX2 and a sixth with AVX-512. */
#ifndef VOZES_PRODUCT_H
#define VOZES_PRODUCT_H

#include <stddef.h>

#include "vectors.h"

#define VECTORS 2 /* of a panel */
#define PANEL (VECTORS * FLOATS)
#define CHUNK 256          /* the most inputs that are taken at once: their weights stay in the first cache */
#define PITCH (CHUNK + 16) /* from a row to the next: a power of two would put all into the same few places of it */
#define LINE 64            /* bytes of the caches */

/* Adds what `depth` inputs make, and fetches as many lines from `ahead` on into the second cache. `x`: (rows, PITCH);
 * `weight`: (depth, PANEL); `sums`: (rows, PANEL). */
INLINE void multiply(const float *x, const float *weight, int depth, const char *ahead, float *sums, const int rows) {
    Floats kept[ROWS][VECTORS];
#pragma GCC unroll 12
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (int v = 0; v < VECTORS; v++) kept[r][v] = load(sums + r * PANEL + v * FLOATS);
    for (int k = 0; k < depth; k++, weight += PANEL) {
        Floats weights[VECTORS];
#pragma GCC unroll 2
        for (int v = 0; v < VECTORS; v++) weights[v] = load(weight + v * FLOATS);
        __builtin_prefetch(ahead + (size_t)k * LINE, 0, 2);
#pragma GCC unroll 12
        for (int r = 0; r < rows; r++) {
            Floats value = every(x[r * PITCH + k]);
#pragma GCC unroll 2
            for (int v = 0; v < VECTORS; v++) kept[r][v] += weights[v] * value;
        }
    }
#pragma GCC unroll 12
    for (int r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (int v = 0; v < VECTORS; v++) store(sums + r * PANEL + v * FLOATS, kept[r][v]);
}

#define CASE(count)                                                          \
    case count:                                                              \
        if (count <= ROWS) multiply(x, weight, depth, ahead, sums, count);   \
        break;

static void multiply_block(const float *x, const float *weight, int depth, const char *ahead, float *sums,
                           int rows) {
    switch (rows) {
        CASE(1) CASE(2) CASE(3) CASE(4) CASE(5) CASE(6) CASE(7) CASE(8) CASE(9) CASE(10) CASE(11) CASE(12)
    }
}

#endif
