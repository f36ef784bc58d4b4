"""Holds weights in 16 bits and computes with them in 32: half the memory, for a rounding to 11 significant bits.

A network that is used now and then is unpacked for as long as it computes, which takes less time than it saves memory
for. What it computes is float32's, of the rounded weights. It knows no network.
"""

import torch
from torch import nn

FEWEST = 1 << 14
"""Numbers in a tensor that is packed; smaller ones are norms and biases."""


class Packed:
    """A network's large float32 weights, packed; within a `with` block they are unpacked. Blocks do not nest."""

    def __init__(self, network: nn.Module):
        large = (each for each in network.parameters() if each.dtype == torch.float32 and each.numel() >= FEWEST)
        self._held = [(parameter, parameter.data.half()) for parameter in large]
        self._pack()

    @property
    def holds_any(self) -> bool:
        return bool(self._held)

    def __enter__(self) -> None:
        for parameter, held in self._held:
            parameter.data = held.float()

    def __exit__(self, *_: object) -> None:
        self._pack()

    def _pack(self) -> None:
        for parameter, held in self._held:
            parameter.data = held


def pack(network: nn.Module) -> None:
    """Has each call of the network unpack it first, and pack it again."""
    packed = Packed(network)
    if not packed.holds_any:
        return
    network.register_forward_pre_hook(lambda *_: packed.__enter__())
    network.register_forward_hook(lambda *_: packed.__exit__(), always_call=True)
