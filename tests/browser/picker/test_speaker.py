"""The page asks who speaks a text only where there is one to speak, and asks so that the server can answer."""

import pytest
from playwright.sync_api import expect

from tests.browser.picker.conftest import ENGLISH, Opener, pill

pytestmark = pytest.mark.browser

ASK = """async (texts) => {
  const { askForSpeaker, speaker } = await import("./ui/picker/speaker.js");
  for (const text of texts) {
    askForSpeaker("", "auto"); // so that the next one is asked for at once
    askForSpeaker(text, "auto");
    await new Promise((resolve) => setTimeout(resolve));
  }
  await new Promise((resolve) => speaker.subscribe(({ voice }) => voice && resolve()));
}"""


def test_nobody_is_looked_for_where_there_is_nothing_to_say(speaking: Opener) -> None:
    page = speaking(text=ENGLISH).page
    expect(pill(page)).to_contain_text("Heart")
    asked: list[str] = []
    page.on("request", lambda each: asked.append(each.post_data or "") if "text/speaker" in each.url else None)
    page.evaluate(ASK, ["?!", "…", "<speak><break/>", ENGLISH])
    assert [text for text in asked if ENGLISH not in text] == []
    assert len(asked) == 1


def test_ssml_of_which_only_the_beginning_is_there_is_no_mistake(speaking: Opener) -> None:
    page = speaking(text=ENGLISH).page
    expect(pill(page)).to_contain_text("Heart")
    with page.expect_response("**/v1/text/speaker") as answer:
        page.evaluate(ASK, [f"<speak>{ENGLISH * 20}</speak>"])
    assert answer.value.status == 200
    with page.expect_response("**/v1/text/speaker") as answer:
        page.evaluate(ASK, [f"<speak>{ENGLISH}"])
    assert answer.value.status == 200
