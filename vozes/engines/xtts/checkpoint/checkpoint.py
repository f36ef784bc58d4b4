"""Reads the tensors of a published checkpoint, checks them by the table, and brings them into the form of the runtime.

int8 weights are quantized here; the rest is what all published files have in common. What is only read stays mapped
in the file. It knows nothing of where files lie or what is written.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor

from vozes.engines.xtts.checkpoint.parameters import SKIPPED, is_quantized, parameters
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import LATENTS
from vozes.engines.xtts.voice import XttsVoice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.documents import shortened
from vozes.runtime.pickles import read_pickled
from vozes.runtime.published import problem_of, read_parameters, room_of

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
_LARGEST = 127
_SMALLEST_SCALED = 1e-30
"""A row of zeros is scaled by this, rather than divided by zero."""


def converted_names(config: XttsConfig, precision: Precision) -> set[str]:
    table = parameters(config)
    scales = {f"{name}.scale" for name in table if precision == "int8" and is_quantized(table[name])}
    return set(table) | scales


def read_tensors(
    path: Path, config: XttsConfig, precision: Precision, progress: Callable[[float], None] = lambda done: None
) -> dict[str, Tensor]:
    """Returns the converted file's tensors by name. Raises VozesError(INVALID_CHECKPOINT), naming what is wrong."""
    table = parameters(config)
    published = read_parameters(_state(path), table, SKIPPED, room_of(path), partial(_invalid, path), progress)
    tensors: dict[str, Tensor] = {}
    for name, weight in published:
        if precision == "int8" and is_quantized(table[name]):
            tensors[name], tensors[f"{name}.scale"] = quantize(weight)
        else:
            tensors[name] = weight
    return tensors


def quantize(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Returns `weight` (out, in) as int8, and each row's scale (out,): symmetric, with 127 as the largest magnitude."""
    scale = weight.abs().amax(1).clamp_min(_SMALLEST_SCALED) / _LARGEST  # (out,)
    return (weight / scale[:, None]).round().to(torch.int8), scale


def read_speakers(path: Path, config: XttsConfig) -> dict[str, XttsVoice]:
    """Returns the built-in voices, by name. Raises VozesError(INVALID_CHECKPOINT)."""
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
            raise _invalid(path, f"{shortened(name)} is not a speaker with its tensors")
        for key, shape in shapes.items():
            if problem := problem_of(voice.get(key), shape):
                raise _invalid(path, f"{key} of {shortened(name)} {problem}")
        speakers[name] = XttsVoice(*(voice[key].detach().float() for key in shapes))
    return speakers


def _state(path: Path) -> dict[str, Tensor]:
    """Returns the tensors of `model.pth` by their published names."""
    content = read_pickled(path, STAND_INS)
    state = content.get("model") if isinstance(content, dict) else None
    if not isinstance(state, dict) or not all(isinstance(name, str) for name in state):
        raise _invalid(path, 'it holds no parameters under "model"')
    return {name.removeprefix(_TRAINER_PREFIX): tensor for name, tensor in state.items()}


def _invalid(path: Path, problem: str) -> VozesError:
    message = f"{path} is not the XTTS v2 checkpoint that its config.json describes: {problem}."
    return VozesError(ErrorCode.INVALID_CHECKPOINT, message)
