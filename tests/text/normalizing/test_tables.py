"""Every case of our own tables is read as a speaker of the language reads it."""

import pytest

from tests.text.normalizing.cases import FOLDER, Case, cases, is_right, languages, said

_CASES = [
    pytest.param(language, case, id=f"{language}: {case.written}")
    for language in languages()
    for case in cases(FOLDER / "tables" / f"{language}.tsv")
]


@pytest.mark.parametrize(("language", "case"), _CASES)
def test_it_is_read_as_one_reads_it(language: str, case: Case) -> None:
    reading = said(case.written, language)
    assert is_right(reading, case.readings), reading


@pytest.mark.parametrize(("language", "case"), _CASES)
def test_what_was_said_is_read_again_as_it_stands(language: str, case: Case) -> None:
    reading = said(case.written, language)
    assert is_right(said(reading, language), (reading,))
