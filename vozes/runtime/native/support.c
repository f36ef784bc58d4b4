/* Whether this processor has what the kernels use, and whether Python has the same structures. */
#include "attention.h"
#include "convolution.h"
#include "dense.h"
#include "lstm.h"
#include "transformer.h"

#if defined(__x86_64__)
#include <cpuid.h>
#elif defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#if defined(__AVX512F__)

int kernels_supported(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma");
}

#elif defined(__AVX2__)

int kernels_supported(void) {
    __builtin_cpu_init();
    unsigned a, b, c, d; /* of F16C older compilers do not know the name */
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __get_cpuid(1, &a, &b, &c, &d) &&
           (c & bit_F16C);
}

#elif defined(__ARM_FEATURE_DOTPROD) && defined(__linux__)

int kernels_supported(void) { return (getauxval(AT_HWCAP) & HWCAP_ASIMDDP) != 0; }

#elif defined(__ARM_FEATURE_DOTPROD) && defined(__APPLE__)

int kernels_supported(void) {
    int has = 0;
    size_t size = sizeof has;
    return sysctlbyname("hw.optional.arm.FEAT_DotProd", &has, &size, 0, 0) == 0 && has;
}

#else /* NEON, which every 64-bit ARM has */

int kernels_supported(void) { return 1; }

#endif

/* What Python compares with its own structures. */
#define SIZE_OF(structure) \
    int size_of_##structure(void) { return sizeof(structure); }

SIZE_OF(Convolution)
SIZE_OF(Signal)
SIZE_OF(Dense)
SIZE_OF(Rows)
SIZE_OF(Attention)
SIZE_OF(Lstm)
SIZE_OF(Linear)
SIZE_OF(Norm)
SIZE_OF(Layer)
SIZE_OF(Transformer)
SIZE_OF(Cache)

/* setuptools builds extension modules, and some linkers want to find this in them. They are never imported. */
#ifdef MODULE_INIT
void *MODULE_INIT(void) { return 0; }
#endif
