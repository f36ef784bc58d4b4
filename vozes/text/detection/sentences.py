"""In which language each sentence of a text is, where a text mixes languages.

It asks no model: a sentence is in another language than the whole text only where its script or its words leave no
doubt. So it takes little time however long the text is.
"""

from collections.abc import Iterable, Mapping

from vozes.text.detection.evidence import WORD, evidence_of
from vozes.text.detection.han import chinese_or_japanese
from vozes.text.detection.preferences import Preferences, odds_before
from vozes.text.detection.prose import prose_of
from vozes.text.detection.scripts import (
    CHINESE_OR_JAPANESE,
    LATIN,
    Script,
    is_written_in,
    known_language,
    letters_by_script,
    main_script,
)
from vozes.text.detection.words import LISTED

_ENOUGH = 20
"""Letters from which a sentence may be in another language than the text, if that is written in the same script."""
_CLEAR = 2 * WORD
"""By how much the words must speak more for the other language; they must speak twice as much for it, too."""


def by_sentence(sentences: Iterable[str], language: str, preferred: Iterable[str] = ()) -> list[str]:
    """Returns the tag of each sentence's language, which is `language`, the whole text's, unless clearly another one.

    Tags of `preferred` are returned as they are, others as base tags.
    """
    preferences = Preferences((language, *preferred))
    whole = known_language(language)
    return [preferences.tag(_language_of(sentence, whole, preferences)) for sentence in sentences]


def _language_of(sentence: str, whole: str, preferences: Preferences) -> str:
    if len(sentence) < _ENOUGH and sentence.isascii() and is_written_in(whole, LATIN):
        return whole
    prose = prose_of(sentence)
    letters = letters_by_script(prose)
    script = main_script(letters)
    if script is None:
        return whole
    if script in CHINESE_OR_JAPANESE:
        return chinese_or_japanese(prose, letters, preferences.languages)
    if not is_written_in(whole, script):
        return _of_another_script(prose, whole, script, letters, preferences)
    return whole if letters[script] < _ENOUGH else _of_the_same_script(prose, whole, script, preferences)


def _of_another_script(
    prose: str, whole: str, script: Script, letters: Mapping[Script, int], preferences: Preferences
) -> str:
    evidence, preferred = evidence_of(prose), preferences.written_in(script)
    if script is LATIN and letters[script] < _ENOUGH and not evidence:
        return whole  # a name that is written so in every script
    candidates = dict.fromkeys((*preferred, *script.likely))
    return max(candidates, key=lambda each: evidence.get(each, 0.0) + odds_before(each, script, preferred))


def _of_the_same_script(prose: str, whole: str, script: Script, preferences: Preferences) -> str:
    if whole not in LISTED:
        return whole
    evidence = evidence_of(prose)
    told = evidence.get(whole, 0.0)
    clear = max(told + _CLEAR, 2 * told)
    candidates = (*preferences.written_in(script), *script.likely)
    others = [each for each in candidates if evidence.get(each, 0.0) >= clear]
    return max(others, key=lambda each: evidence[each], default=whole)
