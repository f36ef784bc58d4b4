"""The tensors of a published checkpoint, held against the table and brought into the form that the runtime takes.

Weight norm is folded, GPT-2's weights are turned round, and int8 weights are quantized. What is only read stays
mapped in the file. It knows nothing of where files lie or what is written.
"""

from collections.abc import Callable, Collection
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.parameters import LATENTS, Form, Parameter, Shape, is_skipped, parameters
from vozes.engines.xtts.voices import Voice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.pickles import read_pickled

Precision = Literal["float32", "int8"]

STAND_INS = (
    "TTS.tts.configs.xtts_config.XttsConfig",
    "TTS.tts.configs.xtts_config.XttsArgs",
    "TTS.tts.configs.xtts_config.XttsAudioConfig",
    "TTS.tts.models.xtts.XttsArgs",
    "TTS.tts.models.xtts.XttsAudioConfig",
    "TTS.config.shared_configs.BaseDatasetConfig",
)
"""The configuration classes that `model.pth` may name: where they are now, and where they were."""
_TRAINER_PREFIX = "xtts."
_MOST_NAMED = 8
"""Parameters that an error names."""
_LARGEST = 127
_SMALLEST_SCALED = 1e-30
"""A row of zeros is scaled by this, rather than divided by zero."""


def converted_names(config: XttsConfig, precision: Precision) -> set[str]:
    table = parameters(config)
    scales = {f"{name}.scale" for name in table if precision == "int8" and table[name].quantized}
    return set(table) | scales


def read_tensors(
    path: Path, config: XttsConfig, precision: Precision, progress: Callable[[float], None] = lambda done: None
) -> dict[str, Tensor]:
    """Every tensor of the converted file, by name. Raises VozesError(INVALID_CHECKPOINT), naming what is wrong."""
    table = parameters(config)
    parts = _matched(path, _state(path), table)
    tensors: dict[str, Tensor] = {}
    for count, (name, parameter) in enumerate(table.items(), start=1):
        weight = _formed(parameter.form, [part.float() for part in parts.pop(name)])
        if not torch.isfinite(weight).all():
            raise _invalid(path, f"{name} has values that are not finite numbers")
        if precision == "int8" and parameter.quantized:
            tensors[name], tensors[f"{name}.scale"] = quantize(weight)
        else:
            tensors[name] = weight
        progress(count / len(table))
    return tensors


def quantize(weight: Tensor) -> tuple[Tensor, Tensor]:
    """`weight` (out, in) as int8, and the scale of each row (out,): symmetric, so that 127 is its largest magnitude."""
    scale = weight.abs().amax(1).clamp_min(_SMALLEST_SCALED) / _LARGEST  # (out,)
    return (weight / scale[:, None]).round().to(torch.int8), scale


def read_speakers(path: Path, config: XttsConfig) -> dict[str, Voice]:
    """The built-in voices, by name. Raises VozesError(INVALID_CHECKPOINT)."""
    content = read_pickled(path)
    if not isinstance(content, dict) or not content:
        raise _invalid(path, "it holds no speakers")
    shapes = {
        "gpt_cond_latent": (1, LATENTS, config.width),
        "speaker_embedding": (1, config.speaker_width, 1),
    }
    speakers = {}
    for name, voice in content.items():
        if not isinstance(name, str) or not isinstance(voice, dict):
            raise _invalid(path, f"{name!r} is not a speaker with its tensors")
        for key, shape in shapes.items():
            if problem := _problem(voice.get(key), shape):
                raise _invalid(path, f"{key} of {name!r} {problem}")
        speakers[name] = Voice(*(voice[key].detach().float() for key in shapes))
    return speakers


def _state(path: Path) -> dict[str, Tensor]:
    """The tensors of `model.pth` by their published names."""
    content = read_pickled(path, STAND_INS)
    state = content.get("model") if isinstance(content, dict) else None
    if not isinstance(state, dict) or not all(isinstance(name, str) for name in state):
        raise _invalid(path, 'it holds no parameters under "model"')
    return {name.removeprefix(_TRAINER_PREFIX): tensor for name, tensor in state.items()}


def _matched(path: Path, state: dict[str, Tensor], table: dict[str, Parameter]) -> dict[str, list[Tensor]]:
    """What each parameter is made of; raises for one that is missing, unknown or of another shape."""
    sources = {name: _closest(parameter.sources(name), state) for name, parameter in table.items()}
    shapes = {part: shape for source in sources.values() for part, shape in source.items()}
    missing = [part for part in shapes if part not in state]
    unknown = [part for part in state if part not in shapes and not is_skipped(part)]
    misshapen = [
        f"{part} {problem}"
        for part, shape in shapes.items()
        if part in state and (problem := _problem(state[part], shape))
    ]
    for verb, names in (("it lacks ", missing), ("it has the unknown ", unknown), ("", misshapen)):
        if names:
            raise _invalid(path, verb + _listed(names))
    return {name: [state[part].detach() for part in source] for name, source in sources.items()}


def _closest(ways: tuple[dict[str, Shape], ...], state: dict[str, Tensor]) -> dict[str, Shape]:
    """The way in which most of a parameter is there."""
    return max(ways, key=lambda way: sum(part in state for part in way))


def _problem(tensor: object, shape: Shape) -> str | None:
    if not isinstance(tensor, Tensor):
        return "is missing or not a tensor"
    if tuple(tensor.shape) != shape:
        return f"has the shape {tuple(tensor.shape)} instead of {shape}"
    return None if tensor.is_floating_point() else f"is of the type {tensor.dtype}"


def _formed(form: Form, parts: list[Tensor]) -> Tensor:
    if form is Form.TRANSPOSED:
        return parts[0].t()
    if form is Form.WEIGHT_NORM:
        magnitude, direction = parts
        norm: Tensor = torch.linalg.vector_norm(direction, dim=tuple(range(1, direction.ndim)), keepdim=True)
        return direction * (magnitude / norm)
    return parts[0]


def _listed(names: Collection[str]) -> str:
    shown = list(names)[:_MOST_NAMED]
    more = len(names) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _invalid(path: Path, problem: str) -> VozesError:
    message = f"{path} is not the XTTS v2 checkpoint that its config.json describes: {problem}."
    return VozesError(ErrorCode.INVALID_CHECKPOINT, message)
