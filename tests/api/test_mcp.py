"""The Model Context Protocol over HTTP, as far as its clients do not show it: headers, statuses, guards."""

import base64
import json
import threading
from typing import Any

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect
from tests.live import wait_for
from vozes.api.mcp.endpoint import McpEndpoint

MODERN = {"MCP-Protocol-Version": "2026-07-28"}
EVENTS = {"Accept": "application/json, text/event-stream"}
META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


def post(client: TestClient, method: str, headers: dict[str, str] | None = None, **params: Any) -> httpx2.Response:
    message = {"jsonrpc": "2.0", "id": 1, "method": method, "params": params}
    return client.post("/mcp", json=message, headers=headers or {})


def speak(client: TestClient, headers: dict[str, str] | None = None, **arguments: Any) -> dict[str, Any]:
    answer = post(client, "tools/call", headers, name="speak", arguments=arguments)
    result: dict[str, Any] = answer.json()["result"]
    return result


def test_a_client_that_reads_no_events_gets_the_answer_alone(client: TestClient) -> None:
    sound, told = speak(client, text="440 Hz 0.2 s", language="en", format="wav")["content"]
    assert base64.b64decode(sound["data"]).startswith(b"RIFF")
    assert sound["mimeType"] == "audio/wav"
    assert told["text"] == "0.2 s of speech by sine, voice hum."


def test_a_tool_s_error_says_what_to_do(client: TestClient) -> None:
    answer = speak(client, text="Hello", voice="nobody")
    assert answer["isError"]
    assert "voices" in answer["content"][0]["text"]


def test_a_text_whose_sound_would_be_too_large_is_refused_before_it_is_spoken(client: TestClient) -> None:
    answer = speak(client, text="a" * 20_001)
    assert "20,000 characters" in answer["content"][0]["text"]


@pytest.mark.parametrize("name", ["../speech.mp3", "a/b.mp3", "a\\b.mp3", "..", "speech.pcm", "speech.txt"])
def test_a_file_has_a_name_without_a_folder_and_an_ending_of_audio(client: TestClient, name: str) -> None:
    answer = post(client, "tools/call", name="save_speech", arguments={"text": "Hello", "name": name})
    assert answer.json()["result"]["isError"]


def test_a_notification_is_accepted_and_a_stream_of_the_server_s_own_is_not_offered(client: TestClient) -> None:
    for method, params in (
        ("initialized", {}),
        ("cancelled", {"requestId": ["no id"]}),
        ("cancelled", {"requestId": 7}),
    ):
        told = {"jsonrpc": "2.0", "method": f"notifications/{method}", "params": params}
        assert client.post("/mcp", json=told).status_code == 202
    answer = client.get("/mcp", headers={"Accept": "text/event-stream"})
    assert (answer.status_code, answer.headers["allow"]) == (405, "POST")


def test_headers_that_say_something_else_than_the_message_are_refused(client: TestClient) -> None:
    right = {**MODERN, "Mcp-Method": "tools/call", "Mcp-Name": "list_voices"}
    call = {"name": "list_voices", "arguments": {}, "_meta": META}
    assert post(client, "tools/call", right, **call).status_code == 200
    for name in right:
        wrong = post(client, "tools/call", {**right, name: "2025-06-18"}, **call)
        assert (wrong.status_code, wrong.json()["error"]["code"]) == (400, -32020)


def test_an_unknown_method_has_the_status_that_its_revision_gives_it(client: TestClient) -> None:
    modern = {**MODERN, "Mcp-Method": "prompts/list"}
    assert post(client, "prompts/list", modern, _meta=META).status_code == 404
    assert post(client, "prompts/list").status_code == 200


def test_an_id_and_a_method_that_are_no_text_are_answered_too(client: TestClient) -> None:
    message = b'{"jsonrpc": "2.0", "id": "\\ud800", "method": "no\\udfff"}'
    answer = client.post("/mcp", content=message, headers={"Content-Type": "application/json"})
    assert answer.status_code == 200
    assert (answer.json()["id"], answer.json()["error"]["code"]) == ("\ud800", -32601)


def test_an_unknown_revision_is_refused(client: TestClient) -> None:
    answer = post(client, "tools/list", {"MCP-Protocol-Version": "1999-01-01"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, -32022)


def test_a_page_of_another_site_cannot_call_tools(client: TestClient) -> None:
    answer = post(client, "tools/list", {"Origin": "https://elsewhere.example"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "origin_not_allowed")


def test_tools_need_the_key(connect: Connect) -> None:
    with connect(api_key="k" * 16) as client:
        assert post(client, "tools/list").status_code == 401
        assert post(client, "tools/list", {"Authorization": "Bearer " + "k" * 16}).status_code == 200


def test_a_call_of_a_session_is_cancelled_by_its_notification_and_by_nobody_else_s(fresh_client: TestClient) -> None:
    session = post(fresh_client, "initialize", protocolVersion="2025-06-18").headers["Mcp-Session-Id"]
    own = {"Mcp-Session-Id": session, **EVENTS}
    answers: list[httpx2.Response] = []
    call = {"name": "speak", "arguments": {"text": "440 Hz 3600 s slowly"}}
    speaking = threading.Thread(target=lambda: answers.append(post(fresh_client, "tools/call", own, **call)))
    speaking.start()
    endpoint: McpEndpoint = fresh_client.app.state.mcp  # type: ignore[attr-defined]
    wait_for(lambda: endpoint.running == 1)
    cancel = {"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": 1}}
    fresh_client.post("/mcp", json=cancel, headers={"Mcp-Session-Id": "another"})
    assert endpoint.running == 1

    fresh_client.post("/mcp", json=cancel, headers={"Mcp-Session-Id": session})
    speaking.join(30)

    assert [json.loads(line[6:]) for line in answers[0].text.splitlines() if line.startswith("data: ")] == []
    assert endpoint.running == 0
