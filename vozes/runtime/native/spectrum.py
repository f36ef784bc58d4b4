"""Short-time Fourier transforms of Hann windows of a few samples on the CPU, as torch's `stft` and `istft`, centred.

Signals are (time,), float32. It knows nothing of networks.
"""

import ctypes
import math

import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.native import structures
from vozes.runtime.native.library import check, kernels, needed_kernels

_MOST_SIZE = 64
_FILL = 16
"""Rows of the tables are filled up to a multiple of it."""


class NativeSpectra:
    """Analyses signals, and synthesises them again, with windows of one size and hop."""

    def __init__(self, size: int, hop: int):
        if size % 2 or not 0 < size <= _MOST_SIZE or hop < 1:
            wanted = f"windows of an even number of samples up to {_MOST_SIZE} are wanted, one or more apart"
            raise ValueError(f"{wanted}, not of {size} and {hop} apart")
        self._bins, self._size, self._hop = size // 2 + 1, size, hop
        window = torch.hann_window(size, dtype=torch.float64)
        turns = torch.outer(torch.arange(size), torch.arange(self._bins)) % size * 2  # whole: of pi / size
        cosines, sines = (turns * (math.pi / size)).cos(), (turns * (math.pi / size)).sin()
        sines[turns % size == 0] = 0.0
        weights = torch.full((self._bins,), 2 / size, dtype=torch.float64)
        weights[[0, -1]] /= 2
        analysis = cosines * window[:, None], -sines * window[:, None]
        synthesis = (cosines * weights * window[:, None]).T, (-sines * weights * window[:, None]).T
        self._tables = [_filled(table) for table in (*analysis, *synthesis, window.square()[None])]
        *others, squares = [table.data_ptr() for table in self._tables]
        self._analysis = structures.Spectrum(*others[:2], None, size, hop)
        self._synthesis = structures.Spectrum(*others[2:], squares, size, hop)

    def analyse(self, signal: Tensor, dtype: torch.dtype = torch.float32) -> Tensor:
        """Returns the spectra (time // hop + 1, 2 * bins) of a signal: magnitudes, then angles; float32 or float16.

        The signal is longer than half a window, beyond its ends it is reflected.
        """
        if len(signal) <= self._size // 2:
            raise ValueError(f"a signal of more than {self._size // 2} samples is wanted, not of {len(signal)}")
        out = torch.empty(len(signal) // self._hop + 1, 2 * self._bins, dtype=dtype)
        run = needed_kernels().spectrum_analyse
        run(ctypes.byref(self._analysis), _address(signal), len(signal), _address(out, dtype), dtype == torch.float16)
        return out

    def synthesise(self, spectra: Tensor) -> Tensor:
        """Returns the signal ((count - 1) * hop,) of spectra (count, 2 * bins).

        The logarithms of magnitudes come first, then numbers whose sines are the angles. What is not finite makes the
        samples around it NaN.
        """
        if spectra.shape[1:] != (2 * self._bins,) or len(spectra) == 0:
            raise ValueError(f"spectra of {2 * self._bins} numbers are wanted, not {tuple(spectra.shape)}")
        out = torch.empty((len(spectra) - 1) * self._hop)
        run = needed_kernels().spectrum_synthesise
        check(run(ctypes.byref(self._synthesis), _address(spectra), len(spectra), _address(out)))
        return out


def can_be_native(signal: Tensor, size: int) -> bool:
    """Returns whether there are kernels for windows of a size, and for a signal that lies where this one does."""
    return kernels() is not None and signal.device.type == "cpu" and size <= _MOST_SIZE and size % 2 == 0


def _filled(table: Tensor) -> Tensor:
    return F.pad(table, (0, -table.shape[1] % _FILL)).float().contiguous()


def _address(tensor: Tensor, dtype: torch.dtype = torch.float32) -> ctypes.c_void_p:
    if tensor.dtype != dtype or not tensor.is_contiguous() or tensor.device.type != "cpu":
        raise ValueError(f"contiguous {dtype} numbers on the CPU are wanted, not {tensor.dtype} on {tensor.device}")
    return ctypes.c_void_p(tensor.data_ptr())
