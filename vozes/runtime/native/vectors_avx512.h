/* AVX-512 with VNNI; see `vectors.h`. The instruction for int8 multiplies bytes without sign by bytes with one, so a
 * number is two bytes, 256 (high - 128) + (low - 128), and a row all high ones and then all low ones. */
#include <immintrin.h>

#define FLOATS 16
#define ROWS 12
#define LEAST_EXPONENT -200.f
#define WEIGHTS 64

typedef float Floats __attribute__((vector_size(64)));
typedef __m512i Weights;
typedef struct {
    __m512i high, low;
} Products;

INLINE Floats greater(Floats a, Floats b) { return _mm512_max_ps(a, b); }

INLINE Floats root(Floats x) { return _mm512_sqrt_ps(x); }

INLINE Floats nearest(Floats x) { return _mm512_roundscale_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }

INLINE Floats scaled(Floats x, Floats exponent) { return _mm512_scalef_ps(x, exponent); }

INLINE float sum_of(Floats x) { return _mm512_reduce_add_ps(x); }

INLINE float largest_of(Floats x) { return _mm512_reduce_max_ps(x); }

INLINE __m128 sums_of_four(Floats a, Floats b, Floats c, Floats d) {
    __m512 ab = _mm512_unpacklo_ps(a, b) + _mm512_unpackhi_ps(a, b);
    __m512 cd = _mm512_unpacklo_ps(c, d) + _mm512_unpackhi_ps(c, d);
    __m512 low = (__m512)_mm512_unpacklo_pd((__m512d)ab, (__m512d)cd);
    __m512 high = (__m512)_mm512_unpackhi_pd((__m512d)ab, (__m512d)cd);
    __m512 quarters = low + high; /* each 128 bits: a's, b's, c's, d's */
    __m256 halves = _mm512_castps512_ps256(quarters) + _mm512_extractf32x8_ps(quarters, 1);
    return _mm256_castps256_ps128(halves) + _mm256_extractf128_ps(halves, 1);
}

INLINE Floats from_bfloat16(const uint16_t *at) {
    return (Floats)_mm512_slli_epi32(_mm512_cvtepu16_epi32(_mm256_loadu_si256((const __m256i *)at)), 16);
}

INLINE Floats from_half(const uint16_t *at) { return _mm512_cvtph_ps(_mm256_loadu_si256((const __m256i *)at)); }

INLINE void to_half(uint16_t *at, Floats x) {
    _mm256_storeu_si256((__m256i *)at, _mm512_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
}

INLINE void write_numbers(uint8_t *row, int length, int at, Floats x) {
    __m512i number = _mm512_add_epi32(_mm512_cvtps_epi32(x), _mm512_set1_epi32(256 * 128 + 128));
    _mm_storeu_si128((__m128i *)(row + at), _mm512_cvtepi32_epi8(_mm512_srli_epi32(number, 8)));
    _mm_storeu_si128((__m128i *)(row + length + at), _mm512_cvtepi32_epi8(number));
}

INLINE Weights weights_of(const int8_t *at) { return _mm512_loadu_si512(at); }

INLINE Products add_products(Products sums, const uint8_t *row, int length, int at, Weights weights) {
    sums.high = _mm512_dpbusd_epi32(sums.high, _mm512_loadu_si512(row + at), weights);
    sums.low = _mm512_dpbusd_epi32(sums.low, _mm512_loadu_si512(row + length + at), weights);
    return sums;
}

/* 256 high + low, rounded once; neither half of it must be exact as a float. */
INLINE Floats exact_sum(__m512i high, __m512i low) {
    __m512i whole = _mm512_add_epi32(_mm512_slli_epi32(high, 8), low); /* its lower 32 bits */
    __m512i most = _mm512_srai_epi32(_mm512_add_epi32(high, _mm512_srai_epi32(low, 8)), 8); /* and all but its lower 16 */
    __m512i least = _mm512_and_si512(whole, _mm512_set1_epi32(0xffff));
    return _mm512_fmadd_ps(_mm512_cvtepi32_ps(most), _mm512_set1_ps(65536.f), _mm512_cvtepi32_ps(least));
}

INLINE __m128i whole_sums_of_four(__m512i a, __m512i b, __m512i c, __m512i d) {
    __m512i ab = _mm512_add_epi32(_mm512_unpacklo_epi32(a, b), _mm512_unpackhi_epi32(a, b));
    __m512i cd = _mm512_add_epi32(_mm512_unpacklo_epi32(c, d), _mm512_unpackhi_epi32(c, d));
    __m512i quarters = _mm512_add_epi32(_mm512_unpacklo_epi64(ab, cd), _mm512_unpackhi_epi64(ab, cd));
    __m256i halves = _mm256_add_epi32(_mm512_castsi512_si256(quarters), _mm512_extracti32x8_epi32(quarters, 1));
    return _mm_add_epi32(_mm256_castsi256_si128(halves), _mm256_extracti128_si256(halves, 1));
}

/* 4096 products of bytes stay below 2^28. */
INLINE __m128 totals_of_four(const Products *sums, const float *weights) {
    __m128i surplus = _mm_slli_epi32(_mm_cvtps_epi32(_mm_loadu_ps(weights)), 7);
    __m128i high = whole_sums_of_four(sums[0].high, sums[1].high, sums[2].high, sums[3].high);
    __m128i low = whole_sums_of_four(sums[0].low, sums[1].low, sums[2].low, sums[3].low);
    high = _mm_sub_epi32(high, surplus);
    low = _mm_sub_epi32(low, surplus);
    return _mm512_castps512_ps128(exact_sum(_mm512_castsi128_si512(high), _mm512_castsi128_si512(low)));
}
