"""Speech is cut between words, and each piece's characters last as long as it."""

import numpy as np
import pytest

from vozes.api.routes.elevenlabs.alignment import AlignedSpeech, Piece, PieceAlignment
from vozes.service.speech.alignment import SpokenText, SpokenWords
from vozes.types import AudioChunk, WordTiming

RATE = 1000


def chunk(seconds: float, *words: tuple[int, int, float, float]) -> AudioChunk:
    return AudioChunk(np.zeros(round(seconds * RATE), np.float32), RATE, words=tuple(WordTiming(*w) for w in words))


def seconds(piece: Piece) -> float:
    return len(piece.samples) / RATE


def aligned(piece: Piece) -> PieceAlignment:
    assert piece.alignments is not None
    return piece.alignments.original


def speak(text: str, *chunks: AudioChunk, end: int | None = None) -> list[Piece]:
    speech = AlignedSpeech()
    speech.push_text(text)
    pieces = [piece for each in chunks for piece in speech.add(each, words_come=True)]
    return [*pieces, *speech.end_passage(len(text) if end is None else end)]


def test_pieces_hold_whole_words_with_what_stands_behind_them_and_last_as_long_as_their_characters() -> None:
    pieces = speak("One, two. ", chunk(0.5, (0, 3, 0.1, 0.4)), chunk(0.5, (5, 8, 0.6, 0.9)), chunk(0.2))
    assert ["".join(aligned(piece).chars) for piece in pieces] == ["One, ", "two. "]
    assert [seconds(piece) for piece in pieces] == [0.6, 0.6]
    for piece in pieces:
        told = aligned(piece)
        assert told.starts[-1] + told.durations[-1] == round(1000 * seconds(piece))
        assert all(start >= 0 for start in told.starts)
        assert told.starts == sorted(told.starts)
    first = aligned(pieces[0])
    assert first.starts[:4] == [100, 200, 300, 400]


def test_words_that_come_at_once_are_one_piece_and_the_last_one_waits_for_the_end() -> None:
    pieces = speak("a b c ", chunk(0.9, (0, 1, 0, 0.3), (2, 3, 0.3, 0.6), (4, 5, 0.6, 0.9)))
    assert ["".join(aligned(piece).chars) for piece in pieces] == ["a b ", "c "]


def test_what_is_written_as_one_and_said_in_several_words_is_in_one_piece() -> None:
    spoken = [chunk(0.2, (0, 2, 0, 0.2)), chunk(0.2, (3, 5, 0.2, 0.4)), chunk(0.2, (3, 5, 0.4, 0.6))]
    pieces = speak("oh 15 yes", *spoken, chunk(0.2, (6, 9, 0.6, 0.8)))
    assert ["".join(aligned(piece).chars) for piece in pieces] == ["oh ", "15 ", "yes"]
    assert [seconds(piece) for piece in pieces] == pytest.approx([0.2, 0.4, 0.2])


def test_characters_as_they_are_said_are_those_of_the_same_words_and_last_as_long() -> None:
    speech = AlignedSpeech()
    speech.push_text("Go. I paid $25 today. ")
    list(speech.add(chunk(0.5, (0, 2, 0, 0.5)), words_come=True)), list(speech.end_passage(4))
    told = SpokenText(
        "I paid twenty five dollars today. ",
        tuple(SpokenWords(*span) for span in ((0, 1, 0, 1), (2, 6, 2, 6), (7, 26, 7, 10), (27, 32, 11, 16))),
    )
    speech.begin_passage(told, 4)
    words = ((4, 5, 0.5, 0.7), (6, 10, 0.7, 0.9), (11, 14, 0.9, 1.2), (11, 14, 1.2, 1.5), (15, 20, 1.5, 2.0))
    pieces = [piece for word in words for piece in speech.add(chunk(word[3] - word[2], word), words_come=True)]
    pieces += speech.end_passage(22)
    both = [piece.alignments for piece in pieces if piece.alignments is not None]
    assert ["".join(each.original.chars) for each in both] == ["I ", "paid ", "$25 ", "today. "]
    assert ["".join(each.normalized.chars) for each in both] == ["I ", "paid ", "twenty five dollars ", "today. "]
    for piece, each in zip(pieces, both, strict=True):
        for alignment in (each.original, each.normalized):
            assert alignment.starts[-1] + alignment.durations[-1] == round(1000 * seconds(piece))
    assert both[2].normalized.starts[7] > 150  # `five` is not squeezed into the time of `twenty`


def test_nothing_is_lost_of_the_sound_whatever_the_words_say() -> None:
    pieces = speak("a b ", chunk(0.1, (0, 1, 0.5, 0.2)), chunk(0.1, (2, 3, 9.0, 9.5)), chunk(0.1, (9, 12, 0.1, 0.2)))
    assert sum(map(seconds, pieces)) == pytest.approx(0.3)


def test_without_words_sound_goes_on_at_once_and_the_next_passage_begins_at_its_own_text() -> None:
    speech = AlignedSpeech()
    speech.push_text("abc def ")
    (piece,) = speech.add(chunk(0.5), words_come=False)
    assert piece.alignments is None
    assert list(speech.end_passage(4)) == []
    assert list(speech.add(chunk(0.5, (4, 7, 0.5, 1.0)), words_come=True)) == []
    (last,) = speech.end_passage(8)
    assert "".join(aligned(last).chars) == "def "


def test_a_word_whose_end_does_not_come_holds_back_no_more_than_some_seconds() -> None:
    speech = AlignedSpeech()
    speech.push_text("abc ")
    assert sum(seconds(piece) for _ in range(30) for piece in speech.add(chunk(0.1), words_come=True)) > 0.5


def test_alignments_of_pieces_are_put_together() -> None:
    both = PieceAlignment(["a"], [0], [100])
    both.extend(PieceAlignment(["b"], [50], [50]), 0.1)
    assert both.as_message() == {"chars": ["a", "b"], "charStartTimesMs": [0, 150], "charDurationsMs": [100, 50]}
