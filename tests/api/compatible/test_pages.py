"""Who may have these calls speak: a page that is listed, whatever of it asks; and no other page."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from tests.api.compatible.conftest import TONE
from tests.api.conftest import Connect, connected_to

SPEAKING = ["/tts_stream/", "/tts_stream", "/tts-stream", "/api/tts-generate-streaming"]
READING = ["/speakers", "/languages", "/sample/hum", "/api/voices", "/get_predefined_voices", "/studio_speakers"]
AUDIO = {"sec-fetch-dest": "audio", "sec-fetch-mode": "no-cors"}
SILLYTAVERN = {"origin": "http://127.0.0.1:8000"}
FIREFOX = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """Of a server that is not where SillyTavern is, with the preset for it and a key."""
    flags = {"cors_origins": "sillytavern", "api_key": "k"}
    with connected_to(tmp_path_factory.mktemp("pages") / "home", (), flags) as client:
        client.base_url = "http://127.0.0.1:8020"
        yield client


def get(client: TestClient, path: str, key: str | None = "k", **headers: str) -> int:
    sent = headers if key is None else {"authorization": f"Bearer {key}", **headers}
    return client.get(path, params={"text": TONE, "language": "pt"}, headers=sent).status_code


@pytest.mark.parametrize("path", [*SPEAKING, *READING])
def test_a_page_of_another_site_is_refused(client: TestClient, path: str) -> None:
    for headers in ({"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}):
        assert get(client, path, **headers) == 403


@pytest.mark.parametrize("path", [*SPEAKING, *READING])
def test_the_page_of_sillytavern_may_fetch_them(client: TestClient, path: str) -> None:
    assert get(client, path, **SILLYTAVERN, **{"sec-fetch-site": "same-site"}) == 200


@pytest.mark.parametrize("path", SPEAKING)
def test_its_audio_element_may_play_a_stream(client: TestClient, path: str) -> None:
    assert get(client, path, **AUDIO, **{"sec-fetch-site": "same-site"}) == 200
    assert get(client, path, **AUDIO, **{"sec-fetch-site": "cross-site"}) == 403
    assert get(client, path, **{"sec-fetch-dest": "image", "sec-fetch-site": "same-site"}) == 403


def test_an_audio_element_may_play_nothing_where_its_host_is_not_listed(connect: Connect) -> None:
    with connect(cors_origins="https://app.example") as client:
        for path in SPEAKING:
            assert get(client, path, None, **AUDIO, **{"sec-fetch-site": "same-site"}) == 403


@pytest.mark.parametrize("path", [*SPEAKING, "/sample/hum"])
def test_a_browser_that_does_not_tell_for_whom_it_asks_is_refused(client: TestClient, path: str) -> None:
    """Over plain HTTP from another machine it tells nothing of an audio element's page."""
    assert get(client, path, **FIREFOX) == 403
    assert get(client, path, **FIREFOX, **{"sec-fetch-site": "same-origin"}) == 200


def test_without_the_key_an_audio_element_is_told_why(client: TestClient) -> None:
    answer = client.get("/tts_stream/", params={"text": TONE}, headers={**AUDIO, "sec-fetch-site": "same-site"})
    assert answer.status_code == 401
    assert "audio element" in answer.json()["error"]["message"]


def test_every_path_needs_the_key(client: TestClient) -> None:
    assert {get(client, path, None) for path in [*SPEAKING, *READING, "/audio/x.wav"]} == {401}
    posts = [
        "/set_tts_settings",
        "/tts_to_audio/",
        "/tts",
        "/tts_stream",
        "/jambonz",
        "/api/tts-generate",
        "/api/reload",
    ]
    assert {client.post(path).status_code for path in posts} == {401}


def test_a_preview_needs_neither_a_key_nor_a_listed_page(client: TestClient) -> None:
    speakers = client.get("/speakers", headers={"authorization": "Bearer k"}).json()
    hum = next(speaker["preview_url"] for speaker in speakers if speaker["voice_id"] == "hum")
    assert hum.startswith("http://127.0.0.1:8020/sample/hum.mp3?")
    assert client.get(hum, headers={**AUDIO, **FIREFOX, "sec-fetch-site": "cross-site"}).status_code == 200
    assert client.get(hum, headers=FIREFOX).status_code == 200
    for other in (f"{hum}0", hum.replace("hum.mp3", "alto.mp3"), hum.replace("ticket=", "ticket=9")):
        assert client.get(other, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        assert client.get(other).status_code == 401


def test_the_page_asks_before_it_posts_and_is_answered(client: TestClient) -> None:
    asking = {
        **SILLYTAVERN,
        "access-control-request-method": "POST",
        "access-control-request-headers": "cache-control,content-type",
    }
    for path in ("/tts_to_audio/", "/set_tts_settings", "/api/tts-generate", "/tts"):
        answer = client.options(path, headers=asking)
        assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, SILLYTAVERN["origin"])
        assert client.options(path, headers={**asking, "origin": "https://evil.example"}).status_code == 403
