"""A text that still arrives is let go passage by passage, as soon as nothing that follows can change how it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.text.markup.passages import Markup
from vozes.text.reading.growing import GrowingText


def let_go(*pieces: str, markup: Markup = Markup.AUTO, eager: bool = False) -> list[str]:
    """Returns the passages that need no end of the text."""
    text = GrowingText(markup)
    return [passage.text for piece in pieces for passage in text.push(piece, eager=eager)]


def in_pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


@pytest.mark.parametrize(
    ("text", "passages"),
    [
        ("Uma frase inteira. Outra que", ["Uma frase inteira. "]),
        ("Sure! Here it is", ["Sure! "]),
        ("Oi? Tudo", ["Oi? "]),
        ("Fale com a Sra. ", []),
        ("Custa R$ 12.", []),
        ("Uma linha de título\nOutra linha", ["Uma linha de título\n"]),
        ("你好世界。今天", ["你好世界。"]),
        ("Nada ainda", []),
    ],
)
def test_a_passage_is_let_go_once_its_sentence_is_whole(text: str, passages: list[str]) -> None:
    assert let_go(*text) == passages
    assert let_go(text) == passages


def test_what_arrives_at_once_is_parted_behind_its_sentences_and_short_ones_stay_together() -> None:
    text = "Uma frase que é longa. Sim. Outra frase que é longa. E o resto"
    assert let_go(text) == ["Uma frase que é longa. ", "Sim. Outra frase que é longa. "]


def test_a_long_sentence_is_parted_behind_a_clause_and_then_between_words() -> None:
    clause = "as folhas caem devagar pelo caminho, "
    found = let_go(*(clause * 10))
    assert found
    assert all(passage.endswith(", ") and len(passage) < 300 for passage in found)
    words = let_go(*("palavra " * 200))
    assert words
    assert all(passage.endswith("palavra ") and len(passage) < 500 for passage in words)
    assert let_go("x" * 1500)


def test_who_is_eager_hears_clauses() -> None:
    text = "as folhas caem devagar pelo caminho que vai ao rio, e ninguém"
    assert let_go(text, eager=True) == ["as folhas caem devagar pelo caminho que vai ao rio, "]
    assert let_go(text) == []


def test_a_text_with_markup_is_read_whole() -> None:
    assert let_go("<speak>Uma frase inteira. Outra frase.") == []
    assert let_go("[voice:x]Uma frase inteira. Outra frase.", markup=Markup.TAGS) == []


@given(st.text(alphabet="abc ABC.!?,\n。x", max_size=600), st.integers(1, 50))
def test_passages_lie_in_the_text_in_order_and_lose_only_what_nobody_says(text: str, size: int) -> None:
    growing = GrowingText()
    passages = [passage for piece in in_pieces(text, size) for passage in growing.push(piece)]
    passages += growing.flush()
    end = 0
    for passage in passages:
        assert text[passage.start : passage.start + len(passage.text)] == passage.text
        assert not any(map(str.isalnum, text[end : passage.start]))
        end = passage.start + len(passage.text)
    assert not any(map(str.isalnum, text[end:]))


def test_the_halves_of_a_character_may_come_in_two_pieces() -> None:
    assert let_go("Muito bem \ud83d", "\ude00 pessoal. Agora") == ["Muito bem 😀 pessoal. "]
