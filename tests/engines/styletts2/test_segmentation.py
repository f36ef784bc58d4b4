"""Texts as segments: what is spoken at once, and that nothing is lost."""

import logging

import pytest

from tests.engines.styletts2.checkpoints import SYMBOLS
from vozes.engines.styletts2.phonemizing import KOKORO_NOTATION, STYLETTS2_NOTATION, SymbolEncoder
from vozes.engines.styletts2.segmentation import Segment, Segmenter, padded
from vozes.engines.styletts2.symbols import STYLETTS2_TABLE

KOKORO = SymbolEncoder(SYMBOLS, KOKORO_NOTATION)
STYLETTS2 = SymbolEncoder(STYLETTS2_TABLE, STYLETTS2_NOTATION)
LONG = (
    "When the rain had stopped at last, the children ran out into the garden, where the old dog was waiting for them,"
    " and they played until the evening came and their mother called them in, one after the other, to have supper."
)
NO_CLAUSE = "the man who lived in the little house at the end of the long road went to the town to see his son " * 2


def segmenter(language: str = "en-us", limit: int = 510, encoder: SymbolEncoder = KOKORO) -> Segmenter:
    return Segmenter(encoder, language, limit)


def read(text: str, *, early: bool = False, limit: int = 510, language: str = "en-us") -> list[Segment]:
    return list(segmenter(language, limit).segments(text, early=early))


def texts(text: str, segments: list[Segment]) -> list[str]:
    return [text[segment.start : segment.end] for segment in segments]


def signs(segment: Segment) -> str:
    names = {number: sign for sign, number in SYMBOLS.items()}
    return "".join(names[number] for number in segment.ids)


def test_each_sentence_is_a_part() -> None:
    text = "  The first one is here and waits. Is this the second of them?\n\nAnd this is the last!  "
    assert texts(text, read(text)) == [
        "The first one is here and waits.",
        "Is this the second of them?",
        "And this is the last!",
    ]


def test_short_sentences_are_spoken_with_their_neighbours() -> None:
    text = "No. That is not what I wanted to say. Listen to me for a moment. Please."
    assert texts(text, read(text)) == ["No. That is not what I wanted to say.", "Listen to me for a moment. Please."]


def test_a_short_line_stays_on_its_own() -> None:
    text = "Chapter 1\n\nIt was a dark and stormy night in the town."
    assert texts(text, read(text))[0] == "Chapter 1"


@pytest.mark.parametrize("early", [False, True])
@pytest.mark.parametrize("limit", [30, 60, 127, 510])
@pytest.mark.parametrize(("language", "encoder"), [("en-us", KOKORO), ("en-us", STYLETTS2), ("pt-br", KOKORO)])
def test_no_part_is_beyond_the_limit_and_nothing_is_lost(
    language: str, encoder: SymbolEncoder, limit: int, early: bool
) -> None:
    text = f"{LONG} Yes. {NO_CLAUSE} 1234567890 times; \n {LONG * 2} Ok"
    segments = list(segmenter(language, limit, encoder).segments(text, early=early))
    assert max(len(segment.ids) for segment in segments) <= limit
    assert "".join("".join(texts(text, segments)).split()) == "".join(text.split())


def test_as_many_symbols_as_fit_are_spoken_at_once() -> None:
    text = "the " * 150 + "end."
    whole = len(read(text)[0].ids)
    assert len(read(text, limit=whole + 2)) == 1
    assert len(read(text, limit=whole - 1)) > 1


def test_words_are_found_in_the_whole_text() -> None:
    text = "The first one of them is here. Is this the second of them?"
    segments = read(text)
    words = [text[word.text_start : word.text_end].strip(".?") for segment in segments for word in segment.words]
    assert words == text.replace(".", "").replace("?", "").split()
    assert signs(segments[1])[segments[1].words[0].first : segments[1].words[0].end] == "ˌɪz"


def test_a_part_of_a_longer_text_that_has_no_mark_at_its_end_gets_a_comma() -> None:
    text = "the first line of them all\n\nAnd this is the second"
    assert [signs(segment)[-1] for segment in read(text)] == [",", ","]


@pytest.mark.parametrize("text", ["the only line of them all", " the only line of them all\n"])
def test_a_text_that_is_spoken_at_once_gets_nothing(text: str) -> None:
    (segment,) = read(text)
    assert signs(segment)[-1] != ","


def test_parts_know_whether_they_begin_and_end_their_sentence() -> None:
    text = f"This is a whole sentence of its own. {LONG}"
    edges = [(segment.begins, segment.ends) for segment in read(text, limit=100)]
    assert edges[:2] == [(True, True), (True, False)]
    assert edges[-1] == (False, True)


def test_a_stream_begins_with_a_clause_and_goes_on_with_sentences() -> None:
    text = f"{LONG} {LONG}"
    segments = read(text, early=True)
    assert texts(text, segments) == ["When the rain had stopped at last,", LONG.split("last, ")[1], LONG]
    assert [(segment.begins, segment.ends) for segment in segments] == [(True, False), (False, True), (True, True)]


def test_only_what_is_worth_it_is_parted_early() -> None:
    for text in ("It is late, and we are tired.", "Well, " + NO_CLAUSE[:90] + "."):
        assert len(read(text, early=True)) == 1


def test_a_long_sentence_without_clauses_begins_with_some_words() -> None:
    first, *rest = read(NO_CLAUSE, early=True)
    assert 20 <= len(first.ids) <= 66
    assert len(rest) == 1
    assert NO_CLAUSE[first.end] == " "


def test_what_has_no_sound_is_passed_over() -> None:
    text = "This is the beginning of it all.\n***\nThis is the end of it all."
    assert texts(text, read(text)) == ["This is the beginning of it all.", "This is the end of it all."]


@pytest.mark.parametrize("text", ["***", "... !? ...", "\n— —\n"])
def test_a_text_without_sounds_has_no_segments(text: str) -> None:
    assert read(text) == []


def test_symbols_that_are_left_out_are_counted_once(caplog: pytest.LogCaptureFixture) -> None:
    table = {sign: number for sign, number in SYMBOLS.items() if sign not in "kɡ"}
    text = "The cat and the dog sat quietly here. The cake is not as good as that."
    with caplog.at_level(logging.WARNING):
        list(segmenter(encoder=SymbolEncoder(table, KOKORO_NOTATION)).segments(text))
    (record,) = caplog.records
    assert record.getMessage() == "6 symbols that the model does not have were left out: 'k' 4 times, 'ɡ' 2 times"


def test_a_text_without_end_is_read_bit_by_bit() -> None:
    """So that speech starts soon, and reading takes as long as the text is."""
    characters = 0

    class Counting(SymbolEncoder):
        def length(self, text: str, language: str) -> int:
            nonlocal characters
            characters += len(text)
            return super().length(text, language)

    text = "sixteen hundreds " * 5_000
    segments = segmenter(encoder=Counting(SYMBOLS, KOKORO_NOTATION)).segments(text)
    assert all(text[next(segments).end] == " " for _ in range(5))
    assert characters < 50_000


def test_models_want_padding_where_they_learned_it() -> None:
    assert padded([5, 6], "kokoro") == [0, 5, 6, 0]
    assert padded([5, 6], "libritts") == padded([5, 6], "ljspeech") == [0, 5, 6]
