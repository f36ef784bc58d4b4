"""What was spoken is kept by the browser: heard again, downloaded, used again, compared, deleted."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

PLANT = """
  async ([count, bytes]) => {
    const { putClip } = await import("/ui/history/database.js");
    for (let index = 0; index < count; index += 1) {
      const common = { complete: true, words: [], sentenceSpans: [], peaks: [], sampleRate: 22050, format: "mp3" };
      const who = { voice: "pt-br", voiceName: "Dora", engine: "espeak", language: "pt-br", seconds: 2 };
      const text = `Clip ${index}`;
      const audio = new Blob([new Uint8Array(bytes)]);
      const what = { id: `clip-${index}`, text, request: { text, speed: 1 }, created: Date.now() - 1e6 + index, audio };
      await putClip({ ...what, ...common, ...who });
    }
  }
"""
"""Puts clips into the database, the last one being the newest."""
SCROLL = """
  async () => {
    const { history } = await import("/ui/history/store.js");
    const clip = history.get().clips[0];
    const clips = Array.from({ length: 1000 }, (_, index) => ({ ...clip, id: `many-${index}`, text: `Clip ${index}` }));
    history.set({ clips });
    const panel = document.getElementById("history");
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    for (let last = -1; last !== panel.scrollTop || panel.querySelector("#more-clips"); await nextFrame()) {
      last = panel.scrollTop;
      panel.scrollTop += 400;
    }
    return panel.querySelectorAll(".clip").length;
  }
"""


@pytest.fixture
def home(visit: Visitor) -> Visit:
    opened = visit("/")
    expect(opened.page.locator("#history")).to_be_visible()
    return opened


def speak(home: Visit, text: str) -> float:
    before = home.page.locator(".clip").count()
    home.page.locator("#text").fill(text)
    home.page.locator("#speak").click()
    seconds = home.wait_for_speech()
    home.page.keyboard.press("Escape")
    expect(home.page.locator(".clip")).to_have_count(before + 1)
    return seconds


def more(page: Page, text: str, action: str) -> None:
    page.get_by_role("button", name=f"More: {text}", exact=True).click()
    page.locator(".clip-actions").get_by_role("button", name=action).click()


def titles(page: Page) -> list[str]:
    return page.locator("#history .clips .clip-title").all_inner_texts()


def heard(home: Visit) -> str:
    home.page.wait_for_function("() => window.watchedPlayer.get().phase === 'speaking'")
    return str(home.page.evaluate("() => window.watchedPlayer.get().clip.text"))


def test_what_was_spoken_is_listed_kept_and_heard_again(home: Visit) -> None:
    first = "The first one, which is long enough for being heard until somebody presses a button to have it paused."
    speak(home, first * 4)
    speak(home, "The second one.")
    assert [title[:10] for title in titles(home.page)] == ["The second", "The first "]
    expect(home.page.locator("#history")).not_to_contain_text("partial")
    home.page.reload()
    expect(home.page.locator(".clip")).to_have_count(2)
    home.page.get_by_role("button", name="Play: The first one").click()
    assert home.wait_for_speech() > 0.2
    assert heard(home) == first * 4
    home.page.get_by_role("button", name="Pause: The first one").click()
    expect(home.page.locator(".player-bar")).to_have_attribute("data-phase", "paused")


def test_what_is_stopped_is_kept_as_far_as_it_came(home: Visit) -> None:
    text = home.page.locator("#text")
    text.fill("A long text. " * 400)
    text.evaluate("area => { area.scrollTop = area.scrollHeight; }")  # as where it is pasted
    home.page.locator("#speak").click()
    expect(home.page.locator(".player-bar")).to_have_attribute("data-phase", "speaking")
    home.page.locator("#stop").click()
    expect(home.page.locator(".clip")).to_have_count(1)
    assert text.evaluate("area => area.scrollTop < area.clientHeight")  # where it was heard
    expect(home.page.locator(".clip")).to_contain_text("· partial ·")
    home.page.get_by_label("Page language").select_option("pt-BR")
    expect(home.page.locator(".clip")).to_contain_text("· parcial ·")


def test_a_clip_can_be_downloaded(home: Visit, tmp_path: Path) -> None:
    speak(home, "Olá, mundo!")
    with home.page.expect_download() as download:
        home.page.get_by_role("button", name="Download: Olá, mundo!").click()
    assert download.value.suggested_filename == "vozes-olá-mundo.mp3"
    download.value.save_as(tmp_path / "speech")
    assert len((tmp_path / "speech").read_bytes()) > 1000


def test_the_format_that_was_taken_last_is_offered_first(home: Visit) -> None:
    speak(home, "Olá!")
    home.page.locator("#more-formats").click()
    with home.page.expect_download():
        home.page.locator("[data-format=wav]").click()
    home.page.reload()
    expect(home.page.locator("#download")).to_have_accessible_name("Download WAV")
    with home.page.expect_download() as download:
        home.page.get_by_role("button", name="Download: Olá!").click()
    assert download.value.suggested_filename == "vozes-olá.wav"


def test_a_clip_can_be_used_again_with_what_it_was_spoken_with(home: Visit) -> None:
    home.page.get_by_label("Speed", exact=True).select_option("1.5")
    speak(home, "Spoken faster.")
    home.page.get_by_label("Speed", exact=True).select_option("1")
    home.page.locator("#text").fill("Something else")
    more(home.page, "Spoken faster.", "Use the text again")
    expect(home.page.locator("#text")).to_have_value("Spoken faster.")
    expect(home.page.get_by_label("Speed", exact=True)).to_have_value("1.5")
    home.page.get_by_role("button", name="Bring it back").click()
    expect(home.page.locator("#text")).to_have_value("Something else")


def test_two_clips_are_compared_from_the_same_place_on(home: Visit) -> None:
    text = "The same text, which is long enough for being heard in the one voice and then in the other one."
    speak(home, text)
    home.page.get_by_label("Speed", exact=True).select_option("0.5")
    slow = speak(home, text)
    home.page.get_by_role("button", name=re.compile("^More: ")).first.click()
    home.page.get_by_role("button", name="Compare", exact=True).click()
    home.page.get_by_role("button", name="Compare with this").click()
    sides = home.page.locator(".comparison-side")
    expect(sides).to_have_count(2)
    sides.nth(1).get_by_role("button").click()
    home.page.wait_for_function("() => window.watchedPlayer.get().position > 1")
    sides.nth(0).get_by_role("button").click()
    home.page.wait_for_function("slow => window.watchedPlayer.get().clip.seconds === slow", arg=slow)
    home.page.wait_for_function("() => window.watchedPlayer.get().phase === 'speaking'")
    assert home.page.evaluate("() => window.watchedPlayer.get().position") > 1.5
    home.page.locator(".comparison").get_by_role("button", name="Close").click()
    expect(sides).to_have_count(0)


def test_a_clip_that_is_deleted_stays_away(home: Visit) -> None:
    speak(home, "To be deleted.")
    more(home.page, "To be deleted.", "Delete")
    expect(home.page.locator(".clip")).to_have_count(0)
    home.page.reload()
    expect(home.page.get_by_text("What you have spoken will be listed here.")).to_be_visible()


def test_all_is_deleted_only_after_a_question(home: Visit) -> None:
    home.page.evaluate(PLANT, [3, 10])
    home.page.reload()
    expect(home.page.locator(".clip")).to_have_count(3)
    home.page.get_by_role("button", name="Delete all").click()
    expect(home.page.get_by_text("Delete all 3 clips for good?")).to_be_visible()
    home.page.get_by_role("button", name="Cancel", exact=True).last.click()
    expect(home.page.locator(".clip")).to_have_count(3)
    home.page.get_by_role("button", name="Delete all").click()
    home.page.get_by_role("button", name="Delete all").click()
    expect(home.page.locator(".clip")).to_have_count(0)


def test_nothing_is_kept_where_that_is_turned_off(home: Visit) -> None:
    home.page.get_by_label("Keep what is spoken").uncheck()
    home.page.locator("#text").fill("Not to be kept.")
    home.page.locator("#speak").click()
    home.wait_for_speech()
    expect(home.page.get_by_text("What is spoken now is not kept.")).to_be_visible()
    home.page.reload()
    expect(home.page.get_by_label("Keep what is spoken")).not_to_be_checked()
    expect(home.page.locator(".clip")).to_have_count(0)


@pytest.mark.parametrize(("count", "size", "kept"), [(50, 10, 50), (5, 60_000_000, 4)], ids=["clips", "bytes"])
def test_the_oldest_clips_make_room(home: Visit, count: int, size: int, kept: int) -> None:
    """Up to 50 clips and 200 MB."""
    home.page.evaluate(PLANT, [count, size])
    home.page.reload()
    expect(home.page.locator("#history-title")).to_be_visible()
    home.page.get_by_role("button", name="Play: Clip").first.wait_for()
    home.page.locator("#text").fill("The newest one.")
    home.page.locator("#speak").click()
    home.wait_for_speech()
    home.page.locator(".clip", has_text="The newest one.").wait_for()
    texts = home.page.evaluate(
        """async () => {
          const { history } = await import("/ui/history/store.js");
          return history.get().clips.map(({ text }) => text);
        }"""
    )
    assert texts == ["The newest one.", *(f"Clip {index}" for index in reversed(range(count - kept + 1, count)))]


def test_the_history_is_the_same_in_two_tabs(home: Visit) -> None:
    other = home.open_tab()
    other.goto(home.url)
    home.page.bring_to_front()
    speak(home, "Spoken in the first tab.")
    expect(other.locator(".clip")).to_have_count(1)
    more(other, "Spoken in the first tab.", "Delete")
    expect(home.page.locator(".clip")).to_have_count(0)


def test_a_thousand_clips_scroll_without_a_long_task(home: Visit) -> None:
    """By the processor's time, of which other programs take nothing."""
    speak(home, "One of many.")
    browser = home.page.context.browser
    assert browser is not None
    browser.start_tracing(page=home.page, categories=["toplevel", "disabled-by-default-devtools.timeline"])
    shown = home.page.evaluate(SCROLL)
    tasks = main_thread_tasks(json.loads(browser.stop_tracing())["traceEvents"])
    assert shown == 1000
    assert len(tasks) > 100
    assert [each for each in tasks if each > 50] == []


def main_thread_tasks(events: list[dict[str, Any]]) -> list[float]:
    """The processor time of each task of the pages' main threads, in milliseconds."""
    threads = {
        (each["pid"], each["tid"])
        for each in events
        if each["name"] == "thread_name" and each["args"]["name"] == "CrRendererMain"
    }
    names = ("RunTask", "ThreadControllerImpl::RunTask")
    tasks = [each for each in events if each["name"] in names and (each["pid"], each["tid"]) in threads]
    return [each["tdur"] / 1000 for each in tasks if "tdur" in each]
