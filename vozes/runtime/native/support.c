/* Whether this processor has what the kernels use. */

int kernels_supported(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("fma");
}

/* Raised whenever a structure or a function that Python knows changes, there and here. */
int kernels_interface(void) { return 3; }

/* setuptools builds extension modules, and some linkers want to find this in them. It is never imported. */
void *PyInit_kernels(void) { return 0; }
