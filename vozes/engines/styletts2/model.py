"""All networks of one model of the StyleTTS 2 family, filled, on one device; a method for each stage of speaking.

The decoder's convolutions have a type of their own, and all else runs in float32. It knows neither phonemes nor files,
and what is done between the stages, as blending styles or cancelling, is its caller's.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor, nn

from vozes.engines.styletts2.adain import Affines, StyleProjection, fold_norms
from vozes.engines.styletts2.albert import Albert
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.convolutions import arrange
from vozes.engines.styletts2.decoder import Decoder
from vozes.engines.styletts2.denoiser import Denoiser
from vozes.engines.styletts2.excitation import Draw
from vozes.engines.styletts2.prosody import ProsodyPredictor, frame_tokens
from vozes.engines.styletts2.sampler import sample_style
from vozes.engines.styletts2.style_encoder import StyleEncoder
from vozes.engines.styletts2.text_encoder import TextEncoder
from vozes.runtime.weights import WeightSource

Network = TypeVar("Network", bound=nn.Module)


@dataclass(frozen=True, slots=True)
class Encoding:
    """A text, in whatever style it is then spoken."""

    text: Tensor  # (tokens, width): what the decoder reads
    meaning: Tensor  # (tokens, PL-BERT's width): what a style is drawn for
    prosody: Tensor  # (tokens, width): what prosody is predicted from


@dataclass(frozen=True, slots=True)
class Prosody:
    """How a text is spoken in a style."""

    durations: Tensor  # (tokens,): in frames of 25 ms, not yet whole, see `whole_frames`
    spoken: Tensor  # (tokens, width + style width)
    affines: Affines


class StyleTts2Model:
    """Styles are (2 * style width,): the timbre's half, then the prosody's. All tensors but waves are on the device."""

    def __init__(
        self,
        config: StyleTts2Config,
        weights: WeightSource,
        device: torch.device | str = "cpu",
        dtype: torch.dtype = torch.float32,
    ):
        """`weights` are named as in the table of parameters; `dtype` is that of the decoder's convolutions."""
        self.config = config
        self.device = torch.device(device)

        def fill(build: Callable[[StyleTts2Config], Network], prefix: str) -> Network:
            with torch.device("meta"):
                network = build(config)
            tensors = fold_norms(weights(prefix)).items()
            network.load_state_dict({name: tensor.to(self.device) for name, tensor in tensors}, assign=True)
            for module in network.modules():
                if isinstance(module, nn.LSTM):
                    module.flatten_parameters()  # as a GPU wants them; a CPU does not care
            return network.requires_grad_(False).eval()

        self.bert = fill(Albert, "bert.")
        self.bert_encoder = fill(lambda config: nn.Linear(config.albert.width, config.width), "bert_encoder.")
        self.text_encoder = fill(TextEncoder, "text_encoder.")
        self.predictor = fill(ProsodyPredictor, "predictor.")
        self.decoder = fill(Decoder, "decoder.")
        arrange(self.predictor, torch.float32)
        arrange(self.decoder, dtype, precise=self.decoder.generator.conv_post)
        self._of_prosody, self._of_timbre = StyleProjection(self.predictor), StyleProjection(self.decoder)
        self.style_encoders = (
            [fill(StyleEncoder, prefix) for prefix in ("style_encoder.", "predictor_encoder.")] if config.clones else []
        )
        self.denoiser = fill(Denoiser, "diffusion.diffusion.net.") if config.diffusion else None

    @torch.inference_mode()
    def encode(self, ids: Sequence[int]) -> Encoding:
        """A text's symbols, those that begin and end it included; at most PL-BERT's positions."""
        if not 0 < len(ids) <= self.config.albert.positions or not 0 <= min(ids) <= max(ids) < self.config.symbols:
            raise ValueError("the model has no such symbols, or not as many positions")
        batch = torch.tensor([ids], device=self.device)
        meaning = self.bert(batch)[0]
        return Encoding(self.text_encoder(batch)[0], meaning, self.bert_encoder(meaning))

    @torch.inference_mode()
    def style_of(self, mel: Tensor) -> Tensor:
        """The style of a recording, of what `reference_mel` gives; only of a model that clones."""
        return torch.cat([encoder(mel.to(self.device))[0] for encoder in self.style_encoders])

    @torch.inference_mode()
    def draw_style(
        self, encoding: Encoding, voice: Tensor, noise: Tensor, normal: Draw, steps: int = 5, scale: float = 1.0
    ) -> Tensor:
        """A style that suits the text, of a model with diffusion, from noise (2 * style width,).

        `voice` is the style of whom it is spoken by, `scale` how much the text counts; see `sample_style`.
        """
        if self.denoiser is None or self.config.diffusion is None:
            raise ValueError("the model has no style diffusion")
        network = self.denoiser.conditioned(encoding.meaning, voice, scale)
        return sample_style(network, self.config.diffusion.sigma_data, noise, steps, normal)

    @torch.inference_mode()
    def predict(self, encoding: Encoding, style: Tensor) -> Prosody:
        manner = style[self.config.style_width :]
        affines = self._of_prosody(manner)
        return Prosody(*self.predictor.durations(encoding.prosody, manner, affines), affines)

    @torch.inference_mode()
    def curves(self, prosody: Prosody, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Pitch in Hz and energy, two values for each frame, of a text whose tokens take whole `frames` (tokens,)."""
        return self.predictor.curves(prosody.spoken[self._tokens(frames)], prosody.affines)

    @torch.inference_mode()
    def decode(
        self, encoding: Encoding, frames: Tensor, pitch: Tensor, energy: Tensor, style: Tensor, normal: Draw
    ) -> Tensor:
        """The samples (time,), 600 for each frame, float32, in the CPU's memory.

        They go to the very last; published models end with a pulse, for which the reference drops 50 samples.
        """
        affines = self._of_timbre(style[: self.config.style_width])
        wave: Tensor = self.decoder(encoding.text[self._tokens(frames)], pitch, energy, affines, normal)
        return wave.cpu()

    def seeded(self, seed: int) -> Draw:
        """Draws the same for a seed on every device."""
        generator = torch.Generator().manual_seed(seed)
        return lambda shape: torch.randn(shape, generator=generator).to(self.device)

    def _tokens(self, frames: Tensor) -> Tensor:
        return frame_tokens(frames, late=self.config.generator.kind == "hifigan")
