"""The table of a model of the StyleTTS 2 family: every parameter's name and shape, and what is left out and why.

Names are those of the published files, MODULE.NAME, with weight norm and spectral norm folded into `.weight`. What no
configuration states is fixed by the published architecture. It knows nothing of files or tensors.
"""

import math
from itertools import pairwise

from vozes.engines.styletts2.checkpoint.config import AlbertConfig, DiffusionConfig, GeneratorConfig, StyleTts2Config
from vozes.runtime.parameters import Form, Parameter, Rows, layer, upsampling

HARMONICS = 9
"""Sines of which the source is made, the fundamental included."""
NOISE_KERNELS = (7, 11)
"""Of the residual block that the source goes through: at all stages but the last, at the last."""
NOISE_CONVOLUTIONS = 3
EDGE_KERNEL = 7
"""Of the convolution that makes the wave, or its spectrum."""
GUIDANCE_POSITIONS = 512
"""Of the embedding that stands in for the text's where the denoiser is guided."""
STYLE_BLOCKS = 4
STYLE_KERNEL = 5
TOKEN_TYPES = 2

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


def parameters(config: StyleTts2Config) -> dict[str, Parameter]:
    """Every parameter of the converted file by name."""
    rows = [
        *_albert("bert", config.albert, config.symbols),
        *layer("bert_encoder", config.width, config.albert.width),
        *_text_encoder("text_encoder", config),
        *_predictor("predictor", config),
        *_decoder("decoder", config),
    ]
    if config.clones:
        rows += [row for name in ("style_encoder", "predictor_encoder") for row in _style_encoder(name, config)]
    if config.diffusion is not None:
        rows += _denoiser("diffusion.diffusion.net", config, config.diffusion)
    return dict(rows)


def _albert(prefix: str, albert: AlbertConfig, symbols: int) -> Rows:
    embeddings, encoder = f"{prefix}.embeddings", f"{prefix}.encoder"
    for name, count in (
        ("word_embeddings", symbols),
        ("position_embeddings", albert.positions),
        ("token_type_embeddings", TOKEN_TYPES),
    ):
        yield f"{embeddings}.{name}.weight", Parameter((count, albert.embedding_width))
    yield from layer(f"{embeddings}.LayerNorm", albert.embedding_width)
    yield from layer(f"{encoder}.embedding_hidden_mapping_in", albert.width, albert.embedding_width)
    block = f"{encoder}.albert_layer_groups.0.albert_layers.0"
    yield from layer(f"{block}.full_layer_layer_norm", albert.width)
    for name in ("query", "key", "value", "dense"):
        yield from layer(f"{block}.attention.{name}", albert.width, albert.width)
    yield from layer(f"{block}.attention.LayerNorm", albert.width)
    yield from layer(f"{block}.ffn", albert.inner_width, albert.width)
    yield from layer(f"{block}.ffn_output", albert.width, albert.inner_width)


def _text_encoder(prefix: str, config: StyleTts2Config) -> Rows:
    width = config.width
    yield f"{prefix}.embedding.weight", Parameter((config.symbols, width))
    for index in range(config.layers):
        yield from _convolution(f"{prefix}.cnn.{index}.0", width, width, config.text_kernel)
        yield f"{prefix}.cnn.{index}.1.gamma", Parameter((width,))
        yield f"{prefix}.cnn.{index}.1.beta", Parameter((width,))
    yield from _lstm(f"{prefix}.lstm", width, width)


def _predictor(prefix: str, config: StyleTts2Config) -> Rows:
    width, style = config.width, config.style_width
    for index in range(config.layers):
        yield from _lstm(f"{prefix}.text_encoder.lstms.{2 * index}", width + style, width)
        yield from layer(f"{prefix}.text_encoder.lstms.{2 * index + 1}.fc", 2 * width, style)
    for name in ("lstm", "shared"):
        yield from _lstm(f"{prefix}.{name}", width + style, width)
    yield from layer(f"{prefix}.duration_proj.linear_layer", config.max_duration, width)
    for curve in ("F0", "N"):
        yield from _adaptive_block(f"{prefix}.{curve}.0", width, width, config)
        yield from _adaptive_block(f"{prefix}.{curve}.1", width, width // 2, config, upsample=True)
        yield from _adaptive_block(f"{prefix}.{curve}.2", width // 2, width // 2, config)
        yield from layer(f"{prefix}.{curve}_proj", 1, width // 2, 1)


def _decoder(prefix: str, config: StyleTts2Config) -> Rows:
    width, text = config.decoder_width, config.decoder_text_width
    curves = 2  # pitch and energy go into every block
    channels = config.generator.initial_channels
    yield from _convolution(f"{prefix}.F0_conv", 1, 1, 3)
    yield from _convolution(f"{prefix}.N_conv", 1, 1, 3)
    yield from _convolution(f"{prefix}.asr_res.0", text, config.width, 1)
    yield from _adaptive_block(f"{prefix}.encode", config.width + curves, width, config)
    for index in range(3):
        yield from _adaptive_block(f"{prefix}.decode.{index}", width + curves + text, width, config)
    yield from _adaptive_block(f"{prefix}.decode.3", width + curves + text, channels, config, upsample=True)
    yield from _generator(f"{prefix}.generator", config.generator, config)


def _generator(prefix: str, generator: GeneratorConfig, config: StyleTts2Config) -> Rows:
    stages = len(generator.upsample_rates)
    widths = [generator.initial_channels >> stage for stage in range(stages + 1)]
    is_hifigan = generator.kind == "hifigan"
    bands = generator.fft_size + 2  # magnitudes and phases
    yield from layer(f"{prefix}.m_source.l_linear", 1, HARMONICS)
    for stage, (inputs, outputs) in enumerate(pairwise(widths)):
        is_last = stage == stages - 1
        stride = math.prod(generator.upsample_rates[stage + 1 :])
        yield from upsampling(f"{prefix}.ups.{stage}", inputs, outputs, generator.upsample_kernels[stage])
        kernel = 1 if is_last else 2 * stride
        yield from layer(f"{prefix}.noise_convs.{stage}", outputs, 1 if is_hifigan else bands, kernel)
        noise = f"{prefix}.noise_res.{stage}"
        yield from _snake_block(noise, outputs, NOISE_KERNELS[is_last], NOISE_CONVOLUTIONS, config)
        for branch, size in enumerate(generator.resblock_kernels):
            block = f"{prefix}.resblocks.{stage * len(generator.resblock_kernels) + branch}"
            yield from _snake_block(block, outputs, size, len(generator.resblock_dilations[branch]), config)
    if is_hifigan:
        for stage, width in enumerate(widths):
            yield f"{prefix}.alphas.{stage}", Parameter((1, width, 1))
    yield from _convolution(f"{prefix}.conv_post", 1 if is_hifigan else bands, widths[-1], EDGE_KERNEL)


def _snake_block(prefix: str, channels: int, kernel: int, convolutions: int, config: StyleTts2Config) -> Rows:
    """Residual convolutions in pairs, each after an adaptive norm and Snake (Ziyin et al., arXiv:2006.08195)."""
    for part in (1, 2):
        for index in range(convolutions):
            yield from _convolution(f"{prefix}.convs{part}.{index}", channels, channels, kernel)
            yield from _adaptive_norm(f"{prefix}.adain{part}.{index}", channels, config)
            yield f"{prefix}.alpha{part}.{index}", Parameter((1, channels, 1))


def _adaptive_block(prefix: str, inputs: int, outputs: int, config: StyleTts2Config, *, upsample: bool = False) -> Rows:
    yield from _convolution(f"{prefix}.conv1", outputs, inputs, 3)
    yield from _convolution(f"{prefix}.conv2", outputs, outputs, 3)
    yield from _adaptive_norm(f"{prefix}.norm1", inputs, config)
    yield from _adaptive_norm(f"{prefix}.norm2", outputs, config)
    if inputs != outputs:
        yield f"{prefix}.conv1x1.weight", Parameter((outputs, inputs, 1), Form.WEIGHT_NORM)
    if upsample:  # one channel at a time
        yield f"{prefix}.pool.weight", Parameter((inputs, 1, 3), Form.WEIGHT_NORM)
        yield f"{prefix}.pool.bias", Parameter((inputs,))


def _adaptive_norm(prefix: str, channels: int, config: StyleTts2Config) -> Rows:
    """An instance norm whose gain and offset come from the style (AdaIN); Kokoro's has constant ones besides."""
    yield from layer(f"{prefix}.fc", 2 * channels, config.style_width)
    if config.family == "kokoro":
        yield from layer(f"{prefix}.norm", channels)


def _style_encoder(prefix: str, config: StyleTts2Config) -> Rows:
    channels = config.style_input
    yield from layer(f"{prefix}.shared.0", channels, 1, 3, 3, form=Form.SPECTRAL_NORM)
    for index in range(1, STYLE_BLOCKS + 1):
        block, width = f"{prefix}.shared.{index}", min(2 * channels, config.style_most_channels)
        yield from layer(f"{block}.downsample_res.conv", channels, 1, 3, 3, form=Form.SPECTRAL_NORM)
        yield from layer(f"{block}.conv1", channels, channels, 3, 3, form=Form.SPECTRAL_NORM)
        yield from layer(f"{block}.conv2", width, channels, 3, 3, form=Form.SPECTRAL_NORM)
        if channels != width:
            yield from layer(f"{block}.conv1x1", width, channels, 1, 1, form=Form.SPECTRAL_NORM, bias=False)
        channels = width
    last = f"{prefix}.shared.{STYLE_BLOCKS + 2}"  # an activation is between
    yield from layer(last, channels, channels, STYLE_KERNEL, STYLE_KERNEL, form=Form.SPECTRAL_NORM)
    yield from layer(f"{prefix}.unshared", config.style_width, channels)


def _denoiser(prefix: str, config: StyleTts2Config, diffusion: DiffusionConfig) -> Rows:
    style = 2 * config.style_width
    width = style + diffusion.text_width
    attended = diffusion.heads * diffusion.head_width
    for index in range(diffusion.layers):
        attention, feed_forward = f"{prefix}.blocks.{index}.attention", f"{prefix}.blocks.{index}.feed_forward"
        for norm in ("norm", "norm_context"):
            if config.multispeaker:  # it follows the reference voice
                yield from layer(f"{attention}.{norm}.fc", 2 * width, style)
            else:
                yield from layer(f"{attention}.{norm}", width)
        yield f"{attention}.to_q.weight", Parameter((attended, width))
        yield f"{attention}.to_kv.weight", Parameter((2 * attended, width))
        yield from layer(f"{attention}.attention.to_out", width, attended)
        yield from layer(f"{feed_forward}.0", diffusion.multiplier * width, width)
        yield from layer(f"{feed_forward}.2", width, diffusion.multiplier * width)
    yield f"{prefix}.to_time.0.0.weights", Parameter((style // 2,))
    yield from layer(f"{prefix}.to_time.0.1", width, style + 1)
    if config.multispeaker:
        yield from layer(f"{prefix}.to_features.0", width, style)
    for index in (0, 2):
        yield from layer(f"{prefix}.to_mapping.{index}", width, width)
    yield from layer(f"{prefix}.to_out.1", style, width, 1)
    yield f"{prefix}.fixed_embedding.embedding.weight", Parameter((GUIDANCE_POSITIONS, diffusion.text_width))


def _convolution(prefix: str, outputs: int, inputs: int, kernel: int) -> Rows:
    return layer(prefix, outputs, inputs, kernel, form=Form.WEIGHT_NORM)


def _lstm(prefix: str, inputs: int, outputs: int) -> Rows:
    """In both directions, each half as wide as `outputs`; four gates."""
    width = outputs // 2
    for direction in ("", "_reverse"):
        yield f"{prefix}.weight_ih_l0{direction}", Parameter((4 * width, inputs))
        yield f"{prefix}.weight_hh_l0{direction}", Parameter((4 * width, width))
        yield f"{prefix}.bias_ih_l0{direction}", Parameter((4 * width,))
        yield f"{prefix}.bias_hh_l0{direction}", Parameter((4 * width,))
