"""Makes of a text as it is sent the characters that are read: composed, in their plain forms, and no others.

What is meant stays: what the other stages give a name or a reading to is left to them. What is left out though it might
have been meant is told in a warning. It knows no language.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from vozes.text.characters.composing import composed, may_compose
from vozes.text.characters.contexts import ACUTE, narrowed, separate, settled, with_apostrophes
from vozes.text.characters.controls import is_line_end, warning_of, without_controls
from vozes.text.characters.draft import Draft
from vozes.text.characters.folding import WIDE_MARKS, fold
from vozes.text.characters.ignorable import is_ignorable, with_joiners, without_ignorables
from vozes.text.characters.surrogates import is_surrogate, refuse_surrogates
from vozes.text.mapped import MappedText
from vozes.warnings import CodedWarning

_PLAIN_ASCII = re.compile("[\t\n -~]*+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    text: MappedText
    warnings: tuple[CodedWarning, ...]
    """What was left out though it might have been meant, in sentences for the user."""


def clean(text: str) -> Cleaned:
    """Returns the characters that are read; the text of the result, cleaned again, stays the same.

    Raises VozesError(INVALID_TEXT) for half of a surrogate pair.
    """
    if (text.isascii() and _PLAIN_ASCII.fullmatch(text)) or all(map(_is_plain, set(text))):
        return Cleaned(MappedText.of(text), ())
    refuse_surrogates(text)
    draft, warnings = without_controls(Draft.of(text))
    draft, joiners = without_ignorables(draft)
    draft = with_apostrophes(narrowed(composed(_folded(draft))))
    return Cleaned(with_joiners(draft, joiners).finished(), tuple(warnings))


@lru_cache(4096)
def _is_plain(character: str) -> bool:
    """Returns whether a text of such characters alone stays as it is."""
    if is_surrogate(character) or may_compose(character) or is_ignorable(character):
        return False
    if character in WIDE_MARKS or character == ACUTE:
        return False
    return fold(character) == character and not is_line_end(character) and warning_of(character) is None


def _folded(draft: Draft) -> Draft:
    forms = {character: form for character in draft.characters if (form := fold(character)) != character}
    if not forms:
        return draft
    draft = settled(draft)
    pieces = draft.pieces(forms)
    separate(draft.text, pieces, forms)
    return draft.replaced(pieces)
