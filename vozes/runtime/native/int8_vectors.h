/* int8 products by vectors; see `int8.h`. */
#define OUTPUTS_AT_ONCE 4

/* One row: (width). */
INLINE void quantize_vectors(const float *x, int width, const Quantized *to, int row) {
    to->steps[row] = step_of(x, width);
    Floats inverse = every(1.f / to->steps[row]);
    uint8_t *numbers = to->numbers + 2 * (size_t)row * width;
    for (int i = 0; i < width; i += FLOATS) write_numbers(numbers, width, i, load(x + i) * inverse);
}

/* Products of four outputs with `rows` (1 or 2) rows: (rows, 4). The four rows of weights are contiguous, and what
 * follows them is fetched where `fetch` says so. */
INLINE void multiply_block(const Linear *linear, const Quantized *x, int output, int row, const int rows,
                           const char *fetch, const int lines, Quad *products) {
    int inputs = linear->inputs;
    const int8_t *weight = linear->weight + (size_t)output * inputs;
    const uint8_t *numbers = x->numbers + 2 * (size_t)row * inputs;
    Products sums[2][4] = {0};
    for (int k = 0; k < inputs; k += 64, fetch += 64 * lines) {
#pragma GCC unroll 4
        for (int line = 0; line < lines; line++) __builtin_prefetch(fetch + 64 * line);
#pragma GCC unroll 4
        for (int at = k; at < k + 64; at += WEIGHTS) {
            Weights weights[4];
#pragma GCC unroll 4
            for (int o = 0; o < 4; o++) weights[o] = weights_of(weight + (size_t)o * inputs + at);
#pragma GCC unroll 2
            for (int r = 0; r < rows; r++)
#pragma GCC unroll 4
                for (int o = 0; o < 4; o++)
                    sums[r][o] = add_products(sums[r][o], numbers + 2 * (size_t)r * inputs, inputs, at, weights[o]);
        }
    }
#pragma GCC unroll 2
    for (int r = 0; r < rows; r++) {
        Quad sum = totals_of_four(sums[r], linear->sums + output);
        Quad factor = load_quad(linear->scale + output) * x->steps[row + r];
        products[r] = sum * factor + load_quad(linear->bias + output);
    }
}

INLINE void multiply_rows(const Linear *linear, const Quantized *x, int output, int row, const int rows,
                          const char *fetch, const int lines, float *target, const int add) {
    Quad products[2];
    multiply_block(linear, x, output, row, rows, fetch, lines, products);
    for (int r = 0; r < rows; r++) {
        float *out = target + (size_t)(row + r) * linear->outputs + output;
        store_quad(out, add ? load_quad(out) + products[r] : products[r]);
    }
}

/* The outputs from `first` up to `last`, for all rows. */
INLINE void multiply_vectors(const Linear *linear, const Quantized *x, int first, int last, float *target,
                             const int add) {
    size_t block = (size_t)OUTPUTS_AT_ONCE * linear->inputs;
    for (int output = first; output < last; output += OUTPUTS_AT_ONCE) {
        const char *next = (const char *)linear->weight + (size_t)output * linear->inputs + block;
        int row = 0;
        if (x->rows == 1) {
            multiply_rows(linear, x, output, 0, 1, next, 4, target, add);
        } else if (x->rows < 4) {
            multiply_rows(linear, x, output, 0, 2, next, 4, target, add);
            row = 2;
        } else if (x->rows < 8) {
            for (; row < 4; row += 2, next += block / 2)
                multiply_rows(linear, x, output, row, 2, next, 2, target, add);
        } else {
            for (; row < 8; row += 2, next += block / 4)
                multiply_rows(linear, x, output, row, 2, next, 1, target, add);
        }
        for (; row + 2 <= x->rows; row += 2) multiply_rows(linear, x, output, row, 2, next, 0, target, add);
        if (row < x->rows && x->rows > 1) multiply_rows(linear, x, output, row, 1, next, 0, target, add);
    }
}
