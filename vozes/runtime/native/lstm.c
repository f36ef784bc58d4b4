/* A direction is a task: its steps follow one another, and its weights of 16 bits stay in a core's own cache. */
#include "lstm.h"

#include <stdatomic.h>
#include <string.h>

#include "vectors.h"
#include "pool.h"

#define VECTORS 2 /* of a group */
#define GROUP (VECTORS * FLOATS)
#define GATES 4

typedef struct {
    const Lstm *lstm;
    const float *gates;
    float *out;
    int time, groups;
    atomic_int failed;
} Work;

INLINE Floats sigmoid(Floats x) { return every(1.f) / (every(1.f) + exponential(-greater(x, every(-80.f)))); }

/* Its absolute error is below 3e-7. */
INLINE Floats hyperbolic_tangent(Floats x) { return every(2.f) * sigmoid(every(2.f) * x) - every(1.f); }

INLINE Floats weights_at(const void *weights, size_t at, const int half) {
    return half ? from_half((const uint16_t *)weights + at) : load((const float *)weights + at);
}

/* One step of one group of units. `weight`: how many weights come before the group's. */
INLINE void step(const Lstm *lstm, size_t weight, const float *gates, const float *state, float *cell, float *next,
                 const int half) {
    Floats sums[GATES][VECTORS];
#pragma GCC unroll 4
    for (int gate = 0; gate < GATES; gate++)
#pragma GCC unroll 2
        for (int v = 0; v < VECTORS; v++) sums[gate][v] = load(gates + gate * GROUP + v * FLOATS);
    for (int k = 0; k < lstm->hidden; k++, weight += GATES * GROUP) {
        Floats value = every(state[k]);
#pragma GCC unroll 4
        for (int gate = 0; gate < GATES; gate++)
#pragma GCC unroll 2
            for (int v = 0; v < VECTORS; v++)
                sums[gate][v] += weights_at(lstm->weight, weight + gate * GROUP + v * FLOATS, half) * value;
    }
#pragma GCC unroll 2
    for (int v = 0; v < VECTORS; v++) {
        Floats kept = sigmoid(sums[1][v]) * load(cell + v * FLOATS) + sigmoid(sums[0][v]) * hyperbolic_tangent(sums[2][v]);
        store(cell + v * FLOATS, kept);
        store(next + v * FLOATS, sigmoid(sums[3][v]) * hyperbolic_tangent(kept));
    }
}

INLINE void run(Work *work, int direction, const int half) {
    const Lstm *lstm = work->lstm;
    size_t units = (size_t)work->groups * GROUP, weights = (size_t)lstm->hidden * GATES * GROUP;
    float *cell = pool_scratch(3 * units * sizeof(float));
    if (!cell) {
        atomic_store(&work->failed, 1);
        return;
    }
    memset(cell, 0, 3 * units * sizeof(float));
    float *state = cell + units, *next = state + units;
    for (int turn = 0; turn < work->time; turn++) {
        size_t at = (size_t)(direction ? work->time - 1 - turn : turn) * lstm->directions + direction;
        for (int group = 0; group < work->groups; group++)
            step(lstm, ((size_t)direction * work->groups + group) * weights,
                 work->gates + at * units * GATES + (size_t)group * GATES * GROUP, state, cell + group * GROUP,
                 next + group * GROUP, half);
        memcpy(work->out + at * lstm->hidden, next, lstm->hidden * sizeof(float));
        float *before = state;
        state = next;
        next = before;
    }
}

static void run_floats(int direction, void *context) { run(context, direction, 0); }

static void run_halves(int direction, void *context) { run(context, direction, 1); }

int32_t lstm_group(void) { return GROUP; }

int lstm_run(const Lstm *lstm, int32_t time, const float *gates, float *out) {
    Work work = {.lstm = lstm, .gates = gates, .out = out, .time = time};
    work.groups = (lstm->hidden + GROUP - 1) / GROUP;
    pool_run(lstm->directions, lstm->half ? run_halves : run_floats, &work);
    return atomic_load(&work.failed);
}
