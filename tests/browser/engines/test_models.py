"""All models of the catalogue are listed, installed and removed on the page of the engines."""

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.catalog import catalog, ended, model, pulling
from tests.browser.engines.conftest import Opener

pytestmark = pytest.mark.browser

SOURCE = {
    "kind": "registry", "from": "four wheels", "eight_bit": True, "installed_at": "2026-11-29T12:00:00+00:00",
    "licence_accepted_at": None,
}  # fmt: skip
INSTALLED = model("kokoro", state="installed", source=SOURCE)


def offer(page: Page, name: str) -> Locator:
    return page.locator(".model").filter(has=page.get_by_role("heading", name=name, exact=True))


def become(page: Page, answer: dict[str, Any]) -> list[tuple[str, str, Any]]:
    """Has the server say something else of its models, and the page look; returns what is asked to change from now."""
    asked: list[tuple[str, str, Any]] = []

    def serve(route: Route) -> None:
        request = route.request
        if not request.url.endswith("/catalog"):
            asked.append((request.method, request.url.partition("/v1/")[2], request.post_data_json))
        route.fulfill(json=answer)

    page.unroute("**/v1/models/**")
    page.route("**/v1/models/**", serve)
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    return asked


def test_the_server_itself_says_what_can_be_installed(engines_page: Opener) -> None:
    page = engines_page().page
    expect(page.locator(".model-title")).to_have_text(
        ["Kokoro-82M", "XTTS v2", "StyleTTS 2 LibriTTS", "StyleTTS 2 LJSpeech"]
    )
    expect(offer(page, "Kokoro-82M").get_by_role("button", name="Install Kokoro-82M")).to_be_enabled()


def test_one_that_is_there_says_where_it_came_from(engines_page: Opener) -> None:
    page = engines_page().page
    become(page, catalog(INSTALLED))
    kokoro = offer(page, "Kokoro-82M")
    expect(kokoro.get_by_role("status")).to_have_text("Installed")
    expect(kokoro).to_contain_text("From the package registries, Nov 29, 2026 · release in 8 bits")
    expect(kokoro.get_by_role("button", name="Install")).to_have_count(0)


def test_a_restricted_licence_is_accepted_by_a_tick_before_its_button_works(engines_page: Opener) -> None:
    page = engines_page().page
    become(page, catalog())
    xtts = offer(page, "XTTS v2")
    expect(xtts).to_contain_text("No commercial use.")
    link = xtts.get_by_role("link", name="CPML-1.0.0 licence")
    expect(link).to_have_attribute("href", "https://restricted.example/")
    install = xtts.get_by_role("button", name="Install XTTS v2")
    expect(install).to_be_disabled()
    xtts.get_by_label("I accept the licence CPML-1.0.0").check()
    become(page, catalog(model("xtts_v2", bytes=2_000_000_000)))
    expect(xtts).to_contain_text("2 GB to download")
    asked = become(page, catalog(model("xtts_v2", **pulling("download", 500_000_000, 2_000_000_000, 300))))
    # what the page knew of it has changed already, so that the button is gone
    expect(xtts).to_contain_text("Downloading XTTS v2… 0.5 of 2 GB · 5 min left in this step")
    xtts.get_by_role("button", name="Cancel: XTTS v2").click()
    expect(xtts.get_by_role("button", name="Cancel: XTTS v2")).to_be_visible()
    assert asked == [("DELETE", "models/xtts_v2/pull", None)]


def test_it_is_accepted_with_the_order(engines_page: Opener) -> None:
    page = engines_page().page
    asked = become(page, catalog())
    xtts = offer(page, "XTTS v2")
    xtts.get_by_label("I accept the licence CPML-1.0.0").check()
    xtts.get_by_role("button", name="Install XTTS v2").click()
    expect(xtts.get_by_role("button", name="Install XTTS v2")).to_be_enabled()
    assert asked == [("POST", "models/xtts_v2/pull", {"accept_license": True})]


@pytest.mark.parametrize("width", [375, 1280])
def test_removing_says_what_it_frees_and_asks_before(engines_page: Opener, width: int) -> None:
    page = engines_page(width=width).page
    asked = become(page, catalog(INSTALLED))
    remove = offer(page, "Kokoro-82M").get_by_role("button", name="Remove Kokoro-82M")
    remove.click()
    dialog = page.get_by_role("dialog", name="Remove Kokoro-82M?")
    expect(dialog).to_contain_text("This frees about 355 MB of the disk.")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(remove).to_be_focused()
    assert asked == []

    remove.click()
    dialog.get_by_role("button", name="Keep it").click()
    remove.click()
    dialog.get_by_role("button", name="Remove").click()
    expect(dialog).to_be_hidden()
    expect(remove).to_be_focused()
    assert asked == [("DELETE", "models/kokoro", None)]


def test_one_whose_engine_is_at_work_is_not_removed(engines_page: Opener) -> None:
    opened = engines_page(locale="pt-BR")
    page = opened.page
    become(page, catalog(INSTALLED))
    error = {"code": "model_busy", "message": "Its engine is at work.", "request_id": "r1"}
    page.route("**/v1/models/kokoro", lambda route: route.fulfill(status=409, json={"error": error}))
    kokoro = offer(page, "Kokoro-82M")
    kokoro.get_by_role("button", name="Remover Kokoro-82M").click()
    page.get_by_role("dialog").get_by_role("button", name="Remover").click()
    expect(kokoro.get_by_role("alert")).to_contain_text("Its engine is at work.")
    assert "409" in opened.problems.pop()


def test_why_one_failed_is_told_beside_what_to_do(engines_page: Opener) -> None:
    page = engines_page(width=375).page
    become(page, catalog(model("xtts_v2", **ended("failed", "There is no space left."))))
    xtts = offer(page, "XTTS v2")
    expect(xtts.get_by_role("status")).to_contain_text("XTTS v2 could not be installed.")
    expect(xtts.get_by_text("There is no space left.")).to_be_visible()
    expect(xtts.get_by_role("button", name="Try again: XTTS v2")).to_be_visible()


def test_why_one_failed_is_told_in_the_language_of_the_page(engines_page: Opener) -> None:
    page = engines_page(locale="pt-BR").page
    become(page, catalog(model("xtts_v2", **ended("failed", "The hub does not answer.", "download_failed"))))
    xtts = offer(page, "XTTS v2")
    expect(xtts).to_contain_text("O download foi interrompido.")
    expect(xtts.get_by_text("The hub does not answer.")).to_be_hidden()
    xtts.get_by_text("Detalhes (em inglês)").click()
    expect(xtts.get_by_text("The hub does not answer.")).to_be_visible()


def test_who_may_not_change_anything_reads_why_in_place_of_buttons(engines_page: Opener) -> None:
    page = engines_page().page
    become(page, catalog(INSTALLED, may_change=False))
    xtts = offer(page, "XTTS v2")
    expect(xtts).to_contain_text("This is done on the server's own machine, or with its key.")
    expect(page.locator("#models").get_by_role("button")).to_have_count(0)
    expect(page.locator("#models").get_by_role("checkbox")).to_have_count(0)
