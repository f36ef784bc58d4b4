"""Where a text is written in a script that its language is not: names and quotations in Cyrillic, a line of Chinese.

Latin letters are at home in every text. It asks no model; which language such a run is in, its script says.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from vozes.text.detection.scripts import (
    CHINESE_OR_JAPANESE,
    LATIN,
    UNREAD,
    Script,
    is_written_in,
    known_language,
    letters_by_script,
    script_or_unread,
)

_WORD = re.compile(r"[^\W\d_]+")
_SENTENCE_END = re.compile(r"[.?!…。？！؟।]+(?=\s|$)")
_FEWEST_LETTERS = 2
"""Letters of a run; a single one is a sign, such as π, unless a letter is a word in its script."""
_BESIDE_LATIN = re.compile("[^\0-\u024f\u1e00-\u1eff\u2000-\u2bff\ufe00-\ufe0f\U0001f000-\U0001faff]")


class Run(NamedTuple):
    start: int
    end: int
    script: Script


def foreign_runs(text: str, language: str) -> Iterator[Run]:
    """Yields the longest spans in one script that the language is not written in, without other letters in them, each
    with the vowel signs of its last letter and the mark that ends its sentence.
    """
    if not _BESIDE_LATIN.search(text):
        return
    for run in _runs(text, language):
        if _is_long_enough(text, run):
            yield run._replace(end=_whole_end(text, run.end))


def _runs(text: str, language: str) -> Iterator[Run]:
    own = known_language(language)
    run: Run | None = None
    for start, end, script in _spans(text):
        if run is not None and _belong(run.script, script):
            run = Run(run.start, end, run.script)
            continue
        if run is not None:
            yield run
        run = None if script is LATIN or _is_own(own, script) else Run(start, end, script)
    if run is not None:
        yield run


def _whole_end(text: str, end: int) -> int:
    while end < len(text) and unicodedata.category(text[end])[0] == "M":
        end += 1
    mark = _SENTENCE_END.match(text, end)
    return end if mark is None else mark.end()


def _spans(text: str) -> Iterator[tuple[int, int, Script]]:
    """Yields the spans of letters of one script; Chinese characters and kana count as one."""
    for word in _WORD.finditer(text):
        scripts = letters_by_script(word[0])
        if len(scripts) == 1 and sum(scripts.values()) == len(word[0]):
            yield word.start(), word.end(), next(iter(scripts))
            continue
        start, script = word.start(), None
        for place, letter in enumerate(word[0], word.start()):
            found = script_or_unread(letter)
            if found is None or script is None or _belong(script, found):
                script = script or found
                continue
            yield start, place, script
            start, script = place, found
        if script is not None:
            yield start, word.end(), script


def _belong(script: Script, other: Script) -> bool:
    return script is other or (script in CHINESE_OR_JAPANESE and other in CHINESE_OR_JAPANESE)


def _is_own(language: str, script: Script) -> bool:
    return is_written_in(language, script) or (script in CHINESE_OR_JAPANESE and language in ("zh", "ja", "ko"))


def _is_long_enough(text: str, run: Run) -> bool:
    letters = sum(map(str.isalpha, text[run.start : run.end]))
    return letters >= _FEWEST_LETTERS or run.script in (*CHINESE_OR_JAPANESE, UNREAD)
