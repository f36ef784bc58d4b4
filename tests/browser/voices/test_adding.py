"""A voice is added from files, from what is dropped and from the microphone, and only with the speaker's consent."""

import base64
import io
import re
import wave
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.conftest import Visit, Visitor
from tests.browser.voices.conftest import Library, card, clone, open_voices

pytestmark = pytest.mark.browser

DROP = """(recording) => {
  const bytes = Uint8Array.from(atob(recording.data), (letter) => letter.codePointAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], recording.name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true }));
}"""
REFUSE_MICROPHONE = """() => {
  navigator.mediaDevices.getUserMedia = async () => { throw new DOMException("", "NotAllowedError"); };
}"""


def drop(page: Page, recording: FilePayload) -> None:
    page.evaluate(DROP, {"name": recording["name"], "data": base64.b64encode(recording["buffer"]).decode()})


def name_field(page: Page) -> Locator:
    return page.locator("#new-name")


def fill_in(page: Page, name: str, recording: FilePayload | Path) -> None:
    name_field(page).fill(name)
    page.get_by_label("Choose files").set_input_files(recording)
    page.get_by_role("checkbox").check()


def test_a_chosen_file_becomes_a_voice_with_a_report(home: Visit, library: Library, recording: FilePayload) -> None:
    fill_in(home.page, "Ana Ç", recording)
    form = home.page.locator("#add-form")
    form.get_by_label("Language of the recording").select_option("pt")
    form.get_by_text("More about the voice").click()
    form.get_by_label("Tags").fill("calm, low,")
    home.page.get_by_role("button", name="Add voice").click()

    ana = card(home.page, "Ana Ç")
    expect(ana.get_by_role("heading")).to_be_focused()
    expect(ana.locator(".voice-quality > summary")).to_have_text("Recording quality · 1 tip")
    expect(ana.locator(".checks li").first).to_have_text(re.compile(r"^Short: \d+ seconds of speech$"))
    expect(ana.get_by_text("Loudness", exact=True)).to_be_hidden()
    expect(ana.locator(".report h4")).to_have_count(0)  # there is but one
    ana.get_by_text("Figures").click()
    expect(ana.get_by_text("Loudness", exact=True)).to_be_visible()
    expect(home.page.locator("#toast-text")).to_contain_text("“Ana Ç” was added.")
    expect(name_field(home.page)).to_be_hidden()
    [voice] = library.voices()
    assert (voice["name"], voice["language"], voice["tags"]) == ("Ana Ç", "pt", ["calm", "low"])


def test_the_form_is_empty_again_for_the_next_voice(home: Visit, recording: FilePayload) -> None:
    fill_in(home.page, "Ana", recording)
    home.page.get_by_role("button", name="Add voice").click()
    expect(card(home.page, "Ana")).to_be_visible()
    home.page.locator("#adding > summary").click()
    expect(name_field(home.page)).to_have_value("")
    expect(home.page.get_by_role("checkbox")).not_to_be_checked()
    expect(home.page.locator("#missing")).to_have_text("Still missing: a name, a recording, and the consent.")


def test_files_may_be_dropped_anywhere(visit: Visitor, library: Library, recording: FilePayload) -> None:
    library.add("There already")  # so that the form is closed
    page = open_voices(visit).page
    expect(name_field(page)).to_be_hidden()
    drop(page, recording)
    drop(page, {**recording, "name": "Second.wav"})
    expect(page.locator("#drafts li")).to_have_count(2)
    name_field(page).fill("Ana")
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Add voice").click()
    expect(card(page, "Ana")).to_be_visible()
    expect(card(page, "Ana").locator(".report h4")).to_have_text(["Recording 1", "Recording 2"])
    assert len(next(voice for voice in library.voices() if voice["name"] == "Ana")["recordings"]) == 2


def test_a_voice_is_recorded_heard_and_added(home: Visit, library: Library) -> None:
    page = home.page
    page.get_by_role("button", name="Record", exact=True).click()
    page.wait_for_function("() => document.getElementById('recording-level').value > 0.3")
    page.wait_for_function("() => document.getElementById('recording-time').textContent >= '0:02'")
    name_field(page).fill("Ana")
    page.get_by_role("checkbox").check()
    expect(page.locator("#missing")).to_have_text("Still missing: the end of the recording.")
    page.get_by_role("button", name="Stop recording").click()
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_focused()

    draft = page.locator("#drafts li")
    expect(draft).to_contain_text("Recording 1.webm")
    draft.get_by_role("button", name="Listen").click()
    draft.get_by_role("button", name="Stop").click()
    page.get_by_role("button", name="Add voice").click()
    expect(card(page, "Ana")).to_be_visible()
    assert library.voices()[0]["recordings"][0]["seconds"] > 1


def test_on_a_phone_the_recorder_is_in_sight_and_nothing_is_said_of_dropping(library: Library, visit: Visitor) -> None:
    home = visit("/voices", viewport={"width": 375, "height": 667}, has_touch=True, is_mobile=True)
    page = home.page
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_visible()
    expect(page.get_by_text("Drop audio files here")).to_be_hidden()
    page.get_by_role("button", name="Record", exact=True).tap()
    for shown in ("#recording-time", "#recording-level", "#recording blockquote", "#record"):
        expect(page.locator(shown)).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="Stop recording").tap()
    expect(page.locator("#drafts li")).to_have_count(1)


def test_a_recording_can_be_taken_out_again(home: Visit, recording: FilePayload) -> None:
    fill_in(home.page, "Ana", recording)
    expect(home.page.locator("#missing")).to_be_empty()
    home.page.locator("#drafts").get_by_role("button", name="Remove").click()
    expect(home.page.get_by_label("Choose files")).to_be_focused()
    expect(home.page.locator("#missing")).to_have_text("Still missing: a recording.")


def test_a_microphone_that_is_refused_is_told(home: Visit) -> None:
    home.page.evaluate(REFUSE_MICROPHONE)
    home.page.get_by_role("button", name="Record", exact=True).click()
    expect(home.page.get_by_role("alert")).to_contain_text("may not use the microphone")
    expect(home.page.get_by_role("button", name="Record", exact=True)).to_be_focused()


def test_the_button_says_what_is_missing_and_leads_there(home: Visit, recording: FilePayload) -> None:
    page = home.page
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    add = page.get_by_role("button", name="Add voice")
    expect(add).to_be_disabled()
    expect(add).to_have_accessible_description("Still missing: a name, a recording, and the consent.")
    add.focus()
    page.keyboard.press("Enter")
    expect(name_field(page)).to_be_focused()
    page.keyboard.type("Ana")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Choose files")).to_be_focused()
    page.get_by_label("Choose files").set_input_files(recording)
    add.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    expect(add).to_be_enabled()
    assert sent == []


def test_an_upload_can_be_cancelled_and_loses_nothing(home: Visit, library: Library, recording: FilePayload) -> None:
    home.page.route("**/v1/tts/clone-voice", lambda route: None)
    fill_in(home.page, "Ana", recording)
    home.page.get_by_role("button", name="Add voice").click()
    expect(home.page.locator("#upload-progress")).to_be_visible()
    expect(name_field(home.page)).to_be_disabled()
    expect(home.page.get_by_role("button", name="Cancel")).to_be_focused()
    home.page.keyboard.press("Enter")
    expect(home.page.locator("#toast-text")).to_have_text("Nothing was added.")
    expect(home.page.get_by_role("button", name="Add voice")).to_be_focused()
    expect(name_field(home.page)).to_have_value("Ana")
    assert library.voices() == []


def test_a_name_that_is_taken_is_told_beside_it_and_nothing_is_lost(
    visit: Visitor, library: Library, recording: FilePayload
) -> None:
    library.add("Ana")
    home = open_voices(visit, "pt-BR")
    page = home.page
    page.locator("#adding > summary").click()
    name_field(page).fill("ANA")
    page.get_by_label("Escolher arquivos").set_input_files(recording)
    page.get_by_role("checkbox").check()
    page.get_by_role("button", name="Adicionar voz").click()
    expect(page.locator("#new-name-problem")).to_have_text("Outra voz já tem este nome.")
    expect(name_field(page)).to_be_focused()
    page.get_by_label("Idioma da página").select_option("en")
    expect(page.locator("#new-name-problem")).to_have_text("Another voice already has this name.")

    name_field(page).fill("Ana 2")
    page.get_by_role("button", name="Add voice").click()
    expect(card(page, "Ana 2")).to_be_visible()
    assert "409" in home.problems.pop()


def test_a_recording_that_cannot_be_used_is_told_beside_it(home: Visit, library: Library) -> None:
    fill_in(home.page, "Ana", wav(bytes(2 * 16000 * 5), 16000))
    with home.page.expect_response("**/v1/tts/clone-voice") as answer:
        home.page.get_by_role("button", name="Add voice").click()
    problem = home.page.locator("#recordings-problem")
    expect(problem).to_contain_text("This recording cannot be used.")
    expect(problem).to_contain_text(answer.value.json()["error"]["message"])
    assert library.voices() == []
    assert "422" in home.problems.pop()


def test_a_recording_that_is_too_large_is_told_with_how_large_it_may_be(home: Visit, tmp_path: Path) -> None:
    large = tmp_path / "a.wav"  # a path, as the bytes would be handed from process to process as text
    large.write_bytes(b"a" * 25_000_001)
    fill_in(home.page, "Ana", large)
    home.page.get_by_role("button", name="Add voice").click()
    problem = home.page.locator("#recordings-problem")
    expect(problem).to_contain_text("This is larger than the server accepts.")
    expect(problem).to_contain_text("25 MB")
    assert "413" in home.problems.pop()


def test_advice_is_in_the_language_of_the_page(library: Library, visit: Visitor, speech: bytes) -> None:
    path = f"/v1/voices/{clone(library.api, 'Ana', first_seconds(speech, 2))['id']}"
    english, portuguese = (
        advice_on(library.api.get(path, headers={"Accept-Language": language}).json()) for language in ("en", "pt-BR")
    )
    assert english != portuguese

    page = open_voices(visit).page
    card(page, "Ana").locator(".voice-quality > summary").click()
    expect(card(page, "Ana").locator(".advice li")).to_have_text(english)
    page.get_by_label("Page language").select_option("pt-BR")
    expect(card(page, "Ana").locator(".advice li")).to_have_text(portuguese)
    expect(card(page, "Ana").locator(".checks [data-good=false]")).to_have_text(["Curta: 2 segundos de fala"])


def advice_on(voice: dict[str, Any]) -> list[str]:
    return [finding["advice"] for recording in voice["recordings"] for finding in recording["report"]["findings"]]


def first_seconds(content: bytes, seconds: int) -> FilePayload:
    with wave.open(io.BytesIO(content)) as source:
        return wav(source.readframes(seconds * source.getframerate()), source.getframerate())


def wav(frames: bytes, rate: int) -> FilePayload:
    content = io.BytesIO()
    with wave.open(content, "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(frames)
    return {"name": "made.wav", "mimeType": "audio/wav", "buffer": content.getvalue()}
