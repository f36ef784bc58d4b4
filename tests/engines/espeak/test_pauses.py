"""Lines that end without a mark are heard as lines."""

import numpy as np
import pytest

from tests.engines.espeak.conftest import Speak, samples_of

_A_PAUSE = 0.15
"""Seconds of silence; between words of one clause there are less than 0.06."""
_FRAME = 221
"""Samples of 10 ms."""


def silences(speak: Speak, text: str) -> list[float]:
    """How long it is silent inside a text, in seconds, the longest first."""
    samples = samples_of(speak(text))
    frames = samples[: len(samples) // _FRAME * _FRAME].reshape(-1, _FRAME)
    loud = np.flatnonzero(np.abs(frames).max(axis=1) > 0.01)
    return sorted(((np.diff(loud) - 1) * 0.01).tolist(), reverse=True)


@pytest.mark.parametrize(
    "lines",
    [
        "Arroz integral\nFeijão preto\nMacarrão",
        "- arroz integral\n- feijão preto\n- macarrão",
        "• arroz integral\n• feijão preto\n• macarrão",
        "1. arroz integral\n2. feijão preto\n3. macarrão",
        "a) arroz integral\nb) feijão preto\nc) macarrão",
        "arroz integral\n\nfeijão preto\n\nmacarrão",
        "Arroz integral\r\nFeijão preto\r\nMacarrão",
    ],
)
def test_the_lines_of_a_list_without_full_stops_are_parted_by_pauses(speak: Speak, lines: str) -> None:
    assert silences(speak, lines)[1] > _A_PAUSE


def test_a_wrapped_line_is_followed_by_no_pause(speak: Speak) -> None:
    assert silences(speak, "O arroz integral com\no feijão preto")[0] < _A_PAUSE
