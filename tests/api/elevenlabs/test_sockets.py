"""ElevenLabs' WebSockets: what clients send means what it means there."""

import base64
import io
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import av
import pytest
from fastapi.testclient import TestClient
from starlette.testclient import WebSocketTestSession

from tests.api.conftest import Connect, wait_until_idle
from tests.api.elevenlabs.timing_engine import timing_spec
from tests.fakes import RATE, fake_spec
from tests.live import wait_for
from vozes.api.elevenlabs_formats import OUTPUT_FORMATS

ONE_OF_EACH = ("alaw_8000", "mp3_22050_32", "mp3_44100_128", "opus_48000_64", "pcm_44100", "ulaw_8000", "wav_24000")
URL = "ws://127.0.0.1:8000/v1/text-to-speech/{voice}/{path}?{query}"
RACHEL = "21m00Tcm4TlvDq8ikWAM"
LAST = {"text": "", "close_socket": True}
FIRST = {"text": " ", "voice_settings": {"stability": 0.5, "similarity_boost": True, "speed": 1.0}}
_FORMATS = [
    pytest.param(name, marks=[] if name in ONE_OF_EACH else [pytest.mark.slow]) for name in sorted(OUTPUT_FORMATS)
]
PCM = f"output_format=pcm_{RATE}"
RACHEL = "21m00Tcm4TlvDq8ikWAM"


class Stream:
    def __init__(self, socket: WebSocketTestSession):
        self.socket = socket

    def say(self, *messages: object) -> None:
        for message in messages:
            self.socket.send_text(json.dumps(message))

    def hear(self) -> dict[str, Any]:
        message = self.socket.receive()
        heard: dict[str, Any] = json.loads(message["text"]) if "text" in message else dict(message)
        return heard

    def hear_until_final(self) -> list[dict[str, Any]]:
        heard = [self.hear()]
        while not heard[-1].get("isFinal") and heard[-1].get("type") != "websocket.close":
            heard.append(self.hear())
        return heard


@contextmanager
def stream(
    client: TestClient, query: str = PCM, *, voice: str = "hum", path: str = "stream-input", **headers: str
) -> Iterator[Stream]:
    with client.websocket_connect(URL.format(voice=voice, path=path, query=query), headers=headers) as socket:
        yield Stream(socket)


def multi(client: TestClient, query: str = PCM) -> Any:
    return stream(client, query, path="multi-stream-input")


def audio(heard: list[dict[str, Any]]) -> bytes:
    return b"".join(base64.b64decode(each["audio"]) for each in heard if each.get("audio"))


def seconds(heard: list[dict[str, Any]]) -> float:
    return len(audio(heard)) / 2 / RATE


def engine(client: TestClient) -> Any:
    return client.app.state.service.registry.find("sine")  # type: ignore[attr-defined]


def queue(client: TestClient) -> Any:
    return engine(client).queue


def test_a_stream_ends_with_an_empty_text_is_final_and_closes(client: TestClient) -> None:
    with stream(client) as talking:
        talking.say(
            FIRST, {"text": "Hello there. ", "try_trigger_generation": True}, {"text": "And more."}, {"text": ""}
        )
        heard = talking.hear_until_final()
        assert seconds(heard) == pytest.approx(0.5)  # with the pause
        assert {"audio", "isFinal", "alignment", "normalizedAlignment"} == set(heard[0])
        assert heard[0]["isFinal"] is None
        assert heard[-1] == {"audio": None, "isFinal": True}
        assert talking.hear()["code"] == 1000


def test_a_sentence_is_heard_before_the_text_has_ended(client: TestClient) -> None:
    with stream(client) as talking:
        talking.say(FIRST, {"text": "A whole sentence. And"})
        assert talking.hear()["audio"]


@pytest.mark.parametrize("last", [{"text": "Hello ", "flush": True}, {"flush": True}])
def test_a_flush_speaks_what_is_there(client: TestClient, last: dict[str, object]) -> None:
    with stream(client) as talking:
        talking.say(FIRST, {"text": "Well "}, last)
        assert seconds([talking.hear(), talking.hear()]) == pytest.approx(0.1)


def test_in_auto_mode_each_message_is_spoken_at_once(client: TestClient) -> None:
    with stream(client, f"{PCM}&auto_mode=true") as talking:
        talking.say(FIRST, {"text": "no end yet "})
        assert talking.hear()["audio"]


def test_characters_have_times_in_their_piece(connect: Connect) -> None:
    spec = fake_spec(engine="WordEngine")
    tells_words = replace(spec.info.capabilities, word_timings="exact")
    spec = replace(spec, info=replace(spec.info, capabilities=tells_words))
    with connect(spec) as client, stream(client) as talking:
        talking.say(FIRST, {"text": "Once upon "}, {"text": "a time. "}, {"text": ""})
        heard = talking.hear_until_final()[:-1]
    for name in ("alignment", "normalizedAlignment"):
        assert "".join(char for each in heard for char in each[name]["chars"]).strip() == "Once upon a time."
    for each in heard:
        told = each["alignment"]
        assert len(told["chars"]) == len(told["charStartTimesMs"]) == len(told["charDurationsMs"])
        last = told["charStartTimesMs"][-1] + told["charDurationsMs"][-1]
        assert last == pytest.approx(1000 * seconds([each]), abs=1)


def test_the_normalized_alignment_is_of_what_is_said(connect: Connect) -> None:
    with connect(timing_spec()) as client, stream(client) as talking:
        talking.say({"text": "It costs $25 "}, {"text": "today. And"}, {"text": " 3 more."}, {"text": ""})
        heard = talking.hear_until_final()[:-1]
    original, normalized = (
        "".join(char for each in heard for char in each[name]["chars"]) for name in ("alignment", "normalizedAlignment")
    )
    assert original == "It costs $25 today. And 3 more."
    assert normalized == "It costs twenty five dollars today. And three more."
    for each in heard:
        for told in (each["alignment"], each["normalizedAlignment"]):
            last = told["charStartTimesMs"][-1] + told["charDurationsMs"][-1]
            assert last == pytest.approx(1000 * seconds([each]), abs=1)


@pytest.mark.parametrize("name", _FORMATS)
def test_every_output_format_is_one_file_that_plays(client: TestClient, name: str) -> None:
    kind, rate = name.split("_")[:2]
    with stream(client, f"output_format={name}") as talking:
        talking.say(FIRST, {"text": "440 Hz 0.5 s", "flush": True}, {"text": "440 Hz 0.5 s"}, {"text": ""})
        data = audio(talking.hear_until_final())
    raw = {"pcm": "s16le", "ulaw": "mulaw", "alaw": "alaw"}.get(kind)
    options = {} if raw is None else {"sample_rate": rate}
    with av.open(io.BytesIO(data), "r", format=raw, options=options) as file:
        frames = list(file.decode(audio=0))
    assert {frame.sample_rate for frame in frames} == {int(rate)}
    assert sum(frame.samples for frame in frames) / int(rate) == pytest.approx(1.0, abs=0.2)


def test_contexts_are_kept_apart_and_each_is_final_once_it_is_closed(client: TestClient) -> None:
    with multi(client) as talking:
        for name, text in (("a", "440 Hz 0.2 s"), ("b", "440 Hz 0.4 s")):
            talking.say({"text": text, "context_id": name, "flush": True}, {"context_id": name, "close_context": True})
        heard = talking.hear_until_final() + talking.hear_until_final()
        talking.say({"close_socket": True})
        assert talking.hear()["code"] == 1000
    for name, length in (("a", 0.2), ("b", 0.4)):
        own = [each for each in heard if each["contextId"] == name]
        assert own[-1]["isFinal"] is True
        assert seconds(own) == pytest.approx(length)


def test_closing_a_context_silences_what_was_not_flushed_and_frees_the_engine(client: TestClient) -> None:
    with multi(client, f"{PCM}&auto_mode=true") as talking:
        talking.say({"text": "440 Hz 60 s slowly", "context_id": "a"})
        assert talking.hear()["contextId"] == "a"
        talking.say({"context_id": "a", "close_context": True})
        heard = talking.hear_until_final()
        assert heard[-1] == {"audio": None, "isFinal": True, "contextId": "a"}
        assert seconds(heard) < 30
        wait_for(lambda: queue(client).running == 0)
        talking.say({"text": "440 Hz 0.2 s", "context_id": "a"}, {"context_id": "a", "flush": True})
        assert talking.hear()["audio"]


def test_a_keep_alive_opens_no_context_and_messages_without_a_name_share_one(client: TestClient) -> None:
    with multi(client) as talking:
        talking.say({"text": ""}, {"text": "", "context_id": "x"}, {"context_id": "y", "flush": True})
        talking.say({"context_id": "z", "close_context": True}, {"text": "Hello."}, {"flush": True})
        assert talking.hear()["contextId"] == "default"


def test_other_settings_belong_to_another_context(client: TestClient) -> None:
    with multi(client) as talking:
        talking.say({**FIRST, "context_id": "a"}, {**FIRST, "context_id": "a"})
        talking.say({"text": " ", "voice_settings": {"speed": 1.1}, "context_id": "a"})
        assert "voice_settings" in talking.hear()["message"]
        assert talking.hear()["code"] == 1008


def test_only_so_many_contexts_are_open_at_once_and_one_too_many_ends_nothing(client: TestClient) -> None:
    with multi(client) as talking:
        for number in range(17):
            talking.say({"text": "Hello ", "context_id": str(number)})
        told = talking.hear()
        assert (told["error"], told["contextId"]) == ("system_busy", "16")
        talking.say({"text": "Hello ", "context_id": "0", "flush": True})
        assert talking.hear()["audio"]


@pytest.mark.parametrize(
    ("voice", "query", "name"),
    [
        ("nobody", PCM, "voice_id_does_not_exist"),
        ("hum", "output_format=mp3_1", "unsupported_format"),
        ("hum", "auto_mode=perhaps", "invalid_field"),
    ],
)
def test_what_cannot_be_is_told_and_closes_the_socket(client: TestClient, voice: str, query: str, name: str) -> None:
    with stream(client, query, voice=voice) as talking:
        talking.say(FIRST)
        told = talking.hear()
        assert (told["error"], told["code"]) == (name, 1008)
        assert talking.hear()["code"] == 1008


@pytest.mark.parametrize("speed", ["9" * 400, "NaN", "-Infinity", "true"])
def test_no_speed_that_there_can_be_fails_the_server(client: TestClient, speed: str) -> None:
    with stream(client) as talking:
        talking.socket.send_text(f'{{"text": "Well", "voice_settings": {{"speed": {speed}}}}}')
        assert talking.hear()["error"] == "invalid_field"


def test_text_with_markup_that_waits_for_a_flush_is_as_long_as_a_text_may_be(connect: Connect) -> None:
    with connect(max_text_characters=100) as client, stream(client, f"{PCM}&enable_ssml_parsing=true") as talking:
        talking.say(FIRST, {"text": "<s>"}, {"text": "a " * 40}, {"text": "b " * 40})
        assert talking.hear()["error"] == "max_character_limit_exceeded"


def test_a_sentence_that_fails_is_told_and_the_stream_goes_on(client: TestClient) -> None:
    with stream(client, f"{PCM}&auto_mode=true") as talking:
        talking.say(FIRST, {"text": "refuse"}, {"text": "440 Hz 0.2 s"}, {"text": ""})
        heard = talking.hear_until_final()
    assert (heard[0]["error"], heard[0]["code"]) == ("engine_failed", 1011)
    assert seconds(heard) == pytest.approx(0.2)


@pytest.mark.parametrize(
    "first",
    [
        {"xi-api-key": "secret"},
        {"xi_api_key": "secret"},
        {"authorization": "Bearer secret"},
        {"authorization": "secret"},
    ],
)
def test_the_key_may_come_in_the_first_message(connect: Connect, first: dict[str, str]) -> None:
    with connect(api_key="secret") as client, stream(client) as talking:
        talking.say({**FIRST, **first}, {"text": "Hello."}, {"text": ""})
        assert talking.hear_until_final()[-1]["isFinal"]


def test_without_the_key_nothing_is_said_about_voices(connect: Connect) -> None:
    with connect(api_key="secret") as client, stream(client, voice="nobody") as talking:
        talking.say(FIRST)
        assert talking.hear()["error"] == "invalid_api_key"
        assert talking.hear()["code"] == 1008
    with connect(api_key="secret") as client, stream(client, **{"xi-api-key": "secret"}) as talking:
        talking.say(FIRST, {"text": ""})
        assert talking.hear()["isFinal"]


def test_a_client_that_says_nothing_is_told_and_let_go(client: TestClient) -> None:
    with stream(client, f"{PCM}&inactivity_timeout=0.1") as talking:
        assert talking.hear()["error"] == "input_timeout_exceeded"
        assert talking.hear()["code"] == 1008


def test_warnings_come_with_the_audio_in_fields_of_our_own(client: TestClient) -> None:
    with stream(client, f"{PCM}&model_id=turbo") as talking:
        talking.say(FIRST, {"text": "warn A|B"}, {"text": ""})
        heard = talking.hear_until_final()
    warnings = [warning for each in heard for warning in each.get("warnings", ())]
    codes = [told["code"] for each in heard for told in each.get("warning_codes", ())]
    assert codes == ["model_replaced", "words_found_whole", "words_found_whole"]
    assert "no model 'turbo'" in warnings[0]
    assert warnings[1:] == ["A", "B"]


@pytest.mark.parametrize(("name", "kilobits"), [("mp3_44100_192", 192), ("mp3_44100_32", 32)])
def test_compressed_audio_has_the_bits_that_its_name_says(client: TestClient, name: str, kilobits: int) -> None:
    with stream(client, f"output_format={name}") as talking:
        talking.say(FIRST, {"text": "440 Hz 4 s"}, {"text": ""})
        heard = talking.hear_until_final()
    assert len(audio(heard)) * 8 / 4000 == pytest.approx(kilobits, rel=0.1)
    assert not any("warnings" in each for each in heard)


def test_a_voice_stands_in_for_one_of_elevenlabs_and_is_told_once(client: TestClient) -> None:
    with stream(client, f"{PCM}&auto_mode=true", voice=RACHEL) as talking:
        talking.say(FIRST, {"text": "440 Hz 0.2 s"}, {"text": "440 Hz 0.2 s"}, {"text": ""})
        heard = talking.hear_until_final()
    (warning,) = [warning for each in heard for warning in each.get("warnings", ())]
    assert warning.startswith("Rachel is a voice of ElevenLabs alone")
    assert seconds(heard) >= 0.4


def test_the_user_s_own_choice_stands_in_for_any_id(connect: Connect) -> None:
    with connect(elevenlabs_voices=f"{RACHEL}=hum") as client, stream(client, voice=RACHEL) as talking:
        talking.say(FIRST, {"text": "440 Hz 0.2 s"}, {"text": ""})
        heard = talking.hear_until_final()
    assert seconds(heard) == pytest.approx(0.2)
    assert not any("warnings" in each for each in heard)


def test_the_largest_seed_is_taken(client: TestClient) -> None:
    with stream(client, f"{PCM}&seed=4294967295") as talking:
        talking.say(FIRST, {"text": "440 Hz 0.2 s"}, {"text": ""})
        assert seconds(talking.hear_until_final()) == pytest.approx(0.2)


@pytest.mark.parametrize(
    ("first", "name"),
    [
        ({"voice_settings": {"speed": 9}}, "invalid_field"),
        ({"pronunciation_dictionary_locators": [{"pronunciation_dictionary_id": "gone"}]}, "not_found"),
    ],
)
def test_what_the_first_message_asks_counts_as_over_http(
    client: TestClient, first: dict[str, object], name: str
) -> None:
    with stream(client) as talking:
        talking.say({"text": " ", **first})
        assert talking.hear()["error"] == name


def warned(heard: list[dict[str, Any]]) -> list[str]:
    return [warning for each in heard for warning in each.get("warnings", ())]


def test_a_language_that_the_voice_does_not_speak_is_ignored_and_told(client: TestClient) -> None:
    with stream(client, f"{PCM}&language_code=xx") as talking:
        talking.say(FIRST, {"text": "Hello. "}, {"text": ""})
        heard = talking.hear_until_final()
    assert seconds(heard) > 0
    assert [warning.endswith("So it was ignored.") for warning in warned(heard)] == [True]


def test_markup_is_understood_where_that_is_asked_for(client: TestClient) -> None:
    with stream(client, f"{PCM}&enable_ssml_parsing=true") as talking:
        talking.say(FIRST, {"text": 'Well <break time="1.0s"/> '}, {"text": "then. "}, {"text": ""})
        assert seconds(talking.hear_until_final()) == pytest.approx(1.2)


def test_a_client_that_leaves_frees_the_engine(client: TestClient) -> None:
    with multi(client) as talking:
        talking.say({"text": "440 Hz 60 s slowly", "context_id": "a", "flush": True})
        assert talking.hear()["audio"]
    wait_for(lambda: queue(client).running == 0)


def test_a_full_queue_is_told_with_the_seconds_to_wait(connect: Connect) -> None:
    with connect(queue_limit=0) as client, stream(client) as talking:
        wait_until_idle(client)
        queue(client).running = engine(client).supervisor.concurrency
        talking.say(FIRST, {"text": "Hello.", "flush": True})
        told = talking.hear()
        queue(client).running = 0
    assert told["error"] == "system_busy"
    assert re.search(r"Wait \d+ seconds?, then try again", told["message"])
