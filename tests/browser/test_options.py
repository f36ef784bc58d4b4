"""The page offers the options that the chosen engine has, and asks the server for those that were changed."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

OPTIONS: list[dict[str, Any]] = [
    {"name": "pitch", "type": "integer", "default": 50, "minimum": 0, "maximum": 99, "help": "How high it is."},
    {"name": "warmth", "type": "number", "default": 0.5, "minimum": 0.0, "maximum": 1.0, "unit": "K", "help": "Warm."},
    {"name": "echo", "type": "boolean", "default": False, "help": "As in a church."},
    {"name": "mood", "type": "choice", "default": "", "choices": ["", "happy", "sad"], "help": "A mood."},
    {"name": "style_text", "type": "text", "default": "", "max_length": 20, "help": "Speak in its manner."},
]
COMPLETE: dict[str, Any] = {"minimum": None, "maximum": None, "unit": None, "choices": [], "max_length": None}


@pytest.fixture
def home(visit: Visitor) -> Visit:
    """The page in English with an engine that has an option of each type; what is sent is answered by nobody."""
    opened = visit("/health")  # any page, until the routes are laid
    page = opened.page
    info = page.request.get(f"{opened.url}/v1/monitor/info").json()
    for engine in info["engines"].values():
        engine["options"] = [COMPLETE | option for option in OPTIONS] if engine["id"] == "espeak" else []
    page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    page.route("**/v1/tts/synth", lambda route: None)
    page.goto(opened.url)
    expect(page.get_by_role("button", name="Speak")).to_be_enabled()
    page.get_by_label("Text", exact=True).fill("Bom dia")
    page.get_by_text("Options of the engine").click()
    return opened


def option(home: Visit, label: str) -> Locator:
    return home.page.locator("#options").get_by_label(label)


def sent_options(home: Visit) -> dict[str, Any]:
    with home.page.expect_request("**/v1/tts/synth") as sent:
        home.page.get_by_role("button", name="Speak").click()
    body = sent.value.post_data_json
    assert body is not None
    options: dict[str, Any] = body["options"]
    return options


def test_what_is_left_as_it_is_is_not_sent(home: Visit) -> None:
    expect(option(home, "Pitch (0 – 99)")).to_have_value("50")
    assert sent_options(home) == {}


def test_what_is_changed_is_sent_by_its_name_and_type(home: Visit) -> None:
    option(home, "Pitch (0 – 99)").fill("70")
    option(home, "Warmth (0 – 1 K)").fill("0.25")
    option(home, "Echo").check()
    option(home, "Mood").select_option("sad")
    option(home, "Style text").press_sequentially("Que dia maravilhoso, não é?")
    assert sent_options(home) == {
        "pitch": 70, "warmth": 0.25, "echo": True, "mood": "sad", "style_text": "Que dia maravilhoso,",
    }  # fmt: skip


def test_a_number_that_is_emptied_is_left_to_the_engine(home: Visit) -> None:
    option(home, "Pitch (0 – 99)").fill("")
    assert sent_options(home) == {}


def test_each_option_is_explained(home: Visit) -> None:
    expect(option(home, "Style text")).to_have_accessible_description("Speak in its manner.")


def test_what_was_chosen_outlives_a_look_at_the_server(home: Visit) -> None:
    option(home, "Style text").fill("Olá!")
    with home.page.expect_response("**/v1/voices?engine=xtts_v2&*"):
        home.page.get_by_role("radio", name="XTTS v2").check()
    expect(home.page.locator("#options")).to_be_hidden()
    home.page.get_by_role("radio", name="eSpeak NG").check()
    expect(option(home, "Style text")).to_have_value("")

    option(home, "Style text").fill("Olá!")
    with home.page.expect_response("**/v1/monitor/info"):
        home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(home.page.get_by_role("button", name="Stop")).to_be_disabled()
    expect(option(home, "Style text")).to_have_value("Olá!")


def test_a_warning_of_the_server_is_shown_beside_the_speech(home: Visit) -> None:
    speech = home.page.request.post(f"{home.url}/v1/tts/synth", data={"text": "Olá", "language": "pt"}).body()
    home.page.unroute("**/v1/tts/synth")
    warned = {"Content-Type": "audio/wav", "X-Warning": "This voice has no use for%3A alpha; and 2 more"}
    home.page.route("**/v1/tts/synth", lambda route: route.fulfill(body=speech, headers=warned))
    home.page.get_by_role("button", name="Speak").click()
    expect(home.page.locator("#warning")).to_have_text("This voice has no use for: alpha; and 2 more")

    home.page.unroute("**/v1/tts/synth")
    home.page.get_by_role("button", name="Speak").click()
    expect(home.page.locator("#status")).to_contain_text("s of speech in")
    expect(home.page.locator("#warning")).to_be_hidden()
