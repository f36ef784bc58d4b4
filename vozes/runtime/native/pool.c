/* A call publishes its number of tasks; whoever is free claims the next one, the caller too. So a thread that the
 * system has put aside holds up no more than the one task that it was at, and nobody waits long for it to begin.
 *
 * `board` says all in one word: the call's number, how many tasks it has, how many are claimed. A claim counts only
 * if none of it changed meanwhile, so a late thread cannot take a task of the next call by mistake. */
#include "pool.h"

#include <immintrin.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>

#define MOST_THREADS 64
#define BITS 20
#define FIELD ((UINT64_C(1) << BITS) - 1)
#define SPINS 2000 /* about 0.1 ms: longer than the pauses within a decode step, shorter than those between requests */
#define SPINS_BEFORE_YIELD 200

static _Atomic uint64_t board;
static _Atomic int unfinished;
static _Atomic int sleeping;
static _Atomic int wanted = 1; /* threads that may work, the caller's among them */
static void (*current_task)(int, void *);
static void *current_context;
static int started;
static pthread_mutex_t caller = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t published = PTHREAD_COND_INITIALIZER;

static int claimed(uint64_t word) { return (int)(word & FIELD); }
static int count_of(uint64_t word) { return (int)((word >> BITS) & FIELD); }

static int work_once(void) {
    uint64_t word = atomic_load_explicit(&board, memory_order_acquire);
    if (claimed(word) >= count_of(word)) return 0;
    if (atomic_compare_exchange_weak(&board, &word, word + 1)) {
        current_task(claimed(word), current_context);
        atomic_fetch_sub_explicit(&unfinished, 1, memory_order_acq_rel);
    }
    return 1;
}

static int has_tasks(void) {
    uint64_t word = atomic_load(&board);
    return claimed(word) < count_of(word);
}

static void *worker(void *number) {
    for (;;) {
        int spins = 0;
        while ((int)(intptr_t)number < atomic_load_explicit(&wanted, memory_order_relaxed) && spins < SPINS) {
            if (work_once()) {
                spins = 0;
            } else {
                _mm_pause();
                spins++;
            }
        }
        pthread_mutex_lock(&lock);
        atomic_fetch_add(&sleeping, 1);
        while (!has_tasks() || (int)(intptr_t)number >= atomic_load(&wanted)) pthread_cond_wait(&published, &lock);
        atomic_fetch_sub(&sleeping, 1);
        pthread_mutex_unlock(&lock);
    }
    return 0;
}

void pool_resize(int threads) {
    if (threads < 1) threads = 1;
    if (threads > MOST_THREADS) threads = MOST_THREADS;
    for (; started + 1 < threads; started++) {
        pthread_t thread;
        if (pthread_create(&thread, 0, worker, (void *)(intptr_t)(started + 1))) break;
        pthread_detach(thread);
    }
    atomic_store(&wanted, threads);
}

void pool_run(int count, void (*task)(int, void *), void *context) {
    if (count <= 1 || atomic_load_explicit(&wanted, memory_order_relaxed) == 1) {
        for (int index = 0; index < count; index++) task(index, context);
        return;
    }
    pthread_mutex_lock(&caller);
    uint64_t number = (atomic_load(&board) >> (2 * BITS)) + 1;
    current_task = task;
    current_context = context;
    atomic_store(&unfinished, count);
    atomic_store(&board, number << (2 * BITS) | (uint64_t)count << BITS);
    if (atomic_load(&sleeping)) {
        pthread_mutex_lock(&lock);
        pthread_cond_broadcast(&published);
        pthread_mutex_unlock(&lock);
    }
    while (work_once()) {}
    for (int spins = 0; atomic_load_explicit(&unfinished, memory_order_acquire); spins++) {
        if (spins < SPINS_BEFORE_YIELD) _mm_pause();
        else sched_yield();
    }
    pthread_mutex_unlock(&caller);
}

static pthread_key_t scratch_key;
static pthread_once_t scratch_once = PTHREAD_ONCE_INIT;

static void make_scratch_key(void) { pthread_key_create(&scratch_key, free); }

void *pool_scratch(size_t bytes) {
    static _Thread_local void *memory;
    static _Thread_local size_t size;
    if (bytes > size) {
        pthread_once(&scratch_once, make_scratch_key);
        free(memory);
        size = (bytes + 63) / 64 * 64;
        memory = aligned_alloc(64, size);
        if (!memory) size = 0;
        pthread_setspecific(scratch_key, memory); /* for its end with the thread */
    }
    return memory;
}
