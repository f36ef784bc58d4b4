/* One-dimensional convolutions that keep the length, by Winograd's minimal filtering (Lavin and Gray 2015,
 * arXiv:1509.09308): tiles of four or six outputs from half to a third of the products that the definition has. */
#ifndef VOZES_CONVOLUTION_H
#define VOZES_CONVOLUTION_H

#include <stdint.h>

#define MOST_TILE 6    /* outputs that are made together */
#define MOST_POINTS 11 /* at which a tile's polynomials are evaluated */

/* Outputs' channels that are made together: the outputs of a convolution are a multiple of it. */
int convolution_lanes(void);

/* The taps are taken in groups; a tile's inputs, as transformed for one group, serve the others too, since groups lie
 * a tile apart. Points come in pairs of opposite sign, then the one or two others: the second row of a pair's input
 * transform is the first with every other sign turned. A tile is of 4 outputs from 6 or 10 points, or 6 from 11. */
typedef struct {
    const void *weight; /* (outputs / lanes, points, groups, inputs, lanes): transformed; float, or where ... */
    int32_t half;       /* ... this is 1, of 16 bits: IEEE 754's binary16 */
    int32_t inputs, outputs, groups, tile, points;
    int32_t dilation, left; /* taps before the middle one */
    float input_transform[MOST_POINTS][MOST_POINTS]; /* (points, points) */
    float output_transform[MOST_TILE][MOST_POINTS];  /* (tile, points) */
} Convolution;

/* What a convolution takes, does to it first, and adds in the end. Pointers but x, bias and out may be 0. */
typedef struct {
    const void *x;              /* (time, inputs): of floats, or where ... */
    int32_t half;               /* ... this is 1, of 16 bits: IEEE 754's binary16 */
    const float *scale, *shift; /* (inputs), both or none: of scale x + shift ... */
    const float *alpha;         /* (inputs): ... Snake, y + sin²(alpha y) / alpha; where it is 0 ... */
    float slope;                /* ... a leaky ReLU, of a slope from 0 to 1 */
    const float *bias;          /* (outputs) */
    const void *add;            /* (time, outputs), may be `out` */
    int32_t time, accumulate;   /* 1: what is in `out` is added too */
    void *out;                  /* (time, outputs), not `x`: of floats, as `add`, or where ... */
    int32_t half_out;           /* ... this is 1, of 16 bits, where what is too large becomes infinity */
    float *mean, *variance;     /* (outputs), both or none: each channel's of `out`, over time */
} Signal;

/* The convolution of the activated signal, with zeros around it. Returns 0, or 1 where there is no memory. */
int convolution_run(const Convolution *convolution, const Signal *signal);

#endif
