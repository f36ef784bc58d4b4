/* A GPT-2 with int8 weights: new positions of several sequences through all its layers in one call. */
#ifndef VOZES_TRANSFORMER_H
#define VOZES_TRANSFORMER_H

#include <stdint.h>

/* y = scale * (weight x) + bias; rows of `weight` are contiguous. `inputs`: a multiple of 64, at most 4096. */
typedef struct {
    const int8_t *weight; /* (outputs, inputs), from -127 to 127 */
    const float *scale;   /* (outputs) */
    const float *sums;    /* (outputs): of the weights of each row */
    const float *bias;    /* (outputs) */
    int32_t outputs, inputs;
} Linear;

typedef struct {
    const float *weight, *bias; /* (width) */
} Norm;

typedef struct {
    Norm attention_norm, mlp_norm;
    Linear attention_in, attention_out, mlp_in, mlp_out;
} Layer;

typedef struct {
    const Layer *layers;
    Norm last_norms[2];
    const float *head, *head_bias; /* (vocabulary, width), (vocabulary) */
    int32_t count, width, heads, vocabulary; /* layers; a head is a multiple of 16 wide */
} Transformer;

typedef struct {
    uint16_t *const *layers; /* each (2, slots, heads, capacity, head width), bfloat16: keys, then values */
    int32_t slots, capacity;
} Cache;

/* Takes `rows` new positions, whose keys and values go to their slots and positions of the cache. Each looks at its
 * slot's positions up to its own, so rows of one slot must be consecutive positions, in one call or in calls in turn.
 * `x`: (rows, width), the embeddings, and in the end the last layer's result. Of the rows numbered in `wanted`,
 * `latents` (count, width) after the last norms and `logits` (count, vocabulary) are given.
 * Returns 0, or 1 where there is no memory. */
int transformer_forward(const Transformer *model, const Cache *cache, int32_t rows, float *x, const int32_t *slots,
                        const int32_t *positions, int32_t wanted_count, const int32_t *wanted, float *latents,
                        float *logits);

/* The sums of each row of (outputs, inputs). */
void transformer_sum_rows(const int8_t *weight, int32_t outputs, int32_t inputs, float *sums);

#endif
