"""The same weights come out of a published file whatever its layout; whatever is wrong with it is named."""

import json
import pickle
from collections.abc import Mapping
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.engines.styletts2.checkpoints import KOKORO, LIBRITTS, LJSPEECH, TINY, pack, published_state, write_model
from tests.shared import shared_file
from vozes.engines.styletts2.checkpoint.checkpoint import read_tensors, read_voice
from vozes.engines.styletts2.checkpoint.parameters import NEUTRAL, SKIPPED, parameters
from vozes.engines.styletts2.config import (
    AlbertConfig,
    DiffusionConfig,
    Family,
    GeneratorConfig,
    StyleTts2Config,
)
from vozes.errors import ErrorCode, VozesError
from vozes.runtime.parameters import is_skipped

State = dict[str, Tensor]
FAMILIES: tuple[Family, ...] = ("libritts", "ljspeech", "kokoro")
NORM = "decoder.encode.norm1.norm"


def _read(tmp_path: Path, state: Mapping[str, Any], family: Family = "libritts", prefix: str = "module.") -> State:
    path = tmp_path / f"{len(list(tmp_path.iterdir()))}.model.pth"  # what was read is mapped in its file
    write_model(path, dict(state), family, prefix)
    return read_tensors(path, TINY[family])


def _refusal(tmp_path: Path, state: Mapping[str, Any], family: Family = "libritts") -> str:
    with pytest.raises(VozesError, match=r"model\.pth") as refused:
        _read(tmp_path, state, family)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


@pytest.fixture(scope="module")
def states() -> dict[Family, State]:
    return {family: published_state(config, 0) for family, config in TINY.items()}


# What the reference's tiny models have, which recordings do not say.
_TINY_BERT = AlbertConfig(width=64, heads=2, inner_width=128, layers=2)
_BRANCHES: dict[str, Any] = {"resblock_kernels": (3, 7, 11), "resblock_dilations": ((1, 3, 5),) * 3}
_RECORDED = replace(
    LIBRITTS,
    width=512,
    style_width=128,
    albert=_TINY_BERT,
    generator=GeneratorConfig("hifigan", (10, 5, 3, 2), 512, **_BRANCHES),
    diffusion=DiffusionConfig(layers=1, heads=2, head_width=16, multiplier=2, sigma_data=0.2),
    style_input=16,
    style_most_channels=512,
)
_RECORDED_ISTFTNET = GeneratorConfig("istftnet", (10, 6), 512, **_BRANCHES, fft_size=20, fft_hop=5)


@pytest.mark.parametrize(
    ("recording", "config"),
    [
        ("styletts2_tiny.npz", _RECORDED),
        (
            "styletts2_istftnet_tiny.npz",
            replace(_RECORDED, generator=_RECORDED_ISTFTNET, multispeaker=False, family="ljspeech"),
        ),
        (
            "kokoro_tiny.npz",
            replace(_RECORDED, generator=_RECORDED_ISTFTNET, diffusion=None, style_input=0, family="kokoro"),
        ),
    ],
)
def test_the_table_is_what_the_reference_learns(recording: str, config: StyleTts2Config) -> None:
    recorded = np.load(shared_file("reference", "golden", recording))["parameters"]
    learned = {name: tuple(shape) for name, shape in json.loads(recorded.tobytes())}
    assert _published_shapes(config) == {
        name: shape for name, shape in learned.items() if not is_skipped(name, SKIPPED)
    }
    assert {name for name in learned if is_skipped(name, SKIPPED)} == {"bert.pooler.weight", "bert.pooler.bias"}


def _published_shapes(config: StyleTts2Config) -> dict[str, tuple[int, ...]]:
    """Without the singular vectors, which nothing learns."""
    parts = {part: shape for name, each in parameters(config).items() for part, shape in each.sources(name)[-1].items()}
    vectors = {
        f"{part.removesuffix('_orig')}_{side}" for part in parts if part.endswith("weight_orig") for side in "uv"
    }
    return {part: shape for part, shape in parts.items() if part not in vectors}


def test_style_encoders_widen_until_they_are_as_wide_as_the_model() -> None:
    table = parameters(replace(LIBRITTS, style_input=16))
    widths = [table[f"style_encoder.shared.{index}.conv2.weight"].shape[:2] for index in range(1, 5)]
    assert widths == [(32, 16), (32, 32), (32, 32), (32, 32)]
    assert [name for name in table if name.startswith("style_encoder.") and "conv1x1" in name] == [
        "style_encoder.shared.1.conv1x1.weight"
    ]


def test_no_reason_to_skip_applies_to_a_parameter() -> None:
    for config in TINY.values():
        names = {part for name, each in parameters(config).items() for way in each.sources(name) for part in way}
        assert not [name for name in names | set(parameters(config)) if is_skipped(name, SKIPPED)]


def test_every_reason_to_skip_applies_to_something(states: dict[Family, State]) -> None:
    names = [name for state in states.values() for name in state]
    assert not [pattern for pattern in SKIPPED if not any(fnmatchcase(name, pattern) for name in names)]
    assert all(SKIPPED.values())


@pytest.mark.parametrize("family", FAMILIES)
def test_every_parameter_of_the_table_is_there_in_its_shape(
    family: Family, states: dict[Family, State], tmp_path: Path
) -> None:
    tensors = _read(tmp_path, states[family], family)
    assert {name: tuple(tensor.shape) for name, tensor in tensors.items()} == {
        name: parameter.shape for name, parameter in parameters(TINY[family]).items()
    }
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float32}


def test_norms_are_folded(states: dict[Family, State], tmp_path: Path) -> None:
    state, tensors = states["libritts"], _read(tmp_path, states["libritts"])
    layer = "decoder.generator.ups.1"
    norms = torch.linalg.vector_norm(tensors[f"{layer}.weight"], dim=(1, 2), keepdim=True)
    assert torch.allclose(norms, state[f"{layer}.weight_g"])
    folded = tensors["style_encoder.shared.2.conv1.weight"]
    assert torch.linalg.matrix_norm(folded.flatten(1), 2).item() == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("family", FAMILIES)
def test_names_without_the_prefix_of_several_devices_are_read_as_well(
    family: Family, states: dict[Family, State], tmp_path: Path
) -> None:
    expected = _read(tmp_path, states[family], family)
    tensors = _read(tmp_path, states[family], family, prefix="")
    assert all(torch.equal(tensors[name], tensor) for name, tensor in expected.items())


def test_newer_names_of_weight_norm_are_read_as_well(states: dict[Family, State], tmp_path: Path) -> None:
    newer = {
        name.replace("weight_g", "parametrizations.weight.original0")
        if name.endswith("weight_g")
        else name.replace("weight_v", "parametrizations.weight.original1")
        if f"{name.removesuffix('_v')}_g" in states["ljspeech"]
        else name: tensor
        for name, tensor in states["ljspeech"].items()
    }
    expected = _read(tmp_path, states["ljspeech"], "ljspeech")
    tensors = _read(tmp_path, newer, "ljspeech")
    assert all(torch.equal(tensors[name], tensor) for name, tensor in expected.items())


def test_norms_that_kokoro_s_published_file_leaves_out_do_nothing(states: dict[Family, State], tmp_path: Path) -> None:
    assert not [name for name in states["kokoro"] if ".norm." in name]
    tensors = _read(tmp_path, states["kokoro"], "kokoro")
    assert (tensors[f"{NORM}.weight"] == 1).all()
    assert (tensors[f"{NORM}.bias"] == 0).all()
    norms = {name for name in tensors if any(fnmatchcase(name, pattern) for pattern in NEUTRAL)}
    assert norms == {name for name in tensors if ".norm." in name}


def test_norms_that_a_kokoro_has_are_kept(states: dict[Family, State], tmp_path: Path) -> None:
    gains = torch.rand(KOKORO.width + 2)
    tensors = _read(tmp_path, states["kokoro"] | {f"{NORM}.weight": gains}, "kokoro")
    assert torch.equal(tensors[f"{NORM}.weight"], gains)
    assert (tensors[f"{NORM}.bias"] == 0).all()


def test_norms_of_the_others_are_not_left_out(states: dict[Family, State], tmp_path: Path) -> None:
    name = "diffusion.diffusion.net.blocks.0.attention.norm.weight"
    without = {key: tensor for key, tensor in states["ljspeech"].items() if key != name}
    assert f"lacks {name}." in _refusal(tmp_path, without, "ljspeech")


@pytest.mark.parametrize("family", FAMILIES)
def test_a_missing_parameter_is_named(family: Family, states: dict[Family, State], tmp_path: Path) -> None:
    name = "predictor.text_encoder.lstms.1.fc.weight"
    without = {key: tensor for key, tensor in states[family].items() if key != name}
    assert f"lacks {name}." in _refusal(tmp_path, without, family)


def test_an_unknown_parameter_is_named_and_so_is_an_unknown_module(states: dict[Family, State], tmp_path: Path) -> None:
    extra = states["libritts"] | {"decoder.extra": torch.ones(1), "vocoder.weight": torch.ones(1)}
    assert "unknown decoder.extra, vocoder.weight." in _refusal(tmp_path, extra)


def test_a_parameter_of_another_shape_is_named_with_both(states: dict[Family, State], tmp_path: Path) -> None:
    wide = states["libritts"] | {"bert_encoder.bias": torch.ones(64)}
    assert "bert_encoder.bias has the shape (64,) instead of (32,)" in _refusal(tmp_path, wide)


def test_a_model_of_another_family_is_refused(states: dict[Family, State], tmp_path: Path) -> None:
    assert "lacks" in _refusal(tmp_path, states["ljspeech"], "libritts")
    assert "unknown" in _refusal(tmp_path, states["ljspeech"], "kokoro")


@pytest.mark.parametrize("content", [{}, [1], {"net": [1]}, {"net": {"bert": 5}}, {"model": {}, "step": 5}, "text"])
def test_a_file_of_something_else_is_refused(content: object, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "model.pth")
    with pytest.raises(VozesError, match="it holds no modules") as refused:
        read_tensors(tmp_path / "model.pth", LIBRITTS)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


def test_an_xtts_checkpoint_is_refused(tmp_path: Path) -> None:
    torch.save({"model": {"gpt.text_embedding.weight": torch.ones(2, 2)}}, tmp_path / "model.pth")
    with pytest.raises(VozesError, match="it lacks bert"):
        read_tensors(tmp_path / "model.pth", LIBRITTS)


class _Touch:
    def __init__(self, path: Path):
        self._path = path

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.touch, (self._path,)


@pytest.mark.parametrize("write", [torch.save, lambda content, path: path.write_bytes(pickle.dumps(content))])
def test_a_file_that_would_run_something_is_refused_and_not_run(write: Any, tmp_path: Path) -> None:
    marker = tmp_path / "ran"
    write({"net": {"bert": {"module.a": _Touch(marker)}}}, tmp_path / "model.pth")
    write(_Touch(marker), tmp_path / "pf_evil.pt")
    for read in (
        lambda: read_tensors(tmp_path / "model.pth", LIBRITTS),
        lambda: read_voice(tmp_path / "pf_evil.pt", KOKORO),
    ):
        with pytest.raises(VozesError) as refused:
            read()
        assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    assert not marker.exists()


def test_a_file_that_is_cut_short_is_refused(states: dict[Family, State], tmp_path: Path) -> None:
    path = tmp_path / "model.pth"
    write_model(path, states["ljspeech"], "ljspeech")
    path.write_bytes(path.read_bytes()[:100_000])
    with pytest.raises(VozesError, match=r"model\.pth is cut short"):
        read_tensors(path, LJSPEECH)


def test_progress_ends_at_the_whole(states: dict[Family, State], tmp_path: Path) -> None:
    seen: list[float] = []
    write_model(tmp_path / "model.pth", states["kokoro"], "kokoro")
    read_tensors(tmp_path / "model.pth", KOKORO, seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_a_voice_has_a_style_for_each_number_of_phonemes(tmp_path: Path) -> None:
    torch.save(pack("pf_dora", KOKORO).half(), tmp_path / "pf_dora.pt")
    styles = read_voice(tmp_path / "pf_dora.pt", KOKORO)
    assert torch.equal(styles, pack("pf_dora", KOKORO).half().float()[:, 0])
    assert tuple(styles.shape) == (510, 16)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (torch.ones(511, 1, 16), r"\(511, 1, 16\) instead of \(510, 1, 16\)"),
        (torch.ones(510, 1, 256), r"\(510, 1, 256\)"),
        (torch.ones(510, 16), r"\(510, 16\)"),
        (torch.ones(510, 1, 16).long(), "torch.int64"),
        (torch.full((510, 1, 16), float("nan")), "not finite"),
        ({"a": torch.ones(510, 1, 16)}, "not a tensor"),
    ],
)
def test_a_voice_of_another_shape_is_refused_and_named(content: object, named: str, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "pf_odd.pt")
    with pytest.raises(VozesError, match=rf"pf_odd\.pt .*{named}") as refused:
        read_voice(tmp_path / "pf_odd.pt", KOKORO)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


@pytest.mark.parametrize("family", FAMILIES)
def test_huge_dimensions_that_a_small_file_pretends_to_fill_are_refused_before_a_tensor_is_made(
    family: Family, tmp_path: Path
) -> None:
    huge = replace(TINY[family], width=16_384, style_width=16_384, symbols=65_536, style_most_channels=16_384)
    state = {
        part: torch.zeros(1).expand(shape)
        for name, parameter in parameters(huge).items()
        for part, shape in parameter.sources(name)[-1].items()
    }
    write_model(tmp_path / "model.pth", state, family)
    assert (tmp_path / "model.pth").stat().st_size < 2_000_000
    with pytest.raises(VozesError, match="its file is too small") as refused:
        read_tensors(tmp_path / "model.pth", huge)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


def test_a_model_whose_names_are_no_text_is_refused(tmp_path: Path) -> None:
    torch.save({"net": {"bert": {(1, 2): torch.ones(1)}}}, tmp_path / "model.pth")
    with pytest.raises(VozesError, match="no modules") as refused:
        read_tensors(tmp_path / "model.pth", LIBRITTS)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
