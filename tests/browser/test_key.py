"""With a key, the browser's own prompt opens the page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visit
from tests.live import LiveServer, running_server

KEY = "sécret"


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server(env={"VOZES_API_KEY": KEY}, ready="/health") as live:
        yield live


def test_the_page_opens_once_its_key_is_given_as_the_password(chromium: Browser, server: LiveServer) -> None:
    context = chromium.new_context(http_credentials={"username": "", "password": KEY})
    visit = Visit(context.new_page(), server.url)
    visit.watch()
    answer = visit.page.goto(server.url)
    assert answer is not None
    assert answer.status == 200
    expect(visit.page.locator("#voice option").first).to_be_attached()
    context.close()
    assert (visit.foreign, visit.problems) == ([], [])


def test_without_it_the_browser_is_refused(chromium: Browser, server: LiveServer) -> None:
    context = chromium.new_context(http_credentials={"username": "", "password": "wrong"})
    answer = context.new_page().goto(server.url)
    assert answer is not None
    assert answer.status == 401
    context.close()
