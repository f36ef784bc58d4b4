/* Runs the kernels in a process of its own, for whoever cannot load them: another processor's, or a sanitizer's.
 *
 * A call on standard input: the function's number, how many blocks of memory, how many pointers, how many numbers; each
 * block's size and bytes; the pointers, each as the block and the offset where it lies and the block that it points to;
 * the numbers. A function takes its first blocks as its pointers. Every block is answered, after the status. */
#include <stdio.h>
#include <stdlib.h>

#include "activation.h"
#include "attention.h"
#include "convolution.h"
#include "dense.h"
#include "lstm.h"
#include "pool.h"
#include "spectrum.h"
#include "tile_convolution.h"
#include "transformer.h"

int kernels_supported(void);

static void take(void *to, size_t bytes) {
    if (fread(to, 1, bytes, stdin) != bytes) exit(0); /* the caller is gone */
}

static int32_t number(void) {
    int32_t value;
    take(&value, sizeof value);
    return value;
}

static int call(int function, void **at, const int32_t *numbers) {
    switch (function) {
    case 0: return kernels_supported();
    case 1: return convolution_lanes();
    case 2: return convolution_run(at[0], at[1]);
    case 3: return activation_moments(at[0], numbers[0], numbers[1], numbers[2], at[1], at[2]);
    case 4: activation_snake(at[0], numbers[0], numbers[1], at[1], at[2], at[3], at[4]); return 0;
    case 5: activation_leaky(at[0], numbers[0], numbers[1], at[1], at[2], *(float *)at[3], at[4]); return 0;
    case 6: transformer_sum_rows(at[0], numbers[0], numbers[1], at[1]); return 0;
    case 7:
        return transformer_forward(at[0], at[1], numbers[0], at[2], at[3], at[4], numbers[1], at[5], at[6], at[7]);
    case 8: pool_resize(numbers[0]); return 0;
    case 9: return dense_panel();
    case 10: return dense_run(at[0], at[1]);
    case 11: return attention_run(at[0]);
    case 12: return lstm_group();
    case 13: return lstm_run(at[0], numbers[0], at[1], at[2]);
#if defined(__AMX_TILE__)
    case 14: return tile_convolution_run(at[0], at[1]);
#endif
    case 15: spectrum_analyse(at[0], at[1], numbers[0], at[2], numbers[1]); return 0;
    case 16: return spectrum_synthesise(at[0], at[1], numbers[0], at[2]);
    case 17: activation_gelu(at[0], numbers[0], numbers[1]); return 0;
    default: return -1;
    }
}

int main(void) {
    kernels_supported(); /* which asks the system for what they need */
    for (;;) {
        int32_t function = number(), blocks = number(), pointers = number(), count = number();
        void **at = malloc(blocks * sizeof *at + 1);
        int32_t *sizes = malloc(blocks * sizeof *sizes + 1), *numbers = malloc(count * sizeof *numbers + 1);
        for (int i = 0; i < blocks; i++) {
            sizes[i] = number();
            at[i] = sizes[i] < 0 ? 0 : malloc(sizes[i] ? sizes[i] : 1); /* -1: there is none */
            if (at[i]) take(at[i], sizes[i]);
        }
        for (int i = 0; i < pointers; i++) {
            int32_t block = number(), offset = number(), target = number();
            *(void **)((char *)at[block] + offset) = at[target];
        }
        for (int i = 0; i < count; i++) numbers[i] = number();
        int32_t status = call(function, at, numbers);
        fwrite(&status, sizeof status, 1, stdout);
        for (int i = 0; i < blocks; i++) {
            if (at[i]) fwrite(at[i], 1, sizes[i], stdout);
            free(at[i]);
        }
        fflush(stdout);
        free(at);
        free(sizes);
        free(numbers);
    }
}
