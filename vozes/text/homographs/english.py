"""Tells English words apart that are written alike: `read`, `live`, `record`, by the words around them.

A rule speaks only where the words beside show what is meant. It knows no grammar beyond small words and endings.
"""

from collections.abc import Sequence

from vozes.text.homographs.english_context import Context
from vozes.text.homographs.english_pairs import ADJECTIVES, PAIRS, with_s
from vozes.text.homographs.english_senses import SENSES


def readings(words: Sequence[str]) -> list[str | None]:
    """Returns a pronunciation for each word of a sentence (IPA as eSpeak's en-us), None where no rule speaks clearly.

    Marks of punctuation may stand between the words as items of their own.
    """
    small = [word.lower().replace("’", "'") for word in words]
    return [_reading(Context(words, small, place)) for place in range(len(words))]


def _reading(context: Context) -> str | None:
    word = context.word
    if word in SENSES:
        return SENSES[word](context)
    if word in PAIRS:
        noun, verb = PAIRS[word]
        return _chosen(noun, verb, context.verb_score(adjective=word in ADJECTIVES))
    base = word[:-1] if word.endswith("s") else word
    if base != word and base in PAIRS:
        noun, verb = PAIRS[base]
        return _chosen(with_s(noun), with_s(verb), context.verb_score(third_person=True))
    return None


def _chosen(noun: str, verb: str, score: int) -> str | None:
    return noun if score < 0 else verb if score > 0 else None
