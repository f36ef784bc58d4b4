"""Parts of files, as audio elements ask for them: previews and what AllTalk's calls spoke into a file."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.voices.serving import voice_server

PATHS = ("/v1/voices/hum/preview", "/sample/hum.mp3", "/audio/NAME")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with voice_server(tmp_path_factory.mktemp("ranges") / "home") as server:
        yield server.client


@pytest.fixture(scope="module")
def addresses(client: TestClient) -> dict[str, str]:
    form = {"text_input": "440 Hz 6 s", "character_voice_gen": "hum", "language": "pt"}
    spoken = client.post("/api/tts-generate", data=form).json()["output_file_url"]
    return {**dict(zip(PATHS, PATHS, strict=True)), "/audio/NAME": spoken}


def get(client: TestClient, address: str, **headers: str) -> Any:
    return client.get(address, headers={name.replace("_", "-"): value for name, value in headers.items()})


@pytest.mark.parametrize("path", PATHS)
def test_a_part_is_the_same_bytes_of_the_whole(client: TestClient, addresses: dict[str, str], path: str) -> None:
    whole = get(client, addresses[path])
    size = len(whole.content)
    assert (whole.status_code, whole.headers["accept-ranges"]) == (200, "bytes")
    parts = {"0-1": (0, 2), "0-": (0, size), "70-": (70, size), "-5": (size - 5, size), f"9-{size + 9}": (9, size)}
    for asked, (start, stop) in parts.items():
        part = get(client, addresses[path], range=f"bytes={asked}")
        assert (part.status_code, part.content) == (206, whole.content[start:stop])
        assert part.headers["content-range"] == f"bytes {start}-{stop - 1}/{size}"
        assert part.headers["content-length"] == str(stop - start)
        assert part.headers["content-type"] == whole.headers["content-type"]


def test_a_part_may_lie_within_pieces_of_a_long_file(client: TestClient, addresses: dict[str, str]) -> None:
    """A spool gives 64 KB at once."""
    address = addresses["/audio/NAME"]
    whole = get(client, address).content
    assert len(whole) > 3 * 65_536 - 5_000
    assert get(client, address, range="bytes=65530-131080").content == whole[65_530:131_081]


@pytest.mark.parametrize(
    "headers",
    [
        {"range": asked}
        for asked in ("bytes=-", "bytes=-0", "bytes=5-2", "bytes=99999999-", "bytes=0-1,4-5", "lines=0-1")
    ]
    + [{"range": "bytes=0-1", "if_range": '"tag"'}],
)
def test_what_is_no_part_gets_the_whole(client: TestClient, headers: dict[str, str]) -> None:
    answer = get(client, "/sample/hum.mp3", **headers)
    assert (answer.status_code, answer.content) == (200, get(client, "/sample/hum.mp3").content)
    assert "content-range" not in answer.headers
