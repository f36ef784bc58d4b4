"""What a form holds once it is received, and how much it may hold. It knows nothing of what a form is for."""

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from vozes.errors import ErrorCode, VozesError


@dataclass(frozen=True, slots=True)
class FormLimits:
    file_field: str
    """The name of the only field that has files."""
    files: int
    file_bytes: int
    """The most bytes of each file."""
    field_bytes: int
    """The most bytes of all fields together, with their names."""


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    """What the client calls it: data, never a path."""
    path: Path


@dataclass(slots=True)
class Form:
    fields: list[tuple[str, str]] = field(default_factory=list)
    files: list[SentFile] = field(default_factory=list)

    def values(self, repeated: Collection[str] = ()) -> dict[str, str | list[str]]:
        """Returns the fields by name, those of `repeated` as lists. Raises VozesError where another one comes twice."""
        values: dict[str, str | list[str]] = {name: [] for name in repeated}
        for name, value in self.fields:
            known = values.get(name)
            if isinstance(known, list):
                known.append(value)
            elif known is None:
                values[name] = value
            else:
                raise invalid_form(f"{name} is given more than once.", name)
        return values


def invalid_form(message: str, param: str | None = None) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=param)
