"""A voice from recordings, by the tiny model's encoders."""

from collections.abc import Sequence

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import weights_of
from vozes.audio.recording import Recording
from vozes.engines.steps import finish
from vozes.engines.styletts2.cloning import clone
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.model import StyleTts2Model
from vozes.errors import ErrorCode, VozesError

LIBRITTS = StyleTts2Model(TINY["libritts"], weights_of("libritts"))


def recording(pitch: float, seconds: float = 1.5) -> Recording:
    time = np.arange(round(seconds * 24_000), dtype=np.float32) / 24_000
    return Recording((0.4 * np.sin(2 * np.pi * pitch * time)).astype(np.float32), 24_000)


def cloned(model: StyleTts2Model, recordings: Sequence[Recording]) -> Tensor:
    return finish(clone(model, recordings))


def test_different_speakers_have_different_styles() -> None:
    low, high = cloned(LIBRITTS, [recording(110)]), cloned(LIBRITTS, [recording(440)])
    assert low.shape == high.shape == (16,)
    assert not torch.allclose(low, high, atol=1e-4)


def test_of_several_recordings_the_mean_counts() -> None:
    low, high = recording(110), recording(440)
    both = cloned(LIBRITTS, [low, high])
    assert torch.allclose(both, (cloned(LIBRITTS, [low]) + cloned(LIBRITTS, [high])) / 2)


@pytest.mark.parametrize(
    ("family", "recordings", "code"),
    [
        ("libritts", [], ErrorCode.INVALID_RECORDING),
        ("libritts", [recording(110, 0.3)], ErrorCode.INVALID_RECORDING),
        ("kokoro", [recording(110)], ErrorCode.INVALID_FIELD),
        ("ljspeech", [recording(110)], ErrorCode.INVALID_FIELD),
    ],
)
def test_what_gives_no_voice_is_refused(family: Family, recordings: Sequence[Recording], code: ErrorCode) -> None:
    with pytest.raises(VozesError) as caught:
        cloned(StyleTts2Model(TINY[family], weights_of(family)), recordings)
    assert caught.value.code is code
