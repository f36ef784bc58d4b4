"""Cues are easy to read: short, ended where the text pauses, and shown as long as they are heard."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.text.subtitles.timed import timed
from vozes.text.subtitles import cut
from vozes.text.subtitles.columns import columns
from vozes.text.subtitles.cutting import LINE_COLUMNS, LONGEST_SECONDS, Cue
from vozes.types import WordTiming


def cues_of(text: str, language: str = "en", pattern: str = r"[\w'-]+", letter: float = 0.07) -> list[Cue]:
    words = timed(text, pattern, letter)
    return cut(text, language, words, words[-1].end + 0.5 if words else 0.0)


def texts(cues: list[Cue]) -> list[str]:
    return [" / ".join(cue.lines) for cue in cues]


def test_each_sentence_is_a_cue_of_its_own() -> None:
    text = "The rain stopped a while ago. The children went back into the garden."
    assert texts(cues_of(text)) == ["The rain stopped a while ago.", "The children went back into the garden."]


def test_a_long_sentence_ends_its_cues_with_clauses() -> None:
    text = (
        "When I got home last night, dinner was already on the table and everybody had eaten, "
        "so I went to bed, read a book, and fell asleep before the rain had even stopped."
    )
    found = texts(cues_of(text))
    assert len(found) > 1
    assert all(each[-1] in ",." for each in found)


def test_two_lines_are_about_as_long_and_the_first_ends_well() -> None:
    (cue,) = cues_of("The teacher explained the lesson, and all of them listened.")
    assert cue.lines == ("The teacher explained the lesson,", "and all of them listened.")


def test_what_would_flash_by_goes_with_the_next_one() -> None:
    assert texts(cues_of("Oh. It is you, my friend.")) == ["Oh. It is you, my friend."]


def test_a_name_stays_with_its_title_and_a_mark_with_its_word() -> None:
    text = "Yesterday afternoon we were talking about Dr. Brown ! It was a very long and quite friendly conversation."
    lines = [line for cue in cues_of(text) for line in cue.lines]
    assert not any(line.endswith("Dr.") or line.startswith("!") for line in lines)


def test_chinese_is_cut_without_spaces_and_no_line_begins_with_a_mark() -> None:
    text = (
        "我们明天要去北京参观故宫，然后在附近的餐馆吃烤鸭。"
        "这是一个很长的句子没有任何标点符号它会一直继续下去直到超过一行。"
    )
    cues = cues_of(text, "zh", r"\w", 0.2)
    lines = [line for cue in cues for line in cue.lines]
    assert all(columns(line) <= LINE_COLUMNS and line[0] not in "，。" for line in lines)
    assert "".join(lines) == text
    assert cues[0].lines[-1].endswith("。")


def test_korean_words_stay_whole() -> None:
    text = "우리는 내일 아침 일찍 기차를 타고 부산에 가서 바다를 보고 맛있는 음식을 먹을 것입니다"
    lines = [line for cue in cues_of(text, "ko", r"\w+", 0.2) for line in cue.lines]
    assert " ".join(lines) == text


def test_a_word_wider_than_a_line_is_cut() -> None:
    text = f"https://example.com/{'a' * 120} is long."
    cues = cues_of(text, pattern=r"\S+")
    assert all(columns(line) <= LINE_COLUMNS for cue in cues for line in cue.lines)
    assert "".join("".join(cue.lines) for cue in cues).replace(" ", "") == text.replace(" ", "")


def test_a_long_silence_ends_a_cue() -> None:
    words = [WordTiming(0, 3, 0.0, 0.3), WordTiming(4, 7, 3.0, 3.3)]
    cues = cut("One two", "en", words, 3.5)
    assert texts(cues) == ["One", "two"]
    assert [cue.end for cue in cues] == [1.0, 3.5]  # as long as is needed to read it, or as there is


def test_opening_marks_begin_the_cue_of_their_word() -> None:
    text = "Ela perguntou uma coisa muito simples para todos. «Vamos embora» ¿Qué es esto que tenemos aquí?"
    assert any(each.startswith(("«", "¿")) for each in texts(cues_of(text, "es")))
    assert not any(each.endswith(("«", "¿")) for each in texts(cues_of(text, "es")))


def test_a_text_without_a_timed_word_has_no_cue() -> None:
    assert cut("...", "en", [], 1.0) == []


@given(
    st.lists(
        st.sampled_from(["word", "a", "字", "é,", "long-winded", "…", "end.", "“so”", "x" * 50, "\n"]), max_size=60
    ),
    st.sampled_from([0.01, 0.07, 0.5]),
)
@example(["x" * 50] * 3, 0.5)
def test_no_cue_is_too_wide_or_too_long_and_nothing_is_lost(parts: list[str], letter: float) -> None:
    text = " ".join(parts)
    words = timed(text, r"[\w-]+", letter)
    cues = cut(text, "en", words, words[-1].end if words else 0.0)
    for cue in cues:
        assert 1 <= len(cue.lines) <= 2
        assert all(columns(line) <= LINE_COLUMNS for line in cue.lines)
        assert cue.start < cue.end
        several = sum(word.start >= cue.start and word.end <= cue.end for word in words) > 1
        assert cue.end - cue.start <= LONGEST_SECONDS or not several
    assert all(before.end <= after.start + 1e-9 for before, after in pairwise(cues))
    shown = "".join("".join(cue.lines) for cue in cues)
    assert not words or "".join(shown.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["a" * 50_000, "字" * 10_000, "one, two. " * 5_000])
def test_long_texts_take_little_time(text: str) -> None:
    assert cues_of(text, pattern=r"[^\W\d_]+" if text[0] != "字" else r"\w")
