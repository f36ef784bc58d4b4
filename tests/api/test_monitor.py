from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.fakes import STEPS, fake_spec, natural_spec
from tests.live import wait_for
from vozes.engines.base import EngineSpec, LoadProgress
from vozes.engines.catalog import engine_specs
from vozes.engines.info import ModelInfo
from vozes.engines.settings import EngineSettings
from vozes.service.core import Service


def until_ready(client: TestClient) -> None:
    import time

    deadline = time.monotonic() + 30
    while client.get("/ready").status_code != 200:
        assert time.monotonic() < deadline


def test_health_is_answered_at_once_whatever_the_engines_do(connect: Connect) -> None:
    with connect(fake_spec(engine="BrokenEngine")) as client:
        answer = client.get("/health")
        assert answer.status_code == 200
        assert answer.json()["status"] == "ok"
        assert answer.json()["version"]


def test_ready_once_the_default_engine_has_spoken(fresh_client: TestClient) -> None:
    first = fresh_client.get("/ready")
    assert first.status_code in (200, 503)
    if first.status_code == 503:
        assert first.json()["error"]["code"] == "not_ready"
        assert int(first.headers["retry-after"]) >= 1
    until_ready(fresh_client)
    assert fresh_client.get("/ready").json() == {"status": "ready", "engine": "sine"}
    assert fresh_client.get("/v1/monitor/info").json()["engines"]["sine"]["state"] == "ready"


def test_not_ready_when_the_default_engine_cannot_be_loaded(connect: Connect) -> None:
    with connect(fake_spec(engine="BrokenEngine")) as client:
        client.post("/v1/engines/sine/load")
        answer = client.get("/ready")
        assert answer.status_code == 503
        assert "told not to load" in answer.json()["error"]["message"]


def test_ready_says_why_not(connect: Connect) -> None:
    with connect(fake_spec("sine", missing="Run: make sine")) as client:
        assert "Run: make sine. Try again" in client.get("/ready").json()["error"]["message"]
        assert "Run: make sine. `" in client.post("/v1/tts/synth", json={"text": "x"}).json()["error"]["message"]


def test_info_tells_which_formats_there_are(client: TestClient) -> None:
    formats = {each["name"]: each for each in client.get("/v1/monitor/info").json()["formats"]}
    assert list(formats) == ["wav", "flac", "mp3", "opus", "webm", "aac", "m4a", "pcm", "g711_ulaw", "g711_alaw"]
    assert (formats["opus"]["label"], formats["opus"]["media_type"]) == ("Opus", "audio/ogg")
    assert [name for name, each in formats.items() if not each["playable"]] == ["pcm", "g711_ulaw", "g711_alaw"]


def test_info_tells_the_longest_text_that_is_taken(connect: Connect) -> None:
    with connect(max_text_characters=16) as client:
        assert client.get("/v1/monitor/info").json()["max_text_characters"] == 16
        answers = [
            client.post("/v1/tts/synth", json={"text": text}) for text in ("440 Hz 0.1 s, hm", "440 Hz 0.1 s, hmm")
        ]
        assert [answer.status_code for answer in answers] == [200, 422]


def test_info_tells_all_about_every_engine(client: TestClient) -> None:
    info = client.get("/v1/monitor/info").json()
    assert info["engines_list"] == info["available_engines"] == ["sine", "choir", "gone"]
    assert info["current_engine"] == info["default_engine"] == "sine"
    gone = info["engines"]["gone"]
    assert (gone["name"], gone["state"], gone["reason"]) == ("Gone", "not_installed", "Run: make gone")
    assert gone["reason_code"] == "model_not_installed"
    assert gone["languages"] == ["en", "pt"]
    assert gone["voices_count"] == 2
    assert gone["memory_bytes"] is None
    assert gone["capabilities"] == {
        "cloning": False, "mixing": False, "streaming": True, "natural": True, "word_timings": "none",
        "concurrency": 1,
    }  # fmt: skip
    assert gone["options"][0] == {
        "name": "depth", "key": "gone.depth", "type": "integer", "default": 1, "minimum": 0, "maximum": 10,
        "choices": [], "unit": None, "max_length": None, "label": "A number", "help": "A number.",
        "low": "little", "high": "much", "choice_labels": {},
    }  # fmt: skip
    assert info["queues"]["sine"] == {"waiting": 0, "running": info["queues"]["sine"]["running"], "limit": 32}
    assert info["uptime_seconds"] >= 0
    assert {"vozes", "python"} <= set(info["versions"])
    assert info["device"]["cores"] >= 1


@pytest.mark.parametrize(
    ("header", "label", "low"),
    [("pt-BR,en;q=0.5", "Um número", "pouco"), ("en, pt;q=0.9", "A number", "little"), ("de", "A number", "little")],
)
def test_options_are_described_in_the_readers_language(client: TestClient, header: str, label: str, low: str) -> None:
    answer = client.get("/v1/monitor/info", headers={"Accept-Language": header}).json()
    depth, *_, color, _ = answer["engines"]["sine"]["options"]
    assert (depth["label"], depth["low"]) == (label, low)
    assert (color["choices"], color["choice_labels"]) == (["blue", "red"], {"blue": "Blue", "red": "Red"})
    assert color["low"] is color["high"] is None


def test_models_and_voices_tell_which_options_they_obey(connect: Connect) -> None:
    with connect(natural_spec(), default_engine="natural") as client:
        models = client.get("/v1/monitor/info").json()["engines"]["natural"]["models"]
        assert {model["name"]: model["options"] for model in models} == {"kokoro": [], "libritts": ["preset"]}
        voices = {voice["id"]: voice["options"] for voice in client.get("/v1/voices").json()["voices"]}
        assert (voices["pf_dora"], voices["libritts"]) == ({"natural": []}, {"natural": ["preset"]})


def test_a_model_tells_whether_it_speaks_in_cloned_voices(connect: Connect, bare_home: Path) -> None:
    specs = engine_specs(EngineSettings(str(bare_home)))
    with connect(*specs, default_engine="espeak", home=bare_home) as client:
        engines = client.get("/v1/monitor/info").json()["engines"].values()
    cloning = {model["name"]: model["cloning"] for engine in engines for model in engine["models"]}
    assert cloning == {"xtts": True, "libritts": True, "ljspeech": False, "kokoro": False}


def test_a_loaded_engine_tells_its_memory(fresh_client: TestClient) -> None:
    assert fresh_client.post("/v1/engines/choir/load").json()["state"] == "ready"
    choir = fresh_client.get("/v1/monitor/info").json()["engines"]["choir"]
    assert (choir["state"], choir["device"]) == ("ready", "cpu")
    assert choir["memory_bytes"] > 1_000_000
    assert fresh_client.post("/v1/engines/choir/unload").json()["state"] == "unloaded"
    assert fresh_client.get("/v1/monitor/info").json()["engines"]["choir"]["memory_bytes"] is None


def test_an_engine_tells_how_far_its_loading_is_and_what_memory_it_takes(connect: Connect, tmp_path: Path) -> None:
    """The default engine, which is loaded when the server starts."""
    home = tmp_path / "home"
    home.mkdir()
    with connect(fake_spec(engine="SteppingEngine")) as client:

        def sine() -> dict[str, Any]:
            engine: dict[str, Any] = client.get("/v1/monitor/info").json()["engines"]["sine"]
            return engine

        def is_at(progress: LoadProgress) -> Callable[[], bool]:
            return lambda: sine()["progress"] == asdict(progress)

        for name, progress in STEPS.items():
            wait_for(is_at(progress))
            assert sine()["state"] == "loading"
            assert sine()["memory_bytes"] > 1_000_000
            (home / name).touch()
        wait_for(lambda: sine()["state"] == "ready")
        assert sine()["progress"] is None


def test_models_tell_whether_they_can_speak(connect: Connect) -> None:
    def band(name: str, **about: Any) -> EngineSpec:
        spec = fake_spec(name, **about)
        models = (ModelInfo(f"{name}-low"), ModelInfo(f"{name}-harp", ("hum",), missing="Run: make harp"))
        return replace(spec, info=replace(spec.info, models=models))

    specs = band("sine"), band("idle"), band("gone", missing="Run: make gone"), band("broken", engine="BrokenEngine")
    with connect(*specs) as client:

        def states() -> dict[str, str]:
            engines = client.get("/v1/monitor/info").json()["engines"].values()
            return {model["name"]: model["state"] for engine in engines for model in engine["models"]}

        until_ready(client)
        client.post("/v1/engines/broken/load")
        assert {states()[f"{name}-harp"] for name in ("sine", "idle", "gone", "broken")} == {"not_installed"}
        assert {name: state for name, state in states().items() if name.endswith("low")} == {
            "sine-low": "ready", "idle-low": "unloaded", "gone-low": "not_installed", "broken-low": "failed",
        }  # fmt: skip
        service: Service = client.app.state.service  # type: ignore[attr-defined]
        with service.waiting.withheld(service.registry.find("sine")):  # as while it converts a model that has come
            assert states()["sine-low"] == "loading"


@pytest.mark.parametrize("action", ["load", "unload"])
def test_loading_an_engine_that_does_not_exist_is_404(client: TestClient, action: str) -> None:
    answer = client.post(f"/v1/engines/nope/{action}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_engine")


def test_loading_an_engine_that_is_not_installed_is_409(client: TestClient) -> None:
    answer = client.post("/v1/engines/gone/load")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "model_not_installed")
    assert client.post("/v1/engines/gone/unload").json()["state"] == "not_installed"


def test_loading_an_engine_that_cannot_be_loaded_is_503_with_its_reason(connect: Connect) -> None:
    with connect(fake_spec(), fake_spec("broken", engine="BrokenEngine")) as client:
        answer = client.post("/v1/engines/broken/load")
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "engine_failed")
        info = client.get("/v1/monitor/info").json()["engines"]["broken"]
        assert (info["state"], info["reason"], info["reason_code"]) == ("failed", "told not to load", "engine_failed")


def test_loading_an_engine_whose_files_are_damaged_is_409_with_its_reason(connect: Connect) -> None:
    with connect(fake_spec(), fake_spec("damaged", engine="DamagedEngine")) as client:
        answer = client.post("/v1/engines/damaged/load")
        assert (answer.status_code, answer.json()["error"]["code"]) == (409, "invalid_checkpoint")
        assert "told that its files are damaged" in answer.json()["error"]["message"]
        spoken = client.post("/v1/tts/synth", json={"text": "440 Hz 0.1 s", "language": "en", "engine": "damaged"})
        assert (spoken.status_code, spoken.json()["error"]["code"]) == (409, "invalid_checkpoint")


@pytest.mark.parametrize("by", ["query", "body"])
def test_selecting_an_engine_makes_it_the_one_that_speaks(fresh_client: TestClient, by: str) -> None:
    path = "/v1/monitor/select-engine"
    answer = (
        fresh_client.post(f"{path}?engine=choir")
        if by == "query"
        else fresh_client.post(path, json={"engine": "choir"})
    )
    assert (answer.status_code, answer.json()["current_engine"]) == (200, "choir")
    assert fresh_client.get("/v1/monitor/info").json()["current_engine"] == "choir"
    spoken = fresh_client.post("/v1/tts/synth", json={"text": "440 Hz 0.1 s", "language": "en"})
    assert spoken.headers["x-engine"] == "choir"


def test_selecting_an_unknown_engine_names_the_valid_ones(client: TestClient) -> None:
    answer = client.post("/v1/monitor/select-engine?engine=nope")
    assert answer.status_code == 404
    assert "sine, choir, gone" in answer.json()["error"]["message"]


def test_selecting_an_engine_that_is_not_installed_says_what_to_run(client: TestClient) -> None:
    answer = client.post("/v1/monitor/select-engine?engine=gone")
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "model_not_installed")
    assert "Run: make gone" in answer.json()["error"]["message"]
    assert client.get("/v1/monitor/info").json()["current_engine"] == "sine"


def test_selecting_nothing_is_refused(client: TestClient) -> None:
    answer = client.post("/v1/monitor/select-engine")
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, "engine")


def test_voices_of_every_engine_that_is_installed_are_listed(client: TestClient) -> None:
    voices = client.get("/v1/voices").json()["voices"]
    assert [(voice["engine"], voice["id"]) for voice in voices] == [
        (engine, voice) for engine in ("sine", "choir") for voice in ("hum", "alto")
    ]
    assert {name: value for name, value in voices[1].items() if value is not None} == {
        "id": "alto", "name": "Alto", "engine": "sine", "engines": ["sine"], "languages": ["pt"],
        "gender": "female", "kind": "preset", "available": True, "recommended": False,
        "options": {"sine": ["depth", "warmth", "echo", "color", "motto"]},
    }  # fmt: skip
    assert client.get("/v1/voices?engine=gone").json() == {"voices": [], "total": 0}


def test_voices_are_filtered_by_engine_and_language(client: TestClient) -> None:
    def ids(query: str) -> list[str]:
        return [voice["id"] for voice in client.get(f"/v1/voices?{query}").json()["voices"]]

    assert ids("engine=sine") == ["hum", "alto"]
    assert ids("engine=sine&language=en") == ["hum"]
    assert ids("engine=sine&language=pt-BR") == ["hum", "alto"]
    assert ids("engine=sine&language=xx") == []
    assert client.get("/v1/voices?engine=nope").status_code == 404
