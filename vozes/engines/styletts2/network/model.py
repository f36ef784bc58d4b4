"""All networks of one model of the StyleTTS 2 family, filled, on one device; a method for each stage of speaking.

The decoder's convolutions have a type of their own, and all else runs in float32. It knows neither phonemes nor files,
and what is done between the stages, as blending styles or cancelling, is its caller's.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass

import torch
from torch import Tensor

from vozes.engines.steps import Steps
from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.adain import Affines, StyleProjection
from vozes.engines.styletts2.network.albert import Albert
from vozes.engines.styletts2.network.building import Builder
from vozes.engines.styletts2.network.decoder import Decoder
from vozes.engines.styletts2.network.denoiser import Denoiser
from vozes.engines.styletts2.network.excitation import Draw
from vozes.engines.styletts2.network.prosody import ProsodyPredictor, frame_tokens
from vozes.engines.styletts2.network.sampler import sampling
from vozes.engines.styletts2.network.style_encoder import StyleEncoder
from vozes.engines.styletts2.network.text_encoder import TextEncoder
from vozes.runtime.layers import Linear
from vozes.runtime.packing import Packed
from vozes.runtime.weights import WeightSource


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
        half: bool = False,
    ):
        """`weights` are named as in the table of parameters; `dtype` is that of the decoder's convolutions.

        `half`: weights are held in 16 bits, and all is still computed in float32; for a processor.
        """
        self.config = config
        self.device = torch.device(device)
        builder = Builder(config, weights, self.device, half)
        self.bert = builder.build(Albert, "bert.")
        self.bert_encoder = builder.build(lambda config: Linear(config.albert.width, config.width), "bert_encoder.")
        self.text_encoder = builder.build(TextEncoder, "text_encoder.")
        self.predictor = builder.build(ProsodyPredictor, "predictor.")
        self.decoder = builder.build(Decoder, "decoder.", dtype)
        self._of_prosody, self._of_timbre = StyleProjection(self.predictor), StyleProjection(self.decoder)
        prefixes = ("style_encoder.", "predictor_encoder.") if config.clones else ()
        self.style_encoders = [builder.build(StyleEncoder, prefix) for prefix in prefixes]
        self.denoiser = builder.build(Denoiser, "diffusion.diffusion.net.") if config.diffusion else None
        self._unpacked_denoiser = Packed(self.denoiser) if half and self.denoiser is not None else nullcontext()

    @torch.inference_mode()
    def encode(self, ids: Sequence[int]) -> Encoding:
        """Encodes a text's symbols, those that begin and end it included; at most PL-BERT's positions."""
        if not 0 < len(ids) <= self.config.albert.positions or not 0 <= min(ids) <= max(ids) < self.config.symbols:
            raise ValueError("the model has no such symbols, or not as many positions")
        batch = torch.tensor([ids], device=self.device)
        meaning = self.bert(batch)[0]
        return Encoding(self.text_encoder(batch)[0], meaning, self.bert_encoder(meaning))

    @torch.inference_mode()
    def style_of(self, mel: Tensor) -> Tensor:
        """Returns the style of a recording, of what `reference_mel` gives; only of a model that clones."""
        return torch.cat([encoder(mel.to(self.device))[0] for encoder in self.style_encoders])

    @torch.inference_mode()
    def drawing_style(
        self, encoding: Encoding, voice: Tensor, noise: Tensor, normal: Draw, steps: int = 5, scale: float = 1.0
    ) -> Steps[Tensor]:
        """Returns a style that suits the text, of a model with diffusion, from noise (2 * style width,).

        `voice` is the style of whom it is spoken by, `scale` how much the text counts; see `sampling`.
        """
        if self.denoiser is None or self.config.diffusion is None:
            raise ValueError("the model has no style diffusion")
        with self._unpacked_denoiser:
            network = self.denoiser.conditioned(encoding.meaning, voice, scale)
            return (yield from sampling(network, self.config.diffusion.sigma_data, noise, steps, normal))

    @torch.inference_mode()
    def predict(self, encoding: Encoding, style: Tensor) -> Prosody:
        manner = style[self.config.style_width :]
        affines = self._of_prosody(manner)
        return Prosody(*self.predictor.durations(encoding.prosody, manner, affines), affines)

    @torch.inference_mode()
    def curves(self, prosody: Prosody, frames: Tensor) -> tuple[Tensor, Tensor]:
        """Returns pitch in Hz and energy, two values for each of the text's whole `frames` (tokens,)."""
        return self.predictor.curves(prosody.spoken[self._tokens(frames)], prosody.affines)

    @torch.inference_mode()
    def decode(
        self, encoding: Encoding, frames: Tensor, pitch: Tensor, energy: Tensor, style: Tensor, normal: Draw
    ) -> Steps[Tensor]:
        """Returns the samples (time,), 600 for each frame, float32, in the CPU's memory; gives up its turn meanwhile.

        They go to the very last; published models end with a pulse, for which the reference drops 50 samples.
        """
        affines = self._of_timbre(style[: self.config.style_width])
        wave: Tensor = yield from self.decoder(encoding.text[self._tokens(frames)], pitch, energy, affines, normal)
        return wave.cpu()

    def seeded(self, seed: int) -> Draw:
        """Returns what draws the same for a seed on every device."""
        generator = torch.Generator().manual_seed(seed)
        return lambda shape: torch.randn(shape, generator=generator).to(self.device)

    def _tokens(self, frames: Tensor) -> Tensor:
        return frame_tokens(frames, late=self.config.generator.kind == "hifigan")
