"""How a wrong value is told, in words of our own for what pydantic finds; and the name that was meant by a wrong one.

It knows neither settings nor calls, and no library: it takes pydantic's faults as they are, mappings.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

_WORDS = {
    "missing": "is missing",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "float_type": "must be a number",
    "float_parsing": "must be a number",
    "finite_number": "must be a finite number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "string_type": "must be a text",
    "path_type": "must be a path",
    "list_type": "must be a list",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
    "greater_than_equal": "must be at least {ge}",
    "greater_than": "must be more than {gt}",
    "less_than_equal": "must be at most {le}",
    "less_than": "must be less than {lt}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "too_long": "must have at most {max_length} parts",
    "literal_error": "must be {expected}",
    "value_error": "{error}",
}
"""What follows the name, by the fault's type."""
_LONGEST_NAME = 64
"""Characters of a name that may have been meant for another one; looking for it takes the longer the longer it is."""


def fault(name: str, details: Mapping[str, Any]) -> str:
    """Returns what is wrong with the value of that name, as a clause; another type's fault in pydantic's words."""
    words = _WORDS.get(details["type"])
    return f"{name}: {details['msg']}" if words is None else f"{name} {words.format_map(details.get('ctx', {}))}"


def sentence(text: str) -> str:
    """Returns the text with a full stop where it has no end, so that another sentence can follow."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Returns the nearest of the known names in brackets, to follow the wrong one; empty where none is near."""
    if len(name) > _LONGEST_NAME:
        return ""
    names = {each.casefold(): each for each in known}
    nearest = difflib.get_close_matches(name.casefold().replace("-", "_"), names, n=1)
    return f" (did you mean {names[nearest[0]]}?)" if nearest else ""
