"""The table of an XTTS v2 checkpoint: every parameter's name and shape, and what is left out and why.

Names are those of `model.pth` with weight norm folded into `.weight`. What has no size in `config.json` is fixed by
the published architecture, and named here as a constant. It knows nothing of files or tensors.
"""

from vozes.engines.xtts.checkpoint.config import SPEAKER_EMBEDDING, XttsConfig
from vozes.runtime.parameters import Form, Parameter, Rows, layer, upsampling

MELS = 80
"""Bands of the mel spectrogram that the GPT is conditioned on."""
CONDITIONING_BLOCKS = 6
PERCEIVER_DEPTH = 2
PERCEIVER_HEADS = 8
PERCEIVER_HEAD_WIDTH = 64
PERCEIVER_MULTIPLE = 4
LATENTS = 32
"""Conditioning latents that the perceiver makes of a recording, whatever its length."""

INITIAL_CHANNELS = 512
UPSAMPLE_RATES = (8, 8, 2, 2)
UPSAMPLE_KERNELS = (16, 16, 4, 4)
RESBLOCK_KERNELS = (3, 7, 11)
RESBLOCK_DILATIONS = (1, 3, 5)
EDGE_KERNEL = 7
"""Of the vocoder's first and last convolution."""

SPEAKER_MELS = 64
SPEAKER_BLOCKS = (3, 4, 6, 3)
SPEAKER_CHANNELS = (32, 64, 128, 256)
SPEAKER_ATTENTION = 128
SPEAKER_REDUCTION = 8
"""Of the channels within squeeze-and-excitation; also of the mel bands by the blocks' strides."""


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


def is_quantized(parameter: Parameter) -> bool:
    """Whether it is one of the GPT's big linear weights, which int8 applies to."""
    return parameter.form is Form.TRANSPOSED


def parameters(config: XttsConfig) -> dict[str, Parameter]:
    """Every parameter of the converted file by name."""
    return dict(
        [
            ("mel_stats", Parameter((MELS,))),
            *_conditioning_encoder(config.width),
            *_gpt(config),
            *_perceiver(config.width),
            *_vocoder(config),
            *_speaker_encoder(),
        ]
    )


def _norm(name: str, width: int) -> Rows:
    return layer(name, width)


def _batch_norm(name: str, width: int) -> Rows:
    yield from layer(name, width)
    for statistic in ("running_mean", "running_var"):
        yield f"{name}.{statistic}", Parameter((width,))


def _conditioning_encoder(width: int) -> Rows:
    prefix = "gpt.conditioning_encoder"
    yield from layer(f"{prefix}.init", width, MELS, 1)
    for index in range(CONDITIONING_BLOCKS):
        block = f"{prefix}.attn.{index}"
        yield from _norm(f"{block}.norm", width)
        yield from layer(f"{block}.qkv", 3 * width, width, 1)
        yield from layer(f"{block}.proj_out", width, width, 1)


def _gpt(config: XttsConfig) -> Rows:
    width = config.width
    for name, rows in (
        ("text_embedding", config.text_vocabulary),
        ("mel_embedding", config.audio_vocabulary),
        ("mel_pos_embedding.emb", config.audio_positions),
        ("text_pos_embedding.emb", config.text_positions),
    ):
        yield f"gpt.{name}.weight", Parameter((rows, width))
    for index in range(config.layers):
        yield from _gpt_block(f"gpt.gpt.h.{index}", width)
    yield from _norm("gpt.gpt.ln_f", width)
    yield from _norm("gpt.final_norm", width)
    yield from layer("gpt.mel_head", config.audio_vocabulary, width)


def _gpt_block(block: str, width: int) -> Rows:
    yield from _norm(f"{block}.ln_1", width)
    yield from _norm(f"{block}.ln_2", width)
    for name, out_width, in_width in (
        ("attn.c_attn", 3 * width, width),
        ("attn.c_proj", width, width),
        ("mlp.c_fc", 4 * width, width),
        ("mlp.c_proj", width, 4 * width),
    ):
        yield from layer(f"{block}.{name}", out_width, in_width, form=Form.TRANSPOSED)


def _perceiver(width: int) -> Rows:
    prefix = "gpt.conditioning_perceiver"
    inner = PERCEIVER_HEADS * PERCEIVER_HEAD_WIDTH
    hidden = int(width * PERCEIVER_MULTIPLE * 2 / 3)
    yield f"{prefix}.latents", Parameter((LATENTS, width))
    for index in range(PERCEIVER_DEPTH):
        attention, feed_forward = f"{prefix}.layers.{index}.0", f"{prefix}.layers.{index}.1"
        yield f"{attention}.to_q.weight", Parameter((inner, width))
        yield f"{attention}.to_kv.weight", Parameter((2 * inner, width))
        yield f"{attention}.to_out.weight", Parameter((width, inner))
        yield from layer(f"{feed_forward}.0", 2 * hidden, width)
        yield from layer(f"{feed_forward}.2", width, hidden)
    yield f"{prefix}.norm.gamma", Parameter((width,))


def _vocoder(config: XttsConfig) -> Rows:
    prefix, speaker = "hifigan_decoder.waveform_decoder", config.speaker_width
    yield from layer(f"{prefix}.conv_pre", INITIAL_CHANNELS, config.decoder_input_width, EDGE_KERNEL)
    yield from layer(f"{prefix}.cond_layer", INITIAL_CHANNELS, speaker, 1)
    channels = INITIAL_CHANNELS
    for stage, kernel in enumerate(UPSAMPLE_KERNELS):
        yield from upsampling(f"{prefix}.ups.{stage}", channels, channels // 2, kernel)
        channels //= 2
        if config.speaker_in_each_layer:
            yield from layer(f"{prefix}.conds.{stage}", channels, speaker, 1)
        for branch, width in enumerate(RESBLOCK_KERNELS):
            block = f"{prefix}.resblocks.{stage * len(RESBLOCK_KERNELS) + branch}"
            for convolution in (f"{part}.{index}" for part in ("convs1", "convs2") for index in range(3)):
                yield from layer(f"{block}.{convolution}", channels, channels, width, form=Form.WEIGHT_NORM)
    yield f"{prefix}.conv_post.weight", Parameter((1, channels, EDGE_KERNEL))


def _speaker_encoder() -> Rows:
    prefix, channels = "hifigan_decoder.speaker_encoder", SPEAKER_CHANNELS[0]
    yield from layer(f"{prefix}.conv1", channels, 1, 3, 3)
    yield from _batch_norm(f"{prefix}.bn1", channels)
    for stage, (blocks, width) in enumerate(zip(SPEAKER_BLOCKS, SPEAKER_CHANNELS, strict=True), start=1):
        for index in range(blocks):
            yield from _residual_block(f"{prefix}.layer{stage}.{index}", channels, width)
            channels = width
    features = channels * SPEAKER_MELS // SPEAKER_REDUCTION
    yield from layer(f"{prefix}.attention.0", SPEAKER_ATTENTION, features, 1)
    yield from _batch_norm(f"{prefix}.attention.2", SPEAKER_ATTENTION)
    yield from layer(f"{prefix}.attention.3", features, SPEAKER_ATTENTION, 1)
    yield from layer(f"{prefix}.fc", SPEAKER_EMBEDDING, 2 * features)


def _residual_block(block: str, channels: int, width: int) -> Rows:
    yield f"{block}.conv1.weight", Parameter((width, channels, 3, 3))
    yield from _batch_norm(f"{block}.bn1", width)
    yield f"{block}.conv2.weight", Parameter((width, width, 3, 3))
    yield from _batch_norm(f"{block}.bn2", width)
    yield from layer(f"{block}.se.fc.0", width // SPEAKER_REDUCTION, width)
    yield from layer(f"{block}.se.fc.2", width, width // SPEAKER_REDUCTION)
    if channels != width:
        yield f"{block}.downsample.0.weight", Parameter((width, channels, 1, 1))
        yield from _batch_norm(f"{block}.downsample.1", width)
