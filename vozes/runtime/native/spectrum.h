/* Short-time Fourier transforms of windows of a few samples: too few for a fast transform, so each spectrum is a product
 * with sines and cosines. A signal is as torch's `stft` and `istft` have it, centred: the first window's middle is its
 * first sample. Windows are Hann's, in the tables below. */
#ifndef VOZES_SPECTRUM_H
#define VOZES_SPECTRUM_H

#include <stdint.h>

#define SPECTRUM_MOST_SIZE 64

/* Rows of the tables are filled up with zeros to a multiple of 16 numbers. */
typedef struct {
    const float *cosines, *sines; /* with the window in them; to analyse (size, bins), to synthesise (bins, size) */
    const float *squares;         /* (size): of the window; only to synthesise */
    int32_t size, hop;            /* samples of a window, even, at most SPECTRUM_MOST_SIZE; from one to the next */
} Spectrum;

/* The spectra (time / hop + 1, 2 bins) of a signal of more than half a window, beyond whose ends it is reflected: of each
 * the magnitudes, then the angles. `out` is of floats or, `half`, of 16 bits: IEEE 754's binary16. */
void spectrum_analyse(const Spectrum *spectrum, const float *signal, int32_t time, void *out, int32_t half);

/* The signal ((count - 1) hop) of spectra (count, 2 bins) whose magnitudes are the exponentials of the first numbers, and
 * whose angles are the sines of the others. What is not finite makes the samples around it NaN. Returns 0, or 1 where there
 * is no memory. */
int spectrum_synthesise(const Spectrum *spectrum, const float *x, int32_t count, float *out);

#endif
