"""Chooses on what a neural engine runs, and in which arithmetic: the settings `device` and `precision` made concrete.

What this machine cannot do is refused here, before anything is loaded. It knows no engine.
"""

from dataclasses import dataclass

import torch

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.cpu import has_bfloat16
from vozes.runtime.native.library import has_tiles, kernels

PRECISIONS = {
    "cpu": ("int8", "float32"),
    "cuda": ("bfloat16", "float16", "float32"),
    "mps": ("float32", "float16"),
}
"""What each device can, its default first."""


@dataclass(frozen=True, slots=True)
class Placement:
    device: torch.device
    precision: str

    @property
    def versions(self) -> dict[str, str]:
        """Returns what an engine says of itself: torch's version, and the device."""
        return {"torch": torch.__version__, "device": str(self.device)}

    @property
    def dtype(self) -> torch.dtype:
        """The type of activations; with int8 only the weights are integers."""
        dtypes = {"bfloat16": torch.bfloat16, "float16": torch.float16}
        return dtypes.get(self.precision, torch.float32)

    @property
    def cache_dtype(self) -> torch.dtype:
        """The type of keys and values. With int8 weights, bfloat16 loses nothing more and halves the memory to read."""
        return torch.bfloat16 if self.precision == "int8" else self.dtype

    @property
    def vocoder_dtype(self) -> torch.dtype:
        """The type of convolutions' products: beside int8 weights the one in which this machine convolves faster.

        That is bfloat16 for our kernels with AMX, and for oneDNN where there are no kernels; with AVX-512 alone oneDNN
        takes a third longer in it than our kernels in float32.
        """
        if self.precision == "int8":
            by_onednn = kernels() is None and has_bfloat16()
            return torch.bfloat16 if has_tiles() or by_onednn else torch.float32
        return self.dtype

    @property
    def convolves_natively(self) -> bool:
        """Whether convolutions are the native kernels'."""
        return self.device.type == "cpu" and kernels() is not None

    @property
    def packs_weights(self) -> bool:
        """Whether weights that are no integers are held in 16 bits too, see `packing`: beside int8, on processors."""
        return self.precision == "int8"


def place(device: str, precision: str) -> Placement:
    """Returns what the settings mean on this machine; raises VozesError(INVALID_SETTINGS) where they cannot be."""
    chosen = _choose_device(device)
    possible = PRECISIONS[chosen.type]
    if precision == "auto":
        slow_bfloat16 = chosen.type == "cuda" and not torch.cuda.is_bf16_supported(including_emulation=False)
        return Placement(chosen, "float16" if slow_bfloat16 else possible[0])
    if precision not in possible:
        message = f"The precision {precision} is not for {chosen.type}: set precision to auto or {', '.join(possible)}."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message)
    return Placement(chosen, precision)


def _choose_device(device: str) -> torch.device:
    there = {"cpu": True, "cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available()}
    if device == "auto":
        return torch.device(next((kind for kind in ("cuda", "mps") if there[kind]), "cpu"))
    if not there[device]:
        message = f"This machine has no {device} that torch {torch.__version__} can use: set device to auto or cpu."
        raise VozesError(ErrorCode.INVALID_SETTINGS, message)
    return torch.device(device)
