/* Threads that share out the tasks of one call among them, and sleep between calls. */
#ifndef VOZES_POOL_H
#define VOZES_POOL_H

#include <stddef.h>
#include <stdint.h>

/* How many threads work, the caller's among them. */
void pool_resize(int threads);

int pool_threads(void);

/* Runs task(0..count-1, context), in no order, and returns when all are done. A second caller waits for the first. */
void pool_run(int count, void (*task)(int index, void *context), void *context);

/* This thread's own memory, aligned for vectors, the same at each call until it ends; 0 where there is none. */
void *pool_scratch(size_t bytes);

/* The first of a part, where a whole is divided into parts that are as large as another, or larger by one. */
static inline int begin_of(int part, int parts, int whole) { return (int)((int64_t)whole * part / parts); }

static inline int least_of(int a, int b) { return a < b ? a : b; }

#endif
