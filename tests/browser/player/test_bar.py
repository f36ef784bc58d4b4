"""The bar at the bottom: its buttons, its words, the waveform's keys, and what is downloaded."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import av
import pytest
from playwright.sync_api import Route, expect

from tests.browser.player.conftest import Listener
from tests.live import LiveServer

pytestmark = pytest.mark.browser

TEXT = "Olá, mundo novo: one two three four five six. Seven eight nine ten eleven."
LINES = (
    "Olá, mundo novo: one two.\n\n"
    "He put the kettle on, climbed the hundred and twelve steps and looked out to sea. "
    "There was a boat where no boat should be.\r\n\n"
    "It was small, painted blue, and it turned slowly in the current, empty, with one oar missing."
)
LONG = " ".join(["Word"] * 200)


def spoken(listener: Listener, text: str = TEXT) -> dict[str, Any]:
    listener.speak(text, engine="sine")
    return listener.wait('state.phase === "ended" && state.clip.format === "mp3"')


def download(listener: Listener, name: str) -> Path:
    with listener.page.expect_download() as waiting:
        listener.page.get_by_role("button", name=name).click()
    assert waiting.value.suggested_filename.startswith("vozes-olá-mundo-novo-one-two.")
    return Path(waiting.value.path())


def seconds_of(file: Path) -> float:
    with av.open(io.BytesIO(file.read_bytes()), "r") as container:
        return float(sum(frame.samples / frame.sample_rate for frame in container.decode(audio=0)))


def test_mp3_is_one_press_away(listener: Listener) -> None:
    clip = spoken(listener)["clip"]
    assert seconds_of(download(listener, "Download MP3")) == pytest.approx(clip["seconds"], abs=0.1)


@pytest.mark.parametrize("name", ["WAV", "M4A", "Opus", "FLAC", "WebM", "AAC"])
def test_the_menu_has_the_other_formats(listener: Listener, name: str) -> None:
    clip = spoken(listener)["clip"]
    listener.page.get_by_role("button", name="Other formats and subtitles").click()
    assert seconds_of(download(listener, f"{name} ")) == pytest.approx(clip["seconds"], abs=0.1)
    expect(listener.page.locator(".download-menu")).to_be_hidden()


@pytest.mark.parametrize("kind", ["srt", "vtt"])
@pytest.mark.parametrize("text", [TEXT, LINES], ids=["line", "lines"])
def test_the_subtitles_are_those_of_the_server(listener: Listener, server: LiveServer, kind: str, text: str) -> None:
    spoken(listener, text)
    listener.page.get_by_role("button", name="Other formats and subtitles").click()
    file = download(listener, f"{kind.upper()} ")
    body = {"text": text, "language": "en", "engine": "sine", "timestamps": "word", "subtitles": kind}
    status, _, told = server.synthesize(**body)
    assert (status, file.read_text("utf-8")) == (200, json.loads(told)["subtitles"])


def test_what_was_stopped_can_be_downloaded_as_far_as_it_came(listener: Listener) -> None:
    expect(listener.page.locator("#download")).to_have_attribute("aria-disabled", "true")
    listener.speak("Olá, mundo novo: one two " + LONG, engine="paced")
    listener.wait("now > 0.5")
    expect(listener.page.locator("#download")).to_have_attribute("aria-disabled", "true")
    listener.page.locator("#stop").click()
    clip = listener.wait('state.clip?.format === "mp3"')["clip"]
    assert seconds_of(download(listener, "Download MP3")) == pytest.approx(clip["seconds"], abs=0.1)


def test_a_download_that_fails_is_told_of(listener: Listener) -> None:
    spoken(listener)

    def refuse(route: Route) -> None:
        error = {
            "message": "Full.",
            "type": "server_error",
            "param": None,
            "code": "storage_full",
            "request_id": "req_1",
        }
        route.fulfill(status=507, json={"error": error})

    listener.page.route("**/v1/audio/convert", refuse)
    listener.page.get_by_role("button", name="Other formats and subtitles").click()
    listener.page.get_by_role("button", name="FLAC ").click()
    expect(listener.page.locator("#download-error")).to_be_visible()
    listener.visit.problems = [each for each in listener.visit.problems if "507" not in each]


def test_without_a_server_to_compress_it_a_clip_is_kept_as_it_is(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip)); }")
    listener.page.route("**/v1/audio/convert", lambda route: route.abort())
    listener.speak("One two.", engine="sine")
    clip = listener.wait("clips.length === 1")["clip"]
    assert (clip["format"], clip["audio"]["type"], clip["audio"]["size"]) == ("wav", "audio/wav", 44 + 2 * 3200)
    listener.visit.problems = [each for each in listener.visit.problems if "ERR_FAILED" not in each]


def test_the_keyboard_pauses_seeks_and_closes_the_menu(listener: Listener) -> None:
    listener.speak(LONG, engine="paced")
    listener.wait("state.ready > 12")
    listener.page.locator("#play").focus()
    listener.page.keyboard.press("Space")
    paused = listener.wait('state.phase === "paused"')
    waveform = listener.page.get_by_role("slider", name="Position")
    waveform.focus()
    listener.page.keyboard.press("ArrowRight")
    assert listener.state()["now"] == pytest.approx(paused["now"] + 5, abs=0.05)
    listener.page.keyboard.press("Home")
    assert listener.state()["now"] == 0
    listener.page.keyboard.press("End")
    listener.page.keyboard.press("ArrowLeft")
    state = listener.state()
    assert 5 < state["now"] < state["ready"] - 4
    said = f"{int(state['now'])} seconds of 1 minute"
    expect(waveform).to_have_attribute("aria-valuetext", re.compile(f"^{said}"))
    listener.page.locator("#stop").click()
    listener.page.locator("#more-formats").focus()
    listener.page.keyboard.press("Enter")
    expect(listener.page.locator(".download-menu")).to_be_visible()
    listener.page.keyboard.press("Escape")
    expect(listener.page.locator(".download-menu")).to_be_hidden()
    expect(listener.page.locator("#more-formats")).to_be_focused()


def test_a_click_on_the_waveform_goes_there(listener: Listener) -> None:
    state = spoken(listener, " ".join(["Word"] * 100))
    box = listener.page.locator("#waveform").bounding_box()
    assert box is not None
    listener.page.mouse.click(box["x"] + box["width"] / 4, box["y"] + box["height"] / 2)
    assert listener.state()["now"] == pytest.approx(state["ready"] / 4, abs=0.1)
    expect(listener.page.locator("#play")).to_have_attribute("aria-label", "Play")


def test_a_click_beyond_what_has_come_skips_nothing_and_says_why(listener: Listener) -> None:
    listener.speak(LONG, engine="paced")
    listener.wait("state.ready > now + 2 && state.ready < state.expected / 2")
    box = listener.page.locator("#waveform").bounding_box()
    assert box is not None
    listener.page.mouse.click(box["x"] + box["width"] * 0.9, box["y"] + box["height"] / 2)
    expect(listener.page.locator(".player-line")).to_contain_text("That part is still being made")
    expect(listener.page.locator(".waveform-aim")).to_have_count(0)
    state = listener.state()
    assert state["phase"] == "speaking"
    assert state["now"] < state["ready"] - 1
    listener.do("stop")


@pytest.mark.parametrize("place", ["#waveform", "body"])
def test_space_pauses_and_goes_on_where_nothing_else_needs_it(listener: Listener, place: str) -> None:
    listener.speak(LONG, engine="paced")
    listener.wait("now > 0.3")
    listener.page.evaluate("(place) => (place === 'body' ? document.activeElement.blur() : 0)", place)
    listener.page.locator(place).press("Space")
    listener.wait('state.phase === "paused"')
    assert listener.page.evaluate("() => scrollY") == 0
    listener.page.locator(place).press("Space")
    listener.wait('state.phase === "speaking"')
    listener.do("stop")


def test_the_status_tells_phases_alone(listener: Listener) -> None:
    listener.page.evaluate(
        """() => {
          globalThis.said = [];
          const status = document.getElementById("status");
          new MutationObserver(() => said.push(status.textContent)).observe(status, { childList: true, subtree: true,
            characterData: true });
        }"""
    )
    spoken(listener)
    assert listener.page.evaluate("said") == ["Preparing the first sentence…", "Speaking", "Spoken to the end"]


def test_how_far_an_engine_is_loaded_is_told(listener: Listener, server: LiveServer) -> None:
    info = server.get_json("/v1/monitor/info")
    info["engines"]["paced"] |= {"state": "loading", "progress": {"stage": "loading", "fraction": 0.42}}
    listener.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    listener.page.route("**/v1/tts/synth", lambda route: None)
    listener.speak("One", engine="paced")
    expect(listener.page.locator(".player-line")).to_have_text("Loading the voice… 42%")
    listener.page.locator("#stop").click()
    expect(listener.page.locator(".player-line")).to_have_text("Stopped before it spoke")


def test_it_speaks_portuguese(listen: Callable[..., Listener]) -> None:
    listener = listen(locale="pt-BR")
    spoken(listener)
    expect(listener.page.locator("#status")).to_have_text("Falado até o fim")
    expect(listener.page.get_by_role("button", name="Baixar MP3")).to_be_visible()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_nothing_moves_and_nothing_is_cut_off_while_it_speaks(listen: Callable[..., Listener], width: int) -> None:
    listener = listen(viewport={"width": width, "height": 700})
    heights = []
    measure = "() => document.querySelector('.player-bar').offsetHeight"
    heights.append(listener.page.evaluate(measure))
    listener.speak(LONG, engine="paced")
    listener.wait("now > 0.5")
    heights.append(listener.page.evaluate(measure))
    listener.page.locator("#stop").click()
    heights.append(listener.page.evaluate(measure))
    assert len(set(heights)) == 1
    assert listener.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    overflow = """() => [...document.querySelectorAll(".player-bar button, .waveform")].filter((each) => {
      const { left, right } = each.getBoundingClientRect();
      return left < 0 || right > innerWidth;
    }).length"""
    assert listener.page.evaluate(overflow) == 0
