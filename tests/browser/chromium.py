"""Chromium for tests: each page begins as in a browser of its own, and yet is not fetched and compiled anew each time.

Its contexts of a moment keep no file of the one before. So pages are lent from a profile on disk, one for each language
of the browser, which between tests loses all that a page can keep: what is left are files and compiled scripts.
It knows nothing of the server and of what the pages show.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import APIRequestContext, BrowserContext, CDPSession, Page, Playwright, Request, ViewportSize

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # what is asked of another host stays here:
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--autoplay-policy=no-user-gesture-required",
    "--mute-audio",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
]
_WINDOW: ViewportSize = {"width": 1280, "height": 720}
_KEPT_BY_PAGES = "cookies,file_systems,indexeddb,local_storage,service_workers,cache_storage"

NewPage = Callable[..., Page]
"""Opens an empty page in a browser of a locale (`en-US` unless told) and of other traits that Playwright knows."""


@dataclass
class _Profile:
    """A browser with a profile on disk; one test at a time has its only window."""

    context: BrowserContext
    session: CDPSession
    """Of the page that stays open, lest the browser end."""
    is_lent: bool = False
    origins: set[str] = field(default_factory=set)
    """Whose pages were opened since it was cleared."""

    def lend(self, viewport: ViewportSize) -> Page:
        self.is_lent = True
        page = self.context.new_page()
        page.set_viewport_size(viewport)
        self.context.on("request", self._note_origin)
        return page

    def take_back(self) -> None:
        """Ends its pages, each of which says farewell first, and forgets all that they kept."""
        self.context.remove_listener("request", self._note_origin)
        for page in self.context.pages[1:]:
            page.goto("about:blank")
            page.close()
        for origin in self.origins:
            self.session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": _KEPT_BY_PAGES})
        self.origins.clear()
        self.context.clear_cookies()
        self.context.clear_permissions()
        self.is_lent = False

    def _note_origin(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.netloc:
            self.origins.add(f"{parts.scheme}://{parts.netloc}")


class Chromium:
    def __init__(
        self,
        playwright: Playwright,
        executable: str,
        profiles: Path,
        *,
        arguments: Sequence[str] = (),
        env: Mapping[str, str] | None = None,
    ):
        """`profiles`: a folder for what the browsers keep on disk. Nothing runs before the first page."""
        self._playwright = playwright
        self._executable = executable
        self._folder = profiles
        self._arguments = [*ARGUMENTS, *arguments]
        self._env: dict[str, str | float | bool] | None = None if env is None else dict(env)
        self._profiles: dict[str, _Profile] = {}

    @contextmanager
    def pages(self) -> Iterator[NewPage]:
        """Yields what opens pages; they are closed when the block ends."""
        lent: list[_Profile] = []
        others: list[BrowserContext] = []

        def new_page(*, locale: str = "en-US", viewport: ViewportSize = _WINDOW, **traits: Any) -> Page:
            profile = self._profile(locale)
            if not traits and not profile.is_lent:
                lent.append(profile)
                return profile.lend(viewport)
            assert profile.context.browser is not None
            others.append(profile.context.browser.new_context(locale=locale, viewport=viewport, **traits))
            return others[-1].new_page()

        try:
            yield new_page
        finally:
            for context in others:
                context.close()
            for profile in lent:
                profile.take_back()

    @contextmanager
    def requests(self, base_url: str | None = None) -> Iterator[APIRequestContext]:
        """Yields what asks servers without a page."""
        context = self._playwright.request.new_context(base_url=base_url)
        yield context
        context.dispose()

    def close(self) -> None:
        for profile in self._profiles.values():
            profile.context.close()

    def _profile(self, locale: str) -> _Profile:
        if locale not in self._profiles:
            context = self._playwright.chromium.launch_persistent_context(
                self._folder / locale,
                executable_path=self._executable,
                args=self._arguments,
                env=self._env,
                locale=locale,
            )
            self._profiles[locale] = _Profile(context, context.new_cdp_session(context.pages[0]))
        return self._profiles[locale]
