"""Forms with files: what is no form is refused, everything is counted, and nothing that was received is left."""

import asyncio
import errno
import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.api.conftest import Connect
from tests.api.voices.serving import VoiceServer, left, voice_server
from tests.fakes import fake_spec
from vozes.api.app import create_app
from vozes.settings import load_settings

PATHS = ("/v1/tts/clone-voice", "/v1/audio/voices", "/v1/voices/import", "/v1/tts/synth")
BOUNDARY = "x-y-z"
TYPE = {"content-type": f"multipart/form-data; boundary={BOUNDARY}"}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VoiceServer]:
    with voice_server(tmp_path_factory.mktemp("server") / "home", max_recording_bytes=100_000) as server:
        yield server


def part(name: str, content: bytes = b"a", file: str | None = None) -> bytes:
    named = f'form-data; name="{name}"' + (f'; filename="{file}"' if file is not None else "")
    return f"--{BOUNDARY}\r\nContent-Disposition: {named}\r\n\r\n".encode() + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()
VOICE = part("name", b"Ana") + part("consent", b"true")
FILE = part("files", b"RIFF", "a.wav")


def post(client: TestClient, *parts: bytes, path: str = PATHS[0], **headers: str) -> tuple[int, dict[str, Any]]:
    """Status and error."""
    answer = client.post(path, content=b"".join(parts), headers={**TYPE, **headers})
    error: dict[str, Any] = answer.json()["error"]
    assert set(error) == {"message", "type", "param", "code", "request_id"}
    return answer.status_code, error


@pytest.mark.parametrize(
    ("parts", "status", "code", "param"),
    [
        ((VOICE, FILE), 422, "invalid_field", None),
        ((VOICE, FILE, END[:-4]), 422, "invalid_field", None),
        ((b"nonsense",), 422, "invalid_field", None),
        ((b"",), 422, "invalid_field", None),
        ((END,), 422, "invalid_field", "name"),
        ((FILE, END), 422, "invalid_field", "name"),
        ((VOICE, VOICE, FILE, END), 422, "invalid_field", "name"),
        ((part("name", b"\xff\xfe"), END), 422, "invalid_field", None),
        ((part("name") + part("nope"), END), 422, "invalid_field", "nope"),
        ((part("files"), part("name"), END), 422, "invalid_field", "files"),
        ((part("name", b"a", "a.wav"), END), 422, "invalid_field", "name"),
        ((part("nope", b"a", "a.wav"), END), 422, "invalid_field", "nope"),
        ((VOICE, FILE * 11, END), 422, "invalid_field", "files"),
        ((part("tags") * 65, VOICE, FILE, END), 422, "invalid_field", None),
        ((VOICE, part("description", b"a" * 1_000_000), END), 413, "body_too_large", None),
        ((VOICE, part("files", b"a" * 100_001, "a.wav"), END), 413, "body_too_large", "files"),
        ((VOICE, part("files", b"a" * 99_999, "a") * 10, part("tags", b"a" * 10**6), END), 413, "body_too_large", None),
        ((f"--{BOUNDARY}\r\nContent-Type: a/b\r\n\r\na\r\n".encode(), END), 422, "invalid_field", None),
        ((f"--{BOUNDARY}\r\n".encode() + b"A: b\r\n" * 9 + b"\r\n\r\n", END), 422, "invalid_field", None),
        ((VOICE, END), 422, "invalid_field", "files"),
        ((VOICE, part("files", b"", ""), END), 422, "invalid_recording", "files"),
    ],
)  # fmt: skip
def test_what_is_no_such_form_is_refused_and_nothing_is_left(
    client: TestClient, home: Path, parts: tuple[bytes, ...], status: int, code: str, param: str | None
) -> None:
    answered, error = post(client, *parts)
    assert (answered, error["code"], error["param"]) == (status, code, param)
    assert left(home) == []


def test_a_field_that_a_form_does_not_have_is_told_with_the_nearest(client: TestClient) -> None:
    _, error = post(client, part("name", b"Ana"), part("langage", b"pt"), FILE, END)
    assert error["message"].startswith("There is no field 'langage' (did you mean language?). ")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=", "text/plain", ""])
def test_a_form_without_a_boundary_is_none(client: TestClient, path: str, content_type: str) -> None:
    answer = client.post(path, content=VOICE + FILE + END, headers={"content-type": content_type})
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_content_type")


@pytest.mark.parametrize("path", PATHS[:3])
def test_json_is_refused_where_files_are_needed(client: TestClient, path: str) -> None:
    answer = client.post(path, json={"name": "Ana", "consent": "true"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (415, "unsupported_content_type")


@pytest.mark.parametrize("path", ["/v1/monitor/select-engine", "/v1/voices/voice_0/restore", "/v1/voices"])
def test_a_form_is_refused_where_none_is_taken(client: TestClient, path: str) -> None:
    status, error = post(client, VOICE, FILE, END, path=path)
    assert (status, error["code"]) == (415, "unsupported_content_type")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_on_a_page_of_another_site_is_refused_before_it_is_read(
    client: TestClient, home: Path, path: str, headers: dict[str, str]
) -> None:
    """A browser sends forms to other sites without asking them."""
    status, error = post(client, VOICE, FILE, END, path=path, **headers)
    assert (status, error["code"]) == (403, "origin_not_allowed")
    assert left(home) == []


@pytest.mark.parametrize("path", PATHS)
def test_a_form_needs_the_key_where_there_is_one(connect: Connect, path: str) -> None:
    with connect(api_key="secret") as client:
        status, error = post(client, VOICE, FILE, END, path=path)
        assert (status, error["code"]) == (401, "invalid_api_key")


def test_a_form_beyond_the_limit_is_refused_by_its_length_before_it_is_read(client: TestClient) -> None:
    status, error = post(client, **{"content-length": "2000001"})
    assert (status, error["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("parts", "length", "said"),
    [
        ((VOICE, part("files", b"a" * 100_001, "a.wav"), END), None, ["100 KB"]),
        ((VOICE, part("description", b"a" * 1_000_000), END), None, ["1 MB"]),
        ((), "300000000", ["2 MB", "each file 100 KB"]),
    ],
)
def test_a_refusal_for_its_size_says_how_large_it_may_be(
    client: TestClient, parts: tuple[bytes, ...], length: str | None, said: list[str]
) -> None:
    status, error = post(client, *parts, **({"content-length": length} if length else {}))
    assert status == 413
    assert all(size in error["message"] for size in said), error["message"]


def test_a_form_beyond_the_limit_is_refused_while_it_arrives(client: TestClient, home: Path) -> None:
    sent = 0

    def pieces() -> Iterator[bytes]:
        nonlocal sent
        yield VOICE + part("files", b"", "a.wav")[:-2]
        for _ in range(100):
            sent += 10_000
            yield b"a" * 10_000

    answer = client.post(PATHS[0], content=pieces(), headers=TYPE)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
    assert left(home) == []


def test_what_comes_after_a_form_counts_too(client: TestClient, home: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield VOICE + FILE + END
        for _ in range(201):
            yield b"a" * 10_000

    answer = client.post(PATHS[0], content=pieces(), headers=TYPE)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
    assert left(home) == []


@pytest.mark.parametrize("size", [1, 7, 64])
def test_a_form_may_come_in_any_pieces(client: TestClient, size: int) -> None:
    form = VOICE + part("description", "ação".encode()) + FILE + END
    pieces = (form[start : start + size] for start in range(0, len(form), size))
    answer = client.post(PATHS[0], content=pieces, headers=TYPE)
    assert answer.json()["error"]["code"] == "invalid_recording"


def test_files_are_received_into_the_home_alone(
    client: TestClient, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where temporary files are elsewhere, a full system disk would be the server's concern."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    opened: list[str] = []
    real = Path.open

    def spying(path: Path, mode: str = "r", *rest: Any, **more: Any) -> Any:
        if "a" in mode:
            opened.append(str(path))
        return real(path, mode, *rest, **more)

    monkeypatch.setattr(tempfile, "tempdir", str(elsewhere))
    monkeypatch.setattr(Path, "open", spying)
    post(client, VOICE, part("files", b"a" * 99_999, "../../a.wav") * 10, END)
    assert len(set(opened)) == 10
    assert all(path.startswith(str(home / "cache" / "uploads")) for path in opened)
    assert list(elsewhere.iterdir()) == []


def test_a_disk_that_is_full_while_a_form_arrives_is_said_to_be(
    client: TestClient, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class FullDisk(io.BytesIO):
        def write(self, data: Any) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    real = Path.open

    def full(path: Path, mode: str = "r", *rest: Any, **more: Any) -> BinaryIO | Any:
        return FullDisk() if mode == "ab" else real(path, mode, *rest, **more)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "open", full)
        status, error = post(client, VOICE, part("files", b"a" * 99_999, "a.wav"), END)
        assert (status, error["code"]) == (507, "storage_full")
        assert left(home) == []
    assert post(client, VOICE, FILE, END)[1]["code"] == "invalid_recording"


def test_a_client_that_leaves_while_it_sends_leaves_nothing(tmp_path: Path) -> None:
    settings = load_settings(home=tmp_path / "home", default_engine="sine")
    app = create_app(settings, [fake_spec()])
    first = {"type": "http.request", "body": VOICE + part("files", b"a" * 300_000, "a.wav")[:-2], "more_body": True}
    assert asyncio.run(_send(app, tmp_path, first)) == 499
    assert left(tmp_path / "home") == []


async def _send(app: FastAPI, tmp_path: Path, first: dict[str, Any]) -> int:
    """The status that nobody reads; sees that something had been received."""
    messages = [first, {"type": "http.disconnect"}]
    statuses: list[int] = []

    async def receive() -> dict[str, Any]:
        if len(messages) == 1:
            assert len(left(tmp_path / "home")) == 2, "a folder and the file in it"
        return messages.pop(0) if len(messages) > 1 else messages[0]

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    await app(
        {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "path": PATHS[0],
            "raw_path": PATHS[0].encode(), "query_string": b"", "root_path": "", "scheme": "http",
            "headers": [(b"host", b"127.0.0.1"), (b"content-type", TYPE["content-type"].encode()),
                        (b"transfer-encoding", b"chunked")],
            "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 8000),
        },
        receive,
        send,
    )  # fmt: skip
    return statuses[0]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([VOICE, FILE, END, END[:-2], b"\r\n", b"--", part("tags")]) | st.binary(max_size=40)))
def test_any_bytes_get_a_known_answer_and_nothing_is_left(client: TestClient, home: Path, pieces: list[bytes]) -> None:
    status, _ = post(client, *pieces)
    assert status in (413, 415, 422)
    assert left(home) == []
