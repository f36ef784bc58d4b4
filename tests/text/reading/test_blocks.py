"""A text is cut where nothing that follows can change how it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.text.reading.blocks import block_ends, released

SENTENCE = "Uma frase que se repete aqui. "


def blocks(text: str) -> list[str]:
    ends = list(block_ends(text))
    return [text[start:end] for start, end in zip([0, *ends], ends, strict=False)]


@given(st.text(max_size=300))
def test_nothing_is_lost(text: str) -> None:
    assert "".join(blocks(text)) == text


def test_a_short_text_is_one_block() -> None:
    assert blocks(SENTENCE * 3) == [SENTENCE * 3]
    assert blocks("") == []


def test_a_long_text_is_cut_behind_sentences() -> None:
    found = blocks(SENTENCE * 1000)
    assert len(found) > 10
    assert all(block.endswith(". ") for block in found)


@pytest.mark.parametrize("text", ["a Sra. Lima viu o Dr. João e a Av. Brasil, " * 2000, "12.5 " * 5000, "x" * 50_000])
def test_it_is_never_cut_behind_an_abbreviation_or_within_a_number(text: str) -> None:
    assert all(not block.rstrip().endswith(("Sra.", "Dr.", "Av.", "12.")) for block in blocks(text)[:-1])


def test_lines_end_blocks() -> None:
    line = "Uma linha sem ponto no fim\n"
    assert all(block.endswith("\n") for block in blocks(line * 500))


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("Uma frase inteira. Outra que", "Uma frase inteira. "),
        ("Uma frase inteira. ", ""),
        ("Custa R$ 12.", ""),
        ("Fale com a Sra. ", ""),
        ("Linha\nOutra", "Linha\n"),
    ],
)
def test_a_text_that_still_comes_is_parted_only_where_it_is_settled(text: str, settled: str) -> None:
    assert text[: released(text)] == settled


def test_the_look_ahead_is_bounded() -> None:
    assert released("palavra " * 3000) > 0
