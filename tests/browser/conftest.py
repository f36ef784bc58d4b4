"""A real Chromium that looks at a real server, and that tolerates nothing odd.

Every page that a test opens is watched: requests to another host are stopped and recorded, and so is each error in
the console, which is also where violations of the Content-Security-Policy appear. A test fails when any are left.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import ConsoleMessage, Page, Request, expect, sync_playwright

from tests.browser.chromium import Chromium, NewPage
from tests.live import running_server

LOOK_AT_PLAYER = """
  async () => {
    const { player } = await import(new URL("ui/player/player.js", document.baseURI));
    window.watchedPlayer = player;
  }
"""
"""Of the page itself: what is imported again is the same."""


@dataclass
class Visit:
    """A page that is open as in a browser of its own, and what was seen of it so far."""

    page: Page
    url: str
    """The server's, without a path."""
    foreign: list[str] = field(default_factory=list)
    """Requests to another host."""
    problems: list[str] = field(default_factory=list)
    """Errors in the console and exceptions; a test that causes some on purpose takes them out."""

    def wait_for_speech(self) -> float:
        """Waits until speech is heard and has arrived whole, and gives its duration in seconds."""
        self.page.evaluate(LOOK_AT_PLAYER)
        heard = self.page.wait_for_function(
            """() => {
              const { phase, position, clip } = window.watchedPlayer.get();
              const isHeard = phase === "ended" || (phase === "speaking" && position > 0);
              return isHeard && clip?.complete && clip.seconds;
            }"""
        )
        return float(heard.json_value())

    def __post_init__(self) -> None:
        self._watch(self.page)

    def open_tab(self) -> Page:
        """Returns an empty tab beside the page, watched like it."""
        tab = self.page.context.new_page()
        self._watch(tab)
        return tab

    def assert_nothing_odd(self) -> None:
        assert (self.foreign, self.problems) == ([], [])

    def _watch(self, page: Page) -> None:
        page.on("popup", self._watch)
        page.on("request", self._note_foreign)
        page.on("console", self._heed)
        page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _note_foreign(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("blob", "data") and parts.netloc != urlsplit(self.url).netloc:
            self.foreign.append(request.url)

    def _heed(self, message: ConsoleMessage) -> None:
        is_icon = message.location["url"].endswith("/favicon.ico")  # asked for with what is no page of ours
        if message.type == "error" and not is_icon:
            self.problems.append(message.text)


Visitor = Callable[..., Visit]


@pytest.fixture(scope="package")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The WAV that Chromium hears, over and over; what needs it writes it."""
    return tmp_path_factory.mktemp("microphone") / "heard.wav"


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory, microphone: Path) -> Iterator[Chromium]:
    """Not for the whole session: while it runs, no test can call `asyncio.run` in this thread."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"no Chromium: set CHROMIUM, or install one of {', '.join(names)}")
    folder = tmp_path_factory.mktemp("browser")
    home = str(folder / "home")
    elsewhere = {**os.environ, "HOME": home, "XDG_CONFIG_HOME": home, "XDG_CACHE_HOME": home}
    hear = f"--use-file-for-fake-audio-capture={microphone}"
    expect.set_options(timeout=20_000)  # others may be at work
    with sync_playwright() as playwright:
        chromium = Chromium(playwright, found, folder / "profiles", arguments=[hear], env=elsewhere)
        yield chromium
        chromium.close()


@pytest.fixture
def new_page(chromium: Chromium) -> Iterator[NewPage]:
    with chromium.pages() as new_page:
        yield new_page


@pytest.fixture(scope="package")
def server_url() -> Iterator[str]:
    with running_server() as server:
        yield server.url


@pytest.fixture
def visit(new_page: NewPage, server_url: str) -> Iterator[Visitor]:
    """Opens a path of the server in a browser of some locale and other traits, and judges at the end what was seen.

    None as the path opens nothing yet, for tests that have to prepare the page.
    """
    visits: list[Visit] = []

    def open_path(path: str | None = "/", **traits: Any) -> Visit:
        visits.append(Visit(new_page(**traits), server_url))
        if path is not None:
            visits[-1].page.goto(server_url + path)
        return visits[-1]

    yield open_path
    for opened in visits:
        opened.assert_nothing_odd()
