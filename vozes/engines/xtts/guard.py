"""Whether what the GPT has made of a text can be a reading of it: the model's known failures, found by counting.

It knows the text and the audio tokens, here called codes (0 to 1023, without start and stop), and neither tensors nor
sound. A false alarm makes a good reading be thrown away, so all bounds are those of readings that hardly exist:

- Normal: 13 letters a second. Reading aloud takes 68 ms a character, spaces and pauses included: 12 letters a second.
  Between alphabets no unit varies less (IReST, Trauzettel-Klosinski and Dietz 2012). Without pauses it is 16 to 19: 5.2
  syllables a second in Mandarin, 6.2 in English, 7.8 in Spanish and Japanese (Pellegrino, Coupé and Marsico 2011).
- Fastest: 2.2 times that, over 350 English words a minute, or 10 syllables a second; pauses and digits take no time.
- Slowest: 0.55 times that, 90 English words a minute before any pause; 1 s for each mark inside, 1.8 s of silence.
"""

import math
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from vozes.engines.xtts.trimming import LONGEST_GIBBERISH
from vozes.text.language import base_language


class Verdict(StrEnum):
    GOOD = "good"
    RUNAWAY = "runaway"
    """More codes than the text can take."""
    CUT_OFF = "cut_off"
    """Far fewer codes than the text takes."""
    REPEATING = "repeating"
    """One code, or a few in a cycle, over and over."""
    NO_STOP = "no_stop"
    """As many codes as the model can make, and no stop token."""


_COMPLAINTS = {
    Verdict.RUNAWAY: "it went on long after its words",
    Verdict.CUT_OFF: "it ended before all of its words",
    Verdict.REPEATING: "it repeated one sound over and over",
    Verdict.NO_STOP: "it did not come to an end",
}

_LETTERS_PER_SECOND = 13.0
_LETTERS_PER_SECOND_OF = {"fr": 16.0}
"""Many of its letters are silent."""
_FASTEST = 2.2
_SLOWEST = 0.55
_SHORTEST_SPEECH = 2
"""Codes of any text that has something to say: 0.1 s."""
_SAID = 0.8
"""Of the normal time, short words counted as long ones: when the text can be over."""
_SILENCE = 1.8
"""Seconds before and after the speech, at most. Very short texts, such as "Ok.", need it most."""
_SHORTEST_WORD = 4
"""Letters that a word counts as at least: letters on their own are spelled out, at up to 0.5 s each."""
_DIGIT, _LONGEST_DIGIT = 0.35, 1.0
"""Seconds for a digit that the cleaned text still has, in a normal and in a slow reading: 1999 takes 2 s in German."""
_SYMBOL, _LONGEST_SYMBOL = 0.4, 1.0
"""Seconds for a sign that may be read by its name, such as %; an unknown one may be skipped as well."""
_PAUSE, _LONGEST_PAUSE = 0.3, 1.0
"""Seconds for a mark inside the text."""

_PAUSES = frozenset(".,;:!?…—–()\n。、，！？；：،؛؟।")
_EDGES = "".join(_PAUSES) + "¿¡'\"«»“”„-\u3000 "
_NAMED_SIGNS = frozenset("#%&*/@\\§_")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_TONE = re.compile(r"(?<=[a-zü])[1-5]")
_SPELLED = re.compile(r"[bcdfghjklmnpqrstvwxzбвгджзклмнпрстфхцчшщ]{2,}")
_LONG_SOUND = re.compile(r"(\w)\1{2,}")
_REPETITIVE_TEXT = re.compile(r"(\w{2,30}?)\1\1|(\w)\2{3}")
_SCRIPTS = {"ru": "CYRILLIC", "ar": "ARABIC", "hi": "DEVANAGARI"}
"""What the cleaned text is written in, where that is not Latin; Chinese, Japanese and Korean are romanised."""
_UNWRITTEN_VOWELS = 1.5
"""Latin letters that one of Arabic stands for."""
_SYLLABIC = ("CJK", "HANGUL", "HIRAGANA", "KATAKANA")

_STUCK_SECONDS = 3.0
"""Of hardly any variety. Silence looks like that too, but nobody pauses so long within a sentence."""
_STUCK_VARIETY = 4
_CYCLE_SECONDS = 2.0
"""Of an exact cycle, three times at least: no two natural syllables have the same codes."""
_LONGEST_CYCLE = 32
"""Codes: 1.5 s. Shorter ones than `_STUCK_VARIETY` have no more variety than that."""


class Guard:
    """Judges the attempts at one piece of text; keeps nothing between calls, so any may be judged at any time."""

    def __init__(self, cleaned_text: str, language: str, *, limit: int, tokens_per_second: float):
        """`cleaned_text`: as the tokenizer gets it. `limit`: codes that the model can make of one text."""
        contents = _weigh(cleaned_text, language)
        seconds = contents.spoken_seconds(_LETTERS_PER_SECOND_OF.get(base_language(language), _LETTERS_PER_SECOND))
        self._limit = limit
        self._stuck = round(_STUCK_SECONDS * tokens_per_second)
        self._cycling = round(_CYCLE_SECONDS * tokens_per_second)
        self._repetitive = contents.repetitive
        self._normal = seconds.normal * tokens_per_second
        fewest = math.floor(seconds.fastest * tokens_per_second)
        self.fewest = max(fewest, _SHORTEST_SPEECH) if contents.speakable else 0
        """Codes of the fastest reading."""
        self.most = math.ceil(seconds.slowest * tokens_per_second)
        """Codes of the slowest reading, silence around it included; may be beyond what the model can make."""
        self.said_seconds = seconds.said
        """Seconds of speech after which a short sound behind a pause is none of the text, for `trim_end`.

        Infinite where the text itself ends that way: "One, two, go!"
        """

    def check(self, codes: Sequence[int], *, finished: bool, stopped: bool) -> Verdict:
        """The verdict on an attempt so far. `finished`: no more codes come; `stopped`: the stop token came.

        While codes come it looks at the last few only (microseconds); at the end, at all of them (milliseconds).
        """
        if self._find_repetition(codes, range(len(codes) if not finished else 1, len(codes) + 1)) is not None:
            return Verdict.REPEATING
        if len(codes) > self.most:
            return Verdict.RUNAWAY
        if not stopped and (finished or len(codes) >= self._limit):
            return Verdict.NO_STOP
        if finished and len(codes) < self.fewest:
            return Verdict.CUT_OFF
        return Verdict.GOOD

    def good_length(self, codes: Sequence[int], verdict: Verdict) -> int:
        """How many codes of an attempt are worth keeping: those before a repetition, and no more than `most`."""
        length = len(codes)
        if verdict is Verdict.REPEATING:
            length = self._find_repetition(codes, range(1, length + 1)) or 0
        return min(length, self.most)

    def severity(self, codes: Sequence[int], verdict: Verdict) -> float:
        """How bad an attempt is, to keep the best: 0 for a good one, else 1 and more.

        What is worth keeping counts by its distance from a normal reading; missing words count double.
        """
        if verdict is Verdict.GOOD:
            return 0.0
        distance = math.log(max(self.good_length(codes, verdict), 1) / max(self._normal, 1.0))
        return 1.0 + max(distance, -2 * distance)

    def _find_repetition(self, codes: Sequence[int], ends: range) -> int | None:
        """How many codes come before the first repetition that reaches one of the ends; None without any."""
        if self._repetitive:
            return None
        found = (self._repetition_at(codes, end) for end in ends if end >= self._cycling)
        return next((length for length in found if length is not None), None)

    def _repetition_at(self, codes: Sequence[int], end: int) -> int | None:
        if end >= self._stuck:
            few = set(codes[end - self._stuck : end])
            if len(few) <= _STUCK_VARIETY:
                start = next((place + 1 for place in range(end - 1, -1, -1) if codes[place] not in few), 0)
                return start + _STUCK_VARIETY  # so many of the few may be the last of the speech
        for period in range(_STUCK_VARIETY + 1, _LONGEST_CYCLE + 1):
            place = end - 1
            while place >= period and codes[place] == codes[place - period]:
                place -= 1
            long = end - 1 - place + period >= max(self._cycling, 3 * period)
            if long and len(set(codes[end - period : end])) > _STUCK_VARIETY:  # else it may be a pause
                return place + 1  # the first time round may be part of the text
        return None


def warning(verdict: Verdict, attempts: int) -> str:
    """For the log and the answer's header, about a passage that stayed bad. Plain ASCII, nothing of the text."""
    tried = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    return f"A passage may sound wrong: {_COMPLAINTS[verdict]} ({tried})."


@dataclass(frozen=True, slots=True)
class _Seconds:
    fastest: float
    normal: float
    slowest: float
    said: float


@dataclass(slots=True)
class _Contents:
    """What there is to say in a text, in Latin letters, signs and pauses."""

    letters: float = 0.0
    sure_letters: float = 0.0
    """Those that no reading leaves out: of the language's own script, and without sounds that are only drawn out."""
    spelled_letters: float = 0.0
    """With the time that it takes to spell out what may be spelled."""
    sure_ending: float = 0.0
    """`sure_letters` since the last pause."""
    digits: int = 0
    symbols: int = 0
    pauses: int = 0
    """Inside the text: the silence at its end is none."""
    repetitive: bool = False

    @property
    def speakable(self) -> bool:
        return self.letters > 0 or self.digits > 0

    def spoken_seconds(self, pace: float) -> _Seconds:
        """`pace`: letters a second of a normal reading."""
        signs = _DIGIT * self.digits + _SYMBOL * self.symbols
        slow_signs = _LONGEST_DIGIT * self.digits + _LONGEST_SYMBOL * self.symbols
        pauses = _PAUSE * self.pauses
        short_ending = self.pauses > 0 and self.sure_ending / (_FASTEST * pace) <= LONGEST_GIBBERISH
        return _Seconds(
            fastest=self.sure_letters / (_FASTEST * pace),
            normal=self.letters / pace + signs + pauses,
            slowest=_SILENCE + self.spelled_letters / (_SLOWEST * pace) + slow_signs + _LONGEST_PAUSE * self.pauses,
            said=math.inf if short_ending else _SAID * (self.spelled_letters / pace + signs + pauses),
        )


def _weigh(text: str, language: str) -> _Contents:
    text = text.translate(_APOSTROPHES)
    if base_language(language) == "zh":
        text = _TONE.sub(" ", text)
    script = _SCRIPTS.get(base_language(language), "LATIN")
    contents = _Contents(repetitive=bool(_REPETITIVE_TEXT.search(re.sub(r"[\W_]", "", text))))
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


def _add(contents: _Contents, kind: str, group: str, script: str) -> None:
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
    """How many Latin letters take as long. Written vowels of Arabic are marks, which its consonants' weight holds."""
    if _is_of(letter, "ARABIC"):
        return _UNWRITTEN_VOWELS if letter.isalpha() else 0.0
    return 3.0 if unicodedata.name(letter, "").startswith(_SYLLABIC) else 1.0


def _is_of(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith(script)
