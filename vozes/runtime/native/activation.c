/* A task is a block of rows that stays in a core's cache. */
#include "activation.h"

#include <stddef.h>

#include "pool.h"
#include "vectors.h"

#define NUMBERS_OF_A_TASK 16384

typedef struct {
    const void *x; /* of floats or, `half`, of binary16 */
    const float *scale, *shift, *alpha;
    float *out, *means, *squares; /* squares: the sums of squared deviations from a block's mean */
    float slope;
    int *counts; /* rows of each block */
    int half, time, channels, rows_of_a_task;
} Work;

static int tasks_of(Work *work) {
    int rows = work->channels > 0 ? NUMBERS_OF_A_TASK / work->channels : 0;
    work->rows_of_a_task = rows < 1 ? 1 : rows;
    return (work->time + work->rows_of_a_task - 1) / work->rows_of_a_task;
}

static int rows_of(const Work *work, int task) {
    int left = work->time - task * work->rows_of_a_task;
    return left < work->rows_of_a_task ? left : work->rows_of_a_task;
}

/* --- Moments --- */

INLINE void measure(int task, Work *work, const int half) {
    int rows = rows_of(work, task), channels = work->channels;
    work->counts[task] = rows;
    size_t at = (size_t)task * work->rows_of_a_task * channels;
    for (int channel = 0; channel < channels; channel += FLOATS) {
        Floats sum = {0}, squares = {0};
        for (int row = 0; row < rows; row++)
            sum += numbers_at(work->x, at + (size_t)row * channels + channel, half);
        Floats mean = sum / every((float)rows);
        for (int row = 0; row < rows; row++) {
            Floats deviation = numbers_at(work->x, at + (size_t)row * channels + channel, half) - mean;
            squares += deviation * deviation;
        }
        store(work->means + (size_t)task * channels + channel, mean);
        store(work->squares + (size_t)task * channels + channel, squares);
    }
}

static void measure_task(int task, void *context) {
    Work *work = context;
    if (work->half) measure(task, work, 1);
    else measure(task, work, 0);
}

int activation_moments(const void *x, int32_t half, int32_t time, int32_t channels, float *mean, float *variance) {
    Work work = {.x = x, .half = half, .time = time, .channels = channels};
    int tasks = tasks_of(&work);
    work.means = pool_scratch((2 * (size_t)tasks * channels + tasks) * sizeof(float));
    if (!work.means) return 1;
    work.squares = work.means + (size_t)tasks * channels;
    work.counts = (int *)(work.squares + (size_t)tasks * channels);
    pool_run(tasks, measure_task, &work);
    merge_moments(tasks, channels, work.counts, work.means, work.squares, mean, variance);
    return 0;
}

void merge_moments(int32_t parts, int32_t channels, const int *counts, const float *means, const float *squares,
                   float *mean, float *variance) {
    for (int channel = 0; channel < channels; channel++) {
        double total = 0, centre = 0, sum = 0;
        for (int part = 0; part < parts; part++) {
            if (!counts[part]) continue;
            size_t at = (size_t)part * channels + channel;
            double deviation = means[at] - centre;
            total += counts[part];
            centre += deviation * counts[part] / total;
            sum += squares[at] + deviation * (means[at] - centre) * counts[part];
        }
        mean[channel] = (float)centre;
        variance[channel] = (float)(sum / total);
    }
}

/* --- Activations --- */

INLINE Floats affine(const Work *work, Floats x, int channel) {
    if (!work->scale) return x;
    return x * load(work->scale + channel) + load(work->shift + channel);
}

static void snake(int task, void *context) {
    Work *work = context;
    int rows = rows_of(work, task), channels = work->channels;
    size_t at = (size_t)task * work->rows_of_a_task * channels;
    for (int channel = 0; channel < channels; channel += FLOATS) {
        Floats alpha = load(work->alpha + channel), inverse = every(1.f) / alpha;
        for (int row = 0; row < rows; row++) {
            size_t place = at + (size_t)row * channels + channel;
            Floats y = affine(work, load((const float *)work->x + place), channel);
            store(work->out + place, snake_of(y, alpha, inverse));
        }
    }
}

static void leaky(int task, void *context) {
    Work *work = context;
    int rows = rows_of(work, task), channels = work->channels;
    size_t at = (size_t)task * work->rows_of_a_task * channels;
    Floats slope = every(work->slope);
    for (int channel = 0; channel < channels; channel += FLOATS)
        for (int row = 0; row < rows; row++) {
            size_t place = at + (size_t)row * channels + channel;
            store(work->out + place, leaky_of(affine(work, load((const float *)work->x + place), channel), slope));
        }
}

void activation_snake(const float *x, int32_t time, int32_t channels, const float *scale, const float *shift,
                      const float *alpha, float *out) {
    Work work = {.x = x, .scale = scale, .shift = shift, .alpha = alpha, .out = out, .time = time, .channels = channels};
    pool_run(tasks_of(&work), snake, &work);
}

void activation_leaky(const float *x, int32_t time, int32_t channels, const float *scale, const float *shift,
                      float slope, float *out) {
    Work work = {.x = x, .scale = scale, .shift = shift, .slope = slope, .out = out, .time = time, .channels = channels};
    pool_run(tasks_of(&work), leaky, &work);
}

static void gelu(int task, void *context) {
    Work *work = context;
    size_t count = (size_t)rows_of(work, task) * work->channels;
    float *x = work->out + (size_t)task * work->rows_of_a_task * work->channels;
    for (size_t i = 0; i < count; i += FLOATS) store(x + i, gelu_tanh(load(x + i)));
}

void activation_gelu(float *x, int32_t time, int32_t channels) {
    Work work = {.out = x, .time = time, .channels = channels};
    pool_run(tasks_of(&work), gelu, &work);
}
