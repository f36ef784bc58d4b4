"""The voices page of a server with an engine that clones, and what is in its library before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import APIRequestContext, APIResponse, FilePayload, Locator, Page, expect

from tests.browser.chromium import Chromium
from tests.browser.conftest import Visit, Visitor
from tests.live import running_server

SPEECH = "O rato roeu a roupa do rei de Roma, e a rainha, com raiva, resolveu remendar tudo de novo."


@dataclass
class Library:
    """The server's library, asked without the page."""

    api: APIRequestContext
    exported: FilePayload
    """A zip of one voice."""

    def voices(self) -> list[dict[str, Any]]:
        voices: list[dict[str, Any]] = self._get("/v1/voices?kind=custom")["voices"]
        return voices

    def names(self) -> list[str]:
        return [voice["name"] for voice in self.voices()]

    def add(self, name: str, **fields: object) -> dict[str, Any]:
        """Imports a voice and makes it this one, which is quicker than to clone one."""
        answer = self.api.post("/v1/voices/import", multipart={"file": self.exported})
        assert answer.status == 201, answer.text()
        [imported] = answer.json()["voices"]
        answer = self.api.patch(f"/v1/voices/{imported['id']}", data={"name": name, **fields})
        assert answer.status == 200, answer.text()
        voice: dict[str, Any] = answer.json()
        return voice

    def delete(self, voice: dict[str, Any]) -> None:
        assert self.api.delete(f"/v1/voices/{voice['id']}").status == 204

    def deleted(self) -> list[str]:
        return [voice["name"] for voice in self._get("/v1/voices/trash")["voices"]]

    def empty(self) -> None:
        for voice in self.voices():
            self.delete(voice)
        assert self.api.delete("/v1/voices/trash").status == 204

    def _get(self, path: str) -> Any:
        answer: APIResponse = self.api.get(path)
        assert answer.status == 200, answer.text()
        return answer.json()


@pytest.fixture(scope="package")
def server_url() -> Iterator[str]:
    with running_server(command=("-m", "tests.browser.voices.cloning_server")) as server:
        yield server.url


@pytest.fixture(scope="package")
def speech(chromium: Chromium, server_url: str, microphone: Path) -> bytes:
    """What the microphone hears too."""
    with chromium.requests(server_url) as api:
        answer = api.post("/v1/tts/synth", data={"text": SPEECH, "language": "pt-br"})
        microphone.write_bytes(answer.body())
    return microphone.read_bytes()


def clone(api: APIRequestContext, name: str, recording: FilePayload) -> dict[str, Any]:
    answer = api.post("/v1/tts/clone-voice", multipart={"name": name, "consent": "true", "files": recording})
    assert answer.status == 201, answer.text()
    voice: dict[str, Any] = answer.json()
    return voice


@pytest.fixture(scope="package")
def exported(chromium: Chromium, server_url: str, speech: bytes) -> FilePayload:
    recording: FilePayload = {"name": "speech.wav", "mimeType": "audio/wav", "buffer": speech}
    with chromium.requests(server_url) as api:
        voice = clone(api, "Exported", recording)
        content = api.get(f"/v1/voices/{voice['id']}/export").body()
    return {"name": "voices.zip", "mimeType": "application/zip", "buffer": content}


@pytest.fixture
def recording(speech: bytes) -> FilePayload:
    """A file to choose or to drop."""
    return {"name": "Ana.wav", "mimeType": "audio/wav", "buffer": speech}


@pytest.fixture
def library(chromium: Chromium, server_url: str, exported: FilePayload) -> Iterator[Library]:
    """Empty when a test begins."""
    with chromium.requests(server_url) as api:
        found = Library(api, exported)
        found.empty()
        yield found


@pytest.fixture
def home(library: Library, visit: Visitor) -> Visit:
    """The voices page in English, with what the test put into the library before it asked for this."""
    return open_voices(visit)


def open_voices(visit: Visitor, locale: str = "en-US") -> Visit:
    """The voices page, once it has looked at the server."""
    opened = visit("/voices", locale=locale)
    expect(opened.page.locator("#version")).not_to_be_empty()
    expect(opened.page.locator("#no-voices:visible, .voice").first).to_be_visible()
    return opened


def card(page: Page, name: str) -> Locator:
    """The voice of that name in the list."""
    return page.locator(".voice").filter(has=page.get_by_role("heading", name=name, exact=True))


def look_again(page: Page) -> None:
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
