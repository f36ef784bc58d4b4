"""The weights of a recording of the StyleTTS 2 family, as the runtime takes them: published names, norms folded.

They are made again from what the recording says of the reference's parameters. It knows no network.
"""

import torch
from torch import Tensor

from benchmarks.parity.recording import Recording

_SKIPPED = "bert.pooler."
"""What the reference has and speech does not need."""
_DURATION_BIAS = "predictor.duration_proj.linear_layer.bias"
_REALISTIC = -2.0
"""Instead of a made-up value: with it the recorded phonemes take about as long as spoken ones."""
_MAGNITUDE, _DIRECTION, _UNSCALED = ".weight_g", ".weight_v", ".weight_orig"


def styletts2_weights(recording: Recording) -> dict[str, Tensor]:
    """All of them, float32, by names such as `text_encoder.cnn.0.0.weight`; Kokoro's too."""
    raw = {name: tensor for name, tensor in recording.weights().items() if not name.startswith(_SKIPPED)}
    raw[_DURATION_BIAS] = torch.full_like(raw[_DURATION_BIAS], _REALISTIC)
    folded = {}
    for name, tensor in raw.items():
        layer, _, leaf = name.rpartition(".")
        if f".{leaf}" == _MAGNITUDE:
            folded[f"{layer}.weight"] = fold_weight_norm(tensor, raw[layer + _DIRECTION])
        elif f".{leaf}" == _UNSCALED:
            u, v = (recording.tensor(f"{layer}.weight_{vector}") for vector in "uv")
            folded[f"{layer}.weight"] = fold_spectral_norm(tensor, u, v)
        elif f".{leaf}" != _DIRECTION:
            folded[name] = tensor
    return folded


def weights_under(weights: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors of one module, such as `text_encoder.`, by the rest of their names."""
    return {name.removeprefix(prefix): tensor for name, tensor in weights.items() if name.startswith(prefix)}


def fold_weight_norm(magnitude: Tensor, direction: Tensor) -> Tensor:
    norm: Tensor = torch.linalg.vector_norm(direction, dim=tuple(range(1, direction.ndim)), keepdim=True)
    return direction * (magnitude / norm)


def fold_spectral_norm(weight: Tensor, u: Tensor, v: Tensor) -> Tensor:
    """Divided by its largest singular value, by the vectors (rows,) and (columns,) that training found for it."""
    return weight / (u @ weight.flatten(1) @ v)
