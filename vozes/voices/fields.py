"""What may be said of a voice beside its name: language, description, transcript, tags.

The same rules hold for what the API is sent and for a `voice.json` that is written by hand. Every function gives the
cleaned value, or raises VozesError(INVALID_FIELD) about its field.
"""

import re
from collections.abc import Iterable

from vozes.errors import ErrorCode, VozesError
from vozes.text.language import normalize_tag
from vozes.text.speakable import CONTROL
from vozes.voices.names import check_line, name_key

_LONGEST = {"description": 1_000, "transcript": 100_000}
"""Characters."""
_MOST_TAGS, _LONGEST_TAG = 20, 40
_LANGUAGE = re.compile("[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}")


def check_language(text: str | None) -> str | None:
    """Returns a language tag in lower case, such as `pt-br`; None where no language is given."""
    if text is None or not text.strip():
        return None
    tag = normalize_tag(text)
    if not _LANGUAGE.fullmatch(tag):
        raise _refuse("language", "The language is no language tag: give one such as `pt-br`, or none.")
    return tag


def check_description(text: str) -> str:
    return _prose(text, "description")


def check_transcript(text: str) -> str:
    return _prose(text, "transcript")


def check_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Returns the tags in their order, each once."""
    kept = {name_key(tag): tag for tag in reversed([check_line(tag, "tags", _LONGEST_TAG) for tag in tags])}
    if len(kept) > _MOST_TAGS:
        raise _refuse("tags", f"The voice has {len(kept)} tags; at most {_MOST_TAGS} are allowed.")
    return tuple(reversed(kept.values()))


def _prose(text: str, param: str) -> str:
    text, longest = text.strip(), _LONGEST[param]
    if len(text) > longest:
        raise _refuse(param, f"The {param} has {len(text)} characters; at most {longest} are allowed.")
    if CONTROL.search(text):
        raise _refuse(param, f"The {param} has control characters or broken Unicode: remove them.")
    return text


def _refuse(param: str, message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=param)
