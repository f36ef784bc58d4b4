"""Guesses the encoding of a text from its bytes, to name it to a user.

Each candidate is tried, and judged by how many of the text's characters beyond ASCII are common where it is used, and
stand as such characters do: an accented letter among others, a Cyrillic one among its like. A good guess for a few
sentences, and no more than that.
"""

import codecs
import re
from typing import NamedTuple

_SAMPLE = 65_536
_LEAST = 0.4
"""The score below which no candidate is named."""


class _Candidate(NamedTuple):
    encoding: str
    common: re.Pattern[str]
    """Runs of characters that are common and stand well."""
    share: float
    """Which share of a text's characters beyond ASCII are common ones."""


def _latin(encoding: str, small: str) -> _Candidate:
    signs = "\u00a0“”‘’–—…•«»°ºª§€£™¿¡"
    one = f"(?:[{small}{signs}]|(?<![a-z])[{small.upper().replace('SS', '')}])"
    return _Candidate(encoding, re.compile(f"(?<![^\x00-\x7f]){one}{{1,2}}(?![^\x00-\x7f])"), 1.0)


def _alphabet(encoding: str, letters: str) -> _Candidate:
    return _Candidate(encoding, re.compile(f"(?<![A-Za-z])[{letters}]+(?![A-Za-z])"), 1.0)


def _signs(encoding: str, signs: str, share: float) -> _Candidate:
    return _Candidate(encoding, re.compile(f"[{signs}、。，！？]+"), share)


_WESTERN = "áàâãäåéèêëíìîïóòôõöúùûüçñßœæø"
_CENTRAL = "áâäéëíîóôöúüýąćčďęěłńňőřśšťůűźżžßç"
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфё"
_HAN = (
    "的一是不了在人有我他中上大到以你就出也可好小子自之年那生能而得着下道家天心多都没主要日用地成方行前所去看起想然如果"
)
_SIMPLIFIED = _HAN + "这个们来为国和说时会对学发过还开点关"
_TRADITIONAL = _HAN + "這個們來為國和說時會對學發過還開點關"
_HANGUL = "이다는을가에의하고한를은도지기로어아있사나서자인리해대니시수안요습그것들스정일오부주라보게제전"

_CANDIDATES = (
    _latin("cp1252", _WESTERN),
    _latin("iso-8859-15", _WESTERN),
    _latin("cp850", _WESTERN),
    _latin("mac-roman", _WESTERN),
    _latin("cp1250", _CENTRAL),
    _latin("cp1254", "ğışçöüâîû"),
    _alphabet("cp1251", _CYRILLIC),
    _alphabet("koi8-r", _CYRILLIC),
    _alphabet("cp866", _CYRILLIC),
    _alphabet("cp1256", "اليمنوترفبعدسكحقجهصطخشضذغزظءأإةى،؟"),
    _signs("shift_jis", "ぁ-んァ-ヶー", 0.5),
    _signs("gb18030", _SIMPLIFIED, 0.4),
    _signs("big5", _TRADITIONAL, 0.4),
    _signs("euc-kr", _HANGUL, 0.5),
)


def likely_encoding(data: bytes, place: int) -> str | None:
    """Returns the encoding that suits the bytes best from the line on that `place` is in; None where none does."""
    if _is_utf_8(data):
        return "utf-8"
    start = data.rfind(b"\n", 0, place) + 1
    sample = data[start : start + _SAMPLE]
    scores = {candidate.encoding: _score(sample, candidate) for candidate in _CANDIDATES}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] >= _LEAST else None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _score(sample: bytes, candidate: _Candidate) -> float:
    text = _decoded(sample, candidate.encoding)
    foreign = len(re.findall("[^\x00-\x7f]", text))
    if not foreign or re.search("[\x00-\x08\x80-\x9f]", text):
        return 0.0
    common = sum(len(match[0]) for match in candidate.common.finditer(text))
    return min(common / foreign / candidate.share, 1.0)


def _decoded(sample: bytes, encoding: str) -> str:
    """Returns the text, which may break off within its last character; an empty one where it is not of the encoding."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return ""
