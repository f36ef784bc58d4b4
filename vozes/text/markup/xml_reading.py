"""Reads XML and says where in the text everything stands, in code points; what it means is for whoever listens.

The XML is parsed by expat as defusedxml guards it: a document type, entities of one's own and anything external are
refused. Expat says where tags stand; the text between them is read from the source. White space is a space there, as
SSML has it, unless it is written as a reference.
"""

import re
from typing import Protocol
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler, LexicalHandler, property_lexical_handler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from vozes.text.markup.faults import LINE_END, fault_of, refuse_ssml

BLANK = " \t\n\r\f\v\x85\xa0\u2028\u2029\u200b\u2060\u3000\ufeff"
"""What may stand around the XML."""
_TAG = re.compile(r"""<[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+>""")
_REFERENCE = re.compile(r"&[^;]*;")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}


class Listener(Protocol):
    """Hears of everything in the order of the text."""

    def on_start(self, name: str, attributes: dict[str, str], start: int, end: int) -> None:
        """An element begins with a tag in this span."""

    def on_end(self, start: int, end: int) -> None:
        """The innermost element ends with a tag in this span, which is empty after `<name/>`."""

    def on_text(self, start: int, end: int) -> None: ...

    def on_reference(self, character: str, start: int, end: int) -> None:
        """A character is written as `&…;` in this span."""


def read_xml(text: str, listener: Listener) -> None:
    """Raises VozesError(INVALID_TEXT) for what is not well-formed and for what defusedxml refuses."""
    expat = DefusedExpatParser(forbid_dtd=True)
    document = _Document(text, expat, listener)
    expat.setContentHandler(document)
    expat.setProperty(property_lexical_handler, document)
    try:
        expat.feed(document.xml)
        expat.close()
    except SAXParseException as error:
        place = document.place_of(error.getLineNumber(), error.getColumnNumber())
        fault = fault_of(error.getMessage(), text, place, document.innermost)
        raise refuse_ssml(text, *fault) from None
    except DefusedXmlException:
        raise refuse_ssml(text, document.here, "it may have no document type and no entities of its own") from None
    except UnicodeEncodeError as error:
        raise refuse_ssml(text, document.start + error.start, "half of a surrogate pair is no character") from None


class _Document(ContentHandler, LexicalHandler):
    def __init__(self, text: str, expat: DefusedExpatParser, listener: Listener):
        super().__init__()
        self._text = text
        self._expat = expat
        self._listener = listener
        self.xml = text.strip(BLANK)
        self.start = len(text) - len(text.lstrip(BLANK))
        self._lines = [self.start, *(match.end() for match in LINE_END.finditer(text, self.start))]
        self._open: list[tuple[str, bool]] = []
        """The names of the elements that are open, and whether they are written `<name/>`."""
        self._place = 0
        """Where the text was read to."""

    @property
    def here(self) -> int:
        return self.place_of(self._expat.getLineNumber(), self._expat.getColumnNumber())

    def place_of(self, line: int | None, column: int | None) -> int:
        return self._lines[(line or 1) - 1] + (column or 0)

    @property
    def innermost(self) -> str | None:
        return self._open[-1][0] if self._open else None

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        start = self._read_up_to_here()
        tag = _TAG.match(self._text, start)
        self._place = tag.end() if tag is not None else start
        self._open.append((name, self._text.endswith("/>", start, self._place)))
        self._listener.on_start(name, dict(attrs), start, self._place)

    def endElement(self, name: str) -> None:  # noqa: N802
        start = self._read_up_to_here()
        _, is_empty = self._open.pop()
        self._place = start if is_empty else self._text.index(">", start) + 1
        self._listener.on_end(start, self._place)

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: N802
        self._place = self._text.index("?>", self._read_up_to_here()) + len("?>")

    def comment(self, content: str) -> None:
        self._place = self._text.index("-->", self._read_up_to_here()) + len("-->")

    def startCDATA(self) -> None:  # noqa: N802
        self._place = self._read_up_to_here() + len("<![CDATA[")

    def endCDATA(self) -> None:  # noqa: N802
        end = self.here
        self._listener.on_text(self._place, end)
        self._place = end + len("]]>")

    def _read_up_to_here(self) -> int:
        """Tells of the text after the last tag, and returns where this one begins."""
        end = self.here
        if self._open and self._place < end:
            for reference in _REFERENCE.finditer(self._text, self._place, end):
                self._listener.on_text(self._place, reference.start())
                self._listener.on_reference(_character(reference[0]), *reference.span())
                self._place = reference.end()
            self._listener.on_text(self._place, end)
        return end


def _character(reference: str) -> str:
    """Returns `é` for `&#233;` and `&#xE9;`."""
    if reference in _NAMED:
        return _NAMED[reference]
    digits = reference[2:-1]
    is_hex = digits.startswith("x")
    return chr(int(digits[1:] if is_hex else digits.lstrip("0"), 16 if is_hex else 10))
