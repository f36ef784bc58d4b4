"""What the programs send that were written for Kokoro-FastAPI, and what they read."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from tests.api.test_speech import error_of
from tests.fakes import fake_spec
from vozes.api.openai_schemas import CaptionedSpeech, OpenAISpeech
from vozes.text.markup.passages import Markup

CAPTIONS = "/dev/captioned_speech"
TONE = "440 Hz 0.2 s"
WORDS = [
    {"word": "Hello", "start_time": 0.0, "end_time": 0.1},
    {"word": "there.", "start_time": 0.1, "end_time": 0.2},
    {"word": "You", "start_time": 0.2, "end_time": 0.3},
]


@pytest.fixture(scope="module")
def speaker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A client of a server whose engine speaks each word for a tenth of a second, and tells so."""
    specs = (fake_spec(engine="WordEngine"), fake_spec("mute"))
    with connected_to(tmp_path_factory.mktemp("captions") / "home", specs, {}) as client:
        yield client


def caption(client: TestClient, **fields: Any) -> Any:
    return client.post(CAPTIONS, json={"model": "kokoro", "input": "Hello there. You", "language": "en", **fields})


def order(text: str = "Hello", **fields: Any) -> Any:
    return OpenAISpeech(input=text, **fields).order(engine=None, voice=None, stand_in_for=None)


def test_a_stream_of_captions_is_lines_of_audio_and_words(speaker: TestClient) -> None:
    answer = caption(speaker, response_format="pcm")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "application/x-ndjson")
    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert {frozenset(line) for line in lines} == {frozenset({"audio", "audio_format", "timestamps"})}
    assert [word for line in lines for word in line["timestamps"]] == WORDS
    assert {line["audio_format"] for line in lines} == {"audio/pcm"}
    assert len(b"".join(base64.b64decode(line["audio"]) for line in lines)) == 2 * 0.3 * 24_000


def test_without_a_stream_captions_are_one_object(speaker: TestClient) -> None:
    told = caption(speaker, stream=False, response_format="wav").json()
    assert told["timestamps"] == WORDS
    assert base64.b64decode(told["audio"]).startswith(b"RIFF")


def test_captions_without_words_need_no_times(speaker: TestClient) -> None:
    told = caption(speaker, stream=False, return_timestamps=False, model="mute").json()
    assert told["timestamps"] is None


def test_captions_of_an_engine_that_tells_no_times_are_refused(speaker: TestClient) -> None:
    assert error_of(caption(speaker, model="mute"))["param"] == "timestamps"


def test_speech_without_a_stream_has_its_length(speaker: TestClient) -> None:
    body = {"input": "Hello", "language": "en", "stream": False}
    assert "x-audio-seconds" in speaker.post("/v1/audio/speech", json=body).headers


def test_the_volume_multiplies_the_samples(speaker: TestClient) -> None:
    def loudest(**fields: Any) -> int:
        body = {"input": "Hello", "language": "en", "response_format": "pcm", "sample_rate": 16_000, **fields}
        return int(np.abs(np.frombuffer(speaker.post("/v1/audio/speech", json=body).content, "<i2")).max())

    assert loudest(volume_multiplier=0.5) == pytest.approx(loudest() / 2, abs=1)
    assert loudest(volume_multiplier=None) == loudest()
    assert loudest(volume_multiplier=0) == 0


def test_a_pause_in_brackets_is_silence(speaker: TestClient) -> None:
    told = caption(speaker, stream=False, input="Hello [pause:1.5s] you").json()
    assert [(word["word"], word["start_time"]) for word in told["timestamps"]] == [("Hello", 0.0), ("you", 1.6)]


@pytest.mark.parametrize(
    ("text", "fields", "markup"),
    [
        ("Hello", {}, Markup.AUTO),
        ("[voice:x] [pause: what]", {}, Markup.AUTO),
        ("Hello [pause:1s]", {}, Markup.TAGS),
        ("Hello [PAUSE:0.5S]", {}, Markup.TAGS),
        ("Hello [pause:1s]", {"markup": "off"}, Markup.OFF),
        ("[voice:x] Hello", {"allow_voice_tags": True}, Markup.TAGS),
        ("<speak>[pause:1s]</speak>", {}, Markup.SSML),
        ("<speak>Hello</speak>", {"ssml": True, "allow_voice_tags": True}, Markup.SSML),
    ],
)
def test_the_markup_is_told_by_the_fields_or_the_text(text: str, fields: dict[str, Any], markup: Markup) -> None:
    assert order(text, **fields).markup is markup


@pytest.mark.parametrize(
    ("fields", "language"),
    [
        ({"lang_code": "p"}, "pt-br"),
        ({"lang_code": "A"}, "en-us"),
        ({"lang_code": "pt-BR"}, "pt-BR"),
        ({"lang_code": None}, "auto"),
        ({"lang_code": ""}, "auto"),
        ({"lang_code": "p", "language": "es"}, "es"),
    ],
)
def test_a_letter_names_the_language(fields: dict[str, Any], language: str) -> None:
    assert order(**fields).language == language


@pytest.mark.parametrize(
    ("name", "language"), [("English", "en"), ("Portuguese", "pt"), ("Auto", "Auto"), ("Klingon", "Klingon")]
)
def test_vllm_omni_s_names_of_languages_are_known(name: str, language: str) -> None:
    assert order(language=name).language == language


def test_what_is_read_out_can_be_switched() -> None:
    assert not order(normalization_options={"normalize": False}).reading.normalize
    switched = order(normalization_options={"url_normalization": False, "phone_normalization": False}).reading
    assert (switched.normalize, switched.off) == (True, ("electronic", "telephone"))
    assert order(normalize="on", normalization_options={"normalize": False}).reading.normalize


def test_what_is_ignored_is_named(speaker: TestClient) -> None:
    fields = {"return_timing": True, "normalization_options": {"unit_normalization": True}}
    answer = caption(speaker, stream=False, **fields)
    assert answer.headers["x-ignored-fields"] == "return_timing, normalization_options.unit_normalization"


@pytest.mark.parametrize("fields", [{"volume_multiplier": -1}, {"volume_multiplier": 11}, {"stream": "later"}])
def test_impossible_values_are_refused(speaker: TestClient, fields: dict[str, Any]) -> None:
    assert error_of(caption(speaker, **fields))["param"] == next(iter(fields))


def test_captions_take_all_that_speech_takes() -> None:
    assert set(OpenAISpeech.model_fields) < set(CaptionedSpeech.model_fields)
