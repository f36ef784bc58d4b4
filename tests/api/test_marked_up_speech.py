"""Speech of marked-up texts: every part in its manner, pauses as long as they say, one answer."""

from urllib.parse import unquote

import httpx2
import numpy as np
import pytest
from fastapi.testclient import TestClient

from tests.fakes import frequency_of
from vozes.audio.wav import decode_wav
from vozes.types import Samples

RATE = 16_000


def spoken(client: TestClient, text: str, **fields: object) -> httpx2.Response:
    answer = client.post("/v1/tts/synth", json={"text": text, "language": "en", **fields})
    assert answer.status_code == 200, answer.text
    return answer


def samples_of(answer: httpx2.Response) -> Samples:
    samples, rate = decode_wav(answer.content)
    assert rate == RATE
    return samples


def test_a_pause_is_silence_of_its_length(client: TestClient) -> None:
    samples = samples_of(spoken(client, '<speak>440 Hz 0.2 s<break time="500ms"/>880 Hz 0.3 s</speak>'))
    assert len(samples) == round(1.0 * RATE)
    assert frequency_of(samples[: round(0.2 * RATE)], RATE) == pytest.approx(440, abs=5)
    assert not samples[round(0.2 * RATE) : round(0.7 * RATE)].any()
    assert frequency_of(samples[round(0.7 * RATE) :], RATE) == pytest.approx(880, abs=5)


def test_tags_do_the_same(client: TestClient) -> None:
    samples = samples_of(spoken(client, "440 Hz 0.2 s [pause:1.5s] 880 Hz 0.3 s", markup="tags"))
    assert len(samples) == round(2.0 * RATE)


def test_a_pause_at_the_end_is_kept(client: TestClient) -> None:
    samples = samples_of(spoken(client, '<speak>440 Hz 0.2 s<break time="300ms"/></speak>'))
    assert len(samples) == round(0.5 * RATE)


def test_parts_are_joined_without_a_click(client: TestClient) -> None:
    samples = samples_of(spoken(client, '<speak>440 Hz 0.2 s<break time="10ms"/>880 Hz 0.3 s</speak>'))
    begins = round(0.21 * RATE)
    assert np.abs(samples[begins : begins + 8]).max() < 0.1 * np.abs(samples).max()


def test_the_volume_of_a_part_is_its_own(client: TestClient) -> None:
    loud = '<speak>440 Hz 0.5 s <prosody volume="-20dB">440 Hz 0.5 s</prosody></speak>'
    samples = samples_of(spoken(client, loud))
    first, second = np.split(samples, 2)
    assert np.abs(second).max() == pytest.approx(0.1 * np.abs(first).max(), rel=0.05)


def test_what_is_not_understood_is_told_and_its_text_kept(client: TestClient) -> None:
    answer = spoken(client, '<speak><amazon:effect name="whispered">440 Hz 0.4 s</amazon:effect></speak>')
    assert len(samples_of(answer)) == round(0.4 * RATE)
    assert "amazon:effect" in unquote(answer.headers["x-warning"])


def test_a_pace_beyond_what_engines_have_is_told(client: TestClient) -> None:
    text = '<speak><prosody rate="2">440 Hz 0.4 s</prosody></speak>'
    answer = spoken(client, text, speed=3)
    assert "make 6, which was taken as 4" in unquote(answer.headers["x-warning"])
    assert "x-warning" not in spoken(client, text, speed=2).headers


@pytest.mark.parametrize("name", ["pt-BR-FranciscaNeural", "pt-BR-Standard-A"])
def test_a_voice_of_another_service_is_replaced_by_one_of_its_language_and_told(client: TestClient, name: str) -> None:
    text = f'<speak><voice name="{name}">440 Hz 0.4 s</voice></speak>'
    answer = client.post("/v1/tts/synth", json={"text": text})
    assert (answer.status_code, answer.headers["x-language"]) == (200, "pt")
    assert f"There is no voice {name} here" in unquote(answer.headers["x-warning"])


def test_the_voice_of_the_request_stands_for_one_of_another_service(client: TestClient) -> None:
    text = '<speak><voice name="en-US-JennyNeural">440 Hz 0.4 s</voice></speak>'
    answer = client.post("/v1/tts/synth", json={"text": text, "voice": "alto"})
    assert (answer.headers["x-voice"], answer.headers["x-language"]) == ("alto", "pt")


@pytest.mark.parametrize("written", ["ᚠᚢᚦ", "ⵜⴰⵎⴰⵣⵉⵖⵜ", "ꦲ", "བོད"])
def test_what_no_voice_can_read_is_left_out_with_a_warning(client: TestClient, written: str) -> None:
    answer = spoken(client, f"440 Hz 0.4 s {written}")
    assert f"no voice that is installed can read it: {written}" in unquote(answer.headers["x-warning"])
    alone = client.post("/v1/tts/synth", json={"text": written, "language": "en"})
    assert alone.json()["error"]["code"] == "nothing_to_say"


def test_what_the_engine_cannot_do_is_told(client: TestClient) -> None:
    own = [{"word": "Hz", "ipa": "hɛʁts"}]
    answer = spoken(client, '<speak>440 Hz <mark name="here"/>0.4 s</speak>', lexicon=own)
    warnings = unquote(answer.headers["x-warning"])
    assert "leaves it out: mark." in warnings
    assert "read as they are spelled: Hz" in warnings


@pytest.mark.parametrize(
    ("text", "fields", "code"),
    [
        ("<speak>440 Hz", {}, "invalid_text"),
        ("no markup", {"markup": "ssml"}, "invalid_text"),
        ("[pause:soon] a", {"markup": "tags"}, "invalid_field"),
        ('<speak><break time="1s"/></speak>', {}, "nothing_to_say"),
        ('<speak><voice name="nobody">a</voice></speak>', {}, "unknown_voice"),
        ("a", {"markup": "latex"}, "invalid_field"),
    ],
)
def test_bad_markup_is_refused_before_any_work(
    client: TestClient, text: str, fields: dict[str, str], code: str
) -> None:
    answer = client.post("/v1/tts/synth", json={"text": text, "language": "en", **fields})
    assert answer.status_code in (404, 422)
    assert answer.json()["error"]["code"] == code


def test_an_unknown_voice_of_the_markup_is_a_fault_of_the_text(client: TestClient) -> None:
    json = {"text": "a [voice:nobody]b[/voice]", "language": "en", "markup": "tags"}
    error = client.post("/v1/tts/synth", json=json).json()["error"]
    assert (error["code"], error["param"]) == ("unknown_voice", "text")
    assert error["message"].startswith("In the markup of the text: ")
    assert "nobody" in error["message"]


def test_a_stream_of_parts_equals_the_whole(client: TestClient) -> None:
    text = '<speak>440 Hz 0.2 s<break time="200ms"/>880 Hz 0.3 s</speak>'
    assert spoken(client, text, stream=True, format="pcm").content == spoken(client, text, format="pcm").content
