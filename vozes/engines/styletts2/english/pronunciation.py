"""Pronounces one English word as Kokoro learned it: by its dictionary, by its ending, or letter by letter.

The rules are those of misaki 0.9.4, which Kokoro's published pipeline uses: which forms of a word count as known, how
endings sound, what capital letters and the next word change. It knows no sentences.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from vozes.engines.styletts2.english.dictionary import Dictionary, load_dictionary
from vozes.engines.styletts2.english.stress import PRIMARY, SECONDARY, raise_up, shout, weaken


class Next(Enum):
    """What comes after a word."""

    PAUSE = "a mark, or the end"
    VOWEL = "a word that begins with a vowel"
    CONSONANT = "a word that begins with a consonant"


@dataclass(frozen=True, slots=True)
class Word:
    text: str
    tag: str
    """Its part of speech in the Penn Treebank's tags."""
    next: Next
    before_to: bool
    """Whether `to` comes next."""


_SIGNS = {"%": "percent", "&": "and", "+": "plus", "@": "at"}
_FAMILIES = (("VB", "VERB"), ("NN", "NOUN"), ("RB", "ADV"), ("JJ", "ADJ"))
_LETTERS = re.compile("[A-Za-z']+")
_DOUBLED = re.compile(r"([bcdgklmnprstvxz])\1ing$|cking$")
_LONGEST_NAME = 7
"""Letters of a name in capitals that is rather spelled out than read."""
_FLAPPED_AFTER = frozenset("AIOWYiuæɑəɛɪɹʊʌ")
"""American symbols after which a t between vowels is a tap."""

_Stress = Callable[[str], str]
"""What becomes of a word's stress."""


class Pronouncer:
    """Pronounces in one accent: British, or American."""

    def __init__(self, *, british: bool):
        self._british = british
        self._dictionary: Dictionary = load_dictionary("gb" if british else "us")

    def pronounce(self, word: Word) -> str | None:
        """Returns Kokoro's symbols, or None for a word that is neither known nor like one that is."""
        return self._special(word) or self._regular(word)

    def _special(self, word: Word) -> str | None:
        """Returns small words that sound otherwise before a vowel, at the end, or by their part of speech."""
        text, tag, before = word.text, word.tag, word.next
        lower, is_noun = text.lower(), tag.startswith("NN")
        if text in _SIGNS:
            return self._plain(_SIGNS[text])
        if "." in text.strip(".") and text.replace(".", "").isalpha() and max(map(len, text.split("."))) < 3:
            return self._spelled(text)
        if text in ("a", "A"):
            return "ɐ" if tag == "DT" else "ˈA"
        if lower == "am" and text != "aM":
            if is_noun:
                return self._spelled(text)
            return "ɐm" if text == "am" and before is not Next.PAUSE else self._plain("am")
        if lower == "an" and text != "aN":
            return self._spelled(text) if text == "AN" and is_noun else "ɐn"
        if text == "I" and tag == "PRP":
            return "ˌI"
        if lower == "by" and text != "bY" and _family(tag) == "ADV":
            return "bˈI"
        if text in ("to", "To") or (text == "TO" and tag in ("TO", "IN")):
            return {Next.PAUSE: self._plain("to"), Next.CONSONANT: "tə", Next.VOWEL: "tʊ"}[before]
        if text in ("in", "In") or (text == "IN" and tag != "NNP"):
            return "ɪn" if tag == "IN" and before is not Next.PAUSE else "ˈɪn"
        if text in ("the", "The") or (text == "THE" and tag == "DT"):
            return "ði" if before is Next.VOWEL else "ðə"
        if tag == "IN" and lower.rstrip(".") == "vs":
            return self._plain("versus")
        if text in ("used", "Used", "USED"):
            entry = self._dictionary.find("used")
            past = word.before_to and tag in ("VBD", "JJ")
            return None if entry is None else entry.special["VBD"] if past else entry.usual
        return None

    def _regular(self, word: Word) -> str | None:
        stress = _stress_of(word.text)
        word = self._in_small_letters(word)
        text = word.text
        forms = [text]
        if text.endswith("'"):
            forms += [text[:-2] + "'s"] if text.endswith("s'") else []
            forms += [text[:-1]]
        known = next(filter(self._is_known, forms), None)
        return self._inflected(word, stress) if known is None else self._known(replace(word, text=known), stress)

    def _in_small_letters(self, word: Word) -> Word:
        """Returns `Word` and `WORD` as `word` where only that is known, but no short name."""
        text, lower = word.text, word.text.lower()
        if len(text) < 2 or text == lower or not text.replace("'", "").isalpha():
            return word
        if (word.tag == "NNP" and len(text) <= _LONGEST_NAME) or self._dictionary.find(text):
            return word
        if text not in (text.upper(), lower.capitalize()):
            return word
        small = replace(word, text=lower)
        return small if self._dictionary.find(lower) or self._inflected(small, _as_it_is) is not None else word

    def _is_known(self, text: str) -> bool:
        """Returns whether a word is in the dictionary, is one that can be spelled, or is one in capitals."""
        if text in _SIGNS or self._dictionary.find(text):
            return True
        if not text.isalpha() or not _LETTERS.fullmatch(text):
            return False
        if len(text) == 1 or text[1:].isupper():
            return True
        entry = self._dictionary.find(text.lower()) if text.isupper() else None
        return entry is not None and entry.checked

    def _known(self, word: Word, stress: _Stress) -> str | None:
        text, name = word.text, False
        entry = self._dictionary.find(text)
        if text == text.upper() and (entry is None or not entry.checked):
            text, name = text.lower(), word.tag == "NNP"
            entry = self._dictionary.find(text)
        if entry is not None and name and not entry.checked:
            entry = None
        said = "" if entry is None else entry.usual
        if entry is not None and entry.special:
            if word.next is Next.PAUSE and "None" in entry.special:
                said = entry.special["None"]
            else:
                said = entry.special.get(word.tag, entry.special.get(_family(word.tag), said))
        if not said or (name and PRIMARY not in said):
            spelled = self._spelled(text)
            if spelled is not None:
                return spelled
        return stress(said) if said else None

    def _plain(self, text: str) -> str | None:
        entry = self._dictionary.find(text)
        return None if entry is None else entry.usual

    def _spelled(self, text: str) -> str | None:
        """Returns the names of the letters, the last one stressed."""
        names = [self._dictionary.find(letter) for letter in text.upper() if letter.isalpha()]
        if not names or None in names:
            return None
        said = weaken("".join(name.usual for name in names if name))
        return PRIMARY.join(said.rsplit(SECONDARY, 1))

    def _inflected(self, word: Word, stress: _Stress) -> str | None:
        """Returns a word with an ending, `s`, `ed` or `ing`, whose stem is known."""
        for stems_of, with_ending in ((_stems_of_s, self._with_s), (_stems_of_ed, self._with_ed)):
            said = self._stem(word, stems_of(word.text), stress)
            if said:
                return with_ending(said)
        said = self._stem(word, _stems_of_ing(word.text), raise_up if stress is _as_it_is else stress)
        return self._with_ing(said) if said else None

    def _stem(self, word: Word, stems: Iterator[str], stress: _Stress) -> str | None:
        stem = next(filter(self._is_known, stems), None)
        return None if stem is None else self._known(replace(word, text=stem), stress)

    def _with_s(self, stem: str) -> str:
        if stem[-1] in "ptkfθ":
            return stem + "s"
        return stem + self._weak_vowel + "z" if stem[-1] in "szʃʒʧʤ" else stem + "z"

    def _with_ed(self, stem: str) -> str:
        if stem[-1] in "pkfθʃsʧ":
            return stem + "t"
        if stem[-1] == "d":
            return stem + self._weak_vowel + "d"
        if stem[-1] != "t":
            return stem + "d"
        if self._british or len(stem) < 2:
            return stem + "ɪd"
        return stem[:-1] + "ɾᵻd" if stem[-2] in _FLAPPED_AFTER else stem + "ᵻd"

    def _with_ing(self, stem: str) -> str | None:
        if self._british:
            return None if stem[-1] in "əː" else stem + "ɪŋ"
        flapped = len(stem) > 1 and stem[-1] == "t" and stem[-2] in _FLAPPED_AFTER
        return stem[:-1] + "ɾɪŋ" if flapped else stem + "ɪŋ"

    @property
    def _weak_vowel(self) -> str:
        return "ɪ" if self._british else "ᵻ"


def _as_it_is(symbols: str) -> str:
    return symbols


def _stress_of(text: str) -> _Stress:
    """Returns what capital letters do to a word's stress."""
    return _as_it_is if text == text.lower() else shout if text == text.upper() else raise_up


def _family(tag: str) -> str:
    return next((family for start, family in _FAMILIES if tag.startswith(start)), tag)


def _stems_of_s(text: str) -> Iterator[str]:
    if len(text) < 3 or not text.endswith("s"):
        return
    if not text.endswith("ss"):
        yield text[:-1]
    if text.endswith("'s") or (len(text) > 4 and text.endswith("es") and not text.endswith("ies")):
        yield text[:-2]
    if len(text) > 4 and text.endswith("ies"):
        yield text[:-3] + "y"


def _stems_of_ed(text: str) -> Iterator[str]:
    if len(text) < 4 or not text.endswith("d"):
        return
    if not text.endswith("dd"):
        yield text[:-1]
    if len(text) > 4 and text.endswith("ed") and not text.endswith("eed"):
        yield text[:-2]


def _stems_of_ing(text: str) -> Iterator[str]:
    if len(text) < 5 or not text.endswith("ing"):
        return
    if len(text) > 5:
        yield text[:-3]
    yield text[:-3] + "e"
    if len(text) > 5 and _DOUBLED.search(text):
        yield text[:-4]
