"""The page of the engines tells of the requests under way and of the last ones."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.engines.conftest import Opener

pytestmark = pytest.mark.browser


def speak(opened: Visit, text: str, engine: str = "choir") -> None:
    body = {"text": text, "engine": engine, "language": "en"}
    opened.page.request.post(f"{opened.url}/v1/tts/synth", data=body)


def look_now(page: Page) -> None:
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")


@pytest.mark.parametrize("width", [375, 1280])
def test_one_that_was_spoken_is_told_without_its_text(engines_page: Opener, width: int) -> None:
    opened = engines_page(width=width)
    speak(opened, "440 Hz 0.5 s")
    look_now(opened.page)
    latest = opened.page.locator(".request").first
    expect(latest).to_contain_text("Hum · Choir")
    expect(latest).to_contain_text("English · 12 characters")
    expect(latest).to_contain_text("0.5 s of audio in")
    expect(latest).to_contain_text("the pace of speech · first sound after")
    expect(latest).to_contain_text("Done")
    expect(opened.page.locator("#requests")).not_to_contain_text("440 Hz")


def test_one_that_failed_says_why_in_the_words_of_the_page(engines_page: Opener) -> None:
    opened = engines_page(locale="pt-BR")
    speak(opened, "refuse")
    look_now(opened.page)
    latest = opened.page.locator(".request").first
    expect(latest).to_contain_text("Falhou O motor de voz falhou.")
    expect(latest.locator(".request-outcome span")).to_have_attribute("title", "engine_failed")
    expect(latest).not_to_contain_text("s de áudio")


def test_who_is_being_spoken_and_who_waits_is_told(engines_page: Opener) -> None:
    opened = engines_page()
    page = opened.page
    expect(page.locator(".queue")).to_have_text("Nothing is being spoken now.")
    page.evaluate("""() => {
      window.leaving = new AbortController();
      const body = JSON.stringify({ text: "440 Hz 600 s slowly", engine: "choir", language: "en" });
      const headers = { "Content-Type": "application/json" };
      const options = { method: "POST", body, headers, signal: window.leaving.signal };
      for (let i = 0; i < 2; i++) fetch("v1/tts/synth", options).catch(() => {});
    }""")
    expect(page.locator(".queue")).to_have_text("Choir: speaking 1 text · 1 waits (at most 32)")
    expect(page.locator(".request .request-outcome").first).to_have_text("Waiting")
    expect(page.locator(".request .request-outcome").nth(1)).to_have_text("Speaking")
    page.evaluate("() => window.leaving.abort()")
    expect(page.locator(".queue")).to_have_text("Nothing is being spoken now.")
    expect(page.locator(".request .request-outcome").first).to_have_text("Cancelled")


def test_more_are_shown_when_asked_for(engines_page: Opener) -> None:
    record = {
        "asked_at": "2026-11-30T10:00:00Z", "engine": "choir", "voice": "hum", "language": "en", "characters": 1,
        "outcome": "done", "error": None, "audio_seconds": 1.0, "synthesis_seconds": 0.5, "first_sound_seconds": 0.1,
    }  # fmt: skip
    records = [{**record, "id": str(number)} for number in range(20)]
    page = engines_page(routes={"/v1/monitor/requests": {"requests": records}}).page
    expect(page.locator(".request")).to_have_count(8)
    page.locator("#requests").get_by_role("button", name="Show more").click()
    expect(page.locator(".request")).to_have_count(20)
