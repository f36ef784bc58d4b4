import pytest
import typer.main

from vozes.api.schemas import SynthesisRequest
from vozes.audio.formats import ALL_FORMATS, FORMATS, find_format, format_of_file
from vozes.cli import app
from vozes.errors import ErrorCode, VozesError


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("wav", "audio/wav"),
        ("flac", "audio/flac"),
        ("mp3", "audio/mpeg"),
        ("opus", "audio/ogg"),
        ("webm", "audio/webm"),
        ("aac", "audio/aac"),
        ("m4a", "audio/mp4"),
        ("pcm", "audio/pcm"),
    ],
)
def test_a_format_is_found_by_its_name(name: str, media_type: str) -> None:
    assert find_format(name).name == name
    assert find_format(name).media_type == media_type


@pytest.mark.parametrize(("alias", "name"), [("ogg", "opus"), ("mp4", "m4a")])
def test_some_formats_have_another_name(alias: str, name: str) -> None:
    assert find_format(alias) is find_format(name)


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("a.wav", "wav"),
        ("folder.mp3/a.FLAC", "flac"),
        ("a.mp3", "mp3"),
        ("a.ogg", "opus"),
        ("a.opus", "opus"),
        ("a.webm", "webm"),
        ("a.aac", "aac"),
        ("a.m4a", "m4a"),
        ("a.mp4", "m4a"),
        ("a.b.pcm", "pcm"),
        ("a", "wav"),
        ("folder.mp3/a", "wav"),
        ("-", "wav"),
    ],
)
def test_a_files_ending_says_its_format_and_without_one_it_is_wav(file: str, name: str) -> None:
    assert format_of_file(file).name == name


@pytest.mark.parametrize("file", ["a.wvv", "a.mp33", "a.txt", "a.aiff", "a.m4b", "a.wav "])
def test_an_ending_that_is_no_formats_is_refused_with_all_that_there_are(file: str) -> None:
    with pytest.raises(VozesError) as caught:
        format_of_file(file)
    assert caught.value.code == ErrorCode.UNSUPPORTED_FORMAT
    endings = ("wav", "flac", "mp3", "ogg", "opus", "webm", "aac", "m4a", "mp4", "pcm")
    assert all(f".{ending}" in caught.value.message for ending in endings)


@pytest.mark.parametrize("name", ["", "WAV", "vorbis", "wav "])
def test_an_unknown_format_is_refused_with_the_names_that_there_are(name: str) -> None:
    with pytest.raises(VozesError) as caught:
        find_format(name)
    assert caught.value.code == ErrorCode.UNSUPPORTED_FORMAT
    assert caught.value.param == "format"
    assert all(known in caught.value.message for known in FORMATS)


def test_the_command_and_the_call_name_every_format() -> None:
    """Neither reads the table for it: the command line's help is shown before anything of audio is imported."""
    say = typer.main.get_command(app).commands["say"]  # type: ignore[attr-defined]
    help_text = next(parameter.help for parameter in say.params if parameter.name == "format")
    description = SynthesisRequest.model_fields["format"].description
    assert [each.name for each in ALL_FORMATS if each.name not in help_text] == []
    assert [name for name in FORMATS if name not in str(description)] == []
