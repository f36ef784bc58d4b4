"""A page whose player speaks by a server that takes its time, or that speaks at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Visit
from tests.live import LiveServer, running_server


@dataclass
class Listener:
    """Hears what the player does, and asks it for more."""

    visit: Visit

    @property
    def page(self) -> Page:
        return self.visit.page

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
def listen(chromium: Browser, server: LiveServer) -> Iterator[Callable[..., Listener]]:
    """Opens the page, and judges at the end what was seen of it; what a test causes on purpose it takes out."""
    visits: list[Visit] = []

    def open_page(locale: str = "en-US", **more: Any) -> Listener:
        page = chromium.new_context(locale=locale, **more).new_page()
        visit = Visit(page, server.url)
        visit.watch()
        visits.append(visit)
        page.goto(server.url)
        page.evaluate("() => import('./ui/player/player.js').then((m) => { globalThis.player = m.player; })")
        expect(page.locator("#play")).to_be_visible()
        return Listener(visit)

    yield open_page
    for visit in visits:
        visit.page.context.close()
    assert [visit.foreign for visit in visits if visit.foreign] == []
    assert [visit.problems for visit in visits if visit.problems] == []


@pytest.fixture
def listener(listen: Callable[..., Listener]) -> Listener:
    return listen()
