"""How a text is spoken in a style: how long each phoneme takes, then pitch and energy, frame by frame.

Attributes are named as published parameters. Frames are of 25 ms; pitch and energy have two values for each. It runs
in float32, since pitch and durations are heard. What turns frames into sound is `decoder`.
"""

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.adain import AdaptiveNorm, Affines
from vozes.engines.styletts2.network.blocks import AdaInBlock
from vozes.runtime.convolutions import Convolution
from vozes.runtime.layers import BidirectionalLstm, Linear


class ProsodyPredictor(nn.Module):
    """Published under `predictor`."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        width, style_width = config.width, config.style_width
        self.text_encoder = DurationEncoder(config)
        self.lstm = BidirectionalLstm(width + style_width, width)
        self.duration_proj = nn.ModuleDict({"linear_layer": Linear(width, config.max_duration)})
        self.shared = BidirectionalLstm(width + style_width, width)
        self.F0 = _curve_blocks(width, style_width)
        self.N = _curve_blocks(width, style_width)
        self.F0_proj = Convolution(width // 2, 1, 1)
        self.N_proj = Convolution(width // 2, 1, 1)

    def durations(self, encoding: Tensor, style: Tensor, affines: Affines) -> tuple[Tensor, Tensor]:
        """Returns how many frames each phoneme takes (tokens,), not yet whole, and what `curves` needs of each.

        `encoding` (tokens, width) is PL-BERT's, `style` (style width,) the prosody's half and `affines` of it. The
        second result is (tokens, width + style width).
        """
        spoken = self.text_encoder(encoding, style, affines)
        steps: Tensor = self.duration_proj["linear_layer"](self.lstm(spoken))  # (tokens, most frames)
        return steps.sigmoid().sum(-1), spoken

    def curves(self, frames: Tensor, affines: Affines) -> tuple[Tensor, Tensor]:
        """Returns pitch in Hz and energy, (2 * frames,) each, of frames (frames, width + style width)."""
        shared = self.shared(frames)  # (frames, width)
        pitch = energy = shared
        for of_pitch, of_energy in zip(self.F0, self.N, strict=True):
            pitch, energy = of_pitch(pitch, affines), of_energy(energy, affines)
        return self.F0_proj(pitch).flatten(), self.N_proj(energy).flatten()


class DurationEncoder(nn.Module):
    """LSTMs and adaptive layer norms in turn; each LSTM sees the style beside what came before."""

    def __init__(self, config: StyleTts2Config):
        super().__init__()
        layers: list[nn.Module] = []
        for _ in range(config.layers):
            layers.append(BidirectionalLstm(config.width + config.style_width, config.width))
            layers.append(AdaptiveNorm(config.style_width, config.width))
        self.lstms = nn.ModuleList(layers)  # named so although every other one is a norm

    def forward(self, encoding: Tensor, style: Tensor, affines: Affines) -> Tensor:
        """(tokens, width) → (tokens, width + style width)"""
        styles = style.expand(len(encoding), -1)
        x = torch.cat((encoding, styles), 1)
        for lstm, norm in zip(self.lstms[::2], self.lstms[1::2], strict=True):
            x = lstm(x)
            scale, shift = affines[norm]
            x = torch.cat((F.layer_norm(x, scale.shape, scale, shift), styles), 1)
        return x


def whole_frames(durations: Tensor, speed: float = 1.0) -> Tensor:
    """Returns durations (tokens,) as whole frames (tokens,), int64: at least one for each, fewer at a higher speed."""
    return (durations / speed).round().clamp_min(1).long()


def frame_tokens(frames: Tensor, late: bool) -> Tensor:
    """Returns which token each frame belongs to: (all frames,), of each token's count of frames (tokens,).

    `late`: one frame later than the counts say, as a HiFi-GAN decoder was trained; the first token's last longer.
    """
    tokens = torch.repeat_interleave(frames)
    return torch.cat((tokens[:1], tokens[:-1])) if late else tokens


def _curve_blocks(width: int, style_width: int) -> nn.ModuleList:
    return nn.ModuleList(
        (
            AdaInBlock(width, width, style_width),
            AdaInBlock(width, width // 2, style_width, doubles=True),
            AdaInBlock(width // 2, width // 2, style_width),
        )
    )
