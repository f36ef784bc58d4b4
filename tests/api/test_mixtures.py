"""Voices that are found on disk, and mixtures of them, through the API; a sine speaks in their place."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.fakes import fake_spec
from vozes.engines.settings import EngineSettings
from vozes.engines.styletts2.info import engine_spec


@pytest.fixture
def client(connect: Connect, bare_home: Path) -> Iterator[TestClient]:
    """With Kokoro, three of its voices, and LibriTTS."""
    models = bare_home / "models" / "styletts2"
    packs = ("voices/pf_dora.pt", "voices/pm_alex.pt", "voices/af_heart.pt")
    for path in (
        *(models / "kokoro" / name for name in ("kokoro-v1_0.pth", "config.json", *packs)),
        *(models / "libritts" / name for name in ("epochs_2nd_00020.pth", "config.yml")),
    ):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    spec = replace(engine_spec(EngineSettings(str(bare_home))), target="tests.fakes:SineEngine")
    with connect(fake_spec(), spec, home=bare_home) as client:
        yield client


def speak(client: TestClient, **fields: Any) -> Any:
    return client.post("/v1/tts/synth", json={"text": "440 Hz 0.1 s", "engine": "styletts2", **fields})


def test_the_voices_on_disk_are_listed(client: TestClient) -> None:
    voices = client.get("/v1/voices?engine=styletts2").json()["voices"]
    assert [voice["id"] for voice in voices] == ["af_heart", "pf_dora", "pm_alex", "libritts"]
    assert all(voice["available"] for voice in voices)
    engine = client.get("/v1/monitor/info").json()["engines"]["styletts2"]
    assert (engine["state"], engine["voices_count"], engine["languages"]) == ("unloaded", 4, ["en-us", "pt-br"])


def test_a_preset_tells_its_model_and_whether_it_is_one_of_the_best(connect: Connect, client: TestClient) -> None:
    voices = client.get("/v1/voices?engine=styletts2").json()["voices"]
    assert [(voice["model"], voice["recommended"]) for voice in voices] == [
        ("kokoro", True), ("kokoro", True), ("kokoro", True), ("libritts", False),
    ]  # fmt: skip


def test_the_voices_of_models_that_are_not_installed_are_listed_on_request(client: TestClient) -> None:
    def listed(query: str) -> list[tuple[str, str, bool]]:
        voices = client.get(f"/v1/voices?engine=styletts2&{query}").json()["voices"]
        return [(voice["id"], voice["model"], voice["available"]) for voice in voices if voice["model"] != "kokoro"]

    assert listed("language=en") == [("libritts", "libritts", True)]
    assert listed("language=en&absent=true") == [("libritts", "libritts", True), ("ljspeech", "ljspeech", False)]
    assert listed("language=pt&absent=true") == [("libritts", "libritts", True)]


def test_an_engine_that_is_not_installed_lists_what_it_would_bring(connect: Connect, bare_home: Path) -> None:
    with connect(fake_spec(), engine_spec(EngineSettings(str(bare_home))), home=bare_home) as client:
        assert client.get("/v1/voices?engine=styletts2").json()["total"] == 0
        voices = client.get("/v1/voices?engine=styletts2&absent=true&language=pt").json()["voices"]
    assert [(voice["id"], voice["available"]) for voice in voices[:2]] == [("pf_dora", False), ("pm_alex", False)]
    assert [voice["id"] for voice in voices if voice["recommended"]] == ["pf_dora", "pm_alex"]


@pytest.mark.parametrize("mixture", ["pf_dora:0.5+pm_alex:0.5", "pf_dora%3A0.7%2Bpm_alex%3A0.3"])
def test_a_mixture_can_be_heard_beforehand_and_is_not_kept(client: TestClient, bare_home: Path, mixture: str) -> None:
    answer = client.get(f"/v1/voices/{mixture}/preview")
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/mpeg")
    assert answer.headers["x-engine"] == "styletts2"
    assert not list((bare_home / "voices" / "previews").glob("*"))


@pytest.mark.parametrize(
    ("mixture", "status", "code"),
    [("pf_dora:0.5+nobody:0.5", 404, "unknown_voice"), ("pf_dora:0.5+libritts:0.5", 422, "invalid_field")],
)
def test_an_impossible_mixture_has_no_preview(client: TestClient, mixture: str, status: int, code: str) -> None:
    answer = client.get(f"/v1/voices/{mixture}/preview")
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)


def test_the_options_are_listed_with_the_length_of_a_text(client: TestClient) -> None:
    options = client.get("/v1/monitor/info").json()["engines"]["styletts2"]["options"]
    lengths = {option["name"]: option["max_length"] for option in options if option["type"] == "text"}
    assert lengths == {"style_text": 300}


@pytest.mark.parametrize(
    ("voice", "spoken", "language"),
    [
        ("pf_dora:0.7+pm_alex:0.3", "pf_dora:0.7+pm_alex:0.3", "pt-br"),
        ("af_heart : 1 + PM_Alex : 3", "pm_alex:0.75+af_heart:0.25", "pt-br"),
        ("pf_dora+pf_dora", "pf_dora", "pt-br"),
        ("Heart (af_heart)", "af_heart", "en-us"),
        ("heart", "af_heart", "en-us"),
        ("Dora:0.7+Alex:0.3", "pf_dora:0.7+pm_alex:0.3", "pt-br"),
    ],
)
def test_a_mixture_is_spoken_where_a_voice_is(client: TestClient, voice: str, spoken: str, language: str) -> None:
    answer = speak(client, voice=voice)
    assert answer.status_code == 200, answer.json()
    assert (answer.headers["x-voice"], answer.headers["x-language"]) == (spoken, language)


def test_a_mark_in_the_text_names_a_voice_as_the_page_does(client: TestClient) -> None:
    for engine in ("styletts2", "auto"):
        answer = speak(client, text="[voice:Heart]440 Hz 0.1 s", engine=engine, markup="tags")
        assert answer.status_code == 200, answer.json()
        assert answer.headers["x-voice"] == "af_heart"


@pytest.mark.parametrize(
    ("voice", "status", "code"),
    [
        ("pf_dora:0.7+nobody:0.3", 404, "unknown_voice"),
        ("nobody", 404, "unknown_voice"),
        ("pf_dora+libritts", 422, "invalid_field"),
        ("pf_dora:0+pm_alex:1", 422, "invalid_field"),
        ("pf_dora:-1+pm_alex:1", 422, "invalid_field"),
        ("pf_dora:+", 422, "invalid_field"),
        ("+".join(["pf_dora"] * 9), 422, "invalid_field"),
    ],
)
def test_a_mixture_that_cannot_be_is_refused_by_name(client: TestClient, voice: str, status: int, code: str) -> None:
    answer = speak(client, voice=voice)
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (status, code, "voice")


def test_a_mixture_speaks_no_more_languages_than_the_heaviest_voice_in_it(client: TestClient) -> None:
    answer = speak(client, voice="pf_dora:0.7+af_heart:0.3", language="en")
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "unsupported_language")


def test_engines_that_mix_nothing_know_no_mixture(client: TestClient) -> None:
    answer = speak(client, engine="sine", voice="hum:0.5+alto:0.5")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_voice")


@pytest.mark.parametrize("text", ["!", "x" * 301, 3])
def test_a_style_text_that_cannot_be_spoken_is_refused(client: TestClient, text: object) -> None:
    answer = speak(client, options={"style_text": text})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (422, "option_out_of_range", "options.style_text")
