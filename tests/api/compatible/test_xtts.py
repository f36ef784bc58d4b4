"""SillyTavern's provider `XTTSv2`: what its script sends, and what it reads."""

from dataclasses import replace
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE, ignored, seconds
from tests.api.conftest import Connect
from tests.fakes import fake_spec, plain_spec, texts
from vozes.api.compatible_schemas import XttsSettings
from vozes.engines.options import OptionSpec
from vozes.engines.xtts.options import OPTIONS

SLIDERS = {
    "temperature": "0.75",
    "speed": "2",
    "length_penalty": "1",
    "repetition_penalty": "5",
    "top_p": "0.85",
    "top_k": "50",
    "enable_text_splitting": True,
    "stream_chunk_size": "100",
}
"""As the script sends them: what a slider was moved to is a text."""


def speak(client: TestClient, **fields: Any) -> Any:
    return client.post("/tts_to_audio/", json={"text": TONE, "speaker_wav": "hum", "language": "pt", **fields})


def test_voices_are_listed_with_a_preview_that_plays(client: TestClient) -> None:
    speakers = client.get("/speakers").json()
    assert [speaker["name"] for speaker in speakers] == ["Ana", "Hum", "Alto"]
    assert all(set(speaker) == {"name", "voice_id", "preview_url"} for speaker in speakers)
    heard = client.get(speakers[1]["preview_url"])
    assert (heard.status_code, heard.headers["content-type"]) == (200, "audio/mpeg")
    assert heard.headers["cross-origin-resource-policy"] == "cross-origin"


def test_every_listed_voice_speaks_by_its_id_its_name_and_a_file_s(client: TestClient) -> None:
    for speaker in client.get("/speakers").json():
        for name in (speaker["voice_id"], speaker["name"], f"{speaker['name']}.wav"):
            answer = speak(client, speaker_wav=name)
            assert (answer.status_code, answer.headers["x-voice"]) == (200, speaker["voice_id"])


def test_voices_of_one_name_are_told_apart(connect: Connect) -> None:
    """Its script finds a voice by the name alone."""
    spec = fake_spec()
    twins = tuple(replace(voice, name="Twin") for voice in spec.info.voices)
    with connect(replace(spec, info=replace(spec.info, voices=twins))) as client:
        names = [speaker["name"] for speaker in client.get("/speakers").json()]
        assert names == ["Twin (hum)", "Twin (alto)"]
        assert speak(client, speaker_wav="Twin (alto)").headers["x-voice"] == "alto"


def test_languages_are_those_that_can_be_spoken(connect: Connect) -> None:
    with connect(plain_spec(), default_engine="plain") as client:
        languages = client.get("/languages").json()["languages"]
        assert {"Brazilian Portuguese": "pt", "Chinese": "zh-cn", "English": "en"}.items() <= languages.items()
        assert "Czech" not in languages


def test_speech_is_a_whole_wav(client: TestClient) -> None:
    answer = speak(client)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert seconds(answer.content) == pytest.approx(0.2)


@pytest.mark.parametrize("path", ["/tts_stream/", "/tts_stream"])
def test_an_address_is_spoken_as_it_is_made(client: TestClient, path: str) -> None:
    answer = client.get(path, params={"text": TONE, "speaker_wav": "Hum", "language": "pt"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert len(answer.content) == 44 + 2 * 3200


def test_an_unknown_voice_is_told_where_the_page_looks(client: TestClient) -> None:
    answer = speak(client, speaker_wav="nobody.wav")
    assert answer.status_code == 404
    assert "no voice 'nobody'" in answer.json()["detail"]
    error = answer.json()["error"]
    assert (error["code"], error["param"]) == ("unknown_voice", "speaker_wav")


def test_a_voice_speaks_its_own_language_where_it_does_not_speak_the_one_that_is_set(client: TestClient) -> None:
    answer = speak(client, speaker_wav="alto", language="en")
    assert answer.headers["x-language"] == "pt"
    assert "does not speak 'en'" in answer.headers["x-warning"]
    assert "x-warning" not in speak(client, speaker_wav="alto", language="pt").headers


def test_a_language_that_nobody_speaks_is_refused(client: TestClient) -> None:
    answer = speak(client, speaker_wav="", language="cs")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unsupported_language")


def test_settings_count_for_later_requests_and_name_what_means_nothing(connect: Connect) -> None:
    spec = fake_spec()
    temperature = OptionSpec("temperature", "number", 0.75, *texts("How varied.", "O quanto varia."), 0.0, 0.8)
    with connect(replace(spec, info=replace(spec.info, options=(temperature,)))) as client:
        assert ignored(speak(client)) == set()
        answer = client.post("/set_tts_settings", json=SLIDERS)
        assert answer.status_code == 200
        assert set(answer.json()["ignored"]) == {"length_penalty", "enable_text_splitting", "stream_chunk_size"}
        assert ignored(speak(client)) == SLIDERS.keys() - {"temperature", "speed"}
        client.post("/set_tts_settings", json={"temperature": "0.9"})
        assert speak(client).json()["error"]["param"] == "temperature"
        client.post("/set_tts_settings", json={"temperature": "0.8"})
        assert speak(client).status_code == 200


@pytest.mark.parametrize(
    ("name", "value"),
    [("temperature", "2.1"), ("speed", "0.1"), ("speed", "nan"), ("top_p", "1.1"), ("top_k", "-1"), ("top_k", "many"),
     ("repetition_penalty", "0.5"), ("length_penalty", "0"), ("stream_chunk_size", "0")],
)  # fmt: skip
def test_a_setting_out_of_its_range_is_refused_and_changes_nothing(client: TestClient, name: str, value: str) -> None:
    answer = client.post("/set_tts_settings", json={**SLIDERS, name: value})
    assert answer.status_code == 422
    assert answer.json()["error"]["param"] == name
    assert answer.json()["detail"].startswith(name)
    assert ignored(speak(client)) == set()


@pytest.mark.parametrize("extreme", [0, 1])
def test_the_ends_of_every_slider_are_values_that_the_engine_takes(connect: Connect, extreme: int) -> None:
    ends: dict[str, tuple[str, str]] = {
        "temperature": ("0.01", "1"), "repetition_penalty": ("1", "10"), "top_k": ("0", "100"), "top_p": ("0", "1"),
        "length_penalty": ("0.5", "2"), "speed": ("0.5", "2"), "stream_chunk_size": ("100", "400"),
    }  # fmt: skip
    spec = fake_spec()
    with connect(replace(spec, info=replace(spec.info, options=OPTIONS))) as client:
        sent = {name: values[extreme] for name, values in ends.items()}
        assert client.post("/set_tts_settings", json=sent).status_code == 200
        answer = speak(client)
        assert answer.status_code == 200
        assert ignored(answer) == {"length_penalty", "stream_chunk_size"}


def test_what_is_set_lies_within_what_the_engine_takes() -> None:
    schema = XttsSettings.model_json_schema()["properties"]
    for option in OPTIONS[:4]:
        bounds = next(each for each in schema[option.name]["anyOf"] if each["type"] != "null")
        assert bounds["maximum"] == option.maximum
        assert bounds["minimum"] in (option.minimum, 0)  # 0 is taken for the least


def test_a_switch_is_no_number(client: TestClient) -> None:
    assert client.post("/set_tts_settings", json={"temperature": True}).status_code == 422
