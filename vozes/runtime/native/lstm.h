/* The recurrence of an LSTM (Hochreiter and Schmidhuber 1997), one way or both, from zeros. */
#ifndef VOZES_LSTM_H
#define VOZES_LSTM_H

#include <stdint.h>

/* Units come in groups, the last filled up with ones whose weights are 0. Gates in the order of torch's: of what goes
 * in, what is kept, what it is, what comes out. */
typedef struct {
    const void *weight; /* (directions, groups, hidden, 4 gates, units of a group): float, or where ... */
    int32_t half;       /* ... this is 1, of 16 bits: IEEE 754's binary16 */
    int32_t hidden, directions;
} Lstm;

/* How many units a group has. */
int32_t lstm_group(void);

/* `gates`: (time, directions, groups, 4 gates, units of a group), what the inputs add to each gate, biases included.
 * `out`: (time, directions, hidden). Returns 0, or 1 where there is no memory. */
int lstm_run(const Lstm *lstm, int32_t time, const float *gates, float *out);

#endif
