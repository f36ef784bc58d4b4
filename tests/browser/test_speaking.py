"""The page speaks what is typed, as it is asked to, and says so when it cannot."""

import re
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Route, expect

from tests.browser.chromium import NewPage
from tests.browser.conftest import Visit, Visitor
from tests.live import LiveServer, running_server

pytestmark = pytest.mark.browser

SENTENCE = "The quick brown fox jumps over the lazy dog, and then it sleeps."
LOOK_AGAIN = "() => window.dispatchEvent(new Event('focus'))"


@pytest.fixture
def home(visit: Visitor) -> Visit:
    """The page in English, as soon as it can speak."""
    opened = visit("/")
    expect(opened.page.get_by_role("button", name="Speak", exact=True)).to_be_visible()
    expect(opened.page.get_by_text("Vozes 0")).to_be_visible()
    return opened


def get(home: Visit, path: str) -> Any:
    return home.page.request.get(home.url + path).json()


def write(home: Visit, text: str) -> None:
    home.page.locator("#text").fill(text)


def speak(home: Visit) -> None:
    home.page.locator("#speak").click()


def asked_of_the_server(home: Visit) -> dict[str, Any]:
    with home.page.expect_request("**/v1/tts/synth") as sent:
        speak(home)
    body = sent.value.post_data_json
    assert isinstance(body, dict)
    return body


@pytest.mark.parametrize(
    ("locale", "text", "label", "button"),
    [("pt-BR", "Olá, mundo!", "Texto", "Falar"), ("en-US", "Hello, world!", "Text", "Speak")],
)
def test_typing_and_pressing_speak_is_heard(visit: Visitor, locale: str, text: str, label: str, button: str) -> None:
    home = visit("/", locale=locale)
    home.page.get_by_label(label, exact=True).fill(text)
    home.page.get_by_role("button", name=button, exact=True).click()
    assert home.wait_for_speech() > 0.2


def test_the_sample_sentence_of_the_first_visit_can_be_spoken_at_once(home: Visit) -> None:
    expect(home.page.locator("#text")).to_have_value("Good morning! This is Vozes. All that you write here becomes "
    "speech on this computer, and nothing leaves it.")  # fmt: skip
    speak(home)
    assert home.wait_for_speech() > 2


def test_the_server_chooses_who_speaks_until_the_user_does(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    write(home, "Olá")
    body = asked_of_the_server(home)
    assert {"engine", "voice"}.isdisjoint(body)
    assert (body["text"], body["language"], body["speed"], body["options"]) == ("Olá", "auto", 1, {})


def test_language_and_speed_are_what_the_server_is_asked_for_and_outlive_the_visit(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    write(home, "Bom dia")
    home.page.get_by_label("Language", exact=True).select_option("pt-br")
    home.page.get_by_label("Speed", exact=True).select_option("1.5")
    body = asked_of_the_server(home)
    assert (body["language"], body["speed"]) == ("pt-br", 1.5)

    home.page.reload()
    expect(home.page.get_by_label("Language", exact=True)).to_have_value("pt-br")
    body = asked_of_the_server(home)
    assert (body["text"], body["language"], body["speed"]) == ("Bom dia", "pt-br", 1.5)


def test_more_speed_makes_it_shorter(home: Visit) -> None:
    write(home, SENTENCE)
    speak(home)
    normal = home.wait_for_speech()
    home.page.keyboard.press("Escape")
    home.page.get_by_label("Speed", exact=True).select_option("2")
    speak(home)
    expect(home.page.locator("#edit")).to_be_visible()
    assert home.wait_for_speech() < 0.7 * normal


def test_tags_in_the_text_are_heard_as_what_they_mean(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    write(home, "One. [pause:800ms] Two.")
    assert asked_of_the_server(home)["markup"] == "tags"
    write(home, "See note [1].")
    assert "markup" not in asked_of_the_server(home)
    write(home, "<speak>One [pause:1s]</speak>")
    assert "markup" not in asked_of_the_server(home)


def test_the_help_on_markup_comes_from_the_server_and_inserts_a_tag_where_one_writes(home: Visit) -> None:
    write(home, "One. Two.")
    home.page.locator("#text").evaluate("area => area.setSelectionRange(5, 5)")
    home.page.get_by_role("button", name="Pauses and more").click()
    markup = get(home, "/v1/markup")
    expect(home.page.locator("#markup-help")).to_have_css("mask-image", re.compile("gradient"))  # of what is cut
    tags = home.page.locator("#markup-help dt button")
    shown = [
        re.compile(r"^\[voice:en[-a-z0-9]*\]$") if "voice" in each["tag"] else each["tag"] for each in markup["tags"]
    ]
    expect(tags).to_have_text(shown)
    expect(home.page.locator("#markup-help details dt")).to_have_count(len(markup["ssml"]))
    tags.first.click()
    expect(home.page.locator("#text")).to_have_value("One. [pause:500ms]Two.")
    expect(home.page.locator("#text")).to_be_focused()

    home.page.locator("#text").evaluate("area => area.setSelectionRange(18, 21)")
    home.page.get_by_role("link", name="Say how it is said").click()
    form = home.page.locator(".word-form")
    expect(form).to_be_in_viewport()
    expect(form.get_by_label("Word", exact=True)).to_have_value("Two")
    expect(form.get_by_label("Is said as")).to_be_focused()
    assert home.page.url == f"{home.url}/engines#lexicon"


def test_a_voice_that_is_not_there_is_told_of_with_what_to_do_until_the_text_is_changed(home: Visit) -> None:
    write(home, "One. [voice:Nobody] Two.")
    speak(home)
    problem = home.page.locator("#error")
    expect(problem).to_contain_text("Correct the name in [voice:…]")
    expect(problem).to_contain_text("has no voice 'Nobody'.")
    expect(problem).not_to_contain_text("`")
    expect(problem.get_by_role("button")).to_have_count(0)  # the same would fail again
    expect(home.page.locator("#status")).to_have_text("Nothing was spoken")
    write(home, "")
    expect(problem).to_be_hidden()
    assert "404" in home.problems.pop()


def test_while_it_is_spoken_the_text_is_lit_until_one_wants_to_write(home: Visit) -> None:
    text = home.page.locator("#text")
    write(home, SENTENCE)
    speak(home)
    expect(home.page.locator(".lit-text")).to_have_text(SENTENCE)
    expect(text).to_be_hidden()
    home.page.locator("#edit").click()
    expect(text).to_be_focused()
    expect(text).to_have_value(SENTENCE)
    home.page.locator("#stop").click()

    speak(home)
    expect(home.page.locator(".lit-text")).to_be_visible()
    home.page.locator("#speak").evaluate("button => button.blur()")
    home.page.keyboard.press("x")
    expect(text).to_be_focused()
    home.page.keyboard.press("Escape")


def test_the_keyboard_alone_reaches_every_control_speaks_and_stops(home: Visit) -> None:
    reached: list[str] = []
    expect(home.page.get_by_role("button", name="Install Kokoro", exact=True)).to_be_visible()
    for _ in range(24):
        home.page.keyboard.press("Tab")
        reached.append(home.page.evaluate("() => document.activeElement.id || document.activeElement.localName"))
        if reached[-1] == "text":
            home.page.keyboard.press("Control+a")
            home.page.keyboard.type(SENTENCE)
    # The link past the header, the three pages; the card of the natural voice: its licence, two samples, its button.
    header = ["a", "a", "a", "a", "page-language"]
    natural_voice = ["a", "button", "button", "button"]
    desk = ["voice", "speed", "language", "text", "speak", "open-file", "markup-button"]
    side = ["input", "button", "button", "button"]
    footer_and_player = ["a", "play"]
    assert reached[: len(header + natural_voice)] == header + natural_voice
    rest = [each for each in reached[len(header + natural_voice) :] if each not in ("summary", "history")]
    assert rest[: len(desk + side + footer_and_player)] == desk + side + footer_and_player

    home.page.keyboard.press("Control+Enter")
    home.wait_for_speech()
    home.page.keyboard.press("Escape")
    expect(home.page.locator("#stop")).to_be_disabled()


def test_the_skip_link_leads_past_the_header(home: Visit) -> None:
    home.page.keyboard.press("Tab")
    home.page.keyboard.press("Enter")
    expect(home.page.locator("main")).to_be_focused()


def test_the_installed_engines_say_which_languages_are_offered(home: Visit) -> None:
    engines = get(home, "/v1/monitor/info")["engines"].values()
    spoken = {tag for engine in engines for tag in engine["languages"]}
    options = home.page.get_by_label("Language", exact=True).locator("option")
    offered = [option.get_attribute("value") or "" for option in options.all()]
    assert offered[0] == "auto"
    assert {"pt-br", "en-us"} <= set(offered[1:4])
    assert set(offered[1:]) <= spoken
    assert {"pt-br", "en-us", "de", "eo"} <= set(offered)


def test_a_selector_that_may_be_open_is_left_alone_by_a_look_at_the_server(home: Visit) -> None:
    home.page.evaluate("() => { for (const each of document.querySelectorAll('#language option')) each.old = true; }")
    info = get(home, "/v1/monitor/info")
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info | {"version": "99"}))
    home.page.evaluate(LOOK_AGAIN)
    expect(home.page.get_by_text("Vozes 99")).to_be_visible()
    assert home.page.evaluate("() => [...document.querySelectorAll('#language option')].every(({old}) => old)")


def test_looking_at_the_server_again_leaves_the_speech_alone(home: Visit) -> None:
    write(home, SENTENCE)
    speak(home)
    home.wait_for_speech()
    info = get(home, "/v1/monitor/info")
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info | {"version": "99"}))
    home.page.evaluate(LOOK_AGAIN)
    expect(home.page.get_by_text("Vozes 99")).to_be_visible()
    expect(home.page.locator(".player-bar")).to_have_attribute("data-phase", "speaking")


def test_what_the_server_refuses_is_told_in_the_readers_words(home: Visit) -> None:
    write(home, "?!")
    with home.page.expect_response("**/v1/tts/synth") as answer:
        speak(home)
    assert answer.value.json()["error"]["code"] == "nothing_to_say"
    expect(home.page.locator("#error")).to_contain_text("In this text there is nothing to say.")
    home.page.get_by_label("Page language").select_option("pt-BR")
    expect(home.page.locator("#error")).to_contain_text("Neste texto não há nada para falar.")
    assert home.problems  # Chromium reports every refused request in the console.
    home.problems[:] = [problem for problem in home.problems if "422" not in problem]


def test_a_refusal_of_a_newer_server_is_told_in_its_own_words_with_the_requests_id(home: Visit) -> None:
    error = {"message": "The moon is full.", "type": "busy", "param": None, "code": "full_moon", "request_id": "req_7"}
    home.page.route("**/v1/tts/synth", lambda route: route.fulfill(status=422, json={"error": error}))
    speak(home)
    expect(home.page.locator("#error")).to_contain_text("The moon is full.")
    expect(home.page.locator("#error")).to_contain_text("req_7")
    assert "422" in home.problems.pop()


def test_an_answer_from_something_else_than_vozes_is_told(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: route.fulfill(status=502, body="<h1>Bad gateway</h1>"))
    write(home, SENTENCE)
    speak(home)
    expect(home.page.locator("#error")).to_contain_text("status 502")
    assert "502" in home.problems.pop()


def test_an_empty_text_is_not_sent(home: Visit) -> None:
    write(home, " ")
    speak(home)
    expect(home.page.get_by_role("alert").filter(has_text="Write a text first.")).to_be_visible()
    expect(home.page.locator("#text")).to_be_focused()
    write(home, "Now.")
    expect(home.page.get_by_text("Write a text first.")).to_be_hidden()


def test_another_speed_while_it_speaks_is_said_to_hold_from_the_next_time_on(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    write(home, SENTENCE)
    speak(home)
    note = home.page.get_by_text("The new speed holds from the next time you press Speak.")
    expect(note).to_have_count(0)
    home.page.get_by_label("Speed", exact=True).select_option("1.5")
    expect(note).to_be_visible()
    home.page.locator("#stop").click()
    expect(note).to_have_count(0)


def test_stop_cancels_a_request_under_way(home: Visit) -> None:
    home.page.route("**/v1/tts/synth", lambda route: None)
    write(home, SENTENCE)
    speak(home)
    with home.page.expect_event("requestfailed") as cancelled:
        home.page.locator("#stop").click()
    assert cancelled.value.failure == "net::ERR_ABORTED"
    expect(home.page.locator("#stop")).to_be_disabled()


def test_a_server_that_does_not_answer_is_told_and_its_return_noticed(home: Visit) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    home.page.route("**/v1/monitor/info", refuse)
    home.page.evaluate(LOOK_AGAIN)
    expect(home.page.locator("#server-problem")).to_contain_text("The server does not answer. Your text is safe")

    home.page.unroute("**/v1/monitor/info", refuse)
    home.page.evaluate(LOOK_AGAIN)
    expect(home.page.locator("#server-problem")).to_be_hidden()
    home.problems[:] = [problem for problem in home.problems if "net::ERR_FAILED" not in problem]


@pytest.fixture
def port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


@pytest.fixture
def server(port: int) -> Iterator[LiveServer]:
    with running_server("--port", str(port)) as live:
        yield live


def test_a_server_that_ends_and_starts_again_costs_neither_the_text_nor_the_speech(
    new_page: NewPage, server: LiveServer, port: int
) -> None:
    visit = Visit(new_page(), server.url)
    visit.page.goto(server.url)
    write(visit, SENTENCE)
    server.stop()
    speak(visit)
    expect(visit.page.get_by_text("The server does not answer")).to_have_count(1)
    expect(visit.page.locator("#server-problem")).to_be_visible()
    expect(visit.page.locator("#error")).to_be_hidden()
    with running_server("--port", str(port)):
        expect(visit.page.get_by_text("The server does not answer")).to_have_count(0)
        expect(visit.page.locator("#text")).to_have_value(SENTENCE)
        speak(visit)
        assert visit.wait_for_speech() > 1
        expect(visit.page.locator("#error")).to_be_hidden()
    assert [problem for problem in visit.problems if "net::ERR" not in problem] == []
