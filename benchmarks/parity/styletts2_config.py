"""The dimensions of a recorded model of the StyleTTS 2 family, of which a recording holds the parameters' shapes alone.

What no shape tells is the published model's.
"""

import math

from vozes.engines.styletts2.config import (
    AlbertConfig,
    DiffusionConfig,
    Family,
    GeneratorConfig,
    StyleTts2Config,
)

Shapes = dict[str, tuple[int, ...]]

_ALBERTS = {768: (12, 12), 64: (2, 2)}
"""Heads and layers of PL-BERT by its width: the published one's and the tiny one's."""
_HEAD_WIDTHS = {512: 64, 32: 16}
"""Of the denoiser, by the width of all its heads together."""
_FRAME = 300
"""Samples for each value of the pitch."""


def published_config(shapes: Shapes) -> StyleTts2Config:
    symbols, width = shapes["text_encoder.embedding.weight"]
    encoder, denoiser = "style_encoder.shared", "diffusion.diffusion.net"
    clones = f"{encoder}.0.bias" in shapes
    multispeaker = f"{denoiser}.to_features.0.weight" in shapes
    family: Family = "kokoro" if not clones else "libritts" if multispeaker else "ljspeech"
    return StyleTts2Config(
        symbols=symbols,
        width=width,
        style_width=shapes["predictor.text_encoder.lstms.1.fc.weight"][1],
        layers=_count(shapes, "text_encoder.cnn.{}.0.bias"),
        text_kernel=shapes["text_encoder.cnn.0.0.weight_v"][2],
        max_duration=shapes["predictor.duration_proj.linear_layer.bias"][0],
        mels=80,
        albert=_albert(shapes),
        generator=_generator(shapes),
        diffusion=_diffusion(shapes, denoiser) if clones else None,
        style_input=shapes[f"{encoder}.0.bias"][0] if clones else 0,
        style_most_channels=width if clones else 0,
        multispeaker=multispeaker,
        family=family,
    )


def _albert(shapes: Shapes) -> AlbertConfig:
    layer = "bert.encoder.albert_layer_groups.0.albert_layers.0"
    inner_width, width = shapes[f"{layer}.ffn.weight"]
    heads, layers = _ALBERTS[width]
    positions, embedding_width = shapes["bert.embeddings.position_embeddings.weight"]
    return AlbertConfig(width, embedding_width, heads, inner_width, layers, positions)


def _generator(shapes: Shapes) -> GeneratorConfig:
    prefix = "decoder.generator"
    stages = range(_count(shapes, prefix + ".ups.{}.bias"))
    rates = tuple(shapes[f"{prefix}.ups.{stage}.weight_v"][2] // 2 for stage in stages)
    blocks = _count(shapes, prefix + ".resblocks.{}.convs1.0.bias") // len(rates)
    is_hifigan = f"{prefix}.alphas.0" in shapes
    return GeneratorConfig(
        kind="hifigan" if is_hifigan else "istftnet",
        upsample_rates=rates,
        initial_channels=shapes[f"{prefix}.ups.0.weight_v"][0],
        resblock_kernels=tuple(shapes[f"{prefix}.resblocks.{block}.convs1.0.weight_v"][2] for block in range(blocks)),
        resblock_dilations=((1, 3, 5),) * blocks,
        fft_size=0 if is_hifigan else shapes[f"{prefix}.conv_post.bias"][0] - 2,
        fft_hop=0 if is_hifigan else _FRAME // math.prod(rates),
    )


def _diffusion(shapes: Shapes, prefix: str) -> DiffusionConfig:
    attended, _ = shapes[f"{prefix}.blocks.0.attention.to_q.weight"]
    inner_width, width = shapes[f"{prefix}.blocks.0.feed_forward.0.weight"]
    return DiffusionConfig(
        layers=_count(shapes, prefix + ".blocks.{}.attention.to_q.weight"),
        heads=attended // _HEAD_WIDTHS[attended],
        head_width=_HEAD_WIDTHS[attended],
        multiplier=inner_width // width,
        sigma_data=0.2,
    )


def _count(shapes: Shapes, pattern: str) -> int:
    """How many there are, of names with a number in the place of {}."""
    index = 0
    while pattern.format(index) in shapes:
        index += 1
    return index
