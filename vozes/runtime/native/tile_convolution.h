/* One-dimensional convolutions that keep the length, and dense layers as those of one tap, by AMX's tiles: products of
 * bfloat16, sums of float. Only the level with tiles has them. A dilation is an offset between rows, so nothing is copied
 * for taps. */
#ifndef VOZES_TILE_CONVOLUTION_H
#define VOZES_TILE_CONVOLUTION_H

#include <stdint.h>

#include "convolution.h"

typedef struct {
    const uint16_t *weight; /* (outputs / 16, taps, inputs / 32, 16, 16 outputs, 2 inputs), filled up with zeros: ... */
    int32_t parts; /* 1: ... of bfloat16; 2: of binary16, which are taken, as activated signals, as sums of two of bfloat16 */
    int32_t inputs, outputs; /* any numbers, the signal's */
    int32_t taps, dilation, left; /* taps before the one that counts for a place itself */
} TileConvolution;

/* As `convolution_run`. Activated signals are rounded to bfloat16, or to the sum of two. */
int tile_convolution_run(const TileConvolution *convolution, const Signal *signal);

#endif
