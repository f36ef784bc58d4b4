/* What the kernels share: 16 floats at a time with AVX-512, and the functions of them that libraries lack. */
#ifndef VOZES_VECTORS_H
#define VOZES_VECTORS_H

#include <immintrin.h>
#include <stdint.h>

#define KERNEL __attribute__((target("avx512f,avx512bw,avx512dq,avx512vl,avx512vnni,fma")))
#define INLINE static inline __attribute__((always_inline)) KERNEL

/* exp(x), relative error below 2e-7, for x up to 88; far below zero it gives 0. */
INLINE __m512 exponential(__m512 x) {
    const __m512 log2e = _mm512_set1_ps(1.44269504f);
    __m512 exponent = _mm512_roundscale_ps(_mm512_mul_ps(x, log2e), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    exponent = _mm512_max_ps(exponent, _mm512_set1_ps(-200.f));
    __m512 r = _mm512_fnmadd_ps(exponent, _mm512_set1_ps(0.693359375f), x); /* log 2 in two parts */
    r = _mm512_fnmadd_ps(exponent, _mm512_set1_ps(-2.12194440e-4f), r);
    r = _mm512_max_ps(r, _mm512_set1_ps(-1.f));
    __m512 p = _mm512_set1_ps(1.f / 5040);
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f / 720));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f / 120));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f / 24));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f / 6));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(0.5f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f));
    p = _mm512_fmadd_ps(p, r, _mm512_set1_ps(1.f));
    return _mm512_scalef_ps(p, exponent);
}

/* GPT-2's GELU: x * (1 + tanh(u)) / 2 is x / (1 + exp(-2u)). */
INLINE __m512 gelu_tanh(__m512 x) {
    const __m512 one = _mm512_set1_ps(1.f);
    __m512 cube = _mm512_fmadd_ps(_mm512_mul_ps(x, x), _mm512_set1_ps(0.044715f), one);
    __m512 u = _mm512_mul_ps(_mm512_mul_ps(x, cube), _mm512_set1_ps(-1.5957691216f)); /* -2 sqrt(2 / pi) */
    return _mm512_div_ps(x, _mm512_add_ps(one, exponential(_mm512_min_ps(u, _mm512_set1_ps(80.f)))));
}

/* sin(x)², from the sine between -pi / 2 and pi / 2: its square repeats after pi. Error below 1e-6 up to |x| = 1e4. */
INLINE __m512 sine_squared(__m512 x) {
    __m512 turns = _mm512_roundscale_ps(_mm512_mul_ps(x, _mm512_set1_ps(0.318309886f)), _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC);
    __m512 r = _mm512_fnmadd_ps(turns, _mm512_set1_ps(3.140625f), x); /* pi in three parts */
    r = _mm512_fnmadd_ps(turns, _mm512_set1_ps(9.67502593994140625e-4f), r);
    r = _mm512_fnmadd_ps(turns, _mm512_set1_ps(1.509957990978376432e-7f), r);
    __m512 square = _mm512_mul_ps(r, r);
    __m512 p = _mm512_set1_ps(-2.50521084e-8f);
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(2.75573192e-6f));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(-1.98412698e-4f));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(8.33333333e-3f));
    p = _mm512_fmadd_ps(p, square, _mm512_set1_ps(-1.66666667e-1f));
    __m512 sine = _mm512_fmadd_ps(_mm512_mul_ps(p, square), r, r);
    return _mm512_mul_ps(sine, sine);
}

/* Snake (Ziyin et al. 2020, arXiv:2006.08195). */
INLINE __m512 snake_of(__m512 x, __m512 alpha, __m512 inverse_alpha) {
    return _mm512_fmadd_ps(sine_squared(_mm512_mul_ps(alpha, x)), inverse_alpha, x);
}

/* The sums of four vectors. */
INLINE __m128 sums_of_four(__m512 a, __m512 b, __m512 c, __m512 d) {
    __m512 ab = _mm512_add_ps(_mm512_unpacklo_ps(a, b), _mm512_unpackhi_ps(a, b));
    __m512 cd = _mm512_add_ps(_mm512_unpacklo_ps(c, d), _mm512_unpackhi_ps(c, d));
    __m512 low = _mm512_castpd_ps(_mm512_unpacklo_pd(_mm512_castps_pd(ab), _mm512_castps_pd(cd)));
    __m512 high = _mm512_castpd_ps(_mm512_unpackhi_pd(_mm512_castps_pd(ab), _mm512_castps_pd(cd)));
    __m512 quarters = _mm512_add_ps(low, high); /* each 128 bits: a's, b's, c's, d's */
    __m256 halves = _mm256_add_ps(_mm512_castps512_ps256(quarters), _mm512_extractf32x8_ps(quarters, 1));
    return _mm_add_ps(_mm256_castps256_ps128(halves), _mm256_extractf128_ps(halves, 1));
}

INLINE __m512 from_bfloat16(const uint16_t *at) {
    __m512i wide = _mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)at));
    return _mm512_castsi512_ps(_mm512_slli_epi32(wide, 16));
}

INLINE uint16_t to_bfloat16(float value) {
    union { float number; uint32_t bits; } word = {value};
    return (uint16_t)((word.bits + 0x7fff + (word.bits >> 16 & 1)) >> 16); /* to the nearest, ties to even */
}

#endif
