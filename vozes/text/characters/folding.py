"""The plain form of a character: what is meant by one that only looks different, such as `Ａ`, `𝗕`, `ﬁ`, `①` or `㎏`.

It follows Unicode's compatibility decompositions but where they lose what is meant: `x²` is not `x2`, and `½`, `™` and
`…` have names of their own. It knows one character at a time; `contexts` knows those that depend on others.
"""

import unicodedata

WIDE_MARKS = "！，．：；？～"
"""Marks as wide as an ideograph, which `contexts` leaves among ideographs."""
_WIDE = {unicodedata.normalize("NFKC", mark): mark for mark in WIDE_MARKS}
_SIGNS = "№™℠ℹ﷼₨…″‴‶‷⁗∬∭∯∰⨌⩴⩵⩶\U0001f16a\U0001f16b\U0001f16c"
_EMOJI = "㊗㊙🈁🈂🈚🈯🈲🈳🈴🈵🈶🈷🈸🈹🈺🉐🉑"
_LETTERS = "\u0587\u0e33\u0eb3\u0edc\u0edd\u0675\u0676\u0677\u0678\u00b5\u2135\u2136\u2137\u2138"
"""Of Armenian, Thai, Lao and Kazakh, and those that mathematics and physics made signs of."""
_JAMO = [chr(code) for code in range(0x3131, 0x318F)]
"""Letters of Korean that stand alone, as in `ㅋㅋㅋ`."""
_NO_BREAK_SPACES = "\u00a0\u2007\u202f"
_UNFOLDED = frozenset([*WIDE_MARKS, *_SIGNS, *_EMOJI, *_LETTERS, *_JAMO, *_NO_BREAK_SPACES])
_FORMS = {"\u2010": "-", "\u2011": "-", "\u2212": "-", "\u2121": "Tel.", "\u1680": " "}
_FORMS |= {"\u309b": "\u3099", "\u309c": "\u309a"}
_IN_SQUARES = str.maketrans("\u03bc\u2215", "\u00b5/")
_ALONE = {ord(unicodedata.normalize("NFKD", jamo)[0]): jamo for jamo in reversed(_JAMO)}
_CAPITALS = {
    chr(first + place): letter
    for first in (0x1F150, 0x1F170)
    for place, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
"""White letters on black circles and squares."""
_NUMBERS = frozenset(
    map(chr, (*range(0x2776, 0x2794), *range(0x24EB, 0x2500), *range(0x3248, 0x3250), 0x1F10B, 0x1F10C))
)
"""Numbers in circles of which Unicode tells the value alone."""
PHONETIC = "ⁿⁱʰʲʳʷʸˡˢˣ"
"""Raised letters that are signs of mathematics or phonetics where they do not stand beside other raised letters."""


def fold(character: str) -> str:
    """Returns the plain form, which is the character itself for most; its own characters are plain too."""
    if character in _FORMS:
        return _FORMS[character]
    decomposition = unicodedata.decomposition(character)
    if not decomposition:
        return (
            str(int(unicodedata.numeric(character))) if character in _NUMBERS else _CAPITALS.get(character, character)
        )
    if character in _UNFOLDED:
        return character
    if decomposition[0] != "<":
        return _fold_all(unicodedata.normalize("NFD", character))
    kind, *codes = decomposition.split()
    return _fold_form(character, kind, "".join(chr(int(code, 16)) for code in codes))


def _fold_form(character: str, kind: str, plain: str) -> str:
    if kind == "<fraction>" or (kind == "<super>" and not _is_raised_letter(character, plain)):
        return character
    if kind in ("<small>", "<vertical>") and plain in _WIDE:
        return _WIDE[plain]
    if plain[0] == " " and len(plain) > 1:  # an accent, on a space to be seen
        return character if kind == "<compat>" else _fold_all(plain[1:])
    if kind == "<square>":
        return _fold_all(plain.translate(_IN_SQUARES))
    return _fold_all(plain).translate(_ALONE) if kind in ("<circle>", "<compat>") else _fold_all(plain)


def _fold_all(text: str) -> str:
    return unicodedata.normalize("NFC", "".join(map(fold, text)))


def _is_raised_letter(character: str, plain: str) -> bool:
    return unicodedata.category(character) == "Lm" and plain.isascii() and character not in PHONETIC
