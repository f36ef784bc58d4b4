/* Whether this processor has what the kernels use, and whether Python has the same structures. */
#include "convolution.h"
#include "transformer.h"

int kernels_supported(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma");
}

/* What Python compares with its own structures. */
#define SIZE_OF(structure) \
    int size_of_##structure(void) { return sizeof(structure); }

SIZE_OF(Convolution)
SIZE_OF(Signal)
SIZE_OF(Linear)
SIZE_OF(Norm)
SIZE_OF(Layer)
SIZE_OF(Transformer)
SIZE_OF(Cache)

/* setuptools builds extension modules, and some linkers want to find this in them. It is never imported. */
void *PyInit_kernels(void) { return 0; }
