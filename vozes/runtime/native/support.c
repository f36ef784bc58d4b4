/* Whether this processor has what the kernels use, and whether Python has the same structures. */
#include "attention.h"
#include "convolution.h"
#include "dense.h"
#include "lstm.h"
#include "spectrum.h"
#include "tile_convolution.h"
#include "transformer.h"

#if defined(__x86_64__)
#include <cpuid.h>
#if defined(__AMX_TILE__) && defined(__linux__)
#include <sys/syscall.h>
#include <unistd.h>
#endif
#elif defined(__aarch64__) && defined(__linux__)
#include <asm/hwcap.h>
#include <sys/auxv.h>
#elif defined(__aarch64__) && defined(__APPLE__)
#include <sys/sysctl.h>
#endif

#if defined(__AVX512F__)

static int has_avx512(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma");
}

#if !defined(__AMX_TILE__)

int kernels_supported(void) { return has_avx512(); }

#elif defined(__linux__)

#define STATES 0x60000       /* in XCR0: that the system saves the tiles' shapes, and what is in them */
#define ASK_FOR_STATE 0x1023 /* of arch_prctl: a process that uses tiles is to say so first, once for all its threads */
#define TILE_DATA 18

static int system_saves_tiles(void) {
    unsigned a, b, c, d, low, high;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & bit_OSXSAVE)) return 0;
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return (low & STATES) == STATES && syscall(SYS_arch_prctl, ASK_FOR_STATE, TILE_DATA) == 0;
}

int kernels_supported(void) {
    unsigned a, b, c, d, tiles = bit_AMX_TILE | bit_AMX_BF16 | bit_AMX_INT8;
    if (!has_avx512() || !__get_cpuid_count(7, 0, &a, &b, &c, &d) || (d & tiles) != tiles) return 0;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & bit_AVX512BF16) && system_saves_tiles();
}

#else /* no other system is known to give tiles to who asks */

int kernels_supported(void) { return 0; }

#endif

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
SIZE_OF(TileConvolution)
SIZE_OF(Dense)
SIZE_OF(Rows)
SIZE_OF(Attention)
SIZE_OF(Lstm)
SIZE_OF(Spectrum)
SIZE_OF(Linear)
SIZE_OF(Norm)
SIZE_OF(Layer)
SIZE_OF(Transformer)
SIZE_OF(Cache)

/* setuptools builds extension modules, and some linkers want to find this in them. They are never imported. */
#ifdef MODULE_INIT
void *MODULE_INIT(void) { return 0; }
#endif
