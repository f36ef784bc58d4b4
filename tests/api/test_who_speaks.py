"""Under `auto` the best engine speaks, and every answer with speech tells who spoke."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import connected_to
from tests.fakes import fake_spec, natural_spec, plain_spec
from tests.live import wait_for
from vozes.service.speech.stand_ins import OPENAI_VOICES

SYNTH = "/v1/tts/synth"


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    specs = (plain_spec(), natural_spec(), fake_spec("gone", missing="Run: make gone"))
    with connected_to(tmp_path_factory.mktemp("who") / "home", specs, {"default_engine": "auto"}) as client:
        wait_for(lambda: info(client)["current_engine"] == "natural")
        yield client


def info(client: TestClient) -> dict[str, str]:
    told: dict[str, str] = client.get("/v1/monitor/info").json()
    return told


@pytest.mark.parametrize("body", [{}, {"stream": True}, {"engine": "auto"}, {"format": "mp3", "stream": True}])
def test_an_answer_tells_who_spoke(body: dict[str, object], client: TestClient) -> None:
    answer = client.post(SYNTH, json={"text": "440 Hz 0.1 s", "language": "pt", **body})

    assert (answer.headers["x-engine"], answer.headers["x-voice"]) == ("natural", "pf_dora")
    assert answer.headers["x-language"] == "pt-br"
    assert "x-warning" not in answer.headers


def test_a_form_is_answered_alike(client: TestClient) -> None:
    answer = client.post(SYNTH, files={"text": (None, "440 Hz 0.1 s"), "language": (None, "eo")})

    assert (answer.headers["x-engine"], answer.headers["x-voice"]) == ("plain", "eo")


@pytest.mark.parametrize(("voice", "engine"), [("pf_dora", "natural"), ("de", "plain")])
def test_a_preview_tells_who_speaks_it(voice: str, engine: str, client: TestClient) -> None:
    for _ in ("made", "kept"):
        answer = client.get(f"/v1/voices/{voice}/preview")
        assert (answer.headers["x-engine"], answer.headers["x-voice"]) == (engine, voice)
    assert client.get(f"/v1/voices/{voice}/preview?engine=auto").headers["x-engine"] == engine


def test_the_monitor_tells_that_it_is_auto_and_still_names_engines(client: TestClient) -> None:
    told = info(client)

    assert told["selected_engine"] == "auto"
    assert told["current_engine"] == told["default_engine"] == "natural"
    assert client.get("/ready").json() == {"status": "ready", "engine": "natural"}


def test_selecting_an_engine_and_auto_again(client: TestClient) -> None:
    def select(engine: str) -> tuple[str, str]:
        answer = client.post(f"/v1/monitor/select-engine?engine={engine}").json()
        return answer["current_engine"], answer["selected_engine"]

    assert select("plain") == ("plain", "plain")
    assert info(client)["current_engine"] == "plain"
    assert client.post(SYNTH, json={"text": "440 Hz 0.1 s", "language": "pt"}).headers["x-engine"] == "plain"
    assert select("kokoro") == ("natural", "kokoro")
    assert select("auto") == ("natural", "auto")
    assert info(client)["selected_engine"] == "auto"


def test_the_voices_that_auto_can_speak_with_are_those_of_the_installed_engines(client: TestClient) -> None:
    listed = client.get("/v1/voices?engine=auto&limit=1000").json()["voices"]
    named = [voice["id"] for voice in client.get("/v1/audio/voices").json()["voices"]]

    assert {voice["engine"] for voice in listed} == {"plain", "natural"}
    assert named[0] == "af_heart"
    assert set(named) - set(OPENAI_VOICES) == {voice["id"] for voice in listed}


def test_why_nobody_better_spoke_is_told_in_a_header(tmp_path: Path) -> None:
    specs = (plain_spec(), natural_spec("BrokenEngine"))
    with connected_to(tmp_path / "home", specs, {"default_engine": "auto"}) as client:
        answer = client.post(SYNTH, json={"text": "440 Hz 0.1 s", "language": "pt", "stream": True})

    assert answer.headers["x-engine"] == "plain"
    assert unquote(answer.headers["x-warning"]) == "Natural cannot speak at present: told not to load"


def test_a_default_voice_of_ones_own_replaces_the_best_one(tmp_path: Path) -> None:
    flags = {"default_engine": "auto", "default_voices": "pt-br=pm_alex"}
    with connected_to(tmp_path / "home", (plain_spec(), natural_spec()), flags) as client:
        answer = client.post(SYNTH, json={"text": "440 Hz 0.1 s", "language": "pt"})

    assert (answer.headers["x-voice"], "x-warning" in answer.headers) == ("pm_alex", False)


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ({"text": "Bom dia, tudo bem com você? Hoje faz sol."}, ("natural", "pf_dora", "pt-br", "pt-br")),
        ({"text": "Good morning, how are you today?"}, ("natural", "af_heart", "en-us", "en-us")),
        ({"text": "Good morning, how are you?", "voice": "pm_alex"}, ("natural", "pm_alex", "pt-br", "en-us")),
        ({"text": "Good morning, how are you?", "language": "eo"}, ("plain", "eo", "eo", "en-us")),
        ({"text": "Good morning, how are you?", "engine": "plain"}, ("plain", "en-us", "en-us", "en-us")),
    ],
)
def test_who_would_speak_a_text_is_told_without_speaking(
    body: dict[str, str], speaker: tuple[str, str, str, str], client: TestClient
) -> None:
    answer = client.post("/v1/text/speaker", json=body)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert (told["engine"], told["voice"], told["language"], told["text_language"]) == speaker
    assert told["warnings"] == []


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": " "}, "empty_text"),
        ({"text": "Olá", "voice": "nobody"}, "unknown_voice"),
        ({"text": "Olá", "engine": "gone"}, "model_not_installed"),
        ({"text": "Olá", "voice": "pm_alex", "language": "ja"}, "unsupported_language"),
    ],
)
def test_that_nobody_would_speak_a_text_is_told(body: dict[str, str], code: str, client: TestClient) -> None:
    assert client.post("/v1/text/speaker", json=body).json()["error"]["code"] == code
