"""Makes a voice of recordings: conditioning latents for the GPT, an embedding for the vocoder.

What is computed is what the reference's `get_conditioning_latents` computes. The networks are loaded when a voice is
first cloned, since most servers only use finished ones. It knows nothing of files.
"""

from collections.abc import Callable, Sequence
from functools import cached_property

import torch
from torch import Tensor

from vozes.audio.recording import Recording, invalid_recording
from vozes.engines.steps import Steps
from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import MELS, ConditioningEncoder, PerceiverResampler
from vozes.engines.xtts.network.speaker_encoder import SAMPLE_RATE as SPEAKER_RATE
from vozes.engines.xtts.network.speaker_encoder import SpeakerEncoder, speaker_mel
from vozes.engines.xtts.voice import XttsVoice
from vozes.runtime.mel import MelSpectrogram
from vozes.runtime.parameters import Network, unfilled
from vozes.runtime.resampling import resample, resample_beginning
from vozes.runtime.weights import WeightSource

CONDITIONING_RATE = 22050
SHORTEST_SECONDS = 0.33
"""Seconds of a recording, and of a chunk that counts."""
_NORMAL_PEAK = 0.75


class VoiceEncoder:
    """Clones voices, in float32 on `device`. Not thread-safe."""

    def __init__(self, config: XttsConfig, weights: WeightSource, device: torch.device | str = "cpu"):
        self._config = config
        self._weights = weights
        self._device = device

    def clone(self, recordings: Sequence[Recording]) -> Steps[XttsVoice]:
        """Returns a voice from one or more recordings of the same person, and gives up its turn between the networks.

        The first `max_reference_seconds` of each recording count; the first `cond_seconds` of all together make the
        latents. Raises VozesError(INVALID_RECORDING) before any network runs.
        """
        if not recordings:
            raise invalid_recording("There is no recording to clone a voice from.")
        for recording in recordings:
            if recording.seconds < SHORTEST_SECONDS:
                message = f"The recording is shorter than {SHORTEST_SECONDS} seconds. At least that is needed"
                raise invalid_recording(f"{message}, and six seconds or more work best.")
            recording.check_audible(self._config.max_reference_seconds)
        references, embeddings = [], []
        for recording in recordings:
            references.append(self._prepare(recording))
            yield
            embeddings.append(self.speaker_embedding(resample(references[-1], CONDITIONING_RATE, SPEAKER_RATE)))
            yield
        latents = self.conditioning_latents(torch.cat(references, dim=-1))
        return XttsVoice(latents, torch.stack(embeddings).mean(0))

    def _prepare(self, recording: Recording) -> Tensor:
        """Returns what counts of a recording: (1, time) at 22,050 Hz."""
        seconds, rate = self._config.max_reference_seconds, recording.sample_rate
        samples = resample_beginning(recording.samples, seconds, rate, CONDITIONING_RATE).clamp(-1.0, 1.0)
        return samples / samples.abs().max() * _NORMAL_PEAK if self._config.normalize_references else samples

    def conditioning_latents(self, samples_22050: Tensor) -> Tensor:
        """Returns the mean (1, 32, width) over chunks of samples (1, time) at 22,050 Hz, at least 0.33 s."""
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
        """Returns the embedding (1, 512, 1) of samples (1, time) at 16,000 Hz, at least 0.33 s."""
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

    def _load(self, build: Callable[[], Network], prefix: str) -> Network:
        network = unfilled(build)
        network.load_state_dict(self._weights(prefix), assign=True)
        return network.to(self._device, torch.float32)
