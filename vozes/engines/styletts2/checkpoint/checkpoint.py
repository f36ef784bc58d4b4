"""Reads the tensors of a published model or voice pack, and brings them into the form of the runtime: plain float32.

It knows nothing of where files lie or what is written.
"""

from collections.abc import Callable, Mapping
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path

import torch
from torch import Tensor

from vozes.engines.styletts2.checkpoint.parameters import NEUTRAL, SKIPPED, parameters
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.parameters import Parameter
from vozes.runtime.pickles import read_pickled
from vozes.runtime.published import problem_of, read_parameters, room_of

_PARALLEL_PREFIX = "module."
"""Training on several devices puts this before each name."""
_ENDS = 2
"""Tokens that begin and end a text."""


def read_tensors(
    path: Path, config: StyleTts2Config, progress: Callable[[float], None] = lambda done: None
) -> dict[str, Tensor]:
    """Returns every parameter by name. Raises VozesError(INVALID_CHECKPOINT), naming what is wrong."""
    table = parameters(config)
    state, room = _state(path), room_of(path)
    if config.family == "kokoro":
        neutral = _neutral_norms(table)
        room += sum(tensor.numel() for tensor in neutral.values())
        state = {**neutral, **state}
    return dict(read_parameters(state, table, SKIPPED, room, partial(_invalid, path), progress))


def read_voice(path: Path, config: StyleTts2Config) -> Tensor:
    """Returns a voice pack: a style for each number of phonemes, from 1 on: (longest, 2 * style_width).

    Raises VozesError(INVALID_CHECKPOINT).
    """
    content = read_pickled(path)
    shape = (config.albert.positions - _ENDS, 1, 2 * config.style_width)
    if problem := problem_of(content, shape):
        message = f"{path} is not a voice of this model: it {problem}."
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, message)
    styles: Tensor = content.detach().float().squeeze(1)
    if not torch.isfinite(styles).all():
        raise VozesError(ErrorCode.INVALID_CHECKPOINT, f"{path} has values that are not finite numbers.")
    return styles


def _state(path: Path) -> dict[str, object]:
    """Returns what a file holds, by MODULE.NAME: StyleTTS 2's keep their modules under `net`, Kokoro's do not."""
    content = read_pickled(path)
    modules = content.get("net", content) if isinstance(content, dict) else None
    if not isinstance(modules, dict) or not modules or not all(map(_is_state, [modules, *modules.values()])):
        raise _invalid(path, "it holds no modules with their parameters")
    return {
        f"{module}.{name.removeprefix(_PARALLEL_PREFIX)}": tensor
        for module, state in modules.items()
        for name, tensor in state.items()
    }


def _is_state(state: object) -> bool:
    return isinstance(state, dict) and all(isinstance(name, str) for name in state)


def _neutral_norms(table: Mapping[str, Parameter]) -> dict[str, Tensor]:
    """Returns the gains and offsets of instance norms that Kokoro's package has and its published file leaves out.

    Each is one number that repeats, which takes no memory however long a configuration says that it is.
    """
    return {
        name: torch.tensor(value).expand(parameter.shape)
        for name, parameter in table.items()
        for pattern, value in NEUTRAL.items()
        if fnmatchcase(name, pattern)
    }


def _invalid(path: Path, problem: str) -> VozesError:
    message = f"{path} is not the StyleTTS 2 model that its configuration describes: {problem}."
    return VozesError(ErrorCode.INVALID_CHECKPOINT, message)
