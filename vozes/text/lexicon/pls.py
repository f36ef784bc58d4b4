"""Lexicons as the W3C's Pronunciation Lexicon Specification (PLS) 1.0 writes them, read and written.

An `alias` is a respelling, a `phoneme` IPA. That a word counts only as it is written has no place in PLS, and stands in
an attribute of a namespace of our own. What the specification has beside that (`role`, examples, metadata) is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from vozes.errors import ErrorCode, VozesError
from vozes.text.lexicon.entries import (
    LONGEST_WORD,
    MOST_ENTRIES,
    LexiconEntry,
    checked,
    checked_language,
    merged,
    too_many,
)
from vozes.warnings import CodedWarning, WarningCode

MEDIA_TYPE = "application/pls+xml"
_PLS = "http://www.w3.org/2005/01/pronunciation-lexicon"
_OWN = "urn:vozes:lexicon"
_CASE = f"{{{_OWN}}}case"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_EVERY_LANGUAGE = frozenset({"", "und", "mul"})
_PARAM = "lexicon"


@dataclass(frozen=True, slots=True)
class PlsLexicon:
    entries: tuple[LexiconEntry, ...]
    warnings: tuple[CodedWarning, ...]
    """A sentence for each word that was left out."""


def read_pls(document: bytes, language: str | None = None) -> PlsLexicon:
    """Returns the entries of a document, of its own language where none is given, empty for every language.

    Raises VozesError(INVALID_FIELD) for what is no such document, or has entities, which could be made to hurt.
    """
    root = _parsed(document)
    if _local_name(root) != "lexicon":
        raise _refuse(f"The outermost element is {_local_name(root)[:LONGEST_WORD]!r}, where PLS has 'lexicon'.")
    tag = _language_of(root) if language is None else checked_language(language, _PARAM)
    entries: list[LexiconEntry] = []
    warnings: list[CodedWarning] = []
    for lexeme in _children(root, "lexeme"):
        for entry in _entries(lexeme, tag, root.get("alphabet", "ipa")):
            if isinstance(entry, CodedWarning):
                warnings.append(entry)
            else:
                entries.append(entry)
            if len(entries) + len(warnings) > MOST_ENTRIES:
                graphemes = sum(len(list(_children(each, "grapheme"))) for each in _children(root, "lexeme"))
                raise too_many(graphemes, _PARAM)
    return PlsLexicon(merged((), entries), tuple(warnings))


def write_pls(entries: Sequence[LexiconEntry], language: str | None = None) -> bytes:
    """Returns the document of the entries, which are of that language, empty for every language.

    Raises VozesError(INVALID_FIELD) where no language is named and they are of several.
    """
    if language is None:
        language, *more = sorted({entry.language for entry in entries}) or [""]
        if more:
            others = ", ".join(repr(tag) for tag in (language, *more[:5]))
            message = f"PLS is of one language, and there are entries of {others}: name one."
            raise VozesError(ErrorCode.INVALID_FIELD, message, param="language")
    lines = (
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<lexicon version="1.0" xmlns="{_PLS}" xmlns:vozes="{_OWN}" alphabet="ipa" xml:lang="{language or "und"}">',
        *map(_lexeme, entries),
        "</lexicon>\n",
    )
    return "\n".join(lines).encode()


def _lexeme(entry: LexiconEntry) -> str:
    case = ' vozes:case="sensitive"' if entry.case_sensitive else ""
    name, reading = ("alias", entry.respelling or "") if entry.ipa is None else ("phoneme", entry.ipa)
    return f"  <lexeme{case}><grapheme>{escape(entry.word)}</grapheme><{name}>{escape(reading)}</{name}></lexeme>"


def _parsed(document: bytes) -> Element:
    try:
        return fromstring(document)
    except DefusedXmlException:
        raise _refuse("The document declares entities: write their characters themselves.") from None
    except (ParseError, ValueError, LookupError) as error:
        raise _refuse(f"This is no XML: {error}.") from None


def _language_of(root: Element) -> str:
    tag = root.get(_LANGUAGE)
    if tag is None:
        raise _refuse("The element lexicon has no xml:lang: give the language there, or beside the document.")
    return "" if tag.strip().lower() in _EVERY_LANGUAGE else checked_language(tag, _PARAM)


def _entries(lexeme: Element, language: str, alphabet: str) -> Iterator[LexiconEntry | CodedWarning]:
    """Yields an entry for each grapheme, or a warning that says why there is none."""
    case_sensitive = lexeme.get(_CASE) == "sensitive"
    reading = _reading(lexeme, alphabet)
    for grapheme in _children(lexeme, "grapheme"):
        word = _text(grapheme)
        if isinstance(reading, _Foreign):
            yield _without_reading(word[:LONGEST_WORD], reading.alphabet)
            continue
        respelling, ipa = reading
        try:
            yield checked(LexiconEntry(word, language, respelling, ipa, case_sensitive), _PARAM)
        except VozesError as error:
            yield CodedWarning(WarningCode.WORD_REFUSED, f"An entry is left out. {error.message}", error=error.code)


@dataclass(frozen=True, slots=True)
class _Foreign:
    """A pronunciation that cannot be read."""

    alphabet: str | None
    """None: there is no pronunciation."""


def _without_reading(word: str, alphabet: str | None) -> CodedWarning:
    if alphabet is None:
        told = f"{word!r} is left out: it has neither a phoneme nor an alias."
        return CodedWarning(WarningCode.WORD_WITHOUT_PRONUNCIATION, told, word=word)
    told = f"{word!r} is left out: its pronunciation is in the alphabet {alphabet!r}, and only ipa is read."
    return CodedWarning(WarningCode.WORD_IN_OTHER_ALPHABET, told, word=word, alphabet=alphabet)


def _reading(lexeme: Element, alphabet: str) -> tuple[str | None, str | None] | _Foreign:
    """Returns the respelling or the IPA that is preferred, else the first; or what there is instead."""
    readings = [each for each in lexeme if _local_name(each) in ("phoneme", "alias")]
    readings.sort(key=lambda each: each.get("prefer") != "true")
    foreign = None
    for each in readings:
        if _local_name(each) == "alias":
            return _text(each), None
        if (given := each.get("alphabet", alphabet).lower()) == "ipa":
            return None, _text(each)
        foreign = foreign or given
    return _Foreign(None if foreign is None else foreign[:LONGEST_WORD])


def _children(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element if _local_name(child) == name)


def _local_name(element: Element) -> str:
    """Returns an element's name, whatever its namespace: many documents have another or none."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _text(element: Element) -> str:
    return "".join(element.itertext())


def _refuse(message: str) -> VozesError:
    return VozesError(ErrorCode.INVALID_FIELD, message, param=_PARAM)
