"""Beside each warning's sentence stands what tells it in another language: a code and its values, however it comes."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import httpx2
import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import Connect, connected_to
from tests.fakes import natural_spec, plain_spec
from vozes.warnings import VALUES, WarningCode

SYNTH = "/v1/tts/synth"
HUM = "440 Hz 0.1 s"


def told(answer: httpx2.Response) -> list[dict[str, Any]]:
    """Returns what is told of each sentence in the headers."""
    assert answer.status_code == 200, answer.text
    entries: list[dict[str, Any]] = json.loads(answer.headers["x-warning-codes"])
    assert len(entries) == len(answer.headers["x-warning"].split("; "))
    assert all(set(entry["values"]) == set(VALUES[WarningCode(entry["code"])]) for entry in entries)
    return entries


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("a\x01b\x01", "control_characters_left_out", {"names": ["U+0001 (×2)"], "more": 0}),
        ("it\x92s", "control_characters_read", {"names": ["U+0092"], "more": 0}),
        ("a \ufffd b", "lost_characters_left_out", {"names": ["U+FFFD"], "more": 0}),
        ("".join(map(chr, range(0xE000, 0xE00A))) + " b", "private_characters_left_out",
         {"names": [f"U+{each:04X}" for each in range(0xE000, 0xE008)], "more": 2}),
        ("a \u0378 b", "unknown_characters_left_out", {"names": ["U+0378"], "more": 0}),
        ("a \x1b[31mred\x1b[0m", "terminal_sequences_left_out", {"count": 2}),
        ("See [this](https://a.test).", "links_left_out", {"names": ["https://a.test"], "more": 0}),
        ("See ![this](https://a.test/b.png).", "pictures_left_out", {"names": ["https://a.test/b.png"], "more": 0}),
        ("a <em>b</em>", "html_tags_left_out", {"names": ["em"], "more": 0}),
        ("a <!-- note --> b", "html_comments_left_out", {"names": ["note"], "more": 0}),
        ("a <script>x = 1</script> b", "html_parts_left_out", {"names": ["<script>x = 1</script>"], "more": 0}),
        ("```python\na\n```", "code_languages_left_out", {"names": ["python"], "more": 0}),
        ("It is so[^1].\n\n[^1]: Yes.", "footnote_marks_left_out", {"names": ["[^1]"], "more": 0}),
        ("- [x] done", "task_marks_left_out", {"names": ["x"], "more": 0}),
        ("a ꘎ b ⏣", "symbols_left_out", {"language": "en", "names": ["⏣"]}),
        ("<speak>a <audio>b</audio></speak>", "element_unknown", {"element": "audio"}),
        ("<speak>a <desc>b</desc></speak>", "element_left_out", {"element": "desc"}),
        ('<speak>a <break tone="1"/> b</speak>', "attribute_unknown", {"element": "break", "attribute": "tone"}),
        ("<speak>a <say-as>b</say-as></speak>", "attribute_missing",
         {"element": "say-as", "attribute": "interpret-as"}),
        ('<speak>a <break time="x"/> b</speak>', "attribute_value_unknown",
         {"element": "break", "attribute": "time", "value": "x"}),
        ('<speak>a <prosody rate="900%">b</prosody></speak>', "prosody_bounded", {"quantity": "rate", "number": 4}),
        ("a [pause] b [pause:1s]", "tag_read_as_text", {"tag": "[pause]", "kind": "pause"}),
        ('<speak>a <break time="99s"/> b</speak>', "pause_shortened", {"seconds": 10}),
        ("<speak>a" + '<break time="10s"/>' * 61 + "b</speak>", "pauses_shortened", {"seconds": 300}),
        ("<speak>" + "".join(f"<x{each}>b</x{each}>" for each in range(21)) + "</speak>", "more_markup_left_out", {}),
    ],
)  # fmt: skip
def test_what_is_left_out_of_a_text_has_its_code(
    client: TestClient, text: str, code: str, values: dict[str, object]
) -> None:
    markup = "tags" if "[pause]" in text else "auto"
    answer = client.post("/v1/text/reading", json={"text": text, "language": "en", "options": {"markup": markup}})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert len(found["warnings"]) == len(found["warning_codes"])
    assert {"code": code, "values": values} in found["warning_codes"]


@pytest.mark.parametrize(
    ("body", "code", "values"),
    [
        ({"text": f'<speak>{HUM} <prosody pitch="+2st">{HUM}</prosody></speak>'}, "markup_not_done",
         {"engine": "sine", "capability": "pitch"}),
        ({"text": f'<speak><voice name="pt-BR-AnaNeural">{HUM}</voice></speak>'}, "voice_replaced",
         {"voice": "pt-BR-AnaNeural"}),
        ({"text": f'<speak><prosody rate="200%">{HUM}</prosody></speak>', "speed": 3}, "speed_bounded",
         {"wished": 6, "speed": 4}),
        ({"text": f"{HUM} слово"}, "script_left_out", {"text": "слово"}),
        ({"text": f"{HUM} word", "lexicon": [{"word": "word", "ipa": "wɜːd"}]}, "sounds_not_told",
         {"engine": "sine", "text": "word"}),
    ],
)  # fmt: skip
def test_what_an_engine_cannot_do_has_its_code(
    client: TestClient, body: dict[str, object], code: str, values: dict[str, object]
) -> None:
    assert {"code": code, "values": values} in told(client.post(SYNTH, json={"language": "en", **body}))


@pytest.mark.parametrize(
    ("path", "body", "code", "values"),
    [
        ("/v1/audio/speech", {"input": HUM, "model": "nope"}, "model_replaced", {"model": "nope"}),
        ("/v1/text-to-speech/hum", {"text": HUM, "model_id": "nope"}, "model_replaced", {"model": "nope"}),
        ("/v1/text-to-speech/hum", {"text": HUM, "language_code": "fi"}, "language_ignored", {"language": "fi"}),
        ("/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM", {"text": HUM, "language_code": "en"}, "stand_in_speaks",
         {"name": "Rachel", "voice": "hum"}),
        ("/tts_to_audio/", {"text": HUM, "speaker_wav": "alto", "language": "en"}, "language_replaced",
         {"voice": "alto", "asked": "en", "language": "pt"}),
        ("/tts", {"text": HUM, "voice_mode": "predefined", "predefined_voice_id": "S1"}, "default_voice_speaks",
         {"voice": "S1"}),
    ],
)  # fmt: skip
def test_what_was_replaced_for_other_programs_has_its_code(
    client: TestClient, path: str, body: dict[str, object], code: str, values: dict[str, object]
) -> None:
    assert {"code": code, "values": values} in told(client.post(path, json=body))


def test_why_nobody_better_speaks_has_its_code_in_each_shape_of_an_answer(tmp_path: Path) -> None:
    entry = {"code": "better_speaker_unable", "values": {"error": "engine_failed"}}
    question = {"text": HUM, "language": "pt"}
    specs = (plain_spec("WordEngine"), natural_spec("BrokenEngine"))
    with connected_to(tmp_path / "home", specs, {"default_engine": "auto"}) as client:
        assert told(client.post(SYNTH, json=question)) == [entry]
        timed = client.post(SYNTH, json={**question, "timestamps": "word"})
        assert timed.json()["warning_codes"] == [entry]
        lines = client.post(SYNTH, json={**question, "timestamps": "word", "stream": True}).text.splitlines()
        assert json.loads(lines[-1])["warning_codes"] == [entry]


def test_who_would_speak_is_told_with_the_codes_too(client: TestClient) -> None:
    answer = client.post("/v1/text/speaker", json={"text": f"{HUM} слово", "language": "en"})
    assert answer.json()["warning_codes"] == [{"code": "script_left_out", "values": {"text": "слово"}}]


def test_a_damaged_lexicon_has_its_codes(connect: Connect, tmp_path: Path) -> None:
    with connect() as client:
        (tmp_path / "home" / "lexicon.json").write_text("{", "utf-8")
        assert told(client.get("/v1/lexicon")) == [{"code": "lexicon_unreadable", "values": {"error": "invalid_field"}}]
        changed = client.put("/v1/lexicon", json={"entries": [{"word": "UN", "respelling": "you en"}]}).json()
    aside = {"error": "invalid_field", "file": "lexicon.damaged.json"}
    assert changed["warning_codes"] == [{"code": "lexicon_kept_aside", "values": aside}]


def test_what_is_left_out_of_a_document_of_words_has_its_codes(connect: Connect) -> None:
    lexemes = (
        "<lexeme><grapheme>a</grapheme></lexeme>"
        '<lexeme><grapheme>b</grapheme><phoneme alphabet="x-cmu">B</phoneme></lexeme>'
        "<lexeme><grapheme>c</grapheme><phoneme>7</phoneme></lexeme>"
    )
    pls = f'<lexicon version="1.0" alphabet="ipa" xml:lang="en">{lexemes}</lexicon>'
    with connect() as client:
        answer = client.put("/v1/lexicon", content=pls, headers={"Content-Type": "application/pls+xml"})
    assert answer.json()["warning_codes"] == [
        {"code": "word_without_pronunciation", "values": {"word": "a"}},
        {"code": "word_in_other_alphabet", "values": {"word": "b", "alphabet": "x-cmu"}},
        {"code": "word_refused", "values": {"error": "invalid_field"}},
    ]


def test_a_sentence_in_a_header_stays_as_it_was(client: TestClient) -> None:
    answer = client.post("/v1/audio/speech", json={"input": HUM, "model": "nope"})
    assert unquote(answer.headers["x-warning"]) == "There is no model 'nope' here, so the selected engine speaks."
