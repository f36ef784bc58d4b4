"""The pages behind a reverse proxy that shows the server under a path: all that they load and call lies below it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.chromium import NewPage
from tests.browser.conftest import Visit
from tests.live import LiveServer, running_server
from tests.reverse_proxy import Manner, reverse_proxy

pytestmark = pytest.mark.browser

MANNERS = [
    Manner("/vozes", tells=False),
    Manner("/casa/vozes", keeps_prefix=True, tells=False),
]
"""Whatever the proxy says, the pages know where they are; the second one needs the setting `root_path`."""


@pytest.fixture(scope="module")
def server() -> Iterator[LiveServer]:
    with running_server("--root-path", "/casa/vozes") as live:
        yield live


@pytest.fixture(params=MANNERS, ids=["taken off", "kept"])
def below(request: pytest.FixtureRequest, new_page: NewPage, server: LiveServer) -> Iterator[tuple[Visit, str]]:
    """A visit, and the URL of the page behind the proxy; at the end nothing was asked for beside it."""
    with reverse_proxy(server.url, request.param) as url:
        visit = Visit(new_page(), url)
        asked: list[str] = []
        visit.page.on("request", lambda each: asked.append(each.url))
        yield visit, url
        assert [each for each in asked if not each.startswith((url, "blob:", "data:"))] == []
        visit.assert_nothing_odd()


def test_the_page_speaks_and_its_links_lead_on(below: tuple[Visit, str]) -> None:
    visit, url = below
    visit.page.goto(url)
    expect(visit.page.get_by_role("button", name="Speak", exact=True)).to_be_enabled()
    visit.page.get_by_label("Text", exact=True).fill("Olá")
    visit.page.get_by_role("button", name="Speak", exact=True).click()
    assert visit.wait_for_speech() > 0.2
    visit.page.get_by_role("link", name="Voices", exact=True).click()
    expect(visit.page.locator("#no-voices")).not_to_be_empty()
    assert visit.page.locator("#export-all").evaluate("link => link.href") == f"{url}v1/voices/export"
    expect(visit.page.locator("nav a[aria-current=page]")).to_have_attribute("href", "voices")
    visit.page.locator("nav a").first.click()
    expect(visit.page).to_have_url(url)


def test_the_documentation_calls_below_the_prefix(below: tuple[Visit, str]) -> None:
    visit, url = below
    visit.page.goto(f"{url}docs")
    health = visit.page.locator(".opblock").filter(has=visit.page.locator("[data-path='/health']"))
    health.locator(".opblock-summary-control").click()
    health.get_by_role("button", name="Try it out").click()
    with visit.page.expect_response(f"{url}health") as answer:
        health.get_by_role("button", name="Execute").click()
    assert answer.value.status == 200
    assert urlsplit(answer.value.url).path.endswith("/vozes/health")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("pt-BR", "O Vozes toma esta página por uma de outro site"),
        ("en-US", "Vozes takes this page for another site's"),
    ],
)
def test_behind_a_proxy_that_changes_the_host_the_page_says_what_to_set(
    new_page: NewPage, server: LiveServer, locale: str, words: str
) -> None:
    with reverse_proxy(server.url, Manner("/vozes", keeps_host=False, tells=False)) as url:
        page = new_page(locale=locale)
        page.goto(url)
        page.locator("#text").fill("Olá")
        page.locator("#speak").click()
        expect(page.locator("#error")).to_contain_text(words)
        origin = url.removesuffix("/vozes/")
        expect(page.locator("#error")).to_contain_text(f"add {origin} to the setting cors_origins.")
