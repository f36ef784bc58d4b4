"""Engines that need it are shown how words sound that are written alike; what users are shown stays as it is."""

from vozes.text.reading.pinning import IPA
from vozes.text.reading.reader import Reader
from vozes.text.reading.words import read


def said(text: str, language: str, **wanted: bool) -> str:
    return IPA.sub(r"\g<word><\g<sounds>>", next(Reader(language, **wanted).read(text)).text.text)  # type: ignore[arg-type]


def test_portuguese_words_get_an_accent_by_their_place() -> None:
    text = "O jogo acabou. Eu jogo bola."
    assert said(text, "pt-br", homographs=True) == "O jôgo acabou. Eu jógo bola."
    assert said(text, "pt-br") == text
    assert read(text, "pt-br").spoken == text


def test_english_words_get_their_sounds_where_an_engine_is_told_sounds() -> None:
    text = "They live here. A live show."
    assert said(text, "en-us", homographs=True, knows_ipa=True).count("<") == 2
    assert said(text, "en-us", homographs=True) == text


def test_sentences_end_where_they_did() -> None:
    block = next(Reader("pt-br", homographs=True).read("O jogo acabou.\nEu jogo bola\nFim"))
    parts = [
        block.text.text[start:end] for start, end in zip((0, *block.sentence_ends), block.sentence_ends, strict=False)
    ]
    assert [part.strip() for part in parts] == ["O jôgo acabou.", "Eu jógo bola."]
