/* A task is a stretch of spectra, or of the signal between them. */
#include "spectrum.h"

#include <stdatomic.h>
#include <string.h>

#include "pool.h"
#include "vectors.h"

#define FILL 16 /* rows of the tables are filled up to a multiple of it */
#define MOST_FILLED (SPECTRUM_MOST_SIZE + FILL)
#define SPECTRA_OF_A_TASK 256

typedef struct {
    const Spectrum *spectrum;
    const float *x;
    void *out;
    int time, count, half; /* samples; spectra */
    atomic_int failed;
} Work;

INLINE int filled(int count) { return (count + FILL - 1) / FILL * FILL; }

/* --- From a signal to spectra --- */

/* The place of a sample in a signal that is reflected at its ends. */
INLINE int reflected(int place, int time) {
    if (place < 0) return -place;
    return place < time ? place : 2 * (time - 1) - place;
}

/* Its window's samples of a signal: as they lie there, or copied where the window is not within it. */
INLINE const float *window_at(const Work *work, int number, float *copy) {
    const int size = work->spectrum->size, first = number * work->spectrum->hop - size / 2;
    if (first >= 0 && first + size <= work->time) return work->x + first;
    for (int i = 0; i < size; i++) copy[i] = work->x[reflected(first + i, work->time)];
    return copy;
}

INLINE void put_row(const Work *work, size_t at, const float *numbers, int count) {
    if (!work->half) {
        memcpy((float *)work->out + at, numbers, count * sizeof(float));
        return;
    }
    uint16_t halves[MOST_FILLED];
    for (int i = 0; i < count; i += FLOATS) to_half(halves + i, load(numbers + i));
    memcpy((uint16_t *)work->out + at, halves, count * sizeof(uint16_t));
}

static void analyse(int task, void *context) {
    const Work *work = context;
    const Spectrum *spectrum = work->spectrum;
    const int bins = spectrum->size / 2 + 1, pitch = filled(bins);
    float copy[SPECTRUM_MOST_SIZE], magnitudes[MOST_FILLED], angles[MOST_FILLED];
    const int last = least_of((task + 1) * SPECTRA_OF_A_TASK, work->count);
    for (int number = task * SPECTRA_OF_A_TASK; number < last; number++) {
        const float *samples = window_at(work, number, copy);
        for (int bin = 0; bin < pitch; bin += FLOATS) {
            Floats real = {0}, imaginary = {0};
            for (int i = 0; i < spectrum->size; i++) {
                Floats sample = every(samples[i]);
                real += sample * load(spectrum->cosines + i * pitch + bin);
                imaginary += sample * load(spectrum->sines + i * pitch + bin);
            }
            store(magnitudes + bin, root(real * real + imaginary * imaginary));
            store(angles + bin, angle_of(imaginary, real));
        }
        put_row(work, (size_t)number * 2 * bins, magnitudes, bins);
        put_row(work, (size_t)number * 2 * bins + bins, angles, bins);
    }
}

void spectrum_analyse(const Spectrum *spectrum, const float *signal, int32_t time, void *out, int32_t half) {
    Work work = {.spectrum = spectrum, .x = signal, .out = out, .time = time, .half = half};
    work.count = time / spectrum->hop + 1;
    pool_run((work.count + SPECTRA_OF_A_TASK - 1) / SPECTRA_OF_A_TASK, analyse, &work);
}

/* --- From spectra to a signal --- */

/* Adds a spectrum's window of samples to those that lie there. */
INLINE void add_window(const Spectrum *spectrum, const float *x, float *samples) {
    const int bins = spectrum->size / 2 + 1, width = filled(bins), pitch = filled(spectrum->size);
    float numbers[2][MOST_FILLED] = {{0}}, real[MOST_FILLED], imaginary[MOST_FILLED];
    memcpy(numbers[0], x, bins * sizeof(float));
    memcpy(numbers[1], x + bins, bins * sizeof(float));
    for (int bin = 0; bin < width; bin += FLOATS) {
        Floats level = load(numbers[0] + bin), phase = load(numbers[1] + bin);
        Floats magnitude = exponential(-greater(-level, every(-88.f))) + (level - level), angle = sine_of(phase) + (phase - phase);
        store(real + bin, magnitude * near_cosine(angle));
        store(imaginary + bin, magnitude * sine_beyond(angle, every(0.f)));
    }
    for (int i = 0; i < pitch; i += FLOATS) {
        Floats sum = load(samples + i);
        for (int bin = 0; bin < bins; bin++) {
            sum += every(real[bin]) * load(spectrum->cosines + bin * pitch + i);
            sum += every(imaginary[bin]) * load(spectrum->sines + bin * pitch + i);
        }
        store(samples + i, sum);
    }
}

/* Samples [first, last) of the signal: windows that reach into them are added up, and so are the squares of Hann's. */
static void synthesise(int task, void *context) {
    Work *work = context;
    const Spectrum *spectrum = work->spectrum;
    const int size = spectrum->size, hop = spectrum->hop, pitch = filled(size), bins = size / 2 + 1;
    const int first = task * SPECTRA_OF_A_TASK * hop, last = least_of(first + SPECTRA_OF_A_TASK * hop, work->time);
    const int begin = first + size / 2, end = last + size / 2; /* counted from the first window's beginning */
    const int from = begin < size ? 0 : (begin - size) / hop + 1, to = least_of((end - 1) / hop + 1, work->count);
    const size_t places = (size_t)(to - 1 - from) * hop + pitch;
    float *samples = pool_scratch(2 * places * sizeof(float));
    if (!samples) {
        atomic_store(&work->failed, 1);
        return;
    }
    float *squares = samples + places;
    memset(samples, 0, 2 * places * sizeof(float));
    for (int number = from; number < to; number++) {
        size_t at = (size_t)(number - from) * hop;
        add_window(spectrum, work->x + (size_t)number * 2 * bins, samples + at);
        for (int i = 0; i < pitch; i += FLOATS) store(squares + at + i, load(squares + at + i) + load(spectrum->squares + i));
    }
    float *out = (float *)work->out + first;
    const size_t offset = begin - (size_t)from * hop;
    for (int i = 0; i < last - first; i++) out[i] = samples[offset + i] / squares[offset + i];
}

int spectrum_synthesise(const Spectrum *spectrum, const float *x, int32_t count, float *out) {
    Work work = {.spectrum = spectrum, .x = x, .out = out, .time = (count - 1) * spectrum->hop, .count = count};
    int spectra = count - 1; /* a sample lies between two */
    pool_run((spectra + SPECTRA_OF_A_TASK - 1) / SPECTRA_OF_A_TASK, synthesise, &work);
    return atomic_load(&work.failed);
}
