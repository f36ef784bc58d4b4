"""The page of the engines for everybody: at every width, in both languages, by keyboard, and without a server."""

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible
from tests.browser.engines.conftest import Opener, look_again

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("width", "locale", "scheme"), [(375, "pt-BR", "light"), (1280, "en-US", "dark")])
def test_all_of_it_is_accessible_and_fits(engines_page: Opener, width: int, locale: str, scheme: str) -> None:
    page = engines_page(width=width, locale=locale).page
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.locator(".other-settings summary").click()
    page.locator("[data-action=add]").click()
    expect(page.locator("#word")).to_be_focused()
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    assert_accessible(page)


def test_its_parts_are_led_to_and_it_is_marked_among_the_pages(engines_page: Opener) -> None:
    page = engines_page().page
    expect(page.get_by_role("link", name="Engines").first).to_have_attribute("aria-current", "page")
    page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="Words").click()
    expect(page.get_by_role("heading", name="Words")).to_be_in_viewport()
    expect(page).to_have_title("Engines · Vozes")


def test_a_change_of_language_changes_every_part(engines_page: Opener) -> None:
    page = engines_page().page
    idle = page.get_by_label("Free the memory of idle engines")
    expect(idle).to_be_visible()
    page.get_by_label("Page language").select_option("pt-BR")
    for heading in ("Motores", "Modelos", "Pedidos", "Palavras", "Configurações"):
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_visible()
    expect(page.locator(".engine").first).to_contain_text("Robótico, mas claro")
    expect(idle).to_have_count(0)


def test_a_server_that_is_gone_is_told_and_so_is_its_return(engines_page: Opener) -> None:
    opened = engines_page()
    page = opened.page
    page.route("**/v1/**", lambda route: route.abort())
    look_again(page)
    expect(page.get_by_role("alert").filter(has_text="The server does not answer")).to_have_count(1)
    expect(page.locator(".engine").first).to_be_visible()
    page.unroute("**/v1/**")
    look_again(page)
    expect(page.get_by_role("alert").filter(has_text="The server does not answer")).to_have_count(0)
    assert opened.problems
    opened.problems.clear()


def test_nothing_is_asked_while_nobody_looks(engines_page: Opener) -> None:
    page = engines_page().page
    page.clock.install()
    page.reload()
    expect(page.locator(".engine").first).to_be_visible()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    def asked_in(seconds: int) -> int:
        asked.clear()
        for _ in range(seconds):
            page.clock.run_for(1000)
            page.evaluate("() => fetch('/health').then((answer) => answer.text())")  # whatever was asked is answered
        return sum("/v1/" in url for url in asked)

    assert asked_in(10) > 2
    page.evaluate("""() => {
      Object.defineProperty(document, "hidden", { get: () => true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    asked_in(1)
    assert asked_in(20) == 0
