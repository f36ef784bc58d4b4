"""Reads the dimensions of a model of the StyleTTS 2 family from its configuration, within bounds.

There are two layouts: `config.yml` of StyleTTS 2, and `config.json` of Kokoro. What no network needs is not read.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from vozes.engines.styletts2.config import AlbertConfig, DiffusionConfig, GeneratorConfig, Kind, StyleTts2Config
from vozes.runtime.configuration import Section
from vozes.runtime.documents import shortened

_FRAME = 300
"""Samples of a frame of pitch and energy, and of a mel spectrogram: 12.5 ms."""
_TEXT_KERNEL = 5
"""The text encoder's kernel, where a configuration does not say it."""
_DILATIONS = 3
"""The number of them in each residual block of the generator."""
_PUBLISHED_SYMBOLS = 178
"""The symbols of the one table that every model without its own was trained with."""
_WIDTH_UNIT = 8
"""`hidden_dim` must be a multiple of this, for `decoder_text_width`."""
_FEWEST_MELS = 80
"""The style encoders halve the mel bands four times, and then look at five at once."""
_FEWEST_POSITIONS = 3
"""Room for a phoneme between the two that begin and end a text."""
_MOST_LAYERS = 512
_WIDEST = 16_384
_MOST_SYMBOLS = 65_536
_MOST_POSITIONS = 65_536
_WIDEST_KERNEL = 255
_LONGEST_PHONEME = 1_000
_SIGMA_DATA = (1e-3, 1e3)


def read_config(path: Path) -> StyleTts2Config:
    """Reads `config.yml` (LibriTTS, LJSpeech and what is fine-tuned from them) or Kokoro's `config.json`.

    Raises VozesError(INVALID_CHECKPOINT), naming the key that is wrong.
    """
    document = Section.read(path)
    if path.suffix == ".json":
        return _kokoro(document)
    bert = document.optional_section("plbert_model_params")
    return _styletts2(document.section("model_params"), AlbertConfig() if bert is None else _albert(bert))


def _styletts2(model: Section, albert: AlbertConfig) -> StyleTts2Config:
    decoder = model.section("decoder")
    kind: Kind = "hifigan" if decoder.choice("type", "hifigan", "istftnet") == "hifigan" else "istftnet"
    shared = _shared(model, albert, _generator(decoder, kind))
    return replace(
        shared,
        symbols=model.integer("n_token", _PUBLISHED_SYMBOLS, _MOST_SYMBOLS),
        diffusion=_diffusion(model.section("diffusion")),
        style_input=model.integer("dim_in", 1, _WIDEST),
        style_most_channels=shared.width,
        family="libritts" if shared.multispeaker else "ljspeech",
    )


def _kokoro(document: Section) -> StyleTts2Config:
    generator = _generator(document.section("istftnet"), "istftnet")
    shared = _shared(document, _albert(document.section("plbert")), generator)
    return replace(
        shared,
        text_kernel=_odd(document, "text_encoder_kernel_size"),
        family="kokoro",
        vocabulary=_vocabulary(document, shared.symbols),
    )


def _shared(model: Section, albert: AlbertConfig, generator: GeneratorConfig) -> StyleTts2Config:
    """Reads what both layouts state alike."""
    width = model.integer("hidden_dim", _WIDTH_UNIT, _WIDEST)
    if width % _WIDTH_UNIT:
        raise model.wrong("hidden_dim", f"is {width}, which must divide by {_WIDTH_UNIT}")
    return StyleTts2Config(
        symbols=model.integer("n_token", 2, _MOST_SYMBOLS),
        width=width,
        style_width=model.integer("style_dim", 1, _WIDEST),
        layers=model.integer("n_layer", 1, _MOST_LAYERS),
        text_kernel=_TEXT_KERNEL,
        max_duration=model.integer("max_dur", 1, _LONGEST_PHONEME),
        mels=model.integer("n_mels", _FEWEST_MELS, _WIDEST),
        albert=albert,
        generator=generator,
        diffusion=None,
        multispeaker=model.boolean("multispeaker"),
    )


def _albert(bert: Section) -> AlbertConfig:
    width = bert.integer("hidden_size", 1, _WIDEST)
    heads = bert.integer("num_attention_heads", 1, width)
    if width % heads:
        raise bert.wrong("hidden_size", f"is {width}, which must divide by num_attention_heads, {heads}")
    embedding_width = bert.optional_integer("embedding_size", 1, _WIDEST)
    return AlbertConfig(
        width=width,
        embedding_width=AlbertConfig().embedding_width if embedding_width is None else embedding_width,
        heads=heads,
        inner_width=bert.integer("intermediate_size", 1, _WIDEST),
        layers=bert.integer("num_hidden_layers", 1, _MOST_LAYERS),
        positions=bert.integer("max_position_embeddings", _FEWEST_POSITIONS, _MOST_POSITIONS),
    )


def _generator(decoder: Section, kind: Kind) -> GeneratorConfig:
    rates = decoder.integers("upsample_rates", 1, _FRAME)
    fft_size, fft_hop = _fft(decoder) if kind == "istftnet" else (0, 0)
    if math.prod(rates) * max(fft_hop, 1) != _FRAME:
        raise decoder.wrong("upsample_rates", f"is {list(rates)}, which must make {_FRAME} samples of each frame")
    kernels = decoder.integers("upsample_kernel_sizes", 2, 2 * _FRAME)
    if kernels != tuple(2 * rate for rate in rates):
        raise decoder.wrong("upsample_kernel_sizes", f"is {list(kernels)}: each must be twice its rate, {list(rates)}")
    channels = decoder.integer("upsample_initial_channel", 2, _WIDEST)
    if channels % 2 ** len(rates):
        raise decoder.wrong("upsample_initial_channel", f"is {channels}, which must halve {len(rates)} times")
    resblock_kernels = decoder.integers("resblock_kernel_sizes", 1, _WIDEST_KERNEL)
    dilations = decoder.lists_of_integers("resblock_dilation_sizes", 1, _FRAME)
    if any(kernel % 2 == 0 for kernel in resblock_kernels):
        raise decoder.wrong("resblock_kernel_sizes", f"is {list(resblock_kernels)}: each must be odd")
    if [len(each) for each in dilations] != [_DILATIONS] * len(resblock_kernels):
        problem = f"must have {_DILATIONS} dilations for each of the {len(resblock_kernels)} resblock_kernel_sizes"
        raise decoder.wrong("resblock_dilation_sizes", problem)
    return GeneratorConfig(kind, rates, channels, resblock_kernels, dilations, fft_size, fft_hop)


def _fft(decoder: Section) -> tuple[int, int]:
    """Reads the size of the inverse short-time Fourier transform, which is its window's too, and its hop."""
    size = decoder.integer("gen_istft_n_fft", 2, _WIDEST)
    hop = decoder.integer("gen_istft_hop_size", 1, size // 2)
    if size % 2:
        raise decoder.wrong("gen_istft_n_fft", f"is {size}, which must be even")
    return size, hop


def _diffusion(diffusion: Section) -> DiffusionConfig:
    transformer = diffusion.section("transformer")
    return DiffusionConfig(
        layers=transformer.integer("num_layers", 1, _MOST_LAYERS),
        heads=transformer.integer("num_heads", 1, _WIDEST),
        head_width=transformer.integer("head_features", 1, _WIDEST),
        multiplier=transformer.integer("multiplier", 1, _MOST_LAYERS),
        sigma_data=diffusion.section("dist").number("sigma_data", *_SIGMA_DATA),
    )


def _vocabulary(document: Section, symbols: int) -> Mapping[str, int]:
    """Reads the ids of the symbols, each one character; 0 is the padding's."""
    vocabulary = document.section("vocab")
    if not vocabulary.values:
        raise document.wrong("vocab", "is empty")
    ids = {symbol: vocabulary.integer(symbol, 1, symbols - 1) for symbol in vocabulary.values}
    if longer := [symbol for symbol in ids if len(symbol) != 1]:
        raise document.wrong("vocab", f"has {shortened(longer[0])}, which must be one character")
    return ids


def _odd(section: Section, key: str) -> int:
    value = section.integer(key, 1, _WIDEST_KERNEL)
    if value % 2 == 0:
        raise section.wrong(key, f"is {value}, which must be odd")
    return value
