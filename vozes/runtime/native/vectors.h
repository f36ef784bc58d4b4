/* What the kernels share: vectors of floats, and the functions of them that libraries lack.
 *
 * A level is what a processor can: its vectors' width and instructions. Each level is compiled into a library of its
 * own from the same sources, by the flags in `setup.py`. Sums, products and quotients are the compiler's operators on
 * vectors; the rest is in the level's header, and has in each the same names and meaning:
 *
 *   Floats, FLOATS         a vector, and how many floats it has: 16, 8 or 4
 *   ROWS                   rows of a product that fit its registers, beside two vectors of weights; a multiple of 3
 *   greater(a, b)          the larger one, element by element
 *   root(x)                the square root
 *   nearest(x)             whole numbers, ties to even
 *   scaled(x, exponent)    x 2^exponent of whole exponents up to 127, from LEAST_EXPONENT on, where it is 0
 *   sum_of, largest_of     of a vector's elements
 *   sums_of_four           the sums of four vectors
 *   from_bfloat16, from_half   FLOATS numbers of 16 bits
 *   to_half(at, x)         writes x in 16 bits, each to the nearest; what is too large as infinity
 *
 * and for products of int8 weights with activations in 16 bits, from -32639 to 32639, a row of which lies in memory as
 * the level wants it, in two bytes a number:
 *
 *   write_numbers(row, length, at, x)   FLOATS whole numbers to the places from `at` on of a row so long
 *   Weights, WEIGHTS, weights_of        so many weights in registers, and what loads them; 64 are a multiple of it
 *   Products, add_products              sums of products in each element, which 4096 products do not overflow
 *   totals_of_four(sums, weights)       the sums of four as floats; `weights`: of each of their rows of weights the sum */
#ifndef VOZES_VECTORS_H
#define VOZES_VECTORS_H

#include <stddef.h>
#include <stdint.h>

#define INLINE static inline __attribute__((always_inline))

#if defined(__AVX512F__)
#include "vectors_avx512.h"
#elif defined(__AVX2__)
#include "vectors_avx2.h"
#elif defined(__ARM_NEON) && defined(__aarch64__)
#include "vectors_neon.h"
#else
#error "no level for this processor"
#endif

typedef float Quad __attribute__((vector_size(16)));
typedef int32_t Mask __attribute__((vector_size(4 * FLOATS))); /* of what is compared: all bits of an element, or none */

/* The same anywhere in memory. */
typedef float PlacedFloats __attribute__((vector_size(4 * FLOATS), aligned(4), may_alias));
typedef float PlacedQuad __attribute__((vector_size(16), aligned(4), may_alias));

INLINE Floats load(const float *at) { return *(const PlacedFloats *)at; }

INLINE void store(float *at, Floats x) { *(PlacedFloats *)at = x; }

INLINE Quad load_quad(const float *at) { return *(const PlacedQuad *)at; }

INLINE void store_quad(float *at, Quad x) { *(PlacedQuad *)at = x; }

/* FLOATS numbers of an array of floats or, `half`, of IEEE 754's binary16. */
INLINE Floats numbers_at(const void *array, size_t at, const int half) {
    return half ? from_half((const uint16_t *)array + at) : load((const float *)array + at);
}

INLINE void put_numbers(void *array, size_t at, Floats x, const int half) {
    if (half) to_half((uint16_t *)array + at, x);
    else store((float *)array + at, x);
}

/* One number in every element. */
INLINE Floats every(float x) { return x - (Floats){0}; }

/* exp(x), relative error below 2e-7, for x up to 88; far below zero it gives 0. */
INLINE Floats exponential(Floats x) {
    Floats exponent = greater(nearest(x * every(1.44269504f)), every(LEAST_EXPONENT));
    Floats r = x - exponent * every(0.693359375f); /* log 2 in two parts */
    r = greater(r - exponent * every(-2.12194440e-4f), every(-1.f));
    Floats p = every(1.f / 5040);
    p = p * r + every(1.f / 720);
    p = p * r + every(1.f / 120);
    p = p * r + every(1.f / 24);
    p = p * r + every(1.f / 6);
    p = p * r + every(0.5f);
    p = p * r + every(1.f);
    p = p * r + every(1.f);
    return scaled(p, exponent);
}

/* GPT-2's GELU: x * (1 + tanh(u)) / 2 is x / (1 + exp(-2u)). */
INLINE Floats gelu_tanh(Floats x) {
    Floats cube = x * x * every(0.044715f) + every(1.f);
    Floats u = x * cube * every(1.5957691216f); /* 2 sqrt(2 / pi) */
    return x / (every(1.f) + exponential(-greater(u, every(-80.f))));
}

/* sin(x - turns pi), for whole turns by which that is between -pi / 2 and pi / 2. Error below 1e-6 up to |x| = 1e4. */
INLINE Floats sine_beyond(Floats x, Floats turns) {
    Floats r = x - turns * every(3.140625f); /* pi in three parts */
    r = r - turns * every(9.67502593994140625e-4f);
    r = r - turns * every(1.509957990978376432e-7f);
    Floats square = r * r;
    Floats p = every(-2.50521084e-8f);
    p = p * square + every(2.75573192e-6f);
    p = p * square + every(-1.98412698e-4f);
    p = p * square + every(8.33333333e-3f);
    p = p * square + every(-1.66666667e-1f);
    return p * square * r + r;
}

INLINE Floats turns_of(Floats x) { return nearest(x * every(0.318309886f)); }

/* sin(x)²: the square repeats after pi. */
INLINE Floats sine_squared(Floats x) {
    Floats sine = sine_beyond(x, turns_of(x));
    return sine * sine;
}

/* sin(x): its sign changes with each turn. */
INLINE Floats sine_of(Floats x) {
    Floats turns = turns_of(x), odd = turns - every(2.f) * nearest(every(0.5f) * turns);
    return sine_beyond(x, turns) * (every(1.f) - every(2.f) * odd * odd);
}

/* cos(x), error below 1e-7 up to |x| = pi / 3. */
INLINE Floats near_cosine(Floats x) {
    Floats square = x * x;
    Floats p = every(-2.75573192e-7f);
    p = p * square + every(2.48015873e-5f);
    p = p * square + every(-1.38888889e-3f);
    p = p * square + every(4.16666667e-2f);
    p = p * square + every(-0.5f);
    return p * square + every(1.f);
}

/* `a` where a mask's bits are set, elsewhere `b`. */
INLINE Floats chosen(Mask mask, Floats a, Floats b) { return (Floats)((mask & (Mask)a) | (~mask & (Mask)b)); }

/* The angle of (x, y), from -pi to pi, error below 5e-7: with y = 0 it is just 0, or pi where x is below 0. The polynomial
 * is the arc tangent's from 0 to 1, fitted at Chebyshev's points. */
INLINE Floats angle_of(Floats y, Floats x) {
    Floats width = greater(x, -x), height = greater(y, -y);
    Floats ratio = greater(-width, -height) / -greater(greater(width, height), every(1e-30f));
    Floats square = ratio * ratio;
    Floats p = every(2.8340642e-3f);
    p = p * square + every(-1.60050299e-2f);
    p = p * square + every(4.25876081e-2f);
    p = p * square + every(-7.49544576e-2f);
    p = p * square + every(1.06367543e-1f);
    p = p * square + every(-1.42025709e-1f);
    p = p * square + every(1.99924842e-1f);
    p = p * square + every(-3.33330661e-1f);
    Floats angle = p * square * ratio + ratio;
    angle = chosen(height > width, every(1.57079633f) - angle, angle);
    angle = chosen(x < every(0.f), every(3.14159265f) - angle, angle);
    return chosen(y < every(0.f), -angle, angle);
}

/* Snake (Ziyin et al. 2020, arXiv:2006.08195). */
INLINE Floats snake_of(Floats x, Floats alpha, Floats inverse_alpha) {
    return sine_squared(alpha * x) * inverse_alpha + x;
}

/* A leaky ReLU of a slope from 0 to 1. */
INLINE Floats leaky_of(Floats x, Floats slope) { return greater(x, x * slope); }

INLINE uint16_t to_bfloat16(float value) {
    union { float number; uint32_t bits; } word = {value};
    return (uint16_t)((word.bits + 0x7fff + (word.bits >> 16 & 1)) >> 16); /* to the nearest, ties to even */
}

#endif
