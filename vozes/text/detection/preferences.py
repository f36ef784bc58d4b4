"""The languages that a user prefers, and what speaks for each language before a text is read."""

from collections.abc import Iterable, Sequence

from vozes.text.detection.scripts import Script, is_written_in, known_language
from vozes.text.language import normalize_tag

_PREFERRED, _ALSO_PREFERRED, _COMMON, _UNUSUAL = 3.0, 2.9, 0.7, -2.0
"""Logarithms of odds. It takes a word against a preferred language, or a model that finds another 20 times likelier."""


class Preferences:
    """Knows the preferred languages by the tags that are used here, and gives them back as the user wrote them."""

    def __init__(self, tags: Iterable[str]):
        self._tags: dict[str, str] = {}
        for tag in tags:
            self._tags.setdefault(known_language(tag), normalize_tag(tag))

    @property
    def languages(self) -> Sequence[str]:
        return list(self._tags)

    def tag(self, language: str) -> str:
        return self._tags.get(language, language)

    def written_in(self, script: Script) -> Sequence[str]:
        return [language for language in self._tags if is_written_in(language, script)]


def odds_before(language: str, script: Script, preferred: Sequence[str]) -> float:
    """Returns what speaks for a language of a script, of which some are preferred."""
    if language in preferred:
        return _PREFERRED if language == preferred[0] else _ALSO_PREFERRED
    if language in script.common:
        return _COMMON
    return 0.0 if language in script.usual else _UNUSUAL
