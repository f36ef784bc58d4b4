"""Voices in ElevenLabs' shapes, on paths that are partly ours."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import VoiceServer, keep_voice, voice_server
from tests.spoken import spoken

THEIRS = {"xi-api-key": ""}
RACHEL = "21m00Tcm4TlvDq8ikWAM"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceServer]:
    with voice_server(tmp_path_factory.mktemp("server") / "home") as server:
        yield server


@pytest.fixture
def client(server: VoiceServer) -> TestClient:
    return server.emptied()


def get(client: TestClient, path: str) -> Any:
    answer = client.get(path, headers=THEIRS)
    assert answer.status_code == 200, answer.text
    return answer.json()


def add(client: TestClient, files: int = 1, **fields: Any) -> Any:
    sent = [("files", (f"{number}.wav", spoken(), "audio/wav")) for number in range(files)]
    return client.post("/v1/voices/add", data={"name": "Ana", **fields}, files=sent, headers=THEIRS)


def edit(client: TestClient, voice_id: str, **fields: Any) -> Any:
    form = {name: (None, value) for name, value in fields.items()}
    return client.post(f"/v1/voices/{voice_id}/edit", files=form, headers=THEIRS)


def found(client: TestClient, query: str) -> list[str]:
    return [voice["name"] for voice in get(client, f"/v2/voices?{query}")["voices"]]


def test_our_own_clients_see_our_own_shape(client: TestClient) -> None:
    voice = keep_voice(client)
    assert client.get("/v1/voices").json()["total"] > 1
    assert client.get(f"/v1/voices/{voice.id}").json()["kind"] == "custom"
    assert client.get("/v1/models").json()["object"] == "list"
    assert client.delete(f"/v1/voices/{voice.id}").status_code == 204


@pytest.mark.parametrize("headers", [{"xi-api-key": "x"}, {"xi-api-key": ""}, {"X-Fern-SDK-Name": "elevenlabs"}])
def test_elevenlabs_clients_see_theirs(client: TestClient, headers: dict[str, str]) -> None:
    voice = keep_voice(client, "Ana", language="pt", tags=["accent: carioca", "mine"], description="Calm.")
    listed = client.get("/v1/voices", headers=headers).json()["voices"]
    assert [each["voice_id"] for each in listed] == [voice.id, "hum", "alto"]
    own, _, alto = listed
    assert (own["name"], own["category"], own["is_owner"]) == ("Ana", "cloned", True)
    assert own["labels"] == {"accent": "carioca", "language": "pt"}
    assert own["preview_url"] == f"http://127.0.0.1:8000/v1/voices/{voice.id}/preview"
    assert own["created_at_unix"] > 1_700_000_000
    assert (alto["category"], alto["labels"]) == ("premade", {"engine": "sine", "gender": "female", "language": "pt"})
    assert alto["verified_languages"] == [{"language": "pt", "model_id": "sine", "locale": "pt"}]


def test_the_trash_and_the_export_stay_ours_whatever_a_client_sends(client: TestClient) -> None:
    keep_voice(client)
    assert client.get("/v1/voices/export", headers=THEIRS).headers["content-type"] == "application/zip"
    assert get(client, "/v1/voices/trash") == {"voices": []}
    assert client.delete("/v1/voices/trash", headers=THEIRS).status_code == 204


@pytest.mark.parametrize(
    ("method", "path", "key"),
    [("get", "/v1/voices?limit=0", "error"), ("post", "/v1/tts/synth", "error"), ("get", "/v1/history", "detail")],
)
def test_an_error_of_ours_has_our_shape_and_theirs_theirs(client: TestClient, method: str, path: str, key: str) -> None:
    headers = THEIRS if path == "/v1/tts/synth" else {}  # there it is a key like others
    assert list(client.request(method, path, headers=headers).json()) == [key]


def test_a_preview_can_be_heard_where_its_address_says(client: TestClient) -> None:
    voice = get(client, "/v1/voices/alto")
    assert client.get(voice["preview_url"]).headers["content-type"] == "audio/mpeg"


def test_one_voice_is_shown_whosever_it_is(client: TestClient) -> None:
    voice = keep_voice(client)
    assert get(client, f"/v1/voices/{voice.id}")["category"] == "cloned"
    assert get(client, "/v1/voices/hum")["name"] == "Hum"
    assert get(client, f"/v1/voices/{RACHEL}")["name"] == "Rachel"
    answer = client.get("/v1/voices/nobody", headers=THEIRS)
    assert (answer.status_code, answer.json()["detail"]["status"]) == (404, "voice_not_found")


def test_pages_follow_one_another(client: TestClient) -> None:
    for name in ("Bia", "Ana", "Caio"):
        keep_voice(client, name)
    names, token = [], ""
    while True:
        page = get(client, f"/v2/voices?page_size=2{token}")
        names += [voice["name"] for voice in page["voices"]]
        assert page["total_count"] == 5
        assert page["has_more"] == (page["next_page_token"] is not None)
        if not page["has_more"]:
            break
        token = f"&next_page_token={page['next_page_token']}"
    assert names == ["Ana", "Bia", "Caio", "Hum", "Alto"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("search=AN", ["Ána"]),
        ("search=warm bass", ["Bruno"]),
        ("search=female", ["Alto"]),
        ("category=cloned&sort=name&sort_direction=desc", ["Bruno", "Ána"]),
        ("category=premade", ["Hum", "Alto"]),
        ("voice_type=personal", ["Ána", "Bruno"]),
        ("voice_type=default", ["Hum", "Alto"]),
        ("voice_type=community", []),
        ("voice_ids=hum&voice_ids=alto", ["Hum", "Alto"]),
        ("include_total_count=true&sort=name", ["Alto", "Ána", "Bruno", "Hum"]),
    ],
)
def test_voices_are_searched_filtered_and_sorted(client: TestClient, query: str, names: list[str]) -> None:
    keep_voice(client, "Ána")
    keep_voice(client, "Bruno", description="A warm voice.", tags=["kind: bass"])
    assert found(client, query) == names


@pytest.mark.parametrize("query", ["page_size=0", "page_size=101", "next_page_token=x", "sort=age"])
def test_a_wrong_query_is_told_as_a_list(client: TestClient, query: str) -> None:
    answer = client.get(f"/v2/voices?{query}", headers=THEIRS)
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["body", query.partition("=")[0]]


def test_a_voice_is_cloned_with_consent_spoken_with_renamed_and_deleted(client: TestClient) -> None:
    labels = {"consent": "true", "language": "pt-BR", "accent": "carioca"}
    answer = add(client, labels=json.dumps(labels), description="Calm.", remove_background_noise="false")
    assert answer.status_code == 200
    assert answer.headers["x-ignored-fields"] == "remove_background_noise"
    assert answer.json()["requires_verification"] is False
    voice_id = answer.json()["voice_id"]
    voice = get(client, f"/v1/voices/{voice_id}")
    assert (voice["description"], voice["labels"]) == ("Calm.", {"accent": "carioca", "language": "pt-br"})
    body = {"text": "440 Hz 0.2 s"}
    assert client.post(f"/v1/text-to-speech/{voice_id}", json=body).headers["x-voice"] == voice_id
    assert edit(client, voice_id, name="Bia", labels='{"accent": "mineiro"}').json() == {"status": "ok"}
    voice = get(client, f"/v1/voices/{voice_id}")
    assert (voice["name"], voice["description"]) == ("Bia", "Calm.")
    assert voice["labels"] == {"accent": "mineiro", "language": "pt-br"}
    assert client.delete(f"/v1/voices/{voice_id}", headers=THEIRS).json() == {"status": "ok"}
    assert client.get(f"/v1/voices/{voice_id}", headers=THEIRS).status_code == 404
    assert client.post(f"/v1/voices/{voice_id}/restore").status_code == 200


@pytest.mark.parametrize("fields", [{}, {"labels": '{"accent": "x"}'}, {"labels": "null", "consent": "false"}])
def test_without_consent_no_voice_is_made_and_the_error_says_how_to_declare_it(
    client: TestClient, fields: dict[str, Any]
) -> None:
    answer = add(client, **fields)
    detail = answer.json()["detail"]
    assert (answer.status_code, detail["status"], detail["param"]) == (400, "consent_required", "labels")
    assert "labels={'consent': 'true'}" in detail["message"]
    assert found(client, "category=cloned") == []


@pytest.mark.parametrize(
    ("files", "fields", "status", "name"),
    [
        (1, {"name": "Taken"}, 400, "name_taken"),
        (1, {"name": ""}, 422, "name"),
        (0, {}, 422, "files"),
        (1, {"labels": "[1]"}, 422, "labels"),
    ],
)
def test_what_is_wrong_with_a_new_voice_is_told(
    client: TestClient, files: int, fields: dict[str, str], status: int, name: str
) -> None:
    keep_voice(client, "Taken")
    if files:
        answer = add(client, files, consent="true", **fields)
    else:
        form = {"name": (None, "Ana"), "consent": (None, "true")}
        answer = client.post("/v1/voices/add", files=form, headers=THEIRS)
    assert answer.status_code == status
    detail = answer.json()["detail"]
    assert name in (detail[0]["loc"] if isinstance(detail, list) else [detail["status"]])


def test_recordings_cannot_be_added_to_a_voice(client: TestClient) -> None:
    voice = keep_voice(client)
    sent = {"files": ("a.wav", spoken(), "audio/wav")}
    answer = client.post(f"/v1/voices/{voice.id}/edit", data={"name": "Ana"}, files=sent, headers=THEIRS)
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["body", "files"])


def test_the_models_are_a_bare_list(client: TestClient) -> None:
    models = {model["model_id"]: model for model in get(client, "/v1/models")}
    assert {"sine", "cloner", "eleven_multilingual_v2", "eleven_flash_v2_5", "eleven_v3"} <= set(models)
    assert all(model["can_do_text_to_speech"] for model in models.values())
    assert [each["language_id"] for each in models["eleven_flash_v2_5"]["languages"]] == ["en", "pt"]
    assert models["sine"]["maximum_text_length_per_request"] == 100_000


def test_the_user_may_speak(client: TestClient, tmp_path: Path) -> None:
    keep_voice(client)
    user = get(client, "/v1/user")
    assert user["subscription"] == get(client, "/v1/user/subscription")
    assert (user["subscription"]["voice_slots_used"], user["subscription"]["status"]) == (1, "active")
    assert user["subscription"]["can_use_instant_voice_cloning"]
    with voice_server(tmp_path / "home", api_key="secret") as locked:
        assert locked.client.get("/v1/user", headers={"xi-api-key": "secret"}).status_code == 200
        answer = locked.client.get("/v1/user", headers={"xi-api-key": "wrong"})
        assert (answer.status_code, answer.json()["detail"]["status"]) == (401, "invalid_api_key")
