"""The speaking page offers the natural voice, and shows how its installation goes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Request, Route, expect

from tests.browser.catalog import catalog, ended, model, pulling
from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

SPEAK = re.compile("^(Speak|Falar)$")
INSTALLED_AT = "2026-11-29T12:00:00+00:00"
SOURCE = {
    "kind": "registry", "from": "four wheels", "eight_bit": True, "installed_at": INSTALLED_AT,
    "licence_accepted_at": None,
}  # fmt: skip


@dataclass
class Models:
    """A page whose catalogue is made up."""

    page: Page
    problems: list[str]
    answer: dict[str, Any]
    after_a_change: dict[str, Any] | None = None
    """What the catalogue says from the next call on that changes something."""
    asked: list[Request] = field(default_factory=list)
    """The calls that change something."""

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("region", name="Natural voice").or_(self.page.get_by_label("Voz natural"))

    def button(self, name: str) -> Locator:
        return self.card.get_by_role("button", name=name)

    def become(self, *models: dict[str, Any], **changes: Any) -> None:
        """Has the server say something else, and the page look."""
        self.answer = catalog(*models, **changes)
        self.page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")

    def changes(self) -> list[tuple[str, str, Any]]:
        """What the page has asked to change."""
        return [(each.method, each.url.partition("/v1/")[2], each.post_data_json) for each in self.asked]

    def serve(self, route: Route) -> None:
        if not route.request.url.endswith("/catalog"):
            self.asked.append(route.request)
            self.answer = self.after_a_change or self.answer
        route.fulfill(json=self.answer)


@pytest.fixture
def models(visit: Visitor) -> Callable[..., Models]:
    """Opens the page where the catalogue says what is given; the calls that change something are answered alike."""

    def open_page(*given: dict[str, Any], locale: str = "en-US", **changes: Any) -> Models:
        opened: Visit = visit(None, locale=locale)
        made = Models(opened.page, opened.problems, catalog(*given, **changes))
        opened.page.route("**/v1/models/**", made.serve)
        with opened.page.expect_response("**/v1/models/catalog"):
            opened.page.goto(opened.url)
        expect(opened.page.get_by_role("button", name=SPEAK, exact=True)).to_be_visible()
        return made

    return open_page


Opener = Callable[..., Models]


def test_from_its_first_second_the_page_tells_of_the_natural_voice(models: Opener) -> None:
    page = models()
    expect(page.card).to_contain_text("Kokoro speaks Portuguese, English and 6 more languages")
    expect(page.card).to_contain_text("355 MB to download")
    expect(page.card.get_by_role("link", name="Apache-2.0 licence")).to_have_attribute("href", "https://free.example/")
    expect(page.card.get_by_role("progressbar")).to_be_hidden()
    expect(page.button("Cancel")).to_be_hidden()
    expect(page.button("Install Kokoro")).to_be_enabled()


def test_it_is_installed_cancelled_tried_again_and_there_without_a_reload(models: Opener) -> None:
    page = models()
    page.after_a_change = catalog(model("kokoro", **pulling("download", 143_000_000, 372_000_000, 110)))
    page.button("Install Kokoro").click()
    expect(page.card).to_contain_text("Downloading Kokoro… 143 of 372 MB · 2 min left in this step")
    expect(page.button("Cancel")).to_be_focused()

    page.after_a_change = catalog(model("kokoro", **ended("cancelled")))
    page.button("Cancel").click()
    expect(page.card.get_by_role("status")).to_have_text("Cancelled. What has been downloaded is kept.")
    expect(page.button("Try again")).to_be_focused()

    page.after_a_change = catalog(model("kokoro", **pulling("convert")))
    page.button("Try again").click()
    expect(page.card).to_contain_text("Converting Kokoro…")
    accepted = {"accept_license": False}
    pull = ("POST", "models/kokoro/pull", accepted)
    assert page.changes() == [pull, ("DELETE", "models/kokoro/pull", None), pull]

    with page.page.expect_request("**/v1/voices?*"):
        page.become(model("kokoro", state="installed", source=SOURCE))
    expect(page.card.get_by_role("heading")).to_have_text("Kokoro is ready")
    expect(page.button("Hear Dora")).to_be_hidden()
    page.button("Close").click()
    expect(page.card).to_be_hidden()
    expect(page.page.locator("#text")).to_be_focused()


def test_it_can_be_tried_again_before_the_answer_to_its_cancelling_comes(models: Opener) -> None:
    page = models(model("kokoro", **pulling("download")))
    page.page.route("**/v1/models/*/pull", lambda route: None)
    page.button("Cancel").click()
    page.become(model("kokoro", **ended("cancelled")))
    with page.page.expect_request(lambda request: request.method == "POST"):
        page.button("Try again").click()


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        (
            "en-US",
            [
                (pulling("starting"), "Beginning… · you can go on", None),
                (pulling("torch", 143_000_000, 1_420_000_000, 7000), "0.1 of 1.4 GB · 2 hr left in this step", 0.1007),
            ],
        ),
        (
            "pt-BR",
            [
                (pulling("torch", 143_000_000, 1_420_000_000, 100), "0,1 de 1,4 GB · faltam 2 min nesta", 0.1007),
                (pulling("packages"), "Instalando os outros pacotes… · você pode continuar", None),
                (pulling("check", 1_000_000, 2_000_000, 0.4), "Conferindo o Kokoro… 1 de 2 MB · falta 1 s nesta", 0.5),
            ],
        ),
    ],
)
def test_progress_is_told_in_words_and_units_of_the_language(
    models: Opener, locale: str, told: list[tuple[dict[str, Any], str, float | None]]
) -> None:
    page = models(locale=locale)
    for changes, text, bar in told:
        page.become(model("kokoro", **changes))
        expect(page.card.locator(".model-progress")).to_contain_text(text)
        shown = page.card.locator("progress").evaluate("bar => bar.hasAttribute('value') ? bar.value : null")
        assert shown == (bar if bar is None else pytest.approx(bar, abs=0.001))


def test_why_it_failed_and_what_to_do_is_told_at_every_width(models: Opener) -> None:
    reason = "There is no space left in /home/somebody/vozes/models: free 480 MB, then try again."
    page = models(locale="pt-BR")
    page.page.set_viewport_size({"width": 375, "height": 700})
    page.become(model("kokoro", **ended("failed", reason)))
    expect(page.card.get_by_role("status")).to_contain_text("Não foi possível instalar o Kokoro.")
    expect(page.card.get_by_text(reason)).to_have_attribute("lang", "en")
    expect(page.button("Tentar de novo: Kokoro")).to_be_visible()
    assert page.page.evaluate("() => document.documentElement.scrollWidth") == 375


def test_screen_readers_hear_of_a_stage_once_and_not_of_every_byte(models: Opener) -> None:
    page = models(model("kokoro", **pulling("download", 1_000_000, 372_000_000)))
    status = page.card.get_by_role("status")
    expect(status).to_have_text("Downloading Kokoro…")
    status.evaluate("""status => {
      window.heard = [];
      const hear = () => window.heard.push(status.textContent);
      new MutationObserver(hear).observe(status, { childList: true, characterData: true, subtree: true });
    }""")
    page.become(model("kokoro", **pulling("download", 2_000_000, 372_000_000)))
    expect(page.card).to_contain_text("2 of 372 MB")
    page.become(model("kokoro", **pulling("convert")))
    expect(status).to_have_text("Converting Kokoro…")
    assert page.page.evaluate("() => window.heard") == ["Converting Kokoro…"]


def test_what_is_damaged_says_so_and_can_be_installed_again(models: Opener) -> None:
    page = models(model("kokoro", state="damaged", problem="config.json is not what was published."))
    expect(page.card.get_by_role("status")).to_contain_text("Files of Kokoro are damaged or missing.")
    expect(page.card).to_contain_text("config.json is not what was published.")
    expect(page.button("Install Kokoro")).to_be_enabled()


def test_what_is_there_is_not_offered(models: Opener) -> None:
    page = models(model("kokoro", state="installed", source=SOURCE))
    expect(page.card).to_be_hidden()


def test_who_may_not_change_anything_reads_why_in_place_of_buttons(models: Opener) -> None:
    page = models(may_change=False)
    expect(page.card).to_contain_text("This is done on the server's own machine, or with its key.")
    expect(page.button("Install")).to_be_hidden()


def test_what_the_server_refuses_is_told_on_the_card(models: Opener) -> None:
    page = models(locale="pt-BR")
    error = {"code": "storage_full", "message": "No room.", "request_id": "r1"}
    page.page.route("**/v1/models/*/pull", lambda route: route.fulfill(status=507, json={"error": error}))
    page.button("Instalar o Kokoro").click()
    expect(page.card.get_by_role("alert")).to_contain_text("O disco do servidor está cheio.")
    assert "507" in page.problems.pop()


def test_it_is_looked_at_each_second_while_something_comes_seldom_otherwise_and_not_while_hidden(
    visit: Visitor,
) -> None:
    opened = visit(None)
    page, asked = opened.page, []
    answer = {"now": catalog(model("kokoro", **pulling("download", 1, 2)))}

    def serve(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(json=answer["now"])

    def times_in(seconds: int) -> int:
        asked.clear()
        for _ in range(seconds):
            page.clock.run_for(1000)
            page.evaluate("() => fetch('/health').then((answer) => answer.text())")  # whatever was asked is answered
        return len(asked)

    page.route("**/v1/models/catalog", serve)
    page.clock.install()
    page.goto(opened.url)
    expect(page.locator("#natural-voice")).to_be_visible()
    assert times_in(10) >= 8

    answer["now"] = catalog()
    page.clock.run_for(1000)
    expect(page.get_by_role("button", name="Install Kokoro", exact=True)).to_be_visible()
    assert times_in(20) in (1, 2)

    answer["now"] = catalog(model("kokoro", **pulling("download", 1, 2)))
    page.evaluate(
        "() => { Object.defineProperty(document, 'hidden', { get: () => window.away, configurable: true }); }"
    )
    page.evaluate("() => { window.away = true; document.dispatchEvent(new Event('visibilitychange')); }")
    assert times_in(20) == 0
    page.evaluate("() => { window.away = false; document.dispatchEvent(new Event('visibilitychange')); }")
    expect(page.locator("#natural-voice")).to_contain_text("Downloading Kokoro…")


def test_the_samples_are_heard_one_at_a_time_and_stop_when_asked(models: Opener) -> None:
    page = models()
    dora, heart = page.card.locator("[data-sample=dora]"), page.card.locator("[data-sample=heart]")
    dora.click()
    expect(dora).to_have_text("Stop")
    heart.click()
    expect(heart).to_have_text("Stop")
    expect(dora).to_have_text("Hear Dora")
    heart.click()
    expect(heart).to_have_text("Hear Heart")
    dora.click()
    expect(dora).to_have_text("Stop")
    expect(dora).to_have_text("Hear Dora")  # at its end


def test_the_server_itself_says_what_can_be_installed(visit: Visitor) -> None:
    opened = visit("/")
    expect(opened.page.get_by_role("button", name="Install Kokoro", exact=True)).to_be_enabled()
