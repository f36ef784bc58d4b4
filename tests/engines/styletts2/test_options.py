"""Presets are values of the other options, and what a model cannot do is known by name."""

from typing import get_args

import pytest

from vozes.engines.styletts2.config import Family
from vozes.engines.styletts2.options import OPTIONS, PRESET, obeyed, without_effect
from vozes.engines.styletts2.presets import PRESETS, apply
from vozes.types import OptionValue

SPECS = {spec.name: spec for spec in OPTIONS}
MOODS = [name for name in PRESETS if name != "neutral"]


def test_the_defaults_are_those_of_the_published_inference() -> None:
    assert {name: spec.default for name, spec in SPECS.items()} == {
        "preset": "neutral",
        "alpha": 0.3,
        "beta": 0.7,
        "diffusion_steps": 5,
        "embedding_scale": 1.0,
        "style_blend": 0.7,
        "style_text": "",
    }


def test_the_presets_are_the_choices() -> None:
    assert PRESET.choices == tuple(PRESETS) == ("neutral", "happy", "sad", "angry", "surprised")


@pytest.mark.parametrize("name", MOODS)
@pytest.mark.parametrize("language", ["en-us", "en-gb", "pt-br", "es"])
def test_a_preset_is_a_combination_of_options_that_a_request_could_give(name: str, language: str) -> None:
    applied = apply({"preset": name}, language)
    assert {option: SPECS[option].check(value) for option, value in applied.items()} == applied
    assert "preset" not in applied


@pytest.mark.parametrize("name", MOODS)
def test_a_preset_has_a_text_in_english_and_portuguese_and_in_other_languages_none(name: str) -> None:
    english, portuguese = (apply({"preset": name}, tag)["style_text"] for tag in ("en-us", "pt-br"))
    assert english != portuguese
    assert "style_text" not in apply({"preset": name}, "it")


def test_neutral_changes_nothing() -> None:
    options: dict[str, OptionValue] = {"alpha": 0.5}
    assert apply({**options, "preset": "neutral"}, "en-us") == apply(options, "en-us") == options


def test_what_is_given_itself_wins_over_the_preset() -> None:
    given: dict[str, OptionValue] = {"embedding_scale": 1.0, "style_text": ""}
    applied = apply({"preset": "happy", **given}, "pt-br")
    assert applied.items() >= given.items()
    assert applied["beta"] == PRESETS["happy"].options["beta"]


@pytest.mark.parametrize(
    ("family", "useless"),
    [
        ("libritts", ()),
        ("ljspeech", ("alpha", "beta")),
        (
            "kokoro",
            ("preset", "alpha", "beta", "diffusion_steps", "embedding_scale", "style_blend", "style_text"),
        ),
    ],
)
def test_options_that_a_model_has_no_use_for_are_named(family: Family, useless: tuple[str, ...]) -> None:
    given: dict[str, OptionValue] = {
        "preset": "sad",
        "alpha": 0.0,
        "beta": 0.0,
        "diffusion_steps": 9,
        "embedding_scale": 2.0,
        "style_blend": 0.0,
        "style_text": "Nossa!",
    }
    assert set(given) == set(SPECS)
    assert without_effect(given, family) == useless
    assert set(obeyed(family)) == set(SPECS) - set(useless)


@pytest.mark.parametrize("family", get_args(Family))
def test_a_default_asks_for_nothing(family: Family) -> None:
    assert without_effect({}, family) == ()
    assert without_effect({name: spec.default for name, spec in SPECS.items()}, family) == ()
