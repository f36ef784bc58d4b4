"""How long a reading of a text can take, from the letters, digits, signs and pauses in it.

All bounds are those of readings that hardly exist:

- Normal: 13 letters a second. Reading aloud takes 68 ms a character, spaces and pauses included: 12 letters a second.
  Between alphabets no unit varies less (IReST, Trauzettel-Klosinski and Dietz 2012). Without pauses it is 16 to 19: 5.2
  syllables a second in Mandarin, 6.2 in English, 7.8 in Spanish and Japanese (Pellegrino, Coupé and Marsico 2011).
- Fastest: 2.2 times that, over 350 English words a minute, or 10 syllables a second; pauses and digits take no time.
- Slowest: 0.55 times that, 90 English words a minute before any pause; 1 s for each mark inside, 1.8 s of silence.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from itertools import groupby

from vozes.engines.xtts.trimming import LONGEST_GIBBERISH
from vozes.text.language import base_language

_LETTERS_PER_SECOND = 13.0
_LETTERS_PER_SECOND_OF = {"fr": 16.0}
"""Languages with another pace: many letters of French are silent."""
_FASTEST = 2.2
_SLOWEST = 0.55
_SAID = 0.8
"""Share of the normal time after which the text can be over; short words count as long ones."""
_SILENCE = 1.8
"""Seconds before and after the speech, at most. Very short texts, such as "Ok.", need it most."""
_SHORTEST_WORD = 4
"""Letters that each word counts as at least, since single letters are spelled out, at up to 0.5 s each."""
_DIGIT, _LONGEST_DIGIT = 0.35, 1.0
"""Seconds for a digit of the cleaned text, in a normal and in a slow reading: 1999 takes 2 s in German."""
_SYMBOL, _LONGEST_SYMBOL = 0.4, 1.0
"""Seconds for a sign that may be read by its name, such as %, or skipped."""
_PAUSE, _LONGEST_PAUSE = 0.3, 1.0
"""Seconds for a punctuation mark inside the text."""

_PAUSES = frozenset(".,;:!?…—–()\n。、，！？；：،؛؟।")
_EDGES = "".join(_PAUSES) + "¿¡'\"«»“”„-\u3000 "
_NAMED_SIGNS = frozenset("#%&*/@\\§_")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_TONE = re.compile(r"(?<=[a-zü])[1-5]")
_SPELLED = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ]{2,}")
_LONG_SOUND = re.compile(r"(\w)\1{2,}")
_REPETITIVE_TEXT = re.compile(r"(\w{2,30}?)\1\1|(\w)\2{3}")
_SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "hi": "DEVANAGARI"}
"""Scripts of cleaned texts that are not Latin; Chinese, Japanese and Korean are romanised."""
_UNWRITTEN_VOWELS = 1.5
"""Latin letters that an Arabic letter stands for."""
_SYLLABIC = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")


@dataclass(frozen=True, slots=True)
class ReadingSeconds:
    """Seconds that readings of a text take."""

    fastest: float
    normal: float
    slowest: float
    said: float
    """The seconds after which the text can be over; infinite if it ends in a pause and a short word."""


@dataclass(slots=True)
class TextContents:
    """What there is to say in a text, counted in Latin letters, signs and pauses."""

    letters: float = 0.0
    sure_letters: float = 0.0
    """Letters that no reading leaves out: of the language's own script, without sounds that are only drawn out."""
    spelled_letters: float = 0.0
    """Letters with the additional time for spelling out what may be spelled."""
    sure_ending: float = 0.0
    """`sure_letters` after the last pause."""
    digits: int = 0
    symbols: int = 0
    pauses: int = 0
    """Pauses inside the text, without the silence at its end."""
    repetitive: bool = False

    @property
    def speakable(self) -> bool:
        return self.letters > 0 or self.digits > 0

    def reading_seconds(self, language: str) -> ReadingSeconds:
        pace = _LETTERS_PER_SECOND_OF.get(base_language(language), _LETTERS_PER_SECOND)
        signs = _DIGIT * self.digits + _SYMBOL * self.symbols
        slow_signs = _LONGEST_DIGIT * self.digits + _LONGEST_SYMBOL * self.symbols
        pauses = _PAUSE * self.pauses
        short_ending = self.pauses > 0 and self.sure_ending / (_FASTEST * pace) <= LONGEST_GIBBERISH
        return ReadingSeconds(
            fastest=self.sure_letters / (_FASTEST * pace),
            normal=self.letters / pace + signs + pauses,
            slowest=_SILENCE + self.spelled_letters / (_SLOWEST * pace) + slow_signs + _LONGEST_PAUSE * self.pauses,
            said=math.inf if short_ending else _SAID * (self.spelled_letters / pace + signs + pauses),
        )


def weigh(text: str, language: str) -> TextContents:
    """Counts what there is to say in a text as the tokenizer gets it."""
    text = text.translate(_APOSTROPHES)
    if base_language(language) == "zh":
        text = _TONE.sub(" ", text)
    script = _SCRIPTS.get(base_language(language), "LATIN")
    contents = TextContents(repetitive=bool(_REPETITIVE_TEXT.search(re.sub(r"[\W_]", "", text))))
    for kind, group in groupby(text.strip(_EDGES), _kind):
        _add(contents, kind, "".join(group), script)
    return contents


def _kind(character: str) -> str:
    category = unicodedata.category(character)
    if category[0] in "LM":
        return "letter"
    if category[0] == "N":
        return "digit"
    if character in _PAUSES:
        return "pause"
    return "symbol" if category[0] == "S" or character in _NAMED_SIGNS else "nothing"


def _add(contents: TextContents, kind: str, group: str, script: str) -> None:
    if kind == "pause":
        contents.pauses += min(len(group), 3)
        contents.sure_ending = 0.0
    elif kind == "digit":
        contents.digits += len(group)
    elif kind == "symbol":
        contents.symbols += len(group)
    elif kind == "letter":
        length = sum(map(_latin_letters, group))
        sure = sum(_latin_letters(letter) for letter in _LONG_SOUND.sub(r"\1\1", group) if _is_of(letter, script))
        contents.letters += length
        spelled = _SHORTEST_WORD * length if _SPELLED.fullmatch(group) else max(length, _SHORTEST_WORD)
        contents.spelled_letters += spelled
        contents.sure_letters += sure
        contents.sure_ending += sure


def _latin_letters(letter: str) -> float:
    """Returns how many Latin letters take as long; the marks of Arabic vowels count with their consonants."""
    if _is_of(letter, "ARABIC"):
        return _UNWRITTEN_VOWELS if letter.isalpha() else 0.0
    return 3.0 if unicodedata.name(letter, "").startswith(_SYLLABIC) else 1.0


def _is_of(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)
