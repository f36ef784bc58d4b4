"""The table of a model of the StyleTTS 2 family: every parameter's name, shape and form, and what is left out and why.

Names are those of the published files, MODULE.NAME, with weight norm and spectral norm folded into `.weight`. Shapes
are those of the networks. It knows nothing of files or tensors.
"""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from torch import nn

from vozes.engines.styletts2.config import StyleTts2Config
from vozes.engines.styletts2.network.albert import Albert
from vozes.engines.styletts2.network.decoder import Decoder
from vozes.engines.styletts2.network.denoiser import Denoiser
from vozes.engines.styletts2.network.prosody import ProsodyPredictor
from vozes.engines.styletts2.network.style_encoder import StyleEncoder
from vozes.engines.styletts2.network.text_encoder import TextEncoder
from vozes.runtime.parameters import Form, Parameter, Shape, shapes_of, table_of

SKIPPED: dict[str, str] = {
    "text_aligner.*": "aligns recordings with texts, which only training does",
    "pitch_extractor.*": "finds the pitch of recordings; speech has the predictor's",
    "mpd.*": "a discriminator, which only training has",
    "msd.*": "a discriminator, which only training has",
    "wd.*": "a discriminator, which only training has",
    "bert.embeddings.position_ids": "0, 1, 2 and so on, a constant",
    "bert.pooler.*": "sums a text up in one vector, which nothing asks for",
    "diffusion.unet.*": "the same tensors as diffusion.diffusion.net",
    "*.num_batches_tracked": "counts training's steps",
}
"""Patterns of the names in published files that are not converted, each with the reason."""

NEUTRAL: dict[str, float] = {"*.norm.weight": 1.0, "*.norm.bias": 0.0}
"""Patterns of Kokoro's parameters that its published file leaves out, with the value that all of them have then."""

_FORMS = {
    **dict.fromkeys(("style_encoder.shared.*.weight", "predictor_encoder.shared.*.weight"), Form.SPECTRAL_NORM),
    **dict.fromkeys(
        (
            "text_encoder.cnn.*.0.weight",
            "*.conv[12].weight",
            "*.conv1x1.weight",
            "*.pool.weight",
            "decoder.*_conv.weight",
            "decoder.asr_res.0.weight",
            "decoder.generator.ups.*.weight",
            "decoder.generator.*.convs[12].*.weight",
            "decoder.generator.conv_post.weight",
        ),
        Form.WEIGHT_NORM,
    ),
}
"""Patterns of the parameters that are not published as they are; the first that matches counts."""
_INSTANCE_NORMS = ("*.norm[12].fc.bias", "*.adain[12].*.fc.bias")
"""Patterns of what gives an instance norm its gains and offsets from a style."""


def parameters(config: StyleTts2Config) -> dict[str, Parameter]:
    """Returns every parameter of the converted file by name."""
    shapes = [
        *shapes_of("bert.", lambda: Albert(config)),
        *shapes_of("bert_encoder.", lambda: nn.Linear(config.albert.width, config.width)),
        *shapes_of("text_encoder.", lambda: TextEncoder(config)),
        *shapes_of("predictor.", lambda: ProsodyPredictor(config)),
        *shapes_of("decoder.", lambda: Decoder(config)),
    ]
    if config.family == "kokoro":
        shapes += _constant_norms(shapes)
    if config.clones:
        for name in ("style_encoder.", "predictor_encoder."):
            shapes += shapes_of(name, lambda: StyleEncoder(config))
    if config.diffusion is not None:
        shapes += shapes_of("diffusion.diffusion.net.", lambda: Denoiser(config))
    return table_of(shapes, _FORMS)


def _constant_norms(shapes: Iterable[tuple[str, Shape]]) -> Iterator[tuple[str, Shape]]:
    """Yields the gains and offsets that Kokoro's instance norms have besides those of a style."""
    for name, (size, *_) in shapes:
        if any(fnmatchcase(name, pattern) for pattern in _INSTANCE_NORMS):
            norm = name.removesuffix("fc.bias") + "norm"
            yield from ((f"{norm}.weight", (size // 2,)), (f"{norm}.bias", (size // 2,)))
