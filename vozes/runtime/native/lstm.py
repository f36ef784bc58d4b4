"""LSTMs on the CPU: what comes in goes through one dense layer, then a kernel takes step after step.

It knows nothing of networks.
"""

import ctypes
from collections.abc import Sequence
from typing import NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.library import check, needed_kernels
from vozes.runtime.native.tiles import dense

_GATES = 4


class Direction(NamedTuple):
    """One direction's parameters, as torch has them: of gates of hidden units each."""

    input_weight: Tensor  # (4 * hidden, inputs)
    state_weight: Tensor  # (4 * hidden, hidden)
    bias: Tensor  # (4 * hidden,): all that is added to a gate


class NativeLstm:
    """Goes through a sequence from its beginning, and through the same from its end, from zeros each time."""

    def __init__(self, directions: Sequence[Direction], half: bool = False):
        """`half`: weights are held in 16 bits, with 11 of them significant, and tiles take what comes in with 16.

        All else is float32.
        """
        self._hidden = directions[0].state_weight.shape[1]
        self._group = needed_kernels().lstm_group()
        input_weight = torch.cat([self._in_groups(each.input_weight) for each in directions])
        bias = torch.cat([self._in_groups(each.bias) for each in directions])
        self._gates = dense(input_weight, bias, half)
        state_weight = torch.cat([self._in_groups(each.state_weight) for each in directions])
        weight = state_weight.view(-1, _GATES * self._group, self._hidden).transpose(1, 2).contiguous()
        self._weight = weight.half() if half else weight.float()
        self._structure = structures.Lstm(self._weight.data_ptr(), half, self._hidden, len(directions))
        self._run = needed_kernels().lstm_run

    def __call__(self, x: Tensor) -> Tensor:
        """x (time, inputs), float32 → (time, directions * hidden)."""
        gates = self._gates(x)
        out = torch.empty(len(x), self._structure.directions * self._hidden)
        check(self._run(ctypes.byref(self._structure), len(x), _address(gates), _address(out)))
        return out

    def _in_groups(self, rows: Tensor) -> Tensor:
        """(4 * hidden, ...) → (groups * 4 * units of a group, ...), the last group filled up with zeros."""
        gates = rows.view(_GATES, self._hidden, -1)
        filled = F.pad(gates, (0, 0, 0, -self._hidden % self._group))
        grouped = filled.view(_GATES, -1, self._group, filled.shape[2]).transpose(0, 1)
        return grouped.reshape(-1, *rows.shape[1:])


def _address(tensor: Tensor) -> ctypes.c_void_p:
    return ctypes.c_void_p(tensor.data_ptr())
