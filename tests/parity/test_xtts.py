"""XTTS v2 computes what the reference computed, from what the reference had at each step and from our own."""

import pytest

from benchmarks.parity.comparison import Comparison
from benchmarks.parity.recording import Recording
from benchmarks.parity.xtts import (
    Runtime,
    build,
    compare_chain,
    compare_speech,
    compare_tokens,
    compare_voice,
    own_voice,
)
from tests.shared import shared_file
from vozes.engines.xtts.voice import XttsVoice

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module")
def recording() -> Recording:
    return Recording(shared_file("reference", "golden", "xtts_tiny.npz"))


@pytest.fixture(scope="module")
def runtime(recording: Recording) -> Runtime:
    return build(recording)


@pytest.fixture(scope="module")
def voice(recording: Recording, runtime: Runtime) -> XttsVoice:
    return own_voice(recording, runtime)


def missed(comparisons: list[Comparison]) -> list[Comparison]:
    assert comparisons
    return [each for each in comparisons if not each.met]


def test_the_same_tokens_for_every_recorded_language(recording: Recording) -> None:
    comparisons = list(compare_tokens(recording, shared_file("reference", "xtts_vocab.json")))

    assert missed(comparisons) == []
    assert len(comparisons) == len(recording.json("tokenizer"))


def test_the_same_voice_of_a_recording(recording: Recording, voice: XttsVoice) -> None:
    assert missed(list(compare_voice(recording, voice))) == []


def test_the_same_tokens_latents_and_wave_from_what_the_reference_had(recording: Recording, runtime: Runtime) -> None:
    assert missed(list(compare_speech(recording, runtime))) == []


def test_the_same_tokens_latents_and_wave_from_our_own(
    recording: Recording, runtime: Runtime, voice: XttsVoice
) -> None:
    assert missed(list(compare_chain(recording, runtime, voice))) == []
