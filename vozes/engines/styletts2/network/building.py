"""Builds the networks of a model and fills them, part by part, so that what is rearranged is never held twice.

It knows how networks are held in memory, and nothing of what they compute.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import nn

from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.adain import AdaptiveNorm, fold_norms
from vozes.engines.styletts2.network.albert import Albert
from vozes.engines.styletts2.network.blocks import AdaInBlock
from vozes.engines.styletts2.network.decoder import Decoder
from vozes.engines.styletts2.network.denoiser import Denoiser
from vozes.engines.styletts2.network.generator import Generator, SourceConvolution
from vozes.engines.styletts2.network.prosody import DurationEncoder, ProsodyPredictor
from vozes.engines.styletts2.network.style_encoder import StyleEncoder
from vozes.engines.styletts2.network.text_encoder import TextEncoder
from vozes.runtime.convolutions import Upsampling, arrange
from vozes.runtime.layers import use_kernels
from vozes.runtime.native.library import kernels
from vozes.runtime.packing import pack
from vozes.runtime.parameters import Network, unfilled
from vozes.runtime.weights import WeightSource

_PACKED = (nn.LSTM, Albert, TextEncoder, DurationEncoder, AdaInBlock, Upsampling)
"""The networks and layers whose weights are packed, but for those that kernels hold: they compute for a short while,
or at the rate of frames."""
_MOST_WEIGHTS = 1 << 20
"""The most weights of a convolution that are held transformed: larger ones run at a slow rate, so they matter less, and
so do those of an `AdaInBlock`."""


@dataclass(frozen=True, slots=True)
class Builder:
    config: StyleTts2Config
    weights: WeightSource
    device: torch.device
    half: bool
    """Whether large weights are held in 16 bits."""

    def build(
        self, make: Callable[[StyleTts2Config], Network], prefix: str, dtype: torch.dtype = torch.float32
    ) -> Network:
        """Returns a network for inference, its parameters named `prefix` and so on; `dtype` is its convolutions'.

        Raises RuntimeError for a parameter that is missing or too many.
        """
        network = unfilled(lambda: make(self.config))
        if isinstance(network, ProsodyPredictor | Decoder):
            parts = [(f"{prefix}{name}.", part) for name, part in _parts(network)]
            _refuse_others((prefix + name for name in self.weights(prefix)), [name for name, _ in parts])
            precise = network.generator.conv_post if isinstance(network, Decoder) else None  # its last convolution
            for name, part in parts:
                self._fill(part, name, copied=True)
                self._halve_norms(part)
                self._arrange(part, dtype, precise)
            if isinstance(network, Decoder) and self.half:
                network.generator.hold_half()
        else:
            rearranged = self.half or kernels() is not None
            self._fill(network, prefix, copied=rearranged and not isinstance(network, StyleEncoder))
            self._arrange(network)
        return network

    def _arrange(
        self, network: nn.Module, dtype: torch.dtype = torch.float32, precise: nn.Module | None = None
    ) -> None:
        """Holds the weights of a filled network as they are computed with."""
        most_weights = 0 if isinstance(network, AdaInBlock) else _MOST_WEIGHTS
        arrange(network, dtype, precise=precise, half=self.half, most_weights=most_weights)
        if isinstance(network, SourceConvolution):
            network.use_kernels(self.half)
        use_kernels(network, self.half and isinstance(network, (*_PACKED, Denoiser)))
        if self.half and isinstance(network, _PACKED):
            pack(network)

    def _fill(self, network: nn.Module, prefix: str, copied: bool) -> None:
        """Fills a network with its weights. `copied`: with copies, since one tensor in use keeps all of a mapping.

        Seldom used ones, such as those that clone voices, are better left in the mapped file.
        """
        tensors = fold_norms(self.weights(prefix)).items()
        placed = {name: (tensor.clone() if copied else tensor).to(self.device) for name, tensor in tensors}
        network.load_state_dict(placed, assign=True)
        for module in network.modules():
            if isinstance(module, nn.LSTM):
                module.flatten_parameters()  # as a GPU wants them; a CPU does not care

    def _halve_norms(self, network: nn.Module) -> None:
        """Holds adaptive norms' layers in 16 bits until a `StyleProjection` takes and unpacks them."""
        for module in network.modules():
            if self.half and isinstance(module, AdaptiveNorm):
                module.half()


def _parts(network: nn.Module, prefix: str = "") -> Iterator[tuple[str, nn.Module]]:
    """Yields a network's modules by name, those of lists and generators one by one."""
    for name, module in network.named_children():
        if isinstance(module, nn.ModuleList | Generator):
            yield from _parts(module, f"{prefix}{name}.")
        else:
            yield prefix + name, module


def _refuse_others(names: Iterable[str], known: Sequence[str]) -> None:
    others = [name for name in names if not name.startswith(tuple(known))]
    if others:
        raise RuntimeError(f"Unexpected key: {', '.join(others)}")
