"""Makes a voice of recordings: conditioning latents for the GPT, an embedding for the vocoder.

What is computed is what the reference's `get_conditioning_latents` computes. The networks are loaded when a voice is
first cloned, since most servers only use finished ones. It knows nothing of files.
"""

import math
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from vozes.audio.recording import Recording
from vozes.engines.cloned import Steps, finish
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import MELS, ConditioningEncoder, PerceiverResampler
from vozes.engines.xtts.network.speaker_encoder import SAMPLE_RATE as SPEAKER_RATE
from vozes.engines.xtts.network.speaker_encoder import SpeakerEncoder, speaker_mel
from vozes.engines.xtts.voice import XttsVoice
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.mel import MelSpectrogram
from vozes.runtime.resampling import resample
from vozes.runtime.weights import WeightSource

CONDITIONING_RATE = 22050
SHORTEST_SECONDS = 0.33
"""Of a recording, and of a chunk that counts."""
_AUDIBLE = 10 ** (-60 / 20)
"""A peak below -60 dBFS is silence."""
_NORMAL_PEAK = 0.75

_Module = TypeVar("_Module", bound=nn.Module)


class VoiceEncoder:
    """Clones voices, in float32 on `device`. Not thread-safe."""

    def __init__(self, config: XttsConfig, weights: WeightSource, device: torch.device | str = "cpu"):
        self._config = config
        self._weights = weights
        self._device = device

    def clone(self, recordings: Sequence[Recording]) -> XttsVoice:
        """A voice from one or more recordings of the same person.

        Of each, the first `max_reference_seconds` count; of all together, the first `cond_seconds` make the latents.
        Raises VozesError(INVALID_RECORDING), before any network runs.
        """
        return finish(self.cloning(recordings))

    def cloning(self, recordings: Sequence[Recording]) -> Steps[XttsVoice]:
        """As `clone`, giving up its turn between the networks."""
        if not recordings:
            raise _invalid("There is no recording to clone a voice from.")
        for recording in recordings:
            _check(recording, self._config.max_reference_seconds)
        references, embeddings = [], []
        for recording in recordings:
            references.append(self._prepare(recording))
            yield
            embeddings.append(self.speaker_embedding(resample(references[-1], CONDITIONING_RATE, SPEAKER_RATE)))
            yield
        latents = self.conditioning_latents(torch.cat(references, dim=-1))
        return XttsVoice(latents, torch.stack(embeddings).mean(0))

    def _prepare(self, recording: Recording) -> Tensor:
        """What counts of a recording: (1, time) at 22,050 Hz."""
        seconds, rate = self._config.max_reference_seconds, recording.sample_rate
        start = torch.tensor(recording.samples[: (seconds + 1) * rate])  # a second for the filter's reach
        samples = resample(start[None], rate, CONDITIONING_RATE)[:, : seconds * CONDITIONING_RATE].clamp(-1.0, 1.0)
        return samples / samples.abs().max() * _NORMAL_PEAK if self._config.normalize_references else samples

    def conditioning_latents(self, samples_22050: Tensor) -> Tensor:
        """The mean over chunks of samples (1, time) at 22,050 Hz, at least 0.33 s: (1, 32, width)."""
        length = self._config.cond_chunk_seconds * CONDITIONING_RATE
        chunks = torch.split(samples_22050[:, : self._config.cond_seconds * CONDITIONING_RATE], length, dim=-1)
        counting = [chunk for chunk in chunks if chunk.shape[-1] >= SHORTEST_SECONDS * CONDITIONING_RATE]
        return torch.stack([self._chunk_latents(chunk) for chunk in counting]).mean(0)

    @torch.no_grad()
    def _chunk_latents(self, samples: Tensor) -> Tensor:
        mel = self._mel(samples).clamp_min(1e-5).log() / self._mel_stats[:, None]  # (1, 80, frames)
        context = self._conditioning_encoder(mel.to(self._device)).transpose(1, 2)
        latents: Tensor = self._perceiver(context).cpu()
        return latents

    @torch.no_grad()
    def speaker_embedding(self, samples_16000: Tensor) -> Tensor:
        """Of samples (1, time) at 16,000 Hz, at least 0.33 s: (1, 512, 1)."""
        embedding: Tensor = self._speaker_encoder(speaker_mel(samples_16000).to(self._device)).cpu()
        return embedding[:, :, None]

    @cached_property
    def _mel(self) -> MelSpectrogram:
        return MelSpectrogram(
            sample_rate=CONDITIONING_RATE,
            n_fft=2048,
            win_length=1024,
            hop_length=256,
            n_mels=MELS,
            f_max=8000.0,
            slaney_area=True,
        )

    @cached_property
    def _mel_stats(self) -> Tensor:
        return self._weights("mel_stats")[""].float()

    @cached_property
    def _conditioning_encoder(self) -> ConditioningEncoder:
        config = self._config
        return self._load(lambda: ConditioningEncoder(config.width, config.heads), "gpt.conditioning_encoder.")

    @cached_property
    def _perceiver(self) -> PerceiverResampler:
        return self._load(lambda: PerceiverResampler(self._config.width), "gpt.conditioning_perceiver.")

    @cached_property
    def _speaker_encoder(self) -> SpeakerEncoder:
        return self._load(SpeakerEncoder, "hifigan_decoder.speaker_encoder.")

    def _load(self, build: Callable[[], _Module], prefix: str) -> _Module:
        with torch.device("meta"):
            module = build()
        module.load_state_dict(self._weights(prefix), strict=True, assign=True)
        return module.eval().to(self._device, torch.float32)


def _check(recording: Recording, seconds: int) -> None:
    """Raises VozesError unless what counts of the recording, its first `seconds`, can be a voice."""
    samples = recording.samples[: seconds * recording.sample_rate]
    if recording.seconds < SHORTEST_SECONDS:
        message = f"The recording is shorter than {SHORTEST_SECONDS} seconds. At least that is needed"
        raise _invalid(f"{message}, and six seconds or more work best.")
    if not np.isfinite(samples).all():
        raise _invalid("The recording is broken: some of its samples are no numbers.")
    if (peak := float(np.ptp(samples)) / 2) < _AUDIBLE:
        level = f"its peak is {20 * math.log10(peak):.0f} dBFS" if peak else "it has no sound at all"
        raise _invalid(f"The recording is silent in its first {seconds} seconds ({level}). Record it again, louder.")


def _invalid(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_RECORDING, message)
