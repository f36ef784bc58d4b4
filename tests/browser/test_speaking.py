"""The page speaks what is typed, as it is asked to, and says so when it cannot."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

SENTENCE = "The quick brown fox jumps over the lazy dog, and then it sleeps."


@pytest.fixture
def home(visit: Visitor) -> Visit:
    """The page in English, as soon as it can speak."""
    opened = visit("/")
    expect(opened.page.get_by_role("button", name="Speak")).to_be_enabled()
    expect(opened.page.get_by_label("Voice", exact=True).get_by_role("option")).not_to_have_count(1)
    return opened


def get(home: Visit, path: str) -> Any:
    return home.page.request.get(home.url + path).json()


def option_values(home: Visit, label: str) -> list[str]:
    options = home.page.get_by_label(label, exact=True).locator("option")
    return [option.get_attribute("value") or "" for option in options.all()]


def test_typing_and_pressing_speak_is_heard(home: Visit) -> None:
    home.page.get_by_label("Text", exact=True).fill("Olá")
    home.page.get_by_label("Language", exact=True).select_option("pt-br")
    home.page.get_by_role("button", name="Speak").click()
    assert home.wait_for_speech() > 0.2
    said = re.compile(r"^eSpeak NG, voice Portuguese \(Brazil\): [\d.]+ s of speech in [\d.]+ s$")
    expect(home.page.locator("#status")).to_have_text(said)


def test_the_engine_that_spoke_is_named_though_another_one_is_marked(home: Visit) -> None:
    def speak_as_another(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(
            response=answer, headers=answer.headers | {"x-engine": "styletts2", "x-voice": "ana%3A0.7%2Brui%3A0.3"}
        )

    home.page.route("**/v1/tts/synth", speak_as_another)
    home.page.get_by_label("Text", exact=True).fill("Olá")
    home.page.get_by_role("button", name="Speak").click()
    expect(home.page.locator("#status")).to_contain_text("StyleTTS 2 and Kokoro, voice ana:0.7+rui:0.3: ")


def test_the_server_chooses_the_engine_until_the_user_does(home: Visit) -> None:
    info = get(home, "/v1/monitor/info")
    info["current_engine"] = info["selected_engine"] = "styletts2"
    info["engines"]["styletts2"]["state"] = "ready"
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.route("**/v1/tts/synth", lambda route: None)
    home.page.get_by_label("Text", exact=True).fill("Olá")
    assert "engine" not in asked_of_the_server(home)

    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_role("radio", name="StyleTTS 2 and Kokoro")).to_be_checked()
    assert "engine" not in asked_of_the_server(home)

    home.page.get_by_role("radio", name="eSpeak NG").check()
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    assert asked_of_the_server(home)["engine"] == "espeak"


@pytest.mark.parametrize(("label", "value"), [("Language", "de"), ("Voice", "pt-br")])
def test_a_choice_that_the_servers_engine_lacks_keeps_the_engine_that_has_it(
    home: Visit, label: str, value: str
) -> None:
    home.page.get_by_label(label, exact=True).select_option(value)
    other = {"current_engine": "styletts2", "selected_engine": "styletts2"}
    info = get(home, "/v1/monitor/info") | other | {"version": "99"}
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_text("Vozes 99")).to_be_visible()
    expect(home.page.get_by_role("radio", name="Automatic")).to_be_checked()


def test_the_choice_is_left_to_the_server_which_says_who_speaks_now(home: Visit) -> None:
    automatic = home.page.locator(".engine", has=home.page.locator("input[value='auto']"))
    expect(home.page.get_by_role("radio", name="Automatic")).to_be_checked()
    expect(automatic.locator(".engine-state")).to_have_text("eSpeak NG speaks now")
    info = get(home, "/v1/monitor/info") | {"current_engine": "styletts2"}
    info["engines"]["styletts2"]["state"] = "ready"
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(automatic.locator(".engine-state")).to_have_text("StyleTTS 2 and Kokoro speaks now")
    assert {"eo", "pt-br"} <= set(option_values(home, "Language"))

    home.page.route("**/v1/tts/synth", lambda route: None)
    home.page.get_by_label("Text", exact=True).fill("Olá")
    home.page.get_by_role("radio", name="eSpeak NG").check()
    home.page.get_by_role("radio", name="Automatic").check()
    assert asked_of_the_server(home)["engine"] == "auto"


def asked_of_the_server(home: Visit) -> dict[str, Any]:
    with home.page.expect_request("**/v1/tts/synth") as sent:
        home.page.get_by_role("button", name="Speak").click()
    body = sent.value.post_data_json
    assert isinstance(body, dict)
    return body


def test_the_keyboard_alone_reaches_every_control_speaks_and_stops(home: Visit) -> None:
    reached = []
    expect(home.page.get_by_role("button", name="Install Kokoro", exact=True)).to_be_visible()
    for _ in range(18):
        home.page.keyboard.press("Tab")
        reached.append(home.page.evaluate("() => document.activeElement.id || document.activeElement.localName"))
        if reached[-1] == "text":
            home.page.keyboard.type(SENTENCE)
    # The card of the natural voice: its licence, two samples, its button. The engine's radio button has no id; Stop
    # has nothing to stop yet.
    natural_voice = ["a", "button", "button", "button"]
    form = ["input", "text", "language", "voice", "speed", "format", "summary", "speak"]
    controls = ["a", "a", "page-language", *natural_voice, *form, "summary"]
    assert reached[: len(controls)] == controls

    home.page.keyboard.press("Control+Enter")
    home.wait_for_speech()
    home.page.keyboard.press("Escape")
    home.page.wait_for_function("() => document.getElementById('audio').paused")


def test_the_engine_says_which_languages_are_offered(home: Visit) -> None:
    info = get(home, "/v1/monitor/info")
    spoken = info["engines"][info["current_engine"]]["languages"]
    offered = option_values(home, "Language")
    assert offered[0] == "auto"
    assert {"pt-br", "en-us"} <= set(offered[1:4])
    assert sorted(offered[1:]) == sorted(spoken)


def test_the_language_says_which_voices_are_offered(home: Visit) -> None:
    voices = get(home, f"/v1/voices?engine={get(home, '/v1/monitor/info')['current_engine']}")["voices"]
    assert sorted(option_values(home, "Voice")[1:]) == sorted(voice["id"] for voice in voices)

    home.page.get_by_label("Language", exact=True).select_option("pt-br")
    brazilian = [voice["id"] for voice in voices if "pt-br" in voice["languages"]]
    assert 0 < len(brazilian) < len(voices)
    assert option_values(home, "Voice") == ["", *brazilian]


def test_the_server_says_which_formats_are_offered(home: Visit) -> None:
    formats = get(home, "/v1/monitor/info")["formats"]
    assert option_values(home, "Audio format") == [each["name"] for each in formats if each["playable"]]
    expect(home.page.get_by_label("Audio format")).to_have_value("wav")


def test_selectors_that_may_be_open_are_left_alone_unless_they_offer_something_new(home: Visit) -> None:
    home.page.evaluate("() => { for (const each of document.querySelectorAll('option')) each.old = true; }")
    answer = get(home, "/v1/voices?engine=espeak&limit=1000")
    next(voice for voice in answer["voices"] if "pt-br" in voice["languages"])["name"] = "Zé"
    home.page.route("**/v1/voices?engine=*", lambda route: route.fulfill(json=answer))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.locator("#voice option").filter(has_text="Zé")).to_be_attached()
    changed = "() => ['voice', 'language', 'format'].filter((id) => !document.getElementById(id).options[1].old)"
    assert home.page.evaluate(changed) == ["voice"]


def test_language_voice_and_speed_are_what_the_server_is_asked_for(home: Visit) -> None:
    home.page.get_by_label("Text", exact=True).fill("Bom dia")
    home.page.get_by_label("Language", exact=True).select_option("pt-br")
    home.page.get_by_label("Voice", exact=True).select_option(index=1)
    home.page.get_by_label("Speed").fill("1.5")
    expect(home.page.locator("#speed-value")).to_have_text("1.5×")
    with home.page.expect_request("**/v1/tts/synth") as sent:
        home.page.get_by_role("button", name="Speak").click()
    body = sent.value.post_data_json
    assert body is not None
    assert (body["language"], body["voice"], body["speed"]) == ("pt-br", option_values(home, "Voice")[1], 1.5)
    home.wait_for_speech()


def test_more_speed_makes_it_shorter_and_a_double_click_takes_it_back(home: Visit) -> None:
    speed = home.page.get_by_label("Speed")
    home.page.get_by_label("Text", exact=True).fill(SENTENCE)
    home.page.get_by_role("button", name="Speak").click()
    normal = home.wait_for_speech()

    speed.fill("2")
    home.page.get_by_role("button", name="Speak").click()
    home.page.wait_for_function("normal => document.getElementById('audio').duration < 0.7 * normal", arg=normal)

    speed.dblclick()
    expect(speed).to_have_value("1")


@pytest.mark.parametrize(
    ("audio_format", "start"),
    [
        ("wav", b"RIFF"),
        ("mp3", (b"ID3", b"\xff")),
        ("opus", b"OggS"),
        ("flac", b"fLaC"),
        ("aac", b"\xff"),
        ("m4a", b"\0\0\0\x1cftyp"),
        ("webm", b"\x1aE\xdf\xa3"),
    ],
)
def test_what_was_heard_can_be_downloaded(
    home: Visit, audio_format: str, start: bytes | tuple[bytes, ...], tmp_path: Path
) -> None:
    home.page.get_by_label("Text", exact=True).fill("Olá, mundo!")
    home.page.get_by_label("Audio format").select_option(audio_format)
    home.page.get_by_role("button", name="Speak").click()
    home.wait_for_speech()
    with home.page.expect_download() as download:
        home.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == f"vozes-olá-mundo.{audio_format}"
    download.value.save_as(tmp_path / "speech")
    content = (tmp_path / "speech").read_bytes()
    assert content.startswith(start)
    assert len(content) > 1000


def test_an_engine_that_is_not_installed_says_what_to_do(home: Visit) -> None:
    info = get(home, "/v1/monitor/info")
    missing = next(engine for engine in info["engines"].values() if engine["state"] == "not_installed")
    home.page.get_by_role("radio", name=missing["name"]).check()
    expect(home.page.get_by_text(missing["reason"])).to_be_visible()
    expect(home.page.get_by_role("button", name="Speak")).to_be_disabled()

    home.page.get_by_role("radio", name=info["engines"][info["current_engine"]]["name"]).check()
    expect(home.page.get_by_text(missing["reason"])).to_be_hidden()
    expect(home.page.get_by_role("button", name="Speak")).to_be_enabled()


def test_an_engines_state_is_kept_up_to_date(home: Visit) -> None:
    info = get(home, "/v1/monitor/info")
    chosen = info["engines"][info["current_engine"]]
    chosen["state"], chosen["reason"] = "failed", "It ran out of memory."
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_role("radio", name=chosen["name"] + " Failed")).to_be_visible()
    expect(home.page.get_by_text("It ran out of memory.")).to_be_visible()


@pytest.mark.parametrize(
    ("language", "progress", "text", "bar"),
    [
        ("en", {"stage": "converting", "fraction": 0.42}, "Converting the model… 42%", "0.42"),
        ("pt-BR", {"stage": "converting", "fraction": 0.0}, "Convertendo o modelo… 0%", "0"),
        ("en", {"stage": "warming_up", "fraction": None}, "Warming up…", None),
        ("en", {"stage": "sharpening", "fraction": 1}, "Loading… 100%", "1"),
    ],
)
def test_loading_shows_what_is_done_and_how_far_it_is(
    home: Visit, language: str, progress: dict[str, object], text: str, bar: str | None
) -> None:
    home.page.locator("#page-language").select_option(language)
    info = get(home, "/v1/monitor/info")
    info["engines"][info["current_engine"]] |= {"state": "loading", "progress": progress}
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    card = home.page.locator(".engine", has=home.page.locator(f"input[value='{info['current_engine']}']"))
    expect(card.locator(".engine-state")).to_have_text(text)
    expect(card.locator("progress")).to_be_visible()
    assert card.locator("progress").get_attribute("value") == bar


def test_an_engine_that_is_not_loading_has_no_bar(home: Visit) -> None:
    expect(home.page.locator(".engine-state", has_text="Ready")).to_be_visible()
    for bar in home.page.locator("progress").all():
        expect(bar).to_be_hidden()


def test_looking_at_the_engines_again_leaves_the_result_alone(home: Visit) -> None:
    home.page.get_by_label("Text", exact=True).fill("Olá")
    home.page.get_by_role("button", name="Speak").click()
    home.wait_for_speech()
    info = get(home, "/v1/monitor/info")
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info | {"version": "99"}))
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_text("Vozes 99")).to_be_visible()
    expect(home.page.locator("#status")).to_contain_text("s of speech in")
    expect(home.page.locator("#audio")).to_be_visible()


def test_what_the_server_refuses_is_shown_in_its_words(home: Visit) -> None:
    home.page.get_by_label("Text", exact=True).fill("?!")
    with home.page.expect_response("**/v1/tts/synth") as answer:
        home.page.get_by_role("button", name="Speak").click()
    error = answer.value.json()["error"]
    expect(home.page.get_by_role("alert")).to_contain_text(error["message"])
    expect(home.page.get_by_role("alert")).to_contain_text(error["request_id"])
    assert "422" in home.problems.pop()  # Chromium reports every refused request in the console.


def test_an_answer_from_something_else_than_vozes_is_told(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    home.page.get_by_label("Text", exact=True).fill(SENTENCE)
    home.page.get_by_role("button", name="Speak").click()
    expect(home.page.get_by_role("alert")).to_contain_text("status 502")
    assert "502" in home.problems.pop()


def test_an_empty_text_is_not_sent(home: Visit) -> None:
    home.page.get_by_role("button", name="Speak").click()
    expect(home.page.get_by_role("alert")).to_have_text("Write a text first.")
    expect(home.page.get_by_label("Text", exact=True)).to_be_focused()


def test_stop_cancels_a_request_under_way(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    home.page.get_by_label("Text", exact=True).fill(SENTENCE)
    home.page.get_by_role("button", name="Speak").click()
    with home.page.expect_event("requestfailed") as cancelled:
        home.page.get_by_role("button", name="Stop").click()
    assert cancelled.value.failure == "net::ERR_ABORTED"
    expect(home.page.locator("#status")).to_have_text("Stopped.")
    expect(home.page.get_by_role("button", name="Stop")).to_be_disabled()


def test_a_server_that_went_away_is_told_and_its_return_noticed(home: Visit) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    home.page.route("**/v1/monitor/info", refuse)
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_role("alert")).to_contain_text("The server does not answer.")

    home.page.unroute("**/v1/monitor/info", refuse)
    home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_role("alert")).to_be_hidden()
    home.problems[:] = [problem for problem in home.problems if "net::ERR_FAILED" not in problem]
