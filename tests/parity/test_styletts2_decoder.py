"""Prosody and wave of the StyleTTS 2 family are what the reference computed, from what it had at each step."""

import pytest

from benchmarks.parity.comparison import Comparison
from benchmarks.parity.recording import Recording
from benchmarks.parity.styletts2 import build, compare_kokoro, compare_prosody, compare_wave
from tests.shared import shared_file
from vozes.engines.styletts2.network.model import StyleTts2Model

pytestmark = pytest.mark.usefixtures("one_thread")

Recorded = tuple[Recording, StyleTts2Model]


def golden(name: str) -> Recording:
    return Recording(shared_file("reference", "golden", f"{name}_tiny.npz"))


@pytest.fixture(scope="module", params=["styletts2", "styletts2_istftnet"])
def recorded(request: pytest.FixtureRequest) -> Recorded:
    recording = golden(request.param)
    return recording, build(recording)


def missed(comparisons: list[Comparison]) -> list[Comparison]:
    assert comparisons
    return [each for each in comparisons if not each.met]


def test_the_same_durations_pitch_and_energy(recorded: Recorded) -> None:
    assert missed(list(compare_prosody(*recorded))) == []


def test_the_same_wave(recorded: Recorded) -> None:
    assert missed(list(compare_wave(*recorded))) == []


def test_the_same_frames_and_wave_of_kokoro_at_both_speeds() -> None:
    comparisons = list(compare_kokoro(golden("kokoro"), None))

    assert missed(comparisons) == []
    assert len(comparisons) == 4
