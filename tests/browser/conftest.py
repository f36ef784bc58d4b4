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
from playwright.sync_api import Browser, ConsoleMessage, Page, Route, expect, sync_playwright

from tests.live import running_server

CHROMIUM_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
LOOK_AT_PLAYER = """
  async () => {
    const { player } = await import(new URL("ui/player/player.js", document.baseURI));
    window.watchedPlayer = player;
  }
"""
"""Of the page itself: what is imported again is the same."""


@dataclass
class Visit:
    """A page that is open in a context of its own, and what was seen of it so far."""

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

    def watch(self) -> None:
        self.page.context.route("**/*", self._let_pass)
        self.page.on("console", self._heed)
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _let_pass(self, route: Route) -> None:
        if urlsplit(route.request.url).netloc == urlsplit(self.url).netloc:
            route.continue_()
        else:
            self.foreign.append(route.request.url)
            route.abort()

    def _heed(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(message.text)


Visitor = Callable[..., Visit]


@pytest.fixture(scope="package")
def microphone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The WAV that Chromium hears, over and over; what needs it writes it."""
    return tmp_path_factory.mktemp("microphone") / "heard.wav"


@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory, microphone: Path) -> Iterator[Browser]:
    """Not for the whole session: while it runs, no test can call `asyncio.run` in this thread."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        pytest.skip(f"no Chromium: set CHROMIUM, or install one of {', '.join(names)}")
    home = str(tmp_path_factory.mktemp("browser"))
    elsewhere: dict[str, str | float | bool] = {
        **os.environ,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_CACHE_HOME": home,
    }
    arguments = [*CHROMIUM_ARGUMENTS, f"--use-file-for-fake-audio-capture={microphone}"]
    expect.set_options(timeout=20_000)  # others may be at work
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=arguments, env=elsewhere)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def server_url() -> Iterator[str]:
    with running_server() as server:
        yield server.url


@pytest.fixture
def visit(chromium: Browser, server_url: str) -> Iterator[Visitor]:
    """Opens a path of the server in a browser of some locale and other traits, and judges at the end what was seen."""
    visits: list[Visit] = []

    def open_path(path: str = "/", *, locale: str = "en-US", **context: Any) -> Visit:
        page = chromium.new_context(locale=locale, **context).new_page()
        opened = Visit(page, server_url)
        opened.watch()
        visits.append(opened)
        page.goto(server_url + path)
        return opened

    yield open_path
    for opened in visits:
        opened.page.context.close()
    assert [opened.foreign for opened in visits if opened.foreign] == []
    assert [opened.problems for opened in visits if opened.problems] == []
