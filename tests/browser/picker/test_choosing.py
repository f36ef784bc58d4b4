"""A voice is chosen once and speaks from then on, with what was set for it, on this page and after it was left."""

import pytest
from playwright.sync_api import expect

from tests.browser.picker.conftest import ENGLISH, PORTUGUESE, Opener, asked, choose, open_voices, pill, tile

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("locale", "name"),
    [("pt-BR", "Voz: Dora feminina · português (Brasil)"), ("en-US", "Voice: Dora female · Portuguese (Brazil)")],
)
@pytest.mark.parametrize("width", [375, 1280])
def test_the_voice_that_was_chosen_is_named_and_speaks(speaking: Opener, locale: str, width: int, name: str) -> None:
    page = speaking(locale, text=PORTUGUESE, width=width).page
    window = open_voices(page)
    assert window.bounding_box() is not None
    tile(page, "pf_dora").click()
    expect(window).to_be_hidden()
    expect(pill(page)).to_be_focused()
    expect(pill(page)).to_have_accessible_name(name)
    body = asked(page)
    assert (body["voice"], body["engine"], body["options"]) == ("pf_dora", "natural", {})


def test_until_then_the_server_chooses_which_the_pill_tells(speaking: Opener) -> None:
    page = speaking("pt-BR", text=PORTUGUESE).page
    expect(pill(page)).to_contain_text("Dora · escolhida para este texto · português (Brasil)")
    page.locator("#text").fill(ENGLISH)
    expect(pill(page)).to_contain_text("Heart · escolhida para este texto · inglês (Estados Unidos)")
    page.locator("#text").fill("Saluton! Kiel vi fartas hodiaŭ, mia kara amiko?")
    page.locator("#language").select_option("eo")
    expect(pill(page)).to_contain_text("eSpeak NG · escolhida para este texto · esperanto")
    body = asked(page)
    assert "voice" not in body
    assert "engine" not in body
    assert body["language"] == "eo"


def test_the_mark_of_another_voice_names_one_that_can_speak_beside_the_chosen_one(speaking: Opener) -> None:
    page = speaking(text="").page
    choose(page, "pm_alex")
    page.locator("#markup-button").click()
    mark = page.locator("#markup-help dt button").nth(1)
    expect(mark).to_have_text("[voice:pf_dora]")  # there are two of the name Dora
    choose(page, "af_heart")
    expect(mark).to_have_text("[voice:Emma]")
    mark.click()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Good morning.")
    with page.expect_response("**/v1/tts/synth") as answer:
        page.locator("#speak").click()
    assert answer.value.headers["x-voice"] == "bf_emma"


def test_the_choice_can_be_left_to_the_server_again(speaking: Opener) -> None:
    page = speaking().page
    choose(page, "am_michael")
    assert asked(page)["voice"] == "am_michael"
    open_voices(page)
    tile(page, "").click()
    assert "voice" not in asked(page)


def test_a_choice_outlives_the_page_and_a_visit_to_others(speaking: Opener) -> None:
    home = speaking()
    choose(home.page, "am_michael")
    home.page.goto(f"{home.url}/voices")
    home.page.goto(home.url)
    expect(pill(home.page)).to_contain_text("Michael")
    assert asked(home.page)["voice"] == "am_michael"


def test_what_was_set_for_a_voice_comes_back_with_it(speaking: Opener) -> None:
    page = speaking().page
    choose(page, "libritts")
    page.get_by_role("radio", name="Cheerful").or_(page.get_by_role("radio", name="Happy")).click()
    page.locator("#speed").select_option("1.5")
    choose(page, "am_michael")
    expect(page.locator(".voice-options")).to_have_count(0)
    page.locator("#speed").select_option("0.75")
    assert asked(page)["options"] == {}
    choose(page, "libritts")
    body = asked(page)
    assert (body["options"], body["speed"]) == ({"preset": "happy"}, 1.5)
    choose(page, "am_michael")
    assert asked(page)["speed"] == 0.75


def test_an_address_can_name_the_voice_once(speaking: Opener) -> None:
    page = speaking(path="/?voice=am_michael").page
    expect(pill(page)).to_contain_text("Michael")
    assert page.url.endswith("/")
    choose(page, "bf_emma")
    page.reload()
    expect(pill(page)).to_contain_text("Emma")


def test_a_voice_that_is_gone_leaves_the_choice_to_the_server(speaking: Opener) -> None:
    page = speaking(path="/?voice=voice_of_yesterday").page
    expect(pill(page)).to_contain_text("chosen for this text")


def test_a_browser_that_keeps_nothing_chooses_all_the_same(speaking: Opener) -> None:
    home = speaking()
    home.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    home.page.reload()
    choose(home.page, "am_michael")
    assert asked(home.page)["voice"] == "am_michael"


def test_escape_and_a_press_beside_it_close_the_window_and_nothing_is_chosen(speaking: Opener) -> None:
    page = speaking().page
    window = open_voices(page)
    page.keyboard.press("Escape")
    expect(window).to_be_hidden()
    expect(pill(page)).to_be_focused()
    open_voices(page)
    page.mouse.click(5, 5)
    expect(window).to_be_hidden()
    assert "voice" not in asked(page)
