/* Dense layers, y = weight x + bias, of some rows at once. */
#ifndef VOZES_DENSE_H
#define VOZES_DENSE_H

#include <stdint.h>

typedef struct {
    const void *weight; /* (panels, inputs, outputs of a panel), filled up with zeros: float, or where ... */
    int32_t half;       /* ... this is 1, of 16 bits: IEEE 754's binary16 */
    int32_t inputs, outputs;
} Dense;

/* What a layer takes, and does to its result. */
typedef struct {
    const float *x;       /* row r of the inputs begins at x[r * stride] */
    int32_t rows, stride; /* the stride may be less than the inputs: rows then overlap */
    const float *bias;    /* (outputs), or 0 */
    int32_t gelu;         /* 1: what the bias was added to goes through GELU, by tanh */
    const float *add;     /* (rows, outputs), or 0: added then; may be `out` */
    const float *norm_weight, *norm_bias; /* (outputs), or both 0: of a layer norm in the end ... */
    float epsilon;                        /* ... with this added to variances */
    float *out;           /* (rows, outputs), not `x` */
} Rows;

/* How many outputs a panel of weights has. */
int32_t dense_panel(void);

/* Returns 0, or 1 where there is no memory. */
int dense_run(const Dense *dense, const Rows *rows);

#endif
