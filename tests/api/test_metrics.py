"""`/metrics`: what Prometheus's own parser reads of it, that it is true, and that it holds nobody's words."""

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.openmetrics.parser import text_string_to_metric_families as parse_openmetrics
from prometheus_client.parser import text_string_to_metric_families

from tests.api.conftest import Connect, wait_until_idle
from tests.fakes import fake_spec
from tests.live import wait_for
from tests.voices.samples import draft
from vozes.service.metrics import cache_sizes
from vozes.voices.library import VoiceLibrary

DASHBOARD = Path(__file__).parents[2] / "deploy" / "grafana" / "vozes.json"
DOCUMENTED = Path(__file__).parents[2] / "docs" / "operations.md"
SENTINEL = "sentinela"

Figures = Mapping[tuple[str, frozenset[tuple[str, str]]], float]


def figures(client: TestClient, **headers: str) -> Figures:
    answer = client.get("/metrics", headers=headers)
    assert answer.status_code == 200, answer.text
    families = text_string_to_metric_families(answer.text)
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value for each in families for sample in each.samples
    }


def value(found: Figures, name: str, **labels: str) -> float:
    return found.get((name, frozenset(labels.items())), 0.0)


def speak(client: TestClient, text: str = "440 Hz 1 s", **more: object) -> int:
    return client.post("/v1/tts/synth", json={"text": text, "language": "en", **more}).status_code


def test_requests_are_counted_by_route_and_status(fresh_client: TestClient) -> None:
    client = fresh_client
    for path in ("/v1/voices/a", "/v1/voices/b", "/nowhere/c", "/nowhere/d", "/ui/style.css", "/ui/header.js"):
        client.get(path)
    client.delete("/v1/monitor/info")
    client.get("/health", headers={"Host": "evil.example"})
    client.request("BREW", "/health")

    found = figures(client)
    counted = {
        tuple(dict(labels)[name] for name in ("method", "route", "status")): count
        for (name, labels), count in found.items()
        if name == "vozes_requests_total"
    }
    assert counted == {
        ("GET", "/v1/voices/{voice_id}", "404"): 2,
        ("GET", "none", "404"): 2,
        ("GET", "/ui", "200"): 2,
        ("DELETE", "/v1/monitor/info", "405"): 1,
        ("GET", "none", "403"): 1,
        ("other", "/health", "405"): 1,
    }


def test_a_websocket_is_counted_by_its_route(fresh_client: TestClient) -> None:
    with fresh_client.websocket_connect("ws://127.0.0.1:8000/v1/audio/speech/stream"):
        pass
    labels = {"method": "WEBSOCKET", "route": "/v1/audio/speech/stream", "status": "101"}
    wait_for(lambda: value(figures(fresh_client), "vozes_requests_total", **labels) == 1)


def test_speech_is_counted_by_engine(fresh_client: TestClient) -> None:
    client = fresh_client
    wait_until_idle(client)
    before = figures(client)
    assert [speak(client), speak(client, "440 Hz 0.5 s"), speak(client, "fail")] == [200, 200, 500]

    found, sine = figures(client), {"engine": "sine"}
    assert value(found, "vozes_speech_total", outcome="done", **sine) == 2
    assert value(found, "vozes_speech_total", outcome="failed", **sine) == 1
    assert value(found, "vozes_audio_seconds_total", **sine) == pytest.approx(1.5)
    assert value(found, "vozes_characters_total", **sine) == len("440 Hz 1 s440 Hz 0.5 sfail")
    assert value(found, "vozes_first_sound_seconds_count", **sine) == 2
    assert value(found, "vozes_real_time_factor_count", **sine) == 2
    work = value(found, "vozes_synthesis_seconds_total", **sine)
    records = client.get("/v1/monitor/requests").json()["requests"]
    assert 0 < work == pytest.approx(sum(each["synthesis_seconds"] for each in records))
    waits = "vozes_queue_wait_seconds_count"
    assert value(found, waits, **sine) - value(before, waits, **sine) == 3
    assert value(found, waits, engine="choir") == 0


def test_the_present_state_is_that_of_the_monitor(fresh_client: TestClient) -> None:
    client = fresh_client
    wait_until_idle(client)
    found, info = figures(client), client.get("/v1/monitor/info").json()
    for engine_id, engine in info["engines"].items():
        states = {dict(labels)["state"]: on for (name, labels), on in found.items()
                  if name == "vozes_engine_state" and dict(labels)["engine"] == engine_id}  # fmt: skip
        assert {state for state, on in states.items() if on} == {engine["state"]}
        assert value(found, "vozes_queue_limit", engine=engine_id) == engine["queue"]["limit"]
        assert (value(found, "vozes_engine_memory_bytes", engine=engine_id) > 0) == (engine["state"] == "ready")
    assert value(found, "vozes_info", version=info["version"]) == 1


def test_an_engine_that_dies_is_counted_once_it_is_back(fresh_client: TestClient) -> None:
    client = fresh_client
    wait_until_idle(client)
    assert value(figures(client), "vozes_engine_restarts_total", engine="sine") == 0
    assert speak(client, "crash") == 503
    wait_for(lambda: value(figures(client), "vozes_engine_restarts_total", engine="sine") == 1)
    assert speak(client) == 200


def test_the_sizes_of_caches_are_those_on_the_disk(tmp_path: Path) -> None:
    for name, size in (("cache/pip/a", 3), ("cache/language/b", 5), ("voices/previews/c", 7), ("voices/custom/d", 99)):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_bytes(bytes(size))
    sizes = {"language": 5, "previews": 7, "embeddings": 0, "uploads": 0, "others": 3}
    assert cache_sizes(tmp_path) == sizes


def test_no_words_of_users_are_in_them_and_no_request_makes_new_labels(connect: Connect, tmp_path: Path) -> None:
    VoiceLibrary(tmp_path / "home", trash_days=30).add(draft(SENTINEL))
    with connect(fake_spec("sine", cloning=True)) as client:
        speak(client, SENTINEL, voice=SENTINEL)
        once = len(figures(client))
        for number in range(30):
            client.get(f"/v1/voices/{SENTINEL}{number}")
            client.get(f"/{SENTINEL}{number}?{SENTINEL}")
            client.request(f"{SENTINEL}{number}".upper(), "/health")
            speak(client, f"{SENTINEL} {number}", voice=f"{SENTINEL}{number}", engine=f"{SENTINEL}{number}")
        assert SENTINEL not in client.get("/metrics").text.lower()
        assert len(figures(client)) <= once + 8


def test_openmetrics_is_given_to_who_asks_for_it(client: TestClient) -> None:
    answer = client.get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    families = parse_openmetrics(answer.text)  # type: ignore[no-untyped-call]
    assert "vozes_queue_wait_seconds" in {family.name for family in families}


def test_a_key_is_needed_where_there_is_one_unless_a_setting_opens_them(connect: Connect) -> None:
    with connect(api_key="k") as client:
        assert client.get("/metrics").status_code == 401
        assert figures(client, Authorization="Bearer k")
    with connect(api_key="k", open_metrics=True) as client:
        assert figures(client)
        assert client.get("/v1/monitor/info").status_code == 401
        assert client.post("/metrics").status_code == 401


def _queried() -> list[str]:
    dashboard = json.loads(DASHBOARD.read_text("utf-8"))
    variables = [each["query"]["query"] for each in dashboard["templating"]["list"] if each["type"] == "query"]
    return variables + [target["expr"] for panel in dashboard["panels"] for target in panel["targets"]]


def test_every_query_of_the_dashboard_names_a_metric_and_labels_that_exist(fresh_client: TestClient) -> None:
    assert speak(fresh_client) == 200
    labels: dict[str, set[str]] = {}
    for name, given in figures(fresh_client):
        labels.setdefault(name, set()).update(dict(given))
    queries = _queried()
    assert len(queries) > 15
    for query in queries:
        plain = re.sub(r'"[^"]*"', "", query)
        names = re.findall(r"\b(?:vozes|process)_\w+", plain)
        assert names, query
        known = set().union(*(labels[name] for name in names)) | {"instance"}
        used = re.findall(r"(\w+)\s*=~?", plain) + re.findall(r"\w+", " ".join(re.findall(r"by \(([^)]*)\)", plain)))
        assert set(used) <= known, query


def test_the_documentation_names_every_metric_of_ours(fresh_client: TestClient) -> None:
    speak(fresh_client)
    families = {each.name for each in text_string_to_metric_families(fresh_client.get("/metrics").text)}
    named = {name.removesuffix("_total") for name in re.findall(r"`(vozes_\w+)`", DOCUMENTED.read_text("utf-8"))}
    assert named == {name for name in families if name.startswith("vozes_")}
