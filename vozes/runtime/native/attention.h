/* Scaled dot-product attention (Vaswani et al. 2017, arXiv:1706.03762) of all rows to all, in several heads. */
#ifndef VOZES_ATTENTION_H
#define VOZES_ATTENTION_H

#include <stdint.h>

/* Row r of each head h is at [r * stride + h * width]. */
typedef struct {
    const float *query, *key, *value;
    int32_t query_stride, key_stride, value_stride;
    int32_t rows, heads, width; /* a head's width: a multiple of `dense_panel`, at most 256 */
    float *out;                 /* (rows, heads, width) */
} Attention;

/* Returns 0, or 1 where there is no memory. */
int attention_run(const Attention *attention);

#endif
