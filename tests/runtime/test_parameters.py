"""A table says in which ways a published file may hold each of its parameters."""

import pytest

from vozes.runtime.parameters import Form, Parameter, is_skipped, layer, upsampling


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


def test_a_layer_has_a_bias_for_each_of_its_outputs_unless_it_has_none() -> None:
    assert dict(layer("a", 4, 3)) == {"a.weight": Parameter((4, 3)), "a.bias": Parameter((4,))}
    assert set(dict(layer("a", 4, 3, bias=False))) == {"a.weight"}


def test_a_transposed_convolution_s_bias_is_for_its_second_dimension() -> None:
    assert dict(upsampling("a", 8, 4, 6))["a.weight"] == Parameter((8, 4, 6), Form.WEIGHT_NORM)
    assert dict(upsampling("a", 8, 4, 6))["a.bias"] == Parameter((4,))


@pytest.mark.parametrize(
    ("name", "skipped"), [("dvae.a.b", True), ("a.dvae.b", False), ("x.steps", True), ("X", False)]
)
def test_what_matches_a_pattern_is_skipped(name: str, skipped: bool) -> None:
    assert is_skipped(name, ["dvae.*", "*.steps", "x"]) is skipped
