"""The text that is being written is kept, counted before it is spoken, and comes from files and samples as well."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, Visitor

pytestmark = pytest.mark.browser

FORBID_STORAGE = """
  const forbid = () => { throw new DOMException("forbidden", "SecurityError"); };
  Object.defineProperty(window, "localStorage", { get: forbid });
  Object.defineProperty(window, "indexedDB", { get: forbid });
"""
FILL_STORAGE = """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""
DROP = """
  ([name, bytes]) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(bytes)], name));
    const traits = { dataTransfer: transfer, bubbles: true, cancelable: true };
    const drop = (type) => document.querySelector(".text-card").dispatchEvent(new DragEvent(type, traits));
    drop("dragover");
    drop("drop");
  }
"""


@pytest.fixture
def home(visit: Visitor) -> Visit:
    opened = visit("/")
    expect(opened.page.locator("#text")).to_be_visible()
    expect(opened.page.get_by_text("Vozes 0")).to_be_visible()
    return opened


def duplicated(page: Page) -> Page:
    """Returns a tab that has a copy of what this one keeps for itself."""
    with page.expect_popup() as opened:
        page.evaluate("() => void open(location.href)")
    return opened.value


def drop(page: Page, name: str, content: bytes) -> None:
    page.evaluate(DROP, [name, list(content)])


def test_the_draft_outlives_a_reload_and_a_visit_to_another_page(home: Visit) -> None:
    home.page.locator("#text").fill("Uma frase minha.")
    home.page.reload()
    expect(home.page.locator("#text")).to_have_value("Uma frase minha.")
    home.page.get_by_role("link", name="Voices", exact=True).click()
    home.page.get_by_role("link", name="Speak", exact=True).click()
    expect(home.page.locator("#text")).to_have_value("Uma frase minha.")


def test_an_emptied_text_stays_empty_and_the_sample_sentence_does_not_come_back(home: Visit) -> None:
    home.page.locator("#text").fill("")
    home.page.reload()
    expect(home.page.locator("#text")).to_have_value("")


@pytest.mark.parametrize("is_duplicated", [True, False], ids=["duplicated", "new"])
def test_each_tab_keeps_the_text_and_the_speed_of_its_own_and_a_new_one_begins_with_the_last(
    home: Visit, is_duplicated: bool
) -> None:
    home.page.locator("#text").fill("From the first tab")
    home.page.locator("#speed").select_option("2")
    other = duplicated(home.page) if is_duplicated else home.open_tab()
    other.goto(home.url)
    expect(other.locator("#text")).to_have_value("From the first tab")
    expect(other.locator("#speed")).to_have_value("2")
    other.locator("#text").fill("From the second tab")
    other.locator("#speed").select_option("0.5")
    for page, text, speed in ((home.page, "From the first tab", "2"), (other, "From the second tab", "0.5")):
        expect(page.locator("#text")).to_have_value(text)
        page.reload()
        expect(page.locator("#text")).to_have_value(text)
        expect(page.locator("#speed")).to_have_value(speed)


def test_without_storage_the_page_speaks_all_the_same_and_says_what_it_cannot_keep(visit: Visitor) -> None:
    home = visit(None)
    home.page.add_init_script(FORBID_STORAGE)
    home.page.goto(home.url)
    expect(home.page.get_by_text("This browser keeps nothing for this page.")).to_be_visible()
    home.page.locator("#text").fill("Olá")
    expect(home.page.get_by_text("This browser cannot keep your text")).to_be_visible()
    home.page.locator("#speak").click()
    assert home.wait_for_speech() > 0.2
    expect(home.page.locator(".clip")).to_have_count(1)


def test_a_full_storage_is_told_and_what_is_written_stays_on_the_page(visit: Visitor) -> None:
    home = visit(None)
    home.page.add_init_script(FILL_STORAGE)
    home.page.goto(home.url)
    home.page.locator("#text").fill("Olá")
    expect(home.page.get_by_text("This browser cannot keep your text")).to_be_visible()
    expect(home.page.locator("#text")).to_have_value("Olá")


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("nota.txt", "Olá, açaí".encode(), "Olá, açaí"),
        ("nota.txt", "Olá, açaí".encode("utf-8-sig"), "Olá, açaí"),
        ("antiga.txt", "Olá, “açaí”".encode("cp1252"), "Olá, “açaí”"),
        ("windows.txt", "Olá, açaí".encode("utf-16"), "Olá, açaí"),
        ("leia.md", b"# Title\r\n\r\nText", "# Title\n\nText"),
        ("fala.ssml", b"<speak>Ol\xc3\xa1</speak>", "<speak>Olá</speak>"),
        ("filme.srt", b"1\n00:00:01,000 --> 00:00:02,500\n<i>One</i> line\n\n2\n00:00:03,000 --> 00:00:04,000\nTwo\n",
         "One line\nTwo"),
    ],
    ids=["utf-8", "byte order mark", "windows-1252", "utf-16", "markdown", "ssml", "subtitles"],
)  # fmt: skip
def test_a_file_that_is_dropped_brings_its_text(home: Visit, name: str, content: bytes, text: str) -> None:
    drop(home.page, name, content)
    expect(home.page.locator("#text")).to_have_value(text)


def test_a_file_can_be_chosen_too_and_the_earlier_text_had_back(home: Visit, tmp_path: Path) -> None:
    home.page.locator("#text").fill("My text")
    file = tmp_path / "other.txt"
    file.write_text("The file's text")
    with home.page.expect_file_chooser() as chooser:
        home.page.get_by_role("button", name="Open a file").click()
    chooser.value.set_files(file)
    expect(home.page.locator("#text")).to_have_value("The file's text")
    expect(home.page.get_by_text("Your earlier text was replaced by “other.txt”.")).to_be_visible()
    home.page.get_by_role("button", name="Bring it back").click()
    expect(home.page.locator("#text")).to_have_value("My text")


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("large.txt", b"a" * 400_001, "“large.txt” is too large (400 kB): a text has at most 100,000 characters."),
        ("image.png", b"\x89PNG\0\0\0", "“image.png” holds no text."),
        ("empty.txt", b"", "“empty.txt” holds no text."),
    ],
)
def test_a_file_that_cannot_be_spoken_is_refused_and_the_text_stays(
    home: Visit, name: str, content: bytes, problem: str
) -> None:
    home.page.locator("#text").fill("My text")
    drop(home.page, name, content)
    expect(home.page.get_by_role("alert").filter(has_text=problem)).to_be_visible()
    expect(home.page.locator("#text")).to_have_value("My text")


def test_the_length_is_told_and_how_long_it_will_be_heard(home: Visit) -> None:
    count = home.page.locator("#text-count")
    home.page.locator("#text").fill("🎈")
    expect(count).to_contain_text("1 character ·")
    home.page.locator("#text").fill("word " * 330)
    expect(count).to_have_text("1,650 characters · about 2 min")
    home.page.get_by_label("Speed", exact=True).select_option("2")
    expect(count).to_have_text("1,650 characters · about 50 sec")


def test_the_estimate_learns_from_what_was_heard(home: Visit) -> None:
    text = "A sentence that is long enough to tell how long one of its kind is heard by whoever listens to it now."
    home.page.locator("#text").fill(text)
    home.page.locator("#speak").click()
    heard = home.wait_for_speech()
    home.page.keyboard.press("Escape")
    expect(home.page.locator(".clip")).to_have_count(1)
    expect(home.page.locator("#text-count")).to_contain_text(f"about {max(1, round(heard))} sec")


def test_the_limit_is_told_before_it_is_reached_and_keeps_from_speaking(home: Visit) -> None:
    count = home.page.locator("#text-count")
    home.page.locator("#text").fill("a" * 79_999)
    expect(count).to_contain_text("79,999 characters")
    home.page.locator("#text").fill("a" * 80_000)
    expect(count).to_contain_text("80,000 of 100,000 characters")
    home.page.locator("#text").fill("a" * 100_002)
    home.page.locator("#speak").click()
    expect(home.page.get_by_role("alert").filter(has_text="These are 2 characters more than fit")).to_be_visible()
    expect(home.page.locator(".player-bar")).to_have_attribute("data-phase", "idle")


def test_texts_to_try_are_in_the_language_of_the_page(visit: Visitor) -> None:
    home = visit("/", locale="pt-BR")
    home.page.get_by_role("button", name="O começo de um conto").click()
    expect(home.page.locator("#text")).to_have_value(re.compile("^O faroleiro acordou"))
    home.page.get_by_label("Idioma da página").select_option("en")
    home.page.get_by_role("button", name="A story's beginning").click()
    expect(home.page.locator("#text")).to_have_value(re.compile("^The lighthouse keeper"))


@pytest.mark.parametrize(
    "kept",
    [
        {"vozes.draft": "5", "vozes.choice": "[]"},
        {"vozes.draft": "{}", "vozes.choice": '{"voice": 5, "language": 7}'},
        {"vozes.choice": '{"speed": null, "language": null, "options": null, "remembered": {"": 5}}'},
        {"vozes.choice": '{"voice": "gone", "speed": -1, "remembered": null}'},
    ],
)
def test_what_the_page_cannot_use_of_what_was_kept_is_left(home: Visit, kept: dict[str, str]) -> None:
    home.page.evaluate(
        """(kept) => {
          sessionStorage.clear();
          Object.assign(localStorage, kept);
        }""",
        kept,
    )
    home.page.reload()
    expect(home.page.locator("#text")).to_have_value(re.compile("Good"))
    expect(home.page.locator("#speed")).to_have_value("1")
    expect(home.page.locator("#language")).to_have_value("auto")


def test_a_text_of_very_many_lines_is_there_soon(home: Visit) -> None:
    drop(home.page, "long.txt", b"a line\n" * 20_000)
    expect(home.page.locator("#text")).to_have_value(re.compile(r"^a line\n"), timeout=5000)
    assert home.page.locator("#text").get_attribute("dir") == "auto"


def test_who_speaks_by_the_keyboard_writes_on_where_they_were(home: Visit) -> None:
    home.page.locator("#text").fill("One two.")
    home.page.keyboard.press("Home")
    home.page.keyboard.press("Control+Enter")
    expect(home.page.locator(".player-bar")).to_have_attribute("data-phase", "ended")
    home.page.keyboard.type("Say: ")
    expect(home.page.locator("#text")).to_have_value("Say: One two.")
