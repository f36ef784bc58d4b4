"""A page that is reloaded or closed while it speaks loses nothing of what had come: it is in the history afterwards."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.player.conftest import Listener

pytestmark = pytest.mark.browser

TEXT = "One two three four. Five six seven eight. " + "More words follow. " * 60
LOOK = "() => import('./ui/player/player.js').then((m) => { globalThis.player = m.player; })"
KEPT = """async () => {
  const { allClips, allComing } = await import("./ui/history/database.js");
  const clips = (await allClips()).map(({ audio, ...clip }) => ({ ...clip, bytes: audio.size }));
  return { clips, coming: (await allComing()).length };
}"""


def kept(page: Page) -> dict[str, Any]:
    """The clips in the browser's database, and how many pieces of unfinished ones are there."""
    found: dict[str, Any] = page.evaluate(KEPT)
    return found


def test_what_had_come_is_in_the_history_and_on_the_player_after_a_reload(listener: Listener) -> None:
    listener.speak(TEXT, engine="paced")
    before = listener.wait("state.ready > 2.5 && now > 1")
    listener.page.reload()
    expect(listener.page.locator("#history .clip")).to_have_count(1)
    expect(listener.page.locator(".player-line")).to_contain_text("Stopped and kept")
    found = kept(listener.page)
    [clip] = found["clips"]
    assert found["coming"] == 0
    assert clip["seconds"] >= before["ready"]
    assert (clip["text"], clip["complete"], clip["voiceName"], clip["format"]) == (TEXT, False, "Somebody", "mp3")
    assert [word["textStart"] for word in clip["words"]][:4] == [0, 4, 8, 14]
    assert clip["words"][-1]["end"] == pytest.approx(clip["seconds"], abs=0.5)
    assert len(clip["peaks"]) == pytest.approx(20 * clip["seconds"], abs=1)


def test_it_is_heard_from_the_player_after_a_reload(listener: Listener) -> None:
    listener.speak(TEXT, engine="paced")
    listener.wait("state.ready > 2")
    listener.page.reload()
    expect(listener.page.locator(".player-line")).to_contain_text("Stopped and kept")
    listener.page.evaluate(LOOK)
    listener.page.locator("#play").click()
    state = listener.wait('state.phase === "speaking" && now > 0.3')
    assert state["text"] == TEXT
    listener.do("stop")


def test_a_whole_one_that_is_still_being_written_is_kept_too(listener: Listener) -> None:
    listener.page.route("**/v1/audio/convert", lambda route: None)
    listener.speak("One two three four five.", engine="sine")
    whole = listener.wait("state.clip !== null")
    listener.page.unroute_all(behavior="ignoreErrors")
    listener.page.reload()
    expect(listener.page.locator("#history .clip")).to_have_count(1)
    [clip] = kept(listener.page)["clips"]
    assert (clip["seconds"], clip["complete"]) == (pytest.approx(whole["ready"]), True)


@pytest.mark.parametrize("is_duplicated", [True, False], ids=["duplicated", "new"])
def test_another_tab_leaves_alone_what_is_still_being_spoken(listener: Listener, is_duplicated: bool) -> None:
    listener.speak(TEXT, engine="paced")
    listener.page.wait_for_function(KEPT.replace("return {", "return (await allComing()).length > 2 && {"))
    other = duplicated(listener.page) if is_duplicated else listener.visit.open_tab()
    asked: list[str] = []
    other.on("request", lambda request: asked.append(request.url))
    other.goto(listener.visit.url)
    other.wait_for_load_state("networkidle")
    expect(other.locator(".player-line")).to_contain_text("Press Speak")
    assert [url for url in asked if url.endswith("/convert")] == []
    assert kept(other)["clips"] == []
    listener.do("stop")
    expect(other.locator("#history .clip")).to_have_count(1)
    assert kept(other)["coming"] == 0


def duplicated(page: Page) -> Page:
    """Returns a tab that has a copy of what this one keeps for itself, as one has that is duplicated."""
    with page.expect_popup() as opened:
        page.evaluate("() => void open('/health')")
    return opened.value


def test_a_duplicated_tab_keeps_its_own_speech_apart_after_reloads(listener: Listener) -> None:
    listener.speak(TEXT, engine="paced")
    listener.wait("state.ready > 2.5")
    other = duplicated(listener.page)
    other.goto(listener.visit.url)
    expect(other.locator(".player-line")).to_contain_text("Press Speak")
    other.reload()
    expect(other.locator(".player-line")).to_contain_text("Press Speak")
    listener.page.reload()
    expect(listener.page.locator(".player-line")).to_contain_text("Stopped and kept")
    expect(listener.page.locator("#history .clip")).to_have_count(1)
    expect(other.locator("#history .clip")).to_have_count(1)


def test_nothing_is_kept_while_it_comes_where_the_history_is_off(listen: Callable[..., Listener]) -> None:
    listener = listen()
    listener.page.get_by_label("Keep what is spoken").uncheck()
    listener.speak(TEXT, engine="paced")
    listener.wait("state.ready > 2")
    assert kept(listener.page)["coming"] == 0
    listener.page.reload()
    expect(listener.page.locator(".player-line")).to_contain_text("Press Speak")
    assert kept(listener.page) == {"clips": [], "coming": 0}
