"""Texts that are made to hurt end soon, in an error or a right reading. The bounds are many times what they take."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest

from tests.text.markup.reading import text_of
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup
from vozes.text.markup.planning import plan

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "text",
    [
        f'<?xml version="1.0"?><!DOCTYPE speak [<!ENTITY l0 "lol">{LAUGHS}]><speak>&l9;</speak>',
        f'<!DOCTYPE speak [<!ENTITY a "{"x" * 50_000}">]><speak>{"&a;" * 10_000}</speak>',
        '<!DOCTYPE speak [<!ENTITY x SYSTEM "file:///etc/hostname">]><speak>&x;</speak>',
        '<!DOCTYPE speak [<!ENTITY % x SYSTEM "http://localhost:1/x"> %x;]><speak/>',
        '<!DOCTYPE speak PUBLIC "-//W3C//DTD SYNTHESIS 1.0//EN" "http://localhost:1/x"><speak>a</speak>',
    ],
)
def test_document_types_and_entities_are_refused(text: str) -> None:
    with pytest.raises(VozesError, match="no document type and no entities") as refusal:
        parse(text, Markup.AUTO)
    assert refusal.value.code == ErrorCode.INVALID_TEXT


def test_an_inclusion_is_a_foreign_element_like_others() -> None:
    text = '<speak><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/hostname"/>a</speak>'
    assert text_of(parse(text, Markup.AUTO)) == "a"


def _seconds(text: str, markup: Markup) -> float:
    began = time.process_time()
    with suppress(VozesError):
        plan(parse(text, markup))
    return time.process_time() - began


def _deep(start: str, end: str) -> Callable[[int], str]:
    return lambda times: f"<speak>{start * times}a{end * times}</speak>"


def _inside(unit: str) -> Callable[[int], str]:
    return lambda times: f"<speak>{unit * times}</speak>"


def _plain(unit: str) -> Callable[[int], str]:
    return lambda times: unit * times


SHAPES: dict[str, tuple[Markup, Callable[[int], str]]] = {
    "depth of sentences": (Markup.AUTO, _deep("<s>", "</s>")),
    "depth of strangers": (Markup.AUTO, _deep("<x>", "</x>")),
    "depth of rates": (Markup.AUTO, _deep('<prosody rate="2" pitch="+1st">', "</prosody>")),
    "depth of aliases": (Markup.AUTO, _deep('<sub alias="b">', "</sub>")),
    "depth that does not end": (Markup.AUTO, _inside("<s>")),
    "attributes": (Markup.AUTO, lambda times: "<speak " + " ".join(f"a{n}='1'" for n in range(times)) + "/>"),
    "one attribute": (Markup.AUTO, lambda times: f'<speak a="{"&amp;>" * times}"/>'),
    "references": (Markup.AUTO, _inside("&amp;")),
    "line ends": (Markup.AUTO, _inside("\r\n\r")),
    "comments": (Markup.AUTO, _inside("<!---->")),
    "sections": (Markup.AUTO, _inside("a<![CDATA[<]]>")),
    "pauses": (Markup.AUTO, _inside("<break/>")),
    "kinds": (Markup.AUTO, _inside('<say-as interpret-as="digits">1</say-as>')),
    "voices": (Markup.AUTO, _inside('<voice name="x">a</voice>.')),
    "comments before the root": (Markup.AUTO, _plain("<!-- -->")),
    "comments that do not end": (Markup.AUTO, _plain("<!--")),
    "quotes that do not end": (Markup.AUTO, _inside("<a '")),
    "ampersands": (Markup.AUTO, _inside("&")),
    "brackets": (Markup.TAGS, _plain("[")),
    "tags that do not end": (Markup.TAGS, _plain("[pause:")),
    "tags": (Markup.TAGS, _plain("[rate:2]a[/rate]")),
    "tags without a value": (Markup.TAGS, _plain("[pause]")),
}


@pytest.mark.parametrize(("markup", "make"), SHAPES.values(), ids=SHAPES)
def test_ten_thousand_of_anything_take_no_time(markup: Markup, make: Callable[[int], str]) -> None:
    assert _seconds(make(10_000), markup) < 2


@pytest.mark.parametrize(("markup", "make"), SHAPES.values(), ids=SHAPES)
def test_ten_times_as_much_takes_no_more_than_its_share(markup: Markup, make: Callable[[int], str]) -> None:
    less = min(_seconds(make(1_000), markup) for _ in range(3))
    assert _seconds(make(10_000), markup) < 30 * less + 0.1


def test_a_hundred_thousand_characters_of_ordinary_markup_are_soon_read() -> None:
    sentence = '<s>Olá, <emphasis>mundo</emphasis> &amp; todos.<break time="300ms"/> Hoje é dia 12.</s>\n'
    text = f'<speak xml:lang="pt-BR"><p>{sentence * (100_000 // len(sentence))}</p></speak>'
    assert min(_seconds(text, Markup.AUTO) for _ in range(3)) < 0.25


def test_the_deepest_text_is_read_right() -> None:
    script = parse(_deep("<s><x>", "</x></s>")(10_000), Markup.AUTO)
    assert text_of(script) == "a"
