"""The made-up numbers are a definition: recorded outputs were computed with them, so they never change."""

import numpy as np
import pytest

from benchmarks.made_up_weights import fill, made_up


@pytest.mark.parametrize(
    ("name", "shape", "expected"),
    [
        ("gpt.mel_head.weight", (2, 3), [-1.1722139120101929, 0.733228862285614]),
        ("gpt.mel_head.bias", (2,), [0.0011824012035503983, -0.004539787769317627]),
        ("layer.weight", (2,), [1.0345100164413452, 1.0237257480621338]),
        ("bn.running_var", (2,), [1.1870638132095337, 1.0648798942565918]),
        ("bn.running_mean", (2,), [-0.027449604123830795, -0.037584107369184494]),
        ("up.weight_g", (2, 1, 1), [1.0168627500534058, 1.1680169105529785]),
        ("up.original0", (2, 1, 1), [1.093314290046692, 1.0511112213134766]),
        ("mel_stats", (2,), [3.6148643493652344, 3.2348718643188477]),
        ("x.conv_post.bias", (2,), [0.017449619248509407, -0.00586926843971014]),
        ("snake.alpha1.0", (1, 2), [-0.3842812776565552, 0.2655235230922699]),
        ("snake.alpha", (1, 2, 1), [1.1021831035614014, 1.088620662689209]),
        ("x.F0_proj.weight", (2, 1), [0.05646179988980293, 0.060602981597185135]),
        ("x.conv_post.original0", (2, 1), [0.052862972021102905, 0.05680886656045914]),
    ],
)
def test_the_numbers_are_what_they_were(name: str, shape: tuple[int, ...], expected: list[float]) -> None:
    values = fill(name, shape, 3)
    assert values.dtype == np.float32
    assert values.shape == shape
    assert values.ravel()[:2].tolist() == np.array(expected, np.float32).tolist()


def test_each_number_follows_from_name_shape_and_seed_alone() -> None:
    first = made_up([("a.weight", [2, 3]), ("b.weight", [2, 3])], 0)
    assert np.array_equal(first["b.weight"], fill("b.weight", (2, 3), 0))
    assert not np.array_equal(first["a.weight"], first["b.weight"])
    assert not np.array_equal(first["a.weight"], fill("a.weight", (2, 3), 1))
