"""`POST /v1/text/reading`: what would be said of a text, and where each word came from."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from vozes.api.reading_schemas import MOST_OF_REQUEST


def reading(client: TestClient, text: str, language: str = "pt-br", **options: object) -> dict[str, Any]:
    body = {"text": text, "language": language, "options": options}
    answer = client.post("/v1/text/reading", json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_a_text_is_shown_as_it_will_be_said(client: TestClient) -> None:
    text = "Custa R$ 1.234,56. O IBGE sabe."
    found = reading(client, text)
    assert set(found) == {"language", "spoken", "sentences", "warnings", "warning_codes"}
    assert found["spoken"] == (
        "Custa mil duzentos e trinta e quatro reais e cinquenta e seis centavos. O i b g e sabe."
    )
    first, second = found["sentences"]
    assert (text[first["text_start"] : first["text_end"]], second["spoken"]) == ("Custa R$ 1.234,56", "O i b g e sabe.")
    assert {text[word["text_start"] : word["text_end"]] for word in first["words"]} == {"Custa", "R$ 1.234,56"}


def test_spans_count_code_points_of_what_was_sent(client: TestClient) -> None:
    text = "😀 a\u0301gua e 5"
    words = reading(client, text)["sentences"][0]["words"]
    spans = {word["spoken"]: text[word["text_start"] : word["text_end"]] for word in words}
    assert spans["água"] == "a\u0301gua"
    assert spans["cinco"] == "5"


@pytest.mark.parametrize(
    ("normalize", "spoken"),
    [
        ("auto", "São dois por cento"),
        ("on", "São dois por cento"),
        ("off", "São 2%"),
        ({"measure": True}, "São dois por cento"),
    ],
)
def test_switches_are_heeded(client: TestClient, normalize: object, spoken: str) -> None:
    assert reading(client, "São 2%", normalize=normalize)["spoken"] == spoken


def test_a_single_class_is_switched_off(client: TestClient) -> None:
    found = reading(client, "A Sra. Lima tem 5.", normalize={"abbreviation": False})
    assert found["spoken"] == "A Sra. Lima tem cinco."


def test_the_language_is_told_from_the_text(client: TestClient) -> None:
    assert reading(client, "Esta é uma frase em português.", "auto")["language"] == "pt-br"
    assert reading(client, "The quick brown fox jumps over 3 dogs.", "auto")["language"] == "en-us"


def test_markup_and_words_of_ones_own_are_read_too(client: TestClient) -> None:
    marked = '<speak>Oi <say-as interpret-as="characters">AB</say-as>, <sub alias="doutor">X</sub></speak>'
    assert reading(client, marked)["spoken"] == "Oi a b, doutor"
    own = [{"word": "Vozes", "respelling": "Vózis"}]
    assert reading(client, "O Vozes fala", lexicon=own)["spoken"] == "O Vózis fala"


def test_without_being_asked_for_tags_are_plain_text(client: TestClient) -> None:
    assert "pause" in reading(client, "um [pause:500ms] dois")["spoken"]
    assert reading(client, "um [pause:500ms] dois", markup="tags")["spoken"] == "um dois"


def test_another_script_is_read_in_its_own_language(client: TestClient) -> None:
    sentences = reading(client, "Ele disse Привет 5 vezes.")["sentences"]
    words = [word["spoken"] for sentence in sentences for word in sentence["words"]]
    assert words == ["Ele", "disse", "Привет", "cinco", "vezes"]


def test_what_is_left_out_is_told(client: TestClient) -> None:
    assert "U+0000" in reading(client, "um\x00 dois")["warnings"][0]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"text": ""}, "empty_text"),
        ({"text": "..."}, "nothing_to_say"),
        ({"text": "a" * 200_000}, "text_too_long"),
        ({"text": "a", "options": {"normalize": {"nothing": True}}}, "invalid_field"),
        ({"text": "a", "options": {"normalise": "off"}}, "invalid_field"),
        ({"text": "a", "voice": "hum"}, "invalid_field"),
    ],
)
def test_a_bad_request_is_refused(client: TestClient, body: dict[str, object], code: str) -> None:
    answer = client.post("/v1/text/reading", json=body)
    assert answer.status_code == 422
    assert answer.json()["error"]["code"] == code


@pytest.mark.parametrize("normalize", ["maybe", {"nothing": True}, {"roman": "perhaps"}, None])
def test_what_may_be_switched_is_told(client: TestClient, normalize: object) -> None:
    answer = client.post("/v1/text/reading", json={"text": "a", "options": {"normalize": normalize}})
    error = answer.json()["error"]
    assert error["param"] == "options.normalize"
    assert "auto, on or off" in error["message"]
    assert "telephone" in error["message"]


@pytest.mark.parametrize(("count", "status"), [(MOST_OF_REQUEST, 200), (MOST_OF_REQUEST + 1, 422)])
def test_a_request_may_bring_as_many_words_as_is_told(client: TestClient, count: int, status: int) -> None:
    own = [
        {"word": f"w{number}", "language": "pt-br", "respelling": "v", "case_sensitive": True}
        for number in range(count)
    ]
    answer = client.post("/v1/text/reading", json={"text": "w1", "language": "pt-br", "options": {"lexicon": own}})
    assert answer.status_code == status
    if status == 422:
        assert f"at most {MOST_OF_REQUEST}" in answer.json()["error"]["message"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("नमस्ते 5", ["नमस्ते", "cinco"]),
        ("Diz မြန်မာ aqui", ["Diz", "မြန်မာ", "aqui"]),
    ],
)
def test_a_word_of_another_script_keeps_its_last_vowel_sign(client: TestClient, text: str, words: list[str]) -> None:
    sentences = reading(client, text)["sentences"]
    assert [word["spoken"] for sentence in sentences for word in sentence["words"]] == words


def test_a_sentence_of_another_script_keeps_its_mark(client: TestClient) -> None:
    assert reading(client, "Привет, как дела? 15")["spoken"] == "Привет, как дела? quinze"


@pytest.mark.parametrize("language", ["", "klingon", "pt br", "\\ud800", "a" * 5000])
def test_what_is_no_language_tag_is_refused(client: TestClient, language: str) -> None:
    body = f'{{"text": "a", "language": "{language}"}}'
    answer = client.post("/v1/text/reading", content=body, headers={"content-type": "application/json"})
    error = answer.json()["error"]
    assert (answer.status_code, error["code"], error["param"]) == (422, "invalid_field", "language")


def test_a_sentence_in_another_language_is_read_in_it(client: TestClient) -> None:
    text = "Comprei o bilhete por 5 reais. The train leaves at 10:30 from platform 5. Depois vou para casa."
    spoken = reading(client, text, "auto")["spoken"]
    assert spoken == (
        "Comprei o bilhete por cinco reais. The train leaves at ten thirty from platform five. Depois vou para casa."
    )
    assert "platform cinco" in reading(client, text)["spoken"]
