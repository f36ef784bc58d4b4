"""Reads SSML 1.1: what its elements hold becomes a script, and what they ask for beyond that a warning.

What each element says of the manner is known to `manners`, where it stands to `xml_reading`.
"""

import re
from dataclasses import dataclass

from vozes.text.markup.elements import ELEMENTS, UNSPOKEN
from vozes.text.markup.faults import refuse_ssml
from vozes.text.markup.manners import Attributes, break_seconds, manner_within, warn_of_value
from vozes.text.markup.passages import Manner, Script
from vozes.text.markup.writer import ScriptWriter, quote, shorten
from vozes.text.markup.xml_reading import BLANK, read_xml
from vozes.warnings import CodedWarning, WarningCode

_PROLOGUE = re.compile(rf"[\s{BLANK}]+|<\?.*?\?>|<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<speak[\s/>]|<!DOCTYPE\s+speak\b")
_SPACES = str.maketrans("\t\r\n", "   ")
_ATTRIBUTES = {element.name: frozenset(element.attributes) for element in ELEMENTS}
_UNHEARD = ("xmlns", "xml:base", "xml:id", "xsi:")
"""How attributes begin that say nothing about speech."""
_LINE_ENDS = {"s": 1, "p": 2}
"""What parts an element from what is around it."""
_OF_ONE_PIECE = frozenset({"say-as", "sub", "phoneme"})
"""Elements whose text is joined to no other."""


def is_ssml(text: str) -> bool:
    """Returns whether a text begins with `<speak`, white space, an XML declaration and comments aside."""
    place = 0
    while (match := _PROLOGUE.match(text, place)) is not None:
        place = match.end()
    return _ROOT.match(text, place) is not None


def read_ssml(text: str) -> Script:
    """Raises VozesError(INVALID_TEXT) for what is not well-formed or no SSML, with the line and the column."""
    reader = _Reader(text)
    read_xml(text, reader)
    return reader.writer.finish()


@dataclass(slots=True)
class _Element:
    """An element that is open."""

    name: str
    manner: Manner
    start: int
    content: int
    """Where what it holds begins."""
    is_mute: bool = False
    """Whether its text is not read."""
    is_sealed: bool = False
    """Whether elements in it change nothing."""


class _Reader:
    def __init__(self, text: str):
        self._text = text
        self.writer = ScriptWriter(text.translate(_SPACES))
        self._open: list[_Element] = []

    def on_start(self, name: str, attributes: dict[str, str], start: int, end: int) -> None:
        if not self._open:
            if name != "speak":
                raise refuse_ssml(self._text, start, f"its first element is <{shorten(name)}>, not <speak>")
            self._open.append(_Element(name, Manner(), start, end))
            self._enter(self._open[0], attributes)
            return
        around = self._open[-1]
        element = _Element(name, around.manner, start, end, around.is_mute, around.is_sealed)
        self._open.append(element)
        if around.is_sealed:
            self._left_out(shorten(name))
        elif name in _ATTRIBUTES and name != "speak":
            self._enter(element, attributes)
        else:
            self._drop(element)

    def on_end(self, start: int, end: int) -> None:
        element = self._open.pop()
        around = self._open[-1] if self._open else element
        if around.is_sealed:
            return
        if element.name in _LINE_ENDS:
            self.writer.end_sentence(_LINE_ENDS[element.name], element.manner)
        elif element.name in _OF_ONE_PIECE and element.manner is not around.manner:
            if element.is_mute:
                self._read_instead(element, start, end)
            self.writer.part()

    def on_text(self, start: int, end: int) -> None:
        if not self._open[-1].is_mute:
            self.writer.copy(start, end, self._open[-1].manner)

    def on_reference(self, character: str, start: int, end: int) -> None:
        if not self._open[-1].is_mute:
            self.writer.put(character, start, end, self._open[-1].manner)

    def _enter(self, element: _Element, attributes: Attributes) -> None:
        """Does what an element asks for at its start, and finds the manner of what it holds."""
        name, around = element.name, element.manner
        attributes = self._known(name, attributes)
        element.manner = manner_within(name, around, attributes, self.writer.warn)
        if name in _LINE_ENDS:
            self.writer.end_sentence(_LINE_ENDS[name], around)
        elif name == "break":
            self.writer.pause(break_seconds(attributes, self.writer.warn), element.start)
        elif name == "mark":
            self._mark(attributes.get("name"), element.start)
        elif name in _OF_ONE_PIECE and element.manner is not around:
            self._seal(element)

    def _known(self, name: str, attributes: Attributes) -> Attributes:
        known = _ATTRIBUTES[name]
        for attribute in attributes:
            if attribute not in known and not attribute.startswith(_UNHEARD):
                told = f"<{name}> has {quote(attribute)}, which is not understood: it was left out."
                code = WarningCode.ATTRIBUTE_UNKNOWN
                self.writer.warn(CodedWarning(code, told, element=name, attribute=shorten(attribute)))
        return {each: value for each, value in attributes.items() if each in known}

    def _drop(self, element: _Element) -> None:
        """Leaves an element out that is not understood; what it holds is read as if it were not there."""
        name = shorten(element.name)
        if element.name in UNSPOKEN:
            element.is_mute = element.is_sealed = True
            self._left_out(name)
        else:
            told = f"<{name}> is not understood: it was left out, its text was kept."
            self.writer.warn(CodedWarning(WarningCode.ELEMENT_UNKNOWN, told, element=name))

    def _left_out(self, name: str) -> None:
        self.writer.warn(CodedWarning(WarningCode.ELEMENT_LEFT_OUT, f"<{name}> was left out.", element=name))

    def _seal(self, element: _Element) -> None:
        element.is_sealed = element.name != "say-as"
        following = self._text.find("<", element.content)
        is_blank = not self._text[element.content : following].strip()
        element.is_mute = element.name == "sub" or (element.name == "phoneme" and is_blank)

    def _read_instead(self, element: _Element, start: int, end: int) -> None:
        span = (element.content, start) if element.content < start else (element.start, max(end, start))
        self.writer.put(element.manner.alias or element.manner.phoneme or "", *span, element.manner)

    def _mark(self, name: str | None, place: int) -> None:
        if name:
            self.writer.mark(name, place)
        else:
            warn_of_value("mark", "name", name, self.writer.warn)
