"""What the server had to tell about a speech stands beside it."""

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser


def test_a_warning_of_the_server_is_shown_beside_the_speech(visit: Visitor) -> None:
    def warn(route: Route) -> None:
        answer = route.fetch()
        warned = {"x-warning": "This voice has no use for%3A alpha; and 2 more"}
        route.fulfill(response=answer, headers={**answer.headers, **warned})

    home = visit("/")
    home.page.route("**/v1/tts/synth", warn)
    home.page.locator("#text").fill("Olá, mundo!")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_contain_text("This voice has no use for: alpha; and 2 more")

    home.page.unroute("**/v1/tts/synth")
    home.page.locator("#speak").click()
    expect(home.page.locator("#warning")).to_be_hidden()
