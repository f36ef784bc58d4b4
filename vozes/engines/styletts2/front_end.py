"""What the style encoders hear of a recording: its mel spectrogram, without the silence around the speech.

It is computed as for training, so nothing here is open to taste: the bands are those of 16 kHz although the sound has
24 kHz, and silence is what `librosa.effects.trim` takes for it. It knows no network.
"""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.audio.recording import Recording
from vozes.engines.styletts2.network.style_encoder import FEWEST_FRAMES
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.mel import MelSpectrogram
from vozes.runtime.resampling import resample
from vozes.types import Samples

SAMPLE_RATE = 24000
_HOP = 300
SHORTEST_SECONDS = (FEWEST_FRAMES - 1) * _HOP / SAMPLE_RATE
"""Of the speech in a recording."""
MOST_SECONDS = 30
"""What counts of a recording, from its beginning; the time and memory that a style takes grow with it."""
_BANDS_OF_RATE = 16000
_MEAN, _DEVIATION = -4.0, 4.0
"""Of the logarithm, about."""
_FRAME, _FRAME_HOP = 2048, 512
_SILENT = 10 ** (-30 / 10)
"""The power of silence by the loudest frame's: 30 dB less."""
_LEAST_POWER = 1e-10
_AUDIBLE = 10 ** (-60 / 20)
"""A peak below -60 dBFS is silence."""


def reference_mel(recording: Recording, mels: int) -> Tensor:
    """(1, 1, mels, frames), float32, on the CPU. Raises VozesError(INVALID_RECORDING)."""
    rate = recording.sample_rate
    start = recording.samples[: (MOST_SECONDS + 1) * rate]  # a second for the filter's reach
    _check_audible(start)
    samples = resample(torch.tensor(start)[None], rate, SAMPLE_RATE)[0, : MOST_SECONDS * SAMPLE_RATE]
    speech = trim_silence(samples)
    seconds = len(speech) / SAMPLE_RATE
    if seconds < SHORTEST_SECONDS:
        found = f"The recording has {math.floor(seconds * 100) / 100:.2f} seconds of speech, silence around it apart"
        raise _invalid(f"{found}. At least {SHORTEST_SECONDS} are needed, and six seconds or more work best.")
    return log_mel(speech, mels)[None, None]


def trim_silence(samples: Tensor) -> Tensor:
    """Samples (time,) from the first frame that is not silent to the last; a frame is centred on every 512th sample.

    A frame is silent 30 dB below the loudest.
    """
    squares = F.pad(samples.double().square(), (_FRAME // 2, _FRAME // 2))
    hops = squares[: len(squares) // _FRAME_HOP * _FRAME_HOP].view(-1, _FRAME_HOP).sum(1)
    powers = (hops.unfold(0, _FRAME // _FRAME_HOP, 1).sum(1) / _FRAME).clamp_min(_LEAST_POWER)  # (frames,)
    heard = (powers > powers.max() * _SILENT).nonzero().flatten().tolist()
    return samples[heard[0] * _FRAME_HOP : (heard[-1] + 1) * _FRAME_HOP]


def log_mel(samples: Tensor, mels: int) -> Tensor:
    """Samples (time,) at 24 kHz, more than 1024 of them → (mels, frames), a frame every 12.5 ms, normalised."""
    spectrogram = MelSpectrogram(sample_rate=_BANDS_OF_RATE, n_fft=2048, win_length=1200, hop_length=_HOP, n_mels=mels)
    return ((spectrogram(samples[None])[0] + 1e-5).log() - _MEAN) / _DEVIATION


def _check_audible(samples: Samples) -> None:
    if not len(samples) or (peak := float(np.ptp(samples)) / 2) < _AUDIBLE:
        level = f"its peak is {20 * math.log10(peak):.0f} dBFS" if len(samples) and peak else "it has no sound at all"
        raise _invalid(
            f"The recording is silent in its first {MOST_SECONDS} seconds ({level}). Record it again, louder."
        )


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_RECORDING, message)
