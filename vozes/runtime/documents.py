"""Reads JSON and YAML of unknown origin within bounds of size, depth and length of numbers, whatever they hold.

YAML is the part of it that configurations are written in: no anchors and aliases, which make a page of text a
gigabyte, no tags, and numbers in plain decimals. No key may stand twice. It knows nothing of what is asked for.
"""

import json
import re
import reprlib
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml

_DEEPEST = 32
"""Collections within one another; configurations have five."""
_LONGEST_NUMBER = 30
"""Characters of a whole number; trainers write counts, and no arithmetic is done with what is longer."""
_SHOWN = 40


def read_text(path: Path, most: int) -> str:
    """Returns a file of at most `most` bytes of UTF-8. Raises OSError or ValueError; never opens a pipe or device."""
    if not stat.S_ISREG(path.stat().st_mode):
        raise ValueError("it is no file")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise ValueError(f"it is larger than {most} bytes")
    return data.decode("utf-8")


def parse_json(text: str) -> Any:
    """Raises ValueError or RecursionError for what is wrong with the text."""
    return json.loads(text, parse_int=_whole_number, object_pairs_hook=_object)


def parse_yaml(text: str) -> Any:
    """Raises ValueError, RecursionError or YAMLError for what is wrong with the text."""
    return yaml.load(text, _PlainLoader)  # noqa: S506  (a safe loader that knows even less)


def shortened(value: object) -> str:
    """Returns the start of how a value is written, made without writing all of it."""
    text = _BRIEF.repr(value)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _whole_number(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"it has a number of {len(digits)} digits")
    return int(digits)


def _object(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, Any]:
    values: dict[Any, Any] = {}
    for key, value in pairs:
        if key in values:
            raise ValueError(f"it has the key {shortened(key)} twice")
        values[key] = value
    return values


class _PlainLoader(yaml.SafeLoader):
    """Loads as text all that is no number, boolean or null: dates, and numbers to other bases, too."""

    yaml_implicit_resolvers: dict[str | None, Any] = {}  # noqa: RUF012  (PyYAML fills it below)

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise ValueError("it has anchors and aliases (& and *), which are not read: write out what they stand for")
        if event.tag is not None:
            raise ValueError(f"it has the tag {shortened(event.tag)}, and tags are not read")
        if self._depth >= _DEEPEST:
            raise ValueError(f"it has more than {_DEEPEST} lists or objects within one another")
        self._depth += 1
        node = super().compose_node(parent, index)
        self._depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        keys = [(self.construct_object(key, deep=True), None) for key, _ in node.value]
        _object((key, value) for key, value in keys if isinstance(key, str | int | float | bool | None))
        return super().construct_mapping(node, deep)


_WHOLE = rf"[-+]?(0|[1-9][0-9]{{0,{_LONGEST_NUMBER - 1}}})"
_FLOAT = r"[-+]?([0-9]{1,30}\.[0-9]{0,30}|\.[0-9]{1,30})([eE][-+]?[0-9]{1,3})?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
_BOOLEAN = "true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF"
for _tag, _pattern, _starts in (
    ("bool", _BOOLEAN, "tTfFyYnNoO"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", _WHOLE, "-+0123456789"),
    ("float", _FLOAT, "-+.0123456789"),
):
    _PlainLoader.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"({_pattern})\\Z"), [*_starts])


class _Brief(reprlib.Repr):
    def __init__(self) -> None:
        super().__init__()
        self.maxlevel, self.maxstring, self.maxother = 3, 2 * _SHOWN, 2 * _SHOWN

    def repr_int(self, value: int, _: int) -> str:
        return repr(value) if value.bit_length() <= 4 * _LONGEST_NUMBER else "a number of too many digits"

    def repr_dict(self, value: dict[Any, Any], level: int) -> str:
        """Shows the first key, without sorting them, which would take time and compare them."""
        if level <= 0 or not value:
            return "{...}" if value else "{}"
        key = next(iter(value))
        more = ", ..." if len(value) > 1 else ""
        return f"{{{self.repr1(key, level - 1)}: {self.repr1(value[key], level - 1)}{more}}}"


_BRIEF = _Brief()
