"""The speaking page at every size: what matters is in sight, nothing moves by itself, and it is there at once."""

import gzip
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.sight import assert_in_sight

pytestmark = pytest.mark.browser

SIZES = [(1280, 720), (375, 667)]
TEXT = "A text that is spoken. " * 60
OBSERVE_SHIFTS = """
  window.shifts = [];
  new PerformanceObserver((list) => {
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
    const move = ({ node, previousRect, currentRect }) =>
      `${node?.id || node?.className || node?.nodeName}: ${place(previousRect)} to ${place(currentRect)}`;
    for (const { value, hadRecentInput, sources } of list.getEntries())
      if (!hadRecentInput) shifts.push([value, ...sources.map(move)]);
  }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def sized(visit: Visitor) -> Any:
    """Opens the page in a window of some size."""

    def open_page(width: int, height: int, **context: Any) -> Visit:
        opened = visit(None, viewport={"width": width, "height": height}, **context)
        opened.page.add_init_script(OBSERVE_SHIFTS)
        opened.page.goto(opened.url)
        expect(opened.page.locator("#speak")).to_be_visible()
        return opened

    return open_page


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_at_the_first_visit_all_that_matters_is_in_sight(sized: Any, width: int, height: int) -> None:
    page = sized(width, height).page
    expect(page.get_by_role("button", name="Install Kokoro", exact=True)).to_be_visible()
    assert_in_sight(
        page, "#natural-voice", "#voice", "#speed", "#text", "#text-count", "#speak", "#play", "#stop", "#download"
    )
    assert page.locator("#text").bounding_box()["height"] > 75


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_speak_stays_in_sight_below_the_voices_options_and_a_hint(sized: Any, width: int, height: int) -> None:
    home = sized(width, height)
    home.page.goto(f"{home.url}/?voice=en-us")
    home.page.locator("#text").fill("Bom dia! Este texto é em português, e a voz fala inglês.")
    home.page.locator(".voice-options summary").click()
    expect(home.page.locator(".option-fields")).to_be_visible()
    expect(home.page.locator(".language-hint")).to_be_visible()
    assert_in_sight(home.page, "#speak")


def test_the_word_that_is_heard_stays_in_sight_in_a_long_text(sized: Any) -> None:
    page = sized(375, 667).page
    page.locator("#text").fill(TEXT)
    page.locator("#speak").click()
    page.wait_for_function("() => document.querySelector('.lit-heard')?.textContent.length > 250")
    expect(page.locator(".lit-word")).to_be_in_viewport()
    page.wait_for_function("""() => {
      const frame = document.querySelector(".lit-text").getBoundingClientRect();
      const word = document.querySelector(".lit-word").getBoundingClientRect();
      return word.top >= frame.top && word.bottom <= frame.bottom + 1;
    }""")
    heard = page.evaluate("""() => {
      const top = document.querySelector(".lit-text").scrollTop;
      document.querySelector("#stop").click();  // at once: it scrolls on while it speaks
      return top;
    }""")
    expect(page.locator(".lit-text")).to_have_count(0)
    assert page.locator("#text").evaluate("(element) => element.scrollTop") == pytest.approx(heard, abs=30)


@pytest.mark.parametrize(
    ("width", "height", "characters"), [(667, 375, 100), (768, 1024, 100), (1024, 768, 9800), (1280, 720, 9800)]
)
def test_the_row_of_speak_is_one_row_and_in_sight(sized: Any, width: int, height: int, characters: int) -> None:
    page = sized(width, height, locale="pt-BR").page
    page.locator("#text").fill("abcd " * (characters // 5))  # near 10,000 the limit is told
    assert page.locator(".speak-row").bounding_box()["height"] < 75
    page.evaluate("() => scrollTo(0, 0)")
    assert_in_sight(page, "#speak")


@pytest.mark.parametrize("width", [320, 375, 640, 768, 1024, 1600])
def test_nothing_is_wider_than_the_window(sized: Any, width: int) -> None:
    """640 is 1280 at a zoom of 200 %."""
    page = sized(width, 400 if width == 640 else 800, locale="pt-BR").page
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert (
        page.evaluate("""() => [...document.querySelectorAll("main button, main select, header a")]
      .filter((each) => each.offsetParent && each.getBoundingClientRect().right > innerWidth + 0.5)
      .map((each) => each.outerHTML)""")
        == []
    )


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_moves_after_the_page_is_there(sized: Any, width: int, height: int) -> None:
    page = sized(width, height).page
    expect(page.get_by_text("Vozes 0")).to_be_attached()
    with page.expect_response("**/v1/monitor/info"):
        page.evaluate("() => window.dispatchEvent(new Event('focus'))")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("() => shifts") == []


def test_it_is_light_and_ready_at_once(visit: Visitor) -> None:
    home = visit("/")
    expect(home.page.locator("#speak")).to_be_visible()
    bodies: dict[str, bytes] = {}
    home.page.on("response", lambda answer: bodies.update({urlsplit(answer.url).path: answer.body()}))
    home.page.reload()
    expect(home.page.locator("#speak")).to_be_visible()
    home.page.wait_for_load_state("networkidle")
    own = {path: body for path, body in bodies.items() if path == "/" or path.startswith("/ui/")}
    assert any(path.endswith("/speaking/page.js") for path in own)
    assert sum(len(gzip.compress(body)) for body in own.values()) < 300_000


def test_the_titles_tell_the_page_and_the_landmarks_its_parts(visit: Visitor) -> None:
    page = visit("/", locale="pt-BR").page
    expect(page).to_have_title("Falar · Vozes")
    for role, name in (("main", None), ("complementary", "Histórico"), ("region", "Histórico (fica neste navegador)")):
        expect(page.get_by_role(role, name=name) if name else page.get_by_role(role)).to_be_visible()  # type: ignore[arg-type]
    assert page.locator("html").get_attribute("lang") == "pt-BR"
    page.get_by_label("Idioma da página").select_option("en")
    expect(page).to_have_title("Speak · Vozes")


def test_keys_are_named_only_where_there_is_a_keyboard(visit: Visitor) -> None:
    expect(visit("/").page.get_by_text("Ctrl + Enter")).to_be_visible()
    phone = visit("/", has_touch=True, is_mobile=True, viewport={"width": 900, "height": 700})
    expect(phone.page.locator("#speak")).to_be_visible()
    expect(phone.page.get_by_text("Ctrl + Enter")).to_be_hidden()
