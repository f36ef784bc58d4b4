"""What the tables cannot tell of Chinese, Japanese and Korean: letters that touch others, the cost of long texts."""

import pytest

from tests.costs import grows_evenly
from tests.text.normalizing.cases import FOLDER, cases, said
from vozes.text.normalizing.languages import find_language
from vozes.text.normalizing.normalizer import Normalizer, applied
from vozes.text.normalizing.rules import SPELLED

_LANGUAGES = ["zh", "ja", "ko"]


def _normalizer(language: str) -> Normalizer:
    rules = find_language(language)
    assert rules is not None
    return Normalizer(rules)


@pytest.mark.parametrize("language", _LANGUAGES)
def test_what_was_read_is_read_the_same_again(language: str) -> None:
    readings = [said(case.written, language) for case in cases(FOLDER / "tables" / f"{language}.tsv")]
    assert [said(reading, language).split() for reading in readings] == [reading.split() for reading in readings]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_no_digit_is_left(language: str) -> None:
    for case in cases(FOLDER / "tables" / f"{language}.tsv"):
        assert not any(map(str.isdecimal, said(case.written, language))), case.written


@pytest.mark.parametrize(
    ("language", "written", "spoken"),
    [
        ("zh", "我们加入了WTO组织", f"我们加入了{SPELLED}W {SPELLED}T {SPELLED}O组织"),
        ("ja", "日本のNHKは", f"日本の{SPELLED}N {SPELLED}H {SPELLED}Kは"),
        ("ko", "그는 CEO이다", "그는 씨이오이다"),
    ],
)
def test_capitals_are_spelled_right_beside_the_languages_own_letters(language: str, written: str, spoken: str) -> None:
    assert applied(written, _normalizer(language).edits(written)) == spoken


@pytest.mark.parametrize("text", ["café", "Pokémon", "naïve", "Привет мир"])
def test_words_of_other_letters_than_a_to_z_stay_as_they_are(text: str) -> None:
    assert [said(f"{text}。", language) for language in _LANGUAGES] == [f"{text}。"] * 3


@pytest.mark.parametrize(
    ("written", "spoken"),
    [("사과 3개를", "사과 세 개를"), ("5kg을", "오 킬로그램을"), ("제3회", "제삼회"), ("오전10시", "오전 열 시")],
)
def test_korean_numbers_are_parted_from_words_as_one_writes_them(written: str, spoken: str) -> None:
    assert said(written, "ko") == spoken


def test_no_space_is_left_between_chinese_characters() -> None:
    assert said("时速120km/h，$5.3亿", "zh") == "时速一百二十公里每小时，五点三亿美元"


@pytest.mark.parametrize("language", _LANGUAGES)
@pytest.mark.parametrize("shape", ["中1", "3개 ", "x²", "1~", "-1", "第I", "aé", "〜", "電話1-", "5%~", "1=1", "(月)"])
def test_long_texts_cost_no_more_a_character_than_short_ones(language: str, shape: str) -> None:
    normalizer = _normalizer(language)

    def write_out(characters: int) -> None:
        list(normalizer.edits((shape * characters)[:characters]))

    assert grows_evenly(write_out, 2_000)
