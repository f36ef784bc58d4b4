import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.text.speakable import check_text


@pytest.mark.parametrize("text", ["Olá", "a", "7", "linha\numa\tduas\r\n", "今日は", "٣", "ação 😀", "\ufeffa"])
def test_text_with_something_to_say_is_taken(text: str) -> None:
    check_text(text, longest=100)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ErrorCode.EMPTY_TEXT),
        (" \n\t\u3000", ErrorCode.EMPTY_TEXT),
        ("x" * 101, ErrorCode.TEXT_TOO_LONG),
        ("a\x00b", ErrorCode.INVALID_TEXT),
        ("a\x1bb", ErrorCode.INVALID_TEXT),
        ("a\x85b", ErrorCode.INVALID_TEXT),
        ("a\ud83d", ErrorCode.INVALID_TEXT),
        ("\udc00a", ErrorCode.INVALID_TEXT),
        ("😀👍🏽", ErrorCode.NOTHING_TO_SAY),
        ("?!… —", ErrorCode.NOTHING_TO_SAY),
    ],
)
def test_text_that_cannot_be_said_is_refused_with_its_reason(text: str, code: ErrorCode) -> None:
    with pytest.raises(VozesError) as refusal:
        check_text(text, longest=100)
    assert refusal.value.code == code
    assert refusal.value.param == "text"


def test_a_refusal_says_where_the_fault_is() -> None:
    with pytest.raises(VozesError, match=r"U\+0007 at position 3"):
        check_text("abc\x07", longest=100)
