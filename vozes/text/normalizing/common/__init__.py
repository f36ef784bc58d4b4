"""The rules that many languages share, by class, in the order in which they are tried."""

import re
from collections.abc import Sequence

from vozes.text.normalizing.common import (
    abbreviations,
    acronyms,
    alphanumerics,
    cardinals,
    dates,
    electronic,
    emoji,
    fractions,
    measures,
    money,
    ranges,
    romans,
    symbols,
    telephones,
    times,
)
from vozes.text.normalizing.language import Language
from vozes.text.normalizing.rules import Rule

_BUILDERS = (
    emoji.rules,
    electronic.rules,
    telephones.rules,
    dates.rules,
    electronic.version_rules,
    times.rules,
    money.rules,
    measures.rules,
    fractions.rules,
    ranges.rules,
    alphanumerics.rules,
    cardinals.rules,
    abbreviations.rules,
    romans.rules,
    acronyms.rules,
    symbols.rules,
)


def common_rules(language: Language) -> Sequence[Rule]:
    """Returns the rules for which the language has words."""
    rules = [rule for build in _BUILDERS for rule in build(language)]
    return list(map(_among_own_letters, rules)) if language.latin_beside_own else rules


def _among_own_letters(rule: Rule) -> Rule:
    """Returns a rule for which only Latin letters are part of a word."""
    flags = (rule.pattern.flags & ~re.UNICODE) | re.ASCII
    return rule._replace(pattern=re.compile(rule.pattern.pattern, flags))
