"""`voice.json`: what is written is read again, and what is wrong in it is told."""

import json

import pytest

from tests.voices.samples import REPORT
from vozes.voices.voice import LibraryVoice, StoredRecording, from_json, to_json

VOICE = LibraryVoice(
    id="ana",
    name="Ána",
    language="pt-br",
    description="Two\nlines",
    transcript="Olá",
    tags=("low",),
    created="2026-11-22T10:00:00Z",
    updated="2026-11-22T11:00:00Z",
    consent="2026-11-22T10:00:00Z",
    recordings=(StoredRecording("recording-1.wav", 4.5, "original-1.mp3", REPORT),),
)


def test_a_voice_comes_back_as_it_was_written() -> None:
    assert from_json("ana", to_json(VOICE)) == VOICE


def test_the_file_can_be_read_by_a_person() -> None:
    assert '\n  "name": "Ána",\n' in to_json(VOICE).decode()


def test_the_folder_is_the_id_and_the_file_says_nothing_of_it() -> None:
    assert from_json("copy", to_json(VOICE)).id == "copy"
    with pytest.raises(ValueError, match="the name of the folder is the id"):
        from_json("ana", b'{"id": "bia", "name": "Ana"}')


def test_a_name_is_enough() -> None:
    assert from_json("ana", b'{"name": "Ana"}') == LibraryVoice(id="ana", name="Ana")


def test_a_byte_order_mark_of_an_editor_is_no_fault() -> None:
    assert from_json("ana", b'\xef\xbb\xbf{"name": "Ana"}').name == "Ana"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "Invalid JSON"),
        ("{", "Invalid JSON"),
        ("[1]", "should be an object"),
        ("null", "should be an object"),
        ("[" * 100_000, "Invalid JSON"),
        ('{"name": "\\ud800"}', "Invalid JSON"),
        ("{}", "The name is empty"),
        ('{"name": 7}', "name: Input should be a valid string"),
        ('{"name": "Ana", "langauge": "pt"}', "'langauge': "),
        ('{"name": "Ana", "language": "português"}', "The language is no language tag"),
        ('{"name": "Ana", "tags": "low"}', "tags: "),
        ('{"name": "Ana", "created": "yesterday"}', "created: give a time"),
        ('{"name": "Ana", "updated": "2026-11-31T10:00:00Z"}', "updated: give a time"),
        ('{"name": "Ana", "consent": "yes"}', "consent: give a time"),
        ('{"name": "Ana", "recordings": [{"file": "a.wav"}]}', "recordings.0.seconds: "),
        ('{"name": "Ana", "recordings": [{"file": "a.wav", "seconds": NaN}]}', "recordings.0.seconds: "),
        ('{"name": "Ana", "recordings": [{"file": "a.wav", "seconds": 1, "report": {}}]}', "recordings.0.report"),
    ],
)
def test_a_wrong_file_is_refused_with_the_reason(content: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        from_json("ana", content.encode())


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(ValueError, match="Invalid JSON"):
        from_json("ana", b'{"name": "\xff\xfe"}')


def test_a_report_holds_numbers_only() -> None:
    document = json.loads(to_json(VOICE))
    document["recordings"][0]["report"]["level_dbfs"] = float("-inf")
    with pytest.raises(ValueError, match="level_dbfs"):
        from_json("ana", json.dumps(document).encode())
