"""The methods of a path: `Allow` names them all, and what can be got can be asked for its headers."""

import pytest
from fastapi.testclient import TestClient

from tests.api.test_paths import PATHS

ALLOWED = {path: {method.upper() for method, other in PATHS if other == path} for _, path in PATHS}


@pytest.mark.parametrize("path", sorted(ALLOWED))
def test_a_wrong_method_is_told_all_that_the_path_has(client: TestClient, path: str) -> None:
    expected = ALLOWED[path] | ({"HEAD"} if "GET" in ALLOWED[path] else set())
    wrong = "PATCH" if "PUT" in ALLOWED[path] else "PUT"
    ids = {"voice_id": "voice_0", "engine_id": "sine", "model_id": "kokoro", "dictionary_id": "a", "version_id": "b"}
    answer = client.request(wrong, path.format(**ids), json={})
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == expected


@pytest.mark.parametrize("path", ["/", "/voices", "/docs", "/openapi.json", "/ui/api.js"])
def test_the_page_can_be_got_only(client: TestClient, path: str) -> None:
    answer = client.post(path)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize(
    "path",
    ["/", "/docs", "/openapi.json", "/ui/api.js", "/health", "/ready", "/v1/voices", "/v1/voices/trash", "/v1/voices/x",
     "/v1/audio/voices", "/v1/monitor/info", "/v1/voices/hum/preview", "/v1/voices/export", "/nope", "/v1/tts/synth"],
)  # fmt: skip
def test_head_answers_as_get_does_but_without_a_body(client: TestClient, path: str) -> None:
    changing = {"x-request-id", "content-length", "etag", "last-modified"}
    got, asked = client.get(path), client.head(path)
    assert (asked.status_code, asked.content) == (got.status_code, b"")
    assert {k: v for k, v in asked.headers.items() if k not in changing} == {
        k: v for k, v in got.headers.items() if k not in changing
    }
    assert ("content-length" in asked.headers) == ("content-length" in got.headers)
