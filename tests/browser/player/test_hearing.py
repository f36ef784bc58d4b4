"""What is spoken is heard while it is made, can be paused, sought in and stopped, and is kept."""

from typing import Any

import pytest

from tests.browser.player.conftest import Listener

pytestmark = pytest.mark.browser

WORDS = "One two three four five. Six seven eight nine ten. Eleven twelve thirteen fourteen."
"""14 words in three sentences: of the engine `paced` 4.2 seconds."""
LONG = " ".join(["Word"] * 200)


def test_sound_is_heard_before_the_answer_is_whole(listener: Listener) -> None:
    listener.speak(LONG, engine="paced")
    state = listener.wait("now > 0.1")
    assert (state["phase"], state["clip"]) == ("speaking", None)
    assert state["ready"] < 30
    assert state["expected"] > state["ready"]
    assert listener.page.evaluate("() => player.context().state") == "running"
    listener.do("stop")


def test_the_whole_is_heard_to_its_end_and_becomes_a_clip(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip)); }")
    listener.speak(WORDS, engine="paced")
    state = listener.wait('state.phase === "ended" && clips.length === 1')
    assert state["now"] == state["ready"] == state["expected"] == pytest.approx(4.2)
    clip = state["clip"]
    assert (clip["complete"], clip["text"], clip["voice"], clip["voiceName"]) == (True, WORDS, "hum", "Somebody")
    assert (clip["engine"], clip["language"], clip["sampleRate"], clip["seconds"]) == ("paced", "en", 16_000, 4.2)
    assert (clip["format"], clip["audio"]["type"]) == ("mp3", "audio/mpeg")
    assert clip["audio"]["size"] < 70_000
    assert [WORDS[word["textStart"] : word["textEnd"]] for word in clip["words"]] == WORDS.split()
    assert len(clip["peaks"]) == 84


def test_the_words_and_sentences_are_those_that_are_heard(listener: Listener) -> None:
    listener.page.evaluate(
        """() => { globalThis.seen = []; player.subscribe(({ word, words, sentence, sentences, phase }) => {
          if (phase === "speaking") seen.push([word, words[word]?.start ?? 0, player.position(), sentence, sentences]);
        }); }"""
    )
    listener.speak(WORDS, engine="paced")
    listener.wait('state.phase === "ended"')
    seen: list[list[Any]] = listener.page.evaluate("seen")
    begun: dict[int, list[Any]] = {}
    for each in seen:
        begun.setdefault(each[0], each)
    assert set(range(14)) <= set(begun)
    late = sorted(position - start for word, start, position, _, _ in begun.values() if word >= 0)
    assert late[0] >= -0.001
    assert late[7] < 0.1
    counted = [each[3:] for each in seen if each[4]]
    assert [1, 3] in counted
    assert counted[-1] == [3, 3]


def test_pausing_keeps_the_place_and_goes_on_there(listener: Listener) -> None:
    listener.speak(LONG, engine="paced")
    listener.wait("now > 0.3")
    listener.do("toggle")
    paused = listener.state()
    assert paused["phase"] == "paused"
    listener.wait(f"state.ready > {paused['ready']} + 0.5")
    assert listener.state()["now"] == paused["now"]
    listener.do("toggle")
    assert listener.state()["now"] == pytest.approx(paused["now"], abs=0.2)
    listener.wait(f"now > {paused['now']} + 0.2")
    listener.do("stop")


def test_seeking_works_in_what_has_come_and_no_further(listener: Listener) -> None:
    listener.speak(LONG, engine="paced")
    listener.wait("state.ready > 3")
    listener.do("seek", 2)
    assert 2 <= listener.state()["now"] < 2.6
    listener.do("seek", 0.5)
    assert 0.5 <= listener.state()["now"] < 1.1
    listener.do("seek", 1000)
    state = listener.state()
    assert 3 < state["now"] <= state["ready"]
    listener.wait("now > 3.5")
    listener.do("stop")


def test_stopping_keeps_what_exists(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip)); }")
    with listener.page.expect_event("requestfailed", lambda request: request.url.endswith("/v1/tts/synth")):
        listener.speak(LONG, engine="paced")
        listener.wait("now > 0.5")
        listener.do("stop")
    state = listener.wait("clips.length === 1")
    assert (state["phase"], state["now"], state["clip"]["complete"]) == ("stopped", 0, False)
    assert 0.5 < state["clip"]["seconds"] == state["ready"] == state["expected"] < 30
    listener.do("toggle")
    listener.wait("now > 0.2")


def test_stopping_before_the_first_sound_leaves_nothing(listener: Listener) -> None:
    listener.speak("hang", engine="paced")
    listener.wait('state.phase === "preparing"')
    listener.do("stop")
    state = listener.state()
    assert (state["phase"], state["clip"], state["ready"]) == ("stopped", None, 0)


def test_another_text_ends_the_first_one_which_is_kept(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip.text)); }")
    listener.speak(LONG, engine="paced")
    listener.wait("now > 0.2")
    listener.speak("Two words.", engine="sine")
    state = listener.wait('state.phase === "ended" && clips.length === 2')
    assert state["clip"]["text"] == "Two words."
    assert sorted(listener.page.evaluate("clips")) == sorted([LONG, "Two words."])


def test_a_failure_midway_keeps_what_came_and_can_be_tried_again(listener: Listener) -> None:
    listener.speak("One two three refuse four", engine="paced")
    state = listener.wait('state.phase === "failed"')
    assert (state["error"], state["clip"]["complete"]) == ("engine_failed", False)
    assert state["clip"]["seconds"] == state["now"] == pytest.approx(0.9)
    listener.page.locator("#play").click()
    listener.wait('state.phase === "speaking"')
    with listener.page.expect_request("**/v1/tts/synth"):
        listener.page.get_by_role("button", name="Try again").click()
    listener.wait('state.phase === "failed"')


def test_an_engine_that_crashes_midway_is_told_of(listener: Listener) -> None:
    listener.speak("One two three crash four", engine="paced")
    state = listener.wait('state.phase === "failed"')
    assert state["error"] == "engine_crashed"
    assert state["clip"]["seconds"] == pytest.approx(0.9)


def test_a_clip_is_heard_again_from_its_start(listener: Listener) -> None:
    listener.page.evaluate("() => { globalThis.clips = []; player.onClip((clip) => clips.push(clip)); }")
    listener.speak(WORDS, engine="sine")
    listener.wait("clips.length === 1")
    listener.speak("Two words.", engine="sine")
    listener.wait("clips.length === 2")
    listener.page.evaluate("() => { player.play(clips[0]); }")
    state = listener.wait("now > 0.3")
    assert (state["phase"], state["text"], state["ready"]) == ("speaking", WORDS, pytest.approx(1.4, abs=0.1))
    assert len(listener.page.evaluate("clips")) == 2
    listener.wait('state.phase === "ended"')


def test_a_recording_that_is_heard_elsewhere_on_the_page_pauses_it(listener: Listener) -> None:
    listener.page.evaluate(
        """async () => {
          const { playWith } = await import("./ui/playback.js");
          const button = document.body.appendChild(Object.assign(document.createElement("button"), { id: "other" }));
          const wav = async () => (await (await fetch("v1/tts/synth", { method: "POST", headers: {
            "Content-Type": "application/json" }, body: JSON.stringify({ text: "a b c d e f g h", language: "en" })
          })).blob());
          const problem = document.createElement("p");
          playWith(button, { idle: "listen_playing", unplayable: "unplayable_sample", load: wav, problem });
        }"""
    )
    listener.speak(LONG, engine="paced")
    listener.wait("now > 0.2")
    listener.page.evaluate("() => document.getElementById('other').click()")
    listener.wait('state.phase === "paused"')
    listener.do("toggle")
    listener.wait('state.phase === "speaking"')
    listener.do("stop")
