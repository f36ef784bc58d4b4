import pytest

from vozes.audio.formats import FORMATS, find_format
from vozes.errors import ErrorCode, VozesError


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("wav", "audio/wav"),
        ("flac", "audio/flac"),
        ("mp3", "audio/mpeg"),
        ("opus", "audio/ogg"),
        ("aac", "audio/aac"),
        ("pcm", "audio/pcm"),
    ],
)
def test_a_format_is_found_by_its_name(name: str, media_type: str) -> None:
    assert find_format(name).name == name
    assert find_format(name).media_type == media_type


def test_ogg_is_another_name_of_opus() -> None:
    assert find_format("ogg") is find_format("opus")


@pytest.mark.parametrize("name", ["", "WAV", "vorbis", "wav "])
def test_an_unknown_format_is_refused_with_the_names_that_there_are(name: str) -> None:
    with pytest.raises(VozesError) as caught:
        find_format(name)
    assert caught.value.code == ErrorCode.UNSUPPORTED_FORMAT
    assert caught.value.param == "format"
    assert all(known in caught.value.kind.advice for known in FORMATS)
