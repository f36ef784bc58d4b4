"""Tells Portuguese words apart that are written alike and have an open or a closed vowel: `o jogo`, `eu jogo`.

A word is given with an accent that shows its vowel, which eSpeak's voices read rightly: `jôgo`, `jógo`. It speaks only
where the words beside show what is meant; it knows no grammar beyond small words.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from vozes.text.homographs import portuguese_words as words_

_STRESSED = re.compile(r"[eo](?=[^aeiou]+[aeo]$)")
_CLOSED = {"e": "ê", "o": "ô"}
_OPEN = {"e": "é", "o": "ó"}
_BEFORE_I = {"apoio": "apóio"}
"""Of words with a diphthong only the open vowel takes an accent."""
_INFINITIVE = re.compile(r"[^\W\d_]+[aeiô]r$")


class _Context(NamedTuple):
    """A word with its two neighbours on each side, in small letters; empty at a mark and at the ends."""

    second_before: str
    before: str
    word: str
    after: str
    second_after: str


def respell(words: Sequence[str]) -> list[str | None]:
    """Returns for each word of a sentence its spelling with an accent, or None where no rule speaks clearly.

    Marks of punctuation may stand between the words as items of their own.
    """
    small = ["", "", *(word.lower() if word[:1].isalpha() else "" for word in words), "", ""]
    return [
        _respelled(words[place], _Context(*small[place : place + 5])) if small[place + 2] in _RULES else None
        for place in range(len(words))
    ]


def _respelled(written: str, context: _Context) -> str | None:
    said = _RULES[context.word](context)
    if said is None or len(said) != len(written):
        return None
    return "".join(new.upper() if old.isupper() else new for old, new in zip(written, said, strict=True))


def accented(word: str, vowels: Mapping[str, str]) -> str:
    """Returns a word with an accent on its stressed vowel."""
    if word in _BEFORE_I:
        return _BEFORE_I[word] if vowels is _OPEN else word
    return _STRESSED.sub(lambda match: vowels[match[0]], word, count=1)


def _noun_or_first_person(context: _Context) -> str | None:
    """Returns a noun in -o with a closed vowel, or the verb that goes with `eu` with an open one.

    Where nothing tells, it is the noun, unless the word begins a clause and is often the verb.
    """
    is_verb = _is_first_person(context)
    if is_verb is None and context.word in words_.OFTEN_VERBS and context.before in ("", "que", *words_.JOINTS):
        return None
    return accented(context.word, _OPEN if is_verb else _CLOSED)


def _is_first_person(context: _Context) -> bool | None:
    second, before, word, after, _ = context
    if before == "eu" or before in words_.DATIVES or (second == "eu" and before in words_.BETWEEN_I_AND_VERB):
        return True
    if before in words_.BEFORE_NOUNS or (before in words_.ADVERBS and second in words_.BEFORE_NOUNS):
        return False
    often = word in words_.OFTEN_VERBS and after not in words_.BEFORE_VERBS
    complement = after in words_.COMPLEMENTS or _wants(context)
    if before in words_.BEFORE_VERBS:
        return True
    if before == "que":
        return (True if often or complement else None) if second else complement and word in words_.OFTEN_VERBS
    if before in words_.ADVERBS or before.endswith("mente") or not before or before in words_.JOINTS:
        return True if complement or (often and before in words_.ADVERBS) else None
    return True if _wants(context) and before not in words_.TASTING else None


def _wants(context: _Context) -> bool:
    """Returns whether the words behind go with a verb alone: `gosto de`, `começo a ler`, `aposto que`."""
    _, _, word, after, second = context
    if after in words_.COMPLEMENTS_OF.get(word, ()):
        return True
    return word in words_.BEFORE_INFINITIVES and after == "a" and _INFINITIVE.fullmatch(second) is not None


def _noun_or_third_person(context: _Context) -> str | None:
    """Returns a noun in -a with a closed vowel, or the verb that goes with `ela` with an open one."""
    second, before, word, after, _ = context
    if before in words_.OBJECTS and second in words_.SUBJECTS:
        return accented(word, _OPEN)
    if (
        before in words_.BEFORE_NOUNS
        or (before == "que" and not second)
        or (word == "cerca" and after in ("de", "da", "do", "das", "dos"))
    ):
        return accented(word, _CLOSED)
    if before in words_.SUBJECTS or before in words_.BEFORE_VERBS or (before and after in words_.ARTICLES):
        return accented(word, _OPEN)
    return None


def _noun_or_subjunctive(context: _Context) -> str | None:
    """Returns a noun in -e with a closed vowel, or the verb behind `que` with an open one."""
    second, before, word, after, _ = context
    if before in words_.BEFORE_NOUNS:
        return accented(word, _CLOSED)
    if before in words_.SUBJECTS or before in words_.DATIVES or before in ("eu", "se", "nos", "talvez", "não"):
        return accented(word, _OPEN)
    if (before == "que" and second) or (not before and after in words_.ARTICLES):
        return accented(word, _OPEN)
    return None


def _thirst_or_seat(context: _Context) -> str | None:
    second, before, _, after, then = context
    if second in words_.QUENCHING or before in words_.QUENCHING or before in words_.FEELING:
        return "sêde"
    if after in ("da", "do", "das", "dos", "própria", "social", "mundial", "regional", "nacional", "central", "atual"):
        return "séde"
    if after == "de" and before not in ("como", "à", "na", "em"):
        return "séde" if then in words_.PLACES else "sêde"
    if before == "de":
        return "sêde" if second in words_.DYING else "séde"
    return "séde" if before in words_.BEFORE_SEATS else None


def _spoon_or_pick(context: _Context) -> str | None:
    second, before, _, after, _ = context
    if before in words_.BEFORE_INFINITIVE or (before == "a" and second in words_.BEGINNING):
        return "colhêr"
    if before == "a" and after in words_.ARTICLES:
        return "colhêr"
    if before in words_.BEFORE_FEMININES or after in ("de", "cheia", "rasa", "e"):
        return "colhér"
    return None


def _court_or_cut(context: _Context) -> str | None:
    _, before, _, after, _ = context
    if before in words_.BEFORE_COURTS or after in ("suprema", "constitucional", "portuguesa", "real", "celestial"):
        return "côrte"
    if before in words_.BEFORE_MASCULINES or before in words_.SUBJECTS or after in ("de", *words_.ARTICLES):
        return "córte"
    return None


def _shape_or_mould(context: _Context) -> str | None:
    second, before, _, after, then = context
    is_mould = before in words_.GREASING or second in words_.GREASING or after in words_.MOULDS
    return "fôrma" if is_mould or (after in ("de", "para") and then in words_.BAKED) else None


def _sauce_or_bunch(context: _Context) -> str | None:
    if context.after == "de" and context.second_after in ("chaves", "lenha", "flores", "salsa", "couve", "capim"):
        return "mólho"
    return _noun_or_first_person(context)


def _colour_or_heart(context: _Context) -> str | None:
    second, before, _, after, then = context
    by_heart = before == "de" and (second in words_.KNOWING or (after, then) == ("e", "salteado"))
    return "cór" if by_heart else None


_RULES: Mapping[str, Callable[[_Context], str | None]] = {
    **dict.fromkeys(words_.FIRST_PERSONS, _noun_or_first_person),
    **dict.fromkeys(words_.THIRD_PERSONS, _noun_or_third_person),
    **dict.fromkeys(words_.SUBJUNCTIVES, _noun_or_subjunctive),
    "sede": _thirst_or_seat,
    "colher": _spoon_or_pick,
    "corte": _court_or_cut,
    "forma": _shape_or_mould,
    "molho": _sauce_or_bunch,
    "cor": _colour_or_heart,
}
