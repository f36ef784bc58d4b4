"""The table names every parameter of a checkpoint once, and nothing is left out without a reason."""

import json
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
import pytest

from tests.engines.xtts.checkpoints import TINY, state_dict
from tests.shared import shared_file
from vozes.engines.xtts.checkpoint.parameters import SKIPPED, is_quantized, parameters
from vozes.engines.xtts.config import XttsConfig
from vozes.runtime.parameters import Form, is_skipped


def _published_shapes(config: XttsConfig) -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {}
    for name, parameter in parameters(config).items():
        shapes |= parameter.sources(name)[0]
    return shapes


def test_the_table_is_what_the_reference_learns() -> None:
    recorded = np.load(shared_file("reference", "golden", "xtts_tiny.npz"))["parameters"]
    learned = {name: tuple(shape) for name, shape in json.loads(recorded.tobytes())}
    config = replace(TINY, text_vocabulary=6681)
    assert _published_shapes(config) == {
        name: shape for name, shape in learned.items() if not is_skipped(name, SKIPPED)
    }
    assert {name for name in learned if is_skipped(name, SKIPPED)} == {"gpt.text_head.weight", "gpt.text_head.bias"}


def test_no_reason_to_skip_applies_to_a_parameter() -> None:
    names = {part for name, parameter in parameters(TINY).items() for way in parameter.sources(name) for part in way}
    assert not [name for name in names | set(parameters(TINY)) if is_skipped(name, SKIPPED)]


def test_every_reason_to_skip_applies_to_something() -> None:
    names = [name for layout in ("old", "fine_tuned") for name in state_dict(TINY, 0, layout)]
    assert not [pattern for pattern in SKIPPED if not any(fnmatchcase(_plain(name), pattern) for name in names)]
    assert all(SKIPPED.values())


def _plain(name: str) -> str:
    return name.removeprefix("xtts.")


def test_the_gpt_s_linear_weights_are_turned_and_quantized_and_nothing_else_is() -> None:
    big = {name for name, parameter in parameters(TINY).items() if is_quantized(parameter)}
    layers = ("attn.c_attn", "attn.c_proj", "mlp.c_fc", "mlp.c_proj")
    expected = {f"gpt.gpt.h.{index}.{layer}.weight" for index in range(TINY.layers) for layer in layers}
    turned = {name for name, parameter in parameters(TINY).items() if parameter.form is Form.TRANSPOSED}
    assert big == turned == expected


def test_a_turned_weight_is_in_and_out_in_the_published_file() -> None:
    name = "gpt.gpt.h.0.attn.c_attn.weight"
    parameter = parameters(TINY)[name]
    assert parameter.shape == (192, 64)
    assert parameter.sources(name) == ({name: (64, 192)},)


@pytest.mark.parametrize(
    ("change", "name", "shape"),
    [
        ({"layers": 5}, "gpt.gpt.h.4.ln_1.weight", (64,)),
        ({"width": 128}, "gpt.gpt.h.1.mlp.c_fc.weight", (512, 128)),
        ({"width": 128}, "gpt.conditioning_perceiver.layers.1.1.0.weight", (682, 128)),
        ({"text_vocabulary": 33}, "gpt.text_embedding.weight", (33, 64)),
        ({"audio_vocabulary": 44}, "gpt.mel_head.bias", (44,)),
        ({"max_audio_tokens": 10}, "gpt.mel_pos_embedding.emb.weight", (13, 64)),
        ({"max_text_tokens": 10}, "gpt.text_pos_embedding.emb.weight", (12, 64)),
        ({"decoder_input_width": 32}, "hifigan_decoder.waveform_decoder.conv_pre.weight", (512, 32, 7)),
        ({"speaker_width": 16}, "hifigan_decoder.waveform_decoder.conds.3.weight", (32, 16, 1)),
    ],
)
def test_dimensions_come_from_the_configuration(change: dict[str, Any], name: str, shape: tuple[int, ...]) -> None:
    assert parameters(replace(TINY, **change))[name].shape == shape


def test_the_speaker_may_condition_the_first_layer_alone() -> None:
    table = parameters(replace(TINY, speaker_in_each_layer=False))
    assert not [name for name in table if ".conds." in name]
    assert "hifigan_decoder.waveform_decoder.cond_layer.weight" in table
