"""The table of an XTTS v2 checkpoint: every parameter's name, shape and form, and what is left out and why.

Names are those of `model.pth` with weight norm folded into `.weight`. Shapes are those of the networks, but for the
GPT's, which is held as tensors alone. It knows nothing of files or tensors.
"""

from collections.abc import Iterator

from vozes.engines.xtts.config import XttsConfig
from vozes.engines.xtts.network.conditioning import MELS, ConditioningEncoder, PerceiverResampler
from vozes.engines.xtts.network.hifigan import HifiGan
from vozes.engines.xtts.network.speaker_encoder import SpeakerEncoder
from vozes.runtime.parameters import Form, Parameter, Shape, shapes_of, table_of

_VOCODER = "hifigan_decoder.waveform_decoder"

SKIPPED: dict[str, str] = {
    "gpt.text_head.*": "predicts text, which only training does",
    "dvae.*": "makes audio tokens of recordings, which only training does",
    "torch_mel_spectrogram_*": "training's spectrograms",
    "gpt.gpt_inference.*": "the same tensors as gpt.gpt, gpt.mel_embedding and gpt.mel_head",
    "gpt.gpt.wte.weight": "the same tensor as gpt.mel_embedding.weight",
    "gpt.gpt.h.*.attn.bias": "the causal mask, a constant",
    "gpt.gpt.h.*.attn.masked_bias": "minus infinity, a constant",
    "hifigan_decoder.speaker_encoder.torch_spec.*": "window and filter banks, which are constants",
    "*.num_batches_tracked": "counts training's steps",
}
"""Patterns of the names in `model.pth` that are not converted, each with the reason."""

_FORMS = {
    "gpt.gpt.h.*.c_*.weight": Form.TRANSPOSED,
    f"{_VOCODER}.ups.*.weight": Form.WEIGHT_NORM,
    f"{_VOCODER}.resblocks.*.weight": Form.WEIGHT_NORM,
}
"""Patterns of the parameters that are not published as they are."""


def is_quantized(parameter: Parameter) -> bool:
    """Whether it is one of the GPT's big linear weights, which int8 applies to."""
    return parameter.form is Form.TRANSPOSED


def parameters(config: XttsConfig) -> dict[str, Parameter]:
    """Returns every parameter of the converted file by name."""
    width, heads, speaker = config.width, config.heads, config.speaker_width
    in_each_layer = config.speaker_in_each_layer
    shapes = [
        ("mel_stats", (MELS,)),
        *shapes_of("gpt.conditioning_encoder.", lambda: ConditioningEncoder(width, heads)),
        *_gpt(config),
        *shapes_of("gpt.conditioning_perceiver.", lambda: PerceiverResampler(width)),
        *shapes_of(f"{_VOCODER}.", lambda: HifiGan(config.decoder_input_width, speaker, in_each_layer)),
        *shapes_of("hifigan_decoder.speaker_encoder.", SpeakerEncoder),
    ]
    return table_of(shapes, _FORMS)


def _gpt(config: XttsConfig) -> Iterator[tuple[str, Shape]]:
    width = config.width
    for name, rows in (
        ("text_embedding", config.text_vocabulary),
        ("mel_embedding", config.audio_vocabulary),
        ("mel_pos_embedding.emb", config.audio_positions),
        ("text_pos_embedding.emb", config.text_positions),
    ):
        yield f"gpt.{name}.weight", (rows, width)
    for index in range(config.layers):
        block = f"gpt.gpt.h.{index}"
        yield from _layer(f"{block}.ln_1", width)
        yield from _layer(f"{block}.ln_2", width)
        yield from _layer(f"{block}.attn.c_attn", 3 * width, width)
        yield from _layer(f"{block}.attn.c_proj", width, width)
        yield from _layer(f"{block}.mlp.c_fc", 4 * width, width)
        yield from _layer(f"{block}.mlp.c_proj", width, 4 * width)
    yield from _layer("gpt.gpt.ln_f", width)
    yield from _layer("gpt.final_norm", width)
    yield from _layer("gpt.mel_head", config.audio_vocabulary, width)


def _layer(name: str, *shape: int) -> Iterator[tuple[str, Shape]]:
    """Yields a weight of that shape and a bias for its first dimension."""
    yield f"{name}.weight", shape
    yield f"{name}.bias", shape[:1]
