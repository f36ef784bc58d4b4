"""Names of files in forms: only their endings matter, so no spelling of a name refuses the file."""

import pytest
from fastapi.testclient import TestClient

from tests.api.forms.test_forms import BOUNDARY, END, TYPE, VOICE
from tests.spoken import spoken
from vozes.api.forms.file_names import file_name


def parted(name: bytes) -> bytes:
    return b"--" + BOUNDARY.encode() + b'\r\nContent-Disposition: form-data; name="files"; ' + name + b"\r\n\r\n"


@pytest.mark.parametrize(
    "name",
    [
        'filename="gravação.wav"'.encode(),
        'filename="gravação.wav"'.encode("latin-1"),
        b'filename="\xff\xfe.wav"',
        b"filename*=UTF-8''grava%C3%A7%C3%A3o.wav",
        b"filename*=utf-8'pt-BR'grava%C3%A7%C3%A3o.wav",
        b"filename*=iso-8859-1''grava%E7%E3o.wav",
        b"filename*=\"UTF-8''a.wav\"",
        b"Filename* = UTF-8''a.wav",
        b"filename*=a.wav",
        b"filename*=nope''%ff%00.wav",
        b"filename=\"a.wav\"; filename*=UTF-8''b.mp3",
    ],
)
def test_a_recording_is_taken_however_its_name_is_spelled(client: TestClient, name: bytes) -> None:
    answer = client.post("/v1/tts/clone-voice", content=VOICE + parted(name) + spoken() + b"\r\n" + END, headers=TYPE)
    assert answer.status_code == 201, answer.json()


@pytest.mark.parametrize("name", [b"file=a.wav", b"", b'x="filename"'])
def test_what_has_no_name_of_a_file_is_a_field(client: TestClient, name: bytes) -> None:
    answer = client.post("/v1/tts/clone-voice", content=VOICE + parted(name) + b"a\r\n" + END, headers=TYPE)
    assert (answer.status_code, answer.json()["error"]["param"]) == (422, "files")


def test_the_ending_is_that_of_the_name() -> None:
    assert file_name(b"", {b"filename": "gravação.wav".encode("latin-1")}) == "gravação.wav"
    assert file_name(b"form-data; filename*=UTF-8''grava%C3%A7%C3%A3o.wav", {}) == "gravação.wav"
    assert file_name(b"form-data; filename*=UTF-8''b.mp3", {b"filename": b"a.wav"}) == "a.wav"
    assert file_name(b"form-data; name=a", {}) is None
