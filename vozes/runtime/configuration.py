"""Reads a model's configuration file, JSON or YAML, value by value within types and bounds.

Whatever is wrong raises VozesError(INVALID_CHECKPOINT) and names the key. It knows no model.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from vozes.errors import ErrorCode, VozesError
from vozes.runtime.documents import parse_json, parse_yaml, read_text, shortened

_LARGEST = {"JSON": 4 * 1024 * 1024, "YAML": 64 * 1024}
"""Bytes; vocabularies are a few hundred thousand, and YAML, which is slow to read, holds none."""
_LONGEST_LIST = 100
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Section:
    """An object of the file, by its keys."""

    file: Path
    values: dict[str, Any]
    prefix: str = ""

    @classmethod
    def read(cls, path: Path) -> "Section":
        """Returns the whole file, which is JSON if its name says so, else YAML."""
        form, parse = ("JSON", parse_json) if path.suffix == ".json" else ("YAML", parse_yaml)
        try:
            values = parse(read_text(path, _LARGEST[form]))
        except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
            message = f"{path} cannot be read as {form}: {' '.join(str(error).split())[:200]}."
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, message) from error
        if not isinstance(values, dict):
            raise VozesError(ErrorCode.INVALID_CHECKPOINT, f"{path} must hold a {form} object.")
        return cls(path, values)

    def section(self, key: str) -> "Section":
        value = self._get(key)
        if not isinstance(value, dict):
            raise self.wrong(key, "must be an object")
        return Section(self.file, value, f"{self.prefix}{key}.")

    def optional_section(self, key: str) -> "Section | None":
        return None if self.values.get(key) is None else self.section(key)

    def integer(self, key: str, low: int, high: int) -> int:
        return int(self._fitting(key, lambda value: _is_integer(value, low, high), _span(low, high)))

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        return None if self.values.get(key) is None else self.integer(key, low, high)

    def integers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """Returns a list of at least one integer, each within the bounds."""
        return tuple(
            self._fitting(key, lambda value: _are_integers(value, low, high), f"a list, each {_span(low, high)}")
        )

    def lists_of_integers(self, key: str, low: int, high: int) -> tuple[tuple[int, ...], ...]:
        def fits(value: Any) -> bool:
            return _is_list(value) and all(_are_integers(each, low, high) for each in value)

        return tuple(map(tuple, self._fitting(key, fits, f"a list of lists, each {_span(low, high)}")))

    def number(self, key: str, low: float, high: float) -> float:
        def fits(value: Any) -> bool:
            return type(value) in (int, float) and low <= value <= high

        return float(self._fitting(key, fits, f"a number from {low:g} to {high:g}"))

    def boolean(self, key: str) -> bool:
        return bool(self._fitting(key, lambda value: isinstance(value, bool), "true or false"))

    def names(self, key: str) -> tuple[str, ...]:
        value = self._get(key)
        if not _is_list(value) or not all(_is_name(each) for each in value):
            raise self.wrong(key, "must be a list of names")
        return tuple(value)

    def choice(self, key: str, *choices: str) -> str:
        return str(self._fitting(key, lambda value: value in choices, " or ".join(choices)))

    def wrong(self, key: str, problem: str) -> VozesError:
        name = f"{self.prefix}{key}"
        name = name if len(name) <= _LONGEST_KEY else shortened(name)
        return VozesError(ErrorCode.INVALID_CHECKPOINT, f"{name} in {self.file} {problem}.")

    def _fitting(self, key: str, fits: Callable[[Any], bool], expected: str) -> Any:
        value = self._get(key)
        if not fits(value):
            raise self.wrong(key, f"is {shortened(value)}, but must be {expected}")
        return value

    def _get(self, key: str) -> Any:
        if key not in self.values:
            raise self.wrong(key, "is missing")
        return self.values[key]


def _is_integer(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _are_integers(value: Any, low: int, high: int) -> bool:
    return _is_list(value) and all(_is_integer(each, low, high) for each in value)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and 0 < len(value) <= _LONGEST_LIST


def _is_name(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value) <= _LONGEST_KEY


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"a whole number from {low} to {high}"
