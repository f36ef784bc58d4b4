import json
import re

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from vozes.api.openapi import EVERYWHERE
from vozes.api.routes.routers import ROUTERS

PATHS = {
    ("get", "/health"),
    ("get", "/ready"),
    ("get", "/metrics"),
    ("get", "/v1/monitor/info"),
    ("get", "/v1/monitor/requests"),
    ("post", "/v1/monitor/select-engine"),
    ("get", "/v1/session"),
    ("post", "/v1/session"),
    ("delete", "/v1/session"),
    ("post", "/v1/tts/synth"),
    ("post", "/v1/tts/clone-voice"),
    ("get", "/v1/voices"),
    ("get", "/v1/voices/export"),
    ("post", "/v1/voices/import"),
    ("get", "/v1/voices/trash"),
    ("delete", "/v1/voices/trash"),
    ("get", "/v1/voices/{voice_id}"),
    ("patch", "/v1/voices/{voice_id}"),
    ("delete", "/v1/voices/{voice_id}"),
    ("post", "/v1/voices/{voice_id}/restore"),
    ("get", "/v1/voices/{voice_id}/preview"),
    ("get", "/v1/voices/{voice_id}/recording"),
    ("get", "/v1/voices/{voice_id}/export"),
    ("get", "/v1/audio/voices"),
    ("post", "/v1/audio/voices"),
    ("delete", "/v1/audio/voices/{voice_id}"),
    ("get", "/v1/audio/voices/{voice_id}"),
    ("get", "/v1/audio/voice_consents"),
    ("post", "/v1/audio/voice_consents"),
    ("get", "/v1/audio/voice_consents/{consent_id}"),
    ("post", "/v1/audio/voice_consents/{consent_id}"),
    ("delete", "/v1/audio/voice_consents/{consent_id}"),
    ("post", "/v1/audio/speech"),
    ("post", "/v1/text-to-speech/{voice_id}"),
    ("post", "/v1/text-to-speech/{voice_id}/stream"),
    ("post", "/v1/text-to-speech/{voice_id}/with-timestamps"),
    ("post", "/v1/text-to-speech/{voice_id}/stream/with-timestamps"),
    ("post", "/v1/text-to-dialogue"),
    ("post", "/v1/text-to-dialogue/stream"),
    ("post", "/v1/text-to-dialogue/with-timestamps"),
    ("post", "/v1/text-to-dialogue/stream/with-timestamps"),
    ("get", "/v2/voices"),
    ("post", "/v1/voices/add"),
    ("post", "/v1/voices/{voice_id}/edit"),
    ("get", "/v1/pronunciation-dictionaries"),
    ("post", "/v1/pronunciation-dictionaries/add-from-file"),
    ("post", "/v1/pronunciation-dictionaries/add-from-rules"),
    ("get", "/v1/pronunciation-dictionaries/{dictionary_id}"),
    ("patch", "/v1/pronunciation-dictionaries/{dictionary_id}"),
    ("get", "/v1/pronunciation-dictionaries/{dictionary_id}/{version_id}/download"),
    ("get", "/v1/user"),
    ("get", "/v1/user/subscription"),
    ("post", "/dev/captioned_speech"),
    ("get", "/v1/audio/models"),
    ("get", "/v1/models"),
    ("get", "/v1/models/{model_id}"),
    ("get", "/v1/test"),
    ("post", "/v1/text/reading"),
    ("post", "/v1/text/subtitles"),
    ("post", "/v1/audio/convert"),
    ("post", "/v1/text/speaker"),
    ("get", "/v1/markup"),
    ("get", "/v1/lexicon"),
    ("put", "/v1/lexicon"),
    ("delete", "/v1/lexicon"),
    ("get", "/v1/models/catalog"),
    ("post", "/v1/models/{model_id}/pull"),
    ("delete", "/v1/models/{model_id}/pull"),
    ("delete", "/v1/models/{model_id}"),
    ("post", "/v1/engines/{engine_id}/load"),
    ("post", "/v1/engines/{engine_id}/unload"),
    ("get", "/v1/settings"),
    ("patch", "/v1/settings"),
    ("get", "/speakers"),
    ("get", "/languages"),
    ("get", "/sample/{file}"),
    ("post", "/set_tts_settings"),
    ("post", "/tts_to_audio/"),
    ("get", "/tts_stream/"),
    ("get", "/api/ready"),
    ("get", "/api/voices"),
    ("get", "/api/rvcvoices"),
    ("get", "/api/currentsettings"),
    ("post", "/api/reload"),
    ("post", "/api/tts-generate"),
    ("get", "/api/tts-generate-streaming"),
    ("post", "/api/previewvoice/"),
    ("get", "/audio/{name}"),
    ("get", "/get_predefined_voices"),
    ("get", "/get_reference_files"),
    ("get", "/api/ui/initial-data"),
    ("post", "/tts"),
    ("get", "/tts-stream"),
    ("get", "/studio_speakers"),
    ("post", "/tts_stream"),
    ("post", "/jambonz"),
}


def test_the_paths_are_exactly_these(client: TestClient) -> None:
    paths = client.get("/openapi.json").json()["paths"]
    assert {(method, path) for path, methods in paths.items() for method in methods} == PATHS


def test_no_route_makes_a_validator_for_its_errors_at_each_start() -> None:
    routes = [route for router in ROUTERS for route in router.routes if isinstance(route, APIRoute)]
    assert {status for route in routes for status in route.response_fields} <= {200}
    assert not any("model" in answer for answer in EVERYWHERE.values())


def test_the_first_request_builds_no_route_anew(client: TestClient) -> None:
    made = [route for router in ROUTERS for route in router.routes]
    served = client.app.routes  # type: ignore[attr-defined]
    assert all(one is other for one, other in zip(made, served[: len(made)], strict=True))


def test_the_protocol_of_assistants_has_a_document_of_its_own_and_is_served(client: TestClient) -> None:
    call = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert client.post("/mcp", json=call).json() == {"jsonrpc": "2.0", "id": 1, "result": {}}


def test_the_page_and_the_documentation_are_served_and_redoc_is_not(client: TestClient) -> None:
    assert "<html" in client.get("/").text
    assert "swagger" in client.get("/docs").text
    assert client.get("/redoc").status_code == 404


@pytest.mark.parametrize(
    "path", ["/ui/../settings.py", "/ui/%2e%2e/settings.py", "/ui/..%2fsettings.py", "/ui//etc/passwd"]
)
def test_only_the_page_s_own_files_are_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_unknown_path_and_a_wrong_method_have_the_shape_of_every_error(client: TestClient) -> None:
    assert client.get("/nope").json()["error"]["code"] == "not_found"
    answer = client.get("/v1/tts/synth")
    assert (answer.status_code, answer.json()["error"]["code"]) == (405, "method_not_allowed")
    assert answer.headers["allow"] == "POST"


def test_an_error_of_the_server_itself_has_the_shape_too(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    with connect() as client:
        monkeypatch.setattr(client.app.state.service.registry, "find", None)  # type: ignore[attr-defined]
        answer = client.get("/v1/voices?engine=sine")
        assert answer.status_code == 500
        error = answer.json()["error"]
        assert error["code"] == "internal_error"
        assert "Traceback" not in json.dumps(error)


def test_the_examples_of_the_documentation_are_valid(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    content = spec["paths"]["/v1/tts/synth"]["post"]["requestBody"]["content"]["application/json"]
    assert len(content["examples"]) >= 3
    fields = spec["components"]["schemas"]["SynthesisRequest"]["properties"]
    assert all(set(example["value"]) <= set(fields) for example in content["examples"].values())


def test_every_error_that_the_documentation_knows_has_the_one_shape(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    assert "HTTPValidationError" not in spec["components"]["schemas"]
    for methods in spec["paths"].values():
        for operation in methods.values():
            shape = "ElevenLabsError" if "elevenlabs" in operation["tags"] else "ErrorAnswer"
            failures = {status: answer for status, answer in operation["responses"].items() if status[0] != "2"}
            assert {"401", "403"} <= set(failures)
            for answer in failures.values():
                assert answer["content"]["application/json"]["schema"]["$ref"].endswith(f"/{shape}")


def test_all_that_the_documentation_refers_to_is_there(client: TestClient) -> None:
    spec = client.get("/openapi.json").json()
    referred = set(re.findall(r'"\$ref": "([^"]+)"', json.dumps(spec)))
    assert {f"#/components/schemas/{name}" for name in spec["components"]["schemas"]} >= referred
