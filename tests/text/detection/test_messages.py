"""Short messages as people type them, in tables that anyone who speaks a language may add to.

What `short.tsv` shows was looked at while the words were chosen; `held_out.tsv` was written before and left alone.
"""

from collections import Counter
from pathlib import Path

import pytest

from vozes.text.detection import LanguageDetector

MESSAGES = Path(__file__).parents[1] / "messages"
PREFERRED = ("pt-br", "en-us")


def read(name: str) -> list[tuple[str, str]]:
    lines = (MESSAGES / name).read_text("utf-8").splitlines()[1:]
    return [(language, text) for language, text in (line.split("\t") for line in lines)]


def wrong(detector: LanguageDetector, messages: list[tuple[str, str]]) -> list[tuple[str, str, str]]:
    found = [(language, detector.detect(text, PREFERRED), text) for language, text in messages]
    return [each for each in found if each[1].split("-")[0] != each[0]]


def test_there_are_enough_messages_in_every_language() -> None:
    counts = Counter(language for language, _ in read("short.tsv"))
    assert counts["pt"] >= 60
    assert counts["en"] >= 40
    assert min(counts[language] for language in "es fr de it ru uk ar hi zh ja ko".split()) >= 23


@pytest.mark.parametrize(("name", "share"), [("short.tsv", 0.99), ("held_out.tsv", 0.97)])
def test_the_language_of_short_messages_is_found(detector: LanguageDetector, name: str, share: float) -> None:
    messages = read(name)
    missed = wrong(detector, messages)
    assert len(missed) <= (1 - share) * len(messages), missed


@pytest.mark.parametrize(
    ("language", "share"),
    [("pt", 0.98), ("en", 0.98), *((each, 0.95) for each in "es fr de it ru uk ar hi zh ja ko".split())],
)
def test_no_language_is_left_behind(detector: LanguageDetector, language: str, share: float) -> None:
    messages = [each for each in read("short.tsv") if each[0] == language]
    missed = wrong(detector, messages)
    assert len(missed) <= (1 - share) * len(messages), missed
