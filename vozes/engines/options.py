"""The options of an engine that a request may set, each with its range and its texts, and the check of a value.

It knows no engine: each lists its own in its `options`, in English and in Portuguese.
"""

import math
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from vozes.errors import ErrorCode, VozesError
from vozes.text.speakable import check_text
from vozes.types import OptionValue

OptionType = Literal["integer", "number", "boolean", "choice", "text"]


@dataclass(frozen=True, slots=True)
class OptionText:
    """What people read of an option, in one language."""

    label: str
    help: str
    ends: tuple[str, str] | None = None
    """The words at the two ends of its range, such as `calm` and `exaggerated`."""
    unit: str | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    """Labels of the values that are not names as they are."""

    def label_of(self, choice: str) -> str:
        return self.choices.get(choice) or choice[:1].upper() + choice[1:]


@dataclass(frozen=True, slots=True)
class OptionSpec:
    """An option of an engine, with its range and its texts."""

    name: str
    type: OptionType
    default: OptionValue
    english: OptionText
    portuguese: OptionText
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    max_length: int | None = None
    """Characters of a text."""

    def text(self, language: str) -> OptionText:
        """Returns its texts for `pt`, else the English ones."""
        return self.portuguese if language == "pt" else self.english

    def check(self, value: object) -> OptionValue:
        """Returns the value if it is of this option's type and range; raises VozesError(OPTION_OUT_OF_RANGE)."""
        if self.type == "choice" and isinstance(value, str) and value in self.choices:
            return value
        if self.type == "boolean" and isinstance(value, bool):
            return value
        if self.type in ("integer", "number") and isinstance(value, int | float) and not isinstance(value, bool):
            return self._check_number(value)
        if self.type == "text" and isinstance(value, str):
            return self._check_text(value)
        raise self._out_of_range()

    def of(self, options: Mapping[str, OptionValue]) -> OptionValue:
        """Returns its value among checked options, its default where they have none."""
        return options.get(self.name, self.default)

    def _check_number(self, value: int | float) -> OptionValue:
        low = -math.inf if self.minimum is None else self.minimum
        high = math.inf if self.maximum is None else self.maximum
        if not low <= value <= high or (self.type == "integer" and value != int(value)):
            raise self._out_of_range()
        return int(value) if self.type == "integer" else float(value)

    def _check_text(self, value: str) -> str:
        """Returns the text, empty where it is blank; raises VozesError unless it can be spoken."""
        if not value.strip():
            return ""
        try:
            check_text(value, sys.maxsize if self.max_length is None else self.max_length)
        except VozesError as error:
            raise self._out_of_range(error.message) from None
        return value

    def _out_of_range(self, because: str = "") -> VozesError:
        message = f"Option {self.name!r} must be {self.range_text}. {because}".rstrip()
        return VozesError(ErrorCode.OPTION_OUT_OF_RANGE, message, param=f"options.{self.name}")

    @property
    def range_text(self) -> str:
        if self.type == "choice":
            return "one of " + ", ".join(self.choices)
        if self.type == "boolean":
            return "true or false"
        if self.type == "text":
            return "a text" if self.max_length is None else f"a text of at most {self.max_length} characters"
        kind = "a whole number" if self.type == "integer" else "a number"
        return f"{kind} from {self.minimum:g} to {self.maximum:g}"
