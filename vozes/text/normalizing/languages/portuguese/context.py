"""The words before a place of a Portuguese text, for rules that hang on them; looked up cheaply, and never far."""

from collections.abc import Iterable, Iterator

_MARKS = " \u00a0.,:;(\"'“‘"


def last_words(text: str, place: int) -> tuple[str, str]:
    """Returns the last two words before a place in small letters, without marks around them; empty where none is."""
    words = [word.strip(_MARKS) for word in text[max(0, place - 32) : place].lower().split()]
    first, last = ["", "", *filter(None, words)][-2:]
    return first, last


def cased(words: Iterable[str]) -> Iterator[str]:
    """Yields words in small letters, with a capital, and in capitals."""
    for word in words:
        yield from (word, word.capitalize(), word.upper())
