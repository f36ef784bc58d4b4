"""Which language a text is taken to be in, such that no user is surprised.

A short text is in a preferred language unless its script, its words or the model speak clearly for another one. A
longer one is in what they say together, the longer the more by the model. It knows nothing of engines or voices.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from vozes.text.detection.evidence import evidence_of
from vozes.text.detection.han import chinese_or_japanese
from vozes.text.detection.letters import LANGUAGES_OF_LETTERS
from vozes.text.detection.model import MappedModel, ModelMaker
from vozes.text.detection.preferences import Preferences, odds_before
from vozes.text.detection.prose import prose_of
from vozes.text.detection.scripts import CHINESE_OR_JAPANESE, LATIN, Script, letters_by_script, main_script

_ENOUGH = 20
"""Letters from which a text may be in any language, and words count less and less against the model."""
_ABBREVIATION = 3
"""Latin letters that are found in texts of every language: `OK`, `TV`, `PDF`."""
_LEAST = 1e-4
"""The least probability that is believed: the model has seen too little of how people write to rule a language out."""
_FALLBACK = "en"


class LanguageDetector:
    """Keeps its model in `folder`, which it makes where it is missing."""

    def __init__(self, folder: Path):
        self._maker = ModelMaker(folder)

    def prepare(self) -> None:
        """Loads the model, which takes a second or two the first time; later calls cost nothing.

        Raises DetectionError where it cannot be made.
        """
        _ = self._model

    def close(self) -> None:
        """Stops the making of the model, from any thread."""
        self._maker.stop()

    def detect(self, text: str, preferred: Iterable[str]) -> str:
        """Returns the tag of a text's most likely language, or of a preferred one where the text is too short to tell.

        It is a base tag (`de`) unless it comes from `preferred`, whose tags are returned as they are (`pt-br`).
        """
        preferences = Preferences(preferred)
        return preferences.tag(self._likeliest(prose_of(text), preferences))

    def _likeliest(self, prose: str, preferences: Preferences) -> str:
        letters = letters_by_script(prose)
        script = main_script(letters)
        if script is None:
            return next(iter(preferences.languages), _FALLBACK)
        if script in CHINESE_OR_JAPANESE:
            return chinese_or_japanese(prose, letters, preferences.languages)
        if script is LATIN and letters[script] <= _ABBREVIATION and not evidence_of(prose) and preferences.languages:
            return preferences.languages[0]
        preferred = preferences.written_in(script)
        if len(script.languages) == 1 and not preferred:
            return script.languages[0]
        return self._likeliest_of_script(prose, script, letters[script], preferred)

    def _likeliest_of_script(self, prose: str, script: Script, letters: int, preferred: Sequence[str]) -> str:
        evidence, probabilities = evidence_of(prose), self._model.probabilities(prose)
        trust, unknown = min(1.0, (_ENOUGH / letters) ** 2), 1 / len(probabilities)

        def odds(language: str) -> float:
            told = evidence.get(language, 0.0) + odds_before(language, script, preferred)
            return math.log(max(probabilities.get(language, unknown), _LEAST)) + trust * told

        if letters >= _ENOUGH:
            return max((*preferred, *script.languages), key=odds)
        told = script.likely if _is_running_text(prose) else _told_by_words(evidence, script, preferred)
        return max((*preferred, *told, *_told_by_letters(prose, script)), key=odds)

    @cached_property
    def _model(self) -> MappedModel:
        return self._maker.load()


def _is_running_text(prose: str) -> bool:
    """Returns whether the model can be believed of a short text, as it is more than a word or a name."""
    return any(word.islower() for word in prose.split()[1:])


def _told_by_words(evidence: Mapping[str, float], script: Script, preferred: Sequence[str]) -> Sequence[str]:
    """Returns the likely languages of a script for which the text itself speaks more than for any preferred one."""
    most = max((evidence.get(language, 0.0) for language in preferred), default=-1.0)
    return [language for language in script.likely if evidence.get(language, 0.0) > most]


def _told_by_letters(prose: str, script: Script) -> Sequence[str]:
    """Returns the unusual languages of a script that have a letter of the text which no likely one has."""
    writing = [LANGUAGES_OF_LETTERS[letter] for letter in set(prose.lower()) & LANGUAGES_OF_LETTERS.keys()]
    telling = [languages for languages in writing if languages.isdisjoint(script.likely)]
    return [language for language in script.unusual if any(language in languages for languages in telling)]
