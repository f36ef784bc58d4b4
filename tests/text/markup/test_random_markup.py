import re
from collections.abc import Callable

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.text.markup.reading import check_copied_spans, check_spans, text_of
from vozes.errors import VozesError
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Passage, Pause
from vozes.text.markup.planning import Stretch, plan

PIECES = [
    "<speak>", "</speak>", "<speak", "<s>", "</s>", "<p>", "</p>", "<break/>", '<break time="1s"/>', "<break",
    ' time="', '"', "'", ">", "/>", "<", "&", "&amp;", "&#233;", "&#x1F600;", "&#0;", "&nbsp;", ";",
    "<![CDATA[", "]]>", "<!--", "-->", "<?x ?>", "<?xml version='1.0'?>", "<!DOCTYPE speak>",
    '<sub alias="w x">', "</sub>", '<phoneme ph="a">', "</phoneme>", '<voice name="v">', "</voice>",
    '<prosody rate="2" pitch="bad">', "</prosody>", "<desc>", "</desc>",
    '<say-as interpret-as="date" format="dmy">', "</say-as>", "<x:y>", "</x:y>", '<mark name="m"/>',
    "[pause:1s]", "[pause:", "[lang:pt]", "[/lang]", "[rate:2]", "[rate:x]", "[[", "[", "]", "\n", "\r", "\r\n",
    " ", "\ufeff", "\x00", "\x0c", "\ud83d", "é", "😀", "e\u0301", "a", "1",
]  # fmt: skip

pieces = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
characters = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=6)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _references(text: str) -> str:
    return "".join(f"&#{ord(each)};" for each in text)


def _section(text: str) -> str:
    return f"<![CDATA[{text.replace(']]>', ']]]]><![CDATA[>')}]]>"


def _with_tags(start: str, end: str) -> Callable[[list[str]], str]:
    return lambda inside: f"{start}{''.join(inside)}{end}"


TAGS = [
    ("<s>", "</s>"), ("<p\n>", "</p >"), ("<x y='>😀'>", "</x>"), ("<sub alias='😀 b'>", "</sub>"), ("<!-- 😀 -->", ""),
    ('<phoneme ph="a">', "</phoneme>"), ("<say-as interpret-as='digits'>", "</say-as>"), ("<desc>", "</desc>"),
    ("<prosody rate='fast' volume='?'>", "</prosody>"), ("<break/>", "<mark name='é'/>"),
    ("<voice name='é'>", "</voice>"),
]  # fmt: skip
leaves = characters.flatmap(
    lambda text: st.sampled_from([_escaped, _references, _section]).map(lambda write: write(text))
)
trees = st.recursive(
    leaves,
    lambda inside: st.tuples(st.sampled_from(TAGS), st.lists(inside, max_size=4)).map(
        lambda pair: _with_tags(*pair[0])(pair[1])
    ),
    max_leaves=20,
)


def _check(text: str, markup: Markup) -> None:
    try:
        script = parse(text, markup)
    except VozesError:
        return
    check_spans(script, text)
    check_copied_spans(script, text)
    assert sum(item.seconds for item in script.items if isinstance(item, Pause)) <= 300
    for step in plan(script).steps:
        if isinstance(step, Stretch):
            assert step.text.text == step.text.text.strip() != ""
            assert all(0 <= each.start < each.end <= len(step.text.text) for each in step.inlines)


@settings(max_examples=150)
@given(pieces, st.sampled_from(Markup))
@example("<speak>\ud83d</speak>", Markup.SSML)
def test_any_text_is_read_or_refused(text: str, markup: Markup) -> None:
    _check(text, markup)


@settings(max_examples=150)
@given(pieces)
def test_any_text_in_speak_is_read_or_refused(text: str) -> None:
    _check(f"<speak>{text}</speak>", Markup.AUTO)


@settings(max_examples=150)
@given(trees)
def test_what_is_well_formed_is_read(tree: str) -> None:
    text = f"\ufeff <speak>{tree}</speak>\n"
    check_spans(parse(text, Markup.AUTO), text)
    _check(text, Markup.AUTO)


@settings(max_examples=200)
@given(st.lists(characters, max_size=6))
def test_no_letter_is_lost(words: list[str]) -> None:
    """However it is written, and whatever stands around it."""
    writes = [_escaped, _references, _section]
    written = "".join(f"<s>{writes[place % 3](word)}</s>" for place, word in enumerate(words))
    read = text_of(parse(f"<speak>{written}</speak>", Markup.AUTO))
    assert re.sub(r"\s", "", read) == re.sub(r"\s", "", "".join(words))


@settings(max_examples=200)
@given(st.text(max_size=40))
def test_text_without_brackets_is_the_same_among_tags(text: str) -> None:
    plain = text.replace("[", "").strip()
    items = parse(plain, Markup.TAGS).items
    assert "".join(item.text.text for item in items if isinstance(item, Passage)) == plain
