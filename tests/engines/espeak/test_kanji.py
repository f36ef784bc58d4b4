"""eSpeak NG's Japanese voice knows kana alone: it gets them for Chinese characters, or tells what is left out."""

import pytest

from tests.engines.espeak.conftest import Speak, seconds_of
from vozes.engines.espeak import kanji
from vozes.engines.espeak.kanji import in_kana
from vozes.errors import ErrorCode, VozesError
from vozes.text.mapped import MappedText

TEXT = "東京は日本の首都です。"


def without_the_extra(text: str) -> list[tuple[str, str]]:
    raise VozesError(ErrorCode.MODEL_NOT_INSTALLED, "Japanese needs the package fugashi.")


def test_chinese_characters_become_kana_that_know_where_they_come_from() -> None:
    pytest.importorskip("fugashi", reason="the extra lang is not installed")
    said, warnings = in_kana(MappedText.of(TEXT))
    assert said.text == "トーキョーはニッポンのシュトです。"
    assert said.span(0, 5) == (0, 2)
    assert warnings == ()


def test_it_is_spoken_in_the_time_that_a_person_takes(speak: Speak) -> None:
    pytest.importorskip("fugashi", reason="the extra lang is not installed")
    assert seconds_of(speak(TEXT, "ja")) < 4  # `Chinese letter` for each of six characters took 6.6


def test_without_the_extra_what_is_left_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kanji, "readings", without_the_extra)
    said, (warning,) = in_kana(MappedText.of(TEXT))
    assert said.text.split() == ["は", "の", "です。"]
    assert "東京日本首都" in warning
    assert "fugashi" in warning


def test_text_without_them_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kanji, "readings", without_the_extra)
    text = MappedText.of("カタカナとひらがな")
    assert in_kana(text) == (text, ())
