"""What the tables cannot tell of Portuguese: that reading again changes nothing, and which words decide a gender."""

import pytest

from tests.text.normalizing.cases import FOLDER, cases, said
from vozes.text.normalizing.languages.portuguese.genders import gender_of
from vozes.text.normalizing.languages.portuguese.letters import is_pronounceable


@pytest.mark.parametrize(("table", "language"), [("pt-br", "pt"), ("pt-pt", "pt-pt")])
def test_what_was_read_is_read_the_same_again(table: str, language: str) -> None:
    readings = [said(case.written, language) for case in cases(FOLDER / "tables" / f"{table}.tsv")]
    assert [said(reading, language).split() for reading in readings] == [reading.split() for reading in readings]


@pytest.mark.parametrize("table", ["pt-br", "pt-pt"])
def test_no_digit_is_left(table: str) -> None:
    for case in cases(FOLDER / "tables" / f"{table}.tsv"):
        assert not any(map(str.isdecimal, said(case.written, table))), case.written


@pytest.mark.parametrize(
    "nouns", ["casas", "canções", "cidades", "viagens", "mulheres", "listas", "fotos", "mil pessoas", "ou mais vezes"]
)
def test_numbers_agree_with_feminine_nouns(nouns: str) -> None:
    assert gender_of(f" {nouns}") == "f"


@pytest.mark.parametrize("nouns", ["dias", "problemas", "artistas", "corações", "meses", "as casas", "apenas", "que"])
def test_numbers_are_masculine_before_other_words(nouns: str) -> None:
    assert gender_of(f" {nouns}") == "m"


@pytest.mark.parametrize("word", ["EMBRAPA", "SENAI", "NÃO", "ATENÇÃO", "SEMPRE", "UNESP", "PSOL"])
def test_capitals_that_make_syllables_are_read(word: str) -> None:
    assert is_pronounceable(word)


@pytest.mark.parametrize("word", ["IPTU", "INSS", "UFRJ", "BNDES", "STF", "IPVA", "OAB"])
def test_capitals_that_make_no_syllables_are_spelled(word: str) -> None:
    assert not is_pronounceable(word)
