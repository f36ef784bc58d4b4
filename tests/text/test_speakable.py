import pytest

from vozes.errors import ErrorCode, VozesError
from vozes.text.speakable import check_text


@pytest.mark.parametrize(
    "text",
    [
        *("Olá", "a", "7", "linha\numa\tduas\r\n", "今日は", "٣", "ação 😀", "\ufeffa"),
        *("a\x00b", "a\x1b[0m", "a\x85b", "Página um.\fPágina dois."),
        *("%", "№", "👍", "😀👍🏽", "@", "#", "&", "*", "§", "$", "€", "½", "™", "＋", "﹪", "🇧🇷", "... & ..."),
    ],
)
def test_text_with_something_to_say_is_taken(text: str) -> None:
    check_text(text, longest=100)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", ErrorCode.EMPTY_TEXT),
        (" \n\t\f\u3000", ErrorCode.EMPTY_TEXT),
        ("x" * 101, ErrorCode.TEXT_TOO_LONG),
        ("a\ud83d", ErrorCode.INVALID_TEXT),
        ("\udc00a", ErrorCode.INVALID_TEXT),
        ("?!… —", ErrorCode.NOTHING_TO_SAY),
        ("...", ErrorCode.NOTHING_TO_SAY),
        ("---", ErrorCode.NOTHING_TO_SAY),
        ("“”", ErrorCode.NOTHING_TO_SAY),
        ("\u0301", ErrorCode.NOTHING_TO_SAY),
        ("\u3164\u200b", ErrorCode.NOTHING_TO_SAY),
        ("\ufffd\ufffc", ErrorCode.NOTHING_TO_SAY),
        ("\ue000", ErrorCode.NOTHING_TO_SAY),
        ("\x07", ErrorCode.NOTHING_TO_SAY),
    ],
)
def test_text_that_cannot_be_said_is_refused_with_its_reason(text: str, code: ErrorCode) -> None:
    with pytest.raises(VozesError) as refusal:
        check_text(text, longest=100)
    assert refusal.value.code == code
    assert refusal.value.param == "text"


def test_a_refusal_says_where_the_fault_is() -> None:
    with pytest.raises(VozesError, match=r"U\+D83D at position 3"):
        check_text("abc\ud83d", longest=100)
