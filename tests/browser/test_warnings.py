"""What the server had to tell about a speech stands beside it."""

import json

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_a_warning_of_the_server_is_shown_beside_the_speech(visit: Visitor) -> None:
    def warn(route: Route) -> None:
        answer = route.fetch()
        *lines, last = answer.text().splitlines()
        told = json.loads(last) | {"warnings": ["This voice has no use for: alpha", "And 2 more."]}
        route.fulfill(response=answer, body="\n".join([*lines, json.dumps(told)]) + "\n")

    home = visit("/")
    home.page.route("**/v1/tts/synth", warn)
    home.page.locator("#text").fill("Olá, mundo!")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_contain_text("This voice has no use for: alpha And 2 more.")

    home.page.unroute("**/v1/tts/synth")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_be_hidden()
