"""SillyTavern's provider `AllTalk`, in its version 2: what its script sends, and what it reads."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE, ignored, seconds
from tests.api.conftest import Connect

FORM = {
    "text_input": TONE,
    "text_filtering": "standard",
    "character_voice_gen": "Hum",
    "narrator_enabled": "false",
    "narrator_voice_gen": "Please set a voice",
    "text_not_inside": "narrator",
    "language": "pt",
    "output_file_name": "st_output",
    "output_file_timestamp": "true",
    "autoplay": "false",
    "autoplay_volume": "0.8",
}
"""As the script sends it where nothing was changed."""
ROLES = '*440 Hz 0.1 s* "550 Hz 0.2 s" 660 Hz 0.4 s'
OTHERWISE = '"550 Hz 0.2 s" *440 Hz 0.1 s* 660 Hz 0.4 s'
"""What one role says in turn is one text, of which the fake engine hums only the first command."""


def generate(client: TestClient, **fields: str) -> Any:
    return client.post("/api/tts-generate", data={**FORM, **fields})


def heard(client: TestClient, answer: Any) -> float:
    """How long the file is that was made, in seconds."""
    assert answer.status_code == 200, answer.text
    return seconds(client.get(answer.json()["output_file_url"]).content)


def test_it_tells_that_it_is_ready_and_what_there_is(client: TestClient) -> None:
    assert client.get("/api/ready").text == "Ready"
    assert client.get("/api/voices").json()["voices"] == ["Ana", "Hum", "Alto"]
    assert client.get("/api/rvcvoices").json()["rvcvoices"] == ["Disabled"]
    settings = client.get("/api/currentsettings").json()
    assert [model["name"] for model in settings["models_available"]] == ["auto", "sine", "cloner"]
    assert settings["current_model_loaded"] == "sine"
    assert not settings["deepspeed_capable"]
    assert not settings["lowvram_capable"]


def test_a_server_that_cannot_speak_yet_is_not_ready(connect: Connect) -> None:
    with connect(default_engine="gone") as client:
        assert client.get("/api/ready").text == "Unloaded"


def test_a_text_becomes_a_file_that_opens_without_a_key_and_from_another_page(client: TestClient) -> None:
    answer = generate(client)
    assert answer.json()["status"] == "generate-success"
    assert answer.json()["output_file_url"].startswith("/audio/")
    assert ignored(answer) == {"output_file_name", "output_file_timestamp", "autoplay", "autoplay_volume"}
    file = client.get(answer.json()["output_file_url"], headers={"sec-fetch-site": "cross-site"})
    assert (file.status_code, file.headers["content-type"]) == (200, "audio/wav")
    assert file.headers["cross-origin-resource-policy"] == "cross-origin"
    assert seconds(file.content) == pytest.approx(0.2)


def test_a_file_that_was_never_made_is_not_found(client: TestClient) -> None:
    assert client.get("/audio/st_output.wav").json()["error"]["code"] == "not_found"


@pytest.mark.parametrize(
    ("text", "narrator", "outside", "expected"),
    [
        (ROLES, "true", "narrator", 0.7),
        (OTHERWISE, "true", "character", 0.7),
        (ROLES, "true", "silent", 0.3),
        ("660 Hz 0.4 s *440 Hz 0.1 s*", "silent", "character", 0.4),
        (ROLES, "silent", "narrator", 0.2),
    ],
)
def test_who_is_silent_is_not_heard(
    client: TestClient, text: str, narrator: str, outside: str, expected: float
) -> None:
    fields = {"narrator_enabled": narrator, "narrator_voice_gen": "Alto", "text_not_inside": outside}
    answer = generate(client, text_input=text, **fields)
    assert heard(client, answer) == pytest.approx(expected, abs=0.01)


def test_the_narrator_begins_where_narration_does(client: TestClient) -> None:
    fields = {"narrator_enabled": "true", "narrator_voice_gen": "Alto", "text_not_inside": "character"}
    assert generate(client, text_input=ROLES, **fields).headers["x-voice"] == "alto"
    assert generate(client, text_input=OTHERWISE, **fields).headers["x-voice"] == "hum"


def test_a_narrator_without_a_voice_has_the_character_s_and_it_is_told(client: TestClient) -> None:
    answer = generate(client, text_input=ROLES, narrator_enabled="true")
    assert answer.headers["x-voice"] == "hum"
    assert "No voice was chosen for the narrator" in answer.headers["x-warning"]


def test_quotes_that_became_entities_are_quotes(client: TestClient) -> None:
    text = ROLES.replace('"', "&quot;")
    answer = generate(client, text_input=text, narrator_enabled="silent", text_not_inside="silent")
    assert heard(client, answer) == pytest.approx(0.2, abs=0.01)


@pytest.mark.parametrize("field", ["character_voice_gen", "narrator_voice_gen"])
def test_an_unknown_voice_is_not_found(client: TestClient, field: str) -> None:
    answer = generate(client, text_input=ROLES, narrator_enabled="true", **{field: "female_01.wav"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "unknown_voice")


@pytest.mark.parametrize(
    ("field", "value"), [("narrator_enabled", "maybe"), ("text_not_inside", "all"), ("speed", "9"), ("text_input", "")]
)
def test_a_wrong_field_is_named(client: TestClient, field: str, value: str) -> None:
    answer = generate(client, **{field: value})
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, field)


@pytest.mark.parametrize(
    ("body", "content_type", "code"),
    [
        (b'{"text_input": "a"}', "application/json", "unsupported_content_type"),
        (b"text_input=%ff", "application/x-www-form-urlencoded", "invalid_field"),
        (b"a=1&" * 100, "application/x-www-form-urlencoded", "invalid_field"),
        (b"", "application/x-www-form-urlencoded", "invalid_field"),
    ],
)
def test_what_is_no_such_form_is_refused(client: TestClient, body: bytes, content_type: str, code: str) -> None:
    answer = client.post("/api/tts-generate", content=body, headers={"content-type": content_type})
    assert answer.json()["error"]["code"] == code


def test_a_form_from_a_page_of_another_site_is_refused(client: TestClient) -> None:
    """Such a form is sent without asking first."""
    answer = client.post("/api/tts-generate", data=FORM, headers={"origin": "https://evil.example"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin_not_allowed")


def test_an_address_is_spoken_as_it_is_made(client: TestClient) -> None:
    query = {"text": TONE, "voice": "Hum.wav", "language": "pt", "output_file": "stream_output.wav"}
    answer = client.get("/api/tts-generate-streaming", params=query)
    assert (answer.status_code, answer.headers["content-type"]) == (200, "audio/wav")
    assert ignored(answer) == {"output_file"}


def test_a_preview_opens_without_a_key_and_from_another_page(client: TestClient) -> None:
    answer = client.post("/api/previewvoice/", data={"voice": "Hum"})
    file = client.get(answer.json()["output_file_url"], headers={"sec-fetch-site": "cross-site"})
    assert (file.status_code, file.headers["content-type"]) == (200, "audio/mpeg")
    unknown = client.post("/api/previewvoice/", data={"voice": "Nobody"})
    assert (unknown.status_code, unknown.json()["error"]["code"]) == (404, "unknown_voice")


def test_a_model_is_chosen_for_the_caller_and_not_for_the_server(connect: Connect) -> None:
    with connect() as client:
        assert client.post("/api/reload?tts_method=choir").json() == {"status": "model-success"}
        assert client.get("/api/currentsettings").json()["current_model_loaded"] == "choir"
        assert generate(client).headers["x-engine"] == "choir"
        assert client.get("/v1/monitor/info").json()["selected_engine"] == "sine"
        assert client.post("/api/reload?tts_method=nope").status_code == 404
        assert client.post("/api/reload?tts_method=gone").status_code == 409
        client.post("/api/reload?tts_method=auto")
        assert generate(client).headers["x-engine"] == "sine"
