"""A page whose player speaks by a server that takes its time, or that speaks at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import NewPage
from tests.browser.conftest import Visit
from tests.live import LiveServer, running_server


@dataclass
class Listener:
    """Hears what the player does, and asks it for more."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

    def open(self) -> None:
        self.page.goto(self.visit.url)
        self.page.evaluate("() => import('./ui/player/player.js').then((m) => { globalThis.player = m.player; })")
        expect(self.page.locator("#play")).to_be_visible()

    def do(self, call: str, *arguments: object) -> Any:
        """Calls `player.CALL(…)`, and returns at once."""
        return self.page.evaluate("([call, given]) => { player[call](...given); }", [call, list(arguments)])

    def speak(self, text: str, **fields: object) -> None:
        self.do("speak", {"text": text, "language": "en", **fields}, {"voiceName": "Somebody"})

    def state(self) -> dict[str, Any]:
        """The player's state, with `now`, what is heard this moment, and the clip without its audio."""
        found: dict[str, Any] = self.page.evaluate(
            """() => {
              const { clip, error, ...state } = player.get();
              const kept = clip && { ...clip, audio: { size: clip.audio.size, type: clip.audio.type } };
              return { ...state, now: player.position(), clip: kept, error: error && (error.code ?? String(error)) };
            }"""
        )
        return found

    def wait(self, condition: str) -> dict[str, Any]:
        """Waits until a condition of `state` and `now` holds, such as `state.phase === "ended"`."""
        self.page.wait_for_function(
            f"() => {{ const [state, now] = [player.get(), player.position()]; return {condition}; }}"
        )
        return self.state()


@pytest.fixture(scope="package")
def server() -> Iterator[LiveServer]:
    with running_server(command=("-m", "tests.fake_words_server")) as running:
        yield running


@pytest.fixture
def listen(new_page: NewPage, server: LiveServer) -> Iterator[Callable[..., Listener]]:
    """Opens the page, and judges at the end what was seen of it; what a test causes on purpose it takes out."""
    listeners: list[Listener] = []

    def open_page(**traits: Any) -> Listener:
        listeners.append(Listener(Visit(new_page(**traits), server.url)))
        listeners[-1].open()
        return listeners[-1]

    yield open_page
    for listener in listeners:
        listener.visit.assert_nothing_odd()


@pytest.fixture
def listener(listen: Callable[..., Listener]) -> Listener:
    return listen()
