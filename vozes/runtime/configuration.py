"""A model's configuration file, JSON or YAML, whose values are asked for with their types and bounds.

Whatever is wrong raises VozesError(INVALID_CHECKPOINT) and names the key. It knows no model.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from vozes.errors import ErrorCode, VozesError

_LARGEST = {"JSON": 16 * 1024 * 1024, "YAML": 256 * 1024}
"""Bytes; vocabularies are a few hundred thousand, and YAML, which is slow to read, holds none."""


@dataclass(frozen=True, slots=True)
class Section:
    """An object of the file, by its keys."""

    file: Path
    values: dict[str, Any]
    prefix: str = ""

    @classmethod
    def of_json(cls, path: Path) -> "Section":
        return cls._read(path, "JSON", json.loads)

    @classmethod
    def of_yaml(cls, path: Path) -> "Section":
        return cls._read(path, "YAML", yaml.safe_load)

    @classmethod
    def _read(cls, path: Path, form: str, parse: Callable[[str], Any]) -> "Section":
        try:
            if path.stat().st_size > _LARGEST[form]:
                raise ValueError(f"it is larger than {_LARGEST[form]} bytes")
            values = parse(path.read_text("utf-8"))
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
        value = self._get(key)
        if not _is_integer(value, low, high):
            raise self.wrong(key, f"is {shortened(value)}, but must be {_span(low, high)}")
        return int(value)

    def optional_integer(self, key: str, low: int, high: int) -> int | None:
        return None if self.values.get(key) is None else self.integer(key, low, high)

    def integers(self, key: str, low: int, high: int) -> tuple[int, ...]:
        """A list of at least one."""
        value = self._get(key)
        if not _are_integers(value, low, high):
            raise self.wrong(key, f"is {shortened(value)}, but must be a list, each {_span(low, high)}")
        return tuple(value)

    def lists_of_integers(self, key: str, low: int, high: int) -> tuple[tuple[int, ...], ...]:
        value = self._get(key)
        if not isinstance(value, list) or not value or not all(_are_integers(each, low, high) for each in value):
            raise self.wrong(key, f"is {shortened(value)}, but must be a list of lists, each {_span(low, high)}")
        return tuple(tuple(each) for each in value)

    def number(self, key: str, low: float, high: float) -> float:
        value = self._get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or not low <= value <= high:
            raise self.wrong(key, f"is {shortened(value)}, but must be a number from {low:g} to {high:g}")
        return float(value)

    def boolean(self, key: str) -> bool:
        value = self._get(key)
        if not isinstance(value, bool):
            raise self.wrong(key, f"is {shortened(value)}, but must be true or false")
        return value

    def names(self, key: str) -> tuple[str, ...]:
        value = self._get(key)
        if not isinstance(value, list) or not value or not all(isinstance(name, str) and name for name in value):
            raise self.wrong(key, "must be a list of names")
        return tuple(value)

    def choice(self, key: str, *choices: str) -> str:
        value = self._get(key)
        if value not in choices:
            raise self.wrong(key, f"is {shortened(value)}, but must be {' or '.join(choices)}")
        return str(value)

    def wrong(self, key: str, problem: str) -> VozesError:
        return VozesError(ErrorCode.INVALID_CHECKPOINT, f"{self.prefix}{key} in {self.file} {problem}.")

    def _get(self, key: str) -> Any:
        if key not in self.values:
            raise self.wrong(key, "is missing")
        return self.values[key]


def shortened(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _is_integer(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high


def _are_integers(value: object, low: int, high: int) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_integer(each, low, high) for each in value)


def _span(low: int, high: int) -> str:
    return str(low) if low == high else f"a whole number from {low} to {high}"
