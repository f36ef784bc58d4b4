"""The API's documentation can be tried out where it is read."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_the_example_of_synth_speaks_when_pressed(visit: Visitor) -> None:
    page = visit("/docs").page
    synth = page.locator(".opblock").filter(has=page.locator("[data-path='/v1/tts/synth']"))
    synth.locator(".opblock-summary-control").click()
    synth.get_by_role("button", name="Try it out").click()
    synth.get_by_role("button", name="Execute").click()
    expect(synth.locator(".live-responses-table .response-col_status").last).to_contain_text("200")
    page.wait_for_function("() => document.querySelector('.live-responses-table audio').duration > 0.2")
