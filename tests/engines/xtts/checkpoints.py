"""Writes tiny XTTS v2 checkpoints in the published layout, from the table of parameters and made-up numbers alone.

`model.pth` pickles configuration objects of the package that trained it, as the published file does; here they are
made of modules of those names that exist only while the file is written.
"""

import json
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import numpy as np
import torch

from benchmarks.made_up_weights import fill, made_up
from vozes.engines.xtts.checkpoint.parameters import parameters
from vozes.engines.xtts.config import SPEAKER_EMBEDDING, XttsConfig
from vozes.engines.xtts.network.conditioning import LATENTS

Layout = Literal["published", "old", "fine_tuned"]
"""`published`: names of weight norm as newer packages write them. `old`: as the first file had them, with the
duplicates and constants that it holds. `fine_tuned`: a trainer's file, with its prefix and its own modules."""

SPEAKERS = ("Claribel Dervla", "Ana Florence", "Luis Moray")
LANGUAGES = ("en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "hu", "ko", "ja", "hi")

_SPECIAL = ("[STOP]", "[UNK]", "[SPACE]", "[START]", *(f"[{language}]" for language in LANGUAGES))
_LETTERS = "!'(),-./:;?abcdefghijklmnopqrstuvwxyzàáâãäçèéêëíîïñóôõöùúûü"
_MERGES = ("t h", "th e", "i n", "a n", "o u", "ã o", "e n", "e r")

TINY = XttsConfig(
    layers=2,
    width=64,
    heads=2,
    text_vocabulary=len(_SPECIAL) + len(_LETTERS) + len(_MERGES),
    start_text=_SPECIAL.index("[START]"),
    stop_text=_SPECIAL.index("[STOP]"),
    audio_vocabulary=1026,
    start_audio=1024,
    stop_audio=1025,
    max_audio_tokens=605,
    max_text_tokens=402,
    max_prompt_tokens=70,
    input_sample_rate=22050,
    output_sample_rate=24000,
    output_hop_length=256,
    samples_per_token=1024,
    decoder_input_width=64,
    speaker_width=512,
    speaker_in_each_layer=True,
    cond_seconds=30,
    cond_chunk_seconds=4,
    max_reference_seconds=30,
    normalize_references=False,
    languages=LANGUAGES,
)
"""The published dimensions, but for the GPT's size and the vocabulary that `vocabulary_document` makes."""


def write_checkpoint(
    folder: Path,
    *,
    seed: int = 0,
    layout: Layout = "published",
    vocabulary: Path | None = None,
    names: Iterable[str] = SPEAKERS,
    **dims: Any,
) -> Path:
    """Writes the four files into `folder` and gives it.

    `dims` are fields of XttsConfig that differ from TINY; `vocabulary` is a file to copy instead of the synthetic one;
    `names` are those of its speakers.
    """
    config = replace(TINY, **dims)
    folder.mkdir(parents=True, exist_ok=True)
    write_model(folder / "model.pth", state_dict(config, seed, layout), layout)
    (folder / "config.json").write_text(json.dumps(config_document(config)), "utf-8")
    if vocabulary is None:
        (folder / "vocab.json").write_text(json.dumps(vocabulary_document()), "utf-8")
    else:
        shutil.copyfile(vocabulary, folder / "vocab.json")
    torch.save(speakers(config, seed, names), folder / "speakers_xtts.pth")
    return folder


def state_dict(config: XttsConfig, seed: int, layout: Layout = "published") -> dict[str, torch.Tensor]:
    """The tensors of `model.pth`, those included that are never converted."""
    shapes: dict[str, tuple[int, ...]] = {}
    for name, parameter in parameters(config).items():
        shapes |= parameter.sources(name)[-1 if layout == "old" else 0]
    shapes |= {
        "gpt.text_head.weight": (config.text_vocabulary, config.width),
        "gpt.text_head.bias": (config.text_vocabulary,),
        "hifigan_decoder.speaker_encoder.torch_spec.0.filter": (1, 1, 2),
        "hifigan_decoder.speaker_encoder.torch_spec.1.spectrogram.window": (400,),
        "hifigan_decoder.speaker_encoder.torch_spec.1.mel_scale.fb": (257, 64),
    }
    tensors = {name: torch.from_numpy(array) for name, array in made_up(shapes.items(), seed).items()}
    tensors["hifigan_decoder.speaker_encoder.bn1.num_batches_tracked"] = torch.tensor(7)
    if layout == "old":
        tensors |= _duplicates_and_constants(tensors)
    if layout == "fine_tuned":
        tensors = {f"xtts.{name}": tensor for name, tensor in tensors.items()} | _training_modules()
    return tensors


def _duplicates_and_constants(tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {
        "gpt.gpt.wte.weight": tensors["gpt.mel_embedding.weight"],
        "gpt.gpt_inference.lm_head.1.weight": tensors["gpt.mel_head.weight"],
        "gpt.gpt.h.0.attn.bias": torch.ones(1, 1, 8, 8, dtype=torch.bool).tril(),
        "gpt.gpt.h.0.attn.masked_bias": torch.tensor(-1e4),
    }


def _training_modules() -> dict[str, torch.Tensor]:
    return {
        "torch_mel_spectrogram_style_encoder.mel_norms": torch.ones(80),
        "torch_mel_spectrogram_dvae.mel_stft.spectrogram.window": torch.ones(1024),
        "dvae.codebook.embed": torch.ones(512, 1024),
    }


def write_model(path: Path, tensors: dict[str, torch.Tensor], layout: Layout = "published") -> None:
    """`model.pth` as it is published: tensors beside a configuration, which a trainer writes as plain data."""
    if layout == "fine_tuned":
        torch.save({"config": {"model": "xtts"}, "model": tensors, "optimizer": {}, "step": 5, "epoch": 1}, path)
        return
    home = "TTS.tts.models.xtts" if layout == "old" else "TTS.tts.configs.xtts_config"
    names = {
        "XttsConfig": "TTS.tts.configs.xtts_config",
        "XttsArgs": home,
        "XttsAudioConfig": home,
        "BaseDatasetConfig": "TTS.config.shared_configs",
    }
    with _modules(names) as classes:
        config = classes["XttsConfig"]()
        config.model_args, config.audio = classes["XttsArgs"](), classes["XttsAudioConfig"]()
        config.datasets = [classes["BaseDatasetConfig"]()]
        config.languages, config.temperature = list(LANGUAGES), 0.75
        torch.save({"config": config, "model": tensors}, path)


@contextmanager
def _modules(names: dict[str, str]) -> Iterator[dict[str, type[Any]]]:
    """Classes of those names in modules of those names, packages included; all are gone afterwards."""
    classes = {name: type(name, (), {"__module__": module}) for name, module in names.items()}
    made = {module.rsplit(".", up)[0] for module in names.values() for up in range(module.count(".") + 1)}
    sys.modules.update({module: ModuleType(module) for module in made})
    for name, module in names.items():
        setattr(sys.modules[module], name, classes[name])
    try:
        yield classes
    finally:
        for module in made:
            del sys.modules[module]


def config_document(config: XttsConfig) -> dict[str, Any]:
    """`config.json` as it is published, with the keys that matter and some that do not."""
    return {
        "model": "xtts",
        "run_name": "run",
        "audio": {"sample_rate": config.input_sample_rate, "output_sample_rate": config.output_sample_rate},
        "model_args": {
            "gpt_batch_size": 1,
            "tokenizer_file": "",
            "gpt_layers": config.layers,
            "gpt_n_model_channels": config.width,
            "gpt_n_heads": config.heads,
            "gpt_number_text_tokens": config.text_vocabulary,
            "gpt_start_text_token": config.start_text,
            "gpt_stop_text_token": config.stop_text,
            "gpt_num_audio_tokens": config.audio_vocabulary,
            "gpt_start_audio_token": config.start_audio,
            "gpt_stop_audio_token": config.stop_audio,
            "gpt_max_audio_tokens": config.max_audio_tokens,
            "gpt_max_text_tokens": config.max_text_tokens,
            "gpt_max_prompt_tokens": config.max_prompt_tokens,
            "gpt_code_stride_len": config.samples_per_token,
            "gpt_use_perceiver_resampler": True,
            "input_sample_rate": config.input_sample_rate,
            "output_sample_rate": config.output_sample_rate,
            "output_hop_length": config.output_hop_length,
            "decoder_input_dim": config.decoder_input_width,
            "d_vector_dim": config.speaker_width,
            "cond_d_vector_in_each_upsampling_layer": config.speaker_in_each_layer,
        },
        "languages": list(config.languages),
        "max_audio_len": float("inf"),
        "temperature": 0.75,
        "gpt_cond_len": config.cond_seconds,
        "gpt_cond_chunk_len": config.cond_chunk_seconds,
        "max_ref_len": config.max_reference_seconds,
        "sound_norm_refs": config.normalize_references,
    }


def vocabulary_document() -> dict[str, Any]:
    """A small `vocab.json` in the published format: special tokens, letters, and a few merges."""
    tokens = [*_SPECIAL, *_LETTERS, *(merge.replace(" ", "") for merge in _MERGES)]
    flags = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [{"id": index, "content": token, **flags} for index, token in enumerate(_SPECIAL)],
        "normalizer": None,
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {
            "type": "BPE",
            "dropout": None,
            "unk_token": "[UNK]",
            "continuing_subword_prefix": None,
            "end_of_word_suffix": None,
            "fuse_unk": False,
            "vocab": {token: index for index, token in enumerate(tokens)},
            "merges": list(_MERGES),
        },
    }


def speakers(config: XttsConfig, seed: int, names: Iterable[str] = SPEAKERS) -> dict[str, dict[str, torch.Tensor]]:
    """What `speakers_xtts.pth` holds: latents (1, 32, width) and a unit embedding (1, 512, 1) for each speaker."""
    voices = {}
    for name in names:
        latents = fill(f"{name}.weight", (1, LATENTS, config.width), seed)
        embedding = fill(f"{name}.embedding.weight", (1, SPEAKER_EMBEDDING, 1), seed)
        voices[name] = {
            "gpt_cond_latent": torch.from_numpy(latents),
            "speaker_embedding": torch.from_numpy(embedding / np.linalg.norm(embedding)),
        }
    return voices
