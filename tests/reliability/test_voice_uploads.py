"""Whatever is uploaded, the answer is a known one and comes soon, and nothing of it stays: no file, no memory.

Real files of every format are damaged by chance, always in the same way for a seed; the others were made to hurt.
"""

import base64
import json
import random
import socket
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from urllib.parse import urlsplit

import pytest

from tests.audio.hostile import BOMBS, mutated
from tests.audio.recordings import FORMATS, good_file
from tests.live import LiveServer, wait_for
from tests.reliability.conftest import Answer
from tests.reliability.memory import Memory
from tests.reliability.voice_client import (
    BOUNDARY,
    CLONE,
    END,
    FORM,
    IMPORT,
    SPEAK,
    VoiceClient,
    archive,
    clone_form,
    import_form,
    leftovers,
    library_server,
    once_form,
    part,
    speech,
)

KNOWN = {200, 201, 400, 409, 413, 415, 422}
MOST_MEMORY = 300 * 1024 * 1024
"""Bytes."""
SECONDS = 4.0
AT_ONCE = 2
JSON = "application/json"


@dataclass(frozen=True)
class Upload:
    path: str
    body: bytes
    content_type: str = FORM


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    """One that has made its model of languages, in a process that takes 150 MB for a second."""
    with library_server() as live:
        with VoiceClient(live) as client:
            assert client.send("POST", SPEAK, text="Hello!").status == 200
        yield live


@pytest.fixture(autouse=True)
def _nothing_stays(server: LiveServer) -> Iterator[None]:
    with Memory(server) as memory:
        yield
    assert memory.growth < MOST_MEMORY, f"{memory.growth:,} bytes"
    assert server.process.poll() is None
    wait_for(lambda: leftovers(server.home) == [])


# damaged by chance


def upload(seed: int) -> Upload:
    """A damaged file in a form, a form with a damaged file, or either in JSON."""
    chance = random.Random(seed)
    damaged = mutated(good_file(list(FORMATS)[seed % len(FORMATS)]), seed)
    match chance.choice(("clone", "clone", "as OpenAI", "import", "once", "once in JSON", "form")):
        case "clone":
            return Upload(CLONE, clone_form(f"Voice {seed}", damaged))
        case "as OpenAI":
            return Upload("/v1/audio/voices", clone_form(f"Voice {seed}", damaged, "audio_sample"))
        case "import":
            return Upload(IMPORT, import_form(damaged_archive(seed, chance)))
        case "once":
            return Upload(SPEAK, once_form(damaged))
        case "once in JSON":
            recording = base64.b64encode(damaged).decode()
            body = {"text": "Hello!", "language": "en", "reference_audio": recording}
            return Upload(SPEAK, json.dumps(body).encode(), JSON)
        case _:
            whole = chance.choice(
                (clone_form(f"Voice {seed}", speech()), once_form(speech()), import_form(good_archive()))
            )
            return Upload(chance.choice((CLONE, SPEAK, IMPORT)), from_either_end(whole, seed, chance))


@cache
def good_archive() -> bytes:
    """With little sound, so that more of it can be damaged."""
    return archive("Ana", "Bia", recording=speech()[:4000])


def damaged_archive(seed: int, chance: random.Random) -> bytes:
    return from_either_end(good_archive(), seed, chance)


def from_either_end(data: bytes, seed: int, chance: random.Random) -> bytes:
    """Damaged mostly near the beginning or near the end, where zip files have what others have in their headers."""
    return mutated(data, seed) if chance.random() < 0.5 else mutated(data[::-1], seed)[::-1]


def check(answer: Answer, seed: int) -> None:
    assert answer.status in KNOWN, (seed, answer)
    if answer.status >= 400:
        assert set(answer.error) == {"message", "type", "param", "code", "request_id"}, seed


def send_all(server: LiveServer, seeds: Sequence[int]) -> list[Answer]:
    with VoiceClient(server) as client:
        answers = []
        for seed in seeds:
            sent = upload(seed)
            answers.append(client.ask("POST", sent.path, sent.body, sent.content_type))
            check(answers[-1], seed)
            for voice in client.voices():
                client.ask("DELETE", f"/v1/voices/{voice['id']}")
        return answers


def check_uploads(server: LiveServer, seeds: range) -> None:
    """Some of them are whole enough to be taken."""
    for name in FORMATS:
        good_file(name)
    good_archive()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        shares = [seeds[start::AT_ONCE] for start in range(AT_ONCE)]
        answers = [answer for share in pool.map(lambda seeds: send_all(server, seeds), shares) for answer in share]
    assert {answer.status for answer in answers} > {422}
    with VoiceClient(server) as client:
        assert client.ask("POST", SPEAK, once_form(speech())).status == 200


def test_damaged_uploads_get_a_known_answer(server: LiveServer) -> None:
    check_uploads(server, range(40))


@pytest.mark.slow
def test_a_thousand_damaged_uploads_get_a_known_answer(server: LiveServer) -> None:
    check_uploads(server, range(1_000, 2_000))


# made to hurt


def refused_in_time(send: Callable[[], int]) -> None:
    """With a status of the client's fault; at the best of three times, since others may keep the machine busy."""
    for _ in range(3):
        begin = time.monotonic()
        assert 400 <= send() < 500
        seconds = time.monotonic() - begin
        if seconds < SECONDS:
            return
    pytest.fail(f"it took {seconds:.1f} s")


FEW_BOMBS = (
    "an hour of silence as FLAC",
    "an hour of silence as Opus",
    "a WAV file of 4 GHz",
    "an MP4 file of three million tracks",
)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in FEW_BOMBS else pytest.mark.slow) for name in BOMBS]
)
@pytest.mark.parametrize("path", [CLONE, pytest.param(SPEAK, marks=pytest.mark.slow)])
def test_a_recording_made_to_hurt_is_refused_in_time(server: LiveServer, name: str, path: str) -> None:
    bomb = BOMBS[name]()
    body = clone_form("Ana", bomb) if path == CLONE else once_form(bomb)
    with VoiceClient(server) as client:
        refused_in_time(lambda: client.ask("POST", path, body).status)


def zip_of(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    sink = BytesIO()
    with zipfile.ZipFile(sink, "w", method) as packed:
        for name, content in entries:
            packed.writestr(name, content)
    return sink.getvalue()


MARKER = ("vozes-voices.json", b'{"format": 1}')
START = f"--{BOUNDARY}\r\n".encode()
FORMS: dict[str, Callable[[], Upload]] = {
    "five thousand fields": lambda: Upload(CLONE, part("tags", "a") * 5_000 + END),
    "five thousand files": lambda: Upload(CLONE, part("files", b"RIFF", "a.wav") * 5_000 + END),
    "five thousand recordings to speak with": lambda: Upload(SPEAK, part("reference_audio", b"a", "a") * 5_000 + END),
    "a field of 20 MB": lambda: Upload(CLONE, part("name", b"a" * 20_000_000) + END),
    "a part with a million headers": lambda: Upload(CLONE, START + b"A: b\r\n" * 1_000_000),
    "a header that does not end": lambda: Upload(SPEAK, START + b"A: " + b"b" * 20_000_000),
    "parts without end": lambda: Upload(IMPORT, START * 1_000_000),
    "a file of line ends": lambda: Upload(CLONE, part("files", b"\r\n" * 10_000_000, "a")),
    "a file of almost boundaries": lambda: Upload(CLONE, part("files", (b"\r\n" + START[:-3]) * 500_000, "a")),
    "20 MB before the form": lambda: Upload(CLONE, b"\r\n" * 10_000_000 + END),
    "20 MB after the form": lambda: Upload(CLONE, END + b"\r\n" * 10_000_000),
    "no boundary": lambda: Upload(CLONE, clone_form("Ana", speech()), "multipart/form-data"),
    "a boundary of 10,000 characters": lambda: Upload(CLONE, END, f"multipart/form-data; boundary={'a' * 10_000}"),
    "another boundary": lambda: Upload(CLONE, clone_form("Ana", speech()), "multipart/form-data; boundary=other"),
    "options of ten thousand levels": lambda: Upload(SPEAK, once_form(speech(), options="[" * 10_000)),
    "JSON of a hundred thousand levels": lambda: Upload(SPEAK, b'{"reference_audio":' + b"[" * 100_000, JSON),
    "a zip of many zeros": lambda: Upload(IMPORT, import_form(zip_of(MARKER, ("ana/recording-1.wav", bytes(1 << 27))))),
    "a zip of thirty thousand entries": lambda: Upload(
        IMPORT, import_form(zip_of(MARKER, *((f"v{number}/voice.json", b"{}") for number in range(30_000))))
    ),
    "a zip in a zip": lambda: Upload(IMPORT, import_form(zip_of(MARKER, ("ana/voice.json", zip_of(MARKER))))),
    "a zip with a voice of ten thousand levels": lambda: Upload(
        IMPORT, import_form(zip_of(MARKER, ("ana/voice.json", b"[" * 10_000)))
    ),
    "a zip packed in another way": lambda: Upload(IMPORT, import_form(zip_of(MARKER, method=zipfile.ZIP_LZMA))),
    "a recording as a zip": lambda: Upload(IMPORT, import_form(speech())),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_made_to_hurt_is_refused_in_time(server: LiveServer, name: str) -> None:
    bomb = FORMS[name]()
    with VoiceClient(server) as client:
        refused_in_time(lambda: client.ask("POST", bomb.path, bomb.body, bomb.content_type).status)


def head(server: LiveServer, *headers: str) -> bytes:
    lines = (
        f"POST {CLONE} HTTP/1.1",
        f"Host: {urlsplit(server.url).netloc}",
        f"Content-Type: {FORM}",
        *headers,
        "",
        "",
    )
    return "\r\n".join(lines).encode()


def connected(server: LiveServer) -> socket.socket:
    address = urlsplit(server.url)
    return socket.create_connection((address.hostname, address.port), timeout=30)


def status_of(server: LiveServer, *headers: str, body: bytes = b"") -> int:
    """Of an answer to what no client library would send."""
    with connected(server) as connection:
        connection.sendall(head(server, *headers) + body)
        with connection.makefile("rb") as answer:
            return int(answer.readline().split()[1])


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (["Content-Length: 1000000000000000"], b""),
        (["Content-Length: -1"], END),
        (["Content-Length: 1e3"], END),
        (["Content-Length: 10", f"Content-Length: {len(END)}"], END),
        (["Content-Length: 0"], END),
        ([f"Content-Length: {len(END) - 4}"], END),
        ([], END),
        (["Transfer-Encoding: chunked"], b"zz\r\n"),
        (["Transfer-Encoding: chunked"], b"0\r\n\r\n"),
        (["Transfer-Encoding: chunked", "Content-Length: 5"], b"0\r\n\r\n"),
        (["Transfer-Encoding: gzip"], END),
    ],
)
def test_a_wrong_length_is_refused_in_time(server: LiveServer, headers: list[str], body: bytes) -> None:
    refused_in_time(lambda: status_of(server, *headers, body=body))


def test_a_client_that_promised_more_and_leaves_leaves_nothing_behind(server: LiveServer) -> None:
    with connected(server) as connection:
        connection.sendall(head(server, "Content-Length: 9999999") + part("files", bytes(1_000_000), "a.wav"))
        wait_for(lambda: leftovers(server.home))
