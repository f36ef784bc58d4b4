from dataclasses import replace

import pytest

from tests.fakes import fake_spec, texts
from vozes.engines.info import VoiceInfo
from vozes.engines.options import OptionSpec
from vozes.errors import ErrorCode, VozesError

INFO = fake_spec().info


@pytest.mark.parametrize(
    ("options", "checked"),
    [
        ({}, {}),
        ({"depth": 3}, {"depth": 3}),
        ({"depth": 3.0}, {"depth": 3}),
        ({"warmth": 1}, {"warmth": 1.0}),
        ({"echo": True, "color": "red"}, {"echo": True, "color": "red"}),
        ({"motto": "Olá, 2 vozes"}, {"motto": "Olá, 2 vozes"}),
        ({"motto": " \n"}, {"motto": ""}),
    ],
)
def test_options_within_their_range_are_taken(options: dict[str, object], checked: dict[str, object]) -> None:
    assert INFO.check_options(options) == checked


@pytest.mark.parametrize(
    "options",
    [
        {"depth": 11},
        {"depth": -1},
        {"depth": 1.5},
        {"depth": "3"},
        {"depth": True},
        {"depth": None},
        {"depth": 10**400},
        {"warmth": float("nan")},
        {"warmth": float("inf")},
        {"echo": 1},
        {"color": "green"},
        {"color": ["red"]},
        {"motto": 3},
        {"motto": None},
        {"motto": "Olá, 12 vozes"},
        {"motto": "...!"},
        {"motto": "a\ud800"},
    ],
)
def test_an_option_out_of_its_range_is_refused_and_named(options: dict[str, object]) -> None:
    with pytest.raises(VozesError) as refusal:
        INFO.check_options(options)
    assert refusal.value.code == ErrorCode.OPTION_OUT_OF_RANGE
    assert refusal.value.param == f"options.{next(iter(options))}"


def test_an_unknown_option_is_refused_with_the_known_ones() -> None:
    with pytest.raises(VozesError, match="depth, warmth, echo, color, motto") as refusal:
        INFO.check_options({"pich": 3})
    assert refusal.value.code == ErrorCode.UNKNOWN_OPTION


def test_a_range_is_told_in_words() -> None:
    assert OptionSpec("a", "integer", 1, *texts("", ""), 0, 10).range_text == "a whole number from 0 to 10"
    assert OptionSpec("a", "text", "", *texts("", ""), max_length=9).range_text == "a text of at most 9 characters"


def test_a_text_that_cannot_be_spoken_is_refused_with_what_is_wrong_with_it() -> None:
    with pytest.raises(
        VozesError, match=r"'motto' must be a text of at most 12 characters\. The text has 13 characters"
    ):
        INFO.check_options({"motto": "x" * 13})


def test_a_voice_that_is_not_listed_is_unknown() -> None:
    with pytest.raises(VozesError, match="'nobody'") as refusal:
        INFO.find_voice("nobody")
    assert (refusal.value.code, refusal.value.param) == (ErrorCode.UNKNOWN_VOICE, "voice")


def test_a_voice_is_found_by_id_or_name_in_any_case() -> None:
    assert INFO.find_voice("HUM").id == INFO.find_voice("Hum").id == "hum"


def test_a_voice_is_found_by_the_name_that_is_shown_where_no_other_is_called_so() -> None:
    names = {"pf_dora": "Dora (pf_dora)", "ef_dora": "Dora (ef_dora)", "am_onyx": "Onyx (am_onyx)"}
    info = replace(INFO, voices=tuple(VoiceInfo(voice_id, name, ()) for voice_id, name in names.items()))
    assert info.find_voice("ONYX").id == "am_onyx"
    with pytest.raises(VozesError, match=r"'Dora', so name one by its id: pf_dora, ef_dora\.") as refusal:
        info.find_voice("Dora")
    assert refusal.value.code == ErrorCode.UNKNOWN_VOICE


def test_the_engine_prefers_the_voice_made_for_a_language() -> None:
    assert INFO.voice_for("pt").id == "alto"
    assert INFO.voice_for("en").id == "hum"
