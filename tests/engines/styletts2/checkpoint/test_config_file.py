"""The dimensions come from the model's configuration, and a wrong one is named before anything else happens."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engines.styletts2.checkpoints import KOKORO, LIBRITTS, LJSPEECH, TINY, config_document, write_config
from vozes.engines.styletts2.checkpoint.config_file import read_config
from vozes.engines.styletts2.config import (
    AlbertConfig,
    DiffusionConfig,
    Family,
    StyleTts2Config,
)
from vozes.errors import ErrorCode, VozesError

Document = dict[str, Any]


def _read(folder: Path, document: Document) -> StyleTts2Config:
    if "vocab" in document:
        (folder / "config.json").write_text(json.dumps(document))
        return read_config(folder / "config.json")
    (folder / "config.yml").write_text(yaml.safe_dump(document))
    return read_config(folder / "config.yml")


def _refusal(folder: Path, document: Document) -> str:
    with pytest.raises(VozesError) as refused:
        _read(folder, document)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


def _changed(document: Document, place: str, value: object) -> Document:
    """With another value at a place such as `model_params.decoder.type`; None takes the key away."""
    *path, key = place.split(".")
    section = document
    for name in path:
        section = section[name]
    if value is None:
        del section[key]
    else:
        section[key] = value
    return document


@pytest.mark.parametrize("family", TINY)
def test_every_dimension_comes_from_the_file(family: Family, tmp_path: Path) -> None:
    assert read_config(write_config(tmp_path, TINY[family])) == TINY[family]


def test_other_dimensions_come_from_the_file_as_well(tmp_path: Path) -> None:
    config = replace(
        LJSPEECH,
        symbols=200, width=40, style_width=5, layers=3, max_duration=7, mels=96, style_input=9, style_most_channels=40,
        albert=AlbertConfig(width=12, embedding_width=6, heads=3, inner_width=20, layers=4, positions=77),
    )  # fmt: skip
    diffusion = DiffusionConfig(layers=5, heads=3, head_width=7, multiplier=4, sigma_data=0.5)
    expected = replace(config, diffusion=diffusion)
    assert _read(tmp_path, config_document(expected)) == expected


def test_who_speaks_follows_from_the_number_of_speakers(tmp_path: Path) -> None:
    one = config_document(replace(LIBRITTS, multispeaker=False))
    assert (_read(tmp_path, one).family, _read(tmp_path, one).generator.kind) == ("ljspeech", "hifigan")
    assert _read(tmp_path, config_document(LIBRITTS)).family == "libritts"


def test_pl_bert_is_of_the_published_size_where_nothing_is_said_of_it(tmp_path: Path) -> None:
    config = _read(tmp_path, _changed(config_document(LIBRITTS), "plbert_model_params", None))
    assert config.albert == AlbertConfig()


def test_style_encoders_are_as_wide_as_the_model_whatever_max_conv_dim_says(tmp_path: Path) -> None:
    document = _changed(config_document(LIBRITTS), "model_params.max_conv_dim", 8)
    assert _read(tmp_path, document).style_most_channels == LIBRITTS.width


def test_only_models_with_style_encoders_clone() -> None:
    assert (LIBRITTS.clones, LJSPEECH.clones, KOKORO.clones) == (True, True, False)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("model_params", None),
        ("model_params.hidden_dim", 0),
        ("model_params.hidden_dim", 30),
        ("model_params.hidden_dim", "512"),
        ("model_params.hidden_dim", 10**9),
        ("model_params.style_dim", 0),
        ("model_params.n_layer", True),
        ("model_params.n_mels", 40),
        ("model_params.n_token", 100),
        ("model_params.max_dur", None),
        ("model_params.dim_in", -1),
        ("model_params.multispeaker", 1),
        ("model_params.decoder.type", "vocos"),
        ("model_params.decoder.type", None),
        ("model_params.decoder.upsample_rates", [10, 5, 3, 3]),
        ("model_params.decoder.upsample_rates", []),
        ("model_params.decoder.upsample_rates", [300] + [1] * 5_000),
        ("model_params.decoder.resblock_kernel_sizes", [3] * 5_000),
        ("model_params.hidden_dim", 10**400),
        ("model_params.decoder.upsample_kernel_sizes", [20, 10, 6]),
        ("model_params.decoder.upsample_kernel_sizes", [20, 10, 6, 5]),
        ("model_params.decoder.upsample_initial_channel", 24),
        ("model_params.decoder.resblock_kernel_sizes", [3, 4]),
        ("model_params.decoder.resblock_dilation_sizes", [[1, 3, 5]]),
        ("model_params.decoder.resblock_dilation_sizes", [[1, 3, 5], [1, 3]]),
        ("model_params.decoder.resblock_dilation_sizes", [[1, 3, 5], [1, 3, 0]]),
        ("model_params.diffusion", None),
        ("model_params.diffusion.transformer.num_heads", 0),
        ("model_params.diffusion.dist.sigma_data", 0),
        ("model_params.diffusion.dist.sigma_data", float("nan")),
        ("plbert_model_params.hidden_size", 15),
        ("plbert_model_params.max_position_embeddings", 2),
        ("plbert_model_params.num_hidden_layers", None),
    ],
)
def test_a_value_of_libritts_that_is_wrong_is_named(place: str, value: object, tmp_path: Path) -> None:
    message = _refusal(tmp_path, _changed(config_document(LIBRITTS), place, value))
    assert f"{_named(place)} in {tmp_path / 'config.yml'}" in message


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("istftnet", None),
        ("istftnet.gen_istft_n_fft", 21),
        ("istftnet.gen_istft_hop_size", 4),
        ("istftnet.gen_istft_hop_size", 11),
        ("istftnet.gen_istft_hop_size", None),
        ("text_encoder_kernel_size", 4),
        ("plbert", None),
        ("plbert.num_attention_heads", 3),
        ("n_token", 100),
        ("vocab.a", "1"),
        ("vocab.a", 0),
        ("vocab.a", 178),
        ("vocab.ab", 5),
        ("vocab", {}),
        ("vocab", []),
    ],
)
def test_so_is_a_value_of_kokoro(place: str, value: object, tmp_path: Path) -> None:
    message = _refusal(tmp_path, _changed(config_document(KOKORO), place, value))
    assert f" in {tmp_path / 'config.json'}" in message
    assert message.startswith(_named(place).partition(".")[0]) or "vocab" in message


def _named(place: str) -> str:
    """The key that the error is about, where it is not the one that was changed."""
    others = {
        "plbert.num_attention_heads": "plbert.hidden_size",
        "istftnet.gen_istft_hop_size": "istftnet",
    }
    return others.get(place, place)


@pytest.mark.parametrize("name", ["config.yml", "config.json"])
@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
def test_a_file_that_is_no_configuration_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VozesError, match=name) as refused:
        read_config(tmp_path / name)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


def test_a_configuration_of_xtts_is_not_taken_for_kokoro_s(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text(json.dumps({"model": "xtts", "model_args": {"gpt_layers": 30}}))
    with pytest.raises(VozesError, match=r"istftnet in .*config\.json is missing"):
        read_config(tmp_path / "config.json")
