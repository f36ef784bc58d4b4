"""The weights of a recording of the StyleTTS 2 family, as the runtime takes them: published names, norms folded.

They are made again from what the recording says of the reference's parameters. It knows no network.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

import torch
from torch import Tensor, nn

from benchmarks.parity.recording import Recording
from vozes.runtime.published import fold_spectral_norm, fold_weight_norm

Network = TypeVar("Network", bound=nn.Module)

_SKIPPED = "bert.pooler."
"""What the reference has and speech does not need."""
_DURATION_BIAS = "predictor.duration_proj.linear_layer.bias"
_REALISTIC = -2.0
"""Instead of a made-up value: with it the recorded phonemes take about as long as spoken ones."""
_MAGNITUDE, _DIRECTION, _UNSCALED = "weight_g", "weight_v", "weight_orig"


def styletts2_weights(recording: Recording) -> dict[str, Tensor]:
    """All of them, float32, by names such as `text_encoder.cnn.0.0.weight`; Kokoro's too."""
    raw = {name: tensor for name, tensor in recording.weights().items() if not name.startswith(_SKIPPED)}
    raw[_DURATION_BIAS] = torch.full_like(raw[_DURATION_BIAS], _REALISTIC)
    folded = {}
    for name, tensor in raw.items():
        layer, _, leaf = name.rpartition(".")
        if leaf == _MAGNITUDE:
            folded[f"{layer}.weight"] = fold_weight_norm(tensor, raw[f"{layer}.{_DIRECTION}"])
        elif leaf == _UNSCALED:
            left, right = (recording.tensor(f"{layer}.weight_{vector}") for vector in "uv")
            folded[f"{layer}.weight"] = fold_spectral_norm(tensor, left, right)
        elif leaf != _DIRECTION:
            folded[name] = tensor
    return folded


def weights_under(weights: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors of one module, such as `text_encoder.`, by the rest of their names."""
    return {name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}


def loaded(build: Callable[[], Network], weights: Mapping[str, Tensor]) -> Network:
    """A network with these weights, all of which it must have."""
    with torch.device("meta"):
        network = build()
    network.load_state_dict(weights, strict=True, assign=True)
    return network.requires_grad_(False)
