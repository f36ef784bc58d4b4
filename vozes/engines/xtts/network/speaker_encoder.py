"""From 16 kHz speech to the embedding of who speaks: a ResNet with squeeze-and-excitation and attentive pooling.

The model is H/ASP of Heo et al. 2020 (arXiv:2009.14153); attributes are named as the published parameters. It runs in
float32. The windows and filter banks that the published file repeats are computed here, and are no parameters.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.xtts.config import SPEAKER_EMBEDDING
from vozes.runtime.mel import MelSpectrogram

SAMPLE_RATE = 16000
_MELS = 64
_BLOCKS = (3, 4, 6, 3)
_CHANNELS = (32, 64, 128, 256)
_ATTENTION = 128
_REDUCTION = 8
"""How many times fewer the channels are within squeeze-and-excitation, and the mel bands after all strides."""
_PRE_EMPHASIS = 0.97
_EPSILON = 1e-5
"""The epsilon of the normalisations: torch's default."""


def speaker_mel(samples: Tensor) -> Tensor:
    """Returns the normalised mel (batch, 64, frames) of samples (batch, time) at 16 kHz, both in the CPU's memory."""
    before = torch.cat((samples[:, 1:2], samples[:, :-1]), dim=1)  # the first sample's is reflected
    mel = MelSpectrogram(
        sample_rate=SAMPLE_RATE, n_fft=512, win_length=400, hop_length=160, n_mels=_MELS, window="hamming"
    )
    power = mel(samples - _PRE_EMPHASIS * before)
    return F.instance_norm((power + 1e-6).log(), eps=_EPSILON)


class SpeakerEncoder(nn.Module):
    """Published under `hifigan_decoder.speaker_encoder`."""

    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, _CHANNELS[0], 3, padding=1)
        self.bn1 = _BatchNorm(_CHANNELS[0])
        self.layer1, self.layer2, self.layer3, self.layer4 = map(_stage, range(4))
        features = _CHANNELS[-1] * _MELS // _REDUCTION  # channels times bands
        self.attention = nn.Sequential(
            nn.Conv1d(features, _ATTENTION, 1),
            nn.ReLU(),
            _BatchNorm(_ATTENTION),
            nn.Conv1d(_ATTENTION, features, 1),
            nn.Softmax(dim=2),
        )
        self.fc = nn.Linear(2 * features, SPEAKER_EMBEDDING)

    def forward(self, mel: Tensor) -> Tensor:
        """What `speaker_mel` gives (batch, 64, frames) → embeddings of length 1 (batch, 512)."""
        x = self.bn1(F.relu(self.conv1(mel[:, None])))  # (batch, channels, bands, frames)
        for stage in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = stage(x)
        x = x.flatten(1, 2)  # (batch, channels * bands, frames)
        weights = self.attention(x)
        mean = (x * weights).sum(2)
        deviation = ((x.square() * weights).sum(2) - mean.square()).clamp_min(1e-5).sqrt()
        return F.normalize(self.fc(torch.cat((mean, deviation), dim=1)), dim=1)


def _stage(index: int) -> nn.Sequential:
    """Every stage but the first halves bands and frames."""
    before, after = _CHANNELS[max(0, index - 1)], _CHANNELS[index]
    rest = (_Block(after, after, stride=1) for _ in range(1, _BLOCKS[index]))
    return nn.Sequential(_Block(before, after, stride=2 if index else 1), *rest)


class _Block(nn.Module):
    """A residual block; the activation comes before the normalisation."""

    def __init__(self, before: int, after: int, stride: int):
        super().__init__()
        self.conv1 = nn.Conv2d(before, after, 3, stride, padding=1, bias=False)
        self.bn1 = _BatchNorm(after)
        self.conv2 = nn.Conv2d(after, after, 3, padding=1, bias=False)
        self.bn2 = _BatchNorm(after)
        self.se = _SqueezeExcitation(after)
        self.downsample = (
            nn.Identity()
            if stride == 1
            else nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), _BatchNorm(after))
        )

    def forward(self, x: Tensor) -> Tensor:
        out = self.bn1(F.relu(self.conv1(x)))
        out = self.se(self.bn2(self.conv2(out)))
        return F.relu(out + self.downsample(x))


class _SqueezeExcitation(nn.Module):
    """Weighs the channels by what is in all of them (Hu et al. 2018)."""

    def __init__(self, channels: int):
        super().__init__()
        inner = channels // _REDUCTION
        self.fc = nn.Sequential(nn.Linear(channels, inner), nn.ReLU(), nn.Linear(inner, channels), nn.Sigmoid())

    def forward(self, x: Tensor) -> Tensor:
        weights: Tensor = self.fc(x.mean((2, 3)))  # (batch, channels)
        return x * weights[:, :, None, None]


class _BatchNorm(nn.Module):
    """Normalises by the statistics of the training, in any number of dimensions; it does not count batches."""

    running_mean: Tensor
    running_var: Tensor

    def __init__(self, channels: int):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(channels))
        self.bias = nn.Parameter(torch.empty(channels))
        self.register_buffer("running_mean", torch.empty(channels))
        self.register_buffer("running_var", torch.empty(channels))

    def forward(self, x: Tensor) -> Tensor:
        return F.batch_norm(x, self.running_mean, self.running_var, self.weight, self.bias, eps=_EPSILON)
