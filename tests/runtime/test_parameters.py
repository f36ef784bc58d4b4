"""A table says in which ways a published file may hold each of its parameters."""

import pytest
from torch import nn

from vozes.runtime.parameters import Form, Parameter, is_skipped, shapes_of, table_of


def test_a_plain_parameter_is_there_under_its_own_name() -> None:
    assert Parameter((2, 3)).sources("a.weight") == ({"a.weight": (2, 3)},)


def test_a_turned_weight_is_in_and_out_in_the_file() -> None:
    assert Parameter((2, 3), Form.TRANSPOSED).sources("a.weight") == ({"a.weight": (3, 2)},)


def test_weight_norm_has_two_names_for_each_of_its_parts() -> None:
    newer, older = Parameter((4, 3, 7), Form.WEIGHT_NORM).sources("a.weight")
    assert newer == {"a.parametrizations.weight.original0": (4, 1, 1), "a.parametrizations.weight.original1": (4, 3, 7)}
    assert older == {"a.weight_g": (4, 1, 1), "a.weight_v": (4, 3, 7)}


def test_spectral_norm_keeps_a_vector_for_each_side_of_the_weight() -> None:
    (parts,) = Parameter((4, 3, 5, 5), Form.SPECTRAL_NORM).sources("a.weight")
    assert parts == {"a.weight_orig": (4, 3, 5, 5), "a.weight_u": (4,), "a.weight_v": (75,)}


def test_shapes_are_those_of_a_network_that_is_built_without_memory() -> None:
    built: list[nn.Module] = []

    def build() -> nn.Module:
        built.append(nn.Sequential(nn.Linear(3, 4), nn.GELU(), nn.ConvTranspose1d(8, 4, 6, bias=False)))
        return built[0]

    expected = {"a.0.weight": (4, 3), "a.0.bias": (4,), "a.2.weight": (8, 4, 6)}
    assert dict(shapes_of("a.", build)) == expected
    assert all(parameter.is_meta for parameter in built[0].parameters())


def test_the_first_pattern_that_matches_says_in_which_form_a_parameter_is_published() -> None:
    shapes = {"a.weight": (2, 3), "b.weight": (2, 3), "b.bias": (2,)}
    table = table_of(shapes.items(), {"a.*": Form.TRANSPOSED, "*.weight": Form.WEIGHT_NORM})
    assert table == {
        "a.weight": Parameter((2, 3), Form.TRANSPOSED),
        "b.weight": Parameter((2, 3), Form.WEIGHT_NORM),
        "b.bias": Parameter((2,)),
    }


@pytest.mark.parametrize(
    ("name", "skipped"), [("dvae.a.b", True), ("a.dvae.b", False), ("x.steps", True), ("X", False)]
)
def test_what_matches_a_pattern_is_skipped(name: str, skipped: bool) -> None:
    assert is_skipped(name, ["dvae.*", "*.steps", "x"]) is skipped
