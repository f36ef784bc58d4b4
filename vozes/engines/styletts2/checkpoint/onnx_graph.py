"""Reads what Kokoro's release in 8 bits needs of an ONNX file: its nodes with their inputs, and its stored tensors.

ONNX is a message of Protocol Buffers, of which fields of bytes and whole numbers are enough here; so no package of
20 MB has to be installed for it. It knows nothing of what the graph computes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_VARINT, _FIXED64, _BYTES, _FIXED32 = 0, 1, 2, 5
"""How a field is written."""
_GRAPH_OF_MODEL = 7
_NODE_OF_GRAPH, _TENSOR_OF_GRAPH = 1, 5
_INPUT_OF_NODE, _NAME_OF_NODE, _KIND_OF_NODE = 1, 3, 4
_SIDE, _TYPE, _FLOATS, _INTEGERS, _NAME_OF_TENSOR, _RAW = 1, 2, 4, 5, 8, 9
_LONGS = 7
_TYPES: Mapping[int, Any] = {1: np.float32, 2: np.uint8, 3: np.int8, 6: np.int32, 7: np.int64, 10: np.float16}
"""The numbers that ONNX has for types of elements, little-endian as this machine's."""


@dataclass(frozen=True, slots=True)
class Node:
    name: str
    kind: str
    """The operation, such as `Conv`."""
    inputs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    nodes: tuple[Node, ...]
    tensors: Mapping[str, Array]
    """What is stored, by name."""


def read_graph(content: bytes) -> Graph:
    """Raises ValueError for what is no such file."""
    try:
        graph = next(value for field, value in _fields(memoryview(content)) if field == _GRAPH_OF_MODEL)
        fields = [(field, value) for field, value in _fields(graph) if field in (_NODE_OF_GRAPH, _TENSOR_OF_GRAPH)]
        nodes = tuple(_node(value) for field, value in fields if field == _NODE_OF_GRAPH)
        return Graph(nodes, dict(_tensor(value) for field, value in fields if field == _TENSOR_OF_GRAPH))
    except (IndexError, KeyError, StopIteration, TypeError) as error:
        raise ValueError(f"no ONNX graph: {error!r}") from error


def _fields(message: memoryview) -> Iterator[tuple[int, Any]]:
    """Yields the number and the value of each field: a whole number, or a view of bytes."""
    at = 0
    while at < len(message):
        key, at = _varint(message, at)
        kind = key & 7
        if kind == _VARINT:
            value, at = _varint(message, at)
            yield key >> 3, value
        elif kind in (_BYTES, _FIXED32, _FIXED64):
            length, at = _varint(message, at) if kind == _BYTES else (4 if kind == _FIXED32 else 8, at)
            yield key >> 3, message[at : at + length]
            at += length
        else:
            raise ValueError(f"a field is written in a way that ONNX has not: {kind}")


def _varint(message: memoryview, at: int) -> tuple[int, int]:
    """Returns a number of 7 bits a byte, the lowest first, and where the next value begins."""
    value = shift = 0
    while True:
        byte = message[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            return value, at


def _node(message: memoryview) -> Node:
    fields = list(_fields(message))
    texts = {field: bytes(value).decode() for field, value in fields if field in (_NAME_OF_NODE, _KIND_OF_NODE)}
    inputs = tuple(bytes(value).decode() for field, value in fields if field == _INPUT_OF_NODE)
    return Node(texts.get(_NAME_OF_NODE, ""), texts[_KIND_OF_NODE], inputs)


def _tensor(message: memoryview) -> tuple[str, Array]:
    fields = list(_fields(message))
    single = dict(fields)
    shape = [side for field, value in fields if field == _SIDE for side in _numbers(value)]
    dtype = np.dtype(_TYPES[single[_TYPE]])
    if _RAW in single:
        values = np.frombuffer(single[_RAW], dtype.newbyteorder("<"))
    elif _FLOATS in single:
        values = np.frombuffer(b"".join(bytes(value) for field, value in fields if field == _FLOATS), "<f4")
    else:
        numbers = [n for field, value in fields if field in (_INTEGERS, _LONGS) for n in _numbers(value)]
        values = np.array(numbers, np.uint64).astype(dtype)  # negative ones are written as their complement
    return bytes(single[_NAME_OF_TENSOR]).decode(), values.astype(dtype, copy=False).reshape(shape)


def _numbers(value: Any) -> list[int]:
    """Returns the whole numbers of a field: one, or packed into bytes."""
    if isinstance(value, int):
        return [value]
    numbers, at = [], 0
    while at < len(value):
        number, at = _varint(value, at)
        numbers.append(number)
    return numbers
