"""ElevenLabs' own client for Python, with another address and no other change."""

import base64
import io
import os
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import av
import httpx
import pytest
from elevenlabs import (
    BodyAddAPronunciationDictionaryV1PronunciationDictionariesAddFromRulesPostRulesItem_Alias,
    DialogueInput,
    PronunciationDictionaryVersionLocator,
    VoiceSettings,
)
from elevenlabs.client import ElevenLabs
from elevenlabs.core.api_error import ApiError
from elevenlabs.errors import UnprocessableEntityError
from elevenlabs.types.character_alignment_response_model import CharacterAlignmentResponseModel

from tests.live import LiveServer, running_server
from tests.spoken import spoken

_TEXT = "The quick brown fox paid $25 for 3 dogs, didn't it?"
_SAID = "The quick brown fox paid twenty five dollars for three dogs, didn't it?"
_RACHEL = "21m00Tcm4TlvDq8ikWAM"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server("--default-engine", "espeak") as server:
        yield server


@pytest.fixture
def requests() -> list[str]:
    """The paths that the client asks for, in turn."""
    return []


@pytest.fixture
def client(server: LiveServer, requests: list[str]) -> Iterator[ElevenLabs]:
    with httpx.Client(timeout=60, event_hooks={"request": [lambda request: requests.append(request.url.path)]}) as http:
        yield ElevenLabs(base_url=server.url, api_key="none", httpx_client=http)


def seconds_of(audio: bytes) -> float:
    with av.open(io.BytesIO(audio), "r") as file:
        return sum((frame.samples / frame.sample_rate for frame in file.decode(audio=0)), 0.0)


def timed(alignment: CharacterAlignmentResponseModel | None) -> list[tuple[str, float, float]]:
    """The characters with their times, of which none goes back."""
    assert alignment is not None
    starts, ends = alignment.character_start_times_seconds, alignment.character_end_times_seconds
    characters = list(zip(alignment.characters, starts, ends, strict=True))
    assert all(start <= end for _, start, end in characters)
    assert all(before[2] <= after[1] + 0.001 for before, after in pairwise(characters))
    return characters


@pytest.mark.parametrize("name", ["mp3_44100_128", "mp3_22050_32", "opus_48000_64", "wav_24000"])
def test_speech_is_a_file_that_plays(client: ElevenLabs, name: Any) -> None:
    audio = client.text_to_speech.convert(_RACHEL, text=_TEXT, model_id="eleven_multilingual_v2", output_format=name)
    assert 3 < seconds_of(b"".join(audio)) < 7


def test_speech_is_streamed_as_samples(client: ElevenLabs) -> None:
    pieces = client.text_to_speech.stream(
        "en-us",
        text=_TEXT,
        output_format="pcm_24000",
        language_code="en",
        voice_settings=VoiceSettings(stability=0.5, speed=1.5),
        seed=4294967295,
    )
    assert 2 < sum(map(len, pieces)) / 2 / 24_000 < 5


def test_each_character_has_its_time(client: ElevenLabs) -> None:
    answer = client.text_to_speech.convert_with_timestamps("en-us", text=_TEXT)
    seconds = seconds_of(base64.b64decode(answer.audio_base_64))
    original, normalized = timed(answer.alignment), timed(answer.normalized_alignment)
    assert "".join(character for character, *_ in original) == _TEXT
    assert "".join(character for character, *_ in normalized) == _SAID
    assert original[-1][2] == normalized[-1][2] == pytest.approx(seconds, abs=0.1)
    assert original[_TEXT.index("dogs")][1] == normalized[_SAID.index("dogs")][1]


def test_times_are_streamed_from_the_start_of_the_whole(client: ElevenLabs) -> None:
    text = f"{_TEXT} {_TEXT}"
    whole = client.text_to_speech.convert_with_timestamps("en-us", text=text, output_format="pcm_22050")
    lines = list(client.text_to_speech.stream_with_timestamps("en-us", text=text, output_format="pcm_22050"))
    assert len(lines) > 1
    assert sum(len(base64.b64decode(line.audio_base_64)) for line in lines) == pytest.approx(
        len(base64.b64decode(whole.audio_base_64)), rel=0.01
    )  # eSpeak speaks no text twice in exactly the same way
    for name in ("alignment", "normalized_alignment"):
        parts = [timed(getattr(line, name)) for line in lines if getattr(line, name)]
        streamed, at_once = [character for part in parts for character in part], timed(getattr(whole, name))
        assert [character for character, *_ in streamed] == [character for character, *_ in at_once]
        assert [start for _, start, _ in streamed] == pytest.approx([start for _, start, _ in at_once], abs=0.1)


def test_the_lists_are_as_the_client_knows_them(client: ElevenLabs) -> None:
    voices = client.voices.get_all().voices
    assert {"pt-br", "en-us"} <= {voice.voice_id for voice in voices}
    assert {voice.category for voice in voices} == {"premade"}
    page = client.voices.search(page_size=100, search="portuguese", sort="name", sort_direction="asc")
    assert {"pt-br", "pt-pt"} <= {voice.voice_id for voice in page.voices}
    assert client.voices.get("pt-br").labels == {"engine": "espeak", "gender": "male", "language": "pt-br"}
    assert {"espeak", "eleven_flash_v2_5"} <= {model.model_id for model in client.models.list()}


def test_a_pronunciation_dictionary_counts_where_it_is_named(client: ElevenLabs) -> None:
    rule = BodyAddAPronunciationDictionaryV1PronunciationDictionariesAddFromRulesPostRulesItem_Alias(
        string_to_replace="UN", alias="United Nations"
    )
    made = client.pronunciation_dictionaries.create_from_rules(name="Names", rules=[rule])
    locator = PronunciationDictionaryVersionLocator(pronunciation_dictionary_id=made.id, version_id=made.version_id)
    answer = client.text_to_speech.convert_with_timestamps(
        "en-us", text="The UN met.", pronunciation_dictionary_locators=[locator]
    )
    assert "".join(character for character, *_ in timed(answer.normalized_alignment)) == "The United Nations met."
    document = b"".join(client.pronunciation_dictionaries.download(made.id, made.version_id))
    copy = client.pronunciation_dictionaries.create_from_file(name="Copy", file=("a.pls", document))
    assert copy.version_id == made.version_id
    assert client.pronunciation_dictionaries.update(copy.id, archived=True).archived_time_unix
    assert [each.name for each in client.pronunciation_dictionaries.list().pronunciation_dictionaries] == ["Names"]
    shown = client.pronunciation_dictionaries.get(made.id)
    assert [each.string_to_replace for each in shown.rules] == ["UN"]


def test_the_key_is_right(client: ElevenLabs) -> None:
    assert client.user.get().subscription.status == "active"
    assert client.user.subscription.get().character_limit > 0


def test_a_voice_is_cloned_changed_and_deleted(client: ElevenLabs) -> None:
    recording = ("ana.wav", spoken(), "audio/wav")
    made = client.voices.ivc.create(name="Ana", files=[recording], labels={"consent": "true", "language": "pt"})
    assert client.voices.get(made.voice_id).category == "cloned"
    assert client.voices.update(made.voice_id, name="Bia", description="Calm.").status == "ok"
    assert client.voices.get(made.voice_id).name == "Bia"
    assert client.voices.delete(made.voice_id).status == "ok"


def test_without_consent_the_client_is_told_what_to_send(client: ElevenLabs) -> None:
    with pytest.raises(ApiError) as failure:
        client.voices.ivc.create(name="Ana", files=[("ana.wav", spoken(), "audio/wav")])
    assert failure.value.status_code == 400
    assert "labels={'consent': 'true'}" in failure.value.body["detail"]["message"]


@pytest.mark.parametrize(
    ("voice", "fields", "status", "name"),
    [
        ("nobody", {}, 404, "voice_not_found"),
        ("en-us", {"text": ""}, 400, "input_text_empty"),
        (_RACHEL, {"model_id": "xtts_v2"}, 400, "model_not_installed"),
        ("en-us", {"text": "x" * 100_001}, 400, "max_character_limit_exceeded"),
    ],
)
def test_what_is_wrong_is_the_client_s_own_error_and_asked_once(
    client: ElevenLabs, requests: list[str], voice: str, fields: dict[str, Any], status: int, name: str
) -> None:
    with pytest.raises(ApiError) as failure:
        list(client.text_to_speech.convert(voice, **{"text": _TEXT, **fields}))
    assert failure.value.status_code == status
    assert failure.value.body["detail"]["status"] == name
    assert requests == [f"/v1/text-to-speech/{voice}"]


def test_a_wrong_field_is_the_client_s_error_of_its_own(client: ElevenLabs) -> None:
    with pytest.raises(UnprocessableEntityError) as failure:
        client.text_to_speech.convert_with_timestamps("en-us", text=_TEXT, voice_settings=VoiceSettings(speed=9.0))
    assert failure.value.body["detail"][0]["loc"] == ["body", "voice_settings", "speed"]


def test_kokoro_tells_when_each_character_is_heard() -> None:
    """With the true weights: whole, and streamed."""
    if "KOKORO_FOLDER" not in os.environ:
        pytest.skip("KOKORO_FOLDER names no folder: `python3 start.py test` fetches it")
    settings = {
        "VOZES_STYLETTS2_CHECKPOINTS": os.environ["KOKORO_FOLDER"],
        "VOZES_THREADS": "1",
        "VOZES_FIRST_SOUND_SECONDS": "600",
    }
    with running_server(env=settings) as server, httpx.Client(timeout=600) as http:
        client = ElevenLabs(base_url=server.url, api_key="none", httpx_client=http)
        answer = client.text_to_speech.convert_with_timestamps("af_heart", text=_TEXT, model_id="kokoro", seed=1)
        lines = list(
            client.text_to_speech.stream_with_timestamps(_RACHEL, text=_TEXT, model_id="kokoro", language_code="en")
        )
    original = timed(answer.alignment)
    assert "".join(character for character, *_ in timed(answer.normalized_alignment)) == _SAID
    assert "".join(character for character, *_ in original) == _TEXT
    fox, dogs = original[_TEXT.index("fox")], original[_TEXT.index("dogs")]
    assert 0.3 < fox[1] < dogs[1] - 1
    assert original[-1][2] == pytest.approx(seconds_of(base64.b64decode(answer.audio_base_64)), abs=0.1)
    said = [timed(line.alignment) for line in lines if line.alignment]
    assert "".join(character for part in said for character, *_ in part) == _TEXT


def test_a_dialogue_is_one_audio_in_which_each_turn_has_its_voice(client: ElevenLabs, requests: list[str]) -> None:
    inputs = [
        DialogueInput(text="Hello, how are you?", voice_id="en-us"),
        DialogueInput(text="Tudo bem, obrigado.", voice_id="pt-br"),
        DialogueInput(text="Good.", voice_id=_RACHEL),
    ]
    whole = client.text_to_dialogue.convert_with_timestamps(inputs=inputs, output_format="mp3_22050_32", seed=1)
    seconds = seconds_of(base64.b64decode(whole.audio_base_64))
    said = "".join(character for character, *_ in timed(whole.alignment))
    assert said == "".join(turn.text for turn in inputs)
    turns = whole.voice_segments
    assert [(turn.voice_id, turn.dialogue_input_index) for turn in turns] == [
        (each.voice_id, number) for number, each in enumerate(inputs)
    ]
    assert [said[turn.character_start_index : turn.character_end_index] for turn in turns] == [
        turn.text for turn in inputs
    ]
    assert turns[-1].end_time_seconds == pytest.approx(seconds, abs=0.1)

    streamed = b"".join(client.text_to_dialogue.stream(inputs=inputs, output_format="mp3_22050_32"))
    assert seconds_of(streamed) == pytest.approx(seconds, abs=0.2)
    assert seconds_of(b"".join(client.text_to_dialogue.convert(inputs=inputs))) == pytest.approx(seconds, abs=0.2)
    lines = list(client.text_to_dialogue.stream_with_timestamps(inputs=inputs, output_format="pcm_22050"))
    heard = dict.fromkeys(turn.dialogue_input_index for line in lines for turn in line.voice_segments)
    assert list(heard) == [0, 1, 2]
    assert "".join("".join(line.alignment.characters) for line in lines if line.alignment) == said
    paths = ("with-timestamps", "stream", "", "stream/with-timestamps")
    assert requests == [f"/v1/text-to-dialogue/{path}".rstrip("/") for path in paths]


def test_a_turn_with_an_unknown_voice_is_told_before_there_is_audio(client: ElevenLabs) -> None:
    inputs = [DialogueInput(text="Hello.", voice_id="en-us"), DialogueInput(text="Hi.", voice_id="nobody")]
    with pytest.raises(ApiError) as caught:
        b"".join(client.text_to_dialogue.stream(inputs=inputs))
    detail = caught.value.body["detail"]
    assert (caught.value.status_code, detail["status"], detail["param"]) == (
        404,
        "voice_not_found",
        "inputs.1.voice_id",
    )
