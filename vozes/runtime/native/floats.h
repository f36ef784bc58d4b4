/* Vectors of floats for sources that use the compiler's operators on them. What they need of a processor is here. */
#ifndef VOZES_FLOATS_H
#define VOZES_FLOATS_H

#include <stdint.h>

#include "vectors.h"

#define FLOATS 16 /* in a vector */
#define ROWS 12   /* of a product that fit into the registers, beside two vectors of weights */

typedef float Floats __attribute__((vector_size(4 * FLOATS)));

INLINE Floats load(const float *at) {
    Floats x;
    __builtin_memcpy(&x, at, sizeof x);
    return x;
}

INLINE void store(float *at, Floats x) { __builtin_memcpy(at, &x, sizeof x); }

/* One number in every element. */
INLINE Floats every(float x) { return x - (Floats){0}; }

INLINE Floats greater(Floats a, Floats b) { return _mm512_max_ps(a, b); }

/* FLOATS numbers of IEEE 754's binary16. */
INLINE Floats from_half(const uint16_t *at) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)at)); }

#endif
