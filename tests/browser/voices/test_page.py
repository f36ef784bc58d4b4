"""The voices page serves every reader, and what it keeps is offered where one speaks."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.voices.conftest import Library, card, look_again, open_voices

pytestmark = pytest.mark.browser


def test_a_cloned_voice_is_offered_at_once_where_one_speaks(library: Library, visit: Visitor) -> None:
    page = visit("/").page
    page.locator("#voice").click()
    window = page.get_by_role("dialog")
    expect(window.locator(".tile").nth(1)).to_be_visible()
    expect(window.get_by_role("heading", name="My voices")).to_have_count(0)

    added = library.add("Ana")
    look_again(page)
    expect(window.get_by_role("heading", name="My voices 1")).to_be_visible()
    window.get_by_role("button", name="Ana mine").click()
    page.locator("#text").fill("Bom dia")
    with page.expect_response("**/v1/tts/synth") as answer:
        page.locator("#speak").click()
    assert (answer.value.status, answer.value.headers["x-voice"]) == (200, added["id"])


@pytest.mark.parametrize(("locale", "speak"), [("en-US", "Speak with this voice"), ("pt-BR", "Falar com esta voz")])
def test_one_click_leads_from_a_voice_to_speaking_with_it(
    library: Library, visit: Visitor, locale: str, speak: str
) -> None:
    added = library.add("Ana")
    page = open_voices(visit, locale).page
    page.get_by_role("link", name=f"{speak} Ana", exact=True).click()
    expect(page.locator("#voice")).to_contain_text("Ana")
    page.locator("#text").fill("Bom dia")
    with page.expect_response("**/v1/tts/synth") as answer:
        page.locator("#speak").click()
    assert (answer.value.status, answer.value.headers["x-voice"]) == (200, added["id"])


@pytest.mark.parametrize(
    ("locale", "said", "missing"),
    [
        ("en-US", "It speaks with Parrot.", "to speak with them, install Parrot, StyleTTS 2 LibriTTS, or XTTS v2."),
        ("pt-BR", "Ela fala com: Parrot.", "para falar com elas, instale Parrot, StyleTTS 2 LibriTTS ou XTTS v2."),
    ],
)
def test_who_clones_here_or_would_is_told(
    library: Library, visit: Visitor, locale: str, said: str, missing: str
) -> None:
    library.add("Ana")
    home = open_voices(visit, locale)
    expect(home.page.locator("#adding-hint")).to_contain_text(said)
    expect(home.page.locator("#no-cloning")).to_be_hidden()

    info = home.page.request.get(f"{home.url}/v1/monitor/info").json()
    parrot = info["engines"]["parrot"] | {"state": "not_installed"}
    model = {"state": "not_installed", "options": [], "cloning": True}
    two = [{**model, "name": "libritts"}, {**model, "name": "kokoro", "cloning": False}]
    info["engines"] = {
        "parrot": parrot,
        "styletts2": {**parrot, "id": "styletts2", "name": "StyleTTS 2 and Kokoro", "models": two},
        "xtts_v2": {**parrot, "id": "xtts_v2", "name": "XTTS v2", "models": [{**model, "name": "xtts"}]},
    }
    home.page.route("**/v1/monitor/info", lambda route: route.fulfill(json=info))
    home.page.reload()
    home.page.locator("#adding > summary").click()
    expect(home.page.locator("#no-cloning-text")).to_contain_text(missing)
    expect(home.page.locator("#no-cloning").get_by_role("link")).to_have_attribute("href", "engines")


def test_each_page_links_to_the_other(home: Visit) -> None:
    home.page.get_by_role("link", name="Speak", exact=True).click()
    expect(home.page).to_have_title("Speak · Vozes")
    home.page.get_by_role("link", name="Voices", exact=True).click()
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
    for _ in range(21):
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
    actions = ["rename", "speak", "preview", "edit", "recording", "export", "delete", "summary"]
    assert reached[:19] == [*form, "import-file", "export-all", "search", *actions, "a"]


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
