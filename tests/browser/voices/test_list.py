"""Everything that can be done with a voice once it is in the library."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.voices.conftest import Library, card, look_again, open_voices

pytestmark = pytest.mark.browser


@pytest.fixture
def ana(library: Library, visit: Visitor) -> Visit:
    """The page in English, with one voice."""
    library.add("Ana", language="pt", description="From the radio", tags=["calm", "low"])
    return open_voices(visit)


def press(page: Page, action: str, name: str = "Ana") -> Locator:
    """Every button is named by what it does and to which voice."""
    button = page.get_by_role("button", name=f"{action} {name}", exact=True)
    button.click()
    return button


def test_a_voice_shows_what_is_known_about_it(ana: Visit) -> None:
    shown = card(ana.page, "Ana")
    for text in ("Portuguese", "From the radio", "calm", "low"):
        expect(shown).to_contain_text(text)
    expect(ana.page.locator("#voices-count")).to_have_text("1 voice")


def test_searching_leaves_what_matches(library: Library, visit: Visitor) -> None:
    for name in ("Ana", "Bela", "Anabela"):
        library.add(name)
    page = open_voices(visit).page
    search = page.get_by_label("Search")
    search.fill("ana")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Ana", "Anabela"])
    expect(page.locator("#voices-count")).to_have_text("2 voices found")
    search.fill("zoe")
    expect(page.get_by_text("No voice matches “zoe”.")).to_be_visible()
    expect(search).to_be_focused()
    search.fill("")
    expect(page.locator(".voice")).to_have_count(3)


def test_more_than_a_screenful_is_shown_on_request(library: Library, visit: Visitor) -> None:
    home = visit(None)
    voice = library.add("Ana")
    voices = [{**voice, "id": f"voice_{number}", "name": f"Voice {number:03}"} for number in range(150)]

    def some(start: int, most: int) -> dict[str, object]:
        return {"voices": voices[start : start + most], "total": len(voices)}

    home.page.route("**/v1/voices?kind=custom&limit=100&offset=0", lambda route: route.fulfill(json=some(0, 100)))
    home.page.route("**/v1/voices?kind=custom&limit=200&offset=0", lambda route: route.fulfill(json=some(0, 200)))
    home.page.goto(f"{home.url}/voices")
    expect(home.page.locator(".voice")).to_have_count(100)
    home.page.get_by_role("button", name="Show more").click()
    expect(home.page.locator(".voice")).to_have_count(150)
    expect(home.page.get_by_role("heading", name="Voice 100")).to_be_focused()
    expect(home.page.get_by_role("button", name="Show more")).to_be_hidden()


def test_a_preview_is_heard_and_ends_by_itself(ana: Visit) -> None:
    with ana.page.expect_response("**/preview") as answer:
        press(ana.page, "Preview")
    assert answer.value.headers["content-type"] == "audio/mpeg"
    expect(ana.page.get_by_role("button", name="Preview Ana", exact=True)).to_be_focused()
    expect(card(ana.page, "Ana").locator(".problem:visible")).to_have_count(0)


def test_a_preview_under_way_is_stopped_by_the_same_button(ana: Visit) -> None:
    ana.page.route("**/preview", lambda route: None)
    press(ana.page, "Preview")
    with ana.page.expect_event("requestfailed") as cancelled:
        press(ana.page, "Preparing…")
    assert cancelled.value.failure == "net::ERR_ABORTED"
    expect(ana.page.get_by_role("button", name="Preview Ana", exact=True)).to_be_visible()


def test_a_preview_that_fails_is_told_beside_its_voice(ana: Visit) -> None:
    error = {"code": "model_not_installed", "message": "Install XTTS first.", "param": None, "request_id": "1"}
    ana.page.route("**/preview", lambda route: route.fulfill(status=409, json={"error": error}))
    press(ana.page, "Preview")
    problem = card(ana.page, "Ana").get_by_role("alert")
    expect(problem).to_contain_text("No engine that can speak with this voice is installed.")
    expect(problem).to_contain_text("Install XTTS first.")
    assert "409" in ana.problems.pop()


def test_enter_saves_a_new_name(ana: Visit, library: Library) -> None:
    press(ana.page, "Rename")
    expect(ana.page.get_by_role("textbox", name="Name")).to_be_focused()
    ana.page.keyboard.type("Béla <b>")  # the old name is selected
    ana.page.keyboard.press("Enter")
    expect(ana.page.get_by_role("button", name="Rename Béla <b>", exact=True)).to_be_focused()
    assert library.names() == ["Béla <b>"]


def test_escape_leaves_the_name_as_it_was(ana: Visit, library: Library) -> None:
    press(ana.page, "Rename")
    ana.page.keyboard.type("Bela")
    ana.page.keyboard.press("Escape")
    expect(ana.page.get_by_role("button", name="Rename Ana", exact=True)).to_be_focused()
    assert library.names() == ["Ana"]


def test_a_name_that_is_taken_is_told_where_it_is_typed(library: Library, visit: Visitor) -> None:
    library.add("Ana")
    library.add("Bela")
    home = open_voices(visit)
    press(home.page, "Rename", "Bela")
    home.page.keyboard.type("ana")
    home.page.keyboard.press("Enter")
    expect(home.page.get_by_role("alert")).to_have_text("Another voice already has this name.")
    expect(home.page.get_by_role("textbox", name="Name")).to_be_focused()
    assert "409" in home.problems.pop()


def test_what_is_said_about_a_voice_can_be_changed(ana: Visit, library: Library) -> None:
    press(ana.page, "Edit")
    form = card(ana.page, "Ana").locator(".voice-edit")
    expect(form.get_by_label("Tags")).to_have_value("calm, low")
    form.get_by_label("Tags").fill("high")
    form.get_by_label("Description").fill("")
    form.get_by_label("What is said").fill("Olá.")
    form.get_by_label("Language").select_option("")
    form.get_by_role("button", name="Save").click()
    expect(ana.page.get_by_role("button", name="Edit Ana", exact=True)).to_be_focused()
    expect(card(ana.page, "Ana")).not_to_contain_text("From the radio")
    [voice] = library.voices()
    fields = ("tags", "description", "transcript", "language")
    assert [voice[field] for field in fields] == [["high"], "", "Olá.", None]


def test_a_deleted_voice_comes_back_with_undo(ana: Visit, library: Library) -> None:
    press(ana.page, "Delete")
    expect(ana.page.get_by_role("button", name="Undo")).to_be_focused()
    expect(ana.page.get_by_role("status").filter(has_text="“Ana” was deleted.")).to_be_visible()
    expect(card(ana.page, "Ana")).to_have_count(0)
    assert library.names() == []

    ana.page.keyboard.press("Enter")
    expect(card(ana.page, "Ana").get_by_role("heading")).to_be_focused()
    assert library.names() == ["Ana"]


def test_recently_deleted_voices_can_be_brought_back(library: Library, visit: Visitor) -> None:
    library.delete(library.add("Ana"))
    page = open_voices(visit).page
    page.get_by_text("Recently deleted (1)").click()
    press(page, "Restore")
    expect(card(page, "Ana").get_by_role("heading")).to_be_focused()
    expect(page.get_by_text("Recently deleted")).to_be_hidden()
    assert library.names() == ["Ana"]


def test_a_deleted_voice_whose_name_is_used_meanwhile_is_not_brought_back(library: Library, visit: Visitor) -> None:
    library.delete(library.add("Ana"))
    library.add("Ana")
    home = open_voices(visit)
    home.page.get_by_text("Recently deleted (1)").click()
    press(home.page, "Restore")
    expect(home.page.locator("#trash").get_by_role("alert")).to_have_text("Another voice already has this name.")
    assert "409" in home.problems.pop()


def test_deleted_voices_are_removed_for_good_only_after_a_question(library: Library, visit: Visitor) -> None:
    library.delete(library.add("Ana"))
    page = open_voices(visit).page
    page.get_by_text("Recently deleted (1)").click()
    page.get_by_role("button", name="Remove all for good").click()
    expect(page.get_by_role("dialog")).to_contain_text("Remove 1 deleted voice for good?")
    expect(page.get_by_role("dialog").get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Enter")
    assert library.deleted() == ["Ana"]

    page.get_by_role("button", name="Remove all for good").click()
    page.get_by_role("dialog").get_by_role("button", name="Remove all for good").click()
    expect(page.get_by_text("Recently deleted")).to_be_hidden()
    assert library.deleted() == []


@pytest.mark.parametrize(
    ("link", "start"), [("Download recording Ana", b"RIFF"), ("Export Ana", b"PK"), ("Export all", b"PK")]
)
def test_recordings_and_voices_can_be_downloaded(ana: Visit, link: str, start: bytes) -> None:
    with ana.page.expect_download() as download:
        ana.page.get_by_role("link", name=link, exact=True).click()
    assert Path(download.value.path()).read_bytes().startswith(start)


def test_what_was_exported_can_be_imported(library: Library, visit: Visitor) -> None:
    for name in ("Ana", "Bela"):
        library.add(name)
    archive = library.api.get("/v1/voices/export").body()
    library.empty()
    page = open_voices(visit).page
    expect(page.get_by_role("link", name="Export all")).to_be_hidden()
    exported: FilePayload = {"name": "voices.zip", "mimeType": "application/zip", "buffer": archive}
    page.get_by_label("Import…").set_input_files(exported)
    expect(page.locator("#toast-text")).to_have_text("2 voices were imported.")
    expect(page.get_by_role("heading", level=3)).to_have_text(["Ana", "Bela"])
    assert library.names() == ["Ana", "Bela"]


def test_a_file_that_cannot_be_imported_is_told_beside_the_button(home: Visit, library: Library) -> None:
    broken: FilePayload = {"name": "voices.zip", "mimeType": "application/zip", "buffer": b"no zip at all"}
    home.page.get_by_label("Import…").set_input_files(broken)
    expect(home.page.locator("#import-problem")).to_contain_text("This file cannot be imported.")
    assert library.voices() == []
    assert "422" in home.problems.pop()


def test_a_voice_that_came_from_elsewhere_appears_and_leaves_what_is_typed_alone(ana: Visit, library: Library) -> None:
    press(ana.page, "Rename")
    ana.page.keyboard.type("Half a na")
    library.add("A voice before it")
    look_again(ana.page)
    expect(card(ana.page, "A voice before it")).to_be_visible()
    expect(ana.page.get_by_role("textbox", name="Name")).to_be_focused()
    expect(ana.page.get_by_role("textbox", name="Name")).to_have_value("Half a na")


def test_a_voice_that_is_gone_is_told(ana: Visit, library: Library) -> None:
    library.empty()
    press(ana.page, "Delete")
    alert = card(ana.page, "Ana").get_by_role("alert")
    expect(alert).to_have_text("This voice is no longer there. Choose another one.")
    assert "404" in ana.problems.pop()
