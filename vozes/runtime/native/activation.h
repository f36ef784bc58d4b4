/* Instance norms and activations of signals (time, channels), in one pass each. Channels come in multiples of 16. */
#ifndef VOZES_ACTIVATION_H
#define VOZES_ACTIVATION_H

#include <stdint.h>

/* Each channel's mean and variance over time; x is of floats or, `half`, of 16 bits: IEEE 754's binary16. Returns 0, or
 * 1 where there is no memory. */
int activation_moments(const void *x, int32_t half, int32_t time, int32_t channels, float *mean, float *variance);

/* What parts of a signal say of its channels, made one: of each part the rows that it has, and for each channel their
 * mean and the sum of squared deviations from it (parts, channels). */
void merge_moments(int32_t parts, int32_t channels, const int *counts, const float *means, const float *squares,
                   float *mean, float *variance);

/* y + sin²(alpha y) / alpha of y = scale x + shift; scale and shift (channels) may both be 0, for y = x.
 * `out` may be `x`. */
void activation_snake(const float *x, int32_t time, int32_t channels, const float *scale, const float *shift,
                      const float *alpha, float *out);

/* leaky_relu(scale x + shift, slope), slopes from 0 to 1. `out` may be `x`. */
void activation_leaky(const float *x, int32_t time, int32_t channels, const float *scale, const float *shift,
                      float slope, float *out);

/* GELU by tanh, as GPT-2 has it, in place. */
void activation_gelu(float *x, int32_t time, int32_t channels);

#endif
