"""A text of twenty thousand characters, spoken by eSpeak NG: heard at once, sought in, kept small."""

import pytest

from tests.browser.conftest import Visitor
from tests.browser.player.conftest import Listener

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SENTENCE = "O faroleiro acordou antes do amanhecer, como fazia todos os dias havia trinta e um anos. "
TEXT = (SENTENCE * 300)[:20_000]


@pytest.fixture
def listener(visit: Visitor) -> Listener:
    opened = visit("/")
    opened.page.evaluate("() => import('./ui/player/player.js').then((m) => { globalThis.player = m.player; })")
    return Listener(opened)


def test_twenty_thousand_characters_are_heard_at_once_and_can_be_sought_in(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip)); }")
    listener.speak(TEXT, language="pt-br", engine="espeak")
    early = listener.wait("now > 0.2")
    assert early["clip"] is None
    assert early["expected"] > 600
    listener.page.wait_for_function("() => player.get().clip !== null", timeout=120_000)
    whole = listener.state()
    assert whole["ready"] == whole["expected"] > 900
    assert whole["sentences"] == 224 or whole["sentences"] == 225
    listener.do("seek", 800)
    state = listener.wait("now > 800.2")
    word = state["words"][state["word"]]
    assert word["start"] <= state["now"]
    assert state["words"][state["word"] + 1]["start"] > state["now"] - 0.3
    assert SENTENCE.find(TEXT[word["textStart"] : word["textEnd"]]) >= 0
    listener.page.wait_for_function("() => clips.length === 1", timeout=120_000)
    clip = listener.state()["clip"]
    assert clip["format"] == "mp3"
    assert clip["audio"]["size"] < 13_000 * clip["seconds"]
