import time

import pytest

from vozes.text.detection import by_sentence

GERMAN = "Das Wetter ist heute wirklich schön, sagte er."
ENGLISH = "He looked out of the window and smiled at her."
PORTUGUESE = "Ele olhou pela janela e sorriu para ela."


def test_a_sentence_in_another_language_is_in_that_language() -> None:
    assert by_sentence([ENGLISH, GERMAN, ENGLISH], "en-us") == ["en-us", "de", "en-us"]


def test_a_preferred_tag_is_returned_as_it_is() -> None:
    assert by_sentence([ENGLISH, PORTUGUESE], "en-us", ["pt-br", "en-gb"]) == ["en-us", "pt-br"]


@pytest.mark.parametrize("sentence", ["Guten Morgen!", "Ja.", "Obrigado!", "C'est la vie.", "123", "…"])
def test_a_short_sentence_is_in_the_language_of_the_text(sentence: str) -> None:
    assert by_sentence([sentence], "en-us") == ["en-us"]


@pytest.mark.parametrize(
    "sentence",
    [
        "We met Jürgen Klopp, Gisele Bündchen and Pedro Sánchez in São Paulo.",
        "Ludwig van Beethoven, Herbert von Karajan.",
        "The Rio de Janeiro office of Deutsche Bank is in the Rua do Ouvidor.",
    ],
)
def test_names_and_quoted_words_change_no_language(sentence: str) -> None:
    assert by_sentence([sentence], "en-us") == ["en-us"]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("Привет!", "ru"), ("Дякую!", "uk"), ("こんにちは。", "ja"), ("你好吗?", "zh"), ("안녕!", "ko"), ("नमस्ते!", "hi")],
)
def test_another_script_needs_few_letters(sentence: str, language: str) -> None:
    assert by_sentence([sentence], "pt-br") == [language]


@pytest.mark.parametrize(
    ("sentence", "language"),
    [("Thank you!", "en-us"), ("Guten Morgen!", "de"), ("iPhone.", "ru"), ("Купил iPhone.", "ru"), (ENGLISH, "en-us")],
)
def test_latin_letters_in_another_script_must_be_words(sentence: str, language: str) -> None:
    assert by_sentence([sentence], "ru", ["pt-br", "en-us"]) == [language]


def test_kana_tells_japanese_from_chinese_in_one_text() -> None:
    assert by_sentence(["东京是日本的首都。", "東京は日本の首都です。", "首都東京。"], "ja") == ["zh", "ja", "ja"]


def test_a_language_without_words_stays() -> None:
    assert by_sentence(["Niko nyumbani na watoto wangu wote leo.", ENGLISH], "sw") == ["sw", "sw"]


@pytest.mark.parametrize(
    "sentence",
    [
        PORTUGUESE,
        GERMAN,
        "Oi.",
        "東京は日本の首都です。",
        "Это предложение на русском.",
        "aя " * 10,
        "é" * 30,
        "a@" * 20,
    ],
)
def test_a_long_text_takes_little_time(sentence: str) -> None:
    sentences = [sentence] * (100_000 // len(sentence))
    started = time.process_time()
    by_sentence(sentences, "pt-br", ["en-us"])
    assert time.process_time() - started < 1.5
