"""Whatever a checkpoint's layout, the same weights come out of it; whatever is wrong with it is named."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.engines.xtts.checkpoints import SPEAKERS, TINY, Layout, speakers, state_dict, write_model
from vozes.engines.xtts.checkpoint.checkpoint import Precision, converted_names, quantize, read_speakers, read_tensors
from vozes.engines.xtts.checkpoint.parameters import is_quantized, parameters
from vozes.engines.xtts.network import hifigan, speaker_encoder
from vozes.errors import ErrorCode, VozesError

State = dict[str, Tensor]
Reader = Callable[..., State]
UPSAMPLING = "hifigan_decoder.waveform_decoder.ups.1"
LINEAR = "gpt.gpt.h.1.mlp.c_fc.weight"


@pytest.fixture(scope="module", autouse=True)
def small_architecture() -> Iterator[None]:
    """A vocoder and a speaker encoder of a few thousand weights, since nothing here runs them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hifigan, "_INITIAL_CHANNELS", 32)
        patch.setattr(speaker_encoder, "_CHANNELS", (8, 8, 16, 16))
        yield


@pytest.fixture(scope="module")
def published(small_architecture: None) -> State:
    return state_dict(TINY, 0)


def _renamed(state: State, layout: Layout) -> State:
    """The published tensors under a layout's names, with what else it holds."""
    if layout == "fine_tuned":
        return {f"xtts.{name}": tensor for name, tensor in state.items()} | {"dvae.codebook.embed": torch.ones(2)}
    old = {"original0": "weight_g", "original1": "weight_v"}
    renamed = {}
    for name, tensor in state.items():
        part = name.rpartition(".")[2]
        renamed[name.replace(f"parametrizations.weight.{part}", old[part]) if part in old else name] = tensor
    return renamed | {"gpt.gpt.wte.weight": state["gpt.mel_embedding.weight"]}


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def read(state: State, precision: Precision = "float32") -> State:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.model.pth"  # what was read is mapped in its file
        write_model(path, state)
        return read_tensors(path, TINY, precision)

    return read


def _refusal(read: Reader, state: Mapping[str, object]) -> str:
    with pytest.raises(VozesError, match=r"model\.pth") as refused:
        read(state)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
    return refused.value.message


def test_every_parameter_of_the_table_is_there_in_its_shape(published: State, read: Reader) -> None:
    tensors = read(published)
    assert {name: tuple(tensor.shape) for name, tensor in tensors.items()} == {
        name: parameter.shape for name, parameter in parameters(TINY).items()
    }
    assert {tensor.dtype for tensor in tensors.values()} == {torch.float32}


def test_weight_norm_is_folded_as_torch_computes_it(published: State, read: Reader) -> None:
    module = torch.nn.utils.parametrizations.weight_norm(torch.nn.ConvTranspose1d(16, 8, 16))
    prefix = f"{UPSAMPLING}."
    module.load_state_dict(
        {name.removeprefix(prefix): published[name] for name in published if name.startswith(prefix)}
    )
    folded = read(published)[f"{UPSAMPLING}.weight"]
    assert torch.allclose(folded, module.weight, rtol=0, atol=1e-6)


def test_gpt_2_s_linear_weights_are_turned(published: State, read: Reader) -> None:
    assert torch.equal(read(published)[LINEAR], published[LINEAR].t())


@pytest.mark.parametrize("layout", ["old", "fine_tuned"])
def test_other_layouts_of_the_same_weights_give_the_same(layout: Layout, published: State, read: Reader) -> None:
    expected = read(published)
    tensors = read(_renamed(published, layout))
    assert tensors.keys() == expected.keys()
    assert all(torch.equal(tensors[name], tensor) for name, tensor in expected.items())


def test_the_layouts_that_the_tests_write_are_all_read(tmp_path: Path) -> None:
    layouts: tuple[Layout, ...] = ("old", "fine_tuned")
    for layout in layouts:
        write_model(tmp_path / "model.pth", state_dict(TINY, 1, layout), layout)
        assert len(read_tensors(tmp_path / "model.pth", TINY, "float32")) == len(parameters(TINY))


def test_half_precision_comes_out_as_float32(published: State, read: Reader) -> None:
    tensors = read(published | {"mel_stats": published["mel_stats"].half()})
    assert torch.equal(tensors["mel_stats"], published["mel_stats"].half().float())


def test_a_missing_parameter_is_named(published: State, read: Reader) -> None:
    without = {name: tensor for name, tensor in published.items() if name != LINEAR}
    assert f"lacks {LINEAR}." in _refusal(read, without)


def test_half_of_a_weight_norm_is_named_as_it_would_stand_in_the_file(published: State, read: Reader) -> None:
    old = _renamed(published, "old")
    del old[f"{UPSAMPLING}.weight_v"]
    assert f"lacks {UPSAMPLING}.weight_v." in _refusal(read, old)


def test_an_unknown_parameter_is_named(published: State, read: Reader) -> None:
    assert "unknown gpt.extra.weight." in _refusal(read, published | {"gpt.extra.weight": torch.ones(1)})


def test_a_parameter_of_another_shape_is_named_with_both(published: State, read: Reader) -> None:
    message = _refusal(read, published | {LINEAR: published[LINEAR].t().contiguous()})
    assert f"{LINEAR} has the shape (256, 64) instead of (64, 256)" in message


def test_a_parameter_that_is_no_tensor_of_numbers_is_named(published: State, read: Reader) -> None:
    assert "mel_stats is of the type torch.int64" in _refusal(read, published | {"mel_stats": torch.ones(80).long()})
    assert "mel_stats" in _refusal(read, published | {"mel_stats": "text"})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_parameter_that_is_not_finite_is_named(value: float, published: State, read: Reader) -> None:
    weight = published[LINEAR].clone()
    weight[3, 4] = value
    assert f"{LINEAR} has values that are not finite" in _refusal(read, published | {LINEAR: weight})


def test_a_direction_of_zeros_is_named(published: State, read: Reader) -> None:
    name = f"{UPSAMPLING}.parametrizations.weight.original1"
    assert f"{UPSAMPLING}.weight has values" in _refusal(read, published | {name: torch.zeros_like(published[name])})


def test_only_so_many_are_named(read: Reader) -> None:
    message = _refusal(read, {})
    assert message.endswith(f"and {len(_published_names()) - 8} more.")


def test_huge_dimensions_that_a_small_file_pretends_to_fill_are_refused_before_a_tensor_is_made(
    tmp_path: Path,
) -> None:
    huge = replace(TINY, width=16_384, decoder_input_width=16_384, layers=100)
    state = {
        part: torch.zeros(1).expand(shape)
        for name, parameter in parameters(huge).items()
        for part, shape in parameter.sources(name)[-1].items()
    }
    write_model(tmp_path / "model.pth", state)
    assert (tmp_path / "model.pth").stat().st_size < 2_000_000
    with pytest.raises(VozesError, match="its file is too small") as refused:
        read_tensors(tmp_path / "model.pth", huge, "float32")
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT


def _published_names() -> set[str]:
    return {part for name, parameter in parameters(TINY).items() for part in parameter.sources(name)[0]}


@pytest.mark.parametrize("content", [{}, {"model": [1]}, {"model": {5: torch.ones(1)}}, [1, 2]])
def test_a_file_of_something_else_is_refused(content: object, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "model.pth")
    with pytest.raises(VozesError, match="no parameters"):
        read_tensors(tmp_path / "model.pth", TINY, "float32")


def test_int8_keeps_each_weight_within_half_a_step(published: State, read: Reader) -> None:
    exact, rounded = read(published), read(published, "int8")
    assert set(rounded) == converted_names(TINY, "int8")
    for name, parameter in parameters(TINY).items():
        if is_quantized(parameter):
            scale = rounded[f"{name}.scale"]
            assert (rounded[name].dtype, scale.dtype, scale.shape) == (torch.int8, torch.float32, exact[name].shape[:1])
            error = (rounded[name] * scale[:, None] - exact[name]).abs()
            assert (error <= 0.5001 * scale[:, None]).all()
        else:
            assert torch.equal(rounded[name], exact[name])


def test_rounding_is_symmetric_to_the_even_neighbour() -> None:
    weight, scale = quantize(torch.tensor([[127.0, -127.0, 0.5, 1.5, 2.5, -2.5], [0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]))
    assert weight.tolist() == [[127, -127, 0, 2, 2, -2], [0, 0, 0, 0, 0, 0]]
    assert scale[0] == 1
    assert scale[1] > 0


def test_progress_ends_at_the_whole(published: State, tmp_path: Path) -> None:
    seen: list[float] = []
    write_model(tmp_path / "model.pth", published)
    read_tensors(tmp_path / "model.pth", TINY, "float32", seen.append)
    assert seen == sorted(seen)
    assert seen[-1] == 1


def test_speakers_keep_their_names_order_and_tensors(tmp_path: Path) -> None:
    torch.save(speakers(TINY, 0), tmp_path / "speakers_xtts.pth")
    voices = read_speakers(tmp_path / "speakers_xtts.pth", TINY)
    assert tuple(voices) == SPEAKERS
    for name, expected in speakers(TINY, 0).items():
        assert torch.equal(voices[name].latents, expected["gpt_cond_latent"])
        assert torch.equal(voices[name].speaker, expected["speaker_embedding"])


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ({}, "no speakers"),
        ([1], "no speakers"),
        ({"Ana": torch.ones(1)}, "'Ana'"),
        ({"Ana": {"gpt_cond_latent": torch.ones(1, 32, 64)}}, "speaker_embedding of 'Ana'"),
        ({"Ana": {"gpt_cond_latent": torch.ones(1, 32, 1024)}}, "gpt_cond_latent of 'Ana' has the shape"),
    ],
)
def test_speakers_of_another_model_are_refused(content: object, named: str, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "speakers_xtts.pth")
    with pytest.raises(VozesError, match=named) as refused:
        read_speakers(tmp_path / "speakers_xtts.pth", TINY)
    assert refused.value.code is ErrorCode.INVALID_CHECKPOINT
