"""What the tests of markup share: scripts as plain values, and what holds for all of them."""

from dataclasses import asdict

from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Manner, Mark, Markup, Passage, Pause, Script


def ssml(inside: str) -> Script:
    return parse(f"<speak>{inside}</speak>", Markup.SSML)


def told(script: Script) -> list[object]:
    """Returns each passage as its text, with its manner if that says anything; pauses as seconds, marks by name."""
    return [_told(item) for item in script.items]


def _told(item: Passage | Pause | Mark) -> object:
    if isinstance(item, Pause):
        return item.seconds
    if isinstance(item, Mark):
        return f"#{item.name}"
    said = changes(item.manner)
    return (item.text.text, said) if said else item.text.text


def changes(manner: Manner) -> dict[str, object]:
    """Returns what a manner says beyond the usual one."""
    usual = asdict(Manner())
    return {name: value for name, value in asdict(manner).items() if value != usual[name]}


def only_manner(script: Script) -> dict[str, object]:
    (item,) = script.items
    assert isinstance(item, Passage)
    return changes(item.manner)


def text_of(script: Script) -> str:
    return "".join(item.text.text for item in script.items if isinstance(item, Passage))


def check_spans(script: Script, source: str) -> None:
    """Spans lie in the source, and neither their starts nor their ends ever fall."""
    start = end = 0
    for item in script.items:
        if isinstance(item, Passage):
            assert len(item.text.text) == len(item.text.starts) == len(item.text.ends) > 0
            spans = list(zip(item.text.starts, item.text.ends, strict=True))
        else:
            spans = [(item.place, item.place)]
        for each_start, each_end in spans:
            assert start <= each_start <= each_end <= len(source)
            assert end <= each_end
            start, end = each_start, each_end


def check_copied_spans(script: Script, source: str) -> None:
    """A character that comes from one character is that character; white space is a space."""
    for item in script.items:
        if isinstance(item, Passage) and item.manner.alias is None:
            for character, start, end in zip(item.text.text, item.text.starts, item.text.ends, strict=True):
                if end - start == 1:
                    assert source[start] == character or (character == " " and source[start] in "\t\r\n")
