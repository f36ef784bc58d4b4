"""Japanese to phonemes: the reading of each word by MeCab and its dictionary, its kana in IPA.

The signs are those that Kokoro learned, e.g. `ɨ` for the u of `su`, `ʔ` for the small tsu. Endings and particles that
lean on a verb are joined to it. Pitch accents are not known.
"""

import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from vozes.text.extras import japanese_reader
from vozes.text.ipa import PhonemeGroup
from vozes.text.phonemes.chinese_numerals import DIGITS, in_characters
from vozes.text.phonemes.marks import Token

_ROWS = """
    アイウエオ a i ɯ e o|カキクケコ ka kʲi kɯ ke ko|ガギグゲゴ ɡa ɡʲi ɡɯ ɡe ɡo|サシスセソ sa ɕi sɨ se so
    |ザジズゼゾ ʣa ʥi zɨ ʣe ʣo|タチツテト ta ʨi ʦɨ te to|ダヂヅデド da ʥi zɨ de do|ナニヌネノ na ɲi nɯ ne no
    |ハヒフヘホ ha çi ɸɯ he ho|バビブベボ ba bʲi bɯ be bo|パピプペポ pa pʲi pɯ pe po|マミムメモ ma mʲi mɯ me mo
    |ヤユヨ ja jɯ jo|ラリルレロ ɾa ɾʲi ɾɯ ɾe ɾo|ワヰヱヲヴ βa i e o vɯ|ヵヶ ka ke
"""
_PALATALS = dict(zip("キギシジチヂニヒビピミリ", "kʲ ɡʲ ɕ ʥ ʨ ʥ ɲ ç bʲ pʲ mʲ ɾʲ".split(), strict=True))
_OTHERS = {"フ": "ɸ", "ウ": "β", "ヴ": "v", "ク": "kᵝ", "グ": "ɡᵝ", "ツ": "ʦ"}
_SOUNDS = {
    kana: sound
    for row in _ROWS.split("|")
    for kana, sound in zip(row.split()[0], row.split()[1:], strict=True)
}  # fmt: skip
_SOUNDS |= {
    kana + small: sign + vowel
    for kana, sign in _PALATALS.items()
    for small, vowel in zip("ャュョェ", "aɨoe", strict=True)
}
_SOUNDS |= {
    kana + small: sign + vowel
    for kana, sign in _OTHERS.items()
    for small, vowel in zip("ァィェォ", "aieo", strict=True)
}
_SOUNDS |= {
    "イェ": "je",
    "ティ": "tʲi",
    "ディ": "dʲi",
    "テュ": "tʲɨ",
    "デュ": "dʲɨ",
    "トゥ": "tɯ",
    "ドゥ": "dɯ",
    "フュ": "ɸʲɨ",
    "ヴュ": "bʲɨ",
}
_SMALL = {"ァ": "a", "ィ": "i", "ゥ": "ɯ", "ェ": "e", "ォ": "o", "ャ": "ja", "ュ": "jɯ", "ョ": "jo", "ヮ": "βa"}
_SOUNDS |= _SMALL | {"ッ": "ʔ", "ー": "ː"}
_NASALS = {"m": "mpb", "ŋ": "kɡ", "ɲ": "ɲʨʥ", "n": "ntdɾz"}
"""The sounds of ン, each with the sounds that it is said before."""
_TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}
_LEANING = ("助動詞", "接尾辞", "接続助詞")
"""Auxiliaries, suffixes and the particles that join clauses, by the dictionary's parts of speech."""

_tagging = threading.Lock()


def read(words: Sequence[Token], read_other: Callable[[list[Token]], list[PhonemeGroup]]) -> list[PhonemeGroup]:
    """Returns the words' phonemes; `read_other` reads other letters. Raises VozesError(MODEL_NOT_INSTALLED)."""
    groups: list[PhonemeGroup] = []
    for word in words:
        written, places = _normalize(word)
        position = 0
        tagged = [*_tag(written), ("", "", False)]
        for (surface, kana, leans), (_, following, follows) in pairwise(tagged):
            first = written.index(surface, position)
            position = first + len(surface)
            start, end = places[first][0], places[position - 1][1]
            space = word.space_before if not first else not (leans and groups and groups[-1].is_word)
            if kana:
                groups.append(
                    PhonemeGroup(
                        _sounds(kana, following if follows else ""), start, end, True, space and not _doubles(groups)
                    )
                )
            else:
                groups += read_other([Token(surface, start, end, True, space)])
    return groups


def readings(text: str) -> list[tuple[str, str]]:
    """Returns the words of a text without white space, each with its reading in katakana, empty where it has none.

    Raises VozesError(MODEL_NOT_INSTALLED).
    """
    return [(surface, kana) for surface, kana, _ in _tag(text)]


def _normalize(word: Token) -> tuple[str, list[tuple[int, int]]]:
    """Returns full-width kana, half-width letters and numbers in characters, and the span that each sign comes from."""
    written, places = "", []
    text = word.text
    position = 0
    while position < len(text):
        number = DIGITS.match(text, position)
        end = number.end() if number else position + 1
        while not number and text[end : end + 1] in ("ﾞ", "ﾟ", "\u3099", "\u309a") and end < len(text):
            end += 1
        sign = in_characters(number[0], chinese=False) if number else unicodedata.normalize("NFKC", text[position:end])
        sign = "".join(sign.split())
        written += sign
        places += [(word.start + position, word.start + end)] * len(sign)
        position = end
    return written, places


def _tag(text: str) -> Iterator[tuple[str, str, bool]]:
    """Yields each word, its reading in katakana (empty without one), and whether it leans on the word before."""
    with _tagging:
        nodes = list(_tagger()(text))
        for node in nodes:
            feature = node.feature
            reading = feature.pron or feature.kana or node.surface.translate(_TO_KATAKANA)
            kana = reading if all(letter in _SOUNDS or letter == "ン" for letter in reading) else ""
            yield node.surface, kana, feature.pos1 in _LEANING or feature.pos2 in _LEANING


def _sounds(kana: str, following: str) -> str:
    """Returns the sounds of a word's kana; `following` are the kana of a word that leans on it."""
    sounds: list[str] = []
    position = 0
    while position < len(kana):
        for length in (2, 1):
            sign = kana[position : position + length]
            if sign in _SOUNDS or sign == "ン":
                break
        if sign == "ン":
            after = _SOUNDS.get((kana + following)[position + 1 : position + 2], "")[:1]
            sounds.append(next((nasal for nasal, before in _NASALS.items() if after and after in before), "ɴ"))
        elif sign in _SMALL and sounds:
            sounds[-1] = sounds[-1].removesuffix("ʲ")[:-1] + _SMALL[sign]
        else:
            sounds.append(_SOUNDS[sign])
        position += len(sign)
    return "".join(sounds)


def _doubles(groups: Sequence[PhonemeGroup]) -> bool:
    """Returns whether the last word ends in a small tsu, which doubles the consonant to come."""
    return bool(groups) and groups[-1].signs.endswith("ʔ")


@cache
def _tagger() -> Any:
    return japanese_reader("fugashi", "Tagger")
