"""The voices page serves every reader, and what it keeps is offered where one speaks."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.voices.conftest import Library, card, look_again, open_voices

pytestmark = pytest.mark.browser


def test_a_cloned_voice_is_offered_at_once_where_one_speaks(library: Library, visit: Visitor) -> None:
    page = visit("/").page
    page.get_by_role("radio", name="Parrot").check()
    voice = page.get_by_label("Voice", exact=True)
    expect(voice.locator("optgroup")).to_have_count(0)

    added = library.add("Ana")
    look_again(page)
    expect(voice.locator("optgroup[label='My voices'] option")).to_have_text(["Ana"])
    voice.select_option(label="Ana")
    page.get_by_label("Text", exact=True).fill("Bom dia")
    with page.expect_response("**/v1/tts/synth") as answer:
        page.get_by_role("button", name="Speak", exact=True).click()
    assert (answer.value.status, answer.value.headers["x-voice"]) == (200, added["id"])

    page.get_by_role("radio", name="eSpeak NG").check()
    expect(voice.locator("optgroup")).to_have_count(0)


def test_each_page_links_to_the_other(home: Visit) -> None:
    home.page.get_by_role("link", name="Speak").click()
    expect(home.page).to_have_title("Vozes")
    home.page.get_by_role("link", name="My voices").click()
    expect(home.page).to_have_title("My voices · Vozes")


def test_the_whole_page_changes_its_language(library: Library, visit: Visitor) -> None:
    library.add("Ana", language="pt")
    page = open_voices(visit).page
    expect(card(page, "Ana")).to_contain_text("added on")
    page.get_by_label("Page language").select_option("pt-BR")
    expect(page).to_have_title("Minhas vozes · Vozes")
    expect(card(page, "Ana")).to_contain_text("adicionada em")
    expect(page.locator("#voices-count")).to_have_text("1 voz")
    expect(page.get_by_role("button", name="Prévia Ana", exact=True)).to_be_visible()


def test_the_keyboard_alone_reaches_everything(library: Library, visit: Visitor) -> None:
    library.add("Ana")
    page = open_voices(visit).page
    page.locator("#adding > summary").focus()
    page.keyboard.press("Enter")
    reached = []
    for _ in range(20):
        page.keyboard.press("Tab")
        reached.append(
            page.evaluate(
                """() => {
                  const { id, dataset, localName } = document.activeElement;
                  return dataset.action ?? (id || localName);
                }"""
            )
        )
    form = ["new-name", "new-language", "choose-files", "record", "summary", "consent", "add"]
    actions = ["rename", "preview", "edit", "recording", "export", "delete", "summary"]
    assert reached[:18] == [*form, "import-file", "export-all", "search", *actions, "a"]


@pytest.mark.parametrize("locale", ["en-US", "pt-BR"])
def test_a_narrow_window_needs_no_scrolling_sideways(library: Library, visit: Visitor, locale: str) -> None:
    name = "Extraordinariamentecompridosemespaços" * 2
    library.delete(library.add(name))
    library.add(name)
    page = open_voices(visit, locale).page
    page.set_viewport_size({"width": 320, "height": 640})
    page.evaluate("() => { for (const folded of document.querySelectorAll('details')) folded.open = true; }")
    page.locator("[data-action=edit]").click()
    for action in ("rename", "delete"):
        assert page.evaluate("() => document.documentElement.scrollWidth") == 320, f"before {action}"
        page.locator(f"[data-action={action}]").click()
    expect(page.locator("#undo")).to_be_visible()
    assert page.evaluate("() => document.documentElement.scrollWidth") == 320


def test_a_server_that_went_away_is_told_and_its_return_noticed(home: Visit) -> None:
    home.page.route("**/v1/voices?*", lambda route: route.abort())
    look_again(home.page)
    expect(home.page.get_by_role("alert")).to_contain_text("The server does not answer.")
    home.page.unroute("**/v1/voices?*")
    look_again(home.page)
    expect(home.page.get_by_role("alert")).to_be_hidden()
    home.problems[:] = [problem for problem in home.problems if "net::ERR_FAILED" not in problem]
