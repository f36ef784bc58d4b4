"""What Spanish, French and Italian have in common.

Each of them gives its words in tables and overrides how things are said; the regular expressions stand in the modules
of which this is put together. They find nothing that the common rules find too.
"""

from collections.abc import Sequence

from vozes.text.normalizing.languages.romance.amounts import RomanceAmounts
from vozes.text.normalizing.languages.romance.dates import RomanceDates
from vozes.text.normalizing.languages.romance.letters import RomanceLetters
from vozes.text.normalizing.rules import Rule


class Romance(RomanceDates, RomanceAmounts, RomanceLetters):
    has_halves = slash_parts = True

    def own_rules(self) -> Sequence[Rule]:
        return (
            *self._phrase_rules(),
            *self._document_rules(),
            *self._date_rules(),
            *self._money_rules(),
            *self._measure_rules(),
            *self._letter_rules(),
        )
