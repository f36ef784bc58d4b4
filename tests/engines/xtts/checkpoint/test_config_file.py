"""The dimensions come from `config.json`, and a wrong one is named before anything else happens."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.engines.xtts.checkpoints import TINY, config_document, vocabulary_document
from tests.shared import shared_file
from vozes.engines.xtts.checkpoint.config_file import read_config
from vozes.engines.xtts.config import XttsConfig
from vozes.errors import ErrorCode, VozesError

Document = dict[str, Any]


def _read(folder: Path, config: Document | None = None, vocabulary: Document | None = None) -> XttsConfig:
    (folder / "config.json").write_text(json.dumps(config or config_document(TINY)))
    (folder / "vocab.json").write_text(json.dumps(vocabulary or vocabulary_document()))
    return read_config(folder / "config.json", folder / "vocab.json")


def _refusal(folder: Path, config: Document | None = None, vocabulary: Document | None = None) -> str:
    with pytest.raises(VozesError) as refused:
        _read(folder, config, vocabulary)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


def test_every_dimension_comes_from_the_file(tmp_path: Path) -> None:
    config = replace(
        TINY,
        layers=3, width=48, heads=3, decoder_input_width=48, text_vocabulary=200, audio_vocabulary=99, start_audio=97,
        stop_audio=98, max_audio_tokens=50, max_text_tokens=60, max_prompt_tokens=7, input_sample_rate=16000,
        output_sample_rate=48000, output_hop_length=128, samples_per_token=512, speaker_in_each_layer=False,
        cond_seconds=12, cond_chunk_seconds=6, max_reference_seconds=10, normalize_references=True,
        languages=("en", "pt"),
    )  # fmt: skip
    assert _read(tmp_path, config_document(config)) == config


def test_text_tokens_that_are_left_out_come_from_the_vocabulary(tmp_path: Path) -> None:
    document = config_document(TINY)
    document["model_args"] |= {"gpt_number_text_tokens": None, "gpt_start_text_token": None}
    del document["model_args"]["gpt_stop_text_token"]
    config = _read(tmp_path, document)
    assert (config.text_vocabulary, config.start_text, config.stop_text) == (TINY.text_vocabulary, 3, 0)


def test_the_published_vocabulary_fits_the_published_configuration(tmp_path: Path) -> None:
    vocabulary = json.loads(shared_file("reference", "xtts_vocab.json").read_text("utf-8"))
    published = replace(TINY, text_vocabulary=6681, start_text=261, stop_text=0)
    assert _read(tmp_path, config_document(published), vocabulary) == published


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("gpt_layers", 0),
        ("gpt_layers", -1),
        ("gpt_layers", 10**9),
        ("gpt_layers", "30"),
        ("gpt_layers", 30.0),
        ("gpt_layers", True),
        ("gpt_layers", None),
        ("gpt_n_model_channels", 60),
        ("gpt_n_heads", 0),
        ("gpt_number_text_tokens", 0),
        ("gpt_num_audio_tokens", 2),
        ("gpt_start_audio_token", 1026),
        ("gpt_stop_audio_token", 1024),
        ("gpt_max_audio_tokens", 3),
        ("gpt_max_text_tokens", 0),
        ("gpt_max_prompt_tokens", -1),
        ("gpt_max_prompt_tokens", 65_536),
        ("gpt_code_stride_len", 0),
        ("gpt_code_stride_len", 65_536),
        ("gpt_layers", 10**25),
        ("input_sample_rate", 0),
        ("output_sample_rate", 10**7),
        ("output_hop_length", float("inf")),
        ("decoder_input_dim", 1024),
        ("d_vector_dim", 256),
        ("cond_d_vector_in_each_upsampling_layer", 1),
        ("gpt_use_perceiver_resampler", None),
    ],
)
def test_a_value_out_of_bounds_or_of_another_type_is_named(key: str, value: object, tmp_path: Path) -> None:
    document = config_document(TINY)
    document["model_args"][key] = value
    assert f"model_args.{key} in {tmp_path / 'config.json'}" in _refusal(tmp_path, document)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("model", "vits"),
        ("model_args", []),
        ("gpt_cond_len", 0),
        ("gpt_cond_chunk_len", 31),
        ("max_ref_len", -1),
        ("sound_norm_refs", "no"),
        ("languages", []),
        ("languages", ["en", 5]),
    ],
)
def test_so_is_one_beside_the_model_s_arguments(key: str, value: object, tmp_path: Path) -> None:
    assert key in _refusal(tmp_path, config_document(TINY) | {key: value})


def test_a_width_that_the_heads_do_not_divide_is_named(tmp_path: Path) -> None:
    document = config_document(replace(TINY, heads=3))
    assert "gpt_n_model_channels" in _refusal(tmp_path, document)


@pytest.mark.parametrize("key", ["gpt_layers", "gpt_use_perceiver_resampler", "input_sample_rate"])
def test_a_missing_key_is_named(key: str, tmp_path: Path) -> None:
    document = config_document(TINY)
    del document["model_args"][key]
    assert f"model_args.{key} in {tmp_path / 'config.json'} is missing" in _refusal(tmp_path, document)


def test_version_one_is_refused_as_such(tmp_path: Path) -> None:
    document = config_document(TINY)
    document["model_args"]["gpt_use_perceiver_resampler"] = False
    assert "only v2 is supported" in _refusal(tmp_path, document)


def _more_tokens(vocabulary: Document) -> None:
    vocabulary["model"]["vocab"]["zzz"] = TINY.text_vocabulary


def _another_start(vocabulary: Document) -> None:
    ids = vocabulary["model"]["vocab"]
    ids["[START]"], ids["[en]"] = ids["[en]"], ids["[START]"]
    vocabulary["added_tokens"] = []


def _another_stop(vocabulary: Document) -> None:
    vocabulary["added_tokens"][0]["id"] = 5


def _no_start(vocabulary: Document) -> None:
    del vocabulary["model"]["vocab"]["[START]"]
    vocabulary["added_tokens"] = []


def _text_as_id(vocabulary: Document) -> None:
    vocabulary["model"]["vocab"]["a"] = "1"


def _no_model(vocabulary: Document) -> None:
    del vocabulary["model"]


def _odd_tokens(vocabulary: Document) -> None:
    vocabulary["added_tokens"] = [5]


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_more_tokens, "gpt_number_text_tokens"),
        (_another_start, "gpt_start_text_token"),
        (_another_stop, "gpt_stop_text_token"),
        (_no_start, "[START]"),
        (_text_as_id, "model.vocab"),
        (_no_model, "model"),
        (_odd_tokens, "added_tokens"),
    ],
)
def test_a_vocabulary_that_does_not_match_is_refused(
    change: Callable[[Document], None], named: str, tmp_path: Path
) -> None:
    vocabulary = vocabulary_document()
    change(vocabulary)
    assert named in _refusal(tmp_path, vocabulary=vocabulary)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 100_000])
@pytest.mark.parametrize("name", ["config.json", "vocab.json"])
def test_a_file_that_is_not_a_json_object_is_named(name: str, content: bytes, tmp_path: Path) -> None:
    _read(tmp_path)
    (tmp_path / name).write_bytes(content)
    with pytest.raises(VozesError, match=name) as refused:
        read_config(tmp_path / "config.json", tmp_path / "vocab.json")
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
