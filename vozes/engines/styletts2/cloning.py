"""Takes a voice from recordings: the style that both style encoders hear in them.

It knows neither files nor the library of voices.
"""

from collections.abc import Sequence

import torch
from torch import Tensor

from vozes.audio.recording import Recording, invalid_recording
from vozes.engines.steps import Steps
from vozes.engines.styletts2.front_end import reference_mel
from vozes.engines.styletts2.network.model import StyleTts2Model
from vozes.errors import ErrorCode, VozesError


def clone(model: StyleTts2Model, recordings: Sequence[Recording]) -> Steps[Tensor]:
    """Returns the mean of the recordings' styles (2 * style width,), float32, in the CPU's memory.

    Raises VozesError: INVALID_RECORDING as `reference_mel` and without any recording, INVALID_FIELD if the model cannot
    clone.
    """
    if not model.config.takes_recordings:
        message = "This model takes no voice from a recording: choose LibriTTS, or a model that is fine-tuned from it."
        raise VozesError(ErrorCode.INVALID_FIELD, message, param="voice")
    if not recordings:
        raise invalid_recording("There is no recording to take the voice from.")
    mels = [reference_mel(recording, model.config.mels) for recording in recordings]
    styles = []
    for mel in mels:
        yield
        styles.append(model.style_of(mel))
    return torch.stack(styles).mean(0).cpu()
