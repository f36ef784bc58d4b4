"""A voice's labels as ElevenLabs' clients send them, which the library keeps as tags: `accent: british`."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from vozes.api.middleware.json_limits import check_values
from vozes.errors import ErrorCode, VozesError
from vozes.text.language import base_language, is_tag, normalize_tag

_MARK = ": "
"""What parts a label's name from its value in a tag."""
_LONGEST_LANGUAGE = 3
"""Letters of a language in a tag."""


def read_labels(text: str) -> dict[str, str]:
    """Returns labels by their names, without empty ones. Raises VozesError(INVALID_FIELD) for what is no object."""
    check_values(text.encode(), "labels")
    try:
        labels: Any = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        labels = text
    if isinstance(labels, Mapping) and all(isinstance(value, str) for value in labels.values()):
        return {name: value for name, value in labels.items() if value}
    if labels is None:
        return {}
    message = 'labels is an object of texts in JSON, such as {"language": "pt"}.'
    raise VozesError(ErrorCode.INVALID_FIELD, message, param="labels")


def take_language(labels: dict[str, str]) -> str | None:
    """Takes the language out of the labels, where it is a tag."""
    tag = normalize_tag(labels.get("language", ""))
    if not is_tag(tag) or len(base_language(tag)) > _LONGEST_LANGUAGE:
        return None  # such as `english`, which stays a label
    del labels["language"]
    return tag


def labels_of(tags: Iterable[str]) -> dict[str, str]:
    """Returns the labels among a voice's tags."""
    parts = (tag.partition(_MARK) for tag in tags)
    return {name: value for name, mark, value in parts if mark}


def with_labels(tags: Sequence[str], labels: Mapping[str, str]) -> list[str]:
    """Returns the tags with these labels in place of those that are among them."""
    own = [tag for tag in tags if _MARK not in tag]
    return [*own, *(f"{name}{_MARK}{value}" for name, value in labels.items())]
