"""Whatever form a published parameter has, the same weight comes out; whatever is wrong with the file is named."""

from collections.abc import Mapping

import pytest
import torch
from torch import Tensor, nn

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.parameters import Form, Parameter
from vozes.runtime.published import fold_spectral_norm, fold_weight_norm, read_parameters

TABLE = {
    "plain": Parameter((2,)),
    "turned.weight": Parameter((2, 3), Form.TRANSPOSED),
    "magnitude.weight": Parameter((4, 2, 3), Form.WEIGHT_NORM),
    "spectral.weight": Parameter((4, 2, 3, 3), Form.SPECTRAL_NORM),
}


def _refuse(problem: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_CHECKPOINT, problem)


def _state() -> dict[str, Tensor]:
    torch.manual_seed(0)
    shapes = [shapes for name, parameter in TABLE.items() for shapes in parameter.sources(name)[-1:]]
    return {name: torch.randn(shape) for part in shapes for name, shape in part.items()}


def _read(state: Mapping[str, object]) -> dict[str, Tensor]:
    return dict(read_parameters(state, TABLE, ["training.*"], 1000, _refuse))


def _refusal(state: Mapping[str, object]) -> str:
    with pytest.raises(VozesError) as refused:
        _read(state)
    return refused.value.message


def test_every_parameter_is_there_in_its_shape_and_order() -> None:
    tensors = _read(_state())
    assert [(name, tuple(tensor.shape)) for name, tensor in tensors.items()] == [
        (name, parameter.shape) for name, parameter in TABLE.items()
    ]


def test_a_turned_weight_is_turned_back() -> None:
    state = _state()
    assert torch.equal(_read(state)["turned.weight"], state["turned.weight"].t())


@pytest.mark.parametrize("convolution", [nn.Conv1d(3, 4, 5), nn.ConvTranspose1d(3, 4, 6)])
def test_weight_norm_is_folded_as_torch_computes_it(convolution: nn.Module) -> None:
    module = nn.utils.parametrizations.weight_norm(convolution)
    state = {name: tensor.detach() * 1.5 for name, tensor in module.state_dict().items()}
    module.load_state_dict(state)
    prefix = "parametrizations.weight.original"
    folded = fold_weight_norm(state[f"{prefix}0"], state[f"{prefix}1"])
    assert torch.allclose(folded, module.weight, rtol=0, atol=1e-6)


def test_both_spellings_of_weight_norm_give_the_same() -> None:
    older = _state()
    newer = {
        name.replace("weight_g", "parametrizations.weight.original0").replace(
            "magnitude.weight_v", "magnitude.parametrizations.weight.original1"
        ): tensor
        for name, tensor in older.items()
    }
    assert newer.keys() != older.keys()
    assert torch.equal(_read(newer)["magnitude.weight"], _read(older)["magnitude.weight"])


def test_spectral_norm_is_folded_as_torch_computes_it_in_evaluation() -> None:
    torch.manual_seed(0)
    module = nn.utils.spectral_norm(nn.Conv2d(3, 4, 3)).eval()
    state = module.state_dict()
    state["weight_u"], state["weight_v"] = (
        torch.randn(4),
        torch.randn(27),
    )  # as training left them, not as they should be
    module.load_state_dict(state)
    x = torch.randn(1, 3, 8, 8)
    weight = fold_spectral_norm(state["weight_orig"], state["weight_u"], state["weight_v"])
    assert torch.allclose(nn.functional.conv2d(x, weight, state["bias"]), module(x), rtol=0, atol=1e-6)


def test_half_precision_comes_out_as_float32() -> None:
    state = _state() | {"plain": torch.tensor([0.1, 0.2]).half()}
    assert torch.equal(_read(state)["plain"], torch.tensor([0.1, 0.2]).half().float())


def test_what_is_skipped_does_not_matter_whatever_it_is() -> None:
    assert _read(_state() | {"training.step": "text"}).keys() == TABLE.keys()


def test_a_missing_parameter_is_named() -> None:
    state = _state()
    del state["plain"]
    assert _refusal(state) == "it lacks plain"


def test_half_of_a_norm_is_named_as_it_would_stand_in_the_file() -> None:
    state = _state()
    del state["magnitude.weight_g"], state["spectral.weight_u"]
    assert _refusal(state) == "it lacks magnitude.weight_g, spectral.weight_u"


def test_an_unknown_parameter_is_named() -> None:
    assert _refusal(_state() | {"extra": torch.ones(1)}) == "it has the unknown extra"


def test_a_parameter_of_another_shape_is_named_with_both() -> None:
    state = _state() | {"spectral.weight_v": torch.ones(5)}
    assert _refusal(state) == "spectral.weight_v has the shape (5,) instead of (18,)"


def test_a_parameter_that_is_no_tensor_of_numbers_is_named() -> None:
    assert "plain is of the type torch.int64" in _refusal(_state() | {"plain": torch.ones(2).long()})
    assert "plain is missing or not a tensor" in _refusal({**_state(), "plain": "text"})


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_parameter_that_is_not_finite_is_named(value: float) -> None:
    state = _state()
    state["turned.weight"][1, 1] = value
    assert _refusal(state) == "turned.weight has values that are not finite numbers"


@pytest.mark.parametrize("name", ["magnitude.weight_v", "spectral.weight_u"])
def test_a_norm_that_divides_by_nothing_is_named(name: str) -> None:
    state = _state()
    state[name].zero_()
    assert f"{name.partition('.')[0]}.weight has values that are not finite" in _refusal(state)


def test_only_so_many_are_named() -> None:
    extra = {f"extra.{index:02}": torch.ones(1) for index in range(10)}
    assert _refusal(_state() | extra).endswith("extra.07 and 2 more")


def test_numbers_that_repeat_without_taking_room_are_refused_before_a_tensor_is_made() -> None:
    table = {"huge": Parameter((10**6, 10**6))}
    state = {"huge": torch.zeros(1).expand(10**6, 10**6)}
    with pytest.raises(VozesError, match=r"would have 1,000,000,000,000 numbers"):
        dict(read_parameters(state, table, [], 1000, _refuse))


def test_a_long_name_is_shortened_in_the_error() -> None:
    assert len(_refusal(_state() | {"x" * 100_000: torch.ones(1)})) < 200
