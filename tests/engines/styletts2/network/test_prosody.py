"""From a text's encoding and a style to durations, and from frames to pitch and energy."""

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from tests.engines.styletts2.checkpoints import TINY
from tests.engines.styletts2.made_up import filled, numbers
from vozes.engines.styletts2.checkpoint.parameters import parameters
from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.network.adain import Affines, StyleProjection
from vozes.engines.styletts2.network.prosody import ProsodyPredictor, frame_tokens, whole_frames

pytestmark = pytest.mark.usefixtures("one_thread")

Predicting = tuple[ProsodyPredictor, StyleProjection]

CONFIG = TINY["libritts"]
TOKENS, FRAMES = 11, 20


@pytest.fixture(scope="module")
def predicting() -> Predicting:
    return filled(ProsodyPredictor, "libritts", "predictor.")


def some_style(seed: int = 0) -> Tensor:
    return numbers(CONFIG.style_width, seed=seed)


def durations(predicting: Predicting, encoding: Tensor, style: Tensor) -> tuple[Tensor, Tensor]:
    predictor, projection = predicting
    return predictor.durations(encoding, style, projection(style))


def test_durations_are_within_the_longest_that_a_phoneme_may_take(predicting: Predicting) -> None:
    frames, spoken = durations(predicting, numbers(TOKENS, CONFIG.width), some_style())

    assert frames.shape == (TOKENS,)
    assert ((frames > 0) & (frames < CONFIG.max_duration)).all()
    assert spoken.shape == (TOKENS, CONFIG.width + CONFIG.style_width)


def test_the_style_is_beside_what_is_spoken(predicting: Predicting) -> None:
    _, spoken = durations(predicting, numbers(TOKENS, CONFIG.width), some_style())

    assert torch.equal(spoken[:, CONFIG.width :], some_style().expand(TOKENS, -1))


def test_another_style_takes_another_time(predicting: Predicting) -> None:
    encoding = numbers(TOKENS, CONFIG.width)

    one, other = (durations(predicting, encoding, some_style(seed))[0] for seed in (0, 1))

    assert (one - other).abs().max() > 0.1


def test_each_norm_in_the_duration_encoder_follows_the_style(predicting: Predicting) -> None:
    """The last one's output is seen whole."""
    predictor, projection = predicting
    style, encoding = some_style(), numbers(TOKENS, CONFIG.width)
    affines = projection(style)
    lstm, norm = predictor.text_encoder.lstms[-2:]
    inputs: list[Tensor] = []
    hook = lstm.register_forward_hook(lambda module, given, made: inputs.append(made))

    _, spoken = predictor.durations(encoding, style, affines)

    hook.remove()
    normal = F.layer_norm(inputs[0], (CONFIG.width,))
    expected = normal * affines[norm].scale + affines[norm].shift
    torch.testing.assert_close(spoken[:, : CONFIG.width], expected, atol=1e-5, rtol=0)


def curves(predicting: Predicting, frames: Tensor, affines: Affines | None = None) -> tuple[Tensor, Tensor]:
    predictor, projection = predicting
    return predictor.curves(frames, affines or projection(some_style()))


def test_pitch_and_energy_have_two_values_for_each_frame(predicting: Predicting) -> None:
    pitch, energy = curves(predicting, numbers(FRAMES, CONFIG.width + CONFIG.style_width))

    assert pitch.shape == energy.shape == (2 * FRAMES,)
    assert not torch.equal(pitch, energy)


def test_another_style_has_another_melody(predicting: Predicting) -> None:
    frames = numbers(FRAMES, CONFIG.width + CONFIG.style_width)

    (pitch, energy), (other_pitch, other_energy) = (
        curves(predicting, frames, predicting[1](some_style(seed))) for seed in (0, 1)
    )

    assert (pitch - other_pitch).abs().max() > 1e-3
    assert (energy - other_energy).abs().max() > 1e-2


def test_a_phoneme_takes_whole_frames_and_at_least_one() -> None:
    assert whole_frames(torch.tensor([0.1, 1.4, 1.6, 7.0])).tolist() == [1, 1, 2, 7]


def test_speed_divides_durations_before_they_are_rounded() -> None:
    assert whole_frames(torch.tensor([1.4, 2.4, 10.0]), speed=2).tolist() == [1, 1, 5]
    assert whole_frames(torch.tensor([1.4, 2.4, 10.0]), speed=0.5).tolist() == [3, 5, 20]


def test_each_frame_belongs_to_a_token_as_long_as_that_takes() -> None:
    assert frame_tokens(torch.tensor([2, 1, 3]), late=False).tolist() == [0, 0, 1, 2, 2, 2]


def test_late_frames_are_as_many_and_the_first_token_s_last_longer() -> None:
    assert frame_tokens(torch.tensor([2, 1, 3]), late=True).tolist() == [0, 0, 0, 1, 2, 2]
    assert frame_tokens(torch.tensor([1]), late=True).tolist() == [0]


@pytest.mark.parametrize("family", TINY)
def test_parameters_are_named_and_shaped_as_in_the_table(family: Family) -> None:
    table = {name: row.shape for name, row in parameters(TINY[family]).items() if name.startswith("predictor.")}
    with torch.device("meta"):
        network = ProsodyPredictor(TINY[family])

    ours = {f"predictor.{name}": tuple(tensor.shape) for name, tensor in network.state_dict().items()}

    assert ours == {name: shape for name, shape in table.items() if ".norm." not in name}
