"""The structures that the kernels take, as their headers have them, under the same names."""

import ctypes

MOST_TILE, MOST_POINTS = 6, 11
POINTER = ctypes.c_void_p
NUMBER = ctypes.c_int32


class Convolution(ctypes.Structure):
    _fields_ = (
        ("weight", POINTER),
        *((name, NUMBER) for name in ("half", "inputs", "outputs", "groups", "tile", "points", "dilation", "left")),
        ("input_transform", ctypes.c_float * MOST_POINTS * MOST_POINTS),
        ("output_transform", ctypes.c_float * MOST_POINTS * MOST_TILE),
    )


class Signal(ctypes.Structure):
    _fields_ = (
        ("x", POINTER),
        ("half", NUMBER),
        *((name, POINTER) for name in ("scale", "shift", "alpha")),
        ("slope", ctypes.c_float),
        *((name, POINTER) for name in ("bias", "add")),
        *((name, NUMBER) for name in ("time", "accumulate")),
        ("out", POINTER),
        ("half_out", NUMBER),
        *((name, POINTER) for name in ("mean", "variance")),
    )


class TileConvolution(ctypes.Structure):
    _fields_ = (
        ("weight", POINTER),
        *((name, NUMBER) for name in ("parts", "inputs", "outputs", "taps", "dilation", "left")),
    )


class Dense(ctypes.Structure):
    _fields_ = (("weight", POINTER), *((name, NUMBER) for name in ("half", "inputs", "outputs")))


class Rows(ctypes.Structure):
    _fields_ = (
        ("x", POINTER),
        *((name, NUMBER) for name in ("rows", "stride")),
        ("bias", POINTER),
        ("gelu", NUMBER),
        *((name, POINTER) for name in ("add", "norm_weight", "norm_bias")),
        ("epsilon", ctypes.c_float),
        ("out", POINTER),
    )


class Attention(ctypes.Structure):
    _fields_ = (
        *((name, POINTER) for name in ("query", "key", "value")),
        *((name, NUMBER) for name in ("query_stride", "key_stride", "value_stride", "rows", "heads", "width")),
        ("out", POINTER),
    )


class Lstm(ctypes.Structure):
    _fields_ = (("weight", POINTER), *((name, NUMBER) for name in ("half", "hidden", "directions")))


class Spectrum(ctypes.Structure):
    _fields_ = (*((name, POINTER) for name in ("cosines", "sines", "squares")), ("size", NUMBER), ("hop", NUMBER))


class Linear(ctypes.Structure):
    _fields_ = (
        *((name, POINTER) for name in ("weight", "scale", "sums", "bias")),
        *((name, NUMBER) for name in ("outputs", "inputs")),
    )


class Norm(ctypes.Structure):
    _fields_ = (("weight", POINTER), ("bias", POINTER))


class Layer(ctypes.Structure):
    _fields_ = (
        *((name, Norm) for name in ("attention_norm", "mlp_norm")),
        *((name, Linear) for name in ("attention_in", "attention_out", "mlp_in", "mlp_out")),
    )


class Transformer(ctypes.Structure):
    _fields_ = (
        ("layers", ctypes.POINTER(Layer)),
        ("last_norms", Norm * 2),
        ("head", POINTER),
        ("head_bias", POINTER),
        *((name, NUMBER) for name in ("count", "width", "heads", "vocabulary")),
    )


class Cache(ctypes.Structure):
    _fields_ = (("layers", ctypes.POINTER(POINTER)), ("slots", NUMBER), ("capacity", NUMBER))


STRUCTURES: tuple[type[ctypes.Structure], ...] = (
    *(Convolution, Signal, TileConvolution),
    *(Dense, Rows),
    *(Attention, Lstm, Spectrum),
    *(Linear, Norm, Layer, Transformer, Cache),
)
