"""Latents stretched piece by piece, as `torch.nn.functional.interpolate` stretches them at once."""

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from vozes.engines.xtts.network.stretching import Stretching

TO_FRAMES, TO_RATE = 4.0, 24000 / 22050
SPEEDS = (0.25, 0.7, 0.95, 1.0, 1.9, 4.0)


def stretching(speed: float) -> Stretching:
    return Stretching(TO_FRAMES, TO_RATE, speed=speed)


def some_latents(tokens: int, seed: int = 0) -> Tensor:
    return torch.randn(tokens, 3, generator=torch.Generator().manual_seed(seed))  # (tokens, 3)


def interpolated(latents: Tensor, speed: float) -> Tensor:
    x = latents.T[None]
    for factor in (1 / speed, TO_FRAMES, TO_RATE):
        x = F.interpolate(x, scale_factor=factor, mode="linear")
    return x[0].T


@pytest.mark.parametrize("speed", SPEEDS)
@pytest.mark.parametrize("tokens", [21, 40, 111])
def test_it_is_what_torch_interpolates(tokens: int, speed: float) -> None:
    latents = some_latents(tokens)
    expected = interpolated(latents, speed)
    stretched = stretching(speed).frames(latents, 0, 0, len(expected), tokens)
    assert stretching(speed).length(tokens) == len(expected)
    torch.testing.assert_close(stretched, expected, atol=3e-5, rtol=0)


@pytest.mark.parametrize("tokens", [1, 2, 3])
def test_the_shortest_utterances_are_too(tokens: int) -> None:
    """Of which torch leaves some as they are, since they would become no longer."""
    latents = some_latents(tokens)
    expected = interpolated(latents, 1.0)
    torch.testing.assert_close(stretching(1.0).frames(latents, 0, 0, len(expected), tokens), expected)


@pytest.mark.parametrize("speed", SPEEDS)
def test_nothing_drifts_in_a_long_utterance(speed: float) -> None:
    """Rows that count, so that a frame's value is its place: within a thousandth of a token after two minutes."""
    ramp = torch.arange(2500.0)[:, None]
    expected = interpolated(ramp, speed)
    stretched = stretching(speed).frames(ramp, 0, 0, len(expected), len(ramp))
    torch.testing.assert_close(stretched, expected, atol=1e-3, rtol=0)


@settings(deadline=None)
@given(tokens=st.integers(30, 90), speed=st.sampled_from(SPEEDS), data=st.data())
def test_a_piece_is_the_same_as_within_the_whole(tokens: int, speed: float, data: st.DataObject) -> None:
    latents, stretches = some_latents(tokens), stretching(speed)
    frames = stretches.length(tokens)
    first = data.draw(st.integers(0, frames - 1))
    last = data.draw(st.integers(first + 1, frames))
    origin = stretches.first_source(first)
    piece = stretches.frames(latents[origin:], origin, first, last, tokens)
    assert torch.equal(piece, stretches.frames(latents, 0, 0, frames, tokens)[first:last])


@settings(deadline=None)
@given(tokens=st.integers(0, 60), more=st.integers(0, 60), speed=st.sampled_from(SPEEDS))
def test_what_is_known_is_not_changed_by_what_follows(tokens: int, more: int, speed: float) -> None:
    latents, stretches = some_latents(tokens + more), stretching(speed)
    known = stretches.known(tokens)
    assert known <= stretches.length(tokens)
    if known:
        whole = stretches.frames(latents, 0, 0, known, tokens + more)
        assert torch.equal(stretches.frames(latents[:tokens], 0, 0, known, None), whole)


@settings(deadline=None)
@given(tokens=st.integers(20, 60), speed=st.sampled_from(SPEEDS))
def test_all_that_can_be_known_is(tokens: int, speed: float) -> None:
    """The next frame depends on what is still to come, or on whether anything is."""
    stretches = stretching(speed)
    known = stretches.known(tokens)
    latents = some_latents(2 * tokens)
    ends = latents[:tokens]
    goes_on_otherwise = torch.cat((ends, some_latents(tokens, seed=1)))
    if known < stretches.length(tokens):
        one, *others = (stretches.frames(x, 0, known, known + 1, len(x)) for x in (latents, ends, goes_on_otherwise))
        assert not all(torch.equal(one, other) for other in others)
