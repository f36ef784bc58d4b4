"""Every option of every engine is described in English and in Portuguese, as a slider or a list needs it."""

from pathlib import Path

import pytest

from vozes.engines.base import EngineSpec
from vozes.engines.catalog import engine_specs
from vozes.engines.options import OptionSpec, OptionText
from vozes.engines.settings import EngineSettings

NAMES = {"pitch", "preset"}
"""Which show that the engines' options are looked at."""


@pytest.fixture(scope="module")
def options(tmp_path_factory: pytest.TempPathFactory) -> list[OptionSpec]:
    home: Path = tmp_path_factory.mktemp("home")
    specs: tuple[EngineSpec, ...] = engine_specs(EngineSettings(str(home)))
    found = [option for spec in specs for option in spec.info.options]
    assert {option.name for option in found} > NAMES
    return found


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_option_has_a_label_and_a_help(options: list[OptionSpec], language: str) -> None:
    for option in options:
        text = option.text(language)
        assert text.label[:1].isupper(), option.name
        assert not text.label.endswith("."), option.name
        assert text.help.endswith("."), option.name


@pytest.mark.parametrize("language", ["en", "pt"])
def test_what_has_a_range_has_a_word_at_either_end(options: list[OptionSpec], language: str) -> None:
    for option in options:
        ends = option.text(language).ends
        assert (ends is not None) == (option.minimum is not None), option.name
        assert ends is None or (all(ends) and ends[0] != ends[1]), option.name


def test_the_portuguese_texts_are_not_the_english_ones(options: list[OptionSpec]) -> None:
    for option in options:
        english, portuguese = option.text("en"), option.text("pt")
        assert english.help != portuguese.help, option.name
        assert english.ends is None or english.ends != portuguese.ends, option.name
        assert (english.unit is None) == (portuguese.unit is None), option.name
        assert english.choices.keys() == portuguese.choices.keys(), option.name


def test_every_choice_has_a_label_of_its_own(options: list[OptionSpec]) -> None:
    for option in options:
        for language in ("en", "pt"):
            labels = [option.text(language).label_of(choice) for choice in option.choices]
            assert all(labels), (option.name, language)
            assert len(set(labels)) == len(labels), (option.name, language)


def test_labels_are_of_choices_that_there_are(options: list[OptionSpec]) -> None:
    for option in options:
        assert set(option.english.choices) <= set(option.choices), option.name


def test_a_choice_without_a_label_is_called_as_it_is() -> None:
    text = OptionText("A", "A.", choices={"f1": "Woman 1"})
    assert [text.label_of(choice) for choice in ("f1", "adam", "Mr Serious")] == ["Woman 1", "Adam", "Mr Serious"]
