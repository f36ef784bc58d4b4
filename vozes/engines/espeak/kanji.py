"""Writes Chinese characters in kana, since eSpeak NG's Japanese voice knows no other signs.

That needs the extra `lang`; without it they are left out, which the user is told.
"""

import re
from collections.abc import Iterator

from vozes.errors import ErrorCode, VozesError
from vozes.text.mapped import Edit, MappedText
from vozes.text.normalizing.rules import IDEOGRAPHS
from vozes.text.phonemes.japanese import readings
from vozes.warnings import CodedWarning, WarningCode

_KANJI = re.compile(f"[{IDEOGRAPHS}]")
_SENTENCE = re.compile(rf"[^\s。！？]*[{IDEOGRAPHS}][^\s。！？]*")


def in_kana(block: MappedText) -> tuple[MappedText, tuple[CodedWarning, ...]]:
    """Returns a block without Chinese characters, and warnings."""
    if not _KANJI.search(block.text):
        return block, ()
    try:
        return block.edited(list(_edits(block.text))), ()
    except VozesError as error:
        if error.code is not ErrorCode.MODEL_NOT_INSTALLED:
            raise
        without = block.edited(Edit(match.start(), match.end(), " ") for match in _KANJI.finditer(block.text))
        kanji = tuple(dict.fromkeys(_KANJI.findall(block.text)))
        told = f"Left out, since eSpeak NG cannot read kanji: {''.join(kanji)} {error.message}"
        return without, (CodedWarning(WarningCode.KANJI_LEFT_OUT, told, names=kanji),)


def _edits(text: str) -> Iterator[Edit]:
    for part in _SENTENCE.finditer(text):
        place = part.start()
        for surface, kana in readings(part[0]):
            start = text.index(surface, place)
            place = start + len(surface)
            if _KANJI.search(surface):
                yield Edit(start, place, kana or " ")
