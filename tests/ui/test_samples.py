"""The recorded samples of the natural voice, which come with the page."""

from pathlib import Path

import av
import numpy as np
import pytest

import vozes

SAMPLES = sorted((Path(vozes.__file__).parent / "ui" / "samples").iterdir())


def test_there_is_one_in_each_language_and_they_are_small() -> None:
    assert [sample.name for sample in SAMPLES] == ["dora.webm", "heart.webm"]
    assert sum(sample.stat().st_size for sample in SAMPLES) < 100_000


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: str(sample.stem))
def test_a_sample_is_a_few_seconds_of_speech(sample: Path) -> None:
    with av.open(sample) as opened:
        rate = opened.streams.audio[0].rate
        samples = np.concatenate([frame.to_ndarray()[0] for frame in opened.decode(audio=0)])
    assert 2 < len(samples) / rate < 5
    assert 0.1 < np.abs(samples).max() <= 1
