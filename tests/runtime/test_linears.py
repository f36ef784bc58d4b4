"""Every kind of linear layer computes what its weights say."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from vozes.runtime.cpu import has_vnni
from vozes.runtime.linears import Arithmetic, Int8, Linears

WIDTH, OUT, ROWS = 256, 384, 5


def tensors(*, quantized: bool) -> dict[str, Tensor]:
    random = torch.Generator().manual_seed(3)

    def normal(*shape: int) -> Tensor:
        return torch.randn(*shape, generator=random)

    weight = normal(OUT, WIDTH) / WIDTH**0.5
    made = {
        "norm.weight": 1 + 0.1 * normal(WIDTH),
        "norm.bias": 0.1 * normal(WIDTH),
        "linear.weight": weight,
        "linear.bias": 0.1 * normal(OUT),
    }
    if quantized:
        scale = weight.abs().amax(1) / 127
        made |= {"linear.weight": (weight / scale[:, None]).round().to(torch.int8), "linear.weight.scale": scale}
    return made


def arithmetic(kind: str) -> Arithmetic:
    int8 = {"dense": None, "vnni": Int8.VNNI, "packed": Int8.PACKED}[kind]
    return Arithmetic(torch.device("cpu"), torch.float32, int8)


def exact_weight(made: dict[str, Tensor]) -> Tensor:
    weight = made["linear.weight"].double()
    return weight * made["linear.weight.scale"].double()[:, None] if "linear.weight.scale" in made else weight


def relative_error(got: Tensor, expected: Tensor) -> float:
    return float((got - expected).norm() / expected.norm())


BOUNDS = {"dense": 1e-6, "vnni": 1e-3, "packed": 1e-2}
"""Beside the rounding of the weights themselves: activations in 16 bits, and in bfloat16."""


@pytest.fixture(params=BOUNDS)
def kind(request: pytest.FixtureRequest) -> str:
    if request.param == "vnni" and not has_vnni():
        pytest.skip("this processor has no VNNI")
    return str(request.param)


def test_a_norm_with_a_linear_layer_is_the_two_in_a_row(kind: str) -> None:
    made = tensors(quantized=kind != "dense")
    x = 3 * torch.randn(ROWS, WIDTH) + 1
    normed = F.layer_norm(x, (WIDTH,), made["norm.weight"], made["norm.bias"]).double()
    got = Linears(made, arithmetic(kind)).normed("norm.", "linear.")(x)
    assert relative_error(got, normed @ exact_weight(made).T + made["linear.bias"]) < BOUNDS[kind]


def test_a_residual_layer_adds_to_what_was_there(kind: str) -> None:
    made = tensors(quantized=kind != "dense")
    x = torch.randn(ROWS, WIDTH) * torch.tensor([[0.001], [1], [50], [1], [1]])
    residual = torch.randn(ROWS, OUT)
    got = Linears(made, arithmetic(kind)).residual("linear.")(x, residual)
    expected = residual + x.double() @ exact_weight(made).T + made["linear.bias"]
    for row in range(ROWS):
        assert relative_error(got[row], expected[row]) < BOUNDS[kind]


def test_a_row_does_not_depend_on_its_neighbours(kind: str) -> None:
    layer = Linears(tensors(quantized=kind != "dense"), arithmetic(kind)).residual("linear.")
    x, residual = torch.randn(ROWS, WIDTH), torch.randn(ROWS, OUT)
    x[0] *= 1000
    assert torch.allclose(layer(x, residual)[1:], layer(x[1:], residual[1:]), atol=1e-5)


def test_nothing_in_gives_the_bias(kind: str) -> None:
    made = tensors(quantized=kind != "dense")
    got = Linears(made, arithmetic(kind)).residual("linear.")(torch.zeros(1, WIDTH), torch.zeros(1, OUT))
    assert torch.allclose(got[0], made["linear.bias"], atol=1e-6)


def test_an_activation_that_dwarfs_the_others_is_not_cut_off() -> None:
    if not has_vnni():
        pytest.skip("this processor has no VNNI")
    made = tensors(quantized=True)
    x = torch.zeros(1, WIDTH)
    x[0, 7] = 1e4  # the layer norm makes of it the largest value that it can give
    normed = F.layer_norm(x, (WIDTH,), made["norm.weight"], made["norm.bias"]).double()
    got = Linears(made, arithmetic("vnni")).normed("norm.", "linear.")(x)
    assert relative_error(got, normed @ exact_weight(made).T + made["linear.bias"]) < BOUNDS["vnni"]
