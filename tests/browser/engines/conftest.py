"""The page of the engines, on a server whose engines are in all states."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visitor
from tests.live import running_server

Opener = Callable[..., Visit]


@pytest.fixture(scope="package")
def server_url() -> Iterator[str]:
    with running_server(command=("-m", "tests.browser.engines.engines_server")) as server:
        yield server.url


@pytest.fixture
def engines_page(visit: Visitor) -> Opener:
    """Opens the page at a width, after laying `routes` over calls of the server: by path, what is answered."""

    def open_page(*, locale: str = "en-US", width: int = 1280, routes: dict[str, object] | None = None) -> Visit:
        opened = visit(None, locale=locale, viewport={"width": width, "height": 800})
        for path, answer in (routes or {}).items():
            lay(opened.page, path, answer)
        opened.page.goto(f"{opened.url}/engines")
        expect(opened.page.locator(".engine").first).to_be_visible()
        expect(opened.page.locator(".model").first).to_be_visible()
        expect(opened.page.locator(".setting").first).to_be_visible()
        return opened

    return open_page


def lay(page: Page, path: str, answer: object) -> None:
    page.route(f"**{path}", lambda route: route.fulfill(json=answer))


def look_again(page: Page) -> None:
    page.evaluate("() => window.dispatchEvent(new Event('focus'))")
