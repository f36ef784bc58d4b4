"""The page offers the options that the chosen voice obeys, in the server's words, and sends those that were changed."""

from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Visit
from tests.browser.picker.conftest import PORTUGUESE, Opener, asked, choose, pill

pytestmark = pytest.mark.browser

OPTIONS: list[dict[str, Any]] = [
    {
        "name": "pitch", "type": "integer", "default": 50, "minimum": 0, "maximum": 99, "label": "Pitch of the voice",
        "help": "How high it is.", "low": "low", "high": "high",
    },
    {
        "name": "warmth", "type": "number", "default": 0.5, "minimum": 0.0, "maximum": 1.0, "unit": "K",
        "label": "Warmth", "help": "Warm.",
    },
    {"name": "seed", "type": "integer", "default": 7, "label": "Seed", "help": "A number without an end."},
    {"name": "echo", "type": "boolean", "default": False, "label": "Echo", "help": "As in a church."},
    {
        "name": "accent", "type": "choice", "default": "", "choices": ["", "north", "south"], "label": "Accent",
        "choice_labels": {"": "Its own", "north": "Northern", "south": "Southern"}, "help": "An accent.",
    },
    {"name": "style_text", "type": "text", "default": "", "max_length": 20, "label": "Manner", "help": "Speak so."},
    {"name": "unheard", "type": "boolean", "default": False, "label": "Unheard", "help": "Not with this voice."},
    {
        "name": "preset", "type": "choice", "default": "", "choices": ["", "happy", "sad"], "label": "Mood",
        "choice_labels": {"": "Neutral", "happy": "Happy", "sad": "Sad"}, "help": "A mood.",
    },
]  # fmt: skip
COMPLETE: dict[str, Any] = {
    "minimum": None, "maximum": None, "unit": None, "choices": [], "choice_labels": {}, "max_length": None,
    "low": None, "high": None,
}  # fmt: skip


@pytest.fixture
def home(speaking: Opener) -> Visit:
    """The page with a voice chosen that obeys an option of each type."""
    opened = speaking(text=PORTUGUESE)
    page = opened.page
    info = page.request.get(f"{opened.url}/v1/monitor/info").json()
    info["engines"]["espeak"]["options"] = [COMPLETE | {"key": f"espeak.{each['name']}"} | each for each in OPTIONS]
    voices = page.request.get(f"{opened.url}/v1/voices?absent=true&limit=1000").json()
    for voice in voices["voices"]:
        if voice["engine"] == "espeak":
            voice["options"] = {"espeak": [each["name"] for each in OPTIONS if each["name"] != "unheard"]}
    page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    page.route("**/v1/voices?absent=true*", lambda route: route.fulfill(json=voices))
    page.goto(f"{opened.url}/?voice=pt-br")
    expect(pill(page)).to_contain_text("Portuguese (Brazil)")
    page.get_by_text("Adjust the voice").click()
    return opened


def option(home: Visit, label: str) -> Locator:
    return home.page.locator(".voice-options").get_by_label(label, exact=True)


def test_what_is_left_as_it_is_is_not_sent(home: Visit) -> None:
    expect(option(home, "Pitch of the voice")).to_have_value("50")
    assert asked(home.page)["options"] == {}


def test_what_is_changed_is_sent_by_its_name_and_type(home: Visit) -> None:
    option(home, "Pitch of the voice").fill("70")
    option(home, "Warmth").fill("0.25")
    option(home, "Seed").fill("8")
    option(home, "Echo").check()
    option(home, "Accent").select_option("Southern")
    option(home, "Manner").press_sequentially("Que dia maravilhoso, não é?")
    home.page.get_by_role("radio", name="Sad").click()
    expect(home.page.get_by_text("6 changed")).to_be_visible()
    assert asked(home.page)["options"] == {
        "pitch": 70, "warmth": 0.25, "seed": 8, "echo": True, "accent": "south",
        "style_text": "Que dia maravilhoso,", "preset": "sad",
    }  # fmt: skip


def test_a_number_that_is_emptied_is_left_to_the_engine(home: Visit) -> None:
    option(home, "Seed").fill("")
    option(home, "Seed").blur()
    expect(option(home, "Seed")).to_have_value("7")
    assert asked(home.page)["options"] == {}


def test_each_option_is_explained_and_a_slider_has_words_at_its_ends(home: Visit) -> None:
    expect(option(home, "Manner")).to_have_accessible_description("Speak so.")
    expect(home.page.locator("[data-option=pitch] .ends")).to_have_text("low50high")
    expect(option(home, "Pitch of the voice")).to_have_attribute("aria-valuetext", "50 (low – high)")
    expect(home.page.locator("[data-option=warmth] .ends")).to_have_text("00.5 K1")


def test_options_that_the_voice_does_not_obey_are_not_offered(home: Visit) -> None:
    expect(option(home, "Manner")).to_be_visible()
    expect(option(home, "Unheard")).to_have_count(0)
    choose(home.page, "pf_dora")
    expect(home.page.locator(".voice-options")).to_have_count(0)


def test_what_was_changed_can_be_set_back_singly_and_together(home: Visit) -> None:
    option(home, "Pitch of the voice").fill("70")
    option(home, "Echo").check()
    home.page.get_by_role("button", name="Reset Pitch of the voice").click()
    expect(option(home, "Pitch of the voice")).to_have_value("50")
    assert asked(home.page)["options"] == {"echo": True}
    home.page.get_by_role("button", name="Reset all").click()
    assert asked(home.page)["options"] == {}


def test_moods_are_chosen_with_the_arrow_keys_too(home: Visit) -> None:
    home.page.get_by_role("radio", name="Neutral").focus()
    home.page.keyboard.press("ArrowRight")
    expect(home.page.get_by_role("radio", name="Happy")).to_be_focused()
    assert asked(home.page)["options"] == {"preset": "happy"}
    home.page.get_by_role("radio", name="Happy").focus()
    home.page.keyboard.press("ArrowLeft")
    assert asked(home.page)["options"] == {}


def test_what_was_chosen_outlives_a_look_at_the_server_and_the_page(home: Visit) -> None:
    option(home, "Manner").fill("Olá!")
    with home.page.expect_response("**/v1/monitor/info"):
        home.page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    expect(option(home, "Manner")).to_have_value("Olá!")
    home.page.reload()
    assert asked(home.page)["options"] == {"style_text": "Olá!"}


@pytest.mark.parametrize(
    ("locale", "label", "ends"),
    [("en-US", "Pitch", ("deep", "high")), ("pt-BR", "Altura da voz", ("grave", "aguda"))],
)
@pytest.mark.parametrize("width", [375, 1280])
def test_the_engines_own_options_are_in_the_language_of_the_page_and_heard(
    speaking: Opener, locale: str, label: str, ends: tuple[str, str], width: int
) -> None:
    page = speaking(locale, text=PORTUGUESE, path="/?voice=pt-br", width=width).page
    page.locator(".adjust > summary").click()
    field = page.locator("[data-option=pitch]")
    expect(field.get_by_label(label, exact=True)).to_be_visible()
    expect(field.locator(".ends")).to_contain_text(ends[0])
    expect(field.locator(".ends")).to_contain_text(ends[1])
    assert page.evaluate("() => document.documentElement.scrollWidth") == width
    field.get_by_role("slider").fill("80")
    with page.expect_response("**/v1/tts/synth") as answer:
        page.keyboard.press("Control+Enter")
    assert answer.value.status == 200
    assert (answer.value.request.post_data_json or {})["options"] == {"pitch": 80}
