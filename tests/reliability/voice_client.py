"""A client of the library of voices as a plain program would be one, and what it sends: forms, recordings, archives.

The server that it is for speaks with a fake engine that clones: `with library_server() as server:`.
"""

import io
import json
from contextlib import AbstractContextManager, suppress
from functools import cache
from pathlib import Path
from select import select
from tempfile import TemporaryDirectory
from typing import Any

from tests.live import LiveServer, running_server
from tests.reliability.conftest import Answer, connect
from tests.spoken import spoken
from vozes.voices.archive.exporting import export_voices
from vozes.voices.library import VoiceLibrary
from vozes.voices.voice import DraftRecording, VoiceDraft

CLONE, IMPORT, SPEAK = "/v1/tts/clone-voice", "/v1/voices/import", "/v1/tts/synth"
BOUNDARY = "no-recording-has-this-line"
FORM = f"multipart/form-data; boundary={BOUNDARY}"
END = f"--{BOUNDARY}--\r\n".encode()


@cache
def speech() -> bytes:
    """A WAV file of two seconds, enough for a voice."""
    return spoken("The quick brown fox jumps over the lazy dog.")


def library_server(home: Path | None = None) -> AbstractContextManager[LiveServer]:
    """`home`: of servers before; None: a new one."""
    env = None if home is None else {"VOZES_HOME": str(home)}
    command = ("-m", "tests.browser.voices.cloning_server")
    return running_server("--default-engine", "parrot", command=command, env=env)


def part(name: str, content: str | bytes, file: str | None = None) -> bytes:
    """Of a form; with the name of a file it is one."""
    named = f'form-data; name="{name}"' + ("" if file is None else f'; filename="{file}"')
    data = content.encode() if isinstance(content, str) else content
    return f"--{BOUNDARY}\r\nContent-Disposition: {named}\r\n\r\n".encode() + data + b"\r\n"


def clone_form(name: str, recording: bytes, file: str = "files", **fields: str) -> bytes:
    texts = {"name": name, "consent": "true"} | fields
    return b"".join(part(*each) for each in texts.items()) + part(file, recording, "speech") + END


def import_form(archive: bytes) -> bytes:
    return part("file", archive, "voices.zip") + END


def once_form(recording: bytes, **fields: str) -> bytes:
    """Of a request for speech in the voice of a recording that is not kept."""
    texts = {"text": "Hello!", "language": "en"} | fields
    return b"".join(part(*each) for each in texts.items()) + part("reference_audio", recording, "speech") + END


def archive(*names: str, recording: bytes, seconds: float = 2.0) -> bytes:
    """As the export makes it, of voices with one recording each, described by their names."""
    with TemporaryDirectory() as folder:
        library = VoiceLibrary(Path(folder), trash_days=1)
        drafts = [VoiceDraft(name, [DraftRecording(recording, seconds)], description=name) for name in names]
        sink = io.BytesIO()
        export_voices(library, library.add_all(drafts), sink)
    return sink.getvalue()


class VoiceClient:
    """On one connection, which is made anew where the server has closed it."""

    def __init__(self, server: LiveServer):
        self._connection = connect(server)

    def ask(self, method: str, path: str, body: bytes | None = None, content_type: str = FORM) -> Answer:
        """Reads the answer also where the server closes before it has read all of the body."""
        if self._connection.sock and select([self._connection.sock], [], [], 0)[0]:
            self._connection.close()  # as the server has, which waits a few seconds for another request
        headers = {} if body is None else {"Content-Type": content_type}
        with suppress(BrokenPipeError, ConnectionResetError):
            self._connection.request(method, path, body, headers)
        response = self._connection.getresponse()
        return Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())

    def get(self, path: str) -> Answer:
        return self.ask("GET", path)

    def send(self, method: str, path: str, **document: object) -> Answer:
        """JSON."""
        return self.ask(method, path, json.dumps(document).encode(), "application/json")

    def clone(self, name: str, recording: bytes | None = None, **fields: str) -> Answer:
        return self.ask("POST", CLONE, clone_form(name, recording or speech(), **fields))

    def import_voices(self, content: bytes) -> Answer:
        return self.ask("POST", IMPORT, import_form(content))

    def voices(self) -> list[dict[str, Any]]:
        """Those of the library."""
        return list(json_of(self.get("/v1/voices?kind=custom&limit=1000"))["voices"])

    def deleted(self) -> list[dict[str, Any]]:
        return list(json_of(self.get("/v1/voices/trash"))["voices"])

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> "VoiceClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def json_of(answer: Answer, status: int = 200) -> Any:
    assert answer.status == status, answer
    return json.loads(answer.body)


def leftovers(home: Path) -> list[Path]:
    """What is unfinished of voices, or was received and not kept."""
    voices = home / "voices"
    hidden = (path for path in voices.rglob(".*") if path != voices / ".lock")
    return [*hidden, *(home / "cache" / "uploads").glob("*")]
