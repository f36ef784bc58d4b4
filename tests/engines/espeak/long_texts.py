"""Texts made to be more than eSpeak NG's buffers hold: dotted letters, numbers, words, signs, each in every script."""

import random
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache

LONGEST = 1500
"""Characters; what the library reads at once has 800 bytes."""
_APART = (
    "",
    " ",
    ".",
    ". ",
    ", ",
    "-",
    " - ",
    "/",
    "'",
    "’",
    ":",
    "\n",
    "…",
    "...",
    "_",
    " (",
    ") ",
    "\u00a0",
    "\u200b",
)
_ENDS = ("", "", ".", "!", "?", ",", ";", "।", "。", "’s", "\n\n")
_DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "०१२३४५६७८९", "၀၁၂၃၄၅၆၇၈၉", "²³¹⁴⁵₀₁₂", "½¼ⅣⅧ①⑨")
_JOINED = ("\u200d", "\ufe0f", "\U0001f3fb", "\u20e3", "\U000e0067")


@cache
def _characters() -> dict[str, list[str]]:
    """By kind; letters by their script, which their name begins with."""
    kinds: dict[str, list[str]] = {}
    for code in range(0x20, sys.maxunicode):
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] == "L" and code < 0x1E900:
            kinds.setdefault(unicodedata.name(character, "").split(" ")[0].split("-")[0], []).append(character)
        elif category in ("Mn", "Mc", "Me", "Nd", "No", "Nl", "Sm", "Sc", "Sk", "So", "Pc", "Pd", "Ps", "Po", "Cf"):
            kinds.setdefault(category, []).append(character)
    kinds["emoji"] = [*map(chr, range(0x1F300, 0x1FAFF)), *map(chr, range(0x2600, 0x27BF)), *_JOINED]
    kinds["ASCII"] = list(map(chr, range(0x21, 0x7F)))
    kinds["digits"] = list("".join(_DIGITS))
    return {kind: characters for kind, characters in kinds.items() if len(characters) > 3}


def long_texts(count: int, seed: int, voices: list[str]) -> Iterator[tuple[str, str]]:
    """Voices with texts, the same for the same seed."""
    for number in range(count):
        yield long_text(random.Random(f"{seed}-{number}"), voices)


def long_text(rng: random.Random, voices: list[str]) -> tuple[str, str]:
    makers = (_dotted, _numbers, _words, _signs, _repeated, _repeated, _repeated, _mixed)
    length = int(LONGEST * rng.random() ** 1.5) + 1
    return rng.choice(voices), rng.choice(makers)(rng, length)[:LONGEST]


def _alphabet(rng: random.Random) -> list[str]:
    kinds = _characters()
    name = rng.choice((*kinds, *["LATIN", "CYRILLIC", "GREEK", "ASCII", "digits", "emoji"] * 8))
    return kinds[name]


def _some(rng: random.Random, alphabet: list[str], longest: int) -> str:
    few = rng.sample(alphabet, min(len(alphabet), rng.choice((1, 2, 5, 30))))
    return "".join(rng.choices(few, k=rng.randint(1, longest)))


def _dotted(rng: random.Random, length: int) -> str:
    alphabet, dot = _alphabet(rng), rng.choice((".", ". ", " . ", ".  ", ".-", "."))
    letters = rng.choice((1, 2, 3, 7))
    return "".join(
        "".join(rng.choice(alphabet) + dot for _ in range(letters)) + rng.choice(("", " ")) for _ in range(length // 2)
    )[:length]


def _numbers(rng: random.Random, length: int) -> str:
    digits, apart, longest = rng.choice(_DIGITS), rng.choice(_APART), rng.choice((1, 3, 5, 15, 33, 200))
    text = ""
    while len(text) < length:
        text += "".join(rng.choices(digits, k=rng.randint(1, longest))) + apart
    return text


def _words(rng: random.Random, length: int) -> str:
    alphabet, longest, apart = _alphabet(rng), rng.choice((3, 10, 60, 400)), rng.choice((" ", *_APART))
    text = ""
    while len(text) < length:
        word = _some(rng, alphabet, longest)
        text += rng.choice((word, word.upper(), word.title(), word)) + apart
    return text


def _signs(rng: random.Random, length: int) -> str:
    kinds = _characters()
    alphabet = kinds[rng.choice([kind for kind in kinds if len(kind) == 2 or kind == "emoji"])]
    text = ""
    while len(text) < length:
        text += _some(rng, alphabet, 20) + rng.choice(_APART)
    return text


def _repeated(rng: random.Random, length: int) -> str:
    """A few signs over and over: what one of them costs the library comes together."""
    unit = "".join(_some(rng, _alphabet(rng), 4) + rng.choice(_APART) for _ in range(rng.choice((1, 1, 2, 3))))
    return unit * (length // len(unit) + 1) + rng.choice(_ENDS)


def _mixed(rng: random.Random, length: int) -> str:
    text = ""
    while len(text) < length:
        maker = rng.choice((_dotted, _numbers, _words, _signs, _repeated))
        text += maker(rng, rng.randint(1, 200)) + rng.choice((" ", "", *_ENDS))
    return text
