"""Writes tiny models of the StyleTTS 2 family in the published layouts, from the parameters' table and made-up numbers.

The files hold what published ones hold: weight norm and spectral norm in parts, the names that training on several
devices gives, and the modules that only training has.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch
import yaml
from torch import Tensor

from benchmarks.made_up_weights import fill, made_up
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import (
    AlbertConfig,
    DiffusionConfig,
    Family,
    GeneratorConfig,
    StyleTts2Config,
)

State = dict[str, Tensor]

SYMBOLS = {
    symbol: index
    for index, symbol in enumerate(
        ';:,.!?—…"()“” abcdefhijklmnopqrstuvwxyzAIOSWYæçðøŋœɐɑɒɔɕəɚɛɜɟɡɣɥɨɪɫɬɭɯɰɲɳɸɹɽɾʁʂʃʈʊʋʌʎʒʔʝʣʤʥʦʧʨˈˌːʰʲ̃βθχᵊᵝᵻ→↓↗↘',
        start=1,
    )
}
"""A table of symbols as Kokoro's configuration has one."""
PACKS = ("af_heart", "pf_dora", "pm_alex")

_BRANCHES: dict[str, Any] = {"resblock_kernels": (3, 7), "resblock_dilations": ((1, 3, 5), (1, 3, 5))}
_HIFIGAN = GeneratorConfig("hifigan", (10, 5, 3, 2), 32, **_BRANCHES)
_ISTFTNET = GeneratorConfig("istftnet", (10, 6), 16, **_BRANCHES, fft_size=20, fft_hop=5)

LIBRITTS = StyleTts2Config(
    symbols=178,
    width=32,
    style_width=8,
    layers=2,
    text_kernel=5,
    max_duration=50,
    mels=80,
    albert=AlbertConfig(width=16, embedding_width=8, heads=2, inner_width=32, layers=2, positions=512),
    generator=_HIFIGAN,
    diffusion=DiffusionConfig(layers=2, heads=2, head_width=8, multiplier=2, sigma_data=0.2),
    style_input=4,
    style_most_channels=32,
    multispeaker=True,
    family="libritts",
)
LJSPEECH = replace(LIBRITTS, generator=_ISTFTNET, multispeaker=False, family="ljspeech")
KOKORO = replace(
    LIBRITTS,
    generator=_ISTFTNET,
    diffusion=None,
    style_input=0,
    style_most_channels=0,
    family="kokoro",
    vocabulary=SYMBOLS,
)
"""The published dimensions, but for all widths and the number of layers."""
TINY: dict[Family, StyleTts2Config] = {"libritts": LIBRITTS, "ljspeech": LJSPEECH, "kokoro": KOKORO}
WEIGHTS: dict[Family, str] = {
    "libritts": "epochs_2nd_00020.pth",
    "ljspeech": "epoch_2nd_00100.pth",
    "kokoro": "kokoro-v1_0.pth",
}
"""The published names of their files."""

_DURATION_BIAS = "predictor.duration_proj.linear_layer.bias"
_SHORT = -2.0
"""Instead of a made-up value: with it a phoneme takes a few frames, as spoken ones do."""


def write_checkpoint(folder: Path, family: Family, *, seed: int = 0, **dims: Any) -> Path:
    """Writes a model's files into `folder` and gives it; `dims` are fields of StyleTts2Config unlike TINY's."""
    config = replace(TINY[family], **dims)
    folder.mkdir(parents=True, exist_ok=True)
    write_model(folder / WEIGHTS[family], published_state(config, seed), family)
    write_config(folder, config)
    if family == "kokoro":
        (folder / "voices").mkdir(exist_ok=True)
        for name in PACKS:
            torch.save(pack(name, config, seed), folder / "voices" / f"{name}.pt")
    return folder


def published_state(config: StyleTts2Config, seed: int) -> State:
    """The tensors of a published file by their names, MODULE.NAME, those included that are never converted."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name, parameter in parameters(config).items():
        shapes |= parameter.sources(name)[-1]
    if config.family == "kokoro":  # the published file has none of them
        shapes = {name: shape for name, shape in shapes.items() if ".norm." not in name}
    tensors = {name: torch.from_numpy(array) for name, array in made_up(shapes.items(), seed).items()}
    tensors[_DURATION_BIAS] = torch.full_like(tensors[_DURATION_BIAS], _SHORT)
    return tensors | _singular_vectors(tensors) | _unused(config) | _duplicates(tensors)


def _singular_vectors(tensors: State) -> State:
    """What training finds for spectral norm, in the place of made-up vectors."""
    vectors: State = {}
    for name, tensor in tensors.items():
        if name.endswith(".weight_orig"):
            left, _, right = torch.linalg.svd(tensor.flatten(1), full_matrices=False)
            layer = name.removesuffix(".weight_orig")
            vectors |= {f"{layer}.weight_u": left[:, 0].clone(), f"{layer}.weight_v": right[0].clone()}
    return vectors


def _unused(config: StyleTts2Config) -> State:
    width = config.albert.width
    names = {
        "bert.embeddings.position_ids": torch.arange(config.albert.positions)[None],
        "bert.pooler.weight": torch.ones(width, width),
        "bert.pooler.bias": torch.ones(width),
    }
    if config.family != "kokoro":
        for module in ("text_aligner", "pitch_extractor", "mpd", "msd", "wd"):
            names |= {f"{module}.conv.weight": torch.ones(2), f"{module}.bn.num_batches_tracked": torch.tensor(7)}
    return names


def _duplicates(tensors: State) -> State:
    net = "diffusion.diffusion.net."
    return {
        f"diffusion.unet.{name.removeprefix(net)}": tensor for name, tensor in tensors.items() if name.startswith(net)
    }


def write_model(path: Path, tensors: State, family: Family, prefix: str = "module.") -> None:
    modules: dict[str, State] = {}
    for name, tensor in tensors.items():
        module, _, rest = name.partition(".")
        modules.setdefault(module, {})[f"{prefix}{rest}"] = tensor
    training = {"optimizer": [("bert", {"state": {}})], "iters": 5, "val_loss": torch.tensor(0.5), "epoch": 20}
    torch.save(modules if family == "kokoro" else {"net": modules, **training}, path)


def pack(name: str, config: StyleTts2Config, seed: int = 0) -> Tensor:
    """A voice pack as it is published: (510, 1, 2 * style_width)."""
    shape = (config.albert.positions - 2, 1, 2 * config.style_width)
    return torch.from_numpy(fill(f"{name}.weight", shape, seed))


def write_config(folder: Path, config: StyleTts2Config) -> Path:
    document = config_document(config)
    if config.family == "kokoro":
        path = folder / "config.json"
        path.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    else:
        path = folder / "config.yml"
        path.write_text(yaml.safe_dump(document), "utf-8")
    return path


def config_document(config: StyleTts2Config) -> dict[str, Any]:
    """A configuration as it is published, with the keys that matter and some that do not."""
    shared = {
        "dim_in": 64,
        "dropout": 0.2,
        "hidden_dim": config.width,
        "max_conv_dim": 512,
        "max_dur": config.max_duration,
        "multispeaker": config.multispeaker,
        "n_layer": config.layers,
        "n_mels": config.mels,
        "n_token": config.symbols,
        "style_dim": config.style_width,
    }
    if config.diffusion is None:
        kokoro = {"istftnet": _generator(config.generator), "text_encoder_kernel_size": config.text_kernel}
        return {**shared, **kokoro, "plbert": _albert(config.albert), "vocab": dict(config.vocabulary or {})}
    diffusion = {
        "embedding_mask_proba": 0.1,
        "dist": {"sigma_data": config.diffusion.sigma_data, "estimate_sigma_data": True, "mean": -3.0, "std": 1.0},
        "transformer": {
            "num_layers": config.diffusion.layers,
            "num_heads": config.diffusion.heads,
            "head_features": config.diffusion.head_width,
            "multiplier": config.diffusion.multiplier,
        },
    }
    own = {"dim_in": config.style_input, "diffusion": diffusion}
    return {
        "log_dir": "Models/LibriTTS",
        "preprocess_params": {"sr": 24000, "spect_params": {"n_fft": 2048, "win_length": 1200, "hop_length": 300}},
        "model_params": {**shared, **own, "decoder": {"type": config.generator.kind, **_generator(config.generator)}},
        "plbert_model_params": _albert(config.albert),
    }


def _generator(generator: GeneratorConfig) -> dict[str, Any]:
    document: dict[str, Any] = {
        "upsample_rates": list(generator.upsample_rates),
        "upsample_kernel_sizes": [2 * rate for rate in generator.upsample_rates],
        "upsample_initial_channel": generator.initial_channels,
        "resblock_kernel_sizes": list(generator.resblock_kernels),
        "resblock_dilation_sizes": [list(each) for each in generator.resblock_dilations],
    }
    if generator.kind == "istftnet":
        document |= {"gen_istft_n_fft": generator.fft_size, "gen_istft_hop_size": generator.fft_hop}
    return document


def _albert(albert: AlbertConfig) -> dict[str, Any]:
    return {
        "hidden_size": albert.width,
        "embedding_size": albert.embedding_width,
        "num_attention_heads": albert.heads,
        "intermediate_size": albert.inner_width,
        "num_hidden_layers": albert.layers,
        "max_position_embeddings": albert.positions,
        "dropout": 0.1,
    }
