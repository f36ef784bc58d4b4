"""Gives the style in which each segment of a request is spoken: read from voice packs, or drawn by diffusion.

Style vectors are (2 * style width,): the timbre's half, then the prosody's (StyleTTS 2, arXiv:2306.07691, section 3.2).
They are used in `synthesis`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import torch
from torch import Tensor

from vozes.engines.steps import Steps, finish
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.model import Encoding, StyleTts2Model
from vozes.engines.styletts2.options import ALPHA, BETA, DIFFUSION_STEPS, EMBEDDING_SCALE, STYLE_BLEND
from vozes.engines.styletts2.phonemizing import SymbolEncoder
from vozes.engines.styletts2.segmentation import Segment, padded
from vozes.types import OptionValue

Styles = Callable[[Segment, Encoding], Steps[Tensor]]
"""Returns the style of each segment of a request, asked for in order, and gives up its turn meanwhile."""

_OWN_TEXT = "The light of the morning fell softly on the old stone bridge, and the river ran quietly below it."
_OWN_SEED = 0


@dataclass(frozen=True, slots=True)
class PackStyles:
    """Reads Kokoro's styles: a voice pack has one for each count of symbols, and packs are mixed by weight."""

    packs: Sequence[tuple[Tensor, float]]
    """Packs (counts, 2 * style width) and their weights, whose sum is 1."""
    device: torch.device

    def __call__(self, segment: Segment, encoding: Encoding) -> Steps[Tensor]:
        yield
        row = len(segment.ids) - 1
        return torch.stack([pack[row] * weight for pack, weight in self.packs]).sum(0).to(self.device)


@dataclass(slots=True)
class DrawnStyles:
    """Draws a style for each sentence that suits its text, and mixes it with the last one and with the voice's own."""

    model: StyleTts2Model
    voice: Tensor | None
    """The voice's own style; None for a model of one speaker, which needs none."""
    options: Mapping[str, OptionValue]
    """Options in which the preset is resolved."""
    manner: Encoding | None
    """The encoding of another text, whose style is drawn instead: style transfer."""
    normal: Draw
    _last: Tensor | None = field(default=None, init=False)

    def __call__(self, segment: Segment, encoding: Encoding) -> Steps[Tensor]:
        if self._last is None or segment.begins:
            self._last = yield from self._next(self.manner or encoding)
        return self._last

    def _next(self, encoding: Encoding) -> Steps[Tensor]:
        style = yield from self._draw(encoding)
        if self._last is not None:
            blend = float(STYLE_BLEND.of(self.options))
            style = blend * self._last + (1 - blend) * style
        if self.voice is None:
            return style
        width = self.model.config.style_width
        weights = style.new_tensor([float(ALPHA.of(self.options)), float(BETA.of(self.options))])
        kept = weights.repeat_interleave(width)  # (2 * style width,)
        return kept * style + (1 - kept) * self.voice

    def _draw(self, encoding: Encoding) -> Steps[Tensor]:
        width = 2 * self.model.config.style_width
        voice = torch.zeros(width, device=self.model.device) if self.voice is None else self.voice
        steps, scale = int(DIFFUSION_STEPS.of(self.options)), float(EMBEDDING_SCALE.of(self.options))
        return (yield from self.model.drawing_style(encoding, voice, self.normal((width,)), self.normal, steps, scale))


def own_style(model: StyleTts2Model, symbol_encoder: SymbolEncoder) -> Tensor:
    """Returns the style that a model of many speakers has where there is no recording, always the same.

    The published inference has none: it fetches a recording. So one style is drawn, for a calm sentence and from the
    same noise each time, as if the voice were all zeros, and serves as the voice from then on.
    """
    encoding = model.encode(padded(symbol_encoder.encode(_OWN_TEXT, "en-us").ids, model.config.family))
    return finish(DrawnStyles(model, None, {}, None, model.seeded(_OWN_SEED))._next(encoding))
