/* AMX: tiles of 16 rows of 64 bytes in registers of their own, and their products. Included only where the compiler has
 * been told of it (`__AMX_TILE__`). A task that uses tiles begins with `tiles_begin` and ends with `tiles_end`, so that
 * the system need not save eight kilobytes whenever another thread gets the core.
 *
 * The compiler does not know what memory a tile is read from: what was written to it before, it may write later or leave
 * out. `TILE_LOAD` holds it to the order, and shows a sanitizer what is read. */
#ifndef VOZES_TILES_H
#define VOZES_TILES_H

#include <immintrin.h>
#include <stddef.h>
#include <stdint.h>

#include "vectors.h"

#define TILES 8
#define TILE_ROWS 16
#define TILE_BYTES 64 /* of a row */

typedef struct {
    uint8_t palette, first_row, unused[14];
    uint16_t bytes[16]; /* of a row of each tile */
    uint8_t rows[16];
} TileShapes;

INLINE void tiles_begin(void) {
    TileShapes shapes = {.palette = 1};
    for (int tile = 0; tile < TILES; tile++) {
        shapes.bytes[tile] = TILE_BYTES;
        shapes.rows[tile] = TILE_ROWS;
    }
    __asm__ volatile("" ::"r"(&shapes) : "memory"); /* gcc 12 would leave out most of what was written */
    _tile_loadconfig(&shapes);
}

INLINE void tiles_end(void) { _tile_release(); }

/* Reads and writes the ends of a tile's rows where a sanitizer looks on, who sees nothing of tiles. */
INLINE void show_rows(void *at, size_t pitch, const int written) {
#ifdef __SANITIZE_ADDRESS__
    for (size_t row = 0; row < TILE_ROWS; row++)
        for (size_t byte = 0; byte < TILE_BYTES; byte += TILE_BYTES - 1) {
            volatile char *place = (volatile char *)at + row * pitch + byte;
            char value = *place;
            if (written) *place = value;
        }
#else
    (void)at, (void)pitch, (void)written;
#endif
}

/* `tile`: a literal from 0 to 7; `pitch`: bytes from a row to the next. */
#define TILE_LOAD(tile, at, pitch)                       \
    do {                                                 \
        show_rows((void *)(at), pitch, 0);               \
        __asm__ volatile("" ::: "memory");               \
        _tile_loadd(tile, at, pitch);                    \
    } while (0)

#define TILE_STORE(tile, at, pitch)                      \
    do {                                                 \
        show_rows(at, pitch, 1);                         \
        _tile_stored(tile, at, pitch);                   \
    } while (0)

#endif
