"""Our own WebSocket: text in as it is written, speech out as it is made."""

import re

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect, wait_until_idle
from tests.api.websockets.conversation import Conversation, audio, of_kind, talk
from tests.fakes import RATE, fake_spec
from tests.live import wait_for
from vozes.audio.wav import decode_wav

TWO = "First a sentence here. Then another sentence."


def test_each_sentence_is_announced_sent_and_ended_and_then_the_utterance(client: TestClient) -> None:
    with talk(client, {"sample_rate": RATE}) as talking:
        for piece in (TWO[:10], TWO[10:]):
            talking.say("input.text", text=piece)
        talking.say("input.done")
        heard = talking.hear_until("session.done")
    starts, dones = of_kind(heard, "audio.start"), of_kind(heard, "audio.done")
    assert [each["sentence_text"] for each in starts] == ["First a sentence here.", "Then another sentence."]
    assert [(each["utterance_index"], each["sentence_index"]) for each in starts] == [(0, 0), (0, 1)]
    assert {(each["format"], each["sample_rate"], each["engine"]) for each in starts} == {("pcm", RATE, "sine")}
    assert sum(each["total_bytes"] for each in dones) == len(audio(heard)) == 2 * round(0.5 * RATE)  # with the pause
    assert [each["error"] for each in dones] == [False, False]
    assert heard[-1] == {"type": "session.done", "utterance_index": 0, "total_sentences": 2}


def test_a_sentence_is_heard_before_the_text_has_ended(client: TestClient) -> None:
    with talk(client) as talking:
        talking.say("input.text", text="A first sentence. And")
        assert talking.hear_until("audio.done")[0]["sentence_text"] == "A first sentence."


def test_the_connection_stays_for_the_next_utterance(client: TestClient) -> None:
    with talk(client) as talking:
        for number in range(3):
            talking.say("input.text", text="Hello there.")
            talking.say("input.done")
            assert talking.hear_until("session.done")[-1]["utterance_index"] == number
        talking.say("input.done")
        assert talking.hear()["total_sentences"] == 0
        talking.say("session.close")
        assert talking.hear()["code"] == 1000


def test_all_that_was_sent_is_spoken_before_the_session_closes(client: TestClient) -> None:
    with talk(client) as talking:
        talking.say("input.text", text="440 Hz 0.5 s")
        talking.say("session.close")
        heard = talking.hear_until("websocket.close")
    assert len(audio(heard)) == pytest.approx(2 * 24_000 / 2, rel=0.05)


def test_cancel_silences_at_once_and_frees_the_engine(client: TestClient) -> None:
    queue = client.app.state.service.registry.find("sine").queue  # type: ignore[attr-defined]
    with talk(client) as talking:
        talking.say("input.text", text="440 Hz 60 s slowly")
        talking.say("input.done")
        talking.say("input.text", text="Another one.")
        talking.hear_until("audio.start")
        talking.say("cancel")
        done = of_kind(talking.hear_until("session.done") + talking.hear_until("session.done"), "session.done")
        assert [(each["utterance_index"], each["cancelled"]) for each in done] == [(0, True), (1, True)]
        wait_for(lambda: queue.running == 0)
        talking.say("input.text", text="440 Hz 0.2 s")
        talking.say("input.done")
        heard = talking.hear_until("session.done")
    assert heard[0]["utterance_index"] == 2
    assert len(audio(heard)) == pytest.approx(2 * 24_000 * 0.2, rel=0.05)


def test_a_client_that_leaves_frees_the_engine(client: TestClient) -> None:
    service = client.app.state.service  # type: ignore[attr-defined]
    queue = service.registry.find("sine").queue
    with talk(client) as talking:
        talking.say("input.text", text="440 Hz 60 s slowly")
        talking.say("input.done")
        talking.hear_until("audio.start")
    wait_for(lambda: queue.running == 0)
    wait_for(lambda: service.budget.held == 0)


def test_words_have_places_and_times_in_their_sentence(connect: Connect) -> None:
    with connect(fake_spec(engine="WordEngine")) as client, talk(client, {"sample_rate": RATE}) as talking:
        talking.say("input.text", text=TWO)
        talking.say("input.done")
        words = [each["words"][0] for each in of_kind(talking.hear_until("session.done"), "audio.words")]
    assert [word["word"] for word in words] == TWO.split()
    assert [word["start"] for word in words] == [0.0, 0.1, 0.2, 0.3, 0.3, 0.4, 0.5]  # behind a pause
    assert words[4] == {"word": "Then", "text_start": 0, "text_end": 4, "start": 0.3, "end": 0.4}


def test_without_streaming_each_sentence_is_one_whole_file(client: TestClient) -> None:
    with talk(client, {"response_format": "wav"}) as talking:
        talking.say("input.text", text="440 Hz 0.5 s")
        talking.say("input.done")
        heard = talking.hear_until("session.done")
    (wav,) = [each for each in heard if isinstance(each, bytes)]
    samples, rate = decode_wav(wav)
    assert (len(samples), rate) == (8000, RATE)


@pytest.mark.parametrize("name", ["mp3", "opus", "g711_ulaw"])
def test_compressed_audio_is_streamed_where_that_is_asked_for(client: TestClient, name: str) -> None:
    with talk(client, {"response_format": name, "stream_audio": True}) as talking:
        talking.say("input.text", text="440 Hz 2 s")
        talking.say("input.done")
        heard = talking.hear_until("session.done")
    assert len([each for each in heard if isinstance(each, bytes)]) > 1
    assert len(audio(heard)) == of_kind(heard, "audio.done")[0]["total_bytes"] > 1000


@pytest.mark.parametrize(
    ("config", "code", "param"),
    [
        ({"voice": "nobody"}, "unknown_voice", "voice"),
        ({"response_format": "x"}, "unsupported_format", "response_format"),
        ({"speed": 9}, "invalid_field", "speed"),
        ({"options": {"nope": 1}}, "unknown_option", "options.nope"),
    ],
)
def test_a_wrong_configuration_is_told_before_any_text_and_changes_nothing(
    client: TestClient, config: dict[str, object], code: str, param: str
) -> None:
    with talk(client, {"response_format": "wav"}) as talking:
        talking.say("session.config", **config)
        told = talking.hear()
        assert (told["type"], told["error"]["code"], told["error"]["param"]) == ("error", code, param)
        assert_speaks(talking, "wav")


def test_the_configuration_stays_while_text_waits(client: TestClient) -> None:
    with talk(client, {"response_format": "wav"}) as talking:
        talking.say("input.text", text="Hello")
        talking.say("session.config", response_format="mp3")
        assert talking.hear()["error"]["code"] == "invalid_field"
        talking.say("input.done")
        assert talking.hear_until("session.done")[0]["format"] == "wav"
        talking.say("session.config", response_format="mp3")
        assert_speaks(talking, "mp3")


@pytest.mark.parametrize("sent", ["", "no json", "[]", '{"type": "nope"}', '{"type": 1}', '{"type": "input.text"}'])
def test_what_is_no_message_is_told_and_the_session_goes_on(client: TestClient, sent: str) -> None:
    with talk(client) as talking:
        talking.socket.send_text(sent)
        assert talking.hear()["error"]["code"] in ("malformed_json", "invalid_field")
        talking.socket.send_bytes(b"audio")
        assert talking.hear()["error"]["code"] == "malformed_json"
        assert_speaks(talking, "pcm")


def test_a_sentence_that_fails_is_told_and_the_next_utterance_is_spoken(client: TestClient) -> None:
    with talk(client) as talking:
        talking.say("input.text", text="refuse this")
        talking.say("input.done")
        told, done = talking.hear(), talking.hear()
        assert (told["error"]["code"], told["utterance_index"]) == ("engine_failed", 0)
        assert done["total_sentences"] == 0
        assert_speaks(talking, "pcm")


def test_text_that_is_too_long_is_refused_and_what_means_nothing_is_warned_of(connect: Connect) -> None:
    with connect(max_text_characters=100) as client, talk(client, {"task_type": "Base", "model": "nope"}) as talking:
        heard = talking.hear()
        assert "'nope'" in heard["warnings"][0]
        assert "task_type" in heard["warnings"][1]
        assert heard["warning_codes"] == [
            {"code": "model_replaced", "values": {"model": "nope"}},
            {"code": "fields_without_meaning", "values": {"text": "task_type"}},
        ]
        talking.say("input.text", text="x" * 101)
        assert talking.hear()["error"]["code"] == "text_too_long"


def test_warnings_of_the_engine_come_with_the_sentence(client: TestClient) -> None:
    with talk(client) as talking:
        talking.say("input.text", text="warn A|B")
        talking.say("input.done")
        heard = talking.hear_until("session.done")
    told = [*of_kind(heard, "audio.start"), *of_kind(heard, "audio.done")]
    assert [warning for each in told for warning in each.get("warnings", ())] == ["A", "B"]
    assert [each["code"] for line in told for each in line.get("warning_codes", ())] == ["words_found_whole"] * 2


def assert_speaks(talking: Conversation, name: str) -> None:
    talking.say("input.text", text="Hello there.")
    talking.say("input.done")
    heard = talking.hear_until("session.done")
    assert of_kind(heard, "audio.start")[0]["format"] == name
    assert audio(heard)


def test_a_full_queue_is_told_with_the_seconds_to_wait(connect: Connect) -> None:
    with connect(queue_limit=0) as client, talk(client) as talking:
        engine = client.app.state.service.registry.find("sine")  # type: ignore[attr-defined]
        wait_until_idle(client)
        engine.queue.running = 1_000  # however many nodes of a cluster answer meanwhile
        talking.say("input.text", text="Hello.")
        talking.say("input.done")
        told = talking.hear_until("error")[-1]
        engine.queue.running = 0
    assert told["error"]["code"] == "queue_full"
    assert re.search(r"Wait \d+ seconds?, then try again", told["message"])
