import numpy as np
import pytest

from tests.audio.sounds import tone
from vozes.audio.recording import Recording
from vozes.errors import ErrorCode, VozesError
from vozes.types import Samples


@pytest.mark.parametrize(
    ("samples", "message"),
    [
        (np.zeros(0, np.float32), "no sound at all"),
        (np.full(2 * 8000, 0.3, np.float32), "no sound at all"),
        (tone(2.0, 8000, level=0.0005), "its peak is -66 dBFS"),
        (np.concatenate([np.zeros(2 * 8000, np.float32), tone(1.0, 8000)]), "silent in its first 2 seconds"),
        (np.full(8000, np.nan, np.float32), "no numbers"),
    ],
    ids=["nothing", "offset", "too quiet", "silent at first", "not numbers"],
)
def test_what_cannot_be_heard_is_refused(samples: Samples, message: str) -> None:
    with pytest.raises(VozesError, match=message) as refusal:
        Recording(samples, 8000).check_audible(2)
    assert refusal.value.code == ErrorCode.INVALID_RECORDING


def test_a_quiet_recording_is_audible() -> None:
    Recording(tone(1.0, 8000, level=0.01), 8000).check_audible(2)
