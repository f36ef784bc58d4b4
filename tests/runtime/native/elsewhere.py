"""Kernels that run in another process, `driver.c`, as if they were loaded here: for other processors and sanitizers.

What a call points to is sent there in blocks of just its size, and written back from the answer.
"""

import ctypes
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from struct import pack, unpack
from typing import Any, Protocol

import pytest

import setup
from vozes.runtime.native import library
from vozes.runtime.native.structures import (
    POINTER,
    Attention,
    Cache,
    Convolution,
    Dense,
    Layer,
    Linear,
    Lstm,
    Norm,
    Rows,
    Signal,
    Spectrum,
    TileConvolution,
    Transformer,
)

_FLOAT, _HALF = 4, 2
_ROOT = Path(__file__).parents[3]
SOURCES = sorted((_ROOT / setup.FOLDER).glob("*.c"))


class EndedError(AssertionError):
    """The other process has ended within a call; what it said at last."""


class _Reference(Protocol):
    """What `ctypes.byref` gives."""

    _obj: Any


class Call:
    """Blocks of memory, by their addresses, and the pointers among them."""

    def __init__(self) -> None:
        self.addresses: list[int | None] = []
        self.sizes: list[int] = []
        self.pointers: list[tuple[int, int, int]] = []

    def block(self, address: Any, size: int) -> int:
        """Returns its number."""
        address = address.value if isinstance(address, ctypes.c_void_p) else address
        self.addresses.append(address or None)
        self.sizes.append(size if address else -1)
        return len(self.addresses) - 1

    def follow(self, block: int, offset: int, structure: Any, sizes: dict[str, int]) -> None:
        """Takes what the pointers of a structure lead to, of so many bytes each."""
        for name, size in sizes.items():
            if address := getattr(structure, name):
                known = address in self.addresses  # as what is added may lie where the result goes
                target = self.addresses.index(address) if known else self.block(address, size)
                self.point(block, offset + getattr(type(structure), name).offset, target)

    def point(self, block: int, offset: int, target: int) -> None:
        self.pointers.append((block, offset, target))


class Elsewhere:
    """The functions of the kernels that their users call."""

    def __init__(self, command: Sequence[str]):
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def close(self) -> None:
        with suppress(BrokenPipeError):
            self._process.communicate(timeout=20)

    def kernels_supported(self) -> int:
        return self.run(0, Call())

    def convolution_lanes(self) -> int:
        return self.run(1, Call())

    def convolution_run(self, convolution: _Reference, signal: _Reference) -> int:
        c: Convolution = convolution._obj
        weights = c.outputs * c.points * c.groups * c.inputs
        return self._convolve(2, c, weights * (_HALF if c.half else _FLOAT), signal._obj)

    def tile_convolution_run(self, convolution: _Reference, signal: _Reference) -> int:
        c: TileConvolution = convolution._obj
        weights = c.taps * -(-c.inputs // 32) * 32 * -(-c.outputs // 16) * 16
        return self._convolve(14, c, weights * _HALF, signal._obj)

    def _convolve(self, number: int, c: Convolution | TileConvolution, weight_bytes: int, s: Signal) -> int:
        call = Call()
        for structure in (c, s):
            call.block(ctypes.addressof(structure), ctypes.sizeof(structure))
        call.follow(0, 0, c, {"weight": weight_bytes})
        _follow_signal(call, s, c.inputs, c.outputs)
        return self.run(number, call)

    def activation_moments(self, x: POINTER, half: bool, time: int, channels: int, *found: POINTER) -> int:
        call = Call()
        call.block(x, time * channels * (_HALF if half else _FLOAT))
        for vector in found:  # mean and variance
            call.block(vector, channels * _FLOAT)
        return self.run(3, call, half, time, channels)

    def activation_snake(self, x: POINTER, time: int, channels: int, *others: POINTER | None) -> int:
        *vectors, out = others  # scale, shift, alpha
        blocks = [(x, time * channels), *((vector, channels) for vector in vectors), (out, time * channels)]
        return self.run(4, blocks_of(*blocks), time, channels)

    def activation_leaky(self, x: POINTER, time: int, channels: int, *others: Any) -> int:
        scale, shift, slope, out = others
        blocks = [(x, time * channels), (scale, channels), (shift, channels), (POINTER(ctypes.addressof(slope)), 1)]
        return self.run(5, blocks_of(*blocks, (out, time * channels)), time, channels)

    def activation_gelu(self, x: POINTER, time: int, channels: int) -> int:
        return self.run(17, blocks_of((x, time * channels)), time, channels)

    def transformer_sum_rows(self, weight: POINTER, outputs: int, inputs: int, sums: POINTER) -> int:
        call = Call()
        call.block(weight, outputs * inputs)
        call.block(sums, outputs * _FLOAT)
        return self.run(6, call, outputs, inputs)

    def transformer_forward(
        self, model: _Reference, cache: _Reference, rows: int, x: POINTER, slots: Any, positions: Any, *others: Any
    ) -> int:
        wanted_count, wanted, latents, logits = others
        call = Call()
        m: Transformer = model._obj
        c: Cache = cache._obj
        width = m.width * _FLOAT
        call.block(ctypes.addressof(m), ctypes.sizeof(m))
        call.block(ctypes.addressof(c), ctypes.sizeof(c))
        for address, size in (
            (x, rows * width),
            *((ctypes.addressof(numbers), ctypes.sizeof(numbers)) for numbers in (slots, positions, wanted)),
            (latents, wanted_count * width),
            (logits, wanted_count * m.vocabulary * _FLOAT),
        ):
            call.block(address, size)
        call.follow(0, 0, m, {"head": m.vocabulary * width, "head_bias": m.vocabulary * _FLOAT})
        for number in range(2):
            _follow_norm(call, 0, Transformer.last_norms.offset + number * ctypes.sizeof(Norm), m.last_norms[number], m)
        layers = call.block(ctypes.addressof(m.layers.contents), m.count * ctypes.sizeof(Layer))
        call.point(0, Transformer.layers.offset, layers)
        for number in range(m.count):
            _follow_layer(call, layers, number * ctypes.sizeof(Layer), m.layers[number], m)
        kept = call.block(ctypes.addressof(c.layers.contents), m.count * ctypes.sizeof(POINTER))
        call.point(1, Cache.layers.offset, kept)
        for number in range(m.count):
            size = 2 * c.slots * c.capacity * m.width * 2
            call.point(kept, number * ctypes.sizeof(POINTER), call.block(c.layers[number], size))
        return self.run(7, call, rows, wanted_count)

    def pool_resize(self, threads: int) -> int:
        return self.run(8, Call(), threads)

    def dense_panel(self) -> int:
        return self.run(9, Call())

    def dense_run(self, dense: _Reference, rows: _Reference) -> int:
        call = Call()
        d: Dense = dense._obj
        r: Rows = rows._obj
        for structure in (d, r):
            call.block(ctypes.addressof(structure), ctypes.sizeof(structure))
        filled = -(-d.outputs // self.dense_panel()) * self.dense_panel()
        call.follow(0, 0, d, {"weight": filled * d.inputs * (2 if d.half else _FLOAT)})
        vectors = dict.fromkeys(("bias", "norm_weight", "norm_bias"), d.outputs * _FLOAT)
        results = dict.fromkeys(("add", "out"), r.rows * d.outputs * _FLOAT)
        call.follow(1, 0, r, {"x": _extent(r.rows, r.stride, d.inputs)} | vectors | results)
        return self.run(10, call)

    def attention_run(self, attention: _Reference) -> int:
        call = Call()
        a: Attention = attention._obj
        call.block(ctypes.addressof(a), ctypes.sizeof(a))
        width = a.heads * a.width
        strides = {"query": a.query_stride, "key": a.key_stride, "value": a.value_stride}
        sizes = {name: _extent(a.rows, stride, width) for name, stride in strides.items()}
        call.follow(0, 0, a, sizes | {"out": a.rows * width * _FLOAT})
        return self.run(11, call)

    def lstm_group(self) -> int:
        return self.run(12, Call())

    def lstm_run(self, lstm: _Reference, time: int, gates: POINTER, out: POINTER) -> int:
        call = Call()
        m: Lstm = lstm._obj
        gates_of_a_step = m.directions * -(-m.hidden // self.lstm_group()) * self.lstm_group() * 4
        call.block(ctypes.addressof(m), ctypes.sizeof(m))
        call.block(gates, time * gates_of_a_step * _FLOAT)
        call.block(out, time * m.directions * m.hidden * _FLOAT)
        call.follow(0, 0, m, {"weight": gates_of_a_step * m.hidden * (2 if m.half else _FLOAT)})
        return self.run(13, call, time)

    def spectrum_analyse(self, spectrum: _Reference, signal: POINTER, time: int, out: POINTER, half: bool) -> int:
        s: Spectrum = spectrum._obj
        numbers = (time // s.hop + 1) * (s.size + 2) * (_HALF if half else _FLOAT)
        rows = s.size * _whole(s.size // 2 + 1) * _FLOAT
        blocks = [(signal, time * _FLOAT), (out, numbers)]
        return self.run(15, _spectrum_call(s, {"cosines": rows, "sines": rows}, blocks), time, half)

    def spectrum_synthesise(self, spectrum: _Reference, x: POINTER, count: int, out: POINTER) -> int:
        s: Spectrum = spectrum._obj
        width = _whole(s.size) * _FLOAT
        rows = (s.size // 2 + 1) * width
        blocks = [(x, count * (s.size + 2) * _FLOAT), (out, (count - 1) * s.hop * _FLOAT)]
        return self.run(16, _spectrum_call(s, {"cosines": rows, "sines": rows, "squares": width}, blocks), count)

    def run(self, function: int, call: Call, *numbers: int) -> int:
        sent = [pack("4i", function, len(call.addresses), len(call.pointers), len(numbers))]
        for address, size in zip(call.addresses, call.sizes, strict=True):
            sent.append(pack("i", size))
            if address is not None:
                sent.append(ctypes.string_at(address, size))
        sent += [pack("3i", *pointer) for pointer in call.pointers]
        sent.append(pack(f"{len(numbers)}i", *numbers))
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        try:
            stdin.write(b"".join(sent))
            stdin.flush()
        except BrokenPipeError:
            raise EndedError(self._last_words()) from None
        (status,) = unpack("i", self._read(4))
        holders = {block for block, _, _ in call.pointers}  # whose pointers lead nowhere here
        for block, (address, size) in enumerate(zip(call.addresses, call.sizes, strict=True)):
            if address is not None:
                answer = self._read(size)
                if block not in holders:
                    ctypes.memmove(address, answer, size)
        return int(status)

    def _read(self, size: int) -> bytes:
        answer = self._process.stdout.read(size)  # type: ignore[union-attr]
        if len(answer) < size:
            raise EndedError(self._last_words())
        return answer

    def _last_words(self) -> str:
        said = self._process.stderr.read().decode(errors="replace")  # type: ignore[union-attr]
        return f"the kernels' process ended with {self._process.wait()}:\n{said}"


def blocks_of(*blocks: tuple[POINTER | None, int]) -> Call:
    """Blocks of so many floats."""
    call = Call()
    for address, floats in blocks:
        call.block(address, floats * _FLOAT)
    return call


def _whole(count: int) -> int:
    """Returns how many numbers a row of so many is filled up to."""
    return -(-count // 16) * 16


def _spectrum_call(spectrum: Spectrum, tables: dict[str, int], blocks: Iterable[tuple[POINTER, int]]) -> Call:
    call = Call()
    call.block(ctypes.addressof(spectrum), ctypes.sizeof(spectrum))
    for address, size in blocks:
        call.block(address, size)
    call.follow(0, 0, spectrum, tables)
    return call


def _follow_signal(call: Call, signal: Signal, inputs: int, outputs: int) -> None:
    """Takes what a signal, the second block, leads to."""
    before = dict.fromkeys(("scale", "shift", "alpha"), inputs * _FLOAT)
    after = dict.fromkeys(("bias", "mean", "variance"), outputs * _FLOAT)
    size, size_out = (signal.time * (_HALF if half else _FLOAT) for half in (signal.half, signal.half_out))
    signals = {"x": size * inputs, **dict.fromkeys(("add", "out"), size_out * outputs)}
    call.follow(1, 0, signal, before | after | signals)


def _extent(rows: int, stride: int, width: int) -> int:
    """Returns how many bytes rows of floats reach over, the last of them no further than its own width."""
    return ((rows - 1) * stride + width) * _FLOAT if rows else 0


def _follow_norm(call: Call, block: int, offset: int, norm: Norm, model: Transformer) -> None:
    call.follow(block, offset, norm, dict.fromkeys(("weight", "bias"), model.width * _FLOAT))


def _follow_layer(call: Call, block: int, offset: int, layer: Layer, model: Transformer) -> None:
    for name, *_ in Layer._fields_:
        part, at = getattr(layer, name), offset + getattr(Layer, name).offset
        if isinstance(part, Norm):
            _follow_norm(call, block, at, part, model)
        else:
            linear: Linear = part
            vectors = dict.fromkeys(("scale", "sums", "bias"), linear.outputs * _FLOAT)
            call.follow(block, at, linear, {"weight": linear.outputs * linear.inputs} | vectors)


def build(compiler: str, flags: Sequence[str], folder: Path) -> Path:
    """Returns the program of the driver with the kernels in it."""
    program = folder / "driver"
    sources = [*map(str, SOURCES), str(Path(__file__).with_name("driver.c"))]
    include = f"-I{_ROOT / setup.FOLDER}"
    command = [compiler, *setup.FLAGS, *flags, include, *sources, "-o", str(program), "-pthread", "-lm"]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr
    return program


@contextmanager
def kernels_elsewhere(command: Sequence[str], level: str) -> Iterator[Elsewhere]:
    """Has all users of the kernels call those of this process."""
    elsewhere = Elsewhere(command)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(library, "_loaded", lambda: (level, elsewhere))
            yield elsewhere
    finally:
        elsewhere.close()
