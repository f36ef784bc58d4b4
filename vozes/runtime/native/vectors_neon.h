/* NEON of 64-bit ARM; see `vectors.h`. With the instruction for products of bytes (dotprod) a number is two bytes,
 * 256 high + low, and a row all high ones and then all low ones; without it weights are widened to 16 bits. */
#include <arm_neon.h>

#define FLOATS 4
#define ROWS 12
#define LEAST_EXPONENT -127.f
#define WEIGHTS 16

typedef float32x4_t Floats;

INLINE Floats greater(Floats a, Floats b) { return vmaxq_f32(a, b); }

INLINE Floats root(Floats x) { return vsqrtq_f32(x); }

INLINE Floats nearest(Floats x) { return vrndnq_f32(x); }

INLINE Floats scaled(Floats x, Floats exponent) {
    int32x4_t biased = vaddq_s32(vcvtq_s32_f32(exponent), vdupq_n_s32(127));
    return vmulq_f32(x, vreinterpretq_f32_s32(vshlq_n_s32(biased, 23)));
}

INLINE float sum_of(Floats x) { return vaddvq_f32(x); }

INLINE float largest_of(Floats x) { return vmaxvq_f32(x); }

INLINE float32x4_t sums_of_four(Floats a, Floats b, Floats c, Floats d) {
    return vpaddq_f32(vpaddq_f32(a, b), vpaddq_f32(c, d));
}

INLINE Floats from_bfloat16(const uint16_t *at) { return vreinterpretq_f32_u32(vshll_n_u16(vld1_u16(at), 16)); }

INLINE Floats from_half(const uint16_t *at) { return vcvt_f32_f16(vreinterpret_f16_u16(vld1_u16(at))); }

INLINE void to_half(uint16_t *at, Floats x) { vst1_u16(at, vreinterpret_u16_f16(vcvt_f16_f32(x))); }

#if defined(__ARM_FEATURE_DOTPROD)

typedef int8x16_t Weights;
typedef struct {
    int32x4_t high, low;
} Products;

INLINE void write_bytes(uint8_t *at, int32x4_t numbers) {
    int16x4_t halves = vmovn_s32(numbers);
    uint32_t bytes = vget_lane_u32(vreinterpret_u32_s8(vmovn_s16(vcombine_s16(halves, halves))), 0);
    __builtin_memcpy(at, &bytes, sizeof bytes);
}

INLINE void write_numbers(uint8_t *row, int length, int at, Floats x) {
    int32x4_t number = vcvtnq_s32_f32(x), high = vrshrq_n_s32(number, 8);
    write_bytes(row + at, high);
    write_bytes(row + length + at, vsubq_s32(number, vshlq_n_s32(high, 8)));
}

INLINE Weights weights_of(const int8_t *at) { return vld1q_s8(at); }

INLINE Products add_products(Products sums, const uint8_t *row, int length, int at, Weights weights) {
    sums.high = vdotq_s32(sums.high, vld1q_s8((const int8_t *)row + at), weights);
    sums.low = vdotq_s32(sums.low, vld1q_s8((const int8_t *)row + length + at), weights);
    return sums;
}

INLINE Floats total(Products sums) { return vfmaq_n_f32(vcvtq_f32_s32(sums.low), vcvtq_f32_s32(sums.high), 256.f); }

#else

typedef int16x8x2_t Weights;
typedef struct {
    int32x4_t first, second; /* 4096 numbers are 512 products of at most 32639 * 127 in an element: just below 2^31 */
} Products;

INLINE void write_numbers(uint8_t *row, int length, int at, Floats x) {
    (void)length;
    vst1_s16((int16_t *)row + at, vqmovn_s32(vcvtnq_s32_f32(x)));
}

INLINE Weights weights_of(const int8_t *at) {
    int8x16_t bytes = vld1q_s8(at);
    return (Weights){{vmovl_s8(vget_low_s8(bytes)), vmovl_high_s8(bytes)}};
}

INLINE Products add_products(Products sums, const uint8_t *row, int length, int at, Weights weights) {
    (void)length;
    const int16_t *numbers = (const int16_t *)row + at;
    for (int half = 0; half < 2; half++) {
        int16x8_t x = vld1q_s16(numbers + 8 * half), w = weights.val[half];
        sums.first = vmlal_s16(sums.first, vget_low_s16(x), vget_low_s16(w));
        sums.second = vmlal_high_s16(sums.second, x, w);
    }
    return sums;
}

INLINE Floats total(Products sums) { return vcvtq_f32_s32(sums.first) + vcvtq_f32_s32(sums.second); }

#endif

INLINE float32x4_t totals_of_four(const Products *sums, const float *weights) {
    (void)weights;
    return sums_of_four(total(sums[0]), total(sums[1]), total(sums[2]), total(sums[3]));
}
