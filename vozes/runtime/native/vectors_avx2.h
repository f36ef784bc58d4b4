/* AVX2 with FMA and F16C; see `vectors.h`. Bytes would have to be added in 16 bits, which overflow: so weights are
 * widened to 16 bits and multiplied by numbers of 16. */
#include <immintrin.h>

#define FLOATS 8
#define ROWS 6
#define LEAST_EXPONENT -127.f
#define WEIGHTS 16

typedef float Floats __attribute__((vector_size(32)));
typedef __m256i Weights;
typedef __m256i Products;

INLINE Floats greater(Floats a, Floats b) { return _mm256_max_ps(a, b); }

INLINE Floats root(Floats x) { return _mm256_sqrt_ps(x); }

INLINE Floats nearest(Floats x) { return _mm256_round_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC); }

INLINE Floats scaled(Floats x, Floats exponent) {
    __m256i biased = _mm256_add_epi32(_mm256_cvtps_epi32(exponent), _mm256_set1_epi32(127));
    return x * (Floats)_mm256_slli_epi32(biased, 23);
}

INLINE __m128 sums_of_four(Floats a, Floats b, Floats c, Floats d) {
    __m256 ab = _mm256_unpacklo_ps(a, b) + _mm256_unpackhi_ps(a, b);
    __m256 cd = _mm256_unpacklo_ps(c, d) + _mm256_unpackhi_ps(c, d);
    __m256 low = (__m256)_mm256_unpacklo_pd((__m256d)ab, (__m256d)cd);
    __m256 high = (__m256)_mm256_unpackhi_pd((__m256d)ab, (__m256d)cd);
    __m256 halves = low + high; /* each 128 bits: a's, b's, c's, d's */
    return _mm256_castps256_ps128(halves) + _mm256_extractf128_ps(halves, 1);
}

INLINE float sum_of(Floats x) {
    __m128 half = _mm256_castps256_ps128(x) + _mm256_extractf128_ps(x, 1);
    half = half + _mm_movehl_ps(half, half);
    return half[0] + half[1];
}

INLINE float largest_of(Floats x) {
    __m128 half = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    half = _mm_max_ps(half, _mm_movehl_ps(half, half));
    return half[0] > half[1] ? half[0] : half[1];
}

INLINE Floats from_bfloat16(const uint16_t *at) {
    return (Floats)_mm256_slli_epi32(_mm256_cvtepu16_epi32(_mm_loadu_si128((const __m128i *)at)), 16);
}

INLINE Floats from_half(const uint16_t *at) { return _mm256_cvtph_ps(_mm_loadu_si128((const __m128i *)at)); }

INLINE void to_half(uint16_t *at, Floats x) {
    _mm_storeu_si128((__m128i *)at, _mm256_cvtps_ph(x, _MM_FROUND_TO_NEAREST_INT));
}

INLINE void write_numbers(uint8_t *row, int length, int at, Floats x) {
    (void)length;
    __m256i number = _mm256_cvtps_epi32(x);
    __m128i packed = _mm_packs_epi32(_mm256_castsi256_si128(number), _mm256_extracti128_si256(number, 1));
    _mm_storeu_si128((__m128i *)(row + 2 * at), packed);
}

INLINE Weights weights_of(const int8_t *at) { return _mm256_cvtepi8_epi16(_mm_loadu_si128((const __m128i *)at)); }

/* 4096 numbers are 512 products of at most 32639 * 127 in an element: just below 2^31. */
INLINE Products add_products(Products sums, const uint8_t *row, int length, int at, Weights weights) {
    (void)length;
    __m256i numbers = _mm256_loadu_si256((const __m256i *)(row + 2 * at));
    return _mm256_add_epi32(sums, _mm256_madd_epi16(numbers, weights));
}

INLINE __m128 totals_of_four(const Products *sums, const float *weights) {
    (void)weights;
    return sums_of_four(_mm256_cvtepi32_ps(sums[0]), _mm256_cvtepi32_ps(sums[1]), _mm256_cvtepi32_ps(sums[2]),
                        _mm256_cvtepi32_ps(sums[3]));
}
