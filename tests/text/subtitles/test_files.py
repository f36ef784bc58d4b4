"""Subtitles are written as players read them."""

import pytest

from vozes.text.subtitles import write_subtitles
from vozes.text.subtitles.cutting import Cue

CUES = [Cue(0.0, 1.25, ("Olá!",)), Cue(3661.0426, 3662.5, ("Salt & <pepper>", "a --> b"))]


def test_srt_numbers_its_cues_and_has_commas_in_times() -> None:
    assert write_subtitles(CUES, "srt") == (
        "1\n00:00:00,000 --> 00:00:01,250\nOlá!\n\n2\n01:01:01,043 --> 01:01:02,500\nSalt & <pepper>\na -> b\n"
    )


def test_vtt_begins_with_its_name_and_escapes_what_would_be_a_tag() -> None:
    assert write_subtitles(CUES, "vtt") == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:01.250\nOlá!\n\n"
        "01:01:01.043 --> 01:01:02.500\nSalt &amp; &lt;pepper&gt;\na -&gt; b\n"
    )


@pytest.mark.parametrize(("kind", "empty"), [("srt", ""), ("vtt", "WEBVTT\n")])
def test_no_cues_are_a_file_too(kind: str, empty: str) -> None:
    assert write_subtitles([], kind) == empty  # type: ignore[arg-type]
