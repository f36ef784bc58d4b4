"""Computes what the style encoders hear of a recording: its mel spectrogram, without the silence around the speech.

It is computed exactly as for training: the bands are those of 16 kHz although the sound has 24 kHz, and silence is what
`librosa.effects.trim` takes for it. It knows no network.
"""

import math

import torch.nn.functional as F
from torch import Tensor

from vozes.audio.recording import Recording, invalid_recording
from vozes.engines.styletts2.config import SAMPLE_RATE
from vozes.engines.styletts2.network.style_encoder import FEWEST_FRAMES
from vozes.runtime.mel import MelSpectrogram
from vozes.runtime.resampling import resample_beginning

_HOP = 300
SHORTEST_SECONDS = (FEWEST_FRAMES - 1) * _HOP / SAMPLE_RATE
"""Seconds of speech that a recording needs."""
MOST_SECONDS = 30
"""Seconds of a recording that count, from its beginning; a style's time and memory grow with them."""
_BANDS_OF_RATE = 16000
_MEAN, _DEVIATION = -4.0, 4.0
"""Approximate mean and deviation of the logarithm, by which it is normalised."""
_FRAME, _FRAME_HOP = 2048, 512
_SILENT = 10 ** (-30 / 10)
"""The power of silence relative to the loudest frame's: -30 dB."""
_LEAST_POWER = 1e-10


def reference_mel(recording: Recording, mels: int) -> Tensor:
    """Returns (1, 1, mels, frames), float32, on the CPU; raises VozesError(INVALID_RECORDING)."""
    recording.check_audible(MOST_SECONDS)
    speech = trim_silence(resample_beginning(recording.samples, MOST_SECONDS, recording.sample_rate, SAMPLE_RATE)[0])
    seconds = len(speech) / SAMPLE_RATE
    if seconds < SHORTEST_SECONDS:
        found = f"The recording has {math.floor(seconds * 100) / 100:.2f} seconds of speech, silence around it apart"
        raise invalid_recording(f"{found}. At least {SHORTEST_SECONDS} are needed, and six seconds or more work best.")
    return log_mel(speech, mels)[None, None]


def trim_silence(samples: Tensor) -> Tensor:
    """Returns samples (time,) from the first frame that is not silent to the last.

    A frame is centred on every 512th sample, and is silent if it is 30 dB below the loudest.
    """
    squares = F.pad(samples.double().square(), (_FRAME // 2, _FRAME // 2))
    hops = squares[: len(squares) // _FRAME_HOP * _FRAME_HOP].view(-1, _FRAME_HOP).sum(1)
    powers = (hops.unfold(0, _FRAME // _FRAME_HOP, 1).sum(1) / _FRAME).clamp_min(_LEAST_POWER)  # (frames,)
    heard = (powers > powers.max() * _SILENT).nonzero().flatten().tolist()
    return samples[heard[0] * _FRAME_HOP : (heard[-1] + 1) * _FRAME_HOP]


def log_mel(samples: Tensor, mels: int) -> Tensor:
    """Returns (mels, frames), a frame every 12.5 ms, normalised, of more than 1024 samples (time,) at 24 kHz."""
    spectrogram = MelSpectrogram(sample_rate=_BANDS_OF_RATE, n_fft=2048, win_length=1200, hop_length=_HOP, n_mels=mels)
    return ((spectrogram(samples[None])[0] + 1e-5).log() - _MEAN) / _DEVIATION
