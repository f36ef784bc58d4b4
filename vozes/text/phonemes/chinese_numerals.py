"""Writes whole numbers in Chinese characters, for the readers of Chinese and Japanese, which know no digits."""

import re

DIGITS = re.compile(r"\d+")
_ONES = "零一二三四五六七八九"
_PLACES = ("千", "百", "十", "")
_MYRIADS = ("兆", "億", "万", "")
_LONGEST = 16


def in_characters(digits: str, *, chinese: bool) -> str:
    """Returns `一百零五` for `105` in Chinese, `百五` in Japanese.

    A number of more than 16 digits, or one that begins with a zero, is read digit by digit.
    """
    if len(digits) > _LONGEST or (int(digits[0]) == 0 and len(digits) > 1):
        return "".join(_ONES[int(digit)] for digit in digits)
    number = int(digits)
    if number == 0:
        return _ONES[0]
    written = "".join(
        _below_myriad(number // 10**exponent % 10_000, chinese) + myriad
        for exponent, myriad in zip((12, 8, 4, 0), _MYRIADS, strict=True)
        if number // 10**exponent % 10_000
    )
    written = written.strip("零")
    return written.removeprefix("一") if chinese and written.startswith("一十") else written


def _below_myriad(number: int, chinese: bool) -> str:
    written = ""
    for exponent, place in zip((3, 2, 1, 0), _PLACES, strict=True):
        digit = number // 10**exponent % 10
        if digit:
            written += ("" if digit == 1 and place and not chinese else _ONES[digit]) + place
        elif chinese and not written.endswith("零"):
            written += "零"
    return written.rstrip("零")
