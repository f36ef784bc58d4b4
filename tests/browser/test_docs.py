"""The API's documentation can be tried out where it is read, and is one of the pages."""

from typing import Literal

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_accessible, violations
from tests.browser.conftest import Visitor

OF_SWAGGER_UI = {
    "color-contrast": "its colours of methods, and its greys; in dark there is none",
    "heading-order": "it goes from its title to the tags, which are of the third level",
    "nested-interactive": "the whole line of a call is a button, and has a link and another button in it",
    "region": "its title and what is about it stand before its main part",
}
"""What axe-core finds in Swagger UI itself, whose files are not ours to change."""

pytestmark = pytest.mark.browser


def test_the_example_of_synth_speaks_when_pressed(visit: Visitor) -> None:
    page = visit("/docs").page
    synth = page.locator(".opblock").filter(has=page.locator("[data-path='/v1/tts/synth']"))
    synth.locator(".opblock-summary-control").click()
    synth.get_by_role("button", name="Try it out").click()
    synth.get_by_role("button", name="Execute").click()
    expect(synth.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    page.wait_for_function("() => document.querySelector('.live-responses-table audio').duration > 0.2")


def test_it_is_one_of_the_pages_and_leads_back(visit: Visitor) -> None:
    page = visit("/docs", locale="pt-BR").page
    expect(page.locator("#version")).to_contain_text("Vozes")
    page.get_by_role("link", name="Falar", exact=True).click()
    expect(page.locator("#version")).to_contain_text("Vozes")
    assert page.evaluate("() => location.pathname") == "/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_ours_on_it_is_accessible(visit: Visitor, scheme: Literal["light", "dark"]) -> None:
    page = visit("/docs").page
    page.emulate_media(color_scheme=scheme)
    page.reload()
    expect(page.locator(".opblock").first).to_be_visible()
    expect(page.locator("#version")).to_contain_text("Vozes")
    assert_accessible(page, without=("#swagger-ui",))
    assert {line.partition(":")[0] for line in violations(page)} <= OF_SWAGGER_UI.keys()
