import pytest

from tests.text.markup.reading import check_spans, told
from vozes.errors import ErrorCode, VozesError
from vozes.text.markup.parsing import parse
from vozes.text.markup.passages import Markup, Passage


def tags(text: str) -> list[object]:
    script = parse(text, Markup.TAGS)
    check_spans(script, text)
    assert script.warnings == ()
    return told(script)


def test_a_pause_parts_the_text() -> None:
    assert tags("um[pause:500ms]dois [Pause: 1.5 s ] três") == ["um", 0.5, "dois ", 1.5, " três"]


def test_a_long_pause_is_shortened_with_a_warning() -> None:
    script = parse("um[pause:60s]dois", Markup.TAGS)
    assert told(script) == ["um", 10.0, "dois"]
    assert len(script.warnings) == 1


@pytest.mark.parametrize(
    ("tag", "end", "manner"),
    [
        ("[lang:pt-BR]", "[/lang]", {"language": "pt-br"}),
        ("[voice:pm_alex]", "[/voice]", {"voice": "pm_alex"}),
        ("[voice:pf_dora:0.7+pm_alex:0.3]", "[/voice]", {"voice": "pf_dora:0.7+pm_alex:0.3"}),
        ("[rate:1.2]", "[/rate]", {"rate": 1.2}),
        ("[RATE:slow]", "[/Rate]", {"rate": 0.75}),
        ("[rate:+50%]", "[/rate]", {"rate": 1.5}),
    ],
)
def test_a_tag_holds_to_its_end(tag: str, end: str, manner: dict[str, object]) -> None:
    assert tags(f"um {tag}dois{end} três") == ["um ", ("dois", manner), " três"]


def test_a_tag_holds_to_the_next_of_its_kind() -> None:
    assert tags("[rate:2]um[voice:x]dois[rate:3]três") == [
        ("um", {"rate": 2.0}),
        ("dois", {"rate": 2.0, "voice": "x"}),
        ("três", {"rate": 3.0, "voice": "x"}),
    ]


def test_two_brackets_are_one_that_begins_no_tag() -> None:
    text = "veja [[pause:1s] e [[[rate:2]x"
    assert tags(text) == ["veja [pause:1s] e [", ("x", {"rate": 2.0})]
    first = parse(text, Markup.TAGS).items[0]
    assert isinstance(first, Passage)
    assert first.text.span(5, 6) == (5, 7)


@pytest.mark.parametrize(
    "text",
    [
        "[link](http://a.b)",
        "[x:1]",
        "[1]",
        "a[i] = b[j]",
        "[",
        "]",
        "[pause:1s",
        "[speed:2]",
        "[pauses:1s]",
        "[rate :2]",
    ],
)
def test_other_brackets_are_text(text: str) -> None:
    assert tags(text) == [text]


@pytest.mark.parametrize("tag", ["[pause]", "[voice]", "[/pause]", "[/voice:x]", "[Lang]"])
def test_a_tag_that_says_nothing_is_text_with_a_warning(tag: str) -> None:
    script = parse(f"um {tag} dois", Markup.TAGS)
    assert told(script) == [f"um {tag} dois"]
    assert tag in script.warnings[0]


@pytest.mark.parametrize(
    ("tag", "right"),
    [
        ("[pause:1]", "[pause:500ms]"),
        ("[pause:]", "[pause:500ms]"),
        ("[pause:-1s]", "[pause:500ms]"),
        ("[lang:português]", "[lang:pt-BR]"),
        ("[voice: ]", "[voice:ID]"),
        ("[rate:5]", "from 0.25 to 4"),
        ("[rate:0]", "from 0.25 to 4"),
        ("[Rate:quick]", "[rate:1.2]"),
    ],
)
def test_a_tag_with_a_wrong_value_is_an_error_that_says_what_is_right(tag: str, right: str) -> None:
    with pytest.raises(VozesError) as refusal:
        parse(f"😀 {tag}", Markup.TAGS)
    assert refusal.value.code == ErrorCode.INVALID_FIELD
    assert refusal.value.param == "text"
    assert f"'{tag}' at position 2" in refusal.value.message
    assert right in refusal.value.message


def test_tags_in_ssml_and_elements_among_tags_are_text() -> None:
    assert tags("<b>um</b>") == ["<b>um</b>"]
    assert told(parse("<speak>[pause:1s]</speak>", Markup.SSML)) == ["[pause:1s]"]


def test_line_ends_among_tags_stay() -> None:
    assert tags("um\r\ndois\n[rate:2]três") == ["um\r\ndois\n", ("três", {"rate": 2.0})]
