"""Says what is wrong with XML that is not well-formed, where, and what to write instead."""

import html.entities
import re
from xml.parsers.expat import errors

from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.writer import quote, shorten

_REFERENCE = re.compile(r"&([^;<>&\s]{1,40});")
_HALF_REFERENCE = re.compile(r"&#?\w*\Z")
_LONGEST_NAME = 40
LINE_END = re.compile(r"\r\n?|\n")
_WORDS = {
    errors.XML_ERROR_NO_ELEMENTS: "it ends before </speak>",
    errors.XML_ERROR_UNCLOSED_TOKEN: "a tag or a comment does not end",
    errors.XML_ERROR_UNCLOSED_CDATA_SECTION: "a CDATA section does not end",
    errors.XML_ERROR_SYNTAX: "it has to begin with <speak>",
    errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT: "something follows after the end of the first element",
    errors.XML_ERROR_DUPLICATE_ATTRIBUTE: "an attribute is there twice",
    errors.XML_ERROR_BAD_CHAR_REF: "a reference names a character that XML does not allow",
}


def refuse_ssml(text: str, place: int, what: str) -> VozesError:
    """Returns the error about a place, with its line and column, both from 1."""
    line_ends = [match.end() for match in LINE_END.finditer(text, 0, place)]
    column = place - (line_ends[-1] if line_ends else 0)
    message = f"The SSML cannot be read: {what} (line {len(line_ends) + 1}, column {column + 1})."
    return VozesError(ErrorCode.INVALID_TEXT, message, param="text")


def fault_of(expats: str, text: str, place: int, open_element: str | None) -> tuple[int, str]:
    """Returns where the fault is and what it is, by expat's words for it and the innermost element that is open."""
    if expats == errors.XML_ERROR_INVALID_TOKEN:
        return _misplaced(text, place)
    if expats == errors.XML_ERROR_UNDEFINED_ENTITY:
        return place, _undefined(text, place)
    if expats == errors.XML_ERROR_TAG_MISMATCH:
        return place, f"an end tag stands where </{shorten(open_element or '')}> is expected"
    return place, _WORDS.get(expats, expats)


def _undefined(text: str, place: int) -> str:
    match = _REFERENCE.search(text, place)
    if match is None:
        return "a reference has no meaning in XML"
    code = html.entities.name2codepoint.get(match[1])
    instead = "" if code is None else f": write the character itself, or &#{code};"
    return f"{quote(match[0])} has no meaning in XML{instead}"


def _misplaced(text: str, place: int) -> tuple[int, str]:
    before = text[max(0, place - _LONGEST_NAME) : place]
    reference = _HALF_REFERENCE.search(before)
    if reference is not None:
        return place - len(reference[0]), "& has to be written &amp;"
    if before.endswith("<"):
        return place - 1, "< has to be written &lt; where it begins no tag"
    if text.startswith("<", place):
        return place, "< may not stand in a tag"
    if before.rstrip().endswith("="):
        return place, "the value of an attribute has to be in quotes"
    return place, f"{quote(text[place : place + 1])} may not stand here"
