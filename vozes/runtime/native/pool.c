/* A call publishes its number of tasks; whoever is free claims the next one, the caller too. So a thread that the
 * system has put aside holds up no more than the one task that it was at, and nobody waits long for it to begin.
 *
 * `board` says all in one word: the call's number, how many tasks it has, how many are claimed. A claim counts only
 * if none of it changed meanwhile, so a late thread cannot take a task of the next call by mistake. */
#include "pool.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>

#define MOST_THREADS 64
#define BITS 20
#define FIELD ((UINT64_C(1) << BITS) - 1)
#define SPIN_NANOSECONDS 50000 /* longer than most pauses within a decode step; then others may have the core */
#define SPINS_PER_LOOK 32 /* at the clock */

static _Atomic uint64_t board;
static _Atomic int unfinished;
static _Atomic int sleeping;
static _Atomic int caller_sleeps;
static _Atomic int wanted = 1; /* threads that may work, the caller's among them */
static void (*current_task)(int, void *);
static void *current_context;
static int started;
static pthread_mutex_t caller = PTHREAD_MUTEX_INITIALIZER;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t published = PTHREAD_COND_INITIALIZER;
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;

/* Lets the core do other things for a moment, such as its other thread's. */
static void pause_briefly(void) {
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

static int claimed(uint64_t word) { return (int)(word & FIELD); }
static int count_of(uint64_t word) { return (int)((word >> BITS) & FIELD); }

static int work_once(void) {
    uint64_t word = atomic_load_explicit(&board, memory_order_acquire);
    if (claimed(word) >= count_of(word)) return 0;
    if (atomic_compare_exchange_weak(&board, &word, word + 1)) {
        current_task(claimed(word), current_context);
        if (atomic_fetch_sub(&unfinished, 1) == 1 && atomic_load(&caller_sleeps)) {
            pthread_mutex_lock(&lock);
            pthread_cond_signal(&finished);
            pthread_mutex_unlock(&lock);
        }
    }
    return 1;
}

static int has_tasks(void) {
    uint64_t word = atomic_load(&board);
    return claimed(word) < count_of(word);
}

/* Whether a thread that has nothing to do may go on waiting for it awake; `since` is 0 when it begins to wait. */
static int may_spin(int64_t *since, int spins) {
    pause_briefly();
    if (*since && spins % SPINS_PER_LOOK) return 1;
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    int64_t now = INT64_C(1000000000) * time.tv_sec + time.tv_nsec;
    if (!*since) *since = now;
    return now - *since < SPIN_NANOSECONDS;
}

static void *worker(void *number) {
    for (;;) {
        int64_t since = 0;
        for (int spins = 0; (int)(intptr_t)number < atomic_load_explicit(&wanted, memory_order_relaxed); spins++) {
            if (work_once()) since = 0;
            else if (!may_spin(&since, spins)) break;
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

int pool_threads(void) { return atomic_load_explicit(&wanted, memory_order_relaxed); }

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
    int64_t since = 0;
    for (int spins = 0; atomic_load(&unfinished) && may_spin(&since, spins); spins++) {}
    if (atomic_load(&unfinished)) {
        pthread_mutex_lock(&lock);
        atomic_store(&caller_sleeps, 1);
        while (atomic_load(&unfinished)) pthread_cond_wait(&finished, &lock);
        atomic_store(&caller_sleeps, 0);
        pthread_mutex_unlock(&lock);
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
