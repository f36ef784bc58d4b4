"""Whatever becomes of a text, each of its characters tells the span that the user wrote."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from vozes.text.mapped import Edit, MappedText


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text(max_size=30))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = list(zip(places[::2], places[1::2], strict=False))
    return text, [Edit(start, end, draw(st.text(max_size=5))) for start, end in spans]


def test_what_is_not_edited_comes_from_itself() -> None:
    mapped = MappedText.of("abc").edited([Edit(1, 2, "xyz")])
    assert mapped.text == "axyzc"
    assert [mapped.span(place, place + 1) for place in range(5)] == [(0, 1), (1, 2), (1, 2), (1, 2), (2, 3)]


def test_edits_of_edits_lead_to_the_first_text() -> None:
    mapped = MappedText.of("R$ 5").edited([Edit(0, 4, "cinco reais")]).edited([Edit(0, 5, "5")])
    assert mapped.text == "5 reais"
    assert mapped.span(0, 1) == (0, 4)


def test_an_insertion_comes_from_the_character_before_it() -> None:
    assert MappedText.of("ab").edited([Edit(1, 1, ".")]).span(1, 2) == (1, 1)


def test_an_empty_span_has_a_place() -> None:
    assert MappedText.of("").span(0, 0) == (0, 0)
    assert MappedText.of("ab").span(2, 2) == (2, 2)


@given(edited())
def test_spans_never_fall_and_lie_in_the_text(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    mapped = MappedText.of(text).edited(edits)
    assert len(mapped.text) == len(mapped.starts) == len(mapped.ends)
    for numbers in (mapped.starts, mapped.ends):
        assert all(before <= after for before, after in pairwise(numbers))
    assert all(0 <= start <= end <= len(text) for start, end in zip(mapped.starts, mapped.ends, strict=True))


@given(edited())
def test_the_text_is_that_of_plain_replacing(case: tuple[str, list[Edit]]) -> None:
    text, edits = case
    expected, end = "", 0
    for edit in edits:
        expected += text[end : edit.start] + edit.text
        end = edit.end
    assert MappedText.of(text).edited(edits).text == expected + text[end:]
