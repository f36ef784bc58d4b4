"""The protocol's methods, in every revision, without anything that speaks."""

from typing import Any

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.mcp.messages import Call, Json, ProtocolError, read_call
from vozes.mcp.revisions import BY_HANDSHAKE
from vozes.mcp.server import ToolServer
from vozes.mcp.tools import Arguments, Tell, Tool, ToolResult, audio, text

pytestmark = pytest.mark.anyio

META = {"io.modelcontextprotocol/protocolVersion": "2026-07-28", "io.modelcontextprotocol/clientCapabilities": {}}


class Words(Arguments):
    words: str
    loud: bool = False


async def _say(arguments: Words, tell: Tell) -> ToolResult:
    if arguments.words == "refuse":
        raise VozesError(ErrorCode.UNKNOWN_VOICE, "There is no such voice.")
    if arguments.words == "fail":
        raise RuntimeError
    return ToolResult((audio(b"sound", "audio/mpeg"), text(arguments.words)))


SERVER = ToolServer([Tool("say", "Say", "Says words.", Words, _say)], "Say things.")


async def _tell(*_: object) -> None:
    pass


async def respond(method: str, revision: str | None = None, **params: Any) -> Json:
    return await SERVER.respond(Call(1, method, params), _tell, revision)


async def result(method: str, revision: str | None = None, **params: Any) -> Json:
    content: Json = (await respond(method, revision, **params))["result"]
    return content


async def test_a_handshake_agrees_on_the_client_s_revision_where_it_is_known_and_else_on_the_newest() -> None:
    for wanted, agreed in [*((each, each) for each in BY_HANDSHAKE), ("2031-01-01", BY_HANDSHAKE[-1])]:
        assert (await result("initialize", protocolVersion=wanted))["protocolVersion"] == agreed


async def test_a_request_that_names_its_revision_needs_no_handshake() -> None:
    told = await result("server/discover", _meta=META)
    assert told["supportedVersions"] == ["2026-07-28"]
    assert told["resultType"] == "complete"
    assert "resultType" not in await result("tools/list")


async def test_an_unknown_revision_is_refused_with_those_that_are_known() -> None:
    meta = {**META, "io.modelcontextprotocol/protocolVersion": "1999-01-01"}
    error = (await respond("tools/list", _meta=meta))["error"]
    assert (error["code"], error["data"]["supported"]) == (-32022, ["2026-07-28"])


async def test_a_tool_tells_its_arguments_as_a_schema() -> None:
    (tool,) = (await result("tools/list"))["tools"]
    schema = tool["inputSchema"]
    assert (schema["required"], schema["additionalProperties"]) == (["words"], False)
    assert schema["properties"]["words"] == {"type": "string"}


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ({}, "words is missing."),
        ({"words": 3}, "words must be a text."),
        ({"words": "a", "lout": True}, "There is no argument 'lout' (did you mean loud?). say takes words, loud."),
        ({"words": "refuse"}, "There is no such voice."),
    ],
)
async def test_what_a_tool_cannot_do_is_told_to_the_assistant(arguments: Json, told: str) -> None:
    answer = await result("tools/call", name="say", arguments=arguments)
    assert answer["isError"]
    assert answer["content"][0]["text"].startswith(told)


async def test_null_stands_for_an_argument_that_is_left_out() -> None:
    assert not (await result("tools/call", name="say", arguments={"words": "a", "loud": None}))["isError"]


async def test_unknown_tools_and_methods_are_errors_of_the_protocol() -> None:
    assert (await respond("tools/call", name="shout"))["error"]["code"] == -32602
    assert (await respond("prompts/list"))["error"]["code"] == -32601


async def test_a_fault_of_ours_is_answered_too() -> None:
    error = (await respond("tools/call", name="say", arguments={"words": "fail"}))["error"]
    assert (error["code"], error["message"]) == (-32603, "Vozes failed on this call (RuntimeError).")


async def test_the_first_revision_which_knows_no_sound_gets_it_as_a_file() -> None:
    kinds = [
        [
            each["type"]
            for each in (await result("tools/call", revision, name="say", arguments={"words": "a"}))["content"]
        ]
        for revision in ("2024-11-05", "2025-03-26")
    ]
    assert kinds == [["resource", "text"], ["audio", "text"]]


@pytest.mark.parametrize(
    "message",
    [[], 3, {"id": 1, "method": "ping"}, {"jsonrpc": "2.0", "id": True, "method": "ping"},
     {"jsonrpc": "2.0", "id": None, "method": "ping"}, {"jsonrpc": "2.0", "id": 1, "method": "ping", "params": []}],
)  # fmt: skip
def test_what_is_no_message_is_refused(message: object) -> None:
    with pytest.raises(ProtocolError):
        read_call(message)


def test_an_answer_is_no_call() -> None:
    assert read_call({"jsonrpc": "2.0", "id": 1, "result": {}}) is None
