"""A word of the user's own and how it is read: what may stand in an entry, and how entries replace one another.

Entries come as JSON, in a request, to the API or in a file, and are the same everywhere. It knows neither how a text
is searched for them (`matching`) nor where they are kept.
"""

import codecs
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, ClassVar

from pydantic import ConfigDict, Strict, TypeAdapter, ValidationError

from vozes.errors import ErrorCode, VozesError
from vozes.text.characters import clean
from vozes.text.language import is_tag, normalize_tag
from vozes.text.lexicon.pronunciation import checked_ipa
from vozes.text.speakable import CONTROL_SET
from vozes.wording import did_you_mean, fault

MOST_ENTRIES = 10_000
LONGEST_WORD, LONGEST_RESPELLING = 100, 300
"""Characters."""
_UNWRITABLE = re.compile(f"[{CONTROL_SET}\\ufffe\\uffff]")
_LONGEST_QUOTED = 40
_LONGEST_CLEANED = 10
"""Times the longest text that is allowed: what is longer is refused before its characters are looked at."""

Key = tuple[str, bool, str]


@dataclass(frozen=True, slots=True)
class LexiconEntry:
    """A word or some words, and either a respelling or IPA."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    word: str
    language: str = ""
    """A tag such as `pt-br` or `pt`, which serves all its regions; empty: every language."""
    respelling: str | None = None
    ipa: str | None = None
    case_sensitive: Annotated[bool, Strict()] = False
    """Whether the word counts only as it is written here."""

    @property
    def key(self) -> Key:
        """What no two entries of a lexicon have in common."""
        return self.language, self.case_sensitive, self.word if self.case_sensitive else self.word.casefold()

    @property
    def order(self) -> tuple[str, str, str]:
        return self.language, self.word.casefold(), self.word


_ENTRIES = TypeAdapter(list[LexiconEntry])


def checked(entry: LexiconEntry, param: str) -> LexiconEntry:
    """Returns the entry with all its texts cleaned. Raises VozesError(INVALID_FIELD), about `param`."""
    word = checked_word(entry.word, param)
    try:
        if (entry.respelling is None) == (entry.ipa is None):
            raise _refuse("give either a respelling or IPA.", param)
        return replace(
            entry,
            word=word,
            language=checked_language(entry.language, param),
            respelling=None if entry.respelling is None else _checked_respelling(entry.respelling, param),
            ipa=None if entry.ipa is None else checked_ipa(entry.ipa, param),
        )
    except VozesError as error:
        raise _refuse(f"The word {word[:_LONGEST_QUOTED]!r}: {error.message}", param) from None


def checked_word(text: str, param: str) -> str:
    """Returns a word with the characters that a text has once it is read. Raises VozesError(INVALID_FIELD)."""
    word = _line(text, "word", LONGEST_WORD, param)
    if not word:
        raise _refuse("A word is empty.", param)
    return word


def checked_language(text: str, param: str) -> str:
    """Returns a tag in lower case, empty for every language. Raises VozesError(INVALID_FIELD)."""
    tag = normalize_tag(text)
    if tag and not is_tag(tag):
        raise _refuse(f"{tag[:_LONGEST_QUOTED]!r} is no language tag: give one such as `pt-br`, or none.", param)
    return tag


def entries_from(value: object, param: str = "lexicon") -> tuple[LexiconEntry, ...]:
    """Returns the entries of a list of objects, as JSON has them; of two for the same word the last.

    Raises VozesError(INVALID_FIELD) about the first fault.
    """
    if isinstance(value, list) and len(value) > MOST_ENTRIES:
        raise too_many(len(value), param)
    try:
        entries = _ENTRIES.validate_python(value)
    except ValidationError as error:
        raise _wrong_shape(error.errors()[0], param) from None
    return merged((), [checked(entry, param) for entry in entries])


def merged(own: Iterable[LexiconEntry], added: Iterable[LexiconEntry]) -> tuple[LexiconEntry, ...]:
    """Returns both by language and word; what is added replaces what has the same key."""
    by_key = {entry.key: entry for entries in (own, added) for entry in entries}
    return tuple(sorted(by_key.values(), key=lambda entry: entry.order))


def as_json(entry: LexiconEntry) -> dict[str, Any]:
    """Returns the fields that say something."""
    fields = {name: getattr(entry, name) for name in LexiconEntry.__slots__}
    return {name: value for name, value in fields.items() if value}


def to_json(entries: Sequence[LexiconEntry]) -> bytes:
    """Returns a document with a line for each entry, so that it can be read and edited by hand."""
    lines = ",\n".join(json.dumps(as_json(entry), ensure_ascii=False) for entry in entries)
    return f'{{"entries": [\n{lines}\n]}}\n'.encode()


def from_json(data: bytes, param: str = "entries") -> tuple[LexiconEntry, ...]:
    """Returns the entries of a document as `to_json` makes it. Raises VozesError(INVALID_FIELD)."""
    try:
        document = json.loads(data.removeprefix(codecs.BOM_UTF8))
    except (ValueError, RecursionError) as error:
        raise _refuse(f"This is no JSON: {error}.", param) from None
    if not isinstance(document, dict) or document.keys() != {"entries"}:
        raise _refuse('A lexicon in JSON is an object with the list "entries", and nothing else.', param)
    return entries_from(document["entries"], param)


def too_many(count: int, param: str) -> VozesError:
    return _refuse(f"A lexicon of {count:,} entries is too long: at most {MOST_ENTRIES:,} are allowed.", param)


def _checked_respelling(text: str, param: str) -> str:
    line = _line(text, "respelling", LONGEST_RESPELLING, param)
    if not any(map(str.isalnum, line)):
        raise _refuse("the respelling has nothing to say: it holds no letter and no digit.", param)
    return line


def _line(text: str, what: str, longest: int, param: str) -> str:
    """Returns a text with plain characters and single blanks."""
    if wrong := _UNWRITABLE.search(text):
        raise _refuse(f"The {what} has a control character or broken Unicode (U+{ord(wrong[0]):04X}).", param)
    line = " ".join(clean(text).text.text.split()) if len(text) <= _LONGEST_CLEANED * longest else text
    if len(line) > longest:
        raise _refuse(f"The {what} has {len(line)} characters; at most {longest} are allowed.", param)
    return line


def _wrong_shape(details: Any, param: str) -> VozesError:
    *place, name = param, *map(str, details["loc"])
    if details["type"] == "unexpected_keyword_argument":
        meant = did_you_mean(name, LexiconEntry.__slots__)
        return _refuse(f"There is no field {name[:_LONGEST_QUOTED]!r} in {'.'.join(place)}{meant}.", param)
    return _refuse(f"{fault('.'.join((*place, name)), details)}.", param)


def _refuse(message: str, param: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=param)
