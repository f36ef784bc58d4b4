"""The sound of a segment is shared out over its words: each has one time, in order, and none lies in a pause."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vozes.engines.xtts.word_timings import estimate, segment_words
from vozes.text.mapped import Edit, MappedText
from vozes.types import Samples, WordTiming

RATE = 24_000


def sound(seconds: float) -> Samples:
    samples: Samples = np.sin(np.arange(round(seconds * RATE)) * 0.1).astype(np.float32)
    return samples


def silence(seconds: float) -> Samples:
    return np.zeros(round(seconds * RATE), np.float32)


def timings(text: str, *parts: Samples, language: str = "en") -> tuple[WordTiming, ...]:
    return estimate(segment_words(MappedText.of(text), language), np.concatenate(parts), RATE)


def test_longer_words_take_longer_and_the_silence_around_them_belongs_to_none() -> None:
    short, long = timings("a university", silence(0.2), sound(1.0), silence(0.5))
    assert short.start == pytest.approx(0.2, abs=0.011)
    assert short.end == pytest.approx(long.start, abs=0.011)
    assert long.end == pytest.approx(1.2, abs=0.011)
    assert long.end - long.start > 3 * (short.end - short.start)


def test_a_pause_is_put_behind_the_mark_near_which_it_is_heard() -> None:
    """Even shares would end the first word after 0.57 s."""
    *_, before, after, _ = timings("one two, three four", sound(0.9), silence(0.4), sound(0.7))
    assert before.end == pytest.approx(0.9, abs=0.011)
    assert after.start == pytest.approx(1.3, abs=0.011)


def test_words_have_the_spans_of_the_users_text() -> None:
    read = MappedText.of("Pay $5 now").edited([Edit(4, 6, "five dollars")])
    spans = [(word.text_start, word.text_end) for word in segment_words(read, "en")]
    assert spans == [(0, 3), (4, 6), (4, 6), (7, 10)]


@pytest.mark.parametrize(("language", "text", "count"), [("zh-cn", "你好，世界。", 4), ("ja", "猫が好き", 4)])
def test_signs_without_spaces_are_words(language: str, text: str, count: int) -> None:
    assert len(timings(text, sound(1.0), language=language)) == count


def test_without_sound_the_whole_length_is_shared_out() -> None:
    first, second = timings("one two", silence(1.0))
    assert (first.start, second.end) == (0.0, 1.0)
    assert timings("one two", silence(0.0)) == ()


@given(
    st.lists(st.sampled_from(["a", "word,", "university", "1999.", "é", "—"]), min_size=1, max_size=30),
    st.lists(st.floats(0.02, 1.0), min_size=1, max_size=8),
)
def test_every_word_has_one_time_in_order_within_the_sound(words: list[str], lengths: list[float]) -> None:
    parts = [silence(length) if number % 2 else sound(length) for number, length in enumerate(lengths)]
    text = " ".join(words)
    found = timings(text, *parts)
    assert len(found) == sum(any(map(str.isalnum, word)) for word in words)
    assert all(word.start <= word.end + 1e-9 for word in found)
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(found))
    assert not found or (found[0].start >= 0 and found[-1].end <= sum(map(len, parts)) / RATE + 1e-9)
