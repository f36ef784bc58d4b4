"""A page of another site in a real Chromium: it may link to the page, and to nothing that works or tells."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chromium import NewPage

EVIL = "http://evil.example/"
PREVIEW = "/v1/voices/pt-br/preview?engine=espeak"


@pytest.fixture
def page(new_page: NewPage, server_url: str) -> Page:
    """Of another site."""
    page = new_page()
    page.route(f"{EVIL}**", lambda route: _serve(route, server_url))
    return page


def _serve(route: Route, url: str) -> None:
    route.fulfill(content_type="text/html", body=f"<a href={url}/>Vozes</a><a href={url}{PREVIEW}>Preview</a>")


def test_a_link_on_another_site_opens_the_page_and_no_call(page: Page, server_url: str) -> None:
    page.goto(EVIL)
    with page.expect_response(server_url + PREVIEW) as refused:
        page.get_by_text("Preview").click()
    assert refused.value.status == 403
    page.goto(EVIL)
    page.get_by_text("Vozes").click()
    expect(page.locator("#voice")).to_contain_text("eSpeak NG")
