"""The classes of what is written out, by which a request may switch parts of it off."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum


class TextClass(StrEnum):
    ABBREVIATION = "abbreviation"
    ACRONYM = "acronym"
    ALPHANUMERIC = "alphanumeric"
    """Letters with numbers: H2O, MP3, 5G, 4x4."""
    CARDINAL = "cardinal"
    """Whole numbers and decimals, with their signs and thousands."""
    DATE = "date"
    """Dates, years, decades and centuries."""
    DOCUMENT = "document"
    """Numbers of documents, laws and paragraphs: CPF, CEP, Lei nº 8.112/90, § 2º."""
    ELECTRONIC = "electronic"
    """Addresses of the web, mail and computers, hashtags, handles, file names, versions."""
    EMOJI = "emoji"
    FORMULA = "formula"
    FRACTION = "fraction"
    MEASURE = "measure"
    """Numbers with units, percentages, degrees, coordinates."""
    MONEY = "money"
    ORDINAL = "ordinal"
    RANGE = "range"
    """Ranges, scores and ratios."""
    ROMAN = "roman"
    SYMBOL = "symbol"
    TELEPHONE = "telephone"
    TIME = "time"
    """Times of day and durations."""


@dataclass(frozen=True, slots=True)
class Switches:
    """What a request wants written out."""

    off: Collection[TextClass] = field(default_factory=frozenset)
