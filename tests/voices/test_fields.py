"""What may be said of a voice beside its name."""

from collections.abc import Callable

import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.voices.fields import check_description, check_language, check_tags, check_transcript


@pytest.mark.parametrize(("given", "kept"), [("pt_BR", "pt-br"), (" EN ", "en"), ("", None), (None, None)])
def test_a_language_is_a_tag_or_not_told(given: str | None, kept: str | None) -> None:
    assert check_language(given) == kept


def test_texts_keep_their_lines_and_lose_the_white_space_around_them() -> None:
    assert check_description(" one\n\ttwo\n") == "one\n\ttwo"


def test_tags_keep_their_order_each_once_as_first_written() -> None:
    assert check_tags(["Warm", " low ", "warm", "LOW"]) == ("Warm", "low")


@pytest.mark.parametrize(
    ("check", "value", "param"),
    [
        (check_language, "português", "language"),
        (check_language, "../x", "language"),
        (check_description, "a" * 1001, "description"),
        (check_description, "a\x00", "description"),
        (check_transcript, "a" * 100_001, "transcript"),
        (check_transcript, "\udc80", "transcript"),
        (check_tags, ["fine", ""], "tags"),
        (check_tags, ["a" * 41], "tags"),
        (check_tags, ["a\nb"], "tags"),
        (check_tags, [str(number) for number in range(21)], "tags"),
    ],
)
def test_what_may_not_be_said_is_refused_about_its_field(
    check: Callable[[object], object], value: object, param: str
) -> None:
    with pytest.raises(VozesError) as error:
        check(value)
    assert (error.value.code, error.value.param) == (ErrorCode.INVALID_FIELD, param)
