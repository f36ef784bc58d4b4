"""Words with spans of the user's text become timestamps of words and sentences."""

from typing import cast

import pytest

from vozes.service.registry import RegisteredEngine
from vozes.service.speech.parts import Part, Silence, SpokenPart
from vozes.service.speech.service import Speech
from vozes.service.speech.subtitles import subtitles
from vozes.service.speech.timestamps import Timestamp, TimestampFeed, Transcript, Unit, timestamps
from vozes.text.mapped import Edit, MappedText
from vozes.types import SpeechRequest, WordTiming

ENGINE = cast(RegisteredEngine, None)


def transcript(*parts: Part) -> Transcript:
    return Transcript.of(Speech(parts, None, "req_1"))  # type: ignore[arg-type]


def part(source: MappedText) -> SpokenPart:
    return SpokenPart(ENGINE, SpeechRequest(source.text, "en", "a"), source)


def words(*spans: tuple[int, int]) -> list[WordTiming]:
    """Each is heard for a second."""
    return [WordTiming(start, end, float(number), number + 1.0) for number, (start, end) in enumerate(spans)]


def told(text: Transcript, timings: list[WordTiming], unit: Unit) -> list[tuple[object, ...]]:
    return [(each.text, each.start, each.end) for each in timestamps(text, timings, unit)]


def test_what_was_written_as_one_word_is_one() -> None:
    text = transcript(part(MappedText.of("Pay R$ 15 now.")))
    timings = words((0, 3), (4, 9), (4, 9), (10, 13))
    assert told(text, timings, "word") == [("Pay", 0.0, 1.0), ("R$ 15", 1.0, 3.0), ("now", 3.0, 4.0)]


@pytest.mark.parametrize(
    ("written", "spans"),
    [
        ("My e-mail.", [(0, 2), (3, 5), (5, 9)]),
        ("Oui, c’est « l’homme »", [(0, 3), (5, 6), (7, 10), (13, 14)]),
        ("A “well-known” man", [(0, 1), (3, 7), (15, 18)]),
    ],
)
def test_a_word_is_whole_with_its_hyphens_and_apostrophes_and_without_quotation_marks(
    written: str, spans: list[tuple[int, int]]
) -> None:
    found = [entry[0] for entry in told(transcript(part(MappedText.of(written))), words(*spans), "word")]
    assert found == [word.strip("«»“”.,") for word in written.split() if word not in "«»"]


def test_a_sentence_is_whole_with_its_marks_and_lasts_from_its_first_word_to_its_last() -> None:
    text = transcript(part(MappedText.of("«Dr. Lee?» He left!")))
    timings = words((1, 4), (5, 8), (11, 13), (14, 18))
    assert told(text, timings, "sentence") == [("«Dr. Lee?»", 0.0, 2.0), ("He left!", 2.0, 4.0)]


def test_parts_are_one_text_with_a_space_where_the_user_has_something_between_them() -> None:
    sent = MappedText.of("<a>One</a><b> two</b>three")
    text = transcript(part(sent.slice(3, 6)), Silence(1.0), part(sent.slice(14, 17)), part(sent.slice(17, 17)))
    assert text.text.text == "One two"
    assert timestamps(text, words((3, 6), (14, 17)), "word")[1] == Timestamp("two", 14, 17, 1.0, 2.0)


def test_parts_that_touch_have_no_space_between_them() -> None:
    sent = MappedText.of("Tokyo東京")
    assert transcript(part(sent.slice(0, 5)), part(sent.slice(5, 7))).text.text == "Tokyo東京"


@pytest.mark.parametrize(("unit", "kept_back"), [("word", "two"), ("sentence", "One two.")])
def test_a_feed_gives_what_nothing_can_be_added_to(unit: Unit, kept_back: str) -> None:
    feed = TimestampFeed(transcript(part(MappedText.of("One two. Three"))), unit)
    first, second, third = words((0, 3), (4, 7), (9, 14))
    early = [each.text for each in feed.push([first, second])]
    assert early == ([] if unit == "sentence" else ["One"])
    assert [each.text for each in feed.push([third])] == [kept_back]
    assert [each.text for each in feed.finish()] == ["Three"]
    assert list(feed.finish()) == []


def test_subtitles_show_no_marks_of_markdown_and_what_an_alias_says() -> None:
    sent = MappedText.of("# Title\n\nThe **UN** met.")
    source = sent.edited([Edit(15, 17, "United Nations")])
    timings = words((2, 7), (9, 12), (15, 17), (15, 17), (20, 23))
    written = subtitles(transcript(part(source)), timings, 5.0, "srt")
    assert [line for line in written.splitlines() if line[:1].isalpha()] == ["Title", "The United Nations met."]
