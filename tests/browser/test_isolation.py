"""The page talks to its own server alone: by policy, and in fact."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor

pytestmark = pytest.mark.browser

ASK_ELSEWHERE = "() => fetch('http://elsewhere.example/').then(() => 'answered', () => 'refused')"


def test_the_policy_keeps_the_page_from_asking_another_host(visit: Visitor) -> None:
    home = visit("/")
    assert home.page.evaluate(ASK_ELSEWHERE) == "refused"
    assert home.foreign == []
    assert any("Content Security Policy" in problem for problem in home.problems)
    home.problems.clear()


def test_a_request_to_another_host_would_be_seen_here(visit: Visitor) -> None:
    """Shows that the watch of every test in this folder can fail."""
    home = visit("/", bypass_csp=True)
    assert home.page.evaluate(ASK_ELSEWHERE) == "refused"
    assert home.foreign == ["http://elsewhere.example/"]
    home.foreign.clear()
    home.problems.clear()


def test_text_from_the_server_is_never_markup(visit: Visitor) -> None:
    home = visit("/")
    info = home.page.request.get(home.url + "/v1/monitor/info").json()
    info["version"] = "<b>bold</b>"
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.reload()
    expect(home.page.get_by_text("Vozes <b>bold</b>", exact=True)).to_be_visible()
